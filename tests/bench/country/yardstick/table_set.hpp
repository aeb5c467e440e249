// The 172 checks of a table set, on the JSON text where it stands.
#pragma once

#include <simdjson.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <vector>

#include "figures.hpp"
#include "findings.hpp"

namespace gouji::bench::country {

namespace ondemand = simdjson::ondemand;

class TableSets {
 public:
  static constexpr int kChecks = 172;

  void check(ondemand::object record, Findings& findings) {
    rows_.clear();
    total_ = Row{};
    bool spending = true;
    for (ondemand::object table : record["tables"].get_array()) {
      if (spending) {
        read_columns(table);
        read_rows(table);
        judge(findings);
      } else {
        judge_overview(table, findings);
      }
      spending = false;
    }
  }

 private:
  static constexpr std::size_t kColumns = 6;
  using Cells = std::array<std::int64_t, kColumns>;

  struct Row {
    const char* label = nullptr;
    std::int64_t code = 0;
    Cells cells{}, below{};
    std::int64_t children = 0;
  };

  void read_columns(ondemand::object& table) {
    std::size_t at = 0;
    for (auto name : table["columns"].get_array()) columns_[at++] = name.get_raw_json_string().value().raw();
  }

  void read_rows(ondemand::object& table) {
    for (ondemand::object one : table["rows"].get_array()) {
      Row row;
      for (auto field : one) {
        const char* key = field.key().value().raw();
        if (key[0] == 'l' && key[1] == 'a') {
          row.label = field.value().get_raw_json_string().value().raw();
        } else if (key[0] == 'c' && key[1] == 'o') {
          const char* text = field.value().get_raw_json_string().value().raw();
          for (; *text != '"'; ++text) row.code = row.code * 10 + (*text - '0');
        } else if (key[0] == 'c' && key[1] == 'e') {
          std::size_t at = 0;
          for (auto cell : field.value().get_array())
            row.cells[at++] = figure(cell.get_raw_json_string().value().raw());
        }
      }
      if (row.code == 0) {
        total_.label = row.label;
        total_.cells = row.cells;
      } else {
        add_below(row);
        rows_.push_back(row);
      }
    }
  }

  // A row's parent stands above it: the last one whose code is its own without the last two digits.
  void add_below(const Row& row) {
    Row* parent = &total_;
    if (row.code > 999) {
      auto at = rows_.rbegin();
      while (at != rows_.rend() && at->code != row.code / 100) ++at;
      if (at == rows_.rend()) return;
      parent = &*at;
    }
    for (std::size_t column = 0; column < kColumns; ++column) parent->below[column] += row.cells[column];
    ++parent->children;
  }

  void judge(Findings& findings) const {
    for (const Row& row : rows_) {
      std::int64_t parts = 0;
      for (std::size_t column = 1; column < kColumns; ++column) parts += row.cells[column];
      if (std::abs(row.cells[0] - parts) * 2 > 6) findings.add(std::string("t.row.").append(text_at(row.label)));
      if (row.children > 0) judge_sums(row, "t.parent.", true, findings);
    }
    judge_sums(total_, "t.total.", false, findings);
  }

  void judge_sums(const Row& row, const char* prefix, bool named, Findings& findings) const {
    for (std::size_t column = 0; column < kColumns; ++column) {
      if (std::abs(row.cells[column] - row.below[column]) * 2 <= row.children + 1) continue;
      std::string check = prefix;
      if (named) check.append(text_at(row.label)) += '.';
      findings.add(check.append(text_at(columns_[column])));
    }
  }

  void judge_overview(ondemand::object& table, Findings& findings) const {
    for (ondemand::object row : table["rows"].get_array()) {
      const std::string_view label = text_at(row["label"].get_raw_json_string().value().raw());
      for (auto cell : row["cells"].get_array()) {
        const std::int64_t printed = figure(cell.get_raw_json_string().value().raw());
        for (std::size_t at = 0; at < 4; ++at)
          if (label == kLines[at] && std::abs(printed - total_.cells[kLineColumns[at]]) > 1)
            findings.add(std::string("t.overview.").append(label));
      }
    }
  }

  static constexpr std::array<std::string_view, 4> kLines{"本年支出", "基本支出", "项目支出", "经营支出"};
  static constexpr std::array<std::size_t, 4> kLineColumns{0, 1, 2, 4};
  std::array<const char*, kColumns> columns_{};
  std::vector<Row> rows_;
  Row total_;
};

}  // namespace gouji::bench::country
