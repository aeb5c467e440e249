// Text verbs on RE2: linear time whatever the pattern. Scripts have no other way to match.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "base/fault.hpp"
#include "base/text.hpp"
#include "script/bind.hpp"
#include "script/lua_access.hpp"
#include "script/patterns.hpp"

namespace gouji::script {
namespace {

constexpr std::size_t kItemsACapture = 4;  // what a text that was found weighs while its list is made
constexpr std::size_t kMostPatterns = 1024;
constexpr std::size_t kLongestPattern = 4096;
constexpr std::size_t kMostBrackets = 200;                        // that a pattern may open
constexpr std::size_t kMostPatternBytes = std::size_t{32} << 20;  // that compiled patterns may take, about
constexpr std::size_t kPatternBytes = std::size_t{8} << 10;       // … of each one, …
constexpr std::size_t kInstructionBytes = 64;                     // … and of each instruction
constexpr std::size_t kBytesPerStep = 16;

struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};

// Who keeps a pattern shares it: the next one that is compiled may empty the cache.
std::shared_ptr<const re2::RE2> compiled(std::string_view pattern) {
  thread_local std::unordered_map<std::string, std::shared_ptr<const re2::RE2>, TextHash, std::equal_to<>> cache;
  thread_local std::size_t bytes = 0;
  if (pattern.size() > kLongestPattern ||
      static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '(')) > kMostBrackets)
    throw Fault("text.bad_pattern", "正则表达式过长", "the pattern is too long");
  if (const auto known = cache.find(pattern); known != cache.end() && known->second)
    return known->second;  // bad ones are not kept
  auto& entry = cache[std::string(pattern)];
  if (!entry) {
    if (cache.size() > kMostPatterns || bytes > kMostPatternBytes) {
      cache.clear();
      bytes = 0;
      return compiled(pattern);
    }
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    entry = std::make_shared<const re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
    bytes += kPatternBytes + kInstructionBytes * static_cast<std::size_t>(std::max(0, entry->ProgramSize()));
  }
  if (!entry->ok()) {
    const std::string error = entry->error();
    cache.erase(std::string(pattern));
    throw std::move(Fault("text.bad_pattern", fmt::format("正则表达式“{}”有误：{}", pattern, error),
                          fmt::format("bad pattern {}: {}", pattern, error))
                        .hint("用 RE2 语法，不支持回溯引用和环视", "RE2 syntax; no back-references or look-around"));
  }
  return entry;
}

std::vector<re2::StringPiece> groups(const re2::RE2& pattern) {
  return std::vector<re2::StringPiece>(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
}

Plain captured(const std::vector<re2::StringPiece>& found) {
  if (found.size() == 1) return {std::string(found[0].data() == nullptr ? "" : std::string(found[0]))};
  PlainList list;
  for (std::size_t i = 1; i < found.size(); ++i) list.push_back({std::string(found[i])});
  return {std::move(list)};
}

int match(Call& call) {
  const std::string_view subject = call.text(1, "文字");
  access::charge(call, subject.size() / kBytesPerStep);
  const auto kept = compiled(call.text(2, "正则表达式"));
  const re2::RE2& pattern = *kept;
  if (pattern.NumberOfCapturingGroups() == 0) {  // by far the most common: no list
    re2::StringPiece whole;
    const bool there = pattern.Match(re2::StringPiece(subject.data(), subject.size()), 0, subject.size(),
                                     re2::RE2::UNANCHORED, &whole, 1);
    return there ? call.give(std::string_view(whole.data(), whole.size())) : call.give_nil();
  }
  auto found = groups(pattern);
  if (!pattern.Match(re2::StringPiece(subject.data(), subject.size()), 0, subject.size(), re2::RE2::UNANCHORED,
                     found.data(), static_cast<int>(found.size()))) {
    return call.give_nil();
  }
  return call.give_plain(captured(found));
}

int all(Call& call) {
  const std::string_view subject = call.text(1, "文字");
  access::charge(call, subject.size() / kBytesPerStep);
  const auto kept = compiled(call.text(2, "正则表达式"));
  const re2::RE2& pattern = *kept;
  auto found = groups(pattern);
  PlainList list;
  std::size_t position = 0;
  while (position <= subject.size() &&
         pattern.Match(re2::StringPiece(subject.data(), subject.size()), position, subject.size(), re2::RE2::UNANCHORED,
                       found.data(), static_cast<int>(found.size()))) {
    list.push_back(captured(found));
    access::check_item_count(list.size() * found.size() * kItemsACapture);
    access::charge(call, 1);
    const auto end = static_cast<std::size_t>(found[0].data() - subject.data()) + found[0].size();
    position = found[0].empty() ? end + 1 : end;
  }
  return call.give_plain({std::move(list)});
}

int contains(Call& call) {
  const std::string_view subject = call.text(1, "文字");
  access::charge(call, subject.size() / kBytesPerStep);
  if (call.is_text(2)) return call.give(subject.find(call.text(2, "词")) != std::string_view::npos);
  for (const std::string_view word : call.texts(2, "词的列表")) {
    if (subject.find(word) != std::string_view::npos) return call.give(true);
  }
  return call.give(false);
}

int replace(Call& call) {
  const std::string_view subject = call.text(1, "文字");
  const auto kept = compiled(call.text(2, "正则表达式"));
  const re2::RE2& pattern = *kept;
  const std::string_view by = call.text(3, "换成");
  const re2::StringPiece rewrite(by.data(), by.size());
  std::string error;
  if (!pattern.CheckRewriteString(rewrite, &error)) {
    throw Fault("text.bad_pattern", fmt::format("“{}”里引用了不存在的分组：{}", by, error),
                fmt::format("{} names a group that is not there: {}", by, error));
  }
  access::charge(call, subject.size() / kBytesPerStep);
  auto found = groups(pattern);
  std::string out;
  std::size_t position = 0, last_end = std::string_view::npos;
  while (position <= subject.size() &&
         pattern.Match(re2::StringPiece(subject.data(), subject.size()), position, subject.size(), re2::RE2::UNANCHORED,
                       found.data(), static_cast<int>(found.size()))) {
    const auto begin = static_cast<std::size_t>(found[0].data() - subject.data());
    out.append(subject.substr(position, begin - position));
    // Nothing is found once more where the last match ended, as in RE2's own replacement.
    const bool again = found[0].empty() && begin == last_end;
    if (!again) pattern.Rewrite(&out, rewrite, found.data(), static_cast<int>(found.size()));
    position = last_end = begin + found[0].size();
    if (found[0].empty()) {  // go on behind the next character
      std::size_t next = position;
      if (next < subject.size()) text::decode_next(subject, next);
      out.append(subject.substr(position, next - position));
      if (next == position) ++next;
      position = next;
    }
    access::check_text_size(out.size());
    access::charge(call, 1 + by.size() / kBytesPerStep);
  }
  if (position < subject.size()) out.append(subject.substr(position));
  access::check_text_size(out.size());
  return call.give(out);
}

int split(Call& call) {
  std::string_view subject = call.text(1, "文字");
  const std::string_view separator = call.text(2, "分隔");
  if (separator.empty()) throw Fault("script.argument", "分隔不能为空", "the separator is empty");
  access::charge(call, subject.size() / kBytesPerStep);
  PlainList list;
  for (std::size_t end = subject.find(separator); end != std::string_view::npos; end = subject.find(separator)) {
    list.push_back({std::string(subject.substr(0, end))});
    access::check_item_count(list.size());
    subject.remove_prefix(end + separator.size());
  }
  list.push_back({std::string(subject)});
  return call.give_plain({std::move(list)});
}

// A text argument whose reading is charged.
std::string_view subject_of(Call& call, int index, std::string_view name) {
  const std::string_view subject = call.text(index, name);
  access::charge(call, subject.size() / kBytesPerStep);
  return subject;
}

int squeeze(Call& call) { return call.give(text::strip_spaces(subject_of(call, 1, "文字"))); }
int trim(Call& call) { return call.give(text::trim(subject_of(call, 1, "文字"))); }
int fold(Call& call) { return call.give(text::fold(subject_of(call, 1, "文字"))); }
int label(Call& call) { return call.give(call.context().labels.of(subject_of(call, 1, "名称"))); }
int same_labels(Call& call) {
  return call.give(call.context().labels.same(subject_of(call, 1, "名称"), subject_of(call, 2, "名称")));
}
int length(Call& call) {
  return call.give(static_cast<std::int64_t>(text::decode(subject_of(call, 1, "文字")).size()));
}

}  // namespace

