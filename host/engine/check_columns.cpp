#include "engine/check_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/fault.hpp"
#include "engine/check_evidence.hpp"
#include "script/imagined.hpp"
#include "script/missing.hpp"
#include "script/table_part.hpp"

namespace gouji {
namespace {

using script::Call;
using script::Relation;
using script::TableRows;
using script::ValueId;
using script::Values;

constexpr std::size_t kLongestCode = 32;

// A row without any figure among them says nothing; a blank total beside figures ends the rule, as one alone does.
void compare_sum(Call& call, ValueId whole, const std::vector<ValueId>& parts, const checks::Evidence& evidence) {
  Values& values = call.context().values;
  const ValueId added = values.sum(parts);
  if (values.missing(whole) && values.missing(added)) return;
  checks::settle(call, Relation::same, whole, added, evidence);
}

// check:across(table, "本年支出合计", { "基本支出", "项目支出" })
int across(Call& call) {
  const TableRows rows = script::table_rows(call.object(2, script::types::table, "报表"));
  const auto whole_names = call.names(3, "合计栏");
  const auto part_names = call.texts(4, "各栏");
  if (part_names.empty())
    throw Fault("script.argument", "各栏应是栏名列表 { … }", "the parts are a list of column names");
  const checks::Evidence evidence = checks::evidence_of(call, 5);
  script::LabelKeys& labels = call.context().labels;
  if (script::Imagined* imagined = call.context().imagined) {
    imagined->across(rows, whole_names, part_names, evidence.options.text("tail").has_value());
    return call.give(true);
  }
  Values& values = call.context().values;
  const std::uint32_t whole = script::column_named(labels, *rows.table, whole_names);
  std::vector<std::uint32_t> parts;
  for (const std::string_view name : part_names) parts.push_back(script::column_named(labels, *rows.table, {name}));
  std::vector<ValueId> cells;
  for (const TableRow& row : rows.table->rows) {
    if (!rows.holds(row)) continue;
    const ValueId total = values.cell(script::leaf_of(*rows.table, row, whole));
    cells.clear();
    for (const std::uint32_t part : parts) cells.push_back(values.cell(script::leaf_of(*rows.table, row, part)));
    compare_sum(call, total, cells, evidence);
  }
  return call.give(true);
}

// 3, 5, 7 digits: 类, 款, 项. Rising, so that what is above a code is its beginning.
std::vector<std::size_t> code_lengths(const Call& call, int index) {
  std::vector<std::size_t> lengths;
  const script::Plain given = call.plain(index, "编码位数");
  if (const auto* list = given.list()) {
    for (const script::Plain& one : *list) {
      const std::int64_t* length = one.integer();
      const bool rising = length != nullptr && *length > 0 && *length <= static_cast<std::int64_t>(kLongestCode) &&
                          (lengths.empty() || static_cast<std::size_t>(*length) > lengths.back());
      if (!rising) return {};
      lengths.push_back(static_cast<std::size_t>(*length));
    }
  }
  return lengths;
}

class Hierarchy {
 public:
  Hierarchy(const TableRows& rows, const std::vector<std::size_t>& lengths, const TableRow* top) : top_(top) {
    for (const TableRow& row : rows.table->rows) {
      if (!rows.holds(row) || !row.code) continue;
      const auto length = std::find(lengths.begin(), lengths.end(), row.code->size());
      if (length == lengths.end()) continue;
      rows_[*row.code].push_back(&row);
      const std::size_t above = length == lengths.begin() ? 0 : *(length - 1);
      below_[row.code->substr(0, above)].push_back(&row);
    }
  }

  // With the rows one level below, in their order. A code that is printed twice has no rows of its own to speak of.
  template <class Act>
  void each_parent(const TableRows& rows, Act act) const {
    for (const TableRow& row : rows.table->rows) {
      if (&row != top_ && (!rows.holds(row) || !row.code || row.code->empty())) continue;
      const std::string code = &row == top_ ? std::string() : *row.code;
      const auto below = below_.find(code);
      if (below == below_.end()) continue;
      if (&row != top_) {
        const auto own = rows_.find(code);
        if (own == rows_.end() || own->second.size() != 1) continue;
      }
      act(row, below->second);
    }
  }

 private:
  const TableRow* top_;
  std::map<std::string, std::vector<const TableRow*>> rows_, below_;
};

// check:hierarchy(table, { 3, 5, 7 }, "合计")
int hierarchy(Call& call) {
  const TableRows rows = script::table_rows(call.object(2, script::types::table, "报表"));
  const std::vector<std::size_t> lengths = code_lengths(call, 3);
  if (lengths.empty()) {
    throw std::move(Fault("script.argument", "编码位数应是由小到大的列表", "the lengths of codes are a rising list")
                        .hint("类、款、项写作 { 3, 5, 7 }", "write { 3, 5, 7 }"));
  }
  const auto top_names = call.absent(4) ? std::vector<std::string_view>() : call.names(4, "合计行");
  const checks::Evidence evidence = checks::evidence_of(call, 5);
  if (script::Imagined* imagined = call.context().imagined) {
    imagined->hierarchy(rows, lengths, top_names, evidence.options.text("tail").has_value());
    return call.give(true);
  }
  const TableRow* top = top_names.empty() ? nullptr : script::row_named(call.context().labels, *rows.table, top_names);
  Values& values = call.context().values;
  const Hierarchy codes(rows, lengths, top);
  std::vector<ValueId> cells;
  codes.each_parent(rows, [&](const TableRow& row, const std::vector<const TableRow*>& below) {
    for (std::uint32_t column = 0; column < rows.table->columns.size(); ++column) {
      const ValueId total = values.cell(script::leaf_of(*rows.table, row, column));
      cells.clear();
      for (const TableRow* one : below) cells.push_back(values.cell(script::leaf_of(*rows.table, *one, column)));
      compare_sum(call, total, cells, evidence);
    }
  });
  return call.give(true);
}

}  // namespace

std::vector<script::Function> column_verbs() {
  using script::host_function;
  return {
      host_function<across>("across", "check:across(table, whole, { part, … } [, options]) -> boolean",
                            "每一行：whole 栏应等于各 part 栏之和，同 same；一个数也没有的行不审。"),
      host_function<hierarchy>(
          "hierarchy", "check:hierarchy(table, { 3, 5, 7 } [, top [, options]]) -> boolean",
          "每一栏：有下级编码的行应等于下一级各行之和，top（合计行的名称）应等于最上一级之和，同 same；"
          "印了两次的编码、一个数也没有的不审。"),
  };
}

}  // namespace gouji
