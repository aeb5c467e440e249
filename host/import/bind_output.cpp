// What a layout writes: `output` (the document) and `form` (one evaluation form). What it is given with its place
// counts as placed; a plain text is something the layout worked out.
#include <fmt/format.h>

#include "base/fault.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "base/whole_number.hpp"
#include "formats/disclosure_words.hpp"
#include "import/bind_claims.hpp"
#include "import/bind_forms.hpp"
#include "import/bind_tables.hpp"
#include "import/coded_name.hpp"
#include "import/session.hpp"
#include "script/context.hpp"

namespace gouji::intake {
namespace {

using script::Call;
using script::host_function;

struct Given {
  std::string text;
  const Piece* piece = nullptr;
};

// A piece, a text or a whole number at `index`; nullopt for nil.
std::optional<Given> given(Call& call, int index, std::string_view name) {
  if (call.absent(index)) return std::nullopt;
  if (call.is_object(index, intake_types().piece)) {
    const auto* piece = static_cast<const Piece*>(call.object(index, intake_types().piece, name).pointer);
    return Given{piece->text, piece};
  }
  if (call.is_text(index)) return Given{std::string(call.text(index, name)), nullptr};
  return Given{std::to_string(call.integer(index, name)), nullptr};
}

// A piece was taken from the source; a text that holds a figure was worked out by the layout.
void take(Session& session, const Given& value, std::string what, Target target, std::string home = {}) {
  hold(session, sizeof(Placement) + value.text.size() + what.size() + home.size());
  if (value.piece != nullptr) {
    session.placed.push_back({value.piece->spans, std::move(what), value.piece->doubtful, target, std::move(home)});
  } else if (!what.empty() && value.text.find_first_of("0123456789") != std::string::npos) {
    session.worked_out.push_back({placed_as(home, "", what), value.text});
  }
}

// document{ unit = …, year = …, kind = …, money_unit = …, … }
int set_document(Call& call) {
  Session& session = session_of(call);
  Document& document = session.document;
  static const std::vector<std::string> names{"unit",     "year",         "kind",       "money_unit",
                                              "province", "region",       "unit_code",  "department",
                                              "level",    "published_on", "approved_on"};
  for (const std::string& key : call.keys(2)) {
    const int field = call.push_field(2, key);
    const auto value = given(call, field, key);
    call.pop();
    if (!value) continue;
    take(session, *value, std::string(fact_label(key)), Target::facts);
    const std::string text(text::trim(value->text));
    if (key == "unit") {
      CodedName coded = coded_name(text::strip_spaces(text));
      document.unit = std::move(coded.name);
      if (!document.unit_code && !coded.code.empty()) document.unit_code = std::move(coded.code);
    } else if (key == "year")
      document.year = leading_number(text).value_or(0);
    else if (key == "kind")
      document.kind = text;
    else if (key == "province")
      document.province = text;
    else if (key == "region")
      document.region = text;
    else if (key == "unit_code")
      document.unit_code = text;
    else if (key == "department")
      document.department = coded_name(text).name;
    else if (key == "level")
      document.level = text;
    else if (key == "published_on")
      document.published_on = text;
    else if (key == "approved_on")
      document.approved_on = text;
    else if (key == "money_unit") {
      const auto unit = money_unit(text::strip_spaces(text));
      if (!unit)
        throw Fault("layout.bad_unit", fmt::format("“{}”不是金额单位", text), fmt::format("{} is no money unit", text));
      document.money_unit = std::string(unit->word);
      session.money = *unit;
    } else {
      const std::string guess = nearest(key, names);
      throw std::move(Fault("layout.unknown_field", fmt::format("公开文本没有名为“{}”的字段", key),
                            fmt::format("a document has no field {}", key))
                          .hint(guess.empty() ? fmt::format("可用：{}", fmt::join(names, "、"))
                                              : fmt::format("是否想写“{}”？", guess),
                                guess));
    }
    if (value->piece != nullptr && !value->piece->doubtful.empty()) document.doubtful[key] = value->piece->doubtful;
  }
  return 0;
}

// A field as it was given; what it became is told once the whole row is known.
struct Taken {
  std::string key;
  Given value;
  bool field = true;  // false: a column of `more`
};

// Figures before words: a number in both is a figure first.
void account_for(Session& session, const Record& record, const std::vector<Taken>& fields, const std::string& home) {
  const auto told = [&](const Taken& one) {
    take(session, one.value,
         one.field ? placed_as(record, one.key) : placed_as(chinese_of(record.kind), row_name(record), one.key),
         Target::form, home);
    const auto doubt = record.doubtful.find(one.key);
    if (one.value.piece != nullptr && doubt != record.doubtful.end()) session.placed.back().doubtful = doubt->second;
  };
  const auto words = [&](const Taken& one) {
    const int index = field_index(record.kind, one.key);
    return !one.field || index < 0 || fields_of(record.kind)[static_cast<std::size_t>(index)].role == Role::words;
  };
  for (const Taken& one : fields) {
    if (!words(one)) told(one);
  }
  for (const Taken& one : fields) {
    if (words(one)) told(one);
  }
}

// Fills a record from a table of fields; `from` and `to` give its lines, `doubtful` = { field = reason }. `home` is the
// form that it stands in.
void fill_record(Call& call, int index, Record& record, const std::string& home) {
  Session& session = session_of(call);
  hold(session, sizeof record + record.cells.size() * sizeof(Cell));
  std::vector<Taken> taken;
  int from = 0;
  int to = 0;
  for (const std::string& key : call.keys(index)) {
    const int field = call.push_field(index, key);
    if (key == "from" || key == "to") {
      (key == "from" ? from : to) = static_cast<int>(call.integer(field, key));
    } else if (key == "doubtful") {
      const script::Plain reasons = call.plain(field, key);
      if (reasons.map() != nullptr) {
        for (const auto& [name, reason] : *reasons.map()) {
          if (reason.text() != nullptr) record.doubtful[name] = *reason.text();
        }
      }
    } else if (key == "more") {
      for (const std::string& column : call.keys(field)) {
        const int item = call.push_field(field, column);
        if (const auto value = given(call, item, column)) {
          taken.push_back({column, *value, false});
          record.more.emplace_back(column, value->text);
        }
        call.pop();
      }
    } else {
      if (field_index(record.kind, key) < 0) {
        std::vector<std::string> names;
        for (const Field& known : fields_of(record.kind)) names.emplace_back(known.key);
        const std::string guess = nearest(key, names);
        throw std::move(
            Fault("layout.unknown_field", fmt::format("没有名为“{}”的字段", key), fmt::format("no field {}", key))
                .hint(guess.empty() ? fmt::format("可用：{}", fmt::join(names, "、"))
                                    : fmt::format("是否想写“{}”？", guess),
                      guess));
      }
      if (const auto value = given(call, field, key)) {
        taken.push_back({key, *value, true});
        set_field(record, key, value->text, session.money);
        if (value->piece != nullptr && !value->piece->doubtful.empty()) record.doubtful[key] = value->piece->doubtful;
      }
    }
    call.pop();
  }
  account_for(session, record, taken, home);
  if (from > 0) record.at = session.source->place_of_lines(from, to);
  // A usual field that was not given is a printed blank.
  const auto fields = fields_of(record.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].usual && record.cells[i].state == CellState::absent) record.cells[i].state = CellState::blank;
  }
}

