#include "formats/json_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/data_limits.hpp"
#include "base/fault.hpp"
#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "formats/json_quick.hpp"

namespace gouji {
namespace {

// How far the parser has read.
struct Progress {
  const char* at = nullptr;
  int line = 0;
};

// Reports to a Progress while the parser reads.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, Progress* progress) : at_(at), progress_(progress) {}
  reference operator*() const { return *at_; }
  Cursor& operator++() {
    if (*at_ == '\n') ++progress_->line;
    progress_->at = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor old = *this;
    ++*this;
    return old;
  }
  friend bool operator==(const Cursor& a, const Cursor& b) { return a.at_ == b.at_; }
  friend bool operator!=(const Cursor& a, const Cursor& b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  Progress* progress_;
};

class Builder {
 public:
  // `taken`: as many records as another builder has handed over already.
  Builder(std::string_view json, const std::string& file, const Progress& progress, const JsonRecords* records,
          std::size_t taken = 0)
      : json_(json), file_(file), progress_(progress), records_(records), taken_(taken) {}

  JsonValue root;
  std::size_t handed_over() const { return handed_over_; }

  bool null() { return place({}); }
  bool boolean(bool truth) {
    JsonValue value;
    value.type = JsonValue::Type::boolean;
    value.truth = truth;
    return place(std::move(value));
  }
  bool number_integer(std::int64_t number) {
    JsonValue value;
    value.type = JsonValue::Type::integer;
    value.integer = number;
    return place(std::move(value));
  }
  bool number_unsigned(std::uint64_t number) {
    if (number <= static_cast<std::uint64_t>(INT64_MAX)) return number_integer(static_cast<std::int64_t>(number));
    return number_float(0, fmt::format("{}", number));
  }
  bool number_float(double /*never used: figures are texts*/, const std::string& written) {
    JsonValue value;
    value.type = JsonValue::Type::decimal;
    value.text = written;
    return place(std::move(value));
  }
  bool string(std::string_view text) {
    if (skips_value()) return true;
    JsonValue value;
    value.type = JsonValue::Type::text;
    value.text = clean_text(text);
    return place(std::move(value));
  }
  bool binary(const std::vector<std::uint8_t>& /*no such thing in JSON*/) { return false; }

  bool start_object(std::size_t /*unknown*/) { return open(JsonValue::Type::object); }
  bool end_object() {
    if (skips_end()) return true;
    refuse_duplicates(open_.back()->members);
    close();
    if (records_ != nullptr && is_record(open_.size() + 1)) {
      std::vector<JsonValue>& items = open_.back()->items;
      if (++handed_over_ > taken_) records_->take(root.members.back().key, std::move(items.back()));
      items.pop_back();
    }
    return true;
  }
  bool start_array(std::size_t /*unknown*/) { return open(JsonValue::Type::list); }
  bool end_array() { return skips_end() || close(); }

  bool key(std::string_view text) {
    if (skipped_levels_ > 0) return true;
    if (records_ != nullptr && is_record(open_.size()) && !records_->wanted(root.members.back().key, text)) {
      skips_next_ = true;
      return true;
    }
    open_.back()->members.push_back({clean_text(text), {}});
    open_.back()->members.back().value.line = progress_.line;
    return true;
  }

  template <class Exception>
  bool parse_error(std::size_t position, const std::string& token, const Exception& error) {
    const std::string detail = error.what();
    const std::size_t place = position > 0 ? position - 1 : 0;
    if (detail.find("unexpected end of input") != std::string::npos || place >= json_.size()) {
      throw std::move(Fault("json.truncated", "JSON 内容不完整，到此中断", "the JSON text ends too early")
                          .at_line(file_, progress_.line)
                          .with_excerpt(around(json_.size()))
                          .hint("文件可能没有传完，请重新取得", "the file may have been cut off: fetch it again"));
    }
    const auto colon = detail.find(" - ");
    const std::string reason = colon == std::string::npos ? detail : detail.substr(colon + 3);
    const std::string shown = text::visible(text::shorten(token, 40));
    throw std::move(Fault("json.syntax", fmt::format("JSON 语法错误：“{}”处无法读下去", shown),
                          fmt::format("JSON syntax: {}", text::visible(text::shorten(reason, 200))))
                        .at_line(file_, progress_.line)
                        .with_excerpt(around(place))
                        .hint("请检查此处的引号、逗号和括号；文字须为 UTF-8",
                              "check quotes, commas and brackets here; texts are UTF-8"));
  }

 private:
  // Whether what is open at this depth is an object in a list of the root's.
  bool is_record(std::size_t depth) const {
    constexpr std::size_t kDepthOfRecords = 3;
    return depth == kDepthOfRecords && root.is(JsonValue::Type::object) && open_.size() >= 2 &&
           open_[1]->is(JsonValue::Type::list);
  }

  // A value that is not wanted goes by.
  bool skips_value() {
    if (skipped_levels_ > 0) return true;
    return std::exchange(skips_next_, false);
  }
  bool skips_end() {
    if (skipped_levels_ == 0) return false;
    --skipped_levels_;
    return true;
  }

  bool place(JsonValue&& value) {
    if (skips_value()) return true;
    value.line = progress_.line;
    put(std::move(value));
    return true;
  }

  JsonValue& put(JsonValue&& value) {
    if (open_.empty()) {
      root = std::move(value);
      return root;
    }
    JsonValue& parent = *open_.back();
    if (parent.is(JsonValue::Type::list)) {
      parent.items.push_back(std::move(value));
      return parent.items.back();
    }
    // A number is read one character too far: the line of its key is the right one.
    JsonValue& slot = parent.members.back().value;
    const int line = slot.line;
    slot = std::move(value);
    slot.line = line;
    return slot;
  }

