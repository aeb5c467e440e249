// The page of one rule: what it is, its formula, the parameters it reads, an example, how often it fires, its cases.
#include <fmt/format.h>

#include <algorithm>

#include "report/handbook/pages.hpp"
#include "report/handbook/rule_words.hpp"
#include "report/sides.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kMostFormulas = 5;
constexpr std::size_t kMostTerms = 8;  // of a sum in the list of formulas

Line in_both(const Both& both) {
  Line line = plain(both.chinese);
  if (!both.english.empty()) line.push_back(quiet(" " + both.english));
  return line;
}

// A + B + … of many terms, in the middle of which nothing new is said.
std::string shortened(const std::string& formula) {
  std::vector<std::string> terms;
  constexpr std::string_view kPlus = " + ";
  for (std::size_t begin = 0; begin <= formula.size();) {
    const std::size_t end = std::min(formula.find(kPlus, begin), formula.size());
    terms.push_back(formula.substr(begin, end - begin));
    begin = end + kPlus.size();
  }
  if (terms.size() <= kMostTerms) return formula;
  return fmt::format("{} + {} + {} + … + {}（共 {} 项）", terms[0], terms[1], terms[2], terms.back(), terms.size());
}

class RulePage {
 public:
  RulePage(const Handbook& book, const HandbookRule& entry, PageWriter& page)
      : book_(book), entry_(entry), rule_(entry.rule), page_(page) {}

  void write() {
    page_.heading(1, {rule_.title, rule_.english.title});
    Line head{code(rule_.id), {"  "}};
    if (entry_.scoring) {
      head.push_back(tag("测算得分 scoring", "note"));
    } else {
      const Both severity = severity_words(rule_.severity);
      head.push_back(tag(severity.chinese + " " + severity.english, code_of(rule_.severity)));
    }
    page_.line(head);
    write_facts();
    write_formula();
    write_parameters();
    write_example();
    write_counts();
    write_cases();
  }

 private:
  void write_facts() {
    std::vector<Fact> facts;
    const auto add = [&](Both name, Line line) { facts.push_back({std::move(name), {std::move(line)}}); };
    add({"依据", "Basis"}, plain(rule_.basis));
    if (!rule_.note.empty()) add({"说明", "Note"}, plain(rule_.note));
    if (!entry_.scoring) {
      add({"公式类型", "Kind"}, in_both(kind_words(rule_.kind)));
      add({"严重程度", "Severity"}, in_both(severity_words(rule_.severity)));
    }
    add({"审核对象", "Looks at"}, in_both(subject_words(rule_.on)));
    add({"适用年度", "Years"}, in_both(years_words(rule_.from_year, rule_.to_year)));
    if (!rule_.remedy.empty()) {
      Fact fact{{"整改建议", "Remedy"}, {plain(rule_.remedy)}};
      if (!rule_.english.remedy.empty()) fact.lines.push_back({quiet(rule_.english.remedy)});
      facts.push_back(std::move(fact));
    }
    if (rule_.score) {
      const script::Plain& deduct = rule_.score->deduct;
      Line line{{rule_.score->group + "："}};
      if (const auto* parameter = deduct.parameter(); parameter != nullptr)
        line.push_back(parameter_link(book_, parameter->name));
      else
        line.push_back({deduct.text() != nullptr ? *deduct.text() : std::to_string(*deduct.integer())});
      add({"每处扣分", "Costs points"}, std::move(line));
    }
    facts.push_back(rules_fact({"它说明的规则", "Explains (suppresses)"}, rule_.suppresses));
    facts.push_back(rules_fact({"由这些规则说明", "Explained by"}, entry_.suppressed_by));
    if (!rule_.tags.empty()) add({"标签", "Tags"}, plain(fmt::format("{}", fmt::join(rule_.tags, "、"))));
    add({"规则包", "Pack"}, {link(rule_.pack, "packs#" + rule_.pack)});
    add({"文件", "File"}, {code(to_text(Location{rule_.file, rule_.line, 0}))});
    for (const PackChange& change : entry_.changes) {
      const Both action = action_words(change.change);
      facts.push_back({{"在“" + change.pack + "”里", "In " + change.pack},
                       {in_both(action),
                        plain("理由：" + change.change.reason + "；依据：" + change.change.basis),
                        {code(to_text(change.change.at))}}});
    }
    std::erase_if(facts, [](const Fact& fact) { return fact.lines.empty(); });
    page_.facts(facts);
    constexpr std::size_t kFew = 3;  // they stand above
    if (rule_.on.tables.size() <= kFew) return;
    page_.open_fold({fmt::format("这张表的 {} 种名称", rule_.on.tables.size()),
                     fmt::format("the {} names of the table", rule_.on.tables.size())});
    page_.line(plain(fmt::format("{}", fmt::join(rule_.on.tables, "、"))));
    page_.close_fold();
  }

