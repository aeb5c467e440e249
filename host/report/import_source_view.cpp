#include "report/import_source_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "formats/import_words.hpp"
#include "report/markup.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

using intake::Fate;
using intake::NumberFate;
using intake::NumberKind;
using intake::Placement;
using intake::SourceNumber;
using intake::SourceSpan;

constexpr std::array<ShadeWord, kShades> kShadeWords{
    {{"form", "自评表", "self-evaluation"},
     {"table", "报表", "table"},
     {"claim", "文字说明", "narrative"},
     {"fact", "基本情况和其他", "facts and other"},
     {"seen", "表头和标题", "heads and titles"},
     {"aside", "日期、文号、编号、页码", "dates, list and page numbers"},
     {"doubtful", "存疑", "in doubt"},
     {"unplaced", "未归位", "not placed"}}};
constexpr int kMostSpan = 1000;  // what browsers take for a merged cell

// A stretch of a line that was read with doubt.
struct Stretch {
  std::size_t begin = 0, end = 0;
  std::string about;
};

class View {
 public:
  View(const intake::Imported& imported, const std::string& prefix, const ReportOptions& options)
      : imported_(imported), source_(imported.source), prefix_(prefix), options_(options) {
    const auto& numbers = source_.numbers();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (imported.fates[i].fate == Fate::unplaced) unplaced_.emplace(i, unplaced_.size());
    }
    find_stretches();
  }

  SourceView take() {
    const auto& grids = source_.grids();
    std::size_t grid = 0;
    for (int line = 1; line <= source_.line_count(); ++line) {
      while (grid < grids.size() && grids[grid].last_line < line) ++grid;
      if (grid < grids.size() && grids[grid].first_line == line && !grids[grid].cells.empty()) {
        write_part_mark(line);
        write_grid(grids[grid]);
        line = grids[grid].last_line;
      } else {
        write_line(line);
      }
    }
    return std::move(view_);
  }

 private:
  std::string_view say(std::string_view chinese, std::string_view english) const {
    return report::say(options_.language, chinese, english);
  }

  // ── what stands on a line ───────────────────────────────────────────────────────────────────────────

  // Doubtful placements by line, grown over the numbers that they cut and joined where they touch.
  void find_stretches() {
    for (const Placement& placement : imported_.placed) {
      if (placement.doubtful.empty()) continue;
      const std::string about = fmt::format("{}{}{}", placement.what, say("；存疑：", "; in doubt: "),
                                            doubt_in(placement.doubtful, options_.language));
      for (const SourceSpan& span : placement.spans) {
        if (span.begin < span.end) stretches_[span.line].push_back({span.begin, span.end, about});
      }
    }
    for (auto& [line, all] : stretches_) {
      for (Stretch& one : all) grow(line, one);
      std::stable_sort(all.begin(), all.end(), [](const Stretch& a, const Stretch& b) { return a.begin < b.begin; });
      std::vector<Stretch> joined;
      for (Stretch& one : all) {
        if (joined.empty() || one.begin >= joined.back().end) {
          joined.push_back(std::move(one));
          continue;
        }
        joined.back().end = std::max(joined.back().end, one.end);
        if (joined.back().about.find(one.about) == std::string::npos) joined.back().about += " / " + one.about;
      }
      all = std::move(joined);
    }
  }

  void grow(int line, Stretch& one) const {
    one.end = std::min(one.end, source_.line(line).size());
    for (std::size_t i = first_number(line, one.begin); i < source_.numbers().size(); ++i) {
      const SourceNumber& number = source_.numbers()[i];
      if (number.line != line || number.begin >= one.end) break;
      one.begin = std::min(one.begin, number.begin);
      one.end = std::max(one.end, number.end);
    }
  }

  // The first number that ends behind the byte.
  std::size_t first_number(int line, std::size_t byte) const {
    const auto& numbers = source_.numbers();
    const auto found = std::lower_bound(numbers.begin(), numbers.end(), std::pair(line, byte),
                                        [](const SourceNumber& one, const std::pair<int, std::size_t>& wanted) {
                                          return std::pair(one.line, one.end) <= wanted;
                                        });
    return static_cast<std::size_t>(found - numbers.begin());
  }

  bool has_numbers(int line, std::size_t begin, std::size_t end) const {
    const std::size_t i = first_number(line, begin);
    return i < source_.numbers().size() && source_.numbers()[i].line == line && source_.numbers()[i].begin < end;
  }

  // ── numbers ─────────────────────────────────────────────────────────────────────────────────────────

  Shade shade_of(const NumberFate& fate) const {
    if (fate.kind != NumberKind::figure) return Shade::aside;
    if (fate.fate == Fate::unplaced) return Shade::unplaced;
    if (fate.doubtful >= 0) return Shade::doubtful;
    if (fate.fate == Fate::seen) return Shade::seen;
    switch (placement(fate.placement).target) {
      case intake::Target::form:
      case intake::Target::prose: return Shade::form;
      case intake::Target::table: return Shade::table;
      case intake::Target::claim: return Shade::claim;
      case intake::Target::facts:
      case intake::Target::other: break;
    }
    return Shade::fact;
  }

  const Placement& placement(int index) const { return imported_.placed[static_cast<std::size_t>(index)]; }

  std::string about(std::size_t i, const NumberFate& fate) const {
    if (fate.kind == NumberKind::phone) return std::string(say("电话，不予列出", "a telephone number, withheld"));
    std::string told;
    if (fate.kind != NumberKind::figure) {
      for (const NumberKindWord& word : number_kind_words()) {
        if (word.key == name_of(fate.kind))
          told = fmt::format("{}{}", say(word.chinese, word.english), say("，不算数", ", no figure"));
      }
    }
    const auto add = [&](std::string_view text) {
      if (!text.empty()) told += (told.empty() ? "" : " · ") + std::string(text);
    };
    if (fate.fate == Fate::unplaced) {
      const UnplacedNumber& number = imported_.report.unplaced[unplaced_.at(i)];
      add(fmt::format("{}{}", say("未归位：", "not placed: "), words_of(number.reason, options_.language)));
      add(number.label);
      add(number.head);
    } else if (fate.fate == Fate::seen) {
      add(say("表头或标题，已认出", "a head or a title, read"));
    } else if (fate.placement >= 0) {
      const Placement& became = placement(fate.placement);
      if (!became.what.starts_with(became.home)) add(became.home);
      add(became.what);
    }
    if (fate.doubtful >= 0) {
      told += fmt::format("{}{}", say("；存疑：", "; in doubt: "),
                          doubt_in(placement(fate.doubtful).doubtful, options_.language));
    }
    return told;
  }

  // The id of the first of a shade.
  std::string first_id(Shade shade) {
    const auto index = static_cast<std::size_t>(shade);
    if (++view_.counts[index] > 1) return {};
    view_.first[index] = prefix_ + std::string(kShadeWords[index].css);
    return view_.first[index];
  }

  std::string id_attribute(const std::string& id) { return id.empty() ? "" : fmt::format(" id=\"{}\"", id); }

  // Inside a doubtful stretch a number shows what it is but is no place to stop at of its own.
  void write_number(std::size_t i) {
    const SourceNumber& number = source_.numbers()[i];
    const NumberFate& fate = imported_.fates[i];
    const Shade shade = shade_of(fate);
    std::string id;
    if (shade == Shade::unplaced) {
      id = fmt::format("{}u{}", prefix_, unplaced_.at(i));
      if (++view_.counts[static_cast<std::size_t>(shade)] == 1) view_.first[static_cast<std::size_t>(shade)] = id;
    } else if (shade != Shade::doubtful) {
      id = first_id(shade);
    }
    const std::string_view text = source_.line(number.line).substr(number.begin, number.end - number.begin);
    view_.html +=
        fmt::format("<i class=\"{}\"{} tabindex=\"0\" data-w=\"{}\">{}</i>",
                    kShadeWords[static_cast<std::size_t>(shade)].css, id_attribute(id), markup_text(about(i, fate)),
                    fate.kind == NumberKind::phone ? std::string(text.size(), '*') : markup_text(text));
  }

  void write_plain(int line, std::size_t begin, std::size_t end) {
    if (begin < end) view_.html += markup_text(source_.line(line).substr(begin, end - begin));
  }

  void write_numbers(int line, std::size_t begin, std::size_t end) {
    for (std::size_t i = first_number(line, begin); i < source_.numbers().size(); ++i) {
      const SourceNumber& number = source_.numbers()[i];
      if (number.line != line || number.begin >= end) break;
      if (number.begin < begin) continue;
      write_plain(line, begin, number.begin);
      write_number(i);
      begin = number.end;
    }
    write_plain(line, begin, end);
  }

  // Bytes [begin, end) of a line with their marks.
  void write_marked(int line, std::size_t begin, std::size_t end) {
    const auto found = stretches_.find(line);
    if (found != stretches_.end()) {
      for (const Stretch& one : found->second) {
        if (one.end <= begin || one.begin >= end) continue;
        const std::size_t from = std::max(begin, one.begin);
        const std::size_t to = std::min(end, one.end);
        write_numbers(line, begin, from);
        view_.html += fmt::format("<mark{} tabindex=\"0\" data-w=\"{}\">", id_attribute(first_id(Shade::doubtful)),
                                  markup_text(one.about));
        write_numbers(line, from, to);
        view_.html += "</mark>";
        begin = to;
      }
    }
    write_numbers(line, begin, end);
  }

  // ── lines and grids ─────────────────────────────────────────────────────────────────────────────────

  // Pages and sheets of the file, where a new one begins.
  void write_part_mark(int line) {
    const Place at = source_.place_of_lines(line, line);
    if (at.page != page_ && at.page > 0) {
      view_.html += fmt::format("<div class=\"part\">{}</div>\n", options_.language == Language::english
                                                                      ? fmt::format("page {}", at.page)
                                                                      : fmt::format("第 {} 页", at.page));
    }
    if (at.sheet != sheet_ && !at.sheet.empty()) {
      view_.html += fmt::format("<div class=\"part\">{} {}</div>\n", say("工作表", "sheet"), markup_text(at.sheet));
    }
    page_ = at.page;
    sheet_ = at.sheet;
  }

  std::string line_link(int line) const { return fmt::format("<a href=\"#{0}L{1}\">{1}</a>", prefix_, line); }

  void write_line(int line) {
    const std::string_view text = source_.line(line);
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) {
      blank_ = true;
      return;
    }
    write_part_mark(line);
    view_.html += fmt::format("<div class=\"l{}\" id=\"{}L{}\"><b>{}</b><span>", blank_ ? " gap" : "", prefix_, line,
                              line_link(line));
    blank_ = false;
    write_marked(line, 0, text.size());
    view_.html += "</span></div>\n";
  }

  void write_grid(const SourceGrid& grid) {
    view_.html += "<div class=\"scroll\"><table class=\"grid\">\n";
    std::vector<int> covered(static_cast<std::size_t>(std::max(grid.columns, 0)), 0);  // rows still below a merged cell
    std::size_t next = 0;
    int line = grid.first_line;
    for (int row = 0; row < grid.rows && next < grid.cells.size(); ++row) {
      if (grid.cells[next].row == row) line = grid.cells[next].line;
      view_.html += fmt::format("<tr id=\"{}L{}\"><th>{}</th>", prefix_, line, line_link(line));
      write_row(grid, row, next, covered);
      view_.html += "</tr>\n";
      ++line;
    }
    view_.html += "</table></div>\n";
    blank_ = false;
  }

  void write_row(const SourceGrid& grid, int row, std::size_t& next, std::vector<int>& covered) {
    int voids = 0;
    const auto flush = [&] {
      if (voids > 0) view_.html += fmt::format("<td class=\"void\" colspan=\"{}\"></td>", std::min(voids, kMostSpan));
      voids = 0;
    };
    std::size_t after = 0;
    int line = 0;
    for (int column = 0; column < grid.columns;) {
      int& below = covered[static_cast<std::size_t>(column)];
      if (next < grid.cells.size() && grid.cells[next].row == row && grid.cells[next].column <= column) {
        flush();
        const SourceCell& cell = grid.cells[next++];
        if (line != 0) write_between(line, after, cell.begin);
        line = cell.line;
        after = cell.end;
        write_cell(cell);
        const int columns = std::clamp(cell.columns, 1, std::max(1, grid.columns - column));
        for (int i = column; i < column + columns; ++i)
          covered[static_cast<std::size_t>(i)] = std::max(0, cell.rows - 1);
        column += columns;
        continue;
      }
      if (below > 0) {
        flush();
        --below;
      } else {
        ++voids;
      }
      ++column;
    }
    flush();
    for (; next < grid.cells.size() && grid.cells[next].row == row; ++next) write_cell(grid.cells[next]);
    if (line != 0) write_between(line, after, source_.line(line).size());
  }

  void write_cell(const SourceCell& cell) {
    view_.html += "<td";
    if (cell.columns > 1) view_.html += fmt::format(" colspan=\"{}\"", std::min(cell.columns, kMostSpan));
    if (cell.rows > 1) view_.html += fmt::format(" rowspan=\"{}\"", cell.rows);
    view_.html += ">";
    write_marked(cell.line, cell.begin, cell.end);
    view_.html += "</td>";
  }

  // Numbers of a row that stand in none of its cells are shown all the same.
  void write_between(int line, std::size_t begin, std::size_t end) {
    if (begin >= end || !has_numbers(line, begin, end)) return;
    view_.html += "<td class=\"void\">";
    write_marked(line, begin, end);
    view_.html += "</td>";
  }

  const intake::Imported& imported_;
  const intake::SourceText& source_;
  std::string prefix_;
  const ReportOptions& options_;
  std::unordered_map<std::size_t, std::size_t> unplaced_;  // number → index in the report
  std::unordered_map<int, std::vector<Stretch>> stretches_;
  SourceView view_;
  int page_ = 0;
  std::string sheet_;
  bool blank_ = false;
};

}  // namespace

const std::array<ShadeWord, kShades>& shade_words() { return kShadeWords; }

SourceView view_of_source(const intake::Imported& imported, const std::string& prefix, const ReportOptions& options) {
  return View(imported, prefix, options).take();
}

}  // namespace gouji::report
