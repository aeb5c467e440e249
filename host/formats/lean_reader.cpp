#include "formats/lean_reader.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/data_limits.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/json_marks.hpp"
#include "formats/lean_cells.hpp"
#include "model/document.hpp"
#include "model/record.hpp"

namespace gouji {
namespace {

// Far beyond every disclosure, and little enough to be kept for the next one.
constexpr std::size_t kMostTables = 60, kMostColumns = 64, kMostRowsHeld = 2'000, kMostCellsHeld = 20'000;
constexpr std::size_t kMostForms = 40, kMostRecords = 500;
constexpr std::size_t kLongestName = 500;  // bytes: of a table, a unit, a place

using Marks = JsonMarks;

// False where it is null, which is then behind.
inline bool is_there(Marks& marks) {
  if (!marks.is_null()) [[likely]]
    return true;
  marks.skip_null();
  return false;
}

inline std::string_view optional_text(Marks& marks) { return is_there(marks) ? marks.text() : std::string_view(); }

// Objects and lists that are empty say nothing; anything in them does.
void need_empty(Marks& marks) {
  if (!is_there(marks)) return;
  const auto anything = [] { throw NotOrdinary{}; };
  if (marks.next() == '[')
    marks.each_item(anything);
  else
    marks.each_member(anything);
}

void skip_count(Marks& marks) { need(marks.number() <= INT32_MAX); }

// ── what objects hold ─────────────────────────────────────────────────────────────

enum class Key : std::uint8_t {
  schema,
  id,
  province,
  region,
  unit,
  year,
  kind,
  unit_code,
  department,
  level,
  predecessor,
  published_on,
  approved_on,
  url,
  money_unit,
  source,
  tables,
  evaluations,
  claims,
  mentions,
  doubtful
};

enum : std::uint8_t { kKeyOfAt = 32, kKeyOfMore, kKeyOfDoubtful, kKeyOfFunds, kKeyOfIndicators, kKeyOfTexts };

// What a key of a record is: a field by its number, or one of the above.
template <std::size_t count>
struct RecordKeys {
  RecordKeys(RecordKind kind, const std::array<std::string_view, count>& names) : keys(names) {
    constexpr std::array<std::pair<std::string_view, std::uint8_t>, 6> others{{{"at", kKeyOfAt},
                                                                               {"more", kKeyOfMore},
                                                                               {"doubtful", kKeyOfDoubtful},
                                                                               {"funds", kKeyOfFunds},
                                                                               {"indicators", kKeyOfIndicators},
                                                                               {"texts", kKeyOfTexts}}};
    for (std::size_t i = 0; i < count; ++i) {
      const int field = field_index(kind, names[i]);
      roles[i] = field < 0 ? Role::words : fields_of(kind)[static_cast<std::size_t>(field)].role;
      meanings[i] = field >= 0 ? static_cast<std::uint8_t>(field)
                               : std::find_if(others.begin(), others.end(), [&](const auto& other) {
                                   return other.first == names[i];
                                 })->second;
    }
  }

  JsonKeys<count> keys;
  std::array<std::uint8_t, count> meanings{};
  std::array<Role, count> roles{};
};

template <std::size_t count>
RecordKeys(RecordKind, const std::array<std::string_view, count>&) -> RecordKeys<count>;

struct AllKeys {
  JsonKeys<21> document{std::array<std::string_view, 21>{
      "schema",     "id",         "province", "region",      "unit",         "year",        "kind",
      "unit_code",  "department", "level",    "predecessor", "published_on", "approved_on", "url",
      "money_unit", "source",     "tables",   "evaluations", "claims",       "mentions",    "doubtful"}};
  JsonKeys<4> source{std::array<std::string_view, 4>{"file", "sha256", "layout", "generic"}};
  JsonKeys<5> place{std::array<std::string_view, 5>{"line", "to", "page", "sheet", "cell"}};
  JsonKeys<5> text_block{std::array<std::string_view, 5>{"label", "present", "chars", "text", "at"}};
  JsonKeys<8> table{
      std::array<std::string_view, 8>{"name", "number", "title", "money_unit", "year", "columns", "rows", "notes"}};
  JsonKeys<7> row{std::array<std::string_view, 7>{"label", "code", "line", "side", "cells", "doubtful", "at"}};
  RecordKeys<14> head{RecordKind::evaluation,
                      {"scope", "name", "number", "stated_score", "money_unit", "funds", "indicators", "texts",
                       "total_weight", "total_score", "grade", "more", "doubtful", "at"}};
  RecordKeys<11> fund{
      RecordKind::fund,
      {"source", "initial", "annual", "executed", "weight", "rate", "score", "reason", "more", "doubtful", "at"}};
  RecordKeys<18> indicator{
      RecordKind::indicator,
      {"level1", "level1_weight", "level2", "level3", "nature", "initial_target", "target", "unit", "actual", "weight",
       "score", "coefficient", "core", "standard", "reason", "more", "doubtful", "at"}};
};

class LeanLines {
 public:
  void read(std::string_view line, LeanDocument& lean);

