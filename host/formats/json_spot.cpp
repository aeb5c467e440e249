#include "formats/json_spot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <climits>

#include "base/nearest.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {}  // namespace

std::string JsonSpot::path() const {
  if (parent_ == nullptr) return {};
  const std::string before = parent_->path();
  if (key_.empty() && parent_->value_->is(JsonValue::Type::list)) return fmt::format("{}[{}]", before, index_);
  return before.empty() ? text::excerpt(key_) : before + "." + text::excerpt(key_);
}

Fault JsonSpot::fault(std::string code, const std::string& chinese, const std::string& english) const {
  Fault fault(std::move(code), chinese, english);
  fault.at_line(*file_, value_->line);
  if (const std::string where = path(); !where.empty())
    fault.with_excerpt(fmt::format("{:>5} | {}", value_->line, where));
  return fault;
}

Fault JsonSpot::wrong_type(std::string_view chinese_wanted, std::string_view english_wanted) const {
  return std::move(fault("data.wrong_type", fmt::format("此处应为{}，却是{}", chinese_wanted, chinese_of(value_->type)),
                         fmt::format("{} is wanted here, not {}", english_wanted, english_of(value_->type)))
                       .hint(fmt::format("改成{}；文件由别的程序写出的，请它的作者核对格式", chinese_wanted),
                             fmt::format("make it {}; where another program wrote the file, its author should look",
                                         english_wanted)));
}

void JsonSpot::expect_object(std::span<const std::string_view> known) const {
  if (!value_->is(JsonValue::Type::object)) throw wrong_type("对象 {…}", "an object {…}");
  for (const JsonMember& member : value_->members) {
    if (member.key.starts_with("x_") || std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    const JsonSpot spot(member.value, *this, member.key, 0);
    Fault fault = spot.fault("data.unknown_key", fmt::format("不认识的键“{}”", text::excerpt(member.key)),
                             fmt::format("unknown key “{}”", text::excerpt(member.key)));
    const std::string near = nearest(member.key, {known.begin(), known.end()});
    if (near.empty()) {
      fault.hint("自用的键请以 x_ 开头", "keys of your own start with x_");
    } else {
      fault.hint(fmt::format("是不是“{}”？自用的键请以 x_ 开头", near),
                 fmt::format("did you mean “{}”? keys of your own start with x_", near));
    }
    throw fault;
  }
}

std::optional<JsonSpot> JsonSpot::member(std::string_view key) const {
  for (const JsonMember& found : value_->members) {
    if (found.key != key) continue;
    if (found.value.is(JsonValue::Type::null)) return std::nullopt;
    return JsonSpot(found.value, *this, found.key, 0);
  }
  return std::nullopt;
}

std::string JsonSpot::as_text() const {
  switch (value_->type) {
    case JsonValue::Type::text: return value_->text;
    case JsonValue::Type::integer:
    case JsonValue::Type::decimal:
      throw std::move(fault("data.number_not_text", "数须写成带引号的文字，照原样保留小数位和千分位",
                            "numbers are written as texts, in quotes, with the decimals that were printed")
                          .hint("例如 \"12.50\"，不写 12.50", "for example \"12.50\", not 12.50"));
    default: throw wrong_type("文字或 null", "a text or null");
  }
}

int JsonSpot::as_integer() const {
  if (!value_->is(JsonValue::Type::integer)) throw wrong_type("整数", "a whole number");
  if (value_->integer < 0 || value_->integer > INT_MAX) {
    throw std::move(fault("data.wrong_type", fmt::format("整数 {} 超出范围", value_->integer),
                          fmt::format("the number {} is out of range", value_->integer))
                        .hint(fmt::format("应在 0 到 {} 之间", INT_MAX), fmt::format("from 0 to {}", INT_MAX)));
  }
  return static_cast<int>(value_->integer);
}

std::optional<std::string> JsonSpot::text(std::string_view key) const {
  const auto found = member(key);
  return found ? std::optional<std::string>(found->as_text()) : std::nullopt;
}

std::string JsonSpot::required_text(std::string_view key) const {
  auto found = text(key);
  if (found && !text::trim(*found).empty()) return *found;
  throw std::move(fault("data.missing_key", fmt::format("缺少“{}”", key), fmt::format("“{}” is missing", key))
                      .hint("此项必须填写", "it must be given"));
}

std::optional<int> JsonSpot::integer(std::string_view key) const {
  const auto found = member(key);
  return found ? std::optional<int>(found->as_integer()) : std::nullopt;
}

std::optional<bool> JsonSpot::boolean(std::string_view key) const {
  const auto found = member(key);
  if (!found) return std::nullopt;
  if (!found->value().is(JsonValue::Type::boolean)) throw found->wrong_type("true 或 false", "true or false");
  return found->value().truth;
}

void JsonSpot::each(std::string_view key, const std::function<void(const JsonSpot&)>& act) const {
  if (const auto list = member(key)) list->each_item(act);
}

void JsonSpot::each_item(const std::function<void(const JsonSpot&)>& act) const {
  if (!value_->is(JsonValue::Type::list)) throw wrong_type("列表 […]", "a list […]");
  std::size_t index = 0;
  for (const JsonValue& item : value_->items) act(JsonSpot(item, *this, {}, index++));
}

std::vector<std::string> JsonSpot::texts(std::string_view key) const {
  std::vector<std::string> result;
  each(key, [&](const JsonSpot& item) { result.push_back(item.as_text()); });
  return result;
}

void JsonSpot::each_member(const std::function<void(const std::string& key, const JsonSpot&)>& act) const {
  if (!value_->is(JsonValue::Type::object)) throw wrong_type("对象 {…}", "an object {…}");
  for (const JsonMember& found : value_->members) act(found.key, JsonSpot(found.value, *this, found.key, 0));
}

}  // namespace gouji
