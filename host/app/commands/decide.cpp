// gouji decide: what people say of findings, from a workbook that came back or one by one; what was decided, how right
// the rules were, and what a corrected publication mended.
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "app/commands/verbs.hpp"
#include "app/decider.hpp"
#include "app/output_format.hpp"
#include "app/run_request.hpp"
#include "base/files.hpp"
#include "base/letter_case.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/day_text.hpp"
#include "model/years.hpp"
#include "report/decision_report.hpp"
#include "report/handling_text.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"
#include "script/patterns.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr int kErrors = 3, kWarnings = 2;

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

std::string day_given(const Arguments& arguments) {
  const auto given = arguments.text("date");
  if (!given) return today();
  if (const auto day = day_from(*given)) return *day;
  throw std::move(Fault("decide.bad_date", fmt::format("--date 的“{}”不是日期", *given),
                        fmt::format("--date is no date: {}", *given))
                      .hint("写成 2024-05-01", "write 2024-05-01"));
}

Answer answer_given(const Arguments& arguments) {
  Answer answer;
  if (const auto word = arguments.text("state")) {
    answer.state = decision_state_from(*word);
    if (!answer.state) {
      throw std::move(Fault("decide.bad_state", fmt::format("没有“{}”这种处理状态", *word),
                            fmt::format("no state of a decision: {}", *word))
                          .hint(fmt::format("可用：{}", fmt::join(decision_words(), "、")),
                                "use open, explained, accepted, confirmed, corrected or rule_wrong"));
    }
  }
  answer.explanation = arguments.text_or("explanation", "");
  answer.rectification = arguments.text_or("rectification", "");
  answer.document_number = arguments.text_or("document-number", "");
  answer.note = arguments.text_or("note", "");
  answer.by = arguments.text_or("by", "");
  answer.date = day_given(arguments);
  answer.until = arguments.number("until", kEarliestYear, kLatestYear).value_or(0);
  return answer;
}

ReportOptions report_options(const Session& session, bool json) {
  ReportOptions options;
  options.language = json ? session.language_of_machines() : session.language();
  options.colour = session.colours();
  options.width = session.width();
  return options;
}

// What was done, a line a finding, then the sum.
void tell(Session& session, const std::vector<Decided>& done, std::size_t unchanged, std::size_t wrong,
          const std::vector<fs::path>& files, bool dry) {
  const ReportOptions options = report_options(session, false);
  report::Page page(options);
  for (const Decided& one : done) {
    const std::string arrow = fmt::format("{} → {}", report::word_of(one.from, options.language),
                                          report::word_of(one.decision.state, options.language));
    page.hanging(one.fingerprint + "  ", report::Ink::faint,
                 arrow + report::one_line(report::signature_text(one.decision, options.language)), report::Ink::strong);
    page.indented(static_cast<int>(one.fingerprint.size()) + 2,
                  report::document_name(one.document, options.language) + "  " + report::one_line(one.place));
  }
  page.line(options.language == Language::english
                ? fmt::format("{}: {}, without a new answer: {}, wrong rows: {}", dry ? "Would be kept" : "Kept",
                              done.size(), unchanged, wrong)
                : fmt::format("{} {} 条，没有新答复 {} 条，有误 {} 行", dry ? "试算，将记录" : "已记录", done.size(),
                              unchanged, wrong));
  for (const fs::path& file : files) page.line("  " + files::shown(file), report::Ink::faint);
  session.deliver(page.take(), std::nullopt);
}

int decide_one(Session& session, const Arguments& arguments, Decider& decider, DecisionShelf& shelf) {
  const Answer answer = answer_given(arguments);
  if (answer.silent()) {
    throw std::move(Fault("decide.nothing", "没有写处理意见", "there is nothing to decide")
                        .hint("例如 --state 采纳 --explanation … --by 姓名", "for example --state accepted --by NAME"));
  }
  const auto done = decider.try_answer(decider.resolve(arguments.words().front()), answer);
  const bool dry = arguments.given("dry-run");
  std::vector<Decided> all;
  if (done) all.push_back(*done);
  if (done && !dry) decider.keep(*done);
  tell(session, all, done ? 0 : 1, 0, shelf.save(), dry);
  return 0;
}

// The unit as the data name it.
std::string known_unit(const Decider& decider, const std::string& wanted) {
  const std::vector<std::string> units = decider.unit_names();
  if (std::find(units.begin(), units.end(), wanted) != units.end()) return wanted;
  const std::string guess = nearest(wanted, units);
  throw std::move(Fault("decide.no_unit", fmt::format("数据里没有单位“{}”", wanted),
                        fmt::format("the data have no unit {}", wanted))
                      .hint(guess.empty() ? "照公开文本里的单位名称写全" : fmt::format("是否想写“{}”？", guess),
                            guess.empty() ? "write it as the data name it" : fmt::format("did you mean {}?", guess)));
}

