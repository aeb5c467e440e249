// Rows of forms and claims: their fields by name, as values, texts or targets.
#include <fmt/format.h>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "script/bind.hpp"
#include "script/context.hpp"
#include "script/fields.hpp"

namespace gouji::script {
namespace {

const Record& record_of(const Object& object) { return *static_cast<const Record*>(object.pointer); }

// Methods are shared by all record kinds, so the object may be of any of them.
Object any_record(Call& call) {
  for (const ObjectType type : {types::indicator, types::fund, types::claim}) {
    if (call.is_object(1, type)) return call.object(1, type, "行");
  }
  return call.object(1, types::indicator, "行");
}

const Field& field_named(RecordKind kind, std::string_view key) {
  const int index = field_index(kind, key);
  if (index < 0) {
    std::vector<std::string> names;
    for (const Field& field : fields_of(kind)) names.emplace_back(field.key);
    Fault fault("script.unknown_field", fmt::format("没有名为“{}”的字段", key), fmt::format("no field named {}", key));
    if (const auto guess = nearest(key, names); !guess.empty()) {
      fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
    }
    throw fault;
  }
  return fields_of(kind)[static_cast<std::size_t>(index)];
}

void note_cell(const Call& call, const Cell& cell) {
  if (Recorder* recorder = call.context().values.recorder()) recorder->looked_at(cell);
}

int state_of(Call& call) {
  const Record& record = record_of(any_record(call));
  const Field& field = field_named(record.kind, call.text(2, "字段名"));
  const Cell& cell = record.cell(field.key);
  note_cell(call, cell);
  return call.give(name_of(cell.state));
}

int printed(Call& call) {
  const Record& record = record_of(any_record(call));
  const Field& field = field_named(record.kind, call.text(2, "字段名"));
  const std::string& text = record.text(field.key);
  note_cell(call, record.cell(field.key));
  return text.empty() ? call.give_nil() : call.give(text);
}

int as_value(Call& call) {
  const Record& record = record_of(any_record(call));
  const Field& field = field_named(record.kind, call.text(2, "字段名"));
  return call.give_value(call.context().values.cell(leaf_of(record, field)));
}

int doubtful(Call& call) {
  const Record& record = record_of(any_record(call));
  if (call.absent(2)) return call.give(!record.doubtful.empty());
  const auto found = record.doubtful.find(std::string(field_named(record.kind, call.text(2, "字段名")).key));
  return found == record.doubtful.end() ? call.give_nil() : call.give(found->second);
}

int more(Call& call) {
  const Record& record = record_of(any_record(call));
  const std::string_view column = call.text(2, "栏名");
  for (const auto& [name, text] : record.more) {
    if (name == column) return call.give(text);
  }
  return call.give_nil();
}

int chinese_index(RecordKind kind, std::string_view name) {
  const auto fields = fields_of(kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].chinese == name) return static_cast<int>(i);
  }
  return -1;
}

std::string name_of_record(const Object& object) {
  Leaf leaf;
  leaf.record = &record_of(object);
  return leaf.row_name();
}

int read_field(Call& call, const Object& object, std::string_view key) {
  const Record& record = record_of(object);
  if (key == "name") return call.give(name_of_record(object));
  if (key == "ordinal") return call.give(record.ordinal);
  int index = field_index(record.kind, key);
  if (index < 0) index = chinese_index(record.kind, key);  // row["全年执行数"] reads as row.executed does
  if (index < 0) return 0;
  return give_field(call, record, static_cast<std::size_t>(index));
}

std::vector<std::string> names_of_fields(const Object& object) {
  std::vector<std::string> names{"name", "ordinal"};
  for (const Field& field : fields_of(record_of(object).kind)) {
    names.emplace_back(field.key);
    names.emplace_back(field.chinese);
  }
  return names;
}

}  // namespace

Leaf leaf_of(const Record& record, const Field& field) {
  Leaf leaf;
  leaf.cell = &record.cells.at(static_cast<std::size_t>(&field - fields_of(record.kind).data()));
  leaf.record = &record;
  leaf.field = &field;
  return leaf;
}

int give_field(Call& call, const Record& record, std::size_t index) {
  const Field& field = fields_of(record.kind)[index];
  const Cell& cell = record.cells[index];
  note_cell(call, cell);
  switch (field.role) {
    case Role::words: return cell.printed.empty() ? call.give_nil() : call.give(cell.printed);
    case Role::target: {
      if (cell.is_missing()) return call.give_nil();
      Context& context = call.context();
      const BoundTarget*& known = context.target_of[&cell];
      if (known == nullptr)
        known = &context.targets.emplace_back(BoundTarget{target_in(record, index), leaf_of(record, field)});
      return call.give_object({types::target, known, 0});
    }
    case Role::money:
    case Role::weight:
    case Role::points:
    case Role::ratio:
    case Role::count: return call.give_value(call.context().values.cell(leaf_of(record, field)));
  }
  return 0;
}

TypeInfo record_type(RecordKind kind) {
  TypeInfo type;
  type.methods = {
      host_function<state_of>("state", "row:state(field) -> text",
                              "一格的状态：absent 没有、blank 空白、dash 横线、none “无”、figure 数、words 文字。"),
      host_function<printed>("printed", "row:printed(field) -> text | nil", "一格的原文；空白为 nil。"),
      host_function<as_value>("value", "row:value(field) -> value",
                              "一格的数，不论填的是什么（指标值、文字也按缺数处理）。"),
      host_function<doubtful>("doubtful", "row:doubtful([field]) -> text | nil | boolean",
                              "识别存疑的原因；不给字段名时问整行。"),
      host_function<more>("more", "row:more(column) -> text | nil", "样表之外的栏，按栏名取原文。"),
  };
  type.record = record_of;
  type.cells = fields_of(kind);
  type.field = read_field;
  type.field_names = names_of_fields;
  type.text = name_of_record;
  switch (kind) {
    case RecordKind::fund:
      type.name = "fund";
      type.chinese = "资金行";
      break;
    case RecordKind::indicator:
      type.name = "indicator";
      type.chinese = "指标";
      break;
    case RecordKind::claim:
      type.name = "claim";
      type.chinese = "文字中的数";
      break;
    case RecordKind::evaluation: break;
  }
  return type;
}

}  // namespace gouji::script
