#include "import/statement_shifts.hpp"

#include <algorithm>

#include "base/exact.hpp"
#include "base/text.hpp"
#include "import/numbers.hpp"
#include "import/statement_columns.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kShifted = "空栏无痕迹，数可能错了一栏";
constexpr const char* kNameBeside = "数和旁边的名称印在一处，属于哪一栏不能确定";
constexpr const char* kJoinedHead = "表头几个名称连在一起，栏目不能确定";
constexpr std::size_t kFewestJoined = 4;  // letters of a name that another one was joined to
constexpr const char* kSeveralFigures = "几个数印在一处，各属哪一栏不能确定";

struct ColumnSum {
  std::size_t total = 0;
  std::vector<std::size_t> parts;
};
using RowFigures = std::vector<std::optional<Exact>>;  // by column

// The sums whose columns are all printed, each once; those that take something off are left out.
std::vector<ColumnSum> printed_sums(const StatementSpec& spec, const std::vector<std::string>& columns) {
  const auto names = [](const StatementColumn& column, const std::string& name) {
    const std::string key = StatementLexicon::key(name);
    return StatementLexicon::key(column.name) == key ||
           std::any_of(column.aliases.begin(), column.aliases.end(),
                       [&](const std::string& alias) { return StatementLexicon::key(alias) == key; });
  };
  const auto find = [&](const std::string& wanted) {
    const auto is_wanted = [&](const std::string& printed) {
      return std::any_of(spec.columns.begin(), spec.columns.end(), [&](const StatementColumn& column) {
        return names(column, wanted) && names(column, printed);
      });
    };
    return static_cast<std::size_t>(std::find_if(columns.begin(), columns.end(), is_wanted) - columns.begin());
  };
  std::vector<ColumnSum> sums;
  for (const StatementSum& sum : spec.column_sums) {
    ColumnSum made{find(sum.total), {}};
    bool whole = made.total < columns.size();
    for (const std::string& part : sum.parts) {
      made.parts.push_back(find(part));
      whole = whole && made.parts.back() < columns.size() && made.parts.back() != made.total;
    }
    if (whole) sums.push_back(std::move(made));
  }
  return sums;
}

bool adds_up(const std::vector<ColumnSum>& sums, const RowFigures& row) {
  return std::all_of(sums.begin(), sums.end(), [&](const ColumnSum& sum) {
    Exact parts;
    for (const std::size_t part : sum.parts) parts = parts + row[part].value_or(Exact());
    return parts == row[sum.total].value_or(Exact());
  });
}

// The figures from column `from` on, one further right; from right to left up to there, one further left. Empty where a
// figure has nowhere to go.
RowFigures moved(const RowFigures& row, std::size_t from, bool right) {
  RowFigures made = row;
  if (right) {
    if (row.back()) return {};
    for (std::size_t i = row.size() - 1; i > from; --i) made[i] = row[i - 1];
    made[from].reset();
  } else {
    if (from == 0 || row[from - 1]) return {};
    for (std::size_t i = from; i < row.size(); ++i) made[i - 1] = row[i];
    made.back().reset();
  }
  return made;
}

bool is_mended_by_a_move(const std::vector<ColumnSum>& sums, const RowFigures& row) {
  for (std::size_t from = 0; from < row.size(); ++from) {
    for (const bool right : {true, false}) {
      const RowFigures made = moved(row, from, right);
      if (!made.empty() && adds_up(sums, made)) return true;
    }
  }
  return false;
}

// 合计一般公共预算, 部门（单位）名称合计, 决算数按功能分类: a word for sums beside a name, or the head of the names
// behind one.
bool is_joined(const StatementLexicon& lexicon, const std::string& level) {
  const std::string key = StatementLexicon::key(level);
  const std::u32string letters = text::decode(key);
  for (std::size_t at = 1; at < letters.size(); ++at) {
    const std::string rest = text::encode(std::u32string_view(letters).substr(at));
    const std::string before = text::encode(std::u32string_view(letters).substr(0, at));
    if (!text::is_han(letters[at])) continue;
    if (at >= kFewestJoined && lexicon.is_subtotal(rest) && lexicon.role(before) == HeadRole::label) return true;
    if (at + kFewestJoined > letters.size()) continue;
    if (lexicon.is_subtotal(before)) return true;
    if (at > 1 && lexicon.role(key) == HeadRole::value && lexicon.role(rest) == HeadRole::label &&
        lexicon.role(before) == HeadRole::value)
      return true;
  }
  return false;
}

