// Documents and evaluation forms: their parts by name.
#include <fmt/format.h>

#include <algorithm>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "model/labels.hpp"
#include "script/bind.hpp"
#include "script/context.hpp"
#include "script/fields.hpp"
#include "script/imagined.hpp"
#include "script/missing.hpp"

namespace gouji::script {
namespace {

const Evaluation& evaluation_of(Call& call) {
  return *static_cast<const Evaluation*>(call.object(1, types::evaluation, "自评表").pointer);
}
const Document& document_of(Call& call) {
  return *static_cast<const Document*>(call.object(1, types::document, "公开文本").pointer);
}

const Record* find_fund(LabelKeys& labels, const Evaluation& evaluation, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) {
    for (const Record& row : evaluation.funds) {
      if (labels.same(row.text("source"), name)) return &row;
    }
  }
  return nullptr;
}

std::vector<Object> objects(const std::vector<Record>& rows, ObjectType type) {
  std::vector<Object> list;
  for (const Record& row : rows) list.push_back({type, &row, 0});
  return list;
}

int funds(Call& call) { return call.give_list(objects(evaluation_of(call).funds, types::fund)); }

// What a script asks of the words of a row: { level1 = "产出指标" }.
std::vector<WordFilter> word_filter(Call& call, int index) {
  std::vector<WordFilter> filter;
  for (const TableKey& key : call.table_keys(index)) {
    const int field = field_index(RecordKind::indicator, key.text);
    if (key.position || field < 0 ||
        fields_of(RecordKind::indicator)[static_cast<std::size_t>(field)].role != Role::words) {
      std::vector<std::string> known;
      for (const Field& one : fields_of(RecordKind::indicator)) {
        if (one.role == Role::words) known.emplace_back(one.key);
      }
      throw std::move(
          Fault("script.unknown_field", fmt::format("指标没有名为“{}”的文字栏", key.name()),
                fmt::format("no field of words {}", key.name()))
              .hint(fmt::format("可用：{}", fmt::join(known, "、")), fmt::format("use {}", fmt::join(known, ", "))));
    }
    filter.push_back({static_cast<std::size_t>(field), call.text(call.push_field(index, key), key.text)});
    call.pop();
  }
  return filter;
}

int indicators(Call& call) {
  const Evaluation& evaluation = evaluation_of(call);
  Context& context = call.context();
  if (call.absent(2) && context.imagined == nullptr)
    return call.give_list(objects(evaluation.indicators, types::indicator));
  const std::vector<WordFilter> filter = call.absent(2) ? std::vector<WordFilter>() : word_filter(call, 2);
  std::vector<Object> list;
  if (context.imagined != nullptr) {
    for (const Record* row : context.imagined->indicators(filter)) list.push_back({types::indicator, row, 0});
    return call.give_list(list);
  }
  for (const Record& row : evaluation.indicators) {
    const bool wanted = std::all_of(filter.begin(), filter.end(), [&](const WordFilter& one) {
      if (Recorder* recorder = context.values.recorder()) recorder->looked_at(row.cells[one.field]);
      return context.labels.same(row.cells[one.field].printed, one.words);
    });
    if (wanted) list.push_back({types::indicator, &row, 0});
  }
  return call.give_list(list);
}

int fund(Call& call) {
  const Evaluation& evaluation = evaluation_of(call);
  const auto names = call.names(2, "资金行名称");
  if (Imagined* imagined = call.context().imagined) return call.give_object({types::fund, &imagined->fund(names), 0});
  if (const Record* row = find_fund(call.context().labels, evaluation, names))
    return call.give_object({types::fund, row, 0});
  std::vector<std::string> known;
  for (const Record& row : evaluation.funds) known.push_back(row.text("source"));
  throw MissingPart(fmt::format("自评表没有“{}”一行", names.front()), nearest(names.front(), known));
}

int has_fund(Call& call) {
  return call.give(find_fund(call.context().labels, evaluation_of(call), call.names(2, "资金行名称")) != nullptr);
}

int text_block(Call& call) {
  LabelKeys& labels = call.context().labels;
  const std::string wanted = labels.of(call.text(2, "栏名"));
  for (const TextBlock& block : evaluation_of(call).texts) {
    if (labels.of(block.label) == wanted) {
      if (!block.present) return call.give_nil();
      return call.give(block.text.value_or("（略）"));
    }
  }
  return call.give_nil();
}

int texts(Call& call) {
  PlainList list;
  for (const TextBlock& block : evaluation_of(call).texts) {
    if (!block.present) continue;
    PlainMap entry;
    entry.emplace_back("label", Plain{block.label});
    entry.emplace_back("chars", Plain{static_cast<std::int64_t>(block.chars)});
    if (block.text) entry.emplace_back("text", Plain{*block.text});
    list.push_back({std::move(entry)});
  }
  return call.give_plain({std::move(list)});
}

int evaluation_state(Call& call) {
  const Record& head = evaluation_of(call).head;
  const std::string_view key = call.text(2, "字段名");
  if (field_index(RecordKind::evaluation, key) < 0) {
    throw Fault("script.unknown_field", fmt::format("自评表没有名为“{}”的字段", key), fmt::format("no field {}", key));
  }
  if (Recorder* recorder = call.context().values.recorder()) recorder->looked_at(head.cell(key));
  return call.give(name_of(head.cell(key).state));
}

int evaluation_field(Call& call, const Object& object, std::string_view key) {
  const auto& evaluation = *static_cast<const Evaluation*>(object.pointer);
  if (key == "ordinal") return call.give(evaluation.head.ordinal);
  const int index = field_index(RecordKind::evaluation, key);
  return index < 0 ? 0 : give_field(call, evaluation.head, static_cast<std::size_t>(index));
}

std::vector<std::string> evaluation_fields(const Object&) {
  std::vector<std::string> names{"ordinal"};
  for (const Field& field : fields_of(RecordKind::evaluation)) names.emplace_back(field.key);
  return names;
}

int evaluations(Call& call) {
  std::vector<Object> list;
  for (const Evaluation& evaluation : document_of(call).evaluations)
    list.push_back({types::evaluation, &evaluation, 0});
  return call.give_list(list);
}

int claims(Call& call) { return call.give_list(objects(document_of(call).claims, types::claim)); }
int mentions(Call& call) { return call.give_list(objects(document_of(call).mentions, types::claim)); }

const Table* find_table(LabelKeys& labels, const Document& document, const std::vector<std::string_view>& names) {
  const auto& tables = document.tables;
  if (tables.empty()) return nullptr;
  std::vector<std::string> keys(tables.size());
  std::transform(tables.begin(), tables.end(), keys.begin(), [&](const Table& one) { return labels.of(one.name); });
  for (const std::string_view name : names) {
    const auto found = std::find(keys.begin(), keys.end(), labels.of(name));
    if (found != keys.end()) return &tables[static_cast<std::size_t>(found - keys.begin())];
  }
  // Without the year; without the unit too.
  std::transform(tables.begin(), tables.end(), keys.begin(),
                 [&](const Table& one) { return labels.of_table(one.name); });
  const std::string unit = labels.of(document.unit);
  for (const std::string_view name : names) {
    const std::string& wanted = labels.of_table(name);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const bool owned = !unit.empty() && keys[i].size() == unit.size() + wanted.size() && !wanted.empty() &&
                         keys[i].starts_with(unit) && keys[i].ends_with(wanted);
      if (owned || keys[i] == wanted) return &tables[i];
    }
  }
  return nullptr;
}

