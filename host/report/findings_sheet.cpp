#include "report/findings_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formats/clean_text.hpp"
#include "model/years.hpp"
#include "report/handling_text.hpp"
#include "report/sides.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::array<std::string_view, 2> kUnchecked{
    "条文待核", "待核"};  // how packs mark such a basis: docs/writing-rules/rules.md

bool own(const Finding& finding) {
  return finding.handling && finding.handling->decision.fingerprint == finding.fingerprint;
}

// The place in the source; for a fault the place in the script, which is what has to be mended.
std::string position(const Finding& finding, Language language) {
  if (!finding.script) return source_text(finding.file, finding.at, language);
  return clean_text(finding.script->file) + fmt::format(":{}", finding.script->line);
}

std::string sides_text(const Finding& finding, Language language) {
  const Sides sides = sides_of(finding, language);
  if (finding.printed.empty()) return std::string(sides.right);
  std::string text(sides.left);
  if (!sides.right.empty()) text += std::string(say(language, "／", " / ")) + std::string(sides.right);
  return text;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

class Columns {
 public:
  Columns(ListFor whom, const ReportOptions& options)
      : bureau_(whom == ListFor::bureau), several_(whom != ListFor::unit), options_(options) {}

  std::vector<ListColumn> take() {
    before_the_answers();
    for (std::size_t i = 0; i < kAnswerColumns; ++i) {
      if (bureau_ || kAnswerHeads.at(i).unit) answer(i);
    }
    behind_the_answers();
    return std::move(columns_);
  }

 private:
  using Text = std::function<std::string(const Finding&)>;

  std::string said(std::string_view chinese, std::string_view english) const {
    return std::string(say(options_.language, chinese, english));
  }
  Workbook::Column& add(std::string_view chinese, std::string_view english, double width, Text text) {
    columns_.push_back({{said(chinese, english), width}, std::move(text)});
    return columns_.back().column;
  }
  // Narrower where a unit prints it on A4.
  double width(double bureau, double unit) const { return bureau_ ? bureau : unit; }

  void document() {
    add(kDocumentHead, kDocumentHeadEnglish, width(20, 18),
        [language = options_.language](const Finding& one) { return document_name(one.document, language); });
  }

  void before_the_answers() {
    const Language language = options_.language;
    add(kNumberHead, kNumberHeadEnglish, width(7, 6), {});
    if (bureau_) add(kUnitHead, kUnitHeadEnglish, 18, [](const Finding& one) { return clean_text(one.unit); });
    if (several_) document();
    add("报表", "Table", width(18, 15), [language](const Finding& one) { return home_text(one, language); });
    add(kRowHead, kRowHeadEnglish, width(18, 15), row_in_list);
    add(kColumnHead, kColumnHeadEnglish, width(12, 10), column_in_list);
    add("公式类型", "Kind", width(10, 9), [language](const Finding& one) { return kind_word(one.kind, language); });
    add(kSeverityHead, kSeverityHeadEnglish, width(10, 9), [language](const Finding& one) {
      return is_answerable(one) ? std::string(word_of(one.severity, language)) : std::string();
    });
    add("公式含义", "Rule title", width(26, 18), [](const Finding& one) { return clean_text(one.title); });
    add(kLeftHead, kLeftHeadEnglish, width(13, 11), [](const Finding& one) { return clean_text(one.printed); }).figure =
        true;
    add(kRightHead, kRightHeadEnglish, width(13, 11), [](const Finding& one) {
      return clean_text(one.expected);
    }).figure = true;
    add("差额", "Difference", width(12, 10), [](const Finding& one) { return clean_text(one.difference); }).figure =
        true;
    add("左值／右值是", "Left / right is", width(14, 11),
        [language](const Finding& one) { return is_answerable(one) ? sides_text(one, language) : std::string(); });
    add("审核详情", "Detail", width(38, 30), [language](const Finding& one) { return message_of(one, language); });
    const bool remark = bureau_;
    add("依据", "Basis", width(24, 18),
        [remark](const Finding& one) { return clean_text(remark ? one.basis : basis_without_remark(one.basis)); });
  }

  void answer(std::size_t index) {
    const AnswerHead& head = kAnswerHeads.at(index);
    const auto which = static_cast<AnswerColumn>(index);
    Workbook::Column column{said(head.chinese, head.english), width(head.width, head.unit_width), true};
    column.hint = said(head.hint_chinese, head.hint_english);
    // What was said before stands there to be kept or changed; what was signed is signed anew.
    Text text = [](const Finding&) { return std::string(); };
    if (which == AnswerColumn::explanation)
      text = [](const Finding& one) {
        return own(one) ? clean_text(one.handling->decision.explanation) : std::string();
      };
    if (which == AnswerColumn::rectification) {
      text = [](const Finding& one) {
        return own(one) ? clean_text(one.handling->decision.rectification) : std::string();
      };
      column.choices = {said("已整改", "corrected"), said("正在整改", "under way"), said("未整改", "not corrected")};
      column.free = true;
    } else if (which == AnswerColumn::state) {
      for (std::size_t state = 0; state < kDecisionStates; ++state)
        column.choices.emplace_back(word_of(static_cast<DecisionState>(state), options_.language));
    } else if (which == AnswerColumn::until) {
      column.from = kEarliestYear;
      column.to = kLatestYear;
    }
    column.date = which == AnswerColumn::date;
    columns_.push_back({std::move(column), std::move(text)});
  }

  void behind_the_answers() {
    const Language language = options_.language;
    if (!several_) document();
    add(kStateHead, kStateHeadEnglish, 10, [language](const Finding& one) {
      return is_answerable(one) ? std::string(word_of(state_of(one), language)) : std::string();
    });
    add("处理经过", "History", 34, [language](const Finding& one) { return handling_text(one, language); });
    add(kOutcomeHead, kOutcomeHeadEnglish, 12, [language, trial = trial_mark(options_)](const Finding& one) {
      return trial + (trial.empty() ? "" : " ") + std::string(word_of(one.outcome, language));
    });
    add("修改建议", "Remedy", 30, [](const Finding& one) { return clean_text(one.remedy); });
    add("位置", "Place", 26, [language](const Finding& one) { return position(one, language); });
    add("对照", "Beside", 36, [language](const Finding& one) {
      std::string text;
      for (const std::string& told : related_texts(one, language)) join(text, told, "\n");
      return text;
    });
    add("公式表达式", "Formula", 36, [](const Finding& one) { return clean_text(one.formula); });
    add(kRuleHead, kRuleHeadEnglish, 30, [](const Finding& one) { return clean_text(one.rule); });
    add("规则包", "Pack", 11, [](const Finding& one) { return clean_text(one.pack); });
    add(kFingerprintHead, kFingerprintHeadEnglish, 19, [](const Finding& one) { return clean_text(one.fingerprint); });
  }

  bool bureau_, several_;
  const ReportOptions& options_;
  std::vector<ListColumn> columns_;
};

}  // namespace

