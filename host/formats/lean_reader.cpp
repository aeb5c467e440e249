#include "formats/lean_reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/data_limits.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/lean_cells.hpp"
#include "model/document.hpp"
#include "model/record.hpp"

namespace gouji {
namespace {

namespace ondemand = simdjson::ondemand;

struct NotOrdinary {};  // whatever it is: somebody else looks

// Far beyond every disclosure, and little enough to be kept for the next one.
constexpr std::size_t kMostTables = 60, kMostColumns = 64, kMostRowsHeld = 2'000, kMostCellsHeld = 20'000;
constexpr std::size_t kMostForms = 40, kMostRecords = 500;
constexpr std::size_t kLongestName = 500;  // bytes: of a table, a unit, a place

void need(bool ordinary) {
  if (!ordinary) throw NotOrdinary{};
}

// A text without escapes, which the line has been looked through for.
std::string_view bare_text(ondemand::value value) {
  const char* begin = value.get_raw_json_string().value().raw();
  return {begin, static_cast<std::size_t>(static_cast<const char*>(std::strchr(begin, '"')) - begin)};
}

bool is_null(ondemand::value& value) { return value.type().value() == ondemand::json_type::null; }

std::string_view optional_text(ondemand::value value) {
  if (is_null(value)) {
    need(value.is_null());
    return {};
  }
  return bare_text(value);
}

// KeyOrder come in the same order again and again: the one behind the last is looked at first.
template <std::size_t count>
class KeyOrder {
 public:
  explicit constexpr KeyOrder(const std::array<std::string_view, count>& keys) : keys_(keys) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t size = std::min(keys[i].size() + 1, sizeof heads_[i].bytes);
      for (std::size_t at = 0; at < size; ++at) {
        const char byte = at < keys[i].size() ? keys[i][at] : '"';
        heads_[i].bytes |= static_cast<std::uint64_t>(static_cast<unsigned char>(byte)) << 8U * at;
        heads_[i].mask |= std::uint64_t{0xFF} << 8U * at;
      }
    }
  }

  // The number of the key whose text begins at `raw`; every key once.
  std::size_t of(const char* raw, std::size_t& next, std::uint32_t& seen) const {
    std::uint64_t head = 0;
    std::memcpy(&head, raw, sizeof head);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = next + i < count ? next + i : next + i - count;
      if ((head & heads_[at].mask) != heads_[at].bytes) continue;
      const std::string_view key = keys_[at];
      if (key.size() >= sizeof head && (std::memcmp(raw, key.data(), key.size()) != 0 || raw[key.size()] != '"'))
        continue;
      need((seen >> at & 1U) == 0);
      seen |= 1U << at;
      next = at + 1;
      return at;
    }
    throw NotOrdinary{};
  }

 private:
  struct Head {  // the first bytes of a key with its closing quote
    std::uint64_t bytes = 0, mask = 0;
  };
  static_assert(std::endian::native == std::endian::little);

  std::array<std::string_view, count> keys_;
  std::array<Head, count> heads_{};
};

template <std::size_t count>
KeyOrder(const std::array<std::string_view, count>&) -> KeyOrder<count>;

template <class KeyOrder, class Act>
void each_member(ondemand::object object, const KeyOrder& keys, Act act) {
  std::size_t next = 0;
  std::uint32_t seen = 0;
  for (auto field : object) act(keys.of(field.key().value().raw(), next, seen), field.value().value());
}

// Objects and lists that are empty say nothing; anything in them does.
void need_empty(ondemand::value value) {
  if (is_null(value)) return need(value.is_null());
  if (value.type().value() == ondemand::json_type::array) {
    ondemand::array list = value.get_array();
    return need(list.is_empty().value());
  }
  ondemand::object members = value.get_object();
  need(members.is_empty().value());
}

constexpr KeyOrder kPlace{std::array<std::string_view, 5>{"line", "to", "page", "sheet", "cell"}};

void skip_place(ondemand::value value) {
  if (is_null(value)) return need(value.is_null());
  each_member(value.get_object().value(), kPlace, [](std::size_t key, ondemand::value part) {
    if (is_null(part)) return need(part.is_null());
    if (key < 3) {
      const std::int64_t number = part.get_int64().value();
      need(number >= 0 && number <= INT32_MAX);
    } else {
      bare_text(part);
    }
  });
}

// ── forms ───────────────────────────────────────────────────────────────────────────

