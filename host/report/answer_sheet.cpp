#include "report/answer_sheet.hpp"

#include <fmt/format.h>

#include <map>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "base/whole_number.hpp"
#include "formats/clean_text.hpp"
#include "formats/day_text.hpp"
#include "formats/xlsx_workbook.hpp"
#include "model/years.hpp"
#include "report/answer_columns.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kMostNamed = 8;  // sheets of a workbook that is not ours
constexpr int kHeadRows = 20;          // people put titles above the head

using Row = std::map<int, std::string>;  // by column; trimmed, never empty

bool is_head(const std::string& text, std::string_view chinese, std::string_view english) {
  const std::string form = text::label_form(text);
  return form == text::label_form(chinese) || form == text::label_form(english);
}

// Which column holds what; -1: none.
struct Heads {
  int fingerprint = -1, unit = -1, document = -1, rule = -1, line = -1, column = -1, left = -1, right = -1, state = -1;
  std::array<int, kAnswerColumns> answers{};
  std::vector<std::string> missing, twice;  // as they are called in the sheet

  explicit Heads(const Row& row) {
    answers.fill(-1);
    const auto take = [&](int& place, std::string_view chinese, std::string_view english, bool needed) {
      for (const auto& [at, text] : row) {
        if (!is_head(text, chinese, english)) continue;
        if (place < 0) {
          place = at;
        } else {
          twice.emplace_back(chinese);
        }
      }
      if (place < 0 && needed) missing.emplace_back(chinese);
    };
    take(fingerprint, kFingerprintHead, kFingerprintHeadEnglish, true);
    take(unit, kUnitHead, kUnitHeadEnglish, false);
    take(document, kDocumentHead, kDocumentHeadEnglish, true);
    take(rule, kRuleHead, kRuleHeadEnglish, true);
    take(line, kRowHead, kRowHeadEnglish, true);
    take(column, kColumnHead, kColumnHeadEnglish, true);
    take(left, kLeftHead, kLeftHeadEnglish, true);
    take(right, kRightHead, kRightHeadEnglish, true);
    take(state, kStateHead, kStateHeadEnglish, true);
    for (std::size_t i = 0; i < kAnswerColumns; ++i)
      take(answers.at(i), kAnswerHeads.at(i).chinese, kAnswerHeads.at(i).english, i == 0);
  }
};

class SheetReader {
 public:
  SheetReader(const Worksheet& sheet, const SheetEntry& entry, const std::string& file, AnswerSheets& out)
      : place_(fmt::format("{}[{}]", file, entry.name)), entry_(entry), out_(out) {
    for (const SheetCell& cell : sheet.cells) {
      const std::string clean = clean_text(cell.text);
      const std::string text(text::trim(clean));
      if (!text.empty()) rows_[cell.row][cell.column] = text;
    }
  }

  // False: no list of findings.
  bool read() {
    for (const auto& [row, cells] : rows_) {
      if (row >= kHeadRows) break;
      const Heads heads(cells);
      if (heads.fingerprint < 0) continue;
      if (const auto problem = unusable(row, heads)) {
        out_.problems.push_back(*problem);
        return true;
      }
      for (auto below = rows_.upper_bound(row); below != rows_.end(); ++below)
        read_row(below->first, below->second, heads);
      return true;
    }
    return false;
  }

 private:
  static std::string cell(const Row& cells, int column) {
    const auto found = cells.find(column);
    return found == cells.end() ? std::string() : found->second;
  }

  Fault fault(int row, std::string_view head, const std::string& code, const std::string& chinese,
              const std::string& english) const {
    const std::string column = head.empty() ? std::string() : fmt::format("“{}”一栏：", head);
    Fault one(code, column + chinese, english);
    one.at_line(place_, row + 1);
    return one;
  }

  // A column that was taken away or doubled: what a row is about, or what was answered, is not known.
  std::optional<Fault> unusable(int row, const Heads& heads) const {
    if (heads.missing.empty() && heads.twice.empty()) return std::nullopt;
    const bool lacks = !heads.missing.empty();
    const std::string names = fmt::format("{}", fmt::join(lacks ? heads.missing : heads.twice, "、"));
    Fault problem(
        "decide.columns",
        lacks ? fmt::format("这张表缺少“{}”栏，不能核对是哪一条疑点，这张表没有读", names)
              : fmt::format("这张表的“{}”栏不止一个，不知道以哪个为准，这张表没有读", names),
        fmt::format("the sheet {} {}; nothing of it was read", lacks ? "lacks the columns" : "has twice:", names));
    problem.at_line(place_, row + 1)
        .hint("把答复填在导出的原表里，不增删栏目；隐藏不看的栏可以",
              "answer in the sheet as it was sent out, without adding or removing columns; hiding some does no harm");
    return problem;
  }