int decide_workbook(Session& session, const Arguments& arguments, Decider& decider, DecisionShelf& shelf) {
  for (const std::string_view one : {"state", "explanation", "rectification", "note", "until"}) {
    if (!arguments.given(one)) continue;
    throw std::move(Fault("usage.extra_option", fmt::format("--{} 只用于一条疑点，工作簿里的答复在各行", one),
                          fmt::format("--{} is for one finding; a workbook has its answers in the rows", one))
                        .hint("删去它", "leave it out"));
  }
  const fs::path file = arguments.words().front();
  const std::string bytes = files::read(file);
  report::AnswerSheets sheets = report::read_answers(bytes, files::shown(file));
  const Answer usual = answer_given(arguments);
  for (report::AnswerRow& row : sheets.rows) {
    if (row.answer.by.empty()) row.answer.by = usual.by;
    if (row.answer.date.empty()) row.answer.date = usual.date;
    if (row.answer.document_number.empty() && row.answer.state) row.answer.document_number = usual.document_number;
  }
  std::set<std::string> listed;  // in the whole list and again in the sheets of units
  for (const report::AnswerRow& row : sheets.rows) listed.insert(row.fingerprint);
  const bool answered = std::any_of(sheets.rows.begin(), sheets.rows.end(), [](const report::AnswerRow& row) {
    return !row.answer.silent() || !row.of_reviewer.empty();
  });
  if (!answered && sheets.problems.empty()) {
    throw std::move(Fault("decide.unanswered",
                          fmt::format("“{}”里没有填答复：{} 条疑点的核实说明、整改情况、处理意见都空着",
                                      files::shown(file), listed.size()),
                          fmt::format("nothing is filled in in {}: {} findings without an answer", files::shown(file),
                                      listed.size()))
                        .hint("填在黄色的各栏里，保存后再读；确认没有拿错文件",
                              "fill in the yellow columns, save, and read it again; is it the right file?"));
  }
  if (const auto unit = arguments.text("unit")) decider.only_from(known_unit(decider, *unit));
  std::vector<Fault> problems = std::move(sheets.problems);
  const std::vector<Decided> done = decider.try_rows(sheets.rows, problems);
  for (const Fault& problem : problems) session.problem(problem);
  if (!problems.empty() && !arguments.given("partial")) {
    throw std::move(Fault("decide.rows", fmt::format("{} 行有误，什么也没有记录", problems.size()),
                          fmt::format("{} rows are wrong; nothing was kept", problems.size()))
                        .hint("改好后再读；或加 --partial，只记录没有错的行",
                              "mend them and read again, or keep the others by --partial"));
  }
  const bool dry = arguments.given("dry-run");
  std::set<std::string> seen;
  for (const report::AnswerRow& row : sheets.rows) seen.insert(row.fingerprint);
  for (const Decided& one : done) {
    seen.erase(one.fingerprint);
    if (!dry) decider.keep(one);
  }
  tell(session, done, seen.size(), problems.size(), shelf.save(), dry);
  return 0;
}

bool wanted(const RunRequest& request, const Decision& decision) {
  if (request.year != 0 && decision.year != request.year) return false;
  return request.options.pattern.empty() || script::Pattern(request.options.pattern).found_in(decision.rule);
}

int list(Session& session, const Arguments& arguments, const RunRequest& request, Decider& decider, bool json) {
  std::optional<DecisionState> only = answer_given(arguments).state;
  std::vector<ListedDecision> decisions;
  for (const Decider::Kept& one : decider.all()) {
    if (!wanted(request, *one.decision) || (only && one.decision->state != *only)) continue;
    decisions.push_back({one.used->unit, *one.decision, decider.finding_of(one.decision->fingerprint) != nullptr});
  }
  session.deliver(json ? decisions_json(decisions) : decisions_text(decisions, report_options(session, false)),
                  arguments.text("output"));
  return 0;
}

int precision(Session& session, const Arguments& arguments, const RunRequest& request, const RunResult& result,
              Decider& decider, bool json) {
  std::map<std::string, RulePrecision> rules;
  std::set<std::string> known;
  const auto count = [&](const std::string& rule, const std::string& title, DecisionState state) {
    RulePrecision& one = rules[rule];
    one.rule = rule;
    if (one.title.empty()) one.title = title;
    ++one.states.at(static_cast<std::size_t>(state));
  };
  for (const Decider::Kept& one : decider.all()) {
    if (!wanted(request, *one.decision)) continue;
    known.insert(one.decision->fingerprint);
    count(one.decision->rule, one.decision->title, one.decision->state);
  }
  // What nobody has decided is open; an explanation that still holds from an earlier year was counted there.
  for (const Finding& finding : result.findings) {
    if (finding.outcome == Outcome::finding && !known.contains(finding.fingerprint))
      count(finding.rule, finding.title, DecisionState::open);
  }
  std::vector<RulePrecision> all;
  for (auto& [id, one] : rules) all.push_back(std::move(one));
  session.deliver(json ? precision_json(all) : precision_text(all, report_options(session, false)),
                  arguments.text("output"));
  return 0;
}

