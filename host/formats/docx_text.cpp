#include "formats/docx_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.hpp"
#include "formats/published_faults.hpp"
#include "formats/xml_part.hpp"

namespace gouji {
namespace {

// Boxes and ticks of symbol fonts, which forms use; other symbols keep their code.
constexpr std::array<std::pair<unsigned, std::string_view>, 8> kSymbols{
    {{0x52, "☑"}, {0x53, "☒"}, {0x6F, "□"}, {0x71, "□"}, {0xA3, "□"}, {0xA8, "□"}, {0xFC, "√"}, {0xFE, "☑"}}};

std::string symbol(const pugi::xml_node& node) {
  const std::string_view written = xml::attribute(node, "char");
  unsigned code = 0;
  std::from_chars(written.data(), written.data() + written.size(), code, 16);
  const unsigned place = code >= 0xF000U && code < 0xF100U ? code - 0xF000U : code;
  if (xml::attribute(node, "font").starts_with("Wingdings")) {
    const auto* const found =
        std::find_if(kSymbols.begin(), kSymbols.end(), [&](const auto& one) { return one.first == place; });
    if (found != kSymbols.end()) return std::string(found->second);
  }
  std::string out;
  if (code >= 0x20U && (code < 0xD800U || code >= 0xE000U) && code < 0x10000U)
    text::append_utf8(out, static_cast<char32_t>(code));
  return out;
}

bool one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// On unless it says otherwise: <w:vanish/>, <w:vanish w:val="0"/>.
bool is_set(const pugi::xml_node& properties, std::string_view name) {
  const pugi::xml_node one = xml::child(properties, name);
  const std::string_view value = xml::attribute(one, "val");
  return one && (value.empty() || xml::is_on(value));
}

}  // namespace

void DocxText::break_page() {
  if (pending_) return;  // a break that Word wrote down twice
  pending_ = true;
  ++page_;
}

void DocxText::put(std::string_view text, std::string& out) {
  if (!start.known && !text::trim(text).empty()) {
    start = {true, pending_, page_};
    pending_ = false;
  }
  out += text;
}

void DocxText::append(const pugi::xml_node& node, std::string& out, int depth) {
  if (depth > xml::kMostDepth) throw refusals::damaged(file_, "内容嵌套过深", "its contents are nested too deeply");
  for (const pugi::xml_node& one : node.children()) {
    const std::string_view name = xml::name_of(one);
    if (name == "t") {
      put(one.child_value(), out);
    } else if (name == "tab" || name == "ptab") {
      put("\t", out);
    } else if (name == "noBreakHyphen") {
      put("-", out);
    } else if (name == "sym") {
      put(symbol(one), out);
    } else if (name == "br" || name == "cr") {
      const bool page = xml::attribute(one, "type") == "page";
      if (on_break)
        on_break();
      else if (!page)
        out += ' ';
      if (page) break_page();
    } else if (name == "lastRenderedPageBreak") {
      break_page();  // in the middle of a paragraph: the next line opens the page
    } else if (name == "r" && is_set(xml::child(one, "rPr"), "vanish")) {
      hidden = true;
    } else if (name == "del" || name == "moveFrom") {
      deleted = true;
    } else if (name == "txbxContent") {
      boxes.push_back(one);
    } else if (name == "AlternateContent") {
      const pugi::xml_node choice = xml::child(one, "Choice");
      append(choice ? choice : xml::child(one, "Fallback"), out, depth + 1);
    } else if (!one_of(name, {"rPr", "pPr", "instrText", "delText", "delInstrText", "rt", "sdtPr", "fldData"})) {
      append(one, out, depth + 1);
    }
  }
}

}  // namespace gouji