int evaluation(Call& call) {
  Session& session = session_of(call);
  session.document.evaluations.emplace_back();
  fill_record(call, 2, session.document.evaluations.back().head, {});
  return call.give_object(
      {intake_types().form, &session, static_cast<std::uint32_t>(session.document.evaluations.size() - 1)});
}

Evaluation& form_of(Call& call) {
  const script::Object self = call.object(1, intake_types().form, "自评表");
  return session_of(call).document.evaluations.at(self.index);
}

// "自评表 27 工作专班工作经费"
// output:conclude(n, { stated_score, grade, stated_grade }): what the text around the n-th form says of it, where the
// form does not; stated_grade only where the form does not print just that grade
int conclude(Call& call) {
  Session& session = session_of(call);
  auto& forms = session.document.evaluations;
  const std::int64_t number = call.integer(2, "第几张表");
  if (number < 1 || static_cast<std::size_t>(number) > forms.size())
    throw Fault("layout.no_form", fmt::format("没有第 {} 张自评表，共 {} 张", number, forms.size()),
                fmt::format("there is no form {}, but {}", number, forms.size()));
  Record& head = forms[static_cast<std::size_t>(number) - 1].head;
  const std::string home = home_of_form(forms[static_cast<std::size_t>(number) - 1].head);
  for (const char* key : {"stated_score", "grade", "stated_grade"}) {
    const int field = call.push_field(3, key);
    const auto value = given(call, field, key);
    call.pop();
    if (!value || !head.text(key).empty()) continue;
    if (std::string_view(key) == "stated_grade" && head.text("grade") == value->text) continue;
    set_field(head, key, value->text, session.money);
    // The sentence is also one of the claims: there the number is placed.
    take(session, *value, "", Target::form, home);
  }
  return 0;
}

