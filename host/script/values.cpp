#include "script/values.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace gouji::script {
namespace {

constexpr std::size_t kMostBytes = std::size_t{32} << 20U;  // of one evaluation's figures
constexpr std::size_t kMostKept = std::size_t{4} << 20U;    // between evaluations
constexpr std::size_t kListOverhead = 32;                   // of a list, beside its values
constexpr int kDeepestFormula = 40;
constexpr int kMostInFormula = 2000;  // figures and signs: more than anybody reads, and shared parts count each time
constexpr int kShownDecimals = 4;
constexpr int kMostBareRatio = 10;        // nobody means 1,000% who writes 11 beside a percentage
constexpr std::size_t kLongestName = 16;  // of a row in a formula

// Growing by copies would hold the old and the new list at once. From a few megabytes on there is room for the most
// that there can be: pages that nothing was written to take no memory.
template <class T>
void make_room(std::vector<T>& list) {
  if (list.size() == list.capacity() && list.capacity() * sizeof(T) > kMostKept)
    list.reserve(kMostBytes / sizeof(T) + 1);
}

bool has_digit(std::string_view printed) {
  const std::u32string letters = text::decode(printed);
  return std::any_of(letters.begin(), letters.end(), text::is_digit);
}

Exact scale_of(const Unit& unit) {
  return unit.exponent >= 0 ? Exact::fraction(power_of_ten(unit.exponent), 1)
                            : Exact::fraction(1, power_of_ten(-unit.exponent));
}

bool addable(const Unit& a, const Unit& b) {
  return a.kind == b.kind || a.kind == UnitKind::plain || b.kind == UnitKind::plain;
}

// A ratio is held as such whatever its printed sign, so its exponent never scales; a bare number takes the other's
// scale.
bool scales(const Unit& unit) {
  if (unit.kind == UnitKind::plain) return unit.exponent != 0;
  return unit.kind == UnitKind::money || unit.kind == UnitKind::quantity;
}

// Factor that brings a number in `from` to the scale of `to`.
Exact conversion(const Unit& from, const Unit& to) {
  const bool both_bare = from.kind == UnitKind::plain && to.kind == UnitKind::plain;
  if (from.exponent == to.exponent || (!both_bare && (!scales(from) || !scales(to)))) return 1;
  return scale_of(from) / scale_of(to);
}

Value converted(Value value, const Unit& unit) {
  if (const Exact factor = conversion(value.unit, unit); !(factor == Exact(1))) {
    value.value = value.value * factor;
    value.low = value.low * factor;
    value.high = value.high * factor;
  }
  if (value.unit.kind != UnitKind::plain || unit.kind != UnitKind::plain) value.unit = unit;
  return value;
}

// Empty where the two cannot be multiplied (divided).
std::optional<Unit> product_unit(const Unit& a, const Unit& b) {
  const auto neutral = [](const Unit& unit) { return unit.kind == UnitKind::plain || unit.kind == UnitKind::ratio; };
  if (neutral(b)) return a.kind == UnitKind::plain ? b : a;
  if (neutral(a)) return b;
  return std::nullopt;
}

std::optional<Unit> quotient_unit(const Unit& a, const Unit& b) {
  if (a.kind == UnitKind::plain && b.kind == UnitKind::plain && a.exponent != b.exponent) return Unit::ratio();
  if (b.kind == UnitKind::plain || (b.kind == UnitKind::ratio && a.kind != UnitKind::ratio)) return a;
  if (a.kind == b.kind || a.kind == UnitKind::plain) return Unit::ratio();
  return std::nullopt;
}

int rank(Op op) {
  switch (op) {
    case Op::add:
    case Op::subtract:
    case Op::sum: return 1;
    case Op::multiply:
    case Op::divide: return 2;
    default: return 3;
  }
}

}  // namespace

std::string Leaf::row_name() const {
  if (row != nullptr) return row->label.value_or(row->code.value_or(row->line.value_or("")));
  if (record == nullptr) return {};
  switch (record->kind) {
    case RecordKind::fund: return record->text("source");
    case RecordKind::indicator: return record->text("level3");
    case RecordKind::claim: return record->text("subject");
    case RecordKind::evaluation: return {};
  }
  return {};
}

