// Tables by the names of their rows and columns; whole columns are summed by the host.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "script/bind.hpp"
#include "script/context.hpp"
#include "script/imagined.hpp"
#include "script/missing.hpp"
#include "script/table_part.hpp"

namespace gouji::script {
namespace {

// A table object's index is 0, or 1 + the number of its side; a column object's holds the column below that. The
// highest bit: only rows with a code.
constexpr unsigned kSideShift = 20;
constexpr std::uint32_t kCoded = 1U << 31U;

struct View : TableRows {
  std::uint32_t view_index = 0;  // the bits of the object that say which rows
};

std::vector<std::string> sides_of(const Table& table) {
  std::vector<std::string> sides;
  for (const TableRow& row : table.rows) {
    if (!row.side.empty() && std::find(sides.begin(), sides.end(), row.side) == sides.end()) sides.push_back(row.side);
  }
  return sides;
}

View view_of(const Object& object) {
  const auto& table = *static_cast<const Table*>(object.pointer);
  const std::uint32_t side = (object.index & ~kCoded) >> kSideShift;
  const bool coded = (object.index & kCoded) != 0;
  return {{&table, side == 0 ? std::string() : sides_of(table).at(side - 1), coded},
          object.index >> kSideShift << kSideShift};
}

bool in_view(const View& view, const TableRow& row) { return view.holds(row); }

std::optional<std::uint32_t> find_column(LabelKeys& labels, const Table& table, std::string_view name) {
  const std::string wanted = labels.of(name);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (labels.of(table.columns[i]) == wanted) return static_cast<std::uint32_t>(i);
  }
  // The last level of a joined header names the column too, where only one column ends so.
  std::size_t found = table.columns.size();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto slash = table.columns[i].rfind('/');
    if (slash == std::string::npos || labels.of(std::string_view(table.columns[i]).substr(slash + 1)) != wanted)
      continue;
    if (found != table.columns.size()) return std::nullopt;
    found = i;
  }
  if (found == table.columns.size()) return std::nullopt;
  return static_cast<std::uint32_t>(found);
}

// The first of the names that is a column.
std::uint32_t column_index(Context& context, const Table& table, const std::vector<std::string_view>& names) {
  if (context.imagined != nullptr) return context.imagined->column(table, names);
  return column_named(context.labels, table, names);
}

}  // namespace

std::uint32_t column_named(LabelKeys& labels, const Table& table, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) {
    if (const auto found = find_column(labels, table, name)) return *found;
  }
  throw MissingPart(fmt::format("表“{}”没有“{}”一栏", table.name, names.front()),
                    nearest(names.front(), table.columns));
}

namespace {

const TableRow* find_named(LabelKeys& labels, const View& view, std::string_view name) {
  const std::string wanted = labels.of(name);
  for (const TableRow& row : view.table->rows) {
    if (in_view(view, row) && row.label && labels.of(*row.label) == wanted) return &row;
  }
  for (const TableRow& row : view.table->rows) {
    if (in_view(view, row) && row.code && *row.code == name) return &row;
  }
  return nullptr;
}

const TableRow* find_row(LabelKeys& labels, const View& view, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) {
    if (const TableRow* row = find_named(labels, view, name)) return row;
  }
  return nullptr;
}

[[noreturn]] void no_row(const View& view, std::string_view name) {
  std::vector<std::string> known;
  for (const TableRow& row : view.table->rows) {
    if (row.label) known.push_back(*row.label);
  }
  throw MissingPart(fmt::format("表“{}”没有名为“{}”的行", view.table->name, name), nearest(name, known));
}

}  // namespace

const TableRow* row_named(LabelKeys& labels, const Table& table, const std::vector<std::string_view>& names) {
  View view;
  view.table = &table;
  const TableRow* found = find_row(labels, view, names);
  if (found == nullptr) no_row(view, names.front());
  return found;
}