int fund(Call& call) {
  Record record(RecordKind::fund);
  fill_record(call, 2, record, home_of_form(form_of(call).head));
  form_of(call).funds.push_back(std::move(record));
  return 0;
}

int indicator(Call& call) {
  Record record(RecordKind::indicator);
  fill_record(call, 2, record, home_of_form(form_of(call).head));
  form_of(call).indicators.push_back(std::move(record));
  return 0;
}

// form:text(label, piece | nil)
int text_block(Call& call) {
  Session& session = session_of(call);
  TextBlock block;
  hold(session, sizeof block + call.text(2, "栏名").size());
  block.label = std::string(call.text(2, "栏名"));
  if (const auto value = given(call, 3, "内容")) {
    take(session, *value, placed_as("文字栏", block.label, ""), Target::prose, home_of_form(form_of(call).head));
    block.present = !text::trim(value->text).empty();
    block.chars = static_cast<int>(text::decode(value->text).size());
    block.text = value->text;
    if (value->piece != nullptr) block.at = session.source->place_of(value->piece->spans);
  }
  form_of(call).texts.push_back(std::move(block));
  return 0;
}

// output:has(key): whether the document's fact is known by now
int has_fact(Call& call) {
  const Document& document = session_of(call).document;
  const std::string key(call.text(2, "字段"));
  if (key == "unit") return call.give(!document.unit.empty());
  if (key == "year") return call.give(document.year > 0);
  if (key == "money_unit") return call.give(!document.money_unit.empty());
  if (key == "department") return call.give(document.department.has_value());
  if (key == "province") return call.give(document.province.has_value());
  throw std::move(Fault("layout.unknown_field", fmt::format("has 不认识“{}”", key), fmt::format("has knows no {}", key))
                      .hint("可用：unit、year、money_unit、department、province",
                            "use unit, year, money_unit, department or province"));
}

// output:seen(piece): nothing to keep, but its numbers are accounted for (a head, a label, the form's own notes)
int seen(Call& call) {
  if (const auto value = given(call, 2, "片段")) take(session_of(call), *value, "", Target::other);
  return 0;
}

}  // namespace

script::TypeInfo output_type() {
  script::TypeInfo type;
  type.name = "output";
  type.chinese = "导入结果";
  type.methods = {
      host_function<set_document>("document", "output:document { unit, year, kind, money_unit, … }",
                                  "公开文本的单位、年度、种类、金额单位等。"),
      host_function<evaluation>(
          "evaluation",
          "output:evaluation { scope, name, number, stated_score, total_weight, total_score, grade, from, to } -> form",
          "开始一张自评表。"),
      host_function<read_claims>("claims", "output:claims(words [, from [, to]]) -> integer",
                                 "读文字说明中的数，返回条数；words 是用语表，见“写版式”一章。前面已读的表不再读。"),
      host_function<read_claims_of>("claims_of", "output:claims_of(words, piece, section) -> integer",
                                    "读一个文字栏里的金额；section 是写进“章节”的名称。"),
      host_function<read_tables>("tables",
                                 "output:tables(book [, from [, to]]) -> { {name, first_line, last_line, known}, … }",
                                 "读出来源里的预决算报表，写进公开文本；book 是表样（报表的词汇），见“写版式”一章。"),
      host_function<has_fact>("has", "output:has(key) -> boolean",
                              "公开文本的单位、年度、金额单位、主管部门或省是否已经读出。"),
      host_function<read_forms>("forms", "output:forms(spec [, from [, to]]) -> { { first_line, last_line, name }, … }",
                                "按词汇读出各格里的自评表；spec 见“写版式”一章。"),
      host_function<conclude>("conclude", "output:conclude(n, { stated_score, grade, stated_grade })",
                              "第 n 张自评表的得分、等级写在表外文字里的：表上没有时才用；stated_grade 与表上印的等级不同、表上没有印的才用。"),
      host_function<seen>("seen", "output:seen(piece)", "不进数据集、但已认出的文字（表头、标题），其中的数不算遗漏。"),
  };
  return type;
}

script::TypeInfo form_type() {
  script::TypeInfo type;
  type.name = "form";
  type.chinese = "导入的自评表";
  type.methods = {
      host_function<fund>("fund",
                          "form:fund { source, initial, annual, executed, weight, rate, score, reason, from, to }",
                          "一行资金。"),
      host_function<indicator>("indicator", "form:indicator { level1, …, reason, from, to, doubtful }", "一行指标。"),
      host_function<text_block>("text", "form:text(label, piece | nil)", "一个文字栏：绩效结论、存在问题等。"),
  };
  return type;
}

}  // namespace gouji::intake
