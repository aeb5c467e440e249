#include "engine/program_run.hpp"

#include <algorithm>
#include <array>

#include "engine/range_arithmetic.hpp"

namespace gouji {

const LeanRecord& ProgramRun::fund(std::size_t number) {
  const auto& names = names_.labels[program_.funds[number]];
  constexpr std::size_t kSource = 0;
  for (const std::uint32_t name : names) {
    for (const LeanRecord& fund : subject_.evaluation->funds) {
      if (labels_.of(fund.cell(kSource).words()).number == name) return fund;
    }
  }
  throw NotPlain{};
}

const LeanTable& ProgramRun::table(std::size_t number) {
  if (number == 0) {
    need_plain(subject_.table != nullptr);
    return *subject_.table;
  }
  for (const std::uint32_t name : names_.labels[program_.tables[number]]) {
    for (const LeanTable& one : subject_.lean->tables) {
      if (labels_.of(one.name).number == name) return one;
    }
  }
  throw NotPlain{};
}

std::size_t ProgramRun::column(const LeanTable& table, std::size_t names) {
  for (const std::uint32_t name : names_.labels[names]) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const NameNumbers::Name column = labels_.of(table.columns[i]);
      if (column.number != name) continue;
      need_plain(!column.holds_unit);
      return i;
    }
  }
  throw NotPlain{};
}

std::size_t ProgramRun::row(const LeanTable& table, std::size_t names) {
  for (const std::uint32_t name : names_.labels[names]) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      if (!table.rows[i].labelled) continue;
      const NameNumbers::Name row = labels_.of(table.rows[i].label);
      if (row.number != name) continue;
      need_plain(!row.holds_unit);
      return i;
    }
  }
  throw NotPlain{};
}

template <class Int>
Range<Int> ProgramRun::table_cell(const CellRef& ref) {
  const LeanTable& own = table(ref.table);
  const std::size_t at = column(own, ref.column);
  return wide_range<Int>(own.cell(row(own, ref.row), at), own.decimals[at]);
}

const LeanRecord& ProgramRun::record(const CellRef& ref) {
  if (ref.of == CellRef::Of::own) return *subject_.record;
  return ref.of == CellRef::Of::evaluation ? subject_.evaluation->head : fund(ref.fund);
}

template <class Int>
Range<Int> ProgramRun::cell(const CellRef& ref) {
  if (ref.of == CellRef::Of::table) return table_cell<Int>(ref);
  return range_of<Int>(record(ref).cell(ref.field), ref.role, subject_.evaluation->money_decimals);
}

template <class Int>
Range<Int> ProgramRun::target(const ColumnNode& node) {
  need_plain(node.cell.of == CellRef::Of::own && subject_.kind == RecordKind::indicator);
  return target_range<Int>(*subject_.record, node.cell.field);
}

template <class Int>
Range<Int> ProgramRun::completion(const ColumnNode& node) {
  const ColumnNode& wanted = program_.nodes[node.left];
  const ColumnNode& reached = program_.nodes[node.right];
  const Range<Int> target_value = target<Int>(wanted), result = target<Int>(reached);
  const LeanCell& sign = subject_.record->cell(wanted.cell.field);
  const LeanCell& actual = subject_.record->cell(reached.cell.field);
  const bool reverse = sign.comparison == Comparison::at_most || sign.comparison == Comparison::less_than;
  need_plain((sign.mark == LeanMark::percent) == (actual.mark == LeanMark::percent));
  const LeanMark above = reverse ? sign.mark : actual.mark, below = reverse ? actual.mark : sign.mark;
  need_plain(above != LeanMark::counted || below == LeanMark::counted);  // a number of them is no part of anything
  return reverse ? divided(target_value, result) : divided(result, target_value);
}

