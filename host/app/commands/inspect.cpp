// gouji inspect: what a dataset holds, before anything is checked.
#include <fmt/format.h>

#include "app/commands/verbs.hpp"
#include "app/run_request.hpp"
#include "formats/dataset_source.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/json_writer.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace gouji::app {
namespace {

std::size_t doubts_of(const Document& document) {
  std::size_t count = document.doubtful.size();
  for (const Table& table : document.tables) {
    for (const TableRow& row : table.rows) count += row.doubtful.size();
  }
  for (const Evaluation& evaluation : document.evaluations) {
    count += evaluation.head.doubtful.size();
    for (const Record& row : evaluation.funds) count += row.doubtful.size();
    for (const Record& row : evaluation.indicators) count += row.doubtful.size();
  }
  for (const Record& claim : document.claims) count += claim.doubtful.size();
  for (const Record& mention : document.mentions) count += mention.doubtful.size();
  return count;
}

std::string kind_name(const Document& document) {
  const DocumentKind* kind = find_kind(document.kind);
  return kind == nullptr ? document.kind : std::string(kind->chinese);
}

class Text {
 public:
  explicit Text(Language language) : language_(language), chinese_(language == Language::chinese) {}

  void add(const Document& document) {
    line("{}", report::document_name(document.id, language_));
    line("  {}{}  {}  {}{}", document.province ? *document.province + " " : "", document.unit,
         document.year_known() ? std::to_string(document.year) : say("年度未知", "year unknown"), kind_name(document),
         document.money_unit.empty() ? "" : "  " + document.money_unit);
    line("  {}{}{}", say("来源 ", "source "), document.source.file,
         document.source.layout.empty() ? "" : fmt::format("（{}）", document.source.layout));
    if (!document.tables.empty()) line("  {} {}", say("报表", "tables"), document.tables.size());
    for (const Table& table : document.tables) {
      line("    {}{}  {} {} × {} {}", table.number ? *table.number + " " : "", table.name, table.rows.size(),
           say("行", "rows"), table.columns.size(), say("栏", "columns"));
    }
    if (!document.evaluations.empty()) line("  {} {}", say("自评表", "self-evaluations"), document.evaluations.size());
    for (const Evaluation& evaluation : document.evaluations) add_form(evaluation);
    if (!document.claims.empty())
      line("  {} {}", say("文字说明中的数", "figures in the narrative"), document.claims.size());
    if (!document.mentions.empty())
      line("  {} {}", say("文字里说到的工作量", "work counted in the narrative"), document.mentions.size());
    if (const std::size_t doubts = doubts_of(document); doubts > 0)
      line("  {} {}", say("识别存疑", "read with doubt"), doubts);
  }

  std::string take() { return std::move(out_); }

 private:
  std::string_view say(std::string_view chinese, std::string_view english) const {
    return chinese_ ? chinese : english;
  }
  template <class... Parts>
  void line(fmt::format_string<Parts...> pattern, Parts&&... parts) {
    const std::string text = fmt::format(pattern, std::forward<Parts>(parts)...);
    const std::size_t indent = text.find_first_not_of(' ');
    out_ += text.substr(0, indent == std::string::npos ? 0 : indent) + report::one_line(text) + "\n";
  }
  void add_form(const Evaluation& evaluation) {
    const auto& head = evaluation.head;
    const std::string number = head.text("number");
    const std::string grade = head.text("grade");
    line("    {}{}（{}）  {} {}  {} {}  {} {}{}", number.empty() ? "" : number + " ", head.text("name"),
         chinese_ ? chinese_from(evaluation_scopes(), head.text("scope")) : head.text("scope"), say("资金", "funds"),
         evaluation.funds.size(), say("指标", "indicators"), evaluation.indicators.size(), say("总分", "score"),
         fmt::format("{} / {}", head.text("total_score").empty() ? "—" : head.text("total_score"),
                     head.text("total_weight").empty() ? "—" : head.text("total_weight")),
         grade.empty() ? "" : "  " + grade);
  }

  Language language_;
  bool chinese_;
  std::string out_;
};

void add_json(JsonWriter& json, const Document& document) {
  json.begin_object();
  json.member("id", document.id);
  json.member("province", document.province);
  json.member("unit", document.unit);
  json.key("year");
  if (document.year_known())
    json.integer(document.year);
  else
    json.null();
  json.member("kind", document.kind);
  json.member("money_unit", document.money_unit.empty() ? std::nullopt : std::optional(document.money_unit));
  json.member("source", document.source.file);
  json.member("layout", document.source.layout);
  json.key("tables");
  json.begin_list();
  for (const Table& table : document.tables) {
    json.begin_object();
    json.member("name", table.name);
    json.member("number", table.number);
    json.member("rows", static_cast<std::int64_t>(table.rows.size()));
    json.key("columns");
    json.begin_list();
    for (const std::string& column : table.columns) json.text(column);
    json.end_list();
    json.end_object();
  }
  json.end_list();
  json.key("evaluations");
  json.begin_list();
  for (const Evaluation& evaluation : document.evaluations) {
    const auto text = [&](std::string_view key) {
      return evaluation.head.text(key).empty() ? std::nullopt : std::optional(evaluation.head.text(key));
    };
    json.begin_object();
    json.member("scope", evaluation.head.text("scope"));
    json.member("name", evaluation.head.text("name"));
    json.member("number", text("number"));
    json.member("funds", static_cast<std::int64_t>(evaluation.funds.size()));
    json.member("indicators", static_cast<std::int64_t>(evaluation.indicators.size()));
    json.member("total_weight", text("total_weight"));
    json.member("total_score", text("total_score"));
    json.member("grade", text("grade"));
    json.end_object();
  }
  json.end_list();
  json.member("claims", static_cast<std::int64_t>(document.claims.size()));
  json.member("mentions", static_cast<std::int64_t>(document.mentions.size()));
  json.member("doubtful", static_cast<std::int64_t>(doubts_of(document)));
  json.end_object();
}

int run_inspect(Session& session, const Arguments& arguments) {
  session.workbench();  // how much data may hold
  const bool as_json = arguments.text("format") == "json";
  Text text(session.language());
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.inspect.v1");
  json.key("documents");
  json.begin_list();
  int count = 0;
  for_each_document(
      {arguments.words().begin(), arguments.words().end()},
      [&](Document&& document) {
        ++count;
        if (as_json)
          add_json(json, document);
        else
          text.add(document);
      },
      [&](const Fault& fault) { session.problem(fault); });
  json.end_list();
  json.end_object();
  if (count > 0 || as_json) session.deliver(as_json ? json.take() + "\n" : text.take(), std::nullopt);
  return 0;
}

}  // namespace

const Verb& inspect_verb() {
  static const Verb verb{
      "inspect",
      {"看数据集里有什么", "see what a dataset holds"},
      "DATASET…",
      1,
      kMostPaths,
      {"列出单位、年度、种类、报表和自评表。", "Lists unit, year, kind, tables and self-evaluations."},
      {{"format", 'f', Takes::one, "FORMAT", {"text json", "text json"}, {"text", "json"}}},
      {{"gouji inspect datasets/某省/某单位-2020-部门决算", {"一份公开文本", "one disclosure"}},
       {"gouji inspect 数据.ndjson.zst -f json", {"一个文件里的全部", "all of a file"}}},
      run_inspect};
  return verb;
}

}  // namespace gouji::app