  Fact rules_fact(Both name, const std::vector<std::string>& ids) const {
    Fact fact{std::move(name), {}};
    for (const std::string& id : ids) {
      const HandbookRule* other = rule_by_id(book_, id);
      fact.lines.push_back(other == nullptr ? Line{code(id)}
                                            : Line{link(other->rule.title, other->page), {" "}, code(id)});
    }
    return fact;
  }

  void write_formula() {
    page_.heading(2, {"公式", "Formula"}, "formula");
    if (!entry_.formulas.empty()) {
      page_.sentence({"样本里审核时实际用到的式子：", "As it was worked out on the samples:"}, true);
      PageTable table{{{{"公式", "Formula"}}, {{"次数", "Times"}, kFigure}}, {}, false};
      for (std::size_t i = 0; i < std::min(entry_.formulas.size(), kMostFormulas); ++i) {
        table.rows.push_back(
            {plain(shortened(entry_.formulas[i].first)), plain(std::to_string(entry_.formulas[i].second))});
      }
      page_.table(table);
      if (entry_.formulas.size() > kMostFormulas) {
        const std::size_t more = entry_.formulas.size() - kMostFormulas;
        page_.sentence({fmt::format("还有 {} 个，只是行、栏不同。", more),
                        fmt::format("{} more, of other rows and columns.", more)},
                       true);
      }
    }
    for (const ScriptPiece& piece : entry_.pieces) {
      if (!piece.name.empty()) page_.open_fold({"其中用到的 " + piece.name, "uses " + piece.name});
      page_.listing(listing_of(piece));
      if (!piece.name.empty()) page_.close_fold();
    }
  }

  static Listing listing_of(const ScriptPiece& piece) {
    Listing listing{piece.file, {}};
    int number = piece.first_line;
    for (std::size_t begin = 0; begin < piece.text.size(); ++number) {
      const std::size_t end = std::min(piece.text.find('\n', begin), piece.text.size());
      listing.rows.push_back({number, ' ', piece.text.substr(begin, end - begin)});
      begin = end + 1;
    }
    return listing;
  }

  void write_parameters() {
    if (entry_.parameters.empty()) return;
    page_.heading(2, {"用到的参数", "Parameters"}, "parameters");
    for (const std::string& name : entry_.parameters) {
      const HandbookParameter* parameter = parameter_by_name(book_, name);
      if (parameter == nullptr) continue;
      page_.line({link(name, parameter->page), {" "}, {title_of(*parameter)}});
      page_.table(chain_table(*parameter));
    }
  }

  void write_example() {
    page_.heading(2, {"实例", "Worked example"}, "example");
    if (entry_.score) return write_score(*entry_.score);
    if (!entry_.found && !entry_.held) {
      page_.sentence({"样本里没有这条规则算过的数；看下面的用例。",
                      "The rule worked out no figures on the samples; see its cases below."},
                     true);
      return;
    }
    if (entry_.explained) {
      page_.sentence({"这一处由别的规则的疑点说明，审核结果里不单独列出。",
                      "Another rule's finding explains this one, so that a run does not list it."},
                     true);
    }
    if (entry_.found) write_one(*entry_.found);
    if (entry_.held && !entry_.found) write_one(*entry_.held);
  }

