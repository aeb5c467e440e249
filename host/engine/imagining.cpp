#include "engine/imagining.hpp"

#include <algorithm>
#include <deque>
#include <exception>
#include <map>
#include <utility>

#include "engine/straight_line.hpp"
#include "script/imagined.hpp"
#include "script/missing.hpp"

namespace gouji {
namespace {

using script::Op;
using script::Value;
using script::ValueId;
using script::Values;
using Names = std::vector<std::string_view>;

// Stands in every field of words: a rule that takes it for a name does not only compute.
constexpr std::string_view kNoName = "\x01";
constexpr std::string_view kMoneyUnit = "万元";
constexpr std::size_t kManyIndicators = 7;  // stand for all; nobody writes out a sum of just these
constexpr std::size_t kMostRows = 500, kMostColumns = 100;
constexpr std::size_t kMostNodes = 2'000;

// The rule does something that a program does not have. A standard exception, so that it passes through Lua.
struct NotComputed : std::exception {};

Record imagined_record(RecordKind kind) {
  Record record(kind);
  const Unit money = *money_unit(kMoneyUnit);
  for (const Field& field : fields_of(kind)) {
    const bool words = field.role == Role::words;
    set_field(record, field.key, words ? std::string(kNoName) : (field.role == Role::target ? "≥1" : "1"), money);
  }
  return record;
}

class Imagination final : public script::Imagined, public script::Recorder {
 public:
  Imagination() {
    document_.id = document_.unit = kNoName;
    document_.money_unit = kMoneyUnit;
    evaluation_.head = imagined_record(RecordKind::evaluation);
    program_.tables.push_back(0);
    program_.names.emplace_back();
    tables_.emplace_back();
  }

  const Document& document() const { return document_; }
  ColumnProgram take() { return std::move(program_); }
  bool empty() const { return program_.comparisons.empty() && program_.across.empty() && program_.hierarchies.empty(); }

  std::vector<script::Object> arguments(SubjectKind kind) {
    namespace types = script::types;
    const script::Object document{types::document, &document_, 0};
    const script::Object evaluation{types::evaluation, &evaluation_, 0};
    switch (kind) {
      case SubjectKind::evaluation: return {evaluation, {}, document};
      case SubjectKind::fund: return {{types::fund, own(RecordKind::fund), 0}, {}, evaluation, document};
      case SubjectKind::indicator: return {{types::indicator, own(RecordKind::indicator), 0}, {}, evaluation, document};
      case SubjectKind::table: return {{types::table, &made(tables_.front()), 0}, {}, document};
      default: throw NotComputed{};
    }
  }

  // ── parts, by the names that the rule asks for ──

  const Record& fund(const Names& names) override {
    const std::size_t list = names_of(names);
    for (std::size_t i = 0; i < program_.funds.size(); ++i) {
      if (program_.funds[i] == list) return *funds_[i];
    }
    program_.funds.push_back(list);
    funds_.push_back(&records_.emplace_back(imagined_record(RecordKind::fund)));
    CellRef ref;
    ref.of = CellRef::Of::fund;
    ref.fund = funds_.size() - 1;
    refs_.emplace(funds_.back(), ref);
    return *funds_.back();
  }

  std::vector<const Record*> indicators(const std::vector<script::WordFilter>& filter) override {
    FieldFilter wanted;
    for (const script::WordFilter& one : filter) wanted.words.emplace_back(one.field, names_of({one.words}));
    for (std::size_t i = 0; i < program_.filters.size(); ++i) {
      if (program_.filters[i].words == wanted.words) return groups_[i];
    }
    std::vector<const Record*>& group = groups_.emplace_back();
    for (std::size_t i = 0; i < kManyIndicators; ++i) {
      group.push_back(&records_.emplace_back(imagined_record(RecordKind::indicator)));
      group_of_.emplace(group.back(), program_.filters.size());
    }
    program_.filters.push_back(std::move(wanted));
    return group;
  }

  const Table& table(const Names& names) override {
    const std::size_t list = names_of(names);
    for (std::size_t i = 1; i < program_.tables.size(); ++i) {
      if (program_.tables[i] == list) return made(tables_[i]);
    }
    program_.tables.push_back(list);
    return made(tables_.emplace_back());
  }

