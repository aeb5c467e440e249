#include "app/editor_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/signature.hpp"
#include "base/text.hpp"
#include "engine/evaluate.hpp"
#include "import/session.hpp"
#include "regression/expect.hpp"
#include "script/table_part.hpp"
#include "script/value_methods.hpp"

namespace gouji::app {
namespace {

constexpr std::string_view kHead =
    "---@meta gouji\n"
    "-- gouji new types 写出，供编辑器补全用；不手工改，也不会被运行。Written by gouji new types; never run.\n";

// What no catalogue holds: arithmetic, options of the verbs, and what a file's top level declares.
constexpr std::string_view kShapes = R"(
---@alias gouji.number gouji.value|gouji.parameter|integer
---@alias gouji.severity "error"|"warning"|"verify"|"note"

---@class gouji.value 一个数：精确，带单位、精度和出处；不能用 == 比较，不能用 .. 拼进文字
---@operator add(gouji.number): gouji.value
---@operator sub(gouji.number): gouji.value
---@operator mul(gouji.number): gouji.value
---@operator div(gouji.number): gouji.value
---@operator unm: gouji.value
local value = {}

---@class gouji.parameter: gouji.value

---@class gouji.options check 的动词的最后一个参数
---@field message? string 消息，槽位 {left} {right} {gap} {difference} {row} {column} {printed} {expected} 和 values 里的名称
---@field case? string 一条规则有几种消息时，这一种的名称
---@field severity? gouji.severity|string 这一处的严重程度
---@field tail? "note" 尾差也记为提示
---@field at? any 指向哪一格
---@field row? any
---@field column? any
---@field printed? any
---@field expected? any
---@field values? table<string, any> 给消息用的数和文字
---@field name? string

-- run 的第一个参数，随 on 而不同；补全时列出各种对象的用法。
---@class gouji.subject: gouji.document, gouji.table, gouji.evaluation, gouji.fund, gouji.indicator, gouji.claim

---@class gouji.on 审核对象
---@field document? string|string[] 部门决算、部门预算、绩效自评
---@field table? gouji.table_name|gouji.table_name[]|string|string[]
---@field evaluation? "project"|"department"|"*"
---@field fund? "project"|"department"|"*"
---@field indicator? "project"|"department"|"*"
---@field claim? string
---@field documents? "上年"|"所属单位"|"previous_year"|"units" 与哪些别的公开文本一起审核，要写 collect

---@class gouji.collect 几份公开文本一起审核时，从每份取的数
---@field table? gouji.table_name|gouji.table_name[]|string|string[]
---@field rows? gouji.row_name|gouji.row_name[]|string|string[]
---@field columns? gouji.column_name|gouji.column_name[]|string|string[]
---@field claims? string|string[] 事项里含有的字；"*" 都要

---@class gouji.rule
---@field id string 编号，以本包的 owns 加点开头；文件名是它的最后一段
---@field title string 一句话说明应当怎样
---@field basis string 依据：条文、表注；没有核实的写“待核”
---@field on gouji.on 审核对象
---@field run fun(subject: gouji.subject, check: gouji.check, ...: any)
---@field kind? "基本平衡"|"逻辑性"|"核实性"|"规范性"
---@field severity? gouji.severity
---@field collect? gouji.collect[] on 写了 documents 的要写
---@field effective? { from?: integer, to?: integer } 适用的预算年度
---@field suppresses? (gouji.rule_id|string)[] 本条有疑点时，同一对象上哪些规则的疑点由它说明
---@field score? { group: string, deduct: gouji.parameter|integer|string } 有疑点时扣多少分
---@field remedy? string 修改建议
---@field tags? string[]
---@field note? string

---@class gouji.scoring
---@field id string
---@field title string
---@field basis string
---@field on gouji.on
---@field run fun(subject: gouji.subject, score: gouji.score, ...: any)
---@field effective? { from?: integer, to?: integer }
---@field note? string

---@class gouji.layout
---@field id string 包的编号/名称
---@field title string
---@field recognise fun(source: gouji.source): { score: integer, why?: string }
---@field read fun(source: gouji.source, out: gouji.output)
---@field kind? "final_accounts"|"budget"|"self_evaluation"
---@field basis? string
---@field anchors? string[] 没有这些词的公开文本不问它：每个词都要在某一行里，不计空白
---@field print? table
---@field generic? boolean
---@field note? string

---一条规则：表头和 run。一个文件一条。
---@param header gouji.rule
function rule(header) end
---测算得分。
---@param header gouji.scoring
function scoring(header) end
---版式：怎样认、怎样读一种公开的表。
---@param header gouji.layout
function layout(header) end
---公用函数的测试（lib/名称_test.lua）：test_… 是函数，todo_… 跳过；given 是一份小的公开文本，写法同用例。
---@param header table<string, fun(expect: gouji.expect, document: gouji.document)|string|string[]>
function tests(header) end
---本包（或基础包）lib/ 下的公用函数。
---require(name) -> table
---@param name string
---@return table
function require(name) end
)";

constexpr std::string_view kFigure =
    "gouji."
    "value";

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

// How a function is told: a comment, its parameters, its results, an empty body.
std::string annotated(const std::string& owner, std::string_view separator, const script::Function& function) {
  const Signature signature = read_signature(function.signature);
  std::string out = fmt::format("\n---{}\n---{}\n", one_line(function.about), function.signature);
  for (std::size_t i = 1; i < signature.ways.size(); ++i) {
    std::string words = separator == ":" ? fmt::format("self: gouji.{}", owner) : std::string();
    for (const Signature::Parameter& one : signature.ways[i])
      words += fmt::format("{}{}{}: {}", words.empty() ? "" : ", ", one.name, one.optional ? "?" : "",
                           type_of_parameter(owner, function.name, one));
    out += fmt::format("---@overload fun({}){}\n", words,
                       signature.result.empty() ? "" : ": " + type_of_result(owner, function.name, signature.result));
  }
  std::string names;
  for (const Signature::Parameter& one : signature.ways.front()) {
    out += fmt::format("---@param {}{} {}\n", one.name, one.optional ? "?" : "",
                       type_of_parameter(owner, function.name, one));
    names += (names.empty() ? "" : ", ") + one.name;
  }
  if (!signature.result.empty())
    out += fmt::format("---@return {}\n", type_of_result(owner, function.name, signature.result));
  return out + fmt::format("function {}{}{}({}) end\n", owner, separator, function.name, names);
}

std::string type_of_role(Role role) {
  switch (role) {
    case Role::words: return "string?";
    case Role::target: return "gouji.target?";
    default: return own_type("value");
  }
}

std::string type_of_field(std::string_view owner, std::string_view name) {
  static const std::map<std::string, std::string, std::less<>> known{
      {"year", "integer"},      {"ordinal", "integer"},   {"columns", "gouji.column_name[]"},
      {"notes", "string[]"},    {"high", "gouji.value?"}, {"cell", own_type("value")},
      {"numeric", "boolean"},   {"worded", "boolean"},    {"is_rate", "boolean"},
      {"is_money", "boolean"},  {"reverse", "boolean?"},  {"first_line", "integer"},
      {"last_line", "integer"}, {"to", "integer"}};
  if (owner == "target" && name == "value") return "gouji.value?";
  if (owner == "piece" && name == "line") return "integer";
  if (owner == "table" && name == "year") return "integer?";
  const auto found = known.find(name);
  return found != known.end() ? found->second : "string?";
}

std::string fields_of_type(const script::TypeInfo& type, script::ObjectType id) {
  static const Table empty;
  std::string out;
  if (type.record != nullptr) {
    out += "---@field name string?\n---@field ordinal integer 同名的第几个，只有一个时为 0\n";
    for (const Field& field : type.cells) {
      if (field.key == "name") continue;
      out += fmt::format("---@field {} {} {}\n", field.key, type_of_role(field.role), field.chinese);
      out += fmt::format("---@field [\"{}\"] {}\n", field.chinese, type_of_role(field.role));
    }
    return out;
  }
  if (type.field_names == nullptr) return out;
  for (const std::string& name : type.field_names({id, &empty, 0})) {
    const bool is_method = std::any_of(type.methods.begin(), type.methods.end(),
                                       [&](const script::Function& method) { return method.name == name; });
    if (!is_method) out += fmt::format("---@field {} {}\n", name, type_of_field(type.name, name));
  }
  return out;
}

void add_type(const script::TypeInfo& type, script::ObjectType id, std::string& out) {
  const std::string name(type.name);
  out +=
      fmt::format("\n---@class gouji.{} {}\n{}local {} = {{}}\n", name, type.chinese, fields_of_type(type, id), name);
  for (const script::Function& method : type.methods) out += annotated(name, ":", method);
}

// Of the types from `first` on; a name comes once (a check whose condition does not hold has the verbs of check).
void add_types(const script::Catalogue& catalogue, std::size_t first, std::string& out) {
  std::set<std::string_view> told{"parameter"};
  for (std::size_t i = first; i < catalogue.types().size(); ++i) {
    const script::TypeInfo& type = catalogue.types()[i];
    if (told.insert(type.name).second) add_type(type, static_cast<script::ObjectType>(i), out);
  }
}

// One name a line, so that a change of the words is a change of few lines.
std::string alias(std::string_view name, std::string_view about, const std::set<std::string>& names) {
  std::string out = fmt::format("\n---{}\n---@alias gouji.{}\n", about, name);
  for (const std::string& one : names) out += fmt::format("---| {}\n", text::quoted(one));
  return out;
}

}  // namespace