enum : std::uint8_t { kKeyOfAt = 32, kKeyOfMore, kKeyOfDoubtful, kKeyOfFunds, kKeyOfIndicators, kKeyOfTexts };

// What a key of a record is: a field by its number, or one of the above.
template <std::size_t count>
struct RecordKeys {
  KeyOrder<count> keys;
  std::array<std::uint8_t, count> meanings;
  std::array<Role, count> roles;
};

template <std::size_t count>
RecordKeys<count> record_keys(RecordKind kind, const std::array<std::string_view, count>& keys) {
  RecordKeys<count> made{KeyOrder<count>(keys), {}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    const int field = field_index(kind, keys[i]);
    if (field >= 0) {
      made.meanings[i] = static_cast<std::uint8_t>(field);
      made.roles[i] = fields_of(kind)[static_cast<std::size_t>(field)].role;
    } else {
      constexpr std::array<std::pair<std::string_view, std::uint8_t>, 6> others{{{"at", kKeyOfAt},
                                                                                 {"more", kKeyOfMore},
                                                                                 {"doubtful", kKeyOfDoubtful},
                                                                                 {"funds", kKeyOfFunds},
                                                                                 {"indicators", kKeyOfIndicators},
                                                                                 {"texts", kKeyOfTexts}}};
      made.meanings[i] =
          std::find_if(others.begin(), others.end(), [&](const auto& other) { return other.first == keys[i]; })->second;
      made.roles[i] = Role::words;
    }
  }
  return made;
}

const auto& head_keys() {
  static const auto keys = record_keys(
      RecordKind::evaluation,
      std::array<std::string_view, 14>{"scope", "name", "number", "stated_score", "money_unit", "funds", "indicators",
                                       "texts", "total_weight", "total_score", "grade", "more", "doubtful", "at"});
  return keys;
}
const auto& fund_keys() {
  static const auto keys = record_keys(
      RecordKind::fund, std::array<std::string_view, 11>{"source", "initial", "annual", "executed", "weight", "rate",
                                                         "score", "reason", "more", "doubtful", "at"});
  return keys;
}
const auto& indicator_keys() {
  static const auto keys = record_keys(
      RecordKind::indicator,
      std::array<std::string_view, 18>{"level1", "level1_weight", "level2", "level3", "nature", "initial_target",
                                       "target", "unit", "actual", "weight", "score", "coefficient", "core", "standard",
                                       "reason", "more", "doubtful", "at"});
  return keys;
}

void lean_cell(ondemand::value value, Role role, LeanCells& cells, LeanCell& cell) {
  simdjson::ondemand::raw_json_string raw;
  if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS) {
    need(value.is_null());
    cell = LeanCell{};
    cell.state = LeanState::nothing;
    return;
  }
  const char* text = raw.raw();
  if (role == Role::words)
    words_cell(text, cell);
  else
    cells.read(text, role, cell);
}

// A column that forms print beside those of the sample form: text or blank.
void skip_more(ondemand::value value) {
  if (is_null(value)) return need(value.is_null());
  for (auto field : value.get_object()) optional_text(field.value().value());
}

template <std::size_t count, class Other>
void lean_record(ondemand::object object, const RecordKeys<count>& keys, LeanCells& cells, LeanRecord& record,
                 Other other) {
  record.present = 0;
  each_member(object, keys.keys, [&](std::size_t key, ondemand::value value) {
    const std::uint8_t meaning = keys.meanings[key];
    switch (meaning) {
      case kKeyOfAt: return skip_place(value);
      case kKeyOfMore: return skip_more(value);
      case kKeyOfDoubtful: return need_empty(value);
      case kKeyOfFunds:
      case kKeyOfIndicators:
      case kKeyOfTexts: return other(meaning, value);
      default: lean_cell(value, keys.roles[key], cells, record.cells[meaning]); record.present |= 1U << meaning;
    }
  });
}

void no_other(std::uint8_t, ondemand::value) { throw NotOrdinary{}; }

constexpr KeyOrder kTextBlock{std::array<std::string_view, 5>{"label", "present", "chars", "text", "at"}};