// The old publications beside the new ones; --record makes 已整改 of what was confirmed and is mended.
int against(Session& session, const Arguments& arguments, const RunRequest& request, const RunResult& corrected,
            bool json) {
  RunRequest before = request;
  before.paths.clear();
  for (const std::string& path : arguments.texts("against")) before.paths.emplace_back(path);
  const RunResult old = perform(session, before);
  const FollowUps all = follow_up(old, corrected);
  const ReportOptions options = report_options(session, json);
  session.deliver(json ? follow_up_json(all, options) : follow_up_text(all, options), arguments.text("output"));
  if (arguments.given("record")) {
    DecisionShelf shelf(request.decisions);
    Decider decider(old, shelf);
    Answer answer = answer_given(arguments);
    answer.state = DecisionState::corrected;
    if (answer.note.empty()) answer.note = "更正后的公开文本已无这条疑点";
    std::vector<Decided> done;
    for (const FollowUp& one : all.old) {
      const bool confirmed = report::state_of(*one.before) == DecisionState::confirmed;
      if (one.verdict != FollowUpVerdict::corrected || !confirmed) continue;
      if (auto decided = decider.try_answer(one.before->fingerprint, answer)) done.push_back(std::move(*decided));
    }
    const bool dry = arguments.given("dry-run");
    if (!dry) std::for_each(done.begin(), done.end(), [&](const Decided& one) { decider.keep(one); });
    tell(session, done, 0, 0, shelf.save(), dry);
  }
  const auto any = [&](FollowUpVerdict verdict) {
    return std::any_of(all.old.begin(), all.old.end(), [&](const FollowUp& one) { return one.verdict == verdict; });
  };
  if (any(FollowUpVerdict::not_corrected) || !all.introduced.empty()) return kErrors;
  return any(FollowUpVerdict::unclear) ? kWarnings : 0;
}

bool is_workbook(const std::string& word) { return text::lower(text::fold(word)).ends_with(".xlsx"); }

// A fingerprint or a number has neither a point nor a folder in it: who writes one means a file.
void check_word(const std::string& word) {
  const bool file = word.find_first_of("./") != std::string::npos || fs::exists(word);
  if (!file || is_workbook(word)) return;
  if (!fs::exists(word)) files::read(word);  // says that it is missing
  throw std::move(
      fs::is_directory(word)
          ? Fault("decide.not_a_workbook", fmt::format("“{}”是文件夹，先要写工作簿或指纹，再写数据集的路径", word),
                  fmt::format("{} is a folder; the workbook or fingerprint comes before the paths", word))
                .hint("例如 gouji decide 答复.xlsx datasets", "such as gouji decide FILE.xlsx datasets")
          : Fault("decide.not_a_workbook", fmt::format("“{}”不是 .xlsx 工作簿", word),
                  fmt::format("{} is no .xlsx workbook", word))
                .hint("在 Excel 或 WPS 里打开，另存为“Excel 工作簿（*.xlsx）”再读",
                      "open it in a spreadsheet program, save it as an Excel workbook (*.xlsx) and read that"));
}

int run_decide(Session& session, const Arguments& arguments) {
  const bool all = arguments.given("list") || arguments.given("precision") || arguments.given("against");
  if (!all && arguments.words().empty()) {
    throw std::move(Fault("usage.missing_word", "没有写工作簿或指纹", "no workbook and no fingerprint is given")
                        .hint("gouji decide 答复.xlsx，或 gouji decide 指纹 --state …；gouji decide --help 有说明",
                              "gouji decide FILE.xlsx, or gouji decide FINGERPRINT --state …; see --help"));
  }
  if (!all) check_word(arguments.words().front());
  if (!all && is_workbook(arguments.words().front()) && !fs::exists(arguments.words().front())) {
    files::read(arguments.words().front());  // says what is wrong before anything is run
  }
  if (arguments.given("no-decisions")) {
    throw std::move(Fault("usage.extra_option", "decide 就是读写审核处理文件的，不能加 --no-decisions",
                          "decide reads and writes the decisions files: no --no-decisions here")
                        .hint("删去它", "leave it out"));
  }
  if (arguments.given("unit") && (all || !is_workbook(arguments.words().front()))) {
    throw std::move(Fault("usage.extra_option", "--unit 只用于读回单位交来的工作簿",
                          "--unit is for a workbook that a unit sent back")
                        .hint("删去它", "leave it out"));
  }
  const bool json = output_format(arguments, {{"text", {"txt", "text", "log"}}, {"json", {"json"}}}, "text") == "json";
  RunRequest request = read_request(session, arguments, all ? 0 : 1);
  request.keep_documents = true;
  request.options.record_subjects = arguments.given("against");
  const RunResult result = perform(session, request);
  if (arguments.given("against")) return against(session, arguments, request, result, json);
  DecisionShelf shelf(request.decisions);
  Decider decider(result, shelf);
  if (arguments.given("list")) return list(session, arguments, request, decider, json);
  if (arguments.given("precision")) return precision(session, arguments, request, result, decider, json);
  return is_workbook(arguments.words().front()) ? decide_workbook(session, arguments, decider, shelf)
                                                : decide_one(session, arguments, decider, shelf);
}