std::string Leaf::column_name() const {
  if (field != nullptr) return std::string(field->chinese);
  if (table != nullptr && column < table->columns.size()) return table->columns[column];
  return {};
}

Place Leaf::place() const {
  if (row != nullptr) return row->at;
  return record != nullptr ? record->at : Place{};
}

const std::string* Leaf::doubt() const {
  const auto look = [&](const std::map<std::string, std::string>& doubtful,
                        std::string_view key) -> const std::string* {
    const auto found = doubtful.find(std::string(key));
    return found == doubtful.end() ? nullptr : &found->second;
  };
  if (record != nullptr && field != nullptr) return look(record->doubtful, field->key);
  if (row != nullptr && table != nullptr) {
    // A figure of a row that may be another row is no surer than the row's name.
    const std::string* own = look(row->doubtful, column_name());
    return own != nullptr || row->code ? own : look(row->doubtful, "label");
  }
  return nullptr;
}

std::string number_text(const Exact& value, const Unit& unit, int least, int most, bool with_unit) {
  if (unit.kind == UnitKind::ratio && unit.exponent < 0) {
    return (value * Exact::fraction(power_of_ten(-unit.exponent), 1)).text_between(least, most) +
           std::string(unit.word);
  }
  std::string digits = value.text_between(least, most);
  if (!with_unit || unit.word.empty() || unit.kind == UnitKind::points) return digits;
  return unit.kind == UnitKind::money ? fmt::format("{} {}", digits, unit.word.text())
                                      : digits + std::string(unit.word);
}

bool Values::clear() {
  values_.clear();
  leaves_.clear();
  operands_.clear();
  const bool many_lists = list_bytes_ > kMostKept;
  lists_.clear();
  list_bytes_ = 0;
  const bool many = (values_.capacity() * sizeof(Value)) > kMostKept;
  const bool many_operands = (operands_.capacity() * sizeof(ValueId)) > kMostKept;
  if (many) {
    values_.shrink_to_fit();
    leaves_.shrink_to_fit();
  }
  if (many_operands) operands_.shrink_to_fit();
  origin_ = nullptr;
  hold_parameters_ = false;
  return many || many_operands || many_lists;
}

void Values::need_room() const {
  if (bytes() <= kMostBytes) return;
  throw std::move(
      Fault("limit.memory", fmt::format("一次审核用到的数过多，已有 {} 个", values_.size()),
            fmt::format("too many figures in one evaluation: {} already", values_.size()))
          .hint("检查有没有停不下来的循环；整栏的合计用 sum", "look for an endless loop; sum whole columns by sum"));
}

const std::vector<ValueId>* Values::keep_list(std::vector<ValueId> list) {
  need_room();
  list_bytes_ += sizeof list + list.capacity() * sizeof(ValueId) + kListOverhead;
  return &lists_.emplace_back(std::move(list));
}

std::uint32_t Values::push_leaf(const Leaf& leaf) {
  make_room(leaves_);
  leaves_.push_back(leaf);
  return static_cast<std::uint32_t>(leaves_.size() - 1);
}

ValueId Values::push(Value value) {
  need_room();
  make_room(values_);
  values_.push_back(value);
  return static_cast<ValueId>(values_.size() - 1);
}

ValueId Values::cell(const Leaf& leaf) {
  Value value;
  value.op = Op::cell;
  const Cell& cell = *leaf.cell;
  if (recorder_ != nullptr) recorder_->looked_at(cell);
  value.missing = !cell.has_figure();
  value.damaged = cell.state == CellState::words && has_digit(cell.printed);
  if (!value.missing) {
    value.unit = cell.figure.unit;
    value.value = value.low = value.high = cell.figure.value;
    // Money and rates carry what their printed digits leave open; weights, scores and counts are exact.
    if (value.unit.kind == UnitKind::money || value.unit.kind == UnitKind::ratio) {
      const int digits =
          value.unit.kind == UnitKind::money ? cell.precision : cell.figure.decimals - cell.figure.padded;
      const Exact half = half_unit(cell.figure, digits);
      value.low = value.value - half;
      value.high = value.value + half;
    }
  }
  value.leaf = push_leaf(leaf);
  return push(value);
}

