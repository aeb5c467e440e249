#include "import/doubts.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "formats/disclosure_words.hpp"

namespace gouji::intake {
namespace {

class Doubts {
 public:
  Doubts(const SourceText& source, const std::vector<Placement>& placed, ImportReport& report)
      : source_(source), report_(report) {
    for (const Placement& placement : placed) {
      if (!placement.doubtful.empty() && !placement.what.empty() && !placement.spans.empty())
        placed_[placement.what].push_back(&placement);
    }
    for (int line = 1; line <= source.line_count(); ++line)
      lines_.emplace(key_of(source.place_of_lines(line, line)), line);
  }

  void add(DoubtfulReading reading, const std::string& what) {
    const Place row = reading.at;
    const auto known = lines_.find(key_of(row));
    reading.line = known == lines_.end() ? row.line : known->second;
    if (const Placement* placement = next(what, reading.line, row)) {
      reading.line = placement->spans.front().line;
      reading.at = source_.place_of(placement->spans);
    }
    report_.doubtful.push_back(std::move(reading));
  }

 private:
  using Key = std::tuple<std::string, int, int, std::string>;
  static Key key_of(const Place& place) { return {place.sheet, place.page, place.line, place.cell}; }

  // Rows may share a name: the first placement within the row's lines, each used once.
  const Placement* next(const std::string& what, int from, const Place& row) {
    const auto found = placed_.find(what);
    if (found == placed_.end()) return nullptr;
    const int last = row.to > row.line ? from + row.to - row.line : from;
    auto& all = found->second;
    const auto one = std::find_if(all.begin(), all.end(), [&](const Placement* placement) {
      return from == 0 || (placement->spans.front().line >= from && placement->spans.front().line <= last);
    });
    if (one == all.end()) return nullptr;
    const Placement* placement = *one;
    all.erase(one);
    return placement;
  }

  const SourceText& source_;
  ImportReport& report_;
  std::unordered_map<std::string, std::vector<const Placement*>> placed_;
  std::map<Key, int> lines_;
};

void add_record(Doubts& doubts, const Record& record, std::string_view part, const std::string& home,
                const std::string& row) {
  for (const auto& [field, reason] : record.doubtful) {
    const int index = field_index(record.kind, field);
    const std::string text = index < 0 ? "" : record.cells[static_cast<std::size_t>(index)].printed;
    doubts.add(
        {0, home, row, field, text, reason, std::string(part), std::string(label_of(record.kind, field)), record.at},
        placed_as(record, field));
  }
}

void add_table(Doubts& doubts, const Table& table) {
  for (const TableRow& row : table.rows) {
    for (const auto& [column, reason] : row.doubtful) {
      const auto found = std::find(table.columns.begin(), table.columns.end(), column);
      const auto index = static_cast<std::size_t>(found - table.columns.begin());
      std::string text = index < row.cells.size() ? row.cells[index].printed : std::string();
      if (found == table.columns.end() && column == "label") text = row.label.value_or("");
      const std::string name = row.label.value_or("");
      doubts.add({0, table.name, name, column, text, reason, "table", column, row.at},
                 placed_as(table.name, name, column));
    }
  }
}

// What was taken for a fact of the document; empty where nothing was.
std::string text_of_fact(const Document& document, const std::string& key) {
  if (key == "unit") return document.unit;
  if (key == "year") return document.year_known() ? std::to_string(document.year) : std::string();
  if (key == "province") return document.province.value_or("");
  if (key == "region") return document.region.value_or("");
  if (key == "money_unit") return document.money_unit;
  if (key != "kind") return {};
  const DocumentKind* kind = find_kind(document.kind);
  return kind == nullptr ? document.kind : std::string(kind->chinese);
}

}  // namespace

void list_doubtful(const SourceText& source, const std::vector<Placement>& placed, const Document& document,
                   ImportReport& report) {
  Doubts doubts(source, placed, report);
  for (const auto& [key, reason] : document.doubtful)
    doubts.add({0, "", "", key, text_of_fact(document, key), reason, "document", std::string(fact_label(key)), {}},
               std::string(fact_label(key)));
  for (const Table& table : document.tables) add_table(doubts, table);
  for (const Evaluation& evaluation : document.evaluations) {
    const std::string& name = evaluation.head.text("name");
    add_record(doubts, evaluation.head, "evaluation", name, "");
    for (const Record& fund : evaluation.funds) add_record(doubts, fund, "fund", name, row_name(fund));
    for (const Record& row : evaluation.indicators) add_record(doubts, row, "indicator", name, row_name(row));
  }
  for (const Record& claim : document.claims) add_record(doubts, claim, "claim", "", row_name(claim));
  for (const Record& mention : document.mentions) add_record(doubts, mention, "claim", "", row_name(mention));
}

}  // namespace gouji::intake
