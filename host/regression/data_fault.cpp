#include "regression/data_fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "regression/figure_slip.hpp"

namespace gouji {
namespace {

constexpr int kUnitPlaces = 4;  // between 元 and 万元
constexpr std::array<std::string_view, kFaultKinds> kCodes{"digit",     "transposed", "sign",  "point",   "too_large",
                                                           "too_small", "swapped",    "stale", "dropped", "doubled"};

// "2021年初预算数" → "2020年初预算数"; empty where no year stands in it.
std::string year_before(const std::string& head) {
  for (std::size_t i = 0; i + 4 <= head.size(); ++i) {
    const std::string part = head.substr(i, 4);
    const bool digits = std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool alone = digits && (i + 4 == head.size() || head[i + 4] < '0' || head[i + 4] > '9');
    if (!alone || (part[0] != '1' && part[0] != '2')) continue;
    return head.substr(0, i) + std::to_string(std::stoi(part) - 1) + head.substr(i + 4);
  }
  return {};
}

class FaultList {
 public:
  FaultList(const Document& document, const std::vector<FigureSpot>& spots, std::uint64_t seed)
      : document_(document), spots_(spots), seed_(seed) {}

  std::vector<DataFault> run() {
    for (std::size_t i = 0; i < spots_.size(); ++i) {
      figure(i);
      const bool first = i == 0 || !spots_[i].same_row(spots_[i - 1]);
      const FigurePart part = spots_[i].part;
      if (first && part != FigurePart::form && part != FigurePart::claim) {
        faults_.push_back({FaultKind::dropped, i, i, spots_[i].row_name, std::string()});
        faults_.push_back({FaultKind::doubled, i, i, spots_[i].row_name, std::string()});
      }
    }
    return std::move(faults_);
  }

 private:
  SlipRandom random(FaultKind kind, const FigureSpot& spot) const {
    return {seed_, fmt::format("{}|{}|{}|{}|{}|{}", code_of(kind), document_.id, code_of(spot.part), spot.list,
                               spot.row, spot.column)};
  }

  void add(FaultKind kind, std::size_t spot, const std::optional<std::string>& to) {
    if (to && *to != spots_[spot].printed) faults_.push_back({kind, spot, spot, spots_[spot].printed, *to});
  }

  void figure(std::size_t number) {
    const FigureSpot& spot = spots_[number];
    const Figure& own = cell_at(document_, spot).figure;
    auto digit = random(FaultKind::digit, spot), pair = random(FaultKind::transposed, spot),
         point = random(FaultKind::point, spot);
    add(FaultKind::digit, number, other_digit(spot.printed, digit));
    add(FaultKind::transposed, number, digits_transposed(spot.printed, pair));
    add(FaultKind::sign, number, other_sign(spot.printed));
    const int way = point.below(2) == 0 ? 1 : -1;
    const auto moved = point_moved(spot.printed, way);
    add(FaultKind::point, number, moved ? moved : point_moved(spot.printed, -way));
    if (own.unit.kind == UnitKind::money) {
      add(FaultKind::too_large, number, point_moved(spot.printed, kUnitPlaces));
      add(FaultKind::too_small, number, point_moved(spot.printed, -kUnitPlaces));
    }
    neighbour(number);
    add(FaultKind::stale, number, spot.part == FigurePart::claim ? claim_before(spot) : column_before(spot));
  }

  // The next figure of the row, else the one below; of the same unit and another value.
  void neighbour(std::size_t number) {
    const FigureSpot& spot = spots_[number];
    const Figure& own = cell_at(document_, spot).figure;
    for (const bool beside : {true, false}) {
      for (std::size_t i = number + 1; i < spots_.size(); ++i) {
        const FigureSpot& other = spots_[i];
        if (other.part != spot.part || other.list != spot.list || other.row > spot.row + 1) break;
        const bool near = beside ? other.row == spot.row : other.row == spot.row + 1 && other.column == spot.column;
        if (!near) continue;
        const Figure& figure = cell_at(document_, other).figure;
        if (figure.unit.kind == own.unit.kind && figure.value != own.value && spot.part != FigurePart::claim) {
          faults_.push_back({FaultKind::swapped, number, i, spot.printed, other.printed});
          return;
        }
        break;
      }
    }
  }

  // A column of the table that is called the same but for the year.
  std::optional<std::string> column_before(const FigureSpot& spot) const {
    if (spot.part != FigurePart::table) return std::nullopt;
    const Table& table = document_.tables[spot.list];
    const std::string name = year_before(spot.column_name);
    const auto found = std::find(table.columns.begin(), table.columns.end(), name);
    if (name.empty() || found == table.columns.end()) return std::nullopt;
    const auto column = static_cast<std::size_t>(found - table.columns.begin());
    const TableRow& row = table.rows[spot.row];
    if (column >= row.cells.size() || !row.cells[column].has_figure()) return std::nullopt;
    return row.cells[column].printed;
  }

  // What an amount was before its change: of both ways the one that its percentage speaks for.
  std::optional<std::string> claim_before(const FigureSpot& spot) const {
    const Record& claim = document_.claims[spot.row];
    const Cell &amount = claim.cell("amount"), &change = claim.cell("change"), &percent = claim.cell("percent");
    if (static_cast<int>(spot.column) != field_index(RecordKind::claim, "amount") || !change.has_figure() ||
        !percent.has_figure() || change.figure.value.is_zero())
      return std::nullopt;
    std::optional<Exact> best, gap;
    for (const Exact& before : {amount.figure.value - change.figure.value, amount.figure.value + change.figure.value}) {
      if (before.sign() <= 0) continue;
      const Exact off = (change.figure.value / before - percent.figure.value).abs();
      if (!gap || off < *gap) best = before, gap = off;
    }
    if (!best) return std::nullopt;
    return best->fixed(amount.figure.decimals);
  }

  const Document& document_;
  const std::vector<FigureSpot>& spots_;
  std::uint64_t seed_;
  std::vector<DataFault> faults_;
};

}  // namespace

std::string_view code_of(FaultKind kind) { return kCodes.at(static_cast<std::size_t>(kind)); }

const std::vector<std::string>& fault_kind_codes() {
  static const std::vector<std::string> codes(kCodes.begin(), kCodes.end());
  return codes;
}

std::vector<DataFault> data_faults(const Document& document, const std::vector<FigureSpot>& spots, std::uint64_t seed) {
  return FaultList(document, spots, seed).run();
}

std::optional<Document> with_fault(const Document& document, const std::vector<FigureSpot>& spots,
                                   const DataFault& fault) {
  Document changed = document;
  const FigureSpot& spot = spots.at(fault.spot);
  if (fault.kind == FaultKind::dropped) {
    drop_row(changed, spot);
  } else if (fault.kind == FaultKind::doubled) {
    double_row(changed, spot);
  } else {
    if (!put_figure(changed, spot, fault.to)) return std::nullopt;
    const FigureSpot& other = spots.at(fault.other);
    if (fault.kind == FaultKind::swapped && !put_figure(changed, other, fault.from)) return std::nullopt;
    if (cell_at(changed, spot).figure.value == cell_at(document, spot).figure.value) return std::nullopt;
  }
  finish(changed);
  return changed;
}

}  // namespace gouji