// 项目支出上缴上级支出: two columns of the known table.
bool are_two_columns(const StatementSpec& spec, const std::string& level) {
  const auto knows = [&](std::string_view words) {
    return std::any_of(spec.columns.begin(), spec.columns.end(), [&](const StatementColumn& column) {
      const auto is_own = [&](const std::string& name) { return StatementLexicon::key(name) == words; };
      return is_own(column.name) || std::any_of(column.aliases.begin(), column.aliases.end(), is_own);
    });
  };
  const std::string key = StatementLexicon::key(level);
  if (knows(key)) return false;
  for (std::size_t at = 0; at < key.size();) {
    text::decode_next(key, at);
    const std::string_view rest = std::string_view(key).substr(at);
    if (text::decode(rest).size() >= kFewestJoined && knows(rest) && knows(std::string_view(key).substr(0, at)))
      return true;
  }
  return false;
}

// A column that the known table has on no level, below a level of its other columns.
bool is_below_other(const StatementSpec& spec, const std::vector<std::string>& levels) {
  if (levels.size() != 2) return false;
  const std::string above = StatementLexicon::key(levels.front());
  const std::string own = StatementLexicon::key(levels.back());
  bool is_level = false, is_column = false;
  for (const StatementColumn& column : spec.columns) {
    const std::vector<std::string> known = levels_of(column.name);
    is_level = is_level || (known.size() > 1 && StatementLexicon::key(known.front()) == above);
    is_column = is_column || (known.size() == 1 && StatementLexicon::key(known.front()) == own);
  }
  return is_level && is_column;
}

// 5208.24 1520.00: figures of several columns with no more than a blank between them.
bool holds_several(std::string_view cell) {
  std::size_t figures = 0;
  while (!(cell = text::trim(cell)).empty()) {
    const std::size_t end = std::min(cell.find(' '), cell.size());
    if (!is_table_number(cell.substr(0, end))) return false;
    ++figures;
    cell.remove_prefix(end);
  }
  return figures > 1;
}

// 某某局18450.39, 3674.33总计: an amount and the name beside it.
bool holds_name_too(std::string_view cell) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto first = std::find_if(cell.begin(), cell.end(), is_digit);
  const auto last = std::find_if(cell.rbegin(), cell.rend(), is_digit).base();
  if (first >= last) return false;
  const std::string_view figure =
      cell.substr(static_cast<std::size_t>(first - cell.begin()), static_cast<std::size_t>(last - first));
  return figure.find('.') != std::string_view::npos && is_table_number(figure) && text::has_han(cell) &&
         (figure.data() == cell.data() || figure.data() + figure.size() == cell.data() + cell.size());
}

}  // namespace

void doubt_joined_figures(ReadTable& table) {
  for (ReadRow& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) {
      if (!row.cells[i]) continue;
      const std::string& cell = row.cells[i]->text;
      if (holds_several(cell)) row.doubtful.emplace(table.columns[i], kSeveralFigures);
      if (holds_name_too(cell)) row.doubtful.emplace(table.columns[i], kNameBeside);
    }
  }
}

void doubt_joined_heads(const StatementLexicon& lexicon, const StatementSpec* spec, ReadTable& table) {
  const bool joined = std::any_of(table.columns.begin(), table.columns.end(), [&](const std::string& name) {
    const std::vector<std::string> levels = levels_of(name);
    return lexicon.role(levels.back()) == HeadRole::code || (spec != nullptr && is_below_other(*spec, levels)) ||
           std::any_of(levels.begin(), levels.end(), [&](const auto& level) {
             return is_joined(lexicon, level) || (spec != nullptr && are_two_columns(*spec, level));
           });
  });
  if (!joined) return;
  for (ReadRow& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) {
      if (row.cells[i] && is_table_number(row.cells[i]->text)) row.doubtful.emplace(table.columns[i], kJoinedHead);
    }
  }
}

void doubt_shifted_rows(const StatementSpec& spec, ReadTable& table) {
  const std::vector<ColumnSum> sums = printed_sums(spec, table.columns);
  if (sums.empty()) return;
  for (ReadRow& row : table.rows) {
    RowFigures figures(table.columns.size());
    for (std::size_t i = 0; i < row.cells.size() && i < figures.size(); ++i) {
      if (row.cells[i]) figures[i] = Exact::parse(text::strip_spaces(row.cells[i]->text));
    }
    if (adds_up(sums, figures) || !is_mended_by_a_move(sums, figures)) continue;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      if (figures[i]) row.doubtful.emplace(table.columns[i], kShifted);
    }
  }
}

}  // namespace gouji::intake
