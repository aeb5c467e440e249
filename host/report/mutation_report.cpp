#include "report/mutation_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "formats/json_writer.hpp"
#include "report/aside_text.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kLongestPiece = 80;

// A piece of a script on one line.
std::string shown_piece(const std::string& piece) {
  std::string line;
  for (const char c : piece) {
    const bool space = c == '\n' || c == ' ' || c == '\t' || c == '\r';
    if (!space) line += c;
    if (space && !line.empty() && line.back() != ' ') line += ' ';
  }
  return text::shorten(line, kLongestPiece);
}

std::string number_with_unit(const std::string& number, const std::string& unit) {
  return unit.empty() || number.ends_with('%') ? number : number + " " + unit;
}

std::string parameter_change(const Mutant& mutant, Language language) {
  const std::string title = mutant.title.empty()
                                ? mutant.parameter
                                : fmt::format("{}（{}）", text::shorten(mutant.title, 60), mutant.parameter);
  const std::string where = mutant.label.empty() ? "" : fmt::format("“{}”", text::shorten(mutant.label, 40));
  const bool chinese = language == Language::chinese;
  if (mutant.kind == MutantKind::item)
    return chinese ? fmt::format("{}里少了“{}”", title, text::shorten(mutant.from, kLongestPiece))
                   : fmt::format("{} losing “{}”", mutant.parameter, text::shorten(mutant.from, kLongestPiece));
  const std::string from = number_with_unit(mutant.from, mutant.unit), to = number_with_unit(mutant.to, mutant.unit);
  return chinese ? fmt::format("{}{}的 {} 改成 {}", title, where, from, to)
                 : fmt::format("{}{}: {} → {}", mutant.parameter, where.empty() ? "" : " " + where, from, to);
}

std::string script_change(const Mutant& mutant, Language language) {
  const bool chinese = language == Language::chinese;
  const std::string from = shown_piece(mutant.from), to = shown_piece(mutant.to);
  if (mutant.kind == MutantKind::branch) {
    if (chinese) return fmt::format("条件“{}”{}成立", from, mutant.always ? "总是" : "从不");
    return fmt::format("the condition “{}” {} holding", from, mutant.always ? "always" : "never");
  }
  if (mutant.kind == MutantKind::condition)
    return chinese ? fmt::format("少了条件“{}”", from) : fmt::format("the condition “{}” left out", from);
  if (to.empty()) return chinese ? fmt::format("少了“{}”", from) : fmt::format("“{}” left out", from);
  return chinese ? fmt::format("“{}”改成“{}”", from, to) : fmt::format("“{}” → “{}”", from, to);
}

double share(const MutationCount& count) {
  return count.mutants == 0 ? 1.0 : static_cast<double>(count.noticed) / count.mutants;
}

std::string summary_line(const std::string& name, const MutationCount& count, Language language) {
  return fmt::format("{}  {} {} · {} {} · {} {} · {} {}%\n", name, say(language, "改动", "edits"), count.mutants,
                     say(language, "有用例发现", "noticed"), count.noticed,
                     say(language, "没有用例发现", "not noticed"), count.mutants - count.noticed,
                     say(language, "得分", "score"), count.score());
}

void add_kinds(const MutatedPack& pack, Language language, std::string& out) {
  std::map<MutantKind, MutationCount> kinds;
  for (const MutantResult& result : pack.results) {
    MutationCount& count = kinds[result.mutant.kind];
    ++count.mutants;
    if (result.noticed) ++count.noticed;
  }
  std::vector<std::pair<MutantKind, MutationCount>> order(kinds.begin(), kinds.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return share(a.second) < share(b.second); });
  out += say(language, "按种类：\n", "by kind:\n");
  for (const auto& [kind, count] : order)
    out += fmt::format("  {} {}/{} {}%\n", kind_of_mutant(kind, language), count.noticed, count.mutants, count.score());
}

}  // namespace

std::string MutationCount::score() const {
  const int tenths = mutants == 0 ? 1000 : static_cast<int>(static_cast<std::int64_t>(noticed) * 1000 / mutants);
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

MutationCount count_of(const MutatedPack& pack) {
  MutationCount count;
  count.mutants = static_cast<int>(pack.results.size());
  count.noticed = static_cast<int>(
      std::count_if(pack.results.begin(), pack.results.end(), [](const MutantResult& one) { return one.noticed; }));
  return count;
}

std::string kind_of_mutant(MutantKind kind, Language language) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, kMutantKinds> kWords{
      {{"阈值、分值差一位", "numbers by one in the last digit"},
       {"少一项", "an item left out"},
       {"换一种取值", "another choice"},
       {"含不含端点", "whether an end belongs to it"},
       {"不大于、不小于", "at most, at least"},
       {"少一个条件", "a condition left out"},
       {"去掉“不”", "a “not” left out"},
       {"条件总是、从不成立", "a condition that always or never holds"},
       {"分子分母对调", "A/B for B/A"},
       {"加减对调", "+ for -"},
       {"脚本里的整数差一", "whole numbers in a script by one"},
       {"生效年度差一年", "years by one"},
       {"严重程度", "severity"},
       {"少一项检查", "a check left out"},
       {"尾差不提示", "tail differences not told"}}};
  const auto& [chinese, english] = kWords.at(static_cast<std::size_t>(kind));
  return std::string(say(language, chinese, english));
}