Leaf leaf_of(const Table& table, const TableRow& row, std::uint32_t column) {
  static const Cell absent;
  Leaf leaf;
  leaf.cell = column < row.cells.size() ? &row.cells[column] : &absent;
  leaf.table = &table;
  leaf.row = &row;
  leaf.column = column;
  return leaf;
}

namespace {

// A row by name, in whatever part of the table is looked at.
const TableRow& row_in(Context& context, const View& view, const std::vector<std::string_view>& names) {
  if (context.imagined != nullptr) return view.table->rows.at(context.imagined->row(*view.table, names));
  const TableRow* found = find_row(context.labels, view, names);
  if (found == nullptr) no_row(view, names.front());
  return *found;
}

ValueId cell_value(Call& call, const Table& table, const TableRow& row, std::uint32_t column) {
  return call.context().values.cell(leaf_of(table, row, column));
}

Object self_table(Call& call) { return call.object(1, types::table, "报表"); }

int column(Call& call) {
  const Object self = self_table(call);
  const View view = view_of(self);
  const std::uint32_t found = column_index(call.context(), *view.table, call.names(2, "栏名"));
  return call.give_object({types::column, view.table, found | view.view_index});
}

int side(Call& call) {
  const Object self = self_table(call);
  const View view = view_of(self);
  const auto sides = sides_of(*view.table);
  const auto name = call.text(2, "方向");
  const auto found = std::find(sides.begin(), sides.end(), name);
  if (found == sides.end())
    throw MissingPart(fmt::format("表“{}”没有“{}”一侧", view.table->name, name), nearest(name, sides));
  const auto number = static_cast<std::uint32_t>(found - sides.begin()) + 1;
  return call.give_object({types::table, view.table, number << kSideShift | (view.view_index & kCoded)});
}

int coded(Call& call) {
  const Object self = self_table(call);
  return call.give_object({types::table, self.pointer, self.index | kCoded});
}

Object row_object(const Table& table, const TableRow& row) {
  return {types::row, &table, static_cast<std::uint32_t>(&row - table.rows.data())};
}

int row(Call& call) {
  const View view = view_of(self_table(call));
  return call.give_object(row_object(*view.table, row_in(call.context(), view, call.names(2, "行名"))));
}

int has_row(Call& call) {
  return call.give(find_row(call.context().labels, view_of(self_table(call)), call.names(2, "行名")) != nullptr);
}

int has_column(Call& call) {
  const Table& table = *view_of(self_table(call)).table;
  const auto names = call.names(2, "栏名");
  LabelKeys& labels = call.context().labels;
  return call.give(std::any_of(names.begin(), names.end(),
                               [&](std::string_view name) { return find_column(labels, table, name).has_value(); }));
}

int rows(Call& call) {
  const View view = view_of(self_table(call));
  std::vector<Object> list;
  for (const TableRow& one : view.table->rows) {
    if (in_view(view, one)) list.push_back(row_object(*view.table, one));
  }
  return call.give_list(list);
}

int table_field(Call& call, const Object& object, std::string_view key) {
  const Table& table = *view_of(object).table;
  if (key == "name") return call.give(table.name);
  if (key == "number") return table.number ? call.give(*table.number) : call.give_nil();
  if (key == "title") return table.title ? call.give(*table.title) : call.give_nil();
  if (key == "year") return table.year > 0 ? call.give(static_cast<std::int64_t>(table.year)) : call.give_nil();
  if (key == "notes") {
    PlainList notes;
    for (const std::string& note : table.notes) notes.push_back({note});
    return call.give_plain({notes});
  }
  if (key == "columns") {
    PlainList columns;
    for (const std::string& name : table.columns) columns.push_back({name});
    return call.give_plain({columns});
  }
  return 0;
}

const TableRow& row_of(const Object& object) {
  return static_cast<const Table*>(object.pointer)->rows.at(object.index);
}

int row_state(Call& call) {
  const Object self = call.object(1, types::row, "行");
  const auto& table = *static_cast<const Table*>(self.pointer);
  const std::uint32_t index = column_index(call.context(), table, call.names(2, "栏名"));
  const TableRow& one = row_of(self);
  if (index >= one.cells.size()) return call.give(name_of(CellState::absent));
  if (Recorder* recorder = call.context().values.recorder()) recorder->looked_at(one.cells[index]);
  return call.give(name_of(one.cells[index].state));
}

int row_value(Call& call) {
  const Object self = call.object(1, types::row, "行");
  const auto& table = *static_cast<const Table*>(self.pointer);
  const std::uint32_t index = column_index(call.context(), table, call.names(2, "栏名"));
  return call.give_value(cell_value(call, table, row_of(self), index));
}

// The reason why the row's name or a figure of it was read with doubt; without a column: whether anything was.
int row_doubtful(Call& call) {
  const Object self = call.object(1, types::row, "行");
  const auto& table = *static_cast<const Table*>(self.pointer);
  const TableRow& one = row_of(self);
  if (call.absent(2)) return call.give(!one.doubtful.empty());
  const Leaf leaf = leaf_of(table, one, column_index(call.context(), table, call.names(2, "栏名")));
  const std::string* reason = leaf.doubt();
  return reason == nullptr ? call.give_nil() : call.give(*reason);
}

int row_field(Call& call, const Object& object, std::string_view key) {
  const auto& table = *static_cast<const Table*>(object.pointer);
  const TableRow& one = row_of(object);
  if (key == "label") return one.label ? call.give(*one.label) : call.give_nil();
  if (key == "code") return one.code ? call.give(*one.code) : call.give_nil();
  if (key == "line") return one.line ? call.give(*one.line) : call.give_nil();
  if (key == "side") return one.side.empty() ? call.give_nil() : call.give(one.side);
  Context& context = call.context();
  const std::optional<std::uint32_t> column =
      context.imagined != nullptr ? context.imagined->column(table, {key}) : find_column(context.labels, table, key);
  return column ? call.give_value(cell_value(call, table, one, *column)) : 0;
}

std::vector<std::string> row_fields(const Object& object) {
  std::vector<std::string> names{"label", "code", "line", "side"};
  for (const std::string& name : static_cast<const Table*>(object.pointer)->columns) names.push_back(name);
  return names;
}

struct ColumnView {
  View view;
  std::uint32_t column;
};

ColumnView column_of(const Object& object) { return {view_of(object), object.index & ((1U << kSideShift) - 1)}; }

// column["合计"]
int column_cell(Call& call, const Object& object, std::string_view key) {
  const ColumnView self = column_of(object);
  return call.give_value(cell_value(call, *self.view.table, row_in(call.context(), self.view, {key}), self.column));
}

int column_at(Call& call) {
  const ColumnView self = column_of(call.object(1, types::column, "栏"));
  const TableRow& found = row_in(call.context(), self.view, call.names(2, "行名"));
  return call.give_value(cell_value(call, *self.view.table, found, self.column));
}

// The values as a Lua list that has the verbs of value lists (sum).
int selected_rows(Call& call) {
  const ColumnView self = column_of(call.object(1, types::column, "栏"));
  std::vector<ValueId> list;
  const Plain names = call.plain(2, "行名列表");
  if (names.list() == nullptr) throw Fault("script.argument", "应给出行名列表 { … }", "a list of row names is wanted");
  for (const Plain& item : *names.list()) {
    if (item.text() == nullptr) throw Fault("script.argument", "行名应为文字", "row names are texts");
    const TableRow* found = find_named(call.context().labels, self.view, *item.text());
    if (found == nullptr) no_row(self.view, *item.text());
    list.push_back(cell_value(call, *self.view.table, *found, self.column));
  }
  return call.give_object({types::values, call.context().values.keep_list(std::move(list)), 0});
}

int column_values(Call& call) {
  const ColumnView self = column_of(call.object(1, types::column, "栏"));
  std::vector<ValueId> list;
  for (const TableRow& one : self.view.table->rows) {
    if (in_view(self.view, one)) list.push_back(cell_value(call, *self.view.table, one, self.column));
  }
  return call.give_object({types::values, call.context().values.keep_list(std::move(list)), 0});
}

int sum_values(Call& call) {
  const auto& list = *static_cast<const std::vector<ValueId>*>(call.object(1, types::values, "数的列表").pointer);
  return call.give_value(call.context().values.sum(list));
}

int list_values(Call& call) {
  return call.give_values(*static_cast<const std::vector<ValueId>*>(call.object(1, types::values, "数的列表").pointer));
}

}  // namespace