bool is_answerable(const Finding& finding) {
  return finding.outcome == Outcome::finding || finding.outcome == Outcome::waived;
}

std::vector<ListColumn> list_columns(ListFor whom, const ReportOptions& options) {
  return Columns(whom, options).take();
}

std::size_t last_printed(const std::vector<ListColumn>& columns, Language language) {
  const AnswerHead& head = kAnswerHeads.at(static_cast<std::size_t>(AnswerColumn::rectification));
  const auto last = std::find_if(columns.begin(), columns.end(), [&](const ListColumn& one) {
    return one.column.head == say(language, head.chinese, head.english);
  });
  return static_cast<std::size_t>(last - columns.begin());
}

std::string row_in_list(const Finding& finding) {
  std::string row = clean_text(finding.row.value_or(""));
  if ((finding.evaluation || finding.evaluation_number) && finding.table)
    row = clean_text(*finding.table) + (row.empty() ? "" : " · " + row);
  return row;
}

std::string column_in_list(const Finding& finding) { return clean_text(finding.column.value_or("")); }

std::string basis_without_remark(const std::string& basis) {
  std::string text = basis;
  const auto drop = [&](std::string_view before, std::string_view behind, std::string_view left) {
    for (const std::string_view word : kUnchecked) replace_all(text, fmt::format("{}{}{}", before, word, behind), left);
  };
  drop("（", "）", "");
  for (const std::string_view mark : {"，", "、", "；"}) {
    drop(mark, "）", "）");
    drop("（", mark, "（");
  }
  return text;
}

}  // namespace gouji::report
