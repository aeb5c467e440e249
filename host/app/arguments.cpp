#include <fmt/format.h>

#include <charconv>

#include "app/verb.hpp"

namespace gouji::app {

std::optional<std::string> Arguments::text(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::nullopt : std::optional(found->second.back());
}

std::string Arguments::text_or(std::string_view name, std::string otherwise) const {
  return text(name).value_or(std::move(otherwise));
}

const std::vector<std::string>& Arguments::texts(std::string_view name) const {
  static const std::vector<std::string> none;
  const auto found = values_.find(name);
  return found == values_.end() ? none : found->second;
}

std::optional<int> Arguments::number(std::string_view name, int from, int to) const {
  const auto given = text(name);
  if (!given) return std::nullopt;
  int number = 0;
  const char* end = given->data() + given->size();
  const auto [stopped, error] = std::from_chars(given->data(), end, number);
  if (error == std::errc() && stopped == end && number >= from && number <= to) return number;
  throw std::move(Fault("usage.bad_number", fmt::format("--{} 后面的“{}”不合用", name, *given),
                        fmt::format("--{} cannot be “{}”", name, *given))
                      .hint(fmt::format("写 {} 到 {} 之间的整数", from, to),
                            fmt::format("write a whole number from {} to {}", from, to)));
}

}  // namespace gouji::app