void skip_texts(ondemand::value value) {
  if (is_null(value)) return need(value.is_null());
  for (ondemand::object block : value.get_array()) {
    each_member(block, kTextBlock, [](std::size_t key, ondemand::value part) {
      if (key == 4) return skip_place(part);
      if (is_null(part)) return need(part.is_null());
      if (key == 1) {
        part.get_bool().value();
      } else if (key == 2) {
        const std::int64_t number = part.get_int64().value();
        need(number >= 0 && number <= INT32_MAX);
      } else {
        bare_text(part);
      }
    });
  }
}

void lean_evaluation(ondemand::object object, LeanCells& cells, LeanEvaluation& evaluation) {
  evaluation.funds.clear();
  evaluation.indicators.clear();
  evaluation.money_decimals = 0;
  lean_record(object, head_keys(), cells, evaluation.head, [&](std::uint8_t part, ondemand::value value) {
    if (part == kKeyOfTexts) return skip_texts(value);
    for (ondemand::object row : value.get_array()) {
      if (part == kKeyOfFunds) {
        need(evaluation.funds.size() < kMostRecords);
        LeanRecord& fund = evaluation.funds.add();
        lean_record(row, fund_keys(), cells, fund, no_other);
        for (std::size_t field = 0; field < fields_of(RecordKind::fund).size(); ++field) {
          const LeanCell& cell = fund.cell(field);
          if (fields_of(RecordKind::fund)[field].role != Role::money) continue;
          need(cell.state != LeanState::odd);  // its decimals may be the most
          if (cell.state == LeanState::figure)
            evaluation.money_decimals = std::max(evaluation.money_decimals, cell.decimals);
        }
      } else {
        need(evaluation.indicators.size() < kMostRecords);
        lean_record(row, indicator_keys(), cells, evaluation.indicators.add(), no_other);
      }
    }
  });
  constexpr std::size_t kScope = 0, kMoneyUnit = 3;
  const std::string_view scope = evaluation.head.cell(kScope).words();
  need(scope == "project" || scope == "department");
  need(evaluation.head.cell(kMoneyUnit).state != LeanState::words);  // its figures are in another unit than others
}

// ── tables ──────────────────────────────────────────────────────────────────────────

constexpr KeyOrder kTable{
    std::array<std::string_view, 8>{"name", "number", "title", "money_unit", "year", "columns", "rows", "notes"}};
constexpr KeyOrder kRow{std::array<std::string_view, 7>{"label", "code", "line", "side", "cells", "doubtful", "at"}};

void lean_row(ondemand::object object, LeanCells& cells, LeanTable& table) {
  LeanRow& row = table.rows.emplace_back();
  const std::size_t width = table.columns.size();
  const std::size_t first = table.cells.size();
  need(table.rows.size() <= kMostRowsHeld && first + width <= kMostCellsHeld);
  table.cells.resize(first + width);
  each_member(object, kRow, [&](std::size_t key, ondemand::value value) {
    switch (key) {
      case 0:
        row.labelled = !is_null(value);
        row.label = optional_text(value);
        break;
      case 1:
        row.coded = !is_null(value);
        row.code = optional_text(value);
        break;
      case 2: optional_text(value); break;
      case 3: need(optional_text(value).empty()); break;
      case 4: {
        std::size_t column = 0;
        for (auto one : value.get_array()) {
          need(column < width);
          lean_cell(one.value(), Role::money, cells, table.cells[first + column]);
          ++column;
        }
        break;
      }
      case 5: need_empty(value); break;
      default: skip_place(value); break;
    }
  });
  for (std::size_t column = 0; column < width; ++column) {
    const LeanCell& cell = table.cells[first + column];
    need(cell.state != LeanState::odd);
    if (cell.state == LeanState::figure) table.decimals[column] = std::max(table.decimals[column], cell.decimals);
  }
}

void lean_table(ondemand::object object, LeanCells& cells, LeanDocument& lean, LeanTable& table) {
  table.name = {};
  table.columns.clear();
  table.rows.clear();
  table.cells.clear();
  bool headed = false;
  each_member(object, kTable, [&](std::size_t key, ondemand::value value) {
    switch (key) {
      case 0: table.name = optional_text(value); break;
      case 1:
      case 2: optional_text(value); break;
      case 3: {
        const std::string_view unit = optional_text(value);
        need(unit.empty() || unit == lean.money_unit);
        break;
      }
      case 4:
        if (is_null(value))
          need(value.is_null());
        else
          need(is_fiscal_year(value.get_int64().value()));
        break;
      case 5:
        for (auto column : value.get_array()) {
          const std::string_view name = bare_text(column.value());
          need(table.columns.size() < std::min(kMostColumns, data_limits().table_columns));
          need(std::find(table.columns.begin(), table.columns.end(), name) == table.columns.end());
          table.columns.push_back(name);
        }
        table.decimals.assign(table.columns.size(), 0);
        headed = true;
        break;
      case 6:
        need(headed);
        for (ondemand::object row : value.get_array()) lean_row(row, cells, table);
        break;
      default:
        if (is_null(value)) return need(value.is_null());
        for (auto note : value.get_array()) bare_text(note.value());
    }
  });
}

