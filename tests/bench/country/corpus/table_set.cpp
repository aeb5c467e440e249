// A department's tables: 60 coded rows of 6 columns (类, 款, 项), their total, and 4 lines of an overview; what is
// above follows from what is below, then perhaps a fault of a known kind.
#include <array>
#include <string>
#include <utility>

#include "chance.hpp"
#include "record.hpp"

namespace gouji::bench::country {
namespace {

constexpr std::size_t kRows = 60;
constexpr std::size_t kClasses = 4;
constexpr std::size_t kSections = 13;
constexpr std::size_t kItems = kRows - kClasses - kSections;
constexpr std::size_t kColumns = 6;  // the first is the sum of the others

constexpr std::array<const char*, kColumns> kColumnNames{"本年支出合计", "基本支出", "项目支出",
                                                         "上缴上级支出", "经营支出", "对附属单位补助支出"};
constexpr std::size_t kOverview = 4;
constexpr std::array<std::size_t, kOverview> kOverviewColumns{0, 1, 2, 4};
constexpr std::array<const char*, kOverview> kOverviewNames{"本年支出", "基本支出", "项目支出", "经营支出"};
constexpr std::array<const char*, 8> kAreas{"行政", "教育", "科研", "文化", "就业", "卫生", "环保", "农林"};
constexpr std::array<const char*, 8> kWorks{"运行", "管理", "服务", "补助", "建设", "事务", "培训", "保障"};

constexpr std::size_t kNone = kRows;

using Cells = std::array<std::int64_t, kColumns>;

struct Row {
  std::size_t parent = kNone;  // the row above it; none: a class
  int level = 0;               // 0 class, 1 section, 2 item
  std::int64_t children = 0;
  std::string code;
  std::string label;
  Cells cells{};
};

struct Tables {
  std::array<Row, kRows> rows;
  Cells total{};
  std::array<std::int64_t, kOverview> overview{};
};

void add(Cells& to, const Cells& cells) {
  for (std::size_t column = 0; column < kColumns; ++column) to[column] += cells[column];
}

// Splits `count` into `parts` that are at least one.
template <std::size_t Parts>
std::array<std::size_t, Parts> split(std::size_t count, Chance& chance) {
  std::array<std::size_t, Parts> sizes;
  sizes.fill(1);
  for (std::size_t left = count - Parts; left > 0; --left) ++sizes[chance.index(Parts)];
  return sizes;
}

std::size_t append(Tables& tables, std::size_t at, std::size_t parent, int level, std::string code) {
  Row& row = tables.rows[at];
  row.parent = parent;
  row.level = level;
  row.code = std::move(code);
  if (parent != kNone) ++tables.rows[parent].children;
  return at;
}

void outline(Tables& tables, Chance& chance) {
  const auto sections = split<kClasses>(kSections, chance);
  const auto items = split<kSections>(kItems, chance);
  std::size_t at = 0, section_at = 0;
  for (std::size_t one = 0; one < kClasses; ++one) {
    const std::string code = std::to_string(201 + one * 5 + chance.index(5));
    const std::size_t above = append(tables, at++, kNone, 0, code);
    for (std::size_t section = 0; section < sections[one]; ++section) {
      const std::string below = code + digits(static_cast<std::int64_t>(section * 3 + 1), 2);
      const std::size_t middle = append(tables, at++, above, 1, below);
      for (std::size_t item = 0; item < items[section_at]; ++item)
        append(tables, at++, middle, 2, below + digits(static_cast<std::int64_t>(item + 1), 2));
      ++section_at;
    }
  }
  const std::size_t first = chance.index(64);
  for (std::size_t row = 0; row < kRows; ++row) {
    const std::size_t name = (first + row * 5) % 64;
    tables.rows[row].label = std::string(kAreas[name / 8]) + kWorks[name % 8];
  }
}

void spend(Tables& tables, Chance& chance, bool huge) {
  for (Row& row : tables.rows) {
    if (row.level != 2) continue;
    for (std::size_t column = 1; column < kColumns; ++column)
      if (chance.one_in(column < 3 ? 2 : 8))
        row.cells[column] = chance.spread(100, huge ? 10'000'000'000'000 : 1'000'000);
    if (row.cells[1] == 0 && row.cells[2] == 0) row.cells[2] = chance.between(100, 9'999'999);
    for (std::size_t column = 1; column < kColumns; ++column) row.cells[0] += row.cells[column];
  }
}

void add_up_level(Tables& tables, int level) {
  for (const Row& row : tables.rows)
    if (row.level == level && row.parent != kNone) add(tables.rows[row.parent].cells, row.cells);
}

void add_up_total(Tables& tables) {
  for (const Row& row : tables.rows)
    if (row.level == 0) add(tables.total, row.cells);
  for (std::size_t line = 0; line < kOverview; ++line) tables.overview[line] = tables.total[kOverviewColumns[line]];
}

// --- faults ------------------------------------------------------------------------------------------------------

enum class Slip : std::uint8_t {  // the first four are made before what is above is added up
  row_edge,
  parent_edge,
  missing_child,
  row_tail,
  cell_slip,
  transposed,
  columns_swapped,
  grand_slip,
  overview_slip,
  none
};

std::string row_check(const Row& row) { return "t.row." + row.label; }
std::string parent_check(const Row& row, std::size_t column) {
  return "t.parent." + row.label + '.' + kColumnNames[column];
}

// As far as rounding explains the sum of so many parts: a half of the last digit for each and for the sum.
std::int64_t rounding(std::int64_t parts) { return (parts + 1) / 2; }

Row& any_of_level(Tables& tables, int level, Chance& chance) {
  for (;;) {
    Row& row = tables.rows[chance.index(kRows)];
    if (row.level == level) return row;
  }
}

// The total of an item is wrong, and what is above follows it: within rounding, or a hundredth beyond.
void slip_row(Tables& tables, Row& item, bool beyond, std::vector<Fault>& faults) {
  item.cells[0] += rounding(kColumns - 1) + (beyond ? 1 : 0);
  if (!beyond) return;
  for (const Row* row = &item; row != nullptr; row = row->parent == kNone ? nullptr : &tables.rows[row->parent])
    faults.push_back({row_check(*row), "row_edge"});
}

void slip_parent(Row& section, std::size_t column, std::vector<Fault>& faults) {
  for (const std::size_t one : {std::size_t{0}, column}) {
    section.cells[one] += rounding(section.children) + 1;
    faults.push_back({parent_check(section, one), "parent_edge"});
  }
}

void leave_out(Tables& tables, Chance& chance, std::vector<Fault>& faults) {
  const Row& item = any_of_level(tables, 2, chance);
  Row& section = tables.rows[item.parent];
  for (std::size_t column = 0; column < kColumns; ++column) {
    section.cells[column] -= item.cells[column];
    if (item.cells[column] > rounding(section.children))
      faults.push_back({parent_check(section, column), "missing_child"});
  }
}

// Two digits beside each other change places; false where they are the same.
bool transpose(std::int64_t& amount) {
  for (std::int64_t unit = 1000; unit * 10 <= amount; unit *= 10) {
    const std::int64_t low = amount / unit % 10, high = amount / unit / 10 % 10;
    if (low == high) continue;
    amount += (low - high) * unit * 9;
    return true;
  }
  return false;
}

// One cell of an item, or two of them, after everything was added up.
void slip_cell(Tables& tables, Slip slip, Chance& chance, std::vector<Fault>& faults) {
  Row& item = any_of_level(tables, 2, chance);
  const Row& section = tables.rows[item.parent];
  const std::size_t column = 1 + chance.index(kColumns - 2);
  std::int64_t &cell = item.cells[column], &next = item.cells[column + 1];
  if (slip == Slip::columns_swapped && (cell - next > 100 || next - cell > 100)) {
    std::swap(cell, next);
    for (const std::size_t one : {column, column + 1})
      faults.push_back({parent_check(section, one), "columns_swapped"});
    return;
  }
  const bool transposed = slip == Slip::transposed && transpose(cell);
  if (!transposed) cell += chance.between(100, 99'999);
  for (std::string check : {row_check(item), parent_check(section, column)})
    faults.push_back({std::move(check), transposed ? "transposed" : "cell_slip"});
}

void slip_total(Tables& tables, Chance& chance, std::vector<Fault>& faults) {
  const std::size_t column = chance.index(kColumns);
  tables.total[column] += chance.between(100, 9'999);
  faults.push_back({std::string("t.total.") + kColumnNames[column], "grand_slip"});
  for (std::size_t line = 0; line < kOverview; ++line)
    if (kOverviewColumns[line] == column)
      faults.push_back({std::string("t.overview.") + kOverviewNames[line], "grand_slip"});
}

void slip_above(Tables& tables, Slip slip, Chance& chance, std::vector<Fault>& faults) {
  if (slip == Slip::grand_slip) {
    slip_total(tables, chance, faults);
  } else if (slip == Slip::overview_slip) {
    const std::size_t line = chance.index(kOverview);
    tables.overview[line] += 2;  // one is rounding
    faults.push_back({std::string("t.overview.") + kOverviewNames[line], "overview_slip"});
  } else if (slip == Slip::cell_slip || slip == Slip::transposed || slip == Slip::columns_swapped) {
    slip_cell(tables, slip, chance, faults);
  }
}

Tables tables_of(Chance& chance, const Wishes& wishes, std::vector<Fault>& faults) {
  constexpr auto kTail = static_cast<int>(Slip::row_tail);
  auto slip = Slip::none;
  if (chance.below(1000) < wishes.faults_per_1000) {
    const auto drawn = static_cast<int>(chance.below(static_cast<int>(Slip::none) - 1));
    slip = static_cast<Slip>(drawn + (drawn >= kTail ? 1 : 0));
  } else if (chance.one_in(5)) {
    slip = Slip::row_tail;  // rounding is no fault
  }
  Tables tables;
  outline(tables, chance);
  spend(tables, chance, wishes.huge);
  if (slip == Slip::row_edge || slip == Slip::row_tail) {
    Row& item = any_of_level(tables, 2, chance);
    slip_row(tables, item, slip == Slip::row_edge, faults);
  }
  add_up_level(tables, 2);
  if (slip == Slip::parent_edge) slip_parent(any_of_level(tables, 1, chance), 1 + chance.index(kColumns - 1), faults);
  if (slip == Slip::missing_child) leave_out(tables, chance, faults);
  add_up_level(tables, 1);
  add_up_total(tables);
  slip_above(tables, slip, chance, faults);
  return tables;
}

// --- the line ----------------------------------------------------------------------------------------------------

void write_row(std::string& line, const Row& row, bool separators) {
  line += R"({"label":")" + row.label + '"';
  if (!row.code.empty()) line += R"(,"code":")" + row.code + '"';
  line += R"(,"cells":[)";
  for (const std::int64_t cell : row.cells) line += '"' + printed(cell, separators) + R"(",)";
  line.back() = ']';
  line += "},";
}

std::string line_of(std::int64_t number, const Tables& tables, bool separators) {
  const std::string unit = "示范部门" + digits(number, 7);
  std::string line =
      R"({"schema":"gouji.disclosure.v1","id":")" + unit + R"(-2024-final_accounts","province":"示范省","unit":")" +
      unit + R"(","year":2024,"kind":"final_accounts","money_unit":"万元","tables":[{"name":"支出决算表","columns":[)";
  for (const char* name : kColumnNames) line += '"' + std::string(name) + R"(",)";
  line.back() = ']';
  line += R"(,"rows":[)";
  Row total;
  total.label = "合计";
  total.cells = tables.total;
  write_row(line, total, separators);
  for (const Row& row : tables.rows) write_row(line, row, separators);
  line.back() = ']';
  line += R"(},{"name":"收入支出决算总表","columns":["金额"],"rows":[)";
  for (std::size_t at = 0; at < kOverview; ++at)
    line += R"({"label":")" + std::string(kOverviewNames[at]) + R"(","cells":[")" +
            printed(tables.overview[at], separators) + R"("]},)";
  line.back() = ']';
  return line + "}]}";
}

}  // namespace

Record table_set(std::int64_t number, const Wishes& wishes) {
  Chance chance(wishes.seed, static_cast<std::uint64_t>(number));
  Record record;
  const Tables tables = tables_of(chance, wishes, record.faults);
  record.line = line_of(number, tables, chance.one_in(2));
  return record;
}

}  // namespace gouji::bench::country