Pattern::Pattern(std::string_view text) : compiled_(compiled(text)) {}

std::vector<Pattern> patterns_from(const std::vector<std::string>& texts) {
  std::vector<Pattern> patterns;
  patterns.reserve(texts.size());
  for (const std::string& text : texts) patterns.emplace_back(text);
  return patterns;
}

std::size_t Pattern::instructions() const { return static_cast<std::size_t>(std::max(0, compiled_->ProgramSize())); }

bool Pattern::found_in(std::string_view subject) const {
  return compiled_->Match(re2::StringPiece(subject.data(), subject.size()), 0, subject.size(), re2::RE2::UNANCHORED,
                          nullptr, 0);
}

std::vector<std::optional<std::pair<std::size_t, std::size_t>>> Pattern::groups(std::string_view subject) const {
  auto found = script::groups(*compiled_);
  std::vector<std::optional<std::pair<std::size_t, std::size_t>>> ranges;
  if (!compiled_->Match(re2::StringPiece(subject.data(), subject.size()), 0, subject.size(), re2::RE2::UNANCHORED,
                        found.data(), static_cast<int>(found.size()))) {
    return ranges;
  }
  for (const re2::StringPiece& one : found) {
    if (one.data() == nullptr) {
      ranges.emplace_back();
      continue;
    }
    const auto begin = static_cast<std::size_t>(one.data() - subject.data());
    ranges.emplace_back(std::pair(begin, begin + one.size()));
  }
  return ranges;
}

Library text_library() {
  return {
      "text",
      {
          host_function<match>("match", "text.match(subject, pattern) -> text | list | nil",
                               "第一处匹配；有分组时给出各组。RE2 语法，线性时间。"),
          host_function<all>("all", "text.all(subject, pattern) -> list", "所有匹配，同 match。"),
          host_function<contains>("contains", "text.contains(subject, word | words) -> boolean",
                                  "含有某词，或列表中任一词。"),
          host_function<replace>("replace", "text.replace(subject, pattern, by) -> text", "全部替换；\\\\1 引用分组。"),
          host_function<split>("split", "text.split(subject, separator) -> list", "按分隔切开。"),
          host_function<squeeze>("squeeze", "text.squeeze(subject) -> text", "去掉所有空白。"),
          host_function<trim>("trim", "text.trim(subject) -> text", "去掉两端空白。"),
          host_function<fold>("fold", "text.fold(subject) -> text", "全角转半角等（NFKC），只用于比较。"),
          host_function<label>("label", "text.label(name) -> text", "名称的比较形式：去空白、序号、“其中：”。"),
          host_function<same_labels>("same", "text.same(a, b) -> boolean", "两个名称是否同一（按比较形式）。"),
          host_function<length>("length", "text.length(subject) -> integer", "字数。"),
      }};
}

}  // namespace gouji::script