std::string survivor_text(const MutantResult& result, Language language) {
  const Mutant& mutant = result.mutant;
  const bool parameter = mutant.file == nullptr;
  const std::string change = parameter ? parameter_change(mutant, language) : script_change(mutant, language);
  if (result.read) return fmt::format("{}{}", say(language, "没有用例会发现", "no case would notice "), change);
  if (parameter) return fmt::format("{}{}", say(language, "没有用例读到，不会发现", "no case reads it: "), change);
  return fmt::format("{}{}", say(language, "没有用例运行到，不会发现", "no case runs it: "), change);
}

std::string mutation_as_text(const std::vector<MutatedPack>& packs, Language language, bool every_mutant) {
  std::string out;
  for (const MutatedPack& pack : packs) {
    std::string file;
    for (const MutantResult& result : pack.results) {
      if (result.noticed && !every_mutant) continue;
      const Location& at = result.mutant.at;
      if (at.file != file) out += at.file + "\n";
      file = at.file;
      if (result.noticed) {
        const std::string change = result.mutant.file == nullptr ? parameter_change(result.mutant, language)
                                                                 : script_change(result.mutant, language);
        out += fmt::format("  {:>4}  {}（{}{}）\n", at.line, change, say(language, "发现的用例：", "noticed by "),
                           result.by);
      } else {
        out += fmt::format("  {:>4}  {}\n", at.line, survivor_text(result, language));
      }
    }
    if (pack.failing > 0)
      out += fmt::format(
          "{}: {}\n", pack.id,
          language == Language::chinese
              ? fmt::format("有 {} 个用例现在就不符合，没有用来发现改动；先改好它们", pack.failing)
              : fmt::format("{} cases fail as things stand and notice nothing; mend them first", pack.failing));
    for (const WrittenCase& one : pack.written)
      out += language == Language::chinese
                 ? fmt::format("已写入 {}：{}（发现 {} 处改动）\n", one.file, one.name, one.mutants.size())
                 : fmt::format("written to {}: {} (notices {} edits)\n", one.file, one.name, one.mutants.size());
    add_kinds(pack, language, out);
    out += summary_line(pack.id, count_of(pack), language);
    if (pack.aside.any()) out += "  " + aside_text(pack.aside, language) + "\n";
  }
  return out;
}

std::string mutation_as_json(const std::vector<MutatedPack>& packs, Language language) {
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.mutation.v1");
  json.key("packs");
  json.begin_list();
  for (const MutatedPack& pack : packs) {
    const MutationCount count = count_of(pack);
    json.begin_object();
    json.member("pack", pack.id);
    json.member("cases", pack.cases);
    json.member("failing_cases", pack.failing);
    aside_member(json, pack.aside);
    json.member("mutants", count.mutants);
    json.member("noticed", count.noticed);
    json.key("score");
    json.number(count.score());
    json.key("results");
    json.begin_list();
    for (const MutantResult& result : pack.results) {
      const Mutant& mutant = result.mutant;
      json.begin_object();
      json.member("kind", code_of(mutant.kind));
      json.member("file", mutant.at.file);
      json.member("line", mutant.at.line);
      json.member("rule", result.rule.empty() ? std::nullopt : std::optional(result.rule));
      json.member("parameter", mutant.parameter.empty() ? std::nullopt : std::optional(mutant.parameter));
      json.member("from", mutant.from);
      json.member("to", mutant.to.empty() ? std::nullopt : std::optional(mutant.to));
      json.member("status", result.noticed ? "noticed" : result.read ? "survived" : "unread");
      json.member("noticed_by", result.by.empty() ? std::nullopt : std::optional(result.by));
      json.member("says", result.noticed ? std::nullopt : std::optional(survivor_text(result, language)));
      json.end_object();
    }
    json.end_list();
    json.key("written");
    json.begin_list();
    for (const WrittenCase& one : pack.written) {
      json.begin_object();
      json.member("file", one.file);
      json.member("rule", one.rule);
      json.member("name", one.name);
      json.member("notices", static_cast<int>(one.mutants.size()));
      json.end_object();
    }
    json.end_list();
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take() + "\n";
}

}  // namespace gouji::report