  void write_one(const Finding& finding) {
    const bool held = finding.outcome == Outcome::pass;
    std::vector<Fact> facts;
    const auto add = [&](Both name, const std::string& text) {
      if (!text.empty()) facts.push_back({std::move(name), {plain(text)}});
    };
    facts.push_back({{"结论", "Verdict"},
                     {{held ? tag("通过 pass", "pass")
                            : tag(label_of(finding, {}) + " " + label_of(finding, {Language::english}),
                                  finding.outcome == Outcome::finding ? code_of(finding.severity) : "note")}}});
    add({"公开文本", "Document"}, document_name(finding.document, Language::chinese));
    add({"位置", "Place"}, home_text(finding, Language::chinese));
    add({"行·栏", "Row · column"}, cell_text(finding, Language::chinese));
    add({"原文", "Source"}, source_text(finding.file, finding.at, Language::chinese));
    const Sides sides = sides_of(finding, Language::chinese), english = sides_of(finding, Language::english);
    add({std::string(sides.left), std::string(english.left)}, finding.printed);
    if (!finding.expected.empty()) add({std::string(sides.right), std::string(english.right)}, finding.expected);
    add({"差额", "Difference"}, finding.difference);
    add({"公式", "Formula"}, finding.formula);
    add({"代入", "With its figures"}, comparison_text(finding.formula_figures, Language::chinese));
    if (!held) {
      facts.push_back({{"审核详情", "Detail"}, {plain(message_of(finding, Language::chinese))}});
      if (!finding.message_english.empty())
        facts.back().lines.push_back({quiet(message_of(finding, Language::english))});
      if (!entry_.explained)
        facts.push_back({{"逐步说明", "Step by step"}, {{code("gouji explain " + finding.fingerprint)}}});
    }
    page_.facts(facts);
    if (finding.operands.empty()) return;
    PageTable table{
        {{{"取数", "Figure"}}, {{"印为", "Printed"}, kFigure}, {{"取值", "Value"}, kFigure}, {{"位置", "Place"}}},
        {},
        false};
    for (const Operand& operand : finding.operands) {
      table.rows.push_back({plain(operand.name), plain(operand.printed.empty() ? "（空）" : operand.printed),
                            plain(operand.value), plain(place_text(operand.at, Language::chinese))});
    }
    page_.table(table);
  }

  void write_score(const Score& score) {
    std::vector<Fact> facts;
    const auto add = [&](Both name, const std::string& text) {
      if (!text.empty()) facts.push_back({std::move(name), {plain(text)}});
    };
    add({"公开文本", "Document"}, document_name(score.document, Language::chinese));
    add({"自评表", "Form"}, evaluation_text(score.evaluation_number, score.evaluation, Language::chinese));
    add({"自评得分", "Printed"}, score.printed);
    add({"测算得分", "Recomputed"}, score.recomputed);
    if (score.low != score.high) add({"尾差允许的范围", "Range"}, score.low + "–" + score.high);
    add({"差值", "Difference"}, score.difference);
    add({"等级", "Grade"}, score.grade);
    add({"没有得分的原因", "Why there is none"}, score.why);
    page_.facts(facts);
    PageTable table{{{{"项目", "Item"}},
                     {{"分值", "Weight"}, kFigure},
                     {{"自评得分", "Printed"}, kFigure},
                     {{"测算得分", "Recomputed"}, kFigure},
                     {{"公式", "Formula"}}},
                    {},
                    false};
    for (const ScoreLine& line : score.lines) {
      table.rows.push_back({plain(line.item), plain(line.weight), plain(line.printed),
                            plain(line.judged ? "未重算" : line.recomputed), plain(line.formula)});
    }
    if (!table.rows.empty()) page_.table(table);
  }

  void write_counts() {
    page_.heading(2, {"在样本上", "On the samples"}, "samples");
    if (entry_.counts.empty()) {
      page_.sentence({fmt::format("{} 份样本里没有它审核的内容。", book_.documents.size()),
                      fmt::format("Nothing in the {} samples is its subject.", book_.documents.size())});
      return;
    }
    const bool scoring = entry_.scoring;
    PageTable table{
        {{{"公开文本", "Document"}}, {{scoring ? "得分" : "比较", scoring ? "scores" : "checks"}, kFigure}}, {}, false};
    const std::vector<Outcome> shown = shown_outcomes();
    for (const Outcome outcome : shown) table.heads.push_back({outcome_words(outcome), kFigure});
    const int explained = total([](const RuleCount& count) { return count.explained; });
    if (explained > 0) table.heads.push_back({{"由别处说明", "explained"}, kFigure});
    const auto add = [&](const Line& name, const RuleCount& count) {
      std::vector<Line> row{name, plain(std::to_string(scoring ? count.scores : count.checks))};
      for (const Outcome outcome : shown)
        row.push_back(plain(std::to_string(count.outcomes.at(static_cast<std::size_t>(outcome)))));
      if (explained > 0) row.push_back(plain(std::to_string(count.explained)));
      table.rows.push_back(std::move(row));
    };
    RuleCount all;
    for (const RuleCount& count : entry_.counts) {
      add(plain(document_name(count.document, Language::chinese)), count);
      all.checks += count.checks;
      all.explained += count.explained;
      all.scores += count.scores;
      for (std::size_t i = 0; i < kOutcomes; ++i) all.outcomes.at(i) += count.outcomes.at(i);
    }
    if (entry_.counts.size() > 1) add({strong("合计 total")}, all);
    page_.table(table);
    const std::size_t rest = book_.documents.size() - entry_.counts.size();
    if (rest > 0) {
      page_.sentence({fmt::format("其余 {} 份样本里没有它审核的内容。", rest),
                      fmt::format("Nothing in the other {} samples is its subject.", rest)},
                     true);
    }
  }

