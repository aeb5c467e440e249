// gouji params: every value of a parameter, with the layer, the file and the line that set it.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands/verbs.hpp"
#include "app/pack_choice.hpp"
#include "app/parameter_chain.hpp"
#include "base/nearest.hpp"
#include "formats/json_writer.hpp"
#include "model/years.hpp"
#include "packs/parameter_choices.hpp"

namespace gouji::app {
namespace {

// In its name or in the title that a layer gives it.
bool holds_word(const Parameter& parameter, const std::string& word) {
  if (parameter.name.find(word) != std::string::npos) return true;
  return std::any_of(parameter.entries.begin(), parameter.entries.end(),
                     [&](const ParameterEntry& entry) { return entry.title.find(word) != std::string::npos; });
}

// All, the one of that name, or those that hold the word.
std::vector<const Parameter*> chosen(const PackChain& chain, const std::optional<std::string>& name) {
  std::vector<const Parameter*> list;
  if (name) {
    if (const Parameter* parameter = chain.parameters.find(*name)) return {parameter};
  }
  for (const auto& [key, parameter] : chain.parameters.all()) {
    if (!name || (!name->empty() && holds_word(parameter, *name))) list.push_back(&parameter);
  }
  if (!name || !list.empty()) return list;
  const std::vector<std::string> names = chain.parameters.names();
  const std::string guess = nearest(*name, names);
  throw std::move(Fault("param.unknown", fmt::format("规则包“{}”及其基础包里没有参数“{}”", chain.top().id, *name),
                        fmt::format("pack {} and its bases have no parameter {}", chain.top().id, *name))
                      .hint(guess.empty() ? fmt::format("gouji params {} 列出全部参数", chain.top().id)
                                          : fmt::format("是否想写“{}”？", guess),
                            guess.empty() ? fmt::format("gouji params {} lists all", chain.top().id)
                                          : fmt::format("did you mean {}?", guess)));
}

// The entry that holds in `year`; without a year, the one that holds now and later: the latest.
const ParameterEntry* in_force(const PackChain& chain, const Parameter& parameter, int year) {
  return chain.parameters.in_force(parameter.name, year == 0 ? kLatestYear : year);
}

std::string as_text(const PackChain& chain, const std::vector<const Parameter*>& list, int year, Language language) {
  const bool chinese = language == Language::chinese;
  std::string out;
  for (const Parameter* parameter : list) {
    const ParameterEntry* force = in_force(chain, *parameter, year);
    out += parameter->name;
    for (auto entry = parameter->entries.rbegin(); entry != parameter->entries.rend(); ++entry) {
      if (entry->title.empty()) continue;
      out += fmt::format("{}{}", chinese ? "　" : "  ", entry->title);
      break;
    }
    out += '\n';
    if (const std::string choices = choices_text(*parameter, language); !choices.empty())
      out += fmt::format("    {}\n", choices);
    for (const ParameterEntry& entry : parameter->entries) {
      out += fmt::format("  {} {}\n", &entry == force ? "→" : " ", entry_text(entry, language));
      if (!entry.basis.empty()) out += fmt::format("      {}{}\n", chinese ? "依据：" : "basis: ", entry.basis);
      if (!entry.reason.empty()) out += fmt::format("      {}{}\n", chinese ? "理由：" : "reason: ", entry.reason);
    }
    if (force == nullptr)
      out += chinese ? fmt::format("    {} 年没有取值\n", year) : fmt::format("    no value for {}\n", year);
  }
  if (list.empty()) out += chinese ? "没有参数。\n" : "no parameters.\n";
  return out;
}

std::string as_json(const PackChain& chain, const std::vector<const Parameter*>& list, int year) {
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.params.v1");
  json.member("pack", chain.top().id);
  json.key("year");
  if (year == 0)
    json.null();
  else
    json.integer(year);
  json.key("parameters");
  json.begin_list();
  for (const Parameter* parameter : list) {
    const ParameterEntry* force = in_force(chain, *parameter, year);
    json.begin_object();
    json.member("name", parameter->name);
    json.key("value");
    if (force == nullptr)
      json.null();
    else
      json.text(force->text);
    if (!parameter->demand.choices.words.empty()) {
      json.key("choices");
      json.begin_list();
      for (const std::string& word : parameter->demand.choices.words) json.text(word);
      json.end_list();
    }
    json.key("entries");
    json.begin_list();
    for (const ParameterEntry& entry : parameter->entries) {
      json.begin_object();
      json.member("pack", entry.pack);
      json.key("from");
      if (entry.from_year == 0)
        json.null();
      else
        json.integer(entry.from_year);
      json.member("value", entry.text);
      json.member("unit", entry.unit.empty() ? std::nullopt : std::optional(entry.unit));
      json.member("basis", entry.basis);
      json.member("reason", entry.reason.empty() ? std::nullopt : std::optional(entry.reason));
      json.member("title", entry.title.empty() ? std::nullopt : std::optional(entry.title));
      json.member("in_force", &entry == force);
      json.member("file", entry.at.file);
      json.member("line", entry.at.line);
      json.end_object();
    }
    json.end_list();
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

int run_params(Session& session, const Arguments& arguments) {
  const Chain chain = choose_pack(arguments.words().front(), session.workbench());
  const auto name = arguments.words().size() > 1 ? std::optional(arguments.words()[1]) : std::nullopt;
  const int year = arguments.number("year", kEarliestYear, kLatestYear).value_or(0);
  const auto list = chosen(*chain, name);
  const bool json = arguments.text("format") == "json";
  session.deliver(json ? as_json(*chain, list, year) : as_text(*chain, list, year, session.language()), std::nullopt);
  return 0;
}

}  // namespace

const Verb& params_verb() {
  static const Verb verb{
      "params",
      {"参数的取值、依据和出处", "values of parameters, with basis and place"},
      "PACK [NAME]",
      1,
      2,
      {"PACK 是规则包编号或文件夹；NAME 是参数的名称，或名称、说明里的一个词；→ 指出正在使用的取值。",
       "PACK is a pack id or a folder; NAME is a parameter, or a word in names and titles; → marks the value in "
       "force."},
      {{"year", 0, Takes::one, "YEAR", {"看这一年度的取值", "the values of this year"}},
       {"format", 'f', Takes::one, "FORMAT", {"text json", "text json"}, {"text", "json"}}},
      {{"gouji params guizhou", {"列出全部参数，连同基础包的", "all parameters, those of the bases among them"}},
       {"gouji params guizhou execution.reason_below --year 2023",
        {"一个参数在 2023 年的取值和来历", "one parameter in 2023 and where it comes from"}},
       {"gouji params guizhou 执行率", {"名称或说明里有这个词的参数", "the parameters about a word"}}},
      run_params};
  return verb;
}

}  // namespace gouji::app