int table(Call& call) {
  const Document& document = document_of(call);
  const auto names = call.names(2, "报表名称");
  if (Imagined* imagined = call.context().imagined) return call.give_object({types::table, &imagined->table(names), 0});
  if (const Table* found = find_table(call.context().labels, document, names))
    return call.give_object({types::table, found, 0});
  std::vector<std::string> known;
  for (const Table& one : document.tables) known.push_back(one.name);
  throw MissingPart(fmt::format("公开文本没有“{}”", names.front()), nearest(names.front(), known));
}

int has_table(Call& call) {
  return call.give(find_table(call.context().labels, document_of(call), call.names(2, "报表名称")) != nullptr);
}

int tables(Call& call) {
  std::vector<Object> list;
  for (const Table& one : document_of(call).tables) list.push_back({types::table, &one, 0});
  return call.give_list(list);
}

int document_field(Call& call, const Object& object, std::string_view key) {
  const auto& document = *static_cast<const Document*>(object.pointer);
  const auto optional = [&](const std::optional<std::string>& text) {
    return text ? call.give(*text) : call.give_nil();
  };
  if (key == "id") return call.give(document.id);
  if (key == "unit") return call.give(document.unit);
  if (key == "year") {
    if (!document.year_known()) throw MissingYear();
    return call.give(document.year);
  }
  if (key == "kind") return call.give(document.kind);
  if (key == "money_unit") return document.money_unit.empty() ? call.give_nil() : call.give(document.money_unit);
  if (key == "province") return optional(document.province);
  if (key == "region") return optional(document.region);
  if (key == "level") return optional(document.level);
  if (key == "department") return optional(document.department);
  if (key == "published_on") return optional(document.published_on);
  if (key == "approved_on") return optional(document.approved_on);
  return 0;
}

