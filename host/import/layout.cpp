#include "import/layout.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "import/plain_fields.hpp"
#include "packs/header_place.hpp"

namespace gouji::intake {
namespace {

// What a library that made the header found in the author's table: { { code, zh, en, word, known = { … } }, … }.
void tell_mistakes(const script::Plain& mistakes, const Location& at, std::string_view source) {
  if (mistakes.list() == nullptr || mistakes.list()->empty()) return;
  const script::Plain& first = mistakes.list()->front();
  const std::string word = text_in(first, "word");
  std::vector<std::string> known;
  if (const script::Plain* names = first.find("known"); names != nullptr && names->list() != nullptr) {
    for (const script::Plain& one : *names->list()) {
      if (one.text() != nullptr) known.push_back(*one.text());
    }
  }
  Location place = at;
  place.line = line_of_word(source, word, at.line);
  Fault fault(text_in(first, "code"), text_in(first, "zh"), text_in(first, "en"));
  if (!known.empty()) {
    const std::string guess = nearest(word, known);
    fault.hint(
        fmt::format("{}可用：{}", guess.empty() ? "" : fmt::format("是否想写“{}”？", guess), fmt::join(known, "、")),
        fmt::format("{}use one of {}", guess.empty() ? "" : fmt::format("did you mean {}? ", guess),
                    fmt::join(known, ", ")));
  }
  throw std::move(fault.at(place));
}

}  // namespace

Layout read_layout(const script::Plain& header, const Pack& owner, const Location& at, std::string_view source) {
  static const std::vector<std::string> keys{"id",   "title", "kind", "basis",   "recognise",
                                             "read", "print", "note", "generic", "anchors"};
  const auto fail = [&](const std::string& code, const std::string& chinese, const std::string& english,
                        const std::string& hint) {
    Fault fault(code, chinese, english);
    fault.at(at);
    if (!hint.empty()) fault.hint(hint, hint);
    throw fault;
  };
  if (header.map() == nullptr) fail("layout.bad_header", "layout 后面应是一张表 { … }", "layout wants a table", "");
  if (const script::Plain* mistakes = header.find("mistakes"); mistakes != nullptr)
    tell_mistakes(*mistakes, at, source);
  for (const auto& [key, value] : *header.map()) {
    if (key == "mistakes" || std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    const std::string guess = nearest(key, keys);
    fail("layout.unknown_key", fmt::format("layout 里不认识的键“{}”", key),
         fmt::format("unknown key {} in layout", key),
         guess.empty() ? fmt::format("可用：{}", fmt::join(keys, "、")) : fmt::format("是否想写“{}”？", guess));
  }
  Layout layout;
  const auto text = [&](std::string_view key, bool required) -> std::string {
    const script::Plain* value = header.find(key);
    if (value != nullptr && value->text() != nullptr) return *value->text();
    if (required || value != nullptr)
      fail("layout.missing_key", fmt::format("layout 缺少文字“{}”", key), fmt::format("layout lacks the text {}", key),
           "");
    return {};
  };
  layout.id = text("id", true);
  layout.title = text("title", true);
  layout.kind = text("kind", false);
  layout.basis = text("basis", false);
  if (const script::Plain* generic = header.find("generic"); generic != nullptr) {
    if (generic->flag() == nullptr)
      fail("layout.missing_key", "layout 的 generic 只能是 true 或 false", "generic of a layout is true or false", "");
    layout.generic = *generic->flag();
  }
  if (const script::Plain* anchors = header.find("anchors"); anchors != nullptr) {
    const auto wrong = [&] {
      fail("layout.missing_key", "layout 的 anchors 应是词的列表", "anchors of a layout is a list of words",
           "anchors = { \"自评表\", \"三级指标\" }");
    };
    if (anchors->list() == nullptr) wrong();
    for (const script::Plain& word : *anchors->list()) {
      if (word.text() == nullptr || word.text()->empty()) wrong();
      layout.anchors.push_back(text::strip_spaces(*word.text()));
    }
  }
  for (const auto& [key, target] : {std::pair{"recognise", &layout.recognise}, std::pair{"read", &layout.read}}) {
    const script::Plain* value = header.find(key);
    if (value == nullptr || value->function() == nullptr)
      fail("layout.missing_key", fmt::format("layout 缺少函数“{}”", key),
           fmt::format("layout lacks the function {}", key), "");
    *target = *value->function();
  }
  if (!layout.id.starts_with(owner.id + "/")) {
    fail("layout.foreign_id", fmt::format("layout 的编号“{}”应以“{}/”开头", layout.id, owner.id),
         fmt::format("layout id {} must begin with {}/", layout.id, owner.id), "");
  }
  if (const script::Plain* print = header.find("print"); print != nullptr) {
    try {
      layout.print = read_print_spec(*print);
    } catch (Fault& fault) {
      fault.at(at);
      throw;
    }
  }
  layout.pack = owner.id;
  layout.at = at;
  return layout;
}

}  // namespace gouji::intake
