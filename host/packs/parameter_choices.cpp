#include "packs/parameter_choices.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "packs/bracket_table.hpp"

namespace gouji {
namespace {

constexpr std::size_t kLongestShown = 60;
constexpr std::string_view kParameters = "parameters";

bool is_number(const toml::node& value) {
  if (value.is_integer()) return true;
  const auto text = value.value_exact<std::string>();
  return text && parameter_figure(*text, {}).has_value();
}

void need_word(const TomlFile& file, const std::string& name, const ParameterChoices& choices, bool numbers,
               const toml::node& value) {
  const auto word = value.value_exact<std::string>();
  if (word && std::find(choices.words.begin(), choices.words.end(), *word) != choices.words.end()) return;
  if (numbers && is_number(value)) return;
  const std::string written = word ? text::visible(text::shorten(*word, kLongestShown)) : std::string();
  const std::string number = numbers ? "，或一个数" : "", number_english = numbers ? ", or a number" : "";
  const std::string guess = nearest(written, choices.words);
  const std::string chinese = fmt::format("{}可用：{}{}", guess.empty() ? "" : fmt::format("是否想写“{}”？", guess),
                                          fmt::join(choices.words, "、"), number);
  const std::string english =
      fmt::format("{}use one of {}{}", guess.empty() ? "" : fmt::format("did you mean {}? ", guess),
                  fmt::join(choices.words, ", "), number_english);
  if (!word)
    file.fail(value, "param.not_a_choice", fmt::format("参数“{}”的取值应是带引号的文字{}", name, number),
              fmt::format("parameter {} takes quoted words{}", name, number_english), chinese, english);
  file.fail(value, "param.not_a_choice", fmt::format("参数“{}”没有“{}”这个取值", name, written),
            fmt::format("parameter {} has no value “{}”", name, written), chinese, english);
}

}  // namespace

ParameterChoices read_choices(const TomlFile& file, const toml::node& node) {
  ParameterChoices choices;
  const toml::node* list = &node;
  const auto wrong = [&](const toml::node& at) {
    file.fail(at, "param.bad_demand", "choices 应写成 [\"词\", …]，或 { 1 = [\"词\", …] }（每一项的第 1 个值）",
              "write choices = [\"word\", …], or { 1 = [\"word\", …] } for the first value of each item");
  };
  if (const toml::table* places = node.as_table(); places != nullptr) {
    if (places->size() != 1) wrong(node);
    const std::string place(places->begin()->first.str());
    if (place.size() != 1 || place.front() < '1' || place.front() > '9') wrong(node);
    choices.place = static_cast<std::size_t>(place.front() - '0');
    list = &places->begin()->second;
  }
  if (const auto word = list->value_exact<std::string>(); word && *word == kParameters && choices.place > 0) {
    choices.parameters = true;
    return choices;
  }
  const toml::array* words = list->as_array();
  if (words == nullptr || words->empty()) wrong(*list);
  for (const toml::node& item : *words) {
    const auto word = item.value_exact<std::string>();
    if (!word) wrong(item);
    choices.words.push_back(*word);
  }
  return choices;
}

void need_choice(const TomlFile& file, const std::string& name, const ParameterChoices& choices, bool numbers,
                 const toml::node& value) {
  if (choices.words.empty()) return;
  const toml::array* items = value.as_array();
  if (items == nullptr) {
    if (choices.place == 0) need_word(file, name, choices, numbers, value);
    return;
  }
  for (const toml::node& item : *items) {
    const toml::array* row = item.as_array();
    if (choices.place == 0) {
      need_word(file, name, choices, numbers, item);
    } else if (row != nullptr && row->size() >= choices.place) {
      need_word(file, name, choices, numbers, *row->get(choices.place - 1));
    }
  }
}

std::vector<ParameterReference> references_in(const TomlFile& file, const std::string& name,
                                              const ParameterChoices& choices, const toml::node& value) {
  std::vector<ParameterReference> found;
  const toml::array* items = choices.parameters ? value.as_array() : nullptr;
  if (items == nullptr) return found;
  for (const toml::node& item : *items) {
    const toml::array* row = item.as_array();
    if (row == nullptr || row->size() < choices.place) continue;
    const toml::node& cell = *row->get(choices.place - 1);
    if (const auto word = cell.value_exact<std::string>()) found.push_back({name, *word, file.where(cell)});
  }
  return found;
}

std::string choices_text(const Parameter& parameter, Language language) {
  const ParameterChoices& choices = parameter.demand.choices;
  if (choices.parameters) {
    return language == Language::english ? fmt::format("value {} of each item: the name of a parameter", choices.place)
                                         : fmt::format("每项的第 {} 个值是一个参数的名称", choices.place);
  }
  if (choices.words.empty()) return {};
  const bool number = !parameter.entries.empty() && !parameter.entries.front().unit.empty();
  if (language == Language::english) {
    const std::string where =
        choices.place == 0 ? std::string() : fmt::format("value {} of each item: ", choices.place);
    return fmt::format("{}one of {}{}", where, fmt::join(choices.words, ", "), number ? ", or a number" : "");
  }
  const std::string where = choices.place == 0 ? std::string() : fmt::format("每项的第 {} 个值，", choices.place);
  return fmt::format("{}可用：{}{}", where, fmt::join(choices.words, "、"), number ? "，或一个数" : "");
}

}  // namespace gouji