ValueId Values::number_in(const Leaf& leaf, const Figure& figure) {
  if (recorder_ != nullptr) recorder_->looked_at(*leaf.cell);
  Value value;
  value.op = Op::cell;
  value.unit = figure.unit;
  value.value = value.low = value.high = figure.value;
  // A target is exact; a result carries what its printed digits leave open, as money and rates do everywhere.
  const bool measured = leaf.field != nullptr && leaf.field->key == "actual" &&
                        (figure.unit.kind == UnitKind::money || figure.unit.kind == UnitKind::ratio);
  if (measured) {
    const bool rate = figure.unit.kind == UnitKind::ratio;
    const Exact half = half_unit(figure, rate ? figure.decimals - figure.padded : figure.decimals);
    value.low = value.value - half;
    value.high = value.value + half;
  }
  value.leaf = push_leaf(leaf);
  return push(value);
}

ValueId Values::parameter(std::string_view name, const Exact& number, const Unit& unit) {
  const ValueId id = constant(number, unit, name);
  values_[id].op = Op::parameter;
  hold_parameters_ = true;
  return id;
}

ValueId Values::constant(const Exact& number, const Unit& unit, std::string_view name) {
  Leaf leaf;
  leaf.name = name;
  Value value;
  value.unit = unit;
  value.value = value.low = value.high = number;
  value.leaf = push_leaf(leaf);
  return push(value);
}

Leaf Values::any_leaf(ValueId id) const {
  for (;;) {  // no recursion: a script may have built it as deep as it likes
    const Value& value = values_.at(id);
    if (value.op == Op::cell || value.op == Op::parameter || value.op == Op::constant) return leaf(value);
    if (value.op == Op::sum && value.left == value.right) return {};
    id = value.op == Op::sum ? operands_[value.left] : value.left;
  }
}

const Value& Values::need(ValueId id) const {
  const Value& value = values_.at(id);
  if (value.missing) throw MissingValue(any_leaf(id));
  return value;
}

bool Values::missing(ValueId id) const {
  const Value& value = values_.at(id);
  if (value.damaged) throw MissingValue(any_leaf(id));
  return value.missing;
}

std::span<const ValueId> Values::parts(const Value& sum) const {
  return std::span(operands_).subspan(sum.left, sum.right - sum.left);
}

// 90.24% is 0.9024: beside a bare 90 it is always less, and nobody would notice.
void Values::refuse_bare_percent(ValueId ratio, const Value& bare) const {
  const bool written = bare.op == Op::constant || bare.op == Op::parameter;
  if (!written || bare.value <= Exact(kMostBareRatio) || !is_fraction(ratio)) return;
  const std::string digits = number_text(bare.value, bare.unit, 0, kShownDecimals, false);
  throw std::move(
      Fault("unit.bare_percent",
            fmt::format("{} 与没有单位的 {} 比较：百分数按比率计，{} 不是 {}%", shown(ratio), digits, digits, digits),
            fmt::format("{} beside {} without a unit: a percentage counts as its ratio, {} is not {}%", shown(ratio),
                        digits, digits, digits))
          .hint(fmt::format("公式里写 amount \"{}%\"；参数写 unit = \"%\"", digits),
                fmt::format("write amount \"{}%\", or unit = \"%\" in the parameter", digits)));
}

bool Values::is_fraction(ValueId id) const {
  const Value& value = values_.at(id);
  if (value.unit.kind != UnitKind::ratio) return false;
  switch (value.op) {
    case Op::cell:
    case Op::parameter: return true;
    case Op::absolute:
    case Op::rounded:
    case Op::printed: return is_fraction(value.left);
    case Op::divide: {  // an author who multiplies by 100 first has made it a percentage
      const auto whole = [&](ValueId part) {
        const Op op = values_.at(part).op;
        return op == Op::cell || op == Op::sum || op == Op::printed;
      };
      return whole(value.left) && whole(value.right);
    }
    default: return false;
  }
}