// Neighbours mostly say the same: each is looked up where it does not.
const std::vector<std::uint32_t>& ProgramRun::numbers_of(std::size_t field) {
  for (std::size_t i = 0; i < fields_used_; ++i) {
    if (fields_[i].field == field) return fields_[i].numbers;
  }
  if (fields_used_ == fields_.size()) fields_.emplace_back();
  FieldNumbers& made = fields_[fields_used_++];
  made.field = field;
  made.numbers.clear();
  std::string_view before;
  std::uint32_t number = 0;
  for (const LeanRecord& indicator : subject_.evaluation->indicators) {
    const LeanCell& cell = indicator.cell(field);
    const std::string_view words = cell.state == LeanState::words ? cell.words() : std::string_view();
    if (words != before) number = words.empty() ? 0 : labels_.of(words).number;
    before = words;
    made.numbers.push_back(number);
  }
  return made.numbers;
}

// One of those that the filter wants.
struct ProgramRun::Fitting {
  const FieldFilter& filter;
  std::array<const std::uint32_t*, kMostLeanFields> numbers{};  // by word of the filter; of the first indicator
  std::array<std::uint32_t, kMostLeanFields> wanted{};

  bool operator()(std::size_t indicator) const {
    for (std::size_t i = 0; i < filter.words.size(); ++i) {
      if (numbers[i][indicator] != wanted[i]) return false;
    }
    return true;
  }
};

ProgramRun::Fitting ProgramRun::fitting(const FieldFilter& filter) {
  Fitting made{filter};
  need_plain(filter.words.size() <= made.wanted.size());
  for (const auto& [field, names] : filter.words) numbers_of(field);  // all of them, before they keep their place
  for (std::size_t i = 0; i < filter.words.size(); ++i) {
    made.numbers[i] = numbers_of(filter.words[i].first).data();
    made.wanted[i] = names_.labels[filter.words[i].second].front();
  }
  return made;
}

// Weights and scores are exact: they add up as whole numbers, by how many decimals they have.
template <class Int>
Range<Int> ProgramRun::all(const ColumnNode& node) {
  need_plain(node.cell.role == Role::weight || node.cell.role == Role::points);
  constexpr std::int64_t kMost = std::int64_t{1} << 50U;  // as many as there may be indicators still fit
  constexpr std::size_t kMostIndicators = 4'000;
  std::array<std::int64_t, 7> sums{};
  const auto& indicators = subject_.evaluation->indicators;
  need_plain(indicators.size() <= kMostIndicators);
  std::size_t decimals = 0;
  bool any = false;
  const Fitting fits = fitting(program_.filters[node.filter]);
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    if (!fits(i)) continue;
    const LeanCell& cell = indicators[i].cell(node.cell.field);
    if (is_missing(cell)) continue;
    need_plain(cell.decimals < sums.size() && cell.number <= kMost && cell.number >= -kMost &&
               cell.mark == LeanMark::bare);
    sums[cell.decimals] += cell.number;
    decimals = std::max<std::size_t>(decimals, cell.decimals);
    any = true;
  }
  Range<Int> total;
  total.missing = !any;
  Int128 top = 0;
  for (std::size_t i = 0; i <= decimals; ++i)
    top += static_cast<Int128>(sums[i]) * quick_power(static_cast<int>(decimals - i));
  if (any) total.value = BasicFraction<Int>::of(top, quick_power(static_cast<int>(decimals)));
  return total;
}

template <class Int>
Range<Int> ProgramRun::sum(const ColumnNode& node) {
  Range<Int> total;
  total.missing = true;
  for (std::uint32_t i = node.left; i < node.right; ++i) {
    const Range<Int> one = range<Int>(program_.parts[i]);
    if (one.missing) continue;
    total = total.missing ? one : added(total, one);
  }
  return total;
}