  void read_row(int row, const Row& cells, const Heads& heads) {
    const auto answer = [&](AnswerColumn column) {
      return cell(cells, heads.answers.at(static_cast<std::size_t>(column)));
    };
    AnswerRow one;
    one.place = place_;
    one.sheet = entry_.name;
    one.hidden = entry_.hidden;
    one.row = row + 1;
    one.fingerprint = text::label_form(cell(cells, heads.fingerprint));
    if (heads.unit >= 0) one.unit = cell(cells, heads.unit);
    one.document = cell(cells, heads.document);
    one.rule = cell(cells, heads.rule);
    one.line = cell(cells, heads.line);
    one.column = cell(cells, heads.column);
    one.left = cell(cells, heads.left);
    one.right = cell(cells, heads.right);
    one.state_text = cell(cells, heads.state);
    one.state_before = decision_state_from(one.state_text);
    for (std::size_t i = 0; i < kAnswerColumns; ++i) {
      if (!kAnswerHeads.at(i).unit && !cell(cells, heads.answers.at(i)).empty())
        one.of_reviewer.emplace_back(kAnswerHeads.at(i).chinese);
    }
    one.answer.explanation = answer(AnswerColumn::explanation);
    one.answer.rectification = answer(AnswerColumn::rectification);
    one.answer.by = answer(AnswerColumn::by);
    one.answer.document_number = answer(AnswerColumn::document_number);
    one.answer.note = answer(AnswerColumn::note);
    try {
      read_words(row, one.answer, answer(AnswerColumn::state), answer(AnswerColumn::date), answer(AnswerColumn::until));
      if (one.fingerprint.empty() && !one.answer.silent()) {
        throw std::move(fault(row, kFingerprintHead, "decide.no_fingerprint", "填了答复，但没有指纹",
                              "an answer without a fingerprint")
                            .hint("请填在导出的行里，不要另起一行", "answer in the rows that were sent out"));
      }
    } catch (const Fault& problem) {
      out_.problems.push_back(problem);
      return;
    }
    if (!one.fingerprint.empty()) out_.rows.push_back(std::move(one));
  }

  void read_words(int row, Answer& answer, const std::string& state, const std::string& date,
                  const std::string& until) const {
    if (!state.empty()) {
      answer.state = decision_state_from(state);
      if (!answer.state) {
        const std::string guess = nearest(state, decision_words());
        throw std::move(fault(row, "处理意见", "decide.bad_state", fmt::format("没有“{}”这种处理状态", state),
                              fmt::format("no state of a decision: {}", state))
                            .hint(fmt::format("{}可用：{}", guess.empty() ? "" : "是否想写“" + guess + "”？",
                                              fmt::join(decision_words(), "、")),
                                  fmt::format("use one of {}", fmt::join(decision_words(), ", "))));
      }
    }
    if (!date.empty()) {
      const auto day = day_from(date);
      if (!day) {
        throw std::move(fault(row, "办理日期", "decide.bad_date", fmt::format("“{}”不是日期", date),
                              fmt::format("no date: {}", date))
                            .hint("写成 2024-05-01", "write 2024-05-01"));
      }
      answer.date = *day;
    }
    if (!until.empty()) {
      std::string digits = text::label_form(until);
      for (const std::string_view word : {"年度", "年"}) {
        if (digits.ends_with(word)) digits.resize(digits.size() - word.size());
      }
      const auto year = whole_number(digits);
      if (!year || *year < kEarliestYear || *year > kLatestYear) {
        throw std::move(fault(row, "适用至年度", "decide.bad_until", fmt::format("“{}”不是年度", until),
                              fmt::format("no fiscal year: {}", until))
                            .hint("写四位年度，例如 2025", "write a year, as 2025"));
      }
      answer.until = static_cast<int>(*year);
    }
  }

  std::map<int, Row> rows_;
  std::string place_;
  const SheetEntry& entry_;
  AnswerSheets& out_;
};

}  // namespace

AnswerSheets read_answers(std::string_view bytes, const std::string& file) {
  ZipArchive zip(bytes, file);
  OpenedWorkbook book = open_workbook(zip);
  AnswerSheets out;
  bool any = false;
  std::vector<std::string> names;
  for (const SheetEntry& entry : book.sheets) {
    names.push_back(fmt::format("“{}”", text::visible(entry.name)));
    if (!entry.cells) continue;  // a chart
    const std::string xml = zip.read(entry.part);
    const Worksheet sheet = read_worksheet(xml, entry.part, book.parts);
    any = SheetReader(sheet, entry, file, out).read() || any;
  }
  if (!any) {
    const std::size_t most = std::min<std::size_t>(names.size(), kMostNamed);
    std::string listed = fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<long>(most), "、"));
    if (most < names.size()) listed += fmt::format(" 等 {} 张", names.size());
    throw std::move(
        Fault("decide.no_list",
              fmt::format("“{}”里没有问题清单：没有一张表有“{}”一栏，只有工作表{}", file, kFingerprintHead, listed),
              fmt::format("no list of findings in {}: no sheet has the head {}; its sheets are {}", file,
                          kFingerprintHeadEnglish, listed))
            .hint("要用 gouji run -f xlsx 导出的工作簿，不要删去“指纹”一栏",
                  "use the workbook of gouji run -f xlsx, and keep its last column"));
  }
  return out;
}

}  // namespace gouji::report