Value Values::in_unit_of(ValueId b, ValueId a) const {
  const Value& left = need(a);
  const Value& right = need(b);
  if (!addable(left.unit, right.unit)) refuse_mixed(a, b, "比较");
  if (left.unit.kind == UnitKind::ratio && right.unit.kind == UnitKind::plain) refuse_bare_percent(a, right);
  if (right.unit.kind == UnitKind::ratio && left.unit.kind == UnitKind::plain) refuse_bare_percent(b, left);
  return converted(right, left.unit.kind == UnitKind::plain ? right.unit : left.unit);
}

Exact Values::factor_to(ValueId id, const Unit& unit) const { return conversion(values_.at(id).unit, unit); }

ValueId Values::add(ValueId a, ValueId b) {
  const Value left = need(a);
  const Value right = in_unit_of(b, a);
  Value result;
  result.op = Op::add;
  result.unit = left.unit.kind == UnitKind::plain ? right.unit : left.unit;
  result.left = a;
  result.right = b;
  result.value = left.value + right.value;
  result.low = left.low + right.low;
  result.high = left.high + right.high;
  return push(result);
}

ValueId Values::subtract(ValueId a, ValueId b) {
  const Value left = need(a);
  const Value right = in_unit_of(b, a);
  Value result;
  result.op = Op::subtract;
  result.unit = left.unit.kind == UnitKind::plain ? right.unit : left.unit;
  result.left = a;
  result.right = b;
  result.value = left.value - right.value;
  result.low = left.low - right.high;
  result.high = left.high - right.low;
  return push(result);
}

ValueId Values::multiply(ValueId a, ValueId b) {
  const Value& left = need(a);
  const Value& right = need(b);
  Value result;
  result.op = Op::multiply;
  const auto unit = product_unit(left.unit, right.unit);
  if (!unit) refuse_mixed(a, b, "相乘");
  result.unit = *unit;
  result.left = a;
  result.right = b;
  result.value = left.value * right.value;
  const auto ends = {left.low * right.low, left.low * right.high, left.high * right.low, left.high * right.high};
  result.low = std::min(ends);
  result.high = std::max(ends);
  return push(result);
}

ValueId Values::divide(ValueId a, ValueId b) {
  const Value& left = need(a);
  const Value right = need(b);
  Value result;
  result.op = Op::divide;
  const auto unit = quotient_unit(left.unit, right.unit);
  if (!unit) refuse_mixed(a, b, "相除");
  result.unit = *unit;
  result.left = a;
  result.right = b;
  if (right.value.is_zero()) {
    throw std::move(Fault("number.zero_divisor", fmt::format("除数为零：{}", formula(b)),
                          fmt::format("division by zero: {}", formula(b)))
                        .hint("用 check:when 先排除为零的情形", "guard with check:when"));
  }
  const Exact factor = result.unit.kind == UnitKind::ratio ? conversion(left.unit, right.unit) : Exact(1);
  result.value = left.value * factor / right.value;
  if (right.low.sign() > 0 || right.high.sign() < 0) {
    const auto ends = {left.low / right.low, left.low / right.high, left.high / right.low, left.high / right.high};
    result.low = std::min(ends) * factor;
    result.high = std::max(ends) * factor;
  } else {  // the divisor's envelope holds zero: only the exact quotient is known
    result.low = result.high = result.value;
  }
  return push(result);
}

ValueId Values::negate(ValueId a) {
  Value result = need(a);
  result.op = Op::negate;
  result.left = result.right = a;
  result.value = -result.value;
  std::swap(result.low, result.high);
  result.low = -result.low;
  result.high = -result.high;
  return push(result);
}

ValueId Values::absolute(ValueId a) {
  const Value source = need(a);
  if (recorder_ != nullptr) recorder_->compared_with_zero(*this, a);
  if (source.value.sign() < 0) {
    const ValueId id = negate(a);
    values_[id].op = Op::absolute;
    return id;
  }
  Value result = source;
  result.op = Op::absolute;
  result.left = result.right = a;
  return push(result);
}

template <class Pick>
ValueId Values::picked(Op op, ValueId a, ValueId b, Pick pick) {
  const Value left = need(a);
  const Value right = in_unit_of(b, a);
  compared(a, Relation::at_most, b, true, left.value <= right.value);
  Value result = left;
  result.op = op;
  result.unit = left.unit.kind == UnitKind::plain ? right.unit : left.unit;
  result.left = a;
  result.right = b;
  result.value = pick(left.value, right.value);
  result.low = pick(left.low, right.low);
  result.high = pick(left.high, right.high);
  return push(result);
}

