#include "lint/repairs.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "base/files.hpp"
#include "base/text.hpp"
#include "lint/header_order.hpp"
#include "lint/scripts.hpp"

namespace gouji::lint {
namespace {

constexpr std::size_t kLongest = std::size_t{1} << 20U;

// --- full-width punctuation ----------------------------------------------------------------------------------------

constexpr std::u32string_view kWide = U"，（）：；＝＜＞｛｝＋－＊／＃［］．\u3000";
constexpr std::u32string_view kNarrow = U",():;=<>{}+-*/#[]. ";

class Narrowing {
 public:
  explicit Narrowing(const std::string& source) : text_(text::decode(source)) {}

  // None when there is nothing to change or quotes would not match.
  bool run() {
    while (at_ < text_.size()) {
      if (!step()) return false;
    }
    return !changes.empty();
  }

  std::u32string result;
  std::vector<Repair::Change> changes;

 private:
  void take(std::size_t count = 1) {
    for (; count > 0 && at_ < text_.size(); --count, ++at_) {
      if (text_[at_] == U'\n') ++line_;
      result += text_[at_];
    }
  }

  void change(char32_t to) {
    const std::string from = text::encode(text_.substr(at_, 1));
    const std::string by = text::encode(std::u32string(1, to));
    changes.push_back({line_, fmt::format("{} → {}", from, by), fmt::format("{} → {}", from, by)});
    result += to;
    ++at_;
  }

  bool between_digits() const {
    const auto digit = [&](std::size_t at) { return at < text_.size() && text_[at] >= U'0' && text_[at] <= U'9'; };
    return (text_[at_] == U'，' || text_[at_] == U'．') && at_ > 0 && digit(at_ - 1) && digit(at_ + 1);
  }

  bool begins(std::u32string_view word) const { return text_.compare(at_, word.size(), word) == 0; }

  void take_until(std::u32string_view end) {
    const std::size_t found = text_.find(end, at_);
    take((found == std::u32string::npos ? text_.size() : found + end.size()) - at_);
  }

  // [[, [=[, [==[ …: the text's end, with as many signs; empty where none begins.
  std::u32string long_end(std::size_t at) const {
    std::size_t last = at + 1;
    while (last < text_.size() && text_[last] == U'=') ++last;
    if (at >= text_.size() || text_[at] != U'[' || last >= text_.size() || text_[last] != U'[') return {};
    return U"]" + std::u32string(last - at - 1, U'=') + U"]";
  }

  bool step() {
    if (begins(U"--")) return take_until(long_end(at_ + 2).empty() ? U"\n" : long_end(at_ + 2)), true;
    if (const std::u32string end = long_end(at_); !end.empty()) return take_until(end), true;
    const char32_t c = text_[at_];
    if (c == U'"' || c == U'\'') return quoted(c), true;
    if (c == U'“' || c == U'‘') return wide_quoted(c == U'“' ? U'”' : U'’');
    if (between_digits()) return false;  // 1，000 may be one number or two
    if (const auto place = kWide.find(c); place != std::u32string_view::npos)
      change(kNarrow[place]);
    else
      take();
    return true;
  }

  void quoted(char32_t quote) {
    take();
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != U'\n') take(text_[at_] == U'\\' ? 2 : 1);
    take();
  }

  bool wide_quoted(char32_t end) {
    change(U'"');
    while (at_ < text_.size() && text_[at_] != end) {
      if (text_[at_] == U'"' || text_[at_] == U'\n' || text_[at_] == U'\\') return false;
      take();
    }
    if (at_ == text_.size()) return false;
    change(U'"');
    return true;
  }