  std::uint32_t row(const Table& table, const Names& names) override {
    ImaginedTable& own = *table_of(table).second;
    const std::size_t list = names_of(names);
    const auto known = std::find(own.rows.begin(), own.rows.end(), list);
    if (known != own.rows.end()) return static_cast<std::uint32_t>(known - own.rows.begin());
    if (own.rows.size() >= kMostRows) throw NotComputed{};
    own.rows.push_back(list);
    TableRow& row = own.table.rows.emplace_back();
    row.label = kNoName;
    row.cells.reserve(kMostColumns);
    row.cells.resize(own.columns.size(), cell());
    return static_cast<std::uint32_t>(own.rows.size() - 1);
  }

  std::uint32_t column(const Table& table, const Names& names) override {
    ImaginedTable& own = *table_of(table).second;
    const std::size_t list = names_of(names);
    const auto known = std::find(own.columns.begin(), own.columns.end(), list);
    if (known != own.columns.end()) return static_cast<std::uint32_t>(known - own.columns.begin());
    if (own.columns.size() >= kMostColumns) throw NotComputed{};
    own.columns.push_back(list);
    own.table.columns.emplace_back(kNoName);
    for (TableRow& row : own.table.rows) row.cells.push_back(cell());
    return static_cast<std::uint32_t>(own.columns.size() - 1);
  }

  // ── what is compared ──

  ValueId completion(Values& values, const script::Leaf& target, const script::Leaf& actual) override {
    ColumnNode made;
    made.op = ColumnOp::completion;
    made.left = add(target_node(target));
    made.right = add(target_node(actual));
    const Figure one = *parse_figure("1");
    const ValueId id = values.divide(values.number_in(actual, one), values.number_in(target, one));
    completions_.emplace(id, made);
    return id;
  }

  void across(const script::TableRows& rows, const Names& whole, const Names& parts, bool tail_noted) override {
    AcrossRows made{.table = table_of(*rows.table).first,
                    .coded = rows.coded,
                    .whole = names_of(whole),
                    .parts = {},
                    .tail_noted = tail_noted};
    for (const std::string_view part : parts) made.parts.push_back(names_of({part}));
    program_.across.push_back(std::move(made));
  }

  void hierarchy(const script::TableRows& rows, const std::vector<std::size_t>& lengths, const Names& top,
                 bool tail_noted) override {
    CodeHierarchy made{.table = table_of(*rows.table).first,
                       .coded = rows.coded,
                       .lengths = lengths,
                       .top = {},
                       .tail_noted = tail_noted};
    if (!top.empty()) made.top = names_of(top);
    program_.hierarchies.push_back(std::move(made));
  }

  void looked_at(const Cell&) override {}
  void compared(const Values& values, const script::Compared& comparison) override {
    if (comparison.relation == script::Relation::at_most && comparison.by_envelope) return;  // least and most
    if (comparison.relation != script::Relation::same || !comparison.by_envelope) throw NotComputed{};
    const std::uint32_t left = node_of(values, comparison.left);
    program_.comparisons.push_back({left, node_of(values, comparison.right), comparison.tail_noted});
  }
  void compared_with_zero(const Values&, ValueId) override { throw NotComputed{}; }
  void banded(const Values&, ValueId, std::string_view, const Brackets&) override { throw NotComputed{}; }

 private:
  struct ImaginedTable {
    Table table;
    std::vector<std::size_t> rows, columns;  // names
  };

  static Table& made(ImaginedTable& imagined) {
    imagined.table.name = kNoName;
    imagined.table.rows.reserve(kMostRows);
    return imagined.table;
  }

  std::pair<std::size_t, ImaginedTable*> table_of(const Table& table) {
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      if (&tables_[i].table == &table) return {i, &tables_[i]};
    }
    throw NotComputed{};
  }

  static Cell cell() { return make_cell("1", *money_unit(kMoneyUnit)); }

  const Record* own(RecordKind kind) {
    const Record* record = &records_.emplace_back(imagined_record(kind));
    refs_.emplace(record, CellRef{});
    return record;
  }