  static Both outcome_words(Outcome outcome) {
    return {std::string(chinese_of(outcome)), std::string(word_of(outcome, Language::english))};
  }

  std::vector<Outcome> shown_outcomes() const {
    std::vector<Outcome> shown;
    if (!entry_.scoring) shown = {Outcome::pass, Outcome::finding};
    for (const Outcome outcome :
         {Outcome::undetermined, Outcome::cannot_evaluate, Outcome::waived, Outcome::fault, Outcome::not_applicable}) {
      const int many =
          total([&](const RuleCount& count) { return count.outcomes.at(static_cast<std::size_t>(outcome)); });
      if (many > 0) shown.push_back(outcome);
    }
    return shown;
  }

  template <class Of>
  int total(Of of) const {
    int sum = 0;
    for (const RuleCount& count : entry_.counts) sum += of(count);
    return sum;
  }

  void write_cases() {
    page_.heading(2, {fmt::format("用例（{}）", entry_.cases.size()), fmt::format("Cases ({})", entry_.cases.size())},
                  "cases");
    if (entry_.cases.empty()) {
      page_.sentence({"没有用例。", "There are no cases."}, true);
      return;
    }
    for (const HandbookCase& one : entry_.cases) write_case(one);
  }

  void write_case(const HandbookCase& one) {
    page_.heading(4, {one.sheet.name, ""});
    Line line;
    switch (one.state) {
      case HandbookCase::State::holds: line.push_back(tag("符合 holds", "pass")); break;
      case HandbookCase::State::fails: line.push_back(tag("不符合 fails", "error")); break;
      case HandbookCase::State::todo: line.push_back(tag("待写 to do", "note")); break;
      case HandbookCase::State::broken: line.push_back(tag("读不懂 cannot be read", "error")); break;
    }
    if (one.pack != rule_.pack) line.push_back({" 按“" + one.pack + "”的参数"});
    line.push_back(quiet(" " + to_text(one.sheet.at)));
    if (!one.sheet.word.empty()) {
      const Both word = expectation_words_for(one.sheet.word);
      line.push_back({"　应为："});
      line.push_back(strong(word.chinese));
      if (!word.english.empty()) line.push_back(quiet(" " + word.english));
    }
    page_.line(line);
    if (!one.sheet.facts.empty()) {
      std::vector<Fact> facts;
      for (const auto& [name, value] : one.sheet.facts) facts.push_back({{name, ""}, {plain(value)}});
      page_.facts(facts);
    }
    for (const CaseGrid& grid : one.sheet.grids) {
      if (one.sheet.grids.size() > 1 || !grid.title.empty()) page_.line({quiet(grid.title)});
      page_.table(table_of(grid));
    }
    if (one.sheet.expected.rows.empty()) return;
    page_.line({{"应有的结果 "}, quiet("expected")});
    PageTable table = table_of(one.sheet.expected);
    for (auto& head : table.heads) head.name = expected_words(head.name.chinese);
    for (std::size_t i = 0; i < table.heads.size(); ++i) {
      if (one.sheet.expected.rows.front()[i] != "severity" && one.sheet.expected.rows.front()[i] != "outcome") continue;
      for (auto& row : table.rows) {
        std::string& text = row[i].front().text;
        if (const auto severity = severity_from(text))
          text = chinese_of(*severity);
        else
          text = expectation_words_for(text).chinese;
      }
    }
    page_.table(table);
  }

  static PageTable table_of(const CaseGrid& grid) {
    PageTable table;
    for (const std::string& head : grid.rows.front()) table.heads.push_back({{head, ""}});
    for (std::size_t i = 1; i < grid.rows.size(); ++i) {
      std::vector<Line> row;
      for (const std::string& cell : grid.rows[i]) row.push_back(plain(cell));
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  const Handbook& book_;
  const HandbookRule& entry_;
  const Rule& rule_;
  PageWriter& page_;
};

}  // namespace

void write_rule_page(const Handbook& book, const HandbookRule& entry, PageWriter& page) {
  RulePage(book, entry, page).write();
}

}  // namespace gouji::report
