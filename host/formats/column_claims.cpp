#include "formats/column_claims.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace gouji {
namespace {

// In sizes of a letter.
constexpr double kSame = 0.25;            // a distance above equals one below
constexpr double kPitchTolerance = 0.12;  // of the pitch
constexpr double kLongerPitch = 1.3;
constexpr double kVerySame = 0.05;
constexpr double kNextLine = 2.4;       // from one line of a cell to the next
constexpr std::size_t kMostLines = 16;  // of half a cell

class Claims {
 public:
  Claims(const std::vector<PlacedLine>& lines, const ColumnRun& run, const ColumnLayout& layout, double wrap)
      : lines_(lines), run_(run), layout_(layout), wrap_(wrap) {
    for (const auto& line : layout.lines) {
      claims_.owners.emplace_back(line.size(), kUnclaimed);
      figures_.push_back(figure_columns(line));
    }
  }

  ColumnClaims make() {
    count_names();
    find_line_pitch();
    for (std::size_t row = 0; row < figures_.size(); ++row) {
      if (figures_[row].empty()) continue;
      std::map<int, std::vector<Text>> above = column_texts(row, -1);
      std::map<int, std::vector<Text>> below = column_texts(row, 1);
      std::vector<double> sure;               // distances at which a cell of the row has lines
      for (int pass = 0; pass < 2; ++pass) {  // cells beside a sure one may have lines at its distances
        for (const auto& [column, texts] : above) {
          if (!figures_[row].contains(column)) claim(row, column, texts, below[column], sure);
        }
      }
    }
    return std::move(claims_);
  }

 private:
  struct Text {
    std::size_t line = 0, index = 0;
    double distance = 0;
  };

  // How many rows have words in a column: one without may have them above and below.
  void count_names() {
    for (std::size_t row = 0; row < figures_.size(); ++row) {
      if (figures_[row].empty()) continue;
      ++rows_;
      for (const SpannedText& text : layout_.lines[row]) {
        if (text.column == text.last && !figures_[row].contains(text.column)) ++named_[text.column];
      }
    }
  }

  // Cells of two lines tell it: they have a line half of it above the figures, and another half of it below.
  void find_line_pitch() {
    std::vector<double> pitches;
    for (std::size_t row = 0; row < figures_.size(); ++row) {
      if (figures_[row].empty()) continue;
      std::map<int, std::vector<Text>> below = column_texts(row, 1);
      for (const auto& [column, texts] : column_texts(row, -1)) {
        const auto& under = below[column];
        if (under.empty() || texts[0].distance >= kBesideLines || is_beside(row, column)) continue;
        if (std::abs(texts[0].distance - under[0].distance) <= kSame)
          pitches.push_back(texts[0].distance + under[0].distance);
      }
    }
    if (pitches.empty()) return;
    const auto middle = pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / 2);
    std::nth_element(pitches.begin(), middle, pitches.end());
    claims_.line_pitch = *middle;
  }

  bool is_beside(std::size_t row, int column) const {
    return std::any_of(layout_.lines[row].begin(), layout_.lines[row].end(),
                       [&](const SpannedText& text) { return text.column <= column && column <= text.last; });
  }

  // Free texts of the lines without figures next to the row, by column, the nearest first.
  std::map<int, std::vector<Text>> column_texts(std::size_t row, int step) const {
    std::map<int, std::vector<Text>> found;
    std::size_t line = row;
    for (std::size_t count = 0; count < kMostLines; ++count) {
      if (step < 0 ? line == 0 : line + 1 >= figures_.size()) break;
      line = step < 0 ? line - 1 : line + 1;
      if (!figures_[line].empty()) break;
      const double apart = std::abs(distance(lines_[run_.first + row], lines_[run_.first + line])) / run_.size;
      const auto& texts = layout_.lines[line];
      for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].column == texts[i].last && claims_.owners[line][i] == kUnclaimed)
          found[texts[i].column].push_back({line, i, apart});
      }
    }
    return found;
  }

  void claim(std::size_t row, int column, const std::vector<Text>& above, const std::vector<Text>& below,
             std::vector<double>& sure) {
    if (above.empty() || below.empty() || claims_.owners[above[0].line][above[0].index] != kUnclaimed) return;
    const bool beside = is_beside(row, column);
    const double next = claims_.line_pitch > 0 ? kLongerPitch * claims_.line_pitch : kNextLine;
    double before = 0;
    for (std::size_t i = 0; i < std::min(above.size(), below.size()); ++i) {
      const double apart = above[i].distance;
      if (std::abs(apart - below[i].distance) > kSame || apart - before > next) return;
      const bool known =
          std::any_of(sure.begin(), sure.end(), [&](double one) { return std::abs(one - apart) < kVerySame; });
      const bool near = known || (beside ? apart <= wrap_ || is_line_pitch(apart, claims_.line_pitch)
                                         : apart < kBesideLines || named_[column] * 2 >= rows_);
      if (i == 0 && !near) return;
      claims_.owners[above[i].line][above[i].index] = row;
      claims_.owners[below[i].line][below[i].index] = row;
      before = apart;
      sure.push_back(apart);
    }
  }

  const std::vector<PlacedLine>& lines_;
  const ColumnRun& run_;
  const ColumnLayout& layout_;
  double wrap_;
  ColumnClaims claims_;
  std::vector<std::set<int>> figures_;  // by line: columns with a figure
  std::map<int, std::size_t> named_;
  std::size_t rows_ = 0;
};

}  // namespace

bool is_line_pitch(double distance, double pitch) {
  return pitch > 0 && std::abs(distance - pitch) <= kPitchTolerance * pitch;
}

ColumnClaims claim_centred_texts(const std::vector<PlacedLine>& lines, const ColumnRun& run, const ColumnLayout& layout,
                                 double wrap) {
  ColumnClaims claims = Claims(lines, run, layout, wrap).make();
  for (auto& line : claims.owners) {
    for (std::size_t& owner : line) owner = owner == kUnclaimed ? kUnclaimed : owner + run.first;
  }
  return claims;
}

}  // namespace gouji