// ── the document ────────────────────────────────────────────────────────────────────

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
constexpr KeyOrder kDocument{std::array<std::string_view, 21>{
    "schema",     "id",         "province", "region",      "unit",         "year",        "kind",
    "unit_code",  "department", "level",    "predecessor", "published_on", "approved_on", "url",
    "money_unit", "source",     "tables",   "evaluations", "claims",       "mentions",    "doubtful"}};
constexpr KeyOrder kSource{std::array<std::string_view, 4>{"file", "sha256", "layout", "generic"}};

void skip_source(ondemand::value value) {
  if (is_null(value)) return need(value.is_null());
  each_member(value.get_object().value(), kSource, [](std::size_t key, ondemand::value part) {
    if (key < 3)
      optional_text(part);
    else if (is_null(part))
      need(part.is_null());
    else
      part.get_bool().value();
  });
}

void lean_document(ondemand::object object, LeanCells& cells, LeanDocument& lean) {
  std::string_view schema;
  each_member(object, kDocument, [&](std::size_t number, ondemand::value value) {
    switch (static_cast<Key>(number)) {
      case Key::schema: schema = bare_text(value); break;
      case Key::id: lean.id = bare_text(value); break;
      case Key::province: lean.province = optional_text(value); break;
      case Key::region: lean.region = optional_text(value); break;
      case Key::unit: lean.unit = bare_text(value); break;
      case Key::year: {
        const std::int64_t year = value.get_int64().value();
        need(is_fiscal_year(year));
        lean.year = static_cast<int>(year);
        break;
      }
      case Key::kind: lean.kind = bare_text(value); break;
      case Key::money_unit: lean.money_unit = bare_text(value); break;
      case Key::source: skip_source(value); break;
      case Key::tables:
        need(!lean.money_unit.empty());
        for (ondemand::object table : value.get_array()) {
          need(lean.tables.size() < kMostTables);
          lean_table(table, cells, lean, lean.tables.add());
        }
        break;
      case Key::evaluations:
        need(!lean.money_unit.empty());
        for (ondemand::object form : value.get_array()) {
          need(lean.evaluations.size() < kMostForms);
          lean_evaluation(form, cells, lean.evaluations.add());
        }
        break;
      case Key::claims:
      case Key::mentions:
      case Key::doubtful: need_empty(value); break;
      default: optional_text(value); break;
    }
  });
  for (const std::string_view name : {lean.unit, lean.province, lean.region}) need(name.size() <= kLongestName);
  for (const LeanTable& table : lean.tables) need(table.name.size() <= kLongestName);
  need(schema == kDisclosureSchema && !lean.id.empty() && !lean.unit.empty() && lean.year != 0 &&
       !lean.money_unit.empty());
  const DocumentKind* kind = find_kind(lean.kind);
  need(kind != nullptr && kind->code == lean.kind);
}

}  // namespace

struct LeanReader::Hidden {
  ondemand::parser parser;
  LeanCells cells;
};

LeanReader::LeanReader() : hidden_(std::make_unique<Hidden>()) {}
LeanReader::~LeanReader() = default;

bool LeanReader::read(std::string_view line, LeanDocument& lean) {
  if (std::memchr(line.data(), '\\', line.size()) != nullptr) return false;
  lean.id = lean.province = lean.region = lean.unit = lean.kind = lean.money_unit = {};
  lean.year = 0;
  lean.evaluations.clear();
  lean.tables.clear();
  try {
    ondemand::document document = hidden_->parser.iterate(line.data(), line.size(), line.size() + kPadding);
    lean_document(document.get_object().value(), hidden_->cells, lean);
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS && money_unit(lean.money_unit).has_value();
  } catch (const NotOrdinary&) {
    return false;
  } catch (const simdjson::simdjson_error&) {
    return false;
  }
}

}  // namespace gouji
