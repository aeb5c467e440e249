#include "report/text_scores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "report/column_widths.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kFew = 3;
constexpr std::size_t kColumns = 7;
constexpr int kNameColumns = 36;
constexpr int kFigureColumns = 24;
constexpr int kLeastColumns = 12;  // that a name or a remark keeps on a narrow terminal
constexpr int kScoreGap = 2;
using ScoreRow = std::array<std::string, kColumns>;

std::string range_of(const Score& score) {
  if (score.low.empty() || score.high.empty() || score.low == score.high) return {};
  return one_line(score.low) + "–" + one_line(score.high);
}

std::string remark_of(const Score& score, const ReportOptions& options) {
  std::string remark = trial_mark(options);
  const auto add = [&](const std::string& part) {
    if (!remark.empty()) remark += say(options.language, "，", ", ");
    remark += part;
  };
  if (score.recomputed.empty()) {
    const std::string why =
        score.why.empty() ? "" : std::string(say(options.language, "：", ": ")) + one_line(score.why);
    add(std::string(say(options.language, "不能测算", "not recomputed")) + why);
  }
  if (score.grade_could_flip) add(std::string(say(options.language, "尾差内等级可能变化", "grade could flip")));
  const auto judged =
      std::count_if(score.lines.begin(), score.lines.end(), [](const ScoreLine& line) { return line.judged; });
  if (judged > 0) {
    add(options.language == Language::english ? fmt::format("{} not recomputed", judged)
                                              : fmt::format("{} 项未重算", judged));
  }
  return remark;
}

ScoreRow line_of(const Score& score, const ReportOptions& options) {
  std::string name = one_line(score.evaluation_number.value_or(""));
  if (score.evaluation && !score.evaluation->empty()) name += (name.empty() ? "" : " ") + one_line(*score.evaluation);
  if (name.empty()) name = say(options.language, "全文", "whole document");
  const auto figure = [](const std::string& text) { return fit(one_line(text), kFigureColumns); };
  return {fit(name, kNameColumns),         figure(score.printed), figure(score.recomputed), figure(range_of(score)),
          figure(score_difference(score)), figure(score.grade),   remark_of(score, options)};
}

ScoreRow heads(Language language) {
  if (language == Language::english) return {"Scores", "printed", "recomputed", "range", "difference", "grade", ""};
  return {"得分", "自评得分", "测算得分", "范围", "差值", "等级", ""};
}

void write_table(Page& page, const std::vector<ScoreRow>& lines) {
  std::vector<int> widths(kColumns);
  for (const ScoreRow& line : lines) {
    for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], text::display_width(line[i]));
  }
  // Names and remarks give way, figures do not.
  fit_widths(widths, {0, kColumns - 1}, kLeastColumns, kScoreGap,
             page.table_width() == 0 ? 0 : page.table_width() - kScoreGap);
  bool is_head = true;
  for (const ScoreRow& line : lines) {
    std::string out = "  ";
    for (std::size_t i = 0; i < kColumns; ++i) {
      if (widths[i] == 0) continue;
      const bool figure = i >= 1 && i <= 4;
      const std::string cell = figure ? line[i] : fit(line[i], widths[i]);
      out += (figure ? pad_left(cell, widths[i]) : pad(cell, widths[i])) + std::string(kScoreGap, ' ');
    }
    out.erase(out.find_last_not_of(' ') + 1);
    page.line(out, is_head ? Ink::strong : Ink::plain);
    is_head = false;
  }
}

}  // namespace

void write_scores(Page& page, const std::vector<const Score*>& scores, const ReportOptions& options) {
  if (scores.empty()) return;
  std::vector<ScoreRow> lines{heads(options.language)};
  for (const Score* score : scores) {
    if (scores.size() <= kFew || score_is_notable(*score)) lines.push_back(line_of(*score, options));
  }
  page.blank();
  const std::size_t shown = lines.size() - 1;
  const std::size_t quiet = scores.size() - shown;
  if (shown > 0) write_table(page, lines);
  if (quiet == 0) return;
  const auto missing = std::count_if(scores.begin(), scores.end(), [](const Score* score) {
    return score->recomputed.empty() && !score_is_notable(*score);
  });
  const std::size_t same = quiet - static_cast<std::size_t>(missing);
  if (options.language == Language::english) {
    page.indented(2, fmt::format("Scores: {} agree with the formula{}", same,
                                 missing > 0 ? fmt::format(", {} could not be recomputed", missing) : ""));
  } else {
    page.indented(2, fmt::format("得分：{}{} 张自评表的自评得分与测算得分一致{}", shown > 0 ? "其余 " : "", same,
                                 missing > 0 ? fmt::format("，{} 张不能测算", missing) : ""));
  }
}

}  // namespace gouji::report