  std::size_t names_of(const Names& names) {
    NameList list;
    for (const std::string_view name : names) {
      if (name.empty() || name.find(kNoName) != std::string_view::npos) throw NotComputed{};
      list.emplace_back(name);
    }
    const auto known = std::find(program_.names.begin() + 1, program_.names.end(), list);
    if (known != program_.names.end()) return static_cast<std::size_t>(known - program_.names.begin());
    program_.names.push_back(std::move(list));
    return program_.names.size() - 1;
  }

  std::uint32_t add(const ColumnNode& node) {
    if (program_.nodes.size() >= kMostNodes) throw NotComputed{};
    program_.nodes.push_back(node);
    return static_cast<std::uint32_t>(program_.nodes.size() - 1);
  }

  CellRef ref_of(const script::Leaf& leaf) {
    CellRef ref;
    if (leaf.table != nullptr) {
      const auto [number, own] = table_of(*leaf.table);
      ref.of = CellRef::Of::table;
      ref.table = number;
      ref.row = own->rows.at(static_cast<std::size_t>(leaf.row - own->table.rows.data()));
      ref.column = own->columns.at(leaf.column);
      return ref;
    }
    if (leaf.record == nullptr || leaf.field == nullptr) throw NotComputed{};
    if (leaf.record == &evaluation_.head) {
      ref.of = CellRef::Of::evaluation;
    } else if (const auto known = refs_.find(leaf.record); known != refs_.end()) {
      ref = known->second;
    } else {
      throw NotComputed{};  // one of the indicators that stand for all
    }
    ref.field = field_of(leaf);
    ref.role = leaf.field->role;
    return ref;
  }

  static std::size_t field_of(const script::Leaf& leaf) {
    return static_cast<std::size_t>(leaf.field - fields_of(leaf.record->kind).data());
  }

  ColumnNode target_node(const script::Leaf& leaf) {
    ColumnNode node;
    node.op = ColumnOp::target;
    node.cell = ref_of(leaf);
    return node;
  }

  ColumnNode leaf_node(const Values& values, const Value& value) {
    const script::Leaf& leaf = values.leaf(value);
    if (leaf.field != nullptr && leaf.field->role == Role::target) return target_node(leaf);
    ColumnNode node;
    node.op = ColumnOp::cell;
    node.cell = ref_of(leaf);
    return node;
  }

  // Only what is the same for every money unit that a document may print.
  static ColumnNode constant_node(const Value& value) {
    if (value.unit.exponent != 0 && !(value.unit.kind == UnitKind::ratio && value.unit.exponent == -2))
      throw NotComputed{};
    if (value.unit.kind == UnitKind::money || value.unit.kind == UnitKind::quantity) throw NotComputed{};
    ColumnNode node;
    node.number = {value.value.numerator(), value.value.denominator()};
    return node;
  }

  // One field of all the indicators that stand for a filter, each once.
  std::optional<ColumnNode> all_of(const Values& values, std::span<const ValueId> parts) {
    if (parts.size() != kManyIndicators) return std::nullopt;
    std::vector<const Record*> seen;
    const script::Leaf& first = values.leaf(values.at(parts.front()));
    for (const ValueId part : parts) {
      const Value& value = values.at(part);
      if (value.op != Op::cell) return std::nullopt;
      const script::Leaf& leaf = values.leaf(value);
      if (leaf.record == nullptr || leaf.field != first.field || leaf.field->role == Role::target) return std::nullopt;
      seen.push_back(leaf.record);
    }
    const auto group = group_of_.find(seen.front());
    if (group == group_of_.end() || seen != groups_[group->second]) return std::nullopt;
    ColumnNode node;
    node.op = ColumnOp::all;
    node.filter = group->second;
    node.cell.field = field_of(first);
    node.cell.role = first.field->role;
    return node;
  }