 private:
  void skip_place();
  void skip_more();
  void skip_source();
  void skip_texts();
  void cell(Role role, LeanCell& cell) {
    if (!is_there(marks_)) {
      cell = LeanCell{};
      cell.state = LeanState::nothing;
      return;
    }
    const std::string_view text = marks_.text();
    if (role == Role::words)
      words_cell(text, cell);
    else
      cells_.read(text, role, cell);
  }
  template <std::size_t count, class Other>
  void record(RecordKeys<count>& keys, LeanRecord& record, Other other);
  void fund(LeanEvaluation& evaluation);
  void evaluation(LeanEvaluation& evaluation);
  void row(LeanTable& table);
  void table(const LeanDocument& lean, LeanTable& table);
  void document(LeanDocument& lean);

  Marks marks_;
  LeanCells cells_;
  AllKeys keys_;
};

void LeanLines::skip_place() {
  if (!is_there(marks_)) return;
  marks_.each_member(keys_.place, [&](std::size_t key) {
    if (!is_there(marks_)) return;
    if (key < 3)
      skip_count(marks_);
    else
      marks_.text();
  });
}

// A column that forms print beside those of the sample form: text or blank.
void LeanLines::skip_more() {
  if (is_there(marks_)) marks_.each_member([&] { optional_text(marks_); });
}

void LeanLines::skip_source() {
  if (!is_there(marks_)) return;
  marks_.each_member(keys_.source, [&](std::size_t key) {
    if (key < 3)
      optional_text(marks_);
    else if (is_there(marks_))
      marks_.skip_bool();
  });
}

// ── forms ───────────────────────────────────────────────────────────────────────────

void LeanLines::skip_texts() {
  if (!is_there(marks_)) return;
  marks_.each_item([&] {
    marks_.each_member(keys_.text_block, [&](std::size_t key) {
      if (key == 4) return skip_place();
      if (!is_there(marks_)) return;
      if (key == 1)
        marks_.skip_bool();
      else if (key == 2)
        skip_count(marks_);
      else
        marks_.text();
    });
  });
}

template <std::size_t count, class Other>
void LeanLines::record(RecordKeys<count>& keys, LeanRecord& record, Other other) {
  std::uint32_t present = 0;
  marks_.each_member(keys.keys, [&](std::size_t key) {
    const std::uint8_t meaning = keys.meanings[key];
    if (meaning < kKeyOfAt) [[likely]] {
      cell(keys.roles[key], record.cells[meaning]);
      present |= 1U << meaning;
      return;
    }
    switch (meaning) {
      case kKeyOfAt: return skip_place();
      case kKeyOfMore: return skip_more();
      case kKeyOfDoubtful: return need_empty(marks_);
      default: other(meaning);
    }
  });
  record.present = present;
}

void no_other(std::uint8_t) { throw NotOrdinary{}; }

void LeanLines::fund(LeanEvaluation& evaluation) {
  need(evaluation.funds.size() < kMostRecords);
  LeanRecord& fund = evaluation.funds.add();
  record(keys_.fund, fund, no_other);
  const auto fields = fields_of(RecordKind::fund);
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (fields[field].role != Role::money) continue;
    const LeanCell& cell = fund.cell(field);
    need(cell.state != LeanState::odd);  // its decimals may be the most
    if (cell.state == LeanState::figure) evaluation.money_decimals = std::max(evaluation.money_decimals, cell.decimals);
  }
}

void LeanLines::evaluation(LeanEvaluation& evaluation) {
  evaluation.funds.clear();
  evaluation.indicators.clear();
  evaluation.money_decimals = 0;
  record(keys_.head, evaluation.head, [&](std::uint8_t part) {
    if (part == kKeyOfTexts) return skip_texts();
    if (part == kKeyOfFunds) return marks_.each_item([&] { fund(evaluation); });
    marks_.each_item([&] {
      need(evaluation.indicators.size() < kMostRecords);
      record(keys_.indicator, evaluation.indicators.add(), no_other);
    });
  });
  constexpr std::size_t kScope = 0, kMoneyUnit = 3;
  const std::string_view scope = evaluation.head.cell(kScope).words();
  need(scope == "project" || scope == "department");
  need(evaluation.head.cell(kMoneyUnit).state != LeanState::words);  // its figures are in another unit than others
}

// ── tables ──────────────────────────────────────────────────────────────────────────

void LeanLines::row(LeanTable& table) {
  LeanRow& row = table.rows.emplace_back();
  const std::size_t width = table.columns.size();
  const std::size_t first = table.cells.size();
  need(table.rows.size() <= kMostRowsHeld && first + width <= kMostCellsHeld);
  table.cells.resize(first + width);
  LeanCell* const cells = table.cells.data() + first;
  marks_.each_member(keys_.row, [&](std::size_t key) {
    switch (key) {
      case 0:
        row.labelled = is_there(marks_);
        if (row.labelled) row.label = marks_.text();
        break;
      case 1:
        row.coded = is_there(marks_);
        if (row.coded) row.code = marks_.text();
        break;
      case 2: optional_text(marks_); break;
      case 3: need(optional_text(marks_).empty()); break;
      case 4: {
        std::size_t column = 0;
        marks_.each_item([&] {
          need(column < width);
          cell(Role::money, cells[column]);
          ++column;
        });
        break;
      }
      case 5: need_empty(marks_); break;
      default: skip_place(); break;
    }
  });
  for (std::size_t column = 0; column < width; ++column) {
    need(cells[column].state != LeanState::odd);
    if (cells[column].state == LeanState::figure)
      table.decimals[column] = std::max(table.decimals[column], cells[column].decimals);
  }
}

void LeanLines::table(const LeanDocument& lean, LeanTable& table) {
  table.name = {};
  table.columns.clear();
  table.rows.clear();
  table.cells.clear();
  bool headed = false;
  marks_.each_member(keys_.table, [&](std::size_t key) {
    switch (key) {
      case 0: table.name = optional_text(marks_); break;
      case 1:
      case 2: optional_text(marks_); break;
      case 3: {
        const std::string_view unit = optional_text(marks_);
        need(unit.empty() || unit == lean.money_unit);
        break;
      }
      case 4:
        if (is_there(marks_)) need(is_fiscal_year(marks_.number()));
        break;
      case 5:
        marks_.each_item([&] {
          const std::string_view name = marks_.text();
          need(table.columns.size() < std::min(kMostColumns, data_limits().table_columns));
          need(std::find(table.columns.begin(), table.columns.end(), name) == table.columns.end());
          table.columns.push_back(name);
        });
        table.decimals.assign(table.columns.size(), 0);
        headed = true;
        break;
      case 6:
        need(headed);
        marks_.each_item([&] { row(table); });
        break;
      default:
        if (is_there(marks_)) marks_.each_item([&] { marks_.text(); });
    }
  });
}

// ── the document ────────────────────────────────────────────────────────────────────

void LeanLines::document(LeanDocument& lean) {
  std::string_view schema;
  marks_.each_member(keys_.document, [&](std::size_t number) {
    switch (static_cast<Key>(number)) {
      case Key::schema: schema = marks_.text(); break;
      case Key::id: lean.id = marks_.text(); break;
      case Key::province: lean.province = optional_text(marks_); break;
      case Key::region: lean.region = optional_text(marks_); break;
      case Key::unit: lean.unit = marks_.text(); break;
      case Key::year: {
        const std::int64_t year = marks_.number();
        need(is_fiscal_year(year));
        lean.year = static_cast<int>(year);
        break;
      }
      case Key::kind: lean.kind = marks_.text(); break;
      case Key::money_unit: lean.money_unit = marks_.text(); break;
      case Key::source: skip_source(); break;
      case Key::tables:
        need(!lean.money_unit.empty());
        marks_.each_item([&] {
          need(lean.tables.size() < kMostTables);
          table(lean, lean.tables.add());
        });
        break;
      case Key::evaluations:
        need(!lean.money_unit.empty());
        marks_.each_item([&] {
          need(lean.evaluations.size() < kMostForms);
          evaluation(lean.evaluations.add());
        });
        break;
      case Key::claims:
      case Key::mentions:
      case Key::doubtful: need_empty(marks_); break;
      default: optional_text(marks_); break;
    }
  });
  for (const std::string_view name : {lean.unit, lean.province, lean.region}) need(name.size() <= kLongestName);
  for (const LeanTable& table : lean.tables) need(table.name.size() <= kLongestName);
  need(schema == kDisclosureSchema && !lean.id.empty() && !lean.unit.empty() && lean.year != 0 &&
       !lean.money_unit.empty());
  const DocumentKind* kind = find_kind(lean.kind);
  need(kind != nullptr && kind->code == lean.kind);
}

void LeanLines::read(std::string_view line, LeanDocument& lean) {
  marks_.begin(line);
  document(lean);
  need(marks_.ended() && money_unit(lean.money_unit).has_value());
}

}  // namespace

struct LeanReader::Hidden {
  LeanLines lines;
};

LeanReader::LeanReader() : hidden_(std::make_unique<Hidden>()) {}
LeanReader::~LeanReader() = default;

bool LeanReader::read(std::string_view line, LeanDocument& lean) {
  static_assert(kPadding >= JsonMarks::kPadding && kPadding >= LeanCells::kAround);
  if (line.empty() || std::memchr(line.data(), '\\', line.size()) != nullptr) return false;
  lean.id = lean.province = lean.region = lean.unit = lean.kind = lean.money_unit = {};
  lean.year = 0;
  lean.evaluations.clear();
  lean.tables.clear();
  try {
    hidden_->lines.read(line, lean);
    return true;
  } catch (const NotOrdinary&) {
    return false;
  }
}

}  // namespace gouji
