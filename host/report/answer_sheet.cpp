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

constexpr int kHeadRows = 20;  // people put titles above the head

using Row = std::map<int, std::string>;  // by column; trimmed, never empty

bool is_head(const std::string& text, std::string_view chinese, std::string_view english) {
  const std::string form = text::label_form(text);
  return form == text::label_form(chinese) || form == text::label_form(english);
}

// Which column holds what; -1: none.
struct Heads {
  int fingerprint = -1, left = -1, right = -1, state = -1;
  std::array<int, kAnswerColumns> answers{};

  explicit Heads(const Row& row) {
    answers.fill(-1);
    for (const auto& [column, text] : row) {
      const auto take = [&, column = column](int& place, std::string_view chinese, std::string_view english) {
        if (place < 0 && is_head(text, chinese, english)) place = column;
      };
      take(fingerprint, kFingerprintHead, kFingerprintHeadEnglish);
      take(left, kLeftHead, kLeftHeadEnglish);
      take(right, kRightHead, kRightHeadEnglish);
      take(state, kStateHead, kStateHeadEnglish);
      for (std::size_t i = 0; i < kAnswerColumns; ++i)
        take(answers.at(i), kAnswerHeads.at(i).chinese, kAnswerHeads.at(i).english);
    }
  }
};

class SheetReader {
 public:
  SheetReader(const Worksheet& sheet, std::string place, AnswerSheets& out) : place_(std::move(place)), out_(out) {
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

  void read_row(int row, const Row& cells, const Heads& heads) {
    const auto answer = [&](AnswerColumn column) {
      return cell(cells, heads.answers.at(static_cast<std::size_t>(column)));
    };
    AnswerRow one;
    one.place = place_;
    one.row = row + 1;
    one.fingerprint = text::label_form(cell(cells, heads.fingerprint));
    if (heads.left >= 0) one.left = cell(cells, heads.left);
    if (heads.right >= 0) one.right = cell(cells, heads.right);
    if (heads.state >= 0) one.state_before = decision_state_from(cell(cells, heads.state));
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
  AnswerSheets& out_;
};

}  // namespace

AnswerSheets read_answers(std::string_view bytes, const std::string& file) {
  ZipArchive zip(bytes, file);
  OpenedWorkbook book = open_workbook(zip);
  AnswerSheets out;
  bool any = false;
  for (const SheetEntry& entry : book.sheets) {
    if (!entry.cells) continue;  // a chart; hidden sheets hold answers as others do
    const std::string xml = zip.read(entry.part);
    const Worksheet sheet = read_worksheet(xml, entry.part, book.parts);
    any = SheetReader(sheet, fmt::format("{}[{}]", file, entry.name), out).read() || any;
  }
  if (!any) {
    throw std::move(
        Fault("decide.no_list", fmt::format("“{}”里没有问题清单：没有一张表有“{}”一栏", file, kFingerprintHead),
              fmt::format("no list of findings in {}: no sheet has the head {}", file, kFingerprintHeadEnglish))
            .hint("要用 gouji run -f xlsx 导出的工作簿，不要删去“指纹”一栏",
                  "use the workbook of gouji run -f xlsx, and keep its last column"));
  }
  return out;
}

}  // namespace gouji::report