template <class Int>
Range<Int> ProgramRun::range(std::uint32_t number) {
  const ColumnNode& node = program_.nodes[number];
  const auto side = [&](std::uint32_t at) {
    Range<Int> range = this->range<Int>(at);
    need_plain(!range.missing);
    return range;
  };
  switch (node.op) {
    case ColumnOp::cell: return cell<Int>(node.cell);
    case ColumnOp::target:  // what it is counted in may not go with what it is added to
      need_plain(subject_.record != nullptr && subject_.record->cell(node.cell.field).mark == LeanMark::bare);
      return target<Int>(node);
    case ColumnOp::constant: {
      Range<Int> range;
      range.value = BasicFraction<Int>::of(node.number.top(), node.number.bottom());
      return range;
    }
    case ColumnOp::add: return added(side(node.left), side(node.right));
    case ColumnOp::subtract: return subtracted(side(node.left), side(node.right));
    case ColumnOp::multiply: return multiplied(side(node.left), side(node.right));
    case ColumnOp::divide: return divided(side(node.left), side(node.right));
    case ColumnOp::negate: return subtracted(Range<Int>{}, side(node.left));
    case ColumnOp::least: return picked(side(node.left), side(node.right), -1);
    case ColumnOp::most: return picked(side(node.left), side(node.right), 1);
    case ColumnOp::sum: return sum<Int>(node);
    case ColumnOp::all: return all<Int>(node);
    case ColumnOp::completion: return completion<Int>(node);
    case ColumnOp::printed: {
      const ColumnNode& below = program_.nodes[node.left];
      if (below.op != ColumnOp::cell) return side(node.left);
      need_plain(below.cell.of != CellRef::Of::table);
      return printed_range<Int>(record(below.cell).cell(below.cell.field));
    }
  }
  throw NotPlain{};
}

// One step for all records before the next one. What is no figure of theirs is asked for one by one.
const ProgramRun::Column& ProgramRun::column(std::uint32_t number, const LeanParts<LeanRecord>& records) {
  using Int = std::int64_t;
  const ColumnNode& node = program_.nodes[number];
  const bool own = node.cell.of == CellRef::Of::own;
  Column& made = columns_[number];
  made.resize(records.size());
  const auto each = [&](const auto& of) {
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = of(records[i]);
  };
  const auto pairs = [&](const auto& of) {
    const Column& left = column(node.left, records);
    const Column& right = column(node.right, records);
    for (std::size_t i = 0; i < made.size(); ++i) {
      need_plain(!left[i].missing && !right[i].missing);
      made[i] = of(left[i], right[i]);
    }
  };
  const auto figures = [&](const CellRef& ref) {
    const int decimals = subject_.evaluation->money_decimals;
    each([&](const LeanRecord& record) { return range_of<Int>(record.cell(ref.field), ref.role, decimals); });
  };
  switch (node.op) {
    case ColumnOp::add: pairs(added<Int>); return made;
    case ColumnOp::subtract: pairs(subtracted<Int>); return made;
    case ColumnOp::multiply: pairs(multiplied<Int>); return made;
    case ColumnOp::divide: pairs(divided<Int>); return made;
    case ColumnOp::least: pairs([](const auto& a, const auto& b) { return picked(a, b, -1); }); return made;
    case ColumnOp::most: pairs([](const auto& a, const auto& b) { return picked(a, b, 1); }); return made;
    case ColumnOp::cell:
      if (!own) break;
      figures(node.cell);
      return made;
    default: break;
  }
  each([&](const LeanRecord& record) {
    subject_.record = &record;
    return range<Int>(number);
  });
  return made;
}

bool ProgramRun::hold_all(const LeanSubject& form, const LeanParts<LeanRecord>& records) {
  if (!program_.across.empty() || !program_.hierarchies.empty()) return false;
  subject_ = form;
  fields_used_ = 0;
  columns_.resize(program_.nodes.size());
  return std::all_of(program_.comparisons.begin(), program_.comparisons.end(), [&](const ColumnComparison& one) {
    const Column& left = column(one.left, records);
    const Column& right = column(one.right, records);
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!same(left[i], right[i], one.tail_noted)) return false;
    }
    return true;
  });
}

template <class Int>
bool ProgramRun::holds(const ColumnComparison& comparison) {
  return same(range<Int>(comparison.left), range<Int>(comparison.right), comparison.tail_noted);
}

int ProgramRun::held(const LeanSubject& subject) {
  subject_ = subject;
  fields_used_ = 0;
  int made = 0;
  for (const ColumnComparison& one : program_.comparisons) {
    if (!holds<std::int64_t>(one) && !holds<Int128>(one)) return -1;
    ++made;
  }
  for (const AcrossRows& one : program_.across) {
    if (!across(one, made)) return -1;
  }
  for (const CodeHierarchy& one : program_.hierarchies) {
    if (!hierarchy(one, made)) return -1;
  }
  return made;
}

}  // namespace gouji
