#include "regression/quantum.hpp"

#include <optional>

#include "packs/bracket_table.hpp"

namespace gouji {
namespace {

std::optional<std::string> digits_of(const script::Plain* plain) {
  if (plain == nullptr) return std::nullopt;
  if (const auto* text = plain->text()) return *text;
  if (const auto* number = plain->integer()) return std::to_string(*number);
  return std::nullopt;
}

// The text and the same text one unit further on, read by the same reader: their gap is the quantum in its unit.
std::optional<PrintedNumber> number_of(const std::string& text, const Unit& unit) {
  const auto figure = parameter_figure(text, unit);
  const int decimals = printed_decimals(text);
  if (!figure || decimals < 0) return std::nullopt;
  std::string plain = text, tail;
  while (!plain.empty() && (static_cast<unsigned char>(plain.back()) >= 0x80 || plain.back() == '%')) {
    tail.insert(tail.begin(), plain.back());
    plain.pop_back();
  }
  const auto next = parameter_figure((*Exact::parse(plain) + Exact::decimal(1, decimals)).fixed(decimals) + tail, unit);
  if (!next) return std::nullopt;
  return PrintedNumber{text, figure->value, (next->value - figure->value).abs()};
}

}  // namespace

int printed_decimals(const std::string& text) {
  std::string digits = text;
  for (const std::string_view sign : {"%", "％"}) {
    if (digits.ends_with(sign)) digits.resize(digits.size() - sign.size());
  }
  if (!Exact::parse(digits) || digits.find(',') != std::string::npos) return -1;
  const std::size_t point = digits.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
}

std::vector<PrintedNumber> printed_numbers(const ParameterEntry& entry) {
  std::vector<PrintedNumber> list;
  const auto add = [&](const std::optional<std::string>& text) {
    if (!text) return;
    if (auto number = number_of(*text, entry.value.unit)) list.push_back(std::move(*number));
  };
  if (entry.value.number) add(digits_of(&entry.value.plain));
  if (!entry.value.brackets) return list;
  const script::Plain* rows = entry.value.plain.find("brackets");
  if (rows == nullptr || rows->list() == nullptr) return list;
  for (const script::Plain& row : *rows->list()) {
    for (const char* key : {"from", "above", "to", "below"}) add(digits_of(row.find(key)));
  }
  return list;
}

}  // namespace gouji