  std::u32string text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

void narrow(Repair& repair, script::Syntax& syntax) {
  if (syntax.tree(repair.text)) return;
  Narrowing narrowing(repair.text);
  if (!narrowing.run()) return;
  std::string text = text::encode(narrowing.result);
  if (!syntax.tree(text)) return;
  repair.text = std::move(text);
  repair.changes.insert(repair.changes.end(), narrowing.changes.begin(), narrowing.changes.end());
}

// --- headers ---------------------------------------------------------------------------------------------------------

void order_header(Repair& repair, script::Syntax& syntax) {
  const auto tree = syntax.tree(repair.text);
  if (!tree) return;
  for (const Node& statement : tree->parts) {
    const bool header = statement.is("Call") && statement.parts.size() == 2 && statement.parts[0].is("Id") &&
                        (statement.parts[0].text == "rule" || statement.parts[0].text == "scoring") &&
                        statement.parts[1].is("Table");
    if (!header) continue;
    const Node* late = first_out_of_order(statement.parts[1]);
    auto text = late == nullptr ? std::nullopt : header_in_order(repair.text, statement.parts[1]);
    if (!text) return;
    const auto again = syntax.tree(*text);
    if (!again) return;  // never seen; then it is left as it is
    repair.changes.push_back({late->line, "表头的键按通行的次序排列", "the header's keys put into the usual order"});
    repair.text = std::move(*text);
    return;
  }
}

// --- decimals in parameters ------------------------------------------------------------------------------------------

struct Span {
  int line, from, to;  // columns from 1, `to` behind the last character
};

void floats_in(const toml::node& node, std::vector<Span>& found) {
  if (node.is_floating_point()) {
    const toml::source_region& at = node.source();
    if (at.begin.line == at.end.line)
      found.push_back(
          {static_cast<int>(at.begin.line), static_cast<int>(at.begin.column), static_cast<int>(at.end.column)});
  }
  if (const toml::array* array = node.as_array()) {
    for (const toml::node& item : *array) floats_in(item, found);
  }
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, item] : *table) floats_in(item, found);
  }
}

bool plain_decimal(std::u32string_view written) {
  const bool digits = std::all_of(written.begin(), written.end(), [](char32_t c) {
    return (c >= U'0' && c <= U'9') || c == U'.' || c == U'-' || c == U'+';
  });
  return !written.empty() && digits;
}

void quote_decimals(Repair& repair) {
  std::vector<Span> found;
  try {
    floats_in(toml::parse(repair.text), found);
  } catch (const toml::parse_error&) {
    return;  // the loader's message says where
  }
  std::sort(found.begin(), found.end(),
            [](const Span& a, const Span& b) { return std::pair(b.line, b.from) < std::pair(a.line, a.from); });
  std::u32string text = text::decode(repair.text);
  std::vector<Repair::Change> changes;
  for (const Span& span : found) {
    std::size_t start = 0;
    for (int line = 1; line < span.line; ++line) start = text.find(U'\n', start) + 1;
    const std::size_t from = start + static_cast<std::size_t>(span.from) - 1;
    const auto length = static_cast<std::size_t>(span.to - span.from);
    const std::u32string written = text.substr(from, length);
    if (!plain_decimal(written)) continue;
    text.replace(from, length, U"\"" + written + U"\"");
    const std::string shown = text::encode(written);
    changes.push_back({span.line, fmt::format("{0} → \"{0}\"", shown), fmt::format("{0} → \"{0}\"", shown)});
  }
  std::reverse(changes.begin(), changes.end());
  repair.changes.insert(repair.changes.end(), changes.begin(), changes.end());
  if (!changes.empty()) repair.text = text::encode(text);
}

}  // namespace

std::vector<Repair> repairs_of(const std::filesystem::path& folder, const std::string& shown, script::Syntax& syntax) {
  std::vector<Repair> repairs;
  for (const std::filesystem::path& path : files::list(folder, {".lua", "parameters.toml"})) {
    Repair repair;
    repair.path = path;
    repair.shown = shown + "/" + files::shown(path, folder);
    repair.text = files::read(path, kLongest);
    if (!text::is_valid(repair.text)) continue;
    if (path.extension() == ".lua") {
      narrow(repair, syntax);
      order_header(repair, syntax);
    } else {
      quote_decimals(repair);
    }
    if (!repair.changes.empty()) repairs.push_back(std::move(repair));
  }
  return repairs;
}

}  // namespace gouji::lint