  bool open(JsonValue::Type type) {
    if (const std::size_t most = data_limits().levels; open_.size() + skipped_levels_ >= most) {
      const auto [more, more_english] = how_to_raise_data("levels", most);
      throw std::move(
          Fault("json.too_deep", fmt::format("嵌套超过 {} 层", most),
                fmt::format("nested more than {} levels deep", most))
              .at_line(file_, progress_.line)
              .hint("这不是公开文本的数据格式" + more, "this is not the form of a disclosure" + more_english));
    }
    if (skips_value()) {
      ++skipped_levels_;
      return true;
    }
    JsonValue value;
    value.type = type;
    value.line = progress_.line;
    open_.push_back(&put(std::move(value)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  void refuse_duplicates(const std::vector<JsonMember>& members) const {
    constexpr std::size_t kFew = 16;  // comparing each with each is quicker than sorting; more would be quadratic
    const JsonMember* twice = nullptr;
    if (members.size() <= kFew) {
      for (std::size_t i = 1; i < members.size() && twice == nullptr; ++i) {
        const auto end = members.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::any_of(members.begin(), end, [&](const JsonMember& m) { return m.key == members[i].key; }))
          twice = &*end;
      }
    } else {
      std::vector<const JsonMember*> sorted;
      for (const JsonMember& member : members) sorted.push_back(&member);
      std::stable_sort(sorted.begin(), sorted.end(),
                       [](const JsonMember* a, const JsonMember* b) { return a->key < b->key; });
      const auto found = std::adjacent_find(sorted.begin(), sorted.end(),
                                            [](const JsonMember* a, const JsonMember* b) { return a->key == b->key; });
      if (found != sorted.end()) twice = *std::next(found);
    }
    if (twice == nullptr) return;
    throw std::move(
        Fault("json.duplicate_key",
              fmt::format("键“{}”在同一对象中重复出现", text::visible(text::shorten(twice->key, 60))),
              fmt::format("the key “{}” is given twice in one object", text::visible(text::shorten(twice->key, 60))))
            .at_line(file_, twice->value.line)
            .hint("请删去其中一个", "remove one of them"));
  }

  // Some text before and after a place: a line of NDJSON may be megabytes long.
  std::string around(std::size_t place) const {
    constexpr std::size_t kBefore = 50;
    constexpr std::size_t kAfter = 30;
    std::size_t begin = place > kBefore ? place - kBefore : 0;
    while (begin > 0 && (static_cast<unsigned char>(json_[begin]) & 0xC0U) == 0x80U) --begin;
    std::size_t end = std::min(json_.size(), place + kAfter);
    while (end < json_.size() && (static_cast<unsigned char>(json_[end]) & 0xC0U) == 0x80U) ++end;
    std::string shown(json_.substr(begin, end - begin));
    const std::size_t mark = std::min(place - begin, shown.size());
    if (const auto line_end = shown.find('\n', mark); line_end != std::string::npos) shown.resize(line_end);
    if (const auto line_begin = shown.substr(0, mark).rfind('\n'); line_begin != std::string::npos)
      shown.erase(0, line_begin + 1);
    return fmt::format("{:>5} | {}", progress_.line, text::visible(shown));
  }

  std::string_view json_;
  const std::string& file_;
  const Progress& progress_;
  const JsonRecords* records_;
  std::size_t taken_;
  std::size_t handed_over_ = 0;
  std::vector<JsonValue*> open_;
  std::size_t skipped_levels_ = 0;  // open inside a value that is not wanted
  bool skips_next_ = false;
};

JsonValue parsed(std::string_view json, const std::string& file, int first_line, const JsonRecords* records) {
  Progress quick_progress{json.data(), first_line};
  Builder quick(json, file, quick_progress, records);
  if (QuickJson<Builder>(json, quick_progress.line, quick).parse()) return std::move(quick.root);
  Progress progress{json.data(), first_line};
  Builder builder(json, file, progress, records, quick.handed_over());
  const Cursor begin(json.data(), &progress);
  const Cursor end(json.data() + json.size(), &progress);
  nlohmann::json::sax_parse(begin, end, &builder);
  return std::move(builder.root);
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  for (const JsonMember& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

std::string_view chinese_of(JsonValue::Type type) {
  switch (type) {
    case JsonValue::Type::null: return "空值";
    case JsonValue::Type::boolean: return "真假值";
    case JsonValue::Type::integer:
    case JsonValue::Type::decimal: return "不带引号的数";
    case JsonValue::Type::text: return "文字";
    case JsonValue::Type::list: return "列表";
    case JsonValue::Type::object: return "对象";
  }
  return "";
}

std::string_view english_of(JsonValue::Type type) {
  switch (type) {
    case JsonValue::Type::null: return "null";
    case JsonValue::Type::boolean: return "true or false";
    case JsonValue::Type::integer:
    case JsonValue::Type::decimal: return "a number without quotes";
    case JsonValue::Type::text: return "a text";
    case JsonValue::Type::list: return "a list";
    case JsonValue::Type::object: return "an object";
  }
  return "";
}

JsonValue parse_json(std::string_view json, const std::string& file, int first_line) {
  return parsed(json, file, first_line, nullptr);
}

JsonValue parse_json(std::string_view json, const std::string& file, const JsonRecords& records) {
  return parsed(json, file, 1, &records);
}

}  // namespace gouji