TableRows table_rows(const Object& table) { return view_of(table); }

TablePart table_part(const Object& object) {
  const auto* table = static_cast<const Table*>(object.pointer);
  if (object.type == types::row) return {table, {}, std::nullopt, &row_of(object)};
  const ColumnView view = column_of(object);
  const bool column = object.type == types::column;
  return {table, view.view.side, column ? std::optional(view.column) : std::nullopt, nullptr};
}

TypeInfo table_type() {
  TypeInfo type;
  type.name = "table";
  type.chinese = "报表";
  type.methods = {
      host_function<column>("column", "table:column(name | names) -> column",
                            "按栏名（多级表头用 / 连接，唯一时可只写末级）取一栏；给几个别名时取第一个有的。"),
      host_function<has_column>("has_column", "table:has_column(name | names) -> boolean", "有没有这一栏。"),
      host_function<side>("side", "table:side(name) -> table", "左右两侧的表只看一侧：收入、支出。"),
      host_function<coded>("coded", "table:coded() -> table", "只看有科目编码的行。"),
      host_function<row>("row", "table:row(name | code | names) -> row",
                         "按行名或科目编码取一行，给几个别名时取第一个有的；没有时以“缺数无法审核”结束。"),
      host_function<has_row>("has_row", "table:has_row(name | code | names) -> boolean", "有没有这一行。"),
      host_function<rows>("rows", "table:rows() -> { row, … }", "所有行，按表中顺序。"),
  };
  type.field = table_field;
  type.field_names = [](const Object&) -> std::vector<std::string> {
    return {"name", "number", "title", "year", "notes", "columns"};
  };
  return type;
}

