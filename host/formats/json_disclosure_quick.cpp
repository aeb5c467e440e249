#include "formats/json_disclosure_quick.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "base/data_limits.hpp"
#include "base/fault.hpp"
#include "base/text.hpp"
#include "formats/disclosure_keys.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/json_pull.hpp"
#include "formats/table_units.hpp"

namespace gouji {
namespace {

constexpr std::size_t kLevels = 6;         // document, evaluations, evaluation, indicators, indicator, at
constexpr std::size_t kUsualRecords = 16;  // room for them at once
constexpr std::size_t kUsualRows = 64;
constexpr std::string_view kBlank = "";

// What is printed in the fields of a record, as long as the JSON lives.
class Printed {
 public:
  void clear() { given_ = nulls_ = 0; }
  // Where the text of a field is to be put.
  std::string_view& give(std::size_t field) {
    given_ |= 1U << field;
    return texts_.at(field);
  }
  void give_null(std::size_t field) {
    give(field) = {};
    nulls_ |= 1U << field;
  }
  bool is_given(std::size_t field) const { return (given_ >> field & 1U) != 0; }
  bool is_text(std::size_t field) const { return ((given_ & ~nulls_) >> field & 1U) != 0; }
  std::string_view operator[](std::size_t field) const {
    return is_given(field) ? texts_.at(field) : std::string_view();
  }

 private:
  static constexpr std::size_t kMostFields = 20;
  std::array<std::string_view, kMostFields> texts_{};
  std::uint32_t given_ = 0;
  std::uint32_t nulls_ = 0;
};

// Every function is false where something is not taken; what was read until then is worth nothing.
class QuickReader : private JsonPull {
 public:
  // `money_unit`: that of the document where it is known to stand behind what rests on it.
  QuickReader(std::string_view json, std::string_view money_unit, Document& document)
      : JsonPull(json), document_(document) {
    document_.money_unit = money_unit;
  }

  bool read() {
    const bool sound = members(disclosure_keys(), of_document_, [&](std::size_t key) { return of_document(key); });
    if (!sound || !scan_.at_end() || scan_.unclean()) return false;
    if (!has_schema_ || !has_year_ || text::trim(document_.unit).empty() || document_.kind.empty()) return false;
    if (document_.id.empty()) document_.id = default_id(document_);
    return true;
  }
  // Whether all that rests on the money unit was read with the right one.
  bool knew_money_unit() const { return !money_used_ || *money_used_ == document_.money_unit; }

 private:
  // What all rows have ------------------------------------------------------------------------------------------------

  bool place(Place& place) {
    return null() || members(place_keys::kAll, of_place_, [&](std::size_t key) {
             switch (key) {
               case place_keys::line: return null() || whole_number(place.line);
               case place_keys::to: return null() || whole_number(place.to);
               case place_keys::page: return null() || whole_number(place.page);
               case place_keys::sheet: return text_or_null(place.sheet);
               default: return text_or_null(place.cell);
             }
           });
  }

  bool doubtful(std::map<std::string, std::string>& doubtful) {
    return null() || any_members([&](std::string_view key) {
             std::string reason;
             return !key.starts_with("x_") && text(reason) && doubtful.emplace(key, std::move(reason)).second;
           });
  }

  bool year(int& year) {
    if (null()) return true;
    return whole_number(year) && is_fiscal_year(year);
  }

  // Records -----------------------------------------------------------------------------------------------------------

  bool more_columns(std::vector<std::pair<std::string, std::string>>& more) {
    constexpr std::size_t kFew = 16;  // each is compared with each
    return null() || any_members([&](std::string_view column) {
             const bool twice = std::any_of(more.begin(), more.end(), [&](const auto& m) { return m.first == column; });
             if (twice || more.size() >= kFew) return false;
             more.emplace_back(column, std::string());
             return text_or_null(more.back().second);
           });
  }

  bool field(RecordKind kind, std::size_t field, Printed& printed) {
    if (null()) {
      printed.give_null(field);
      return true;
    }
    const std::string_view key = fields_of(kind)[field].key;
    std::string_view& text = printed.give(field);
    if (key == "base_year" && scan_.next() != '"') {
      int number = 0;
      return whole_number(number, text);
    }
    if (!scan_.text(text)) return false;
    const auto words = closed_words(kind, key);
    return words.empty() ||
           std::any_of(words.begin(), words.end(), [&](const ClosedWord& word) { return word.code == text; });
  }

  bool reviewed(Printed& printed) {
    const std::size_t first = fields_of(RecordKind::indicator).size() - reviewed_keys::kAll.size();
    return null() || members(reviewed_keys::kAll, of_reviewed_,
                             [&](std::size_t key) { return field(RecordKind::indicator, first + key, printed); });
  }

