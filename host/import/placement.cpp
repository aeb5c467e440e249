#include "import/placement.hpp"

namespace gouji::intake {
namespace {

constexpr std::string_view kBetween = " · ";

}  // namespace

std::string placed_as(std::string_view part, std::string_view row, std::string_view field) {
  std::string what(part);
  if (!row.empty()) what += (what.empty() ? "" : " ") + std::string(row);
  if (!field.empty()) what += (what.empty() ? "" : std::string(kBetween)) + std::string(field);
  return what;
}

std::string placed_as(const Record& record, std::string_view key) {
  return placed_as(chinese_of(record.kind), row_name(record), label_of(record.kind, key));
}

std::string_view field_of(std::string_view what) {
  const std::size_t at = what.rfind(kBetween);
  return at == std::string_view::npos ? what : what.substr(at + kBetween.size());
}

}  // namespace gouji::intake