TypeInfo row_type() {
  TypeInfo type;
  type.name = "row";
  type.chinese = "行";
  type.methods = {
      host_function<row_state>("state", "row:state(column | columns) -> text",
                               "一格的状态：absent blank dash none figure words。"),
      host_function<row_value>("value", "row:value(column | columns) -> value",
                               "一格的数；给几个别名时取第一个有的栏，没有时以“缺数无法审核”结束。"),
      host_function<row_doubtful>("doubtful", "row:doubtful([column | columns]) -> text | nil | boolean",
                                  "一格识别存疑的原因（行名存疑的也算）；不给栏名时问整行。"),
  };
  type.field = row_field;
  type.field_names = row_fields;
  return type;
}

TypeInfo column_type() {
  TypeInfo type;
  type.name = "column";
  type.chinese = "栏";
  type.methods = {
      host_function<column_at>("at", "column:at(name | code | names) -> value",
                               "这一栏里一行的数；给几个别名时取第一个有的行。"),
      host_function<selected_rows>("rows", "column:rows { name, … } -> values", "这一栏里指定各行的数。"),
      host_function<column_values>("values", "column:values() -> values", "这一栏所有行的数。"),
  };
  type.field = column_cell;
  type.field_names = [](const Object& object) {
    std::vector<std::string> names;
    for (const TableRow& one : static_cast<const Table*>(object.pointer)->rows) {
      if (one.label) names.push_back(*one.label);
    }
    return names;
  };
  return type;
}

TypeInfo values_type() {
  TypeInfo type;
  type.name = "values";
  type.chinese = "数的列表";
  type.methods = {
      host_function<sum_values>("sum", "values:sum() -> value", "合计；空白、横线、“无”不计入，列在依据里。"),
      host_function<list_values>("list", "values:list() -> { value, … }", "逐个取用。"),
  };
  return type;
}

}  // namespace gouji::script