  // `act` takes the lists of an evaluation.
  template <class Act>
  bool record(Record& record, const Unit& document_money, Printed& printed, Act act) {
    printed.clear();
    const std::size_t before_fields = keys_before_fields(record.kind);
    const bool sound = members(disclosure_keys(record.kind), of_record_.at(static_cast<std::size_t>(record.kind)),
                               [&](std::size_t key) {
                                 if (key >= before_fields) return field(record.kind, key - before_fields, printed);
                                 switch (key) {
                                   case record_keys::more: return more_columns(record.more);
                                   case record_keys::doubtful: return doubtful(record.doubtful);
                                   case record_keys::at: return place(record.at);
                                   default: return record.kind == RecordKind::indicator ? reviewed(printed) : act(key);
                                 }
                               });
    if (!sound) return false;
    Unit money = document_money;
    if (record.kind == RecordKind::claim) {
      static const auto unit = static_cast<std::size_t>(field_index(RecordKind::claim, "unit"));
      if (printed.is_text(unit)) money = unit_from_word(printed[unit]).value_or(document_money);
    }
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
      if (printed.is_given(i)) set_field(record, i, printed[i], money);
    }
    return true;
  }

  bool records(std::vector<Record>& records, RecordKind kind, const Unit& money) {
    return list_or_null([&] {
      if (records.empty() && kind != RecordKind::fund) records.reserve(kUsualRecords);
      return record(records.emplace_back(kind), money, printed_row_, [](std::size_t) { return false; });
    });
  }

  bool text_block(TextBlock& block) {
    std::optional<bool> present;
    std::optional<int> chars;
    const bool sound = members(text_keys::kAll, of_text_, [&](std::size_t key) {
      switch (key) {
        case text_keys::label: return text_or_null(block.label);
        case text_keys::present: return flag_or_null(present);
        case text_keys::chars: return null() || whole_number(chars.emplace());
        case text_keys::text: return text_or_null(block.text);
        default: return place(block.at);
      }
    });
    block.present = present.value_or(block.text && !text::trim(*block.text).empty());
    block.chars = chars.value_or(block.text ? static_cast<int>(text::decode(*block.text).size()) : 0);
    return sound;
  }

  bool evaluation(Evaluation& evaluation, const Unit& document_money) {
    static const auto money_field = static_cast<std::size_t>(field_index(RecordKind::evaluation, "money_unit"));
    std::optional<std::string_view> used;
    const bool sound = record(evaluation.head, document_money, printed_head_, [&](std::size_t key) {
      if (key == record_keys::texts) return list_or_null([&] { return text_block(evaluation.texts.emplace_back()); });
      used = printed_head_[money_field];
      const Unit money = money_unit(*used).value_or(document_money);
      return key == record_keys::funds ? records(evaluation.funds, RecordKind::fund, money)
                                       : records(evaluation.indicators, RecordKind::indicator, money);
    });
    const std::string_view word = printed_head_[money_field];
    return sound && (word.empty() || money_unit(word)) && (!used || *used == word);
  }

  // Tables ------------------------------------------------------------------------------------------------------------

  bool table(Table& table) {
    std::optional<TableUnits> units;  // once rows are met
    return members(table_keys::kAll, of_table_, [&](std::size_t key) {
      switch (key) {
        case table_keys::name: return text_or_null(table.name);
        case table_keys::number: return text_or_null(table.number);
        case table_keys::title: return text_or_null(table.title);
        case table_keys::money_unit: return !units && text_or_null(table.money_unit);
        case table_keys::year: return year(table.year);
        case table_keys::columns:
          return !units && list_or_null([&] { return text(table.columns.emplace_back()); }) && sort_columns(table);
        case table_keys::rows:
          units.emplace(document_, table);
          if (table.columns.empty()) sort_columns(table);
          return list_or_null([&] {
            if (table.rows.empty()) table.rows.reserve(kUsualRows);
            return row(table.rows.emplace_back(), table, *units);
          });
        default: return list_or_null([&] { return text(table.notes.emplace_back()); });
      }
    });
  }

  // Whether no two have one name.
  bool sort_columns(const Table& table) {
    sorted_columns_.resize(table.columns.size());
    std::iota(sorted_columns_.begin(), sorted_columns_.end(), std::size_t{0});
    const auto name = [&](std::size_t column) -> const std::string& { return table.columns[column]; };
    std::ranges::sort(sorted_columns_, {}, name);
    return table.columns.size() <= data_limits().table_columns &&
           std::ranges::adjacent_find(sorted_columns_, {}, name) == sorted_columns_.end();
  }

  std::size_t column_of(const Table& table, std::string_view name, std::size_t guess) const {
    if (guess < table.columns.size() && table.columns[guess] == name) return guess;
    const auto name_of_column = [&](std::size_t column) -> std::string_view { return table.columns[column]; };
    const auto found = std::ranges::lower_bound(sorted_columns_, name, {}, name_of_column);
    return found != sorted_columns_.end() && name_of_column(*found) == name ? *found : table.columns.size();
  }

  // Into printed_cells_.
  bool cell(std::size_t column) {
    if (column >= printed_cells_.size() || printed_cells_[column].data() != nullptr) return false;
    if (!null()) return scan_.text(printed_cells_[column]);
    printed_cells_[column] = kBlank;
    return true;
  }

