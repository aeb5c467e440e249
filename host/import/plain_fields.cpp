#include "import/plain_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/nearest.hpp"

namespace gouji::intake {

using script::Plain;

void allow_keys(const Plain& table, const std::vector<std::string>& keys, std::string_view where) {
  if (table.map() == nullptr)
    throw Fault("layout.bad_spec", fmt::format("{} 应写成表 {{ … }}", where), fmt::format("{} must be a table", where));
  for (const auto& [key, value] : *table.map()) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    const auto [chinese, english] = known_names(key, keys);
    throw std::move(Fault("layout.bad_spec", fmt::format("{} 里不认识的键“{}”", where, key),
                          fmt::format("unknown key {} in {}", key, where))
                        .hint(chinese, english));
  }
}

std::string text_in(const Plain& table, std::string_view key) {
  const Plain* value = table.find(key);
  return value != nullptr && value->text() != nullptr ? *value->text() : std::string();
}

std::vector<std::string> texts_in(const Plain& table, std::string_view key) {
  const Plain* value = table.find(key);
  std::vector<std::string> list;
  if (value == nullptr) return list;
  if (value->text() != nullptr) return {*value->text()};
  if (value->list() != nullptr) {
    for (const Plain& item : *value->list()) {
      if (item.text() != nullptr) list.push_back(*item.text());
    }
  }
  return list;
}

std::map<std::string, std::string> text_map_in(const Plain& table, std::string_view key) {
  std::map<std::string, std::string> found;
  const Plain* value = table.find(key);
  if (value == nullptr || value->map() == nullptr) return found;
  for (const auto& [name, text] : *value->map()) {
    if (text.text() != nullptr) found[name] = *text.text();
  }
  return found;
}

std::vector<std::pair<std::string, std::string>> text_pairs_in(const Plain& table, std::string_view key) {
  std::vector<std::pair<std::string, std::string>> found;
  const Plain* value = table.find(key);
  if (value == nullptr || value->list() == nullptr) return found;
  for (const Plain& pair : *value->list()) {
    if (pair.list() == nullptr || pair.list()->size() != 2) continue;
    const std::string* first = (*pair.list())[0].text();
    const std::string* second = (*pair.list())[1].text();
    if (first != nullptr && second != nullptr) found.emplace_back(*first, *second);
  }
  return found;
}

}  // namespace gouji::intake