ValueId Values::least(ValueId a, ValueId b) {
  return picked(Op::least, a, b, [](const Exact& x, const Exact& y) { return std::min(x, y); });
}

ValueId Values::most(ValueId a, ValueId b) {
  return picked(Op::most, a, b, [](const Exact& x, const Exact& y) { return std::max(x, y); });
}

ValueId Values::rounded(ValueId a, int decimals, Rounding mode) {
  Value result = need(a);
  // Decimals of a percentage are those of the printed %.
  const int digits = decimals + (result.unit.kind == UnitKind::ratio ? -result.unit.exponent : 0);
  result.op = Op::rounded;
  result.decimals = static_cast<std::uint8_t>(decimals);
  result.left = result.right = a;
  result.value = result.value.rounded(digits, mode);
  result.low = result.low.rounded(digits, mode);
  result.high = result.high.rounded(digits, mode);
  return push(result);
}

ValueId Values::sum(std::span<const ValueId> parts) {
  Value result;
  result.op = Op::sum;
  result.missing = true;
  ValueId first = 0;
  for (const ValueId part : parts) {
    if (missing(part)) continue;
    const Value& source = values_[part];
    if (result.missing) {
      first = part;
      result.unit = source.unit;
      result.missing = false;
      result.value = source.value;
      result.low = source.low;
      result.high = source.high;
      continue;
    }
    if (!addable(result.unit, source.unit)) refuse_mixed(first, part, "相加", parts);
    if (result.unit.kind == UnitKind::plain) first = part;
    const Value term = converted(source, result.unit.kind == UnitKind::plain ? source.unit : result.unit);
    result.unit = term.unit;
    result.value = result.value + term.value;
    result.low = result.low + term.low;
    result.high = result.high + term.high;
  }
  result.left = static_cast<ValueId>(operands_.size());
  operands_.insert(operands_.end(), parts.begin(), parts.end());
  result.right = static_cast<ValueId>(operands_.size());
  return push(result);
}

ValueId Values::like(ValueId a, ValueId b) {
  const Value& other = need(b);
  Value result = need(a);
  if (result.unit.kind != UnitKind::plain || other.unit.kind == UnitKind::plain) return a;
  result = converted(result, other.unit);
  result.op = Op::printed;
  result.left = result.right = a;
  return push(result);
}

ValueId Values::banded(ValueId a, std::string_view name, const Exact& value, const Exact& low, const Exact& high) {
  Value result;
  result.op = Op::banded;
  result.left = result.right = a;
  result.value = value;
  result.low = low;
  result.high = high;
  Leaf leaf;
  leaf.name = name;
  result.leaf = push_leaf(leaf);
  return push(result);
}

ValueId Values::printed(ValueId a) {
  Value result = need(a);
  if (result.op == Op::cell && leaf(result).cell->has_figure()) {
    const Figure& figure = leaf(result).cell->figure;
    const Exact half = half_unit(figure, figure.decimals);
    result.low = result.value - half;
    result.high = result.value + half;
  }
  result.op = Op::printed;
  result.left = result.right = a;
  return push(result);
}

std::vector<ValueId> Values::leaves_of(ValueId id) const {
  std::vector<ValueId> found;
  std::vector<ValueId> open{id};
  std::vector<bool> seen(id + 1);  // operands are older than what is made of them
  while (!open.empty()) {
    const ValueId next = open.back();
    open.pop_back();
    if (seen.at(next)) continue;
    seen[next] = true;
    const Value& value = values_.at(next);
    switch (value.op) {
      case Op::cell:
      case Op::parameter:
      case Op::constant: found.push_back(next); break;
      case Op::sum:
        for (ValueId i = value.right; i > value.left; --i) open.push_back(operands_[i - 1]);
        break;
      default:
        if (value.right != value.left) open.push_back(value.right);
        open.push_back(value.left);
    }
  }
  return found;
}

