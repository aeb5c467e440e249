#include "regression/figure_spot.hpp"

#include "formats/table_units.hpp"

namespace gouji {
namespace {

// The weight of a level is printed once, beside its name, and stands in every row below it.
bool carries(const Record& row, const Record& above, std::size_t field) {
  return fields_of(row.kind)[field].key == "level1_weight" && row.text("level1") == above.text("level1") &&
         row.cells[field].printed == above.cells[field].printed;
}

class SpotWalk {
 public:
  std::vector<FigureSpot> run(const Document& document) {
    for (std::size_t i = 0; i < document.tables.size(); ++i) table(i, document.tables[i]);
    for (std::size_t i = 0; i < document.evaluations.size(); ++i) {
      const Evaluation& form = document.evaluations[i];
      const std::string& name = form.head.text("name");
      record(FigurePart::form, i, 0, form.head, name);
      for (std::size_t j = 0; j < form.funds.size(); ++j) record(FigurePart::fund, i, j, form.funds[j], name);
      for (std::size_t j = 0; j < form.indicators.size(); ++j)
        record(FigurePart::indicator, i, j, form.indicators[j], name, j > 0 ? &form.indicators[j - 1] : nullptr);
    }
    for (std::size_t i = 0; i < document.claims.size(); ++i)
      record(FigurePart::claim, 0, i, document.claims[i], std::string());
    return std::move(spots_);
  }

 private:
  void table(std::size_t number, const Table& table) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const TableRow& row = table.rows[i];
      for (std::size_t j = 0; j < row.cells.size() && j < table.columns.size(); ++j) {
        if (!row.cells[j].has_figure()) continue;
        spots_.push_back({FigurePart::table, number, i, j, table.name, std::string(),
                          row.label.value_or(row.code.value_or(row.line.value_or(""))), table.columns[j],
                          row.cells[j].printed, row.at});
      }
    }
  }

  void record(FigurePart part, std::size_t list, std::size_t row, const Record& one, const std::string& form,
              const Record* above = nullptr) {
    const auto fields = fields_of(one.kind);
    for (std::size_t i = 0; i < one.cells.size(); ++i) {
      if (!one.cells[i].has_figure() || (above != nullptr && carries(one, *above, i))) continue;
      spots_.push_back({part, list, row, i, std::string(), form, row_name(one), std::string(fields[i].chinese),
                        one.cells[i].printed, one.at});
    }
  }

  std::vector<FigureSpot> spots_;
};

template <class Document_>
auto& record_of(Document_& document, const FigureSpot& spot) {
  if (spot.part == FigurePart::claim) return document.claims.at(spot.row);
  auto& form = document.evaluations.at(spot.list);
  if (spot.part == FigurePart::fund) return form.funds.at(spot.row);
  if (spot.part == FigurePart::indicator) return form.indicators.at(spot.row);
  return form.head;
}

template <class Document_>
auto& cell_of(Document_& document, const FigureSpot& spot) {
  if (spot.part == FigurePart::table) return document.tables.at(spot.list).rows.at(spot.row).cells.at(spot.column);
  return record_of(document, spot).cells.at(spot.column);
}

// The rows that the spot's row stands among; forms have one head, which is no row.
template <class Act>
void on_rows(Document& document, const FigureSpot& spot, const Act& act) {
  switch (spot.part) {
    case FigurePart::table: return act(document.tables.at(spot.list).rows);
    case FigurePart::fund: return act(document.evaluations.at(spot.list).funds);
    case FigurePart::indicator: return act(document.evaluations.at(spot.list).indicators);
    case FigurePart::claim: return act(document.claims);
    case FigurePart::form: return;
  }
}

// The rows below that carry the old figure get the new one.
void carry_down(std::vector<Record>& rows, const FigureSpot& spot, const Cell& old) {
  const Cell put = rows.at(spot.row).cells.at(spot.column);
  Record above = rows.at(spot.row);
  above.cells.at(spot.column) = old;
  for (std::size_t i = spot.row + 1; i < rows.size() && carries(rows[i], above, spot.column); ++i)
    rows[i].cells[spot.column] = put;
}

bool same_unit(const Unit& a, const Unit& b) {
  return a.kind == b.kind && a.exponent == b.exponent && a.word == b.word;
}

}  // namespace

std::string_view code_of(FigurePart part) {
  switch (part) {
    case FigurePart::table: return "table";
    case FigurePart::form: return "form";
    case FigurePart::fund: return "fund";
    case FigurePart::indicator: return "indicator";
    case FigurePart::claim: return "claim";
  }
  return {};
}

std::vector<FigureSpot> figure_spots(const Document& document) { return SpotWalk().run(document); }

const Cell& cell_at(const Document& document, const FigureSpot& spot) { return cell_of(document, spot); }

bool put_figure(Document& document, const FigureSpot& spot, const std::string& printed) {
  Cell& cell = cell_of(document, spot);
  const Cell old = cell;
  if (spot.part == FigurePart::table) {
    Table& table = document.tables.at(spot.list);
    cell = TableUnits(document, table).cell(table.rows.at(spot.row).label, spot.column, printed);
  } else {
    Record& record = record_of(document, spot);
    const bool in_form = spot.part == FigurePart::fund || spot.part == FigurePart::indicator;
    const Unit money = document.money();
    set_field(record, fields_of(record.kind)[spot.column].key, printed,
              in_form ? document.evaluations.at(spot.list).money(money) : money);
  }
  // A claim's amount has the unit of its own sentence.
  if (!cell.has_figure() || !same_unit(cell.figure.unit, old.figure.unit)) cell = make_cell(printed, old.figure.unit);
  if (!cell.has_figure() || !same_unit(cell.figure.unit, old.figure.unit)) {
    cell = old;
    return false;
  }
  if (spot.part == FigurePart::indicator) carry_down(document.evaluations.at(spot.list).indicators, spot, old);
  return true;
}

void clear_figure(Document& document, const FigureSpot& spot) {
  cell_of(document, spot) = spot.part == FigurePart::table ? make_cell("", Unit()) : Cell();
}

void drop_row(Document& document, const FigureSpot& spot) {
  on_rows(document, spot, [&](auto& rows) { rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(spot.row)); });
}

void double_row(Document& document, const FigureSpot& spot) {
  on_rows(document, spot, [&](auto& rows) {
    auto again = rows.at(spot.row);
    rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(spot.row), std::move(again));
  });
}

}  // namespace gouji