  bool cells(const Table& table) {
    std::size_t next = 0;
    if (scan_.next() == '[') return list([&] { return cell(next++); });
    return null() || any_members([&](std::string_view name) {
             const std::size_t column = column_of(table, name, next);
             next = column + 1;
             return cell(column);
           });
  }

  bool row(TableRow& row, const Table& table, const TableUnits& units) {
    printed_cells_.assign(table.columns.size(), {});
    const bool sound = members(row_keys::kAll, of_row_, [&](std::size_t key) {
      switch (key) {
        case row_keys::label: return text_or_null(row.label);
        case row_keys::code: return text_or_null(row.code);
        case row_keys::line: return line(row.line);
        case row_keys::side: return text_or_null(row.side);
        case row_keys::cells: return cells(table);
        case row_keys::doubtful: return doubtful(row.doubtful);
        default: return place(row.at);
      }
    });
    if (!sound) return false;
    const std::optional<Unit> in_label = row.label ? unit_in_head(*row.label) : std::nullopt;
    row.cells.resize(table.columns.size());
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (printed_cells_[i].data() != nullptr) set_cell(row.cells[i], printed_cells_[i], units.of(in_label, i));
    }
    return true;
  }

  bool line(std::optional<std::string>& line) {
    if (null() || scan_.next() == '"') return text_or_null(line);
    int number = 0;
    std::string_view written;
    if (!whole_number(number, written)) return false;
    line = std::string(written);
    return true;
  }

  // The document ------------------------------------------------------------------------------------------------------

  bool source() {
    return null() || members(source_keys::kAll, of_source_, [&](std::size_t key) {
             switch (key) {
               case source_keys::file: return text_or_null(document_.source.file);
               case source_keys::sha256: return text_or_null(document_.source.sha256);
               case source_keys::layout: return text_or_null(document_.source.layout);
               default: return flag_or_null(document_.source.generic);
             }
           });
  }

  bool kind() {
    std::string_view word;
    if (!scan_.text(word)) return false;
    const DocumentKind* const found = find_kind(word);
    if (found == nullptr) return false;
    document_.kind = found->code;
    return true;
  }

  bool document_money_unit() {
    document_.money_unit.clear();
    return text_or_null(document_.money_unit) && (document_.money_unit.empty() || money_unit(document_.money_unit));
  }

  bool known_fact(std::size_t field) {
    const auto region = region_fields();
    return text_or_null(document_.*
                        (field < region.size() ? region[field] : other_fields()[field - region.size()]).member);
  }

  // The lists rest on the money unit as it is known so far.
  Unit money() {
    if (!money_used_) money_used_ = document_.money_unit;
    return document_.money();
  }

  bool of_document(std::size_t key) {
    switch (key) {
      case root_keys::schema: {
        std::string_view schema;
        has_schema_ = scan_.text(schema) && schema == kDisclosureSchema;
        return has_schema_;
      }
      case root_keys::id: return text_or_null(document_.id);
      case root_keys::unit: return text(document_.unit);
      case root_keys::year: has_year_ = true; return year(document_.year);
      case root_keys::kind: return kind();
      case root_keys::money_unit: return document_money_unit();
      case root_keys::source: return source();
      case root_keys::doubtful: return doubtful(document_.doubtful);
      case root_keys::tables: {
        money();
        return list_or_null([&] { return table(document_.tables.emplace_back()); });
      }
      case root_keys::evaluations: {
        const Unit unit = money();
        return list_or_null([&] { return evaluation(document_.evaluations.emplace_back(), unit); });
      }
      case root_keys::claims: return records(document_.claims, RecordKind::claim, money());
      case root_keys::mentions: return records(document_.mentions, RecordKind::claim, money());
      default: return known_fact(key - root_keys::first_field);
    }
  }

  Document& document_;
  Followers of_document_{}, of_source_{}, of_place_{}, of_reviewed_{}, of_text_{}, of_table_{}, of_row_{};
  std::array<Followers, 4> of_record_{};  // by kind
  bool has_schema_ = false;
  bool has_year_ = false;
  std::optional<std::string> money_used_;
  Printed printed_head_;                         // of the evaluation
  Printed printed_row_;                          // of the fund, indicator or claim
  std::vector<std::size_t> sorted_columns_;      // of the table, by name
  std::vector<std::string_view> printed_cells_;  // of the row, by column: null pointers where nothing stands
};

}  // namespace

std::optional<Document> read_disclosure_quickly(std::string_view json, const std::string& file) {
  if (data_limits().levels < kLevels) return std::nullopt;
  std::string money_unit;
  try {
    for (int turn = 0; turn < 2; ++turn) {
      std::optional<Document> document(std::in_place);
      document->file = file;
      QuickReader reader(json, money_unit, *document);
      if (!reader.read()) return std::nullopt;
      if (reader.knew_money_unit()) {
        finish(*document);
        return document;
      }
      money_unit = document->money_unit;
    }
  } catch (const Fault&) {
    // A figure beyond what can be worked with: the other way meets it in its own order.
  }
  return std::nullopt;
}

}  // namespace gouji