std::vector<std::string> document_fields(const Object&) {
  return {"id",     "unit",  "year",       "kind",         "money_unit", "province",
          "region", "level", "department", "published_on", "approved_on"};
}

}  // namespace

TypeInfo evaluation_type() {
  TypeInfo type;
  type.name = "evaluation";
  type.chinese = "自评表";
  type.methods = {
      host_function<funds>("funds", "evaluation:funds() -> { fund, … }", "资金行，按表中顺序。"),
      host_function<fund>("fund", "evaluation:fund(name | names) -> fund",
                          "按名称（或几个别名之一）取资金行；没有时本条规则以“缺数无法审核”结束。"),
      host_function<has_fund>("has_fund", "evaluation:has_fund(name | names) -> boolean", "有没有这一资金行。"),
      host_function<indicators>("indicators", "evaluation:indicators([{ field = text }]) -> { indicator, … }",
                                "指标，按表中顺序；可只要文字栏填着某个名称的：{ level1 = \"产出指标\" }。"),
      host_function<text_block>("text", "evaluation:text(label) -> text | nil",
                                "绩效结论、存在问题等文字栏；空白或没有时为 nil。"),
      host_function<texts>("texts", "evaluation:texts() -> { {label, chars, text}, … }", "填了字的文字栏。"),
      host_function<evaluation_state>("state", "evaluation:state(field) -> text",
                                      "总分、等级等一格的状态，同 row:state。"),
  };
  type.record = [](const Object& object) -> const Record& {
    return static_cast<const Evaluation*>(object.pointer)->head;
  };
  type.cells = fields_of(RecordKind::evaluation);
  type.field = evaluation_field;
  type.field_names = evaluation_fields;
  return type;
}

TypeInfo document_type() {
  TypeInfo type;
  type.name = "document";
  type.chinese = "公开文本";
  type.methods = {
      host_function<evaluations>("evaluations", "document:evaluations() -> { evaluation, … }", "自评表。"),
      host_function<claims>("claims", "document:claims() -> { claim, … }", "文字说明中的数。"),
      host_function<mentions>("mentions", "document:mentions() -> { claim, … }",
                              "文字里说到的工作量（8480余件公文），类别都是 count；不是预决算的数。"),
      host_function<table>("table", "document:table(name | names) -> table",
                           "按名称取报表；没有时以“缺数无法审核”结束。"),
      host_function<has_table>("has_table", "document:has_table(name | names) -> boolean", "有没有这张表。"),
      host_function<tables>("tables", "document:tables() -> { table, … }", "所有报表。"),
  };
  type.field = document_field;
  type.field_names = document_fields;
  return type;
}

}  // namespace gouji::script