  std::uint32_t sum_node(const Values& values, const Value& value) {
    const auto parts = values.parts(value);
    if (const auto all = all_of(values, parts)) return add(*all);
    std::vector<std::uint32_t> numbers;
    for (const ValueId part : parts) numbers.push_back(node_of(values, part));
    ColumnNode node;
    node.op = ColumnOp::sum;
    node.left = static_cast<std::uint32_t>(program_.parts.size());
    program_.parts.insert(program_.parts.end(), numbers.begin(), numbers.end());
    node.right = static_cast<std::uint32_t>(program_.parts.size());
    return add(node);
  }

  std::uint32_t pair_node(const Values& values, const Value& value, ColumnOp op) {
    ColumnNode node;
    node.op = op;
    node.left = node_of(values, value.left);
    node.right = node_of(values, value.right);
    return add(node);
  }

  std::uint32_t single_node(const Values& values, const Value& value, ColumnOp op) {
    ColumnNode node;
    node.op = op;
    node.left = node_of(values, value.left);
    return add(node);
  }

  std::uint32_t node_of(const Values& values, ValueId id) {
    const Value& value = values.at(id);
    if (const auto known = completions_.find(id); known != completions_.end()) return add(known->second);
    switch (value.op) {
      case Op::cell: return add(leaf_node(values, value));
      case Op::parameter:
      case Op::constant: return add(constant_node(value));
      case Op::add: return pair_node(values, value, ColumnOp::add);
      case Op::subtract: return pair_node(values, value, ColumnOp::subtract);
      case Op::multiply: return pair_node(values, value, ColumnOp::multiply);
      case Op::divide: return pair_node(values, value, ColumnOp::divide);
      case Op::negate: return single_node(values, value, ColumnOp::negate);
      case Op::least: return pair_node(values, value, ColumnOp::least);
      case Op::most: return pair_node(values, value, ColumnOp::most);
      case Op::sum: return sum_node(values, value);
      case Op::printed: return single_node(values, value, ColumnOp::printed);
      case Op::absolute:
      case Op::rounded:
      case Op::banded: break;
    }
    throw NotComputed{};
  }

  Document document_;
  Evaluation evaluation_;
  std::deque<Record> records_;
  std::deque<ImaginedTable> tables_;
  std::vector<const Record*> funds_;
  std::deque<std::vector<const Record*>> groups_;
  std::map<const Record*, CellRef> refs_;
  std::map<const Record*, std::size_t> group_of_;
  std::map<ValueId, ColumnNode> completions_;
  ColumnProgram program_;
};

// A rule is run on it as on any document.
void run_on(Imagination& imagined, RuleBook& book, const Rule& rule, const Verbs& verbs) {
  CheckSession session;
  session.rule = &rule;
  script::State& state = book.state();
  script::Context& context = state.context();
  auto arguments = imagined.arguments(rule.on.subject);
  arguments.at(1) = {verbs.check.check, &session, 0};
  state.begin(&imagined.document());
  context.values.record_into(&imagined);
  context.imagined = &imagined;
  const auto leave = [&] {
    context.imagined = nullptr;
    context.values.record_into(nullptr);
    state.end();
  };
  try {
    state.call(rule.run, arguments);
  } catch (...) {
    leave();
    throw;
  }
  leave();
  if (!session.results.empty()) {
    const bool told = std::any_of(session.results.begin(), session.results.end(),
                                  [](const CheckResult& one) { return one.outcome != Outcome::finding; });
    if (told) throw NotComputed{};
  }
}

}  // namespace

std::optional<ColumnProgram> imagine(RuleBook& book, const Rule& rule, const Verbs& verbs, script::Syntax& syntax) {
  const bool formed = rule.on.subject == SubjectKind::evaluation || rule.on.subject == SubjectKind::fund ||
                      rule.on.subject == SubjectKind::indicator || rule.on.subject == SubjectKind::table;
  if (!formed || !rule.collect.empty()) return std::nullopt;
  const auto tree = syntax.tree(book.source_of(rule.file));
  if (tree == nullptr || !only_computes(*tree)) return std::nullopt;
  Imagination imagined;
  book.forget_parameters_read();
  try {
    run_on(imagined, book, rule, verbs);
  } catch (const std::exception&) {  // whatever it is, the rule itself will say so
    return std::nullopt;
  }
  if (imagined.empty()) return std::nullopt;
  return imagined.take();
}

}  // namespace gouji