std::string types_of_functions() {
  std::string out(kHead);
  out += kShapes;
  for (const script::Function& method : script::value_methods()) out += annotated("value", ":", method);
  const auto verbs = make_verbs();
  add_expect_type(verbs->catalogue);
  add_types(verbs->catalogue, 0, out);
  script::Catalogue intake = script::base_catalogue();
  const std::size_t base = intake.types().size();
  intake::add_intake_types(intake);
  add_types(intake, base, out);
  for (const script::Library& library : verbs->catalogue.libraries()) {
    const std::string name(library.name);
    if (!name.empty()) out += fmt::format("\n---@class gouji.{0}_library\n{0} = {{}}\n", name);
    for (const script::Function& function : library.functions) {
      const std::string told = annotated(name, name.empty() ? "" : ".", function);
      out += told;
    }
  }
  return out;
}

std::string types_of_names(const KnownNames& names) {
  std::string out(kHead);
  const intake::Vocabulary& words = names.words;
  out += alias("table_name", "报表", words.tables);
  out += alias("column_name", "栏", words.columns);
  out += alias("row_name", "行", words.rows);
  out += alias("side_name", "方向", words.sides);
  out += alias("fund_name", "资金行", words.funds);
  out += alias("text_name", "自评表的文字栏", words.texts);
  out += alias("parameter_name", "参数", names.parameters);
  out += alias("rule_id", "规则", names.rules);
  out += "\n---@class gouji.row\n";
  for (const std::string& column : words.columns)
    out += fmt::format("---@field [{}] gouji.value\n", text::quoted(column));
  out += "\n---@class gouji.column\n";
  for (const std::string& row : words.rows) out += fmt::format("---@field [{}] gouji.value\n", text::quoted(row));
  return out;
}

}  // namespace gouji::app