std::vector<Option> options() {
  std::vector<Option> all = choice_options();
  const auto add = [&](std::string_view name, Takes takes, std::string_view value, Words about,
                       std::vector<std::string_view> choices = {}) {
    all.push_back({name, 0, takes, value, about, std::move(choices)});
  };
  add("state", Takes::one, "STATE",
      {"待核实 已说明 采纳 确认问题 已整改 规则有误", "open explained accepted confirmed corrected rule_wrong"});
  add("explanation", Takes::one, "TEXT", {"核实说明", "the explanation"});
  add("rectification", Takes::one, "TEXT", {"整改情况", "what was done about it"});
  add("by", Takes::one, "NAME", {"经办人（工作簿里空着的行也用它）", "who decides (of rows that leave it blank, too)"});
  add("date", Takes::one, "DATE", {"办理日期，默认当天", "when; today by default"});
  add("document-number", Takes::one, "TEXT", {"文号", "the paper that it rests on"});
  add("until", Takes::one, "YEAR", {"采纳的说明适用至这一年度，默认只适用本年度", "the last year that it holds for"});
  add("note", Takes::one, "TEXT", {"备注；规则有误时写明错在哪里", "a note; of a wrong rule: how"});
  add("unit", Takes::one, "UNIT",
      {"工作簿是这个单位交来的：只收它自己的疑点，只收说明和整改",
       "the workbook came from this unit: only its own findings, only what a unit says"});
  add("partial", Takes::nothing, "",
      {"有错的行除外，其余照记", "keep the rows that are right though others are wrong"});
  add("dry-run", Takes::nothing, "", {"只看会怎样，不写文件", "show what would be kept, and write nothing"});
  add("list", Takes::nothing, "",
      {"列出处理过的疑点（--state 只列一种）", "list what was decided (--state: of one kind)"});
  add("precision", Takes::nothing, "", {"每条规则的准确率", "how right each rule was"});
  add("against", Takes::several, "OLD",
      {"更正前的数据集：逐条看已整改、未整改还是无法判断", "datasets before the correction: what was mended"});
  add("record", Takes::nothing, "",
      {"与 --against 同用：确认的问题已改正的，记为已整改", "with --against: keep what was mended"});
  add("format", Takes::one, "FORMAT", {"text json（--list、--precision、--against）", "text json (of lists)"},
      {"text", "json"});
  all.back().letter = 'f';
  add("output", Takes::one, "FILE", {"清单写到文件（整个替换）", "write the list to a file"});
  all.back().letter = 'o';
  return all;
}

}  // namespace

const Verb& decide_verb() {
  static const Verb verb{
      "decide",
      {"记录疑点的说明、处理意见和整改", "keep what people say of findings"},
      "[FILE.xlsx|FINGERPRINT] [PATH…]",
      0,
      kMostPaths,
      {"读回填好的工作簿（gouji run -f xlsx 导出的），或处理一条疑点；记在数据集旁边的“单位-审核处理.toml”。"
       "有一行写错就什么也不记。",
       "Reads a workbook of gouji run -f xlsx back, or decides one finding; kept beside the dataset. A wrong row, and "
       "nothing is kept."},
      options(),
      {{"gouji decide 答复.xlsx --by 张三", {"读回填好的工作簿", "read a workbook back"}},
       {"gouji decide 答复.xlsx --unit 某局 --by 李四", {"读回一个单位交来的", "read what one unit sent back"}},
       {"gouji decide 9f31c2ab --state 采纳 --explanation 舍入造成 --by 张三 --until 2025",
        {"采纳一条说明，适用至 2025 年度", "accept an explanation until 2025"}},
       {"gouji decide --precision", {"各条规则的准确率", "how right the rules were"}},
       {"gouji decide --against 更正前 更正后", {"更正后的公开文本改好了没有", "what a correction mended"}}},
      run_decide};
  return verb;
}

}  // namespace gouji::app