template <class Show>
std::string Values::walk(ValueId id, int parent_rank, bool right_side, const Show& show, int depth, int& left) const {
  if (depth > kDeepestFormula || --left < 0) return "…";
  const Value& value = values_.at(id);
  const int own = rank(value.op);
  const auto binary = [&](std::string_view sign) {
    return fmt::format("{} {} {}", walk(value.left, own, false, show, depth + 1, left), sign,
                       walk(value.right, own, true, show, depth + 1, left));
  };
  std::string result;
  switch (value.op) {
    case Op::cell:
    case Op::parameter:
    case Op::constant: return show(value);
    case Op::printed: return walk(value.left, parent_rank, right_side, show, depth + 1, left);
    case Op::add: result = binary("+"); break;
    case Op::subtract: result = binary("−"); break;
    case Op::multiply: result = binary("×"); break;
    case Op::divide: result = binary("÷"); break;
    case Op::negate: return "−" + walk(value.left, 3, true, show, depth + 1, left);
    case Op::absolute: return fmt::format("|{}|", walk(value.left, 0, false, show, depth + 1, left));
    case Op::least:
    case Op::most:
      return fmt::format("{}({}, {})", value.op == Op::least ? "取小" : "取大",
                         walk(value.left, 0, false, show, depth + 1, left),
                         walk(value.right, 0, false, show, depth + 1, left));
    case Op::banded:
      return fmt::format("分档({}, {})", leaf(value).name, walk(value.left, 0, false, show, depth + 1, left));
    case Op::rounded:
      return fmt::format("舍入({}, {}位)", walk(value.left, 0, false, show, depth + 1, left), value.decimals);
    case Op::sum: {
      for (const ValueId part : parts(value)) {
        if (!result.empty()) result += " + ";
        if (left < 0) {
          result += "…";
          break;
        }
        result += walk(part, own, false, show, depth + 1, left);
      }
      if (value.right - value.left < 2) return result.empty() ? "0" : result;
      break;
    }
  }
  return own < parent_rank || (own == parent_rank && right_side) ? "(" + result + ")" : result;
}

std::string Values::formula(ValueId id) const {
  // Figures of one row are told apart by their columns alone.
  const Record* record = nullptr;
  const TableRow* table_row = nullptr;
  bool one_row = true;
  for (const ValueId part : leaves_of(id)) {
    if (values_[part].op != Op::cell) continue;
    const Leaf& source = leaf(values_[part]);
    one_row =
        one_row && (record == nullptr || record == source.record) && (table_row == nullptr || table_row == source.row);
    record = source.record;
    table_row = source.row;
  }
  int left = kMostInFormula;
  return walk(
      id, 0, false,
      [&](const Value& value) -> std::string {
        const Leaf& source = leaf(value);
        if (value.op == Op::cell) {
          const Origin* origin = origin_of(source);
          const bool whole = !one_row || origin_;
          const std::string row = whole ? text::shorten(source.row_name(), kLongestName) : std::string();
          const std::string column = source.column_name();
          const std::string name = row.empty() ? column : (column.empty() ? row : fmt::format("{}·{}", row, column));
          return origin == nullptr ? name : fmt::format("{}·{}", origin->name, name);
        }
        return source.name.empty() ? number_text(value.value, value.unit, 0, kShownDecimals, true)
                                   : std::string(source.name);
      },
      0, left);
}

std::string Values::formula_with_figures(ValueId id) const {
  int left = kMostInFormula;
  return walk(
      id, 0, false,
      [&](const Value& value) -> std::string {
        if (value.op == Op::cell) {
          const Cell& cell = *leaf(value).cell;
          return cell.printed.empty() ? "（空）" : cell.printed;
        }
        return number_text(value.value, value.unit, 0, kShownDecimals, true);
      },
      0, left);
}

std::string Values::shown(ValueId id) const {
  while (values_.at(id).op == Op::printed && !values_.at(id).missing) id = values_.at(id).left;
  const Value& value = values_.at(id);
  if (value.missing) return "（空）";
  if (value.op == Op::cell) return leaf(value).cell->printed;
  Unit unit = value.unit;
  if (unit.kind == UnitKind::ratio && unit.exponent == 0) unit = Unit::percent();
  return number_text(value.value, unit, 0, unit.kind == UnitKind::ratio ? 2 : kShownDecimals, true);
}

}  // namespace gouji::script
