#include "app/prompt.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/prompt_text.hpp"
#include "app/runner.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "report/report.hpp"
#include "report/words.hpp"
#include "script/context.hpp"
#include "script/missing.hpp"

namespace gouji::app {
namespace {

const std::vector<std::string>& command_names() {
  static const std::vector<std::string> names{":help", ":document", ":params", ":run", ":quit"};
  return names;
}

// Which cell a line used that holds no figure.
std::string missing_text(const script::Leaf& leaf, bool english) {
  const std::string name = leaf.row_name() + " · " + leaf.column_name();
  const std::string printed = leaf.cell == nullptr ? "" : text::visible(leaf.cell->printed);
  if (english)
    return fmt::format("cannot be evaluated: {} holds no figure{}\n", name,
                       printed.empty() ? "" : fmt::format(" (“{}”)", printed));
  return fmt::format("缺数无法审核：“{}”{}\n", name,
                     printed.empty() ? "空白" : fmt::format("填的是“{}”，不是数", printed));
}

}  // namespace

Prompt::Prompt(Session& session, const Workbench& workbench, const Document& document, const Chain& chain)
    : session_(session), workbench_(workbench), document_(document), chain_(chain), verbs_(make_verbs()) {
  book_ = std::make_unique<RuleBook>(chain, verbs_->catalogue, syntax_, workbench.limits);
  book_->use_year(document.year);
  checks_.rule = &rule_;
  book_->state().begin(&document);
  dialogue_ =
      std::make_unique<script::Dialogue>(book_->state(), std::vector<script::Function>{book_->require_at_prompt()});
  dialogue_->set("document", {script::types::document, &document, 0});
  dialogue_->set("check", {verbs_->check.check, &checks_, 0});
  dialogue_->run("tables, evaluations, claims = document:tables(), document:evaluations(), document:claims()");
}

Prompt::~Prompt() {
  dialogue_.reset();
  book_->state().end();
}

void Prompt::print(const std::string& text) { session_.deliver(text, std::nullopt); }

void Prompt::greet() {
  print(fmt::format("{}\n{}{}\n", report::document_name(document_.id, session_.language()),
                    session_.say("规则包 ", "pack "), chain_->top().id));
  if (!book_->broken().empty())
    session_.note(fmt::format(
        "{} {}", book_->broken().size(),
        session_.say("条规则不能装载，gouji check 有说明", "rules could not be loaded; gouji check tells why")));
  print(std::string(session_.say(":help 有说明，:quit 离开\n", ":help tells more, :quit leaves\n")));
}

void Prompt::help() {
  print(std::string(session_.say(
      "写一个式子，得到它的值；数照原样显示，后面是它在原件中的位置。\n"
      "  document                        这份公开文本有什么\n"
      "  tables、evaluations、claims     报表、自评表、文字说明中的数的列表：tables[1]、evaluations[1]\n"
      "  t = document:table \"表名\"       记住一个名称，下一行可用（不写 local）\n"
      "  t:column(\"栏名\")[\"行名\"]        一格的数\n"
      "  e = evaluations[1]              e:funds()[1].annual、e:indicators()\n"
      "  param \"参数名\"                  参数在这一年度的值\n"
      "  check:same(左, 右)              check 的动词，同规则里一样；不成立时显示疑点\n"
      "  f = require \"名称\"              规则包 lib/ 下的函数\n"
      "没有写完的（for、if、function）接着写，空行结束。\n"
      "  :document           同 document\n"
      "  :params [字]        名称含有这些字的参数\n"
      "  :run [字]           重新装载规则包，用编号含有这些字的规则审核这份公开文本\n"
      "  :quit               离开\n",
      "Write an expression and see its value; a figure is shown as printed, with its place.\n"
      "  document                        what this disclosure holds\n"
      "  tables, evaluations, claims     its tables, forms and figures of the narrative: tables[1], evaluations[1]\n"
      "  t = document:table \"NAME\"       keep a name for the next lines (without local)\n"
      "  t:column(\"COLUMN\")[\"ROW\"]       the figure of a cell\n"
      "  e = evaluations[1]              e:funds()[1].annual, e:indicators()\n"
      "  param \"NAME\"                    a parameter's value for this year\n"
      "  check:same(left, right)         the verbs of rules; what does not hold is shown\n"
      "  f = require \"NAME\"              functions of the packs' lib/\n"
      "What is not finished (for, if, function) goes on in the next line; an empty line ends it.\n"
      "  :document           the same as document\n"
      "  :params [WORD]      parameters with this in their name\n"
      "  :run [WORD]         loads the pack anew and runs the rules with this in their id\n"
      "  :quit               leave\n")));
}

void Prompt::list_parameters(const std::string& pattern) {
  std::string out;
  for (const auto& [name, parameter] : chain_->parameters.all()) {
    if (name.find(pattern) == std::string::npos) continue;
    const ParameterEntry* entry = chain_->parameters.in_force(name, document_.year);
    out += fmt::format(
        "  {} = {}{}  {}\n", name,
        entry == nullptr ? std::string(session_.say("（这一年度没有取值）", "(no value for this year)")) : entry->text,
        entry == nullptr || entry->unit.empty() ? "" : " " + entry->unit, parameter.entries.front().title);
  }
  if (out.empty()) out = fmt::format("{}\n", session_.say("没有这样的参数", "no such parameter"));
  print(out);
}

void Prompt::run_rules(const std::string& pattern) {
  PackChoice packs;
  packs.packs.push_back(load_pack(chain_->top().folder, workbench_.rules));
  packs.named = true;
  RunOptions options;
  options.pattern = pattern;
  options.limits = workbench_.limits;
  Evaluator evaluator(packs, options);
  const std::vector<std::string> rules = evaluator.rules_of(packs.packs.front());
  if (rules.empty()) {
    options.pattern.clear();
    const std::string guess = nearest(pattern, Evaluator(packs, options).rules_of(packs.packs.front()));
    throw std::move(
        Fault("run.no_rule", fmt::format("没有编号符合“{}”的规则", pattern), fmt::format("no rule fits {}", pattern))
            .hint(guess.empty() ? "写规则编号的一部分" : fmt::format("是否想写“{}”？", guess),
                  guess.empty() ? "give a part of a rule's id" : fmt::format("did you mean {}?", guess)));
  }
  Collector collector(false);
  collector.add(evaluator.evaluate(document_));
  ReportOptions shown;
  shown.language = session_.language();
  shown.colour = session_.colours();
  shown.width = session_.width();
  std::map<std::string, RuleIds> held;
  for (const Chain& chain : packs.packs) held.emplace(chain->top().id, evaluator.ids_of(chain));
  print(render(collector.finish(packs, held), Format::text, shown));
}

bool Prompt::command(const std::string& line) {
  const std::size_t blank = line.find(' ');
  const std::string name = line.substr(0, blank);
  const std::string rest(blank == std::string::npos ? std::string_view() : text::trim(line.substr(blank)));
  if (name == ":quit" || name == ":q" || name == ":exit") return false;
  if (name == ":help" || name == ":h" || name == ":?") {
    help();
  } else if (name == ":document") {
    evaluate("return document");
  } else if (name == ":params") {
    list_parameters(rest);
  } else if (name == ":run") {
    run_rules(rest);
  } else {
    const auto [chinese, english] = known_names(name, command_names());
    throw std::move(
        Fault("repl.unknown_command", fmt::format("没有名为“{}”的命令", name), fmt::format("no command {}", name))
            .hint(chinese, english));
  }
  return true;
}

void Prompt::evaluate(const std::string& chunk) {
  const PromptText text(book_->state().context(), session_.language(), session_.width());
  checks_.results.clear();
  checks_.performed = 0;
  std::string out;
  try {
    refuse_traps(syntax_, script::Dialogue::kFile, chunk);
    const std::vector<script::Answer> answers = dialogue_->run(chunk);
    const bool checked = checks_.performed > 0 || !checks_.results.empty();
    for (const script::Answer& answer : answers) {
      // A verb's true or false is told by what it found.
      if (!checked || answer.kind != script::Answer::Kind::words) out += text.answer(answer);
    }
    if (checks_.performed > 0 && checks_.results.empty()) out += std::string(session_.say("成立", "holds")) + "\n";
  } catch (const script::MissingValue& missing) {
    out += missing_text(missing.leaf(), session_.language() == Language::english);
  } catch (const script::MissingYear&) {
    out += std::string(session_.say("缺数无法审核：年度未知\n", "cannot be evaluated: the year is not known\n"));
  } catch (const script::MissingPart& missing) {
    out += fmt::format("{}{}\n", session_.say("缺数无法审核：", "cannot be evaluated: "), missing.part());
    if (!missing.nearest().empty())
      out += fmt::format("  {}“{}”\n", session_.say("最接近的名称：", "nearest name: "), missing.nearest());
  }
  for (const CheckResult& result : checks_.results) out += text.finding(result);
  print(out);
}

void Prompt::run_lines() {
  const std::string lines = std::exchange(lines_, {});
  const auto chunk = dialogue_->readable(lines);
  if (!chunk) {
    lines_ = lines;
    return;
  }
  evaluate(*chunk);
}

bool Prompt::take(std::string line) {
  if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  const std::string words(text::trim(line));
  try {
    if (lines_.empty()) {
      if (words.empty()) return true;
      if (words.starts_with(':')) return command(words);
      if (words.starts_with("：")) return command(":" + words.substr(std::string_view("：").size()));
      if (words == "quit" || words == "exit" || words == "退出") return false;
      if (words == "help" || words == "帮助" || words == "?") return command(":help");
    } else if (words.empty()) {
      finish();
      return true;
    }
    lines_ += (lines_.empty() ? words : line) + "\n";
    run_lines();
  } catch (const Fault& fault) {
    if (fault.code() == "output.broken") throw;  // nobody listens any more
    session_.note(fault.text(session_.language()));
  }
  return true;
}

void Prompt::finish() {
  if (lines_.empty()) return;
  lines_.clear();
  session_.note(
      std::move(Fault("repl.unfinished", "这一句没有写完，没有运行", "the statement is not finished and was not run")
                    .hint("检查有没有配对的括号、引号和 end", "look for brackets, quotes and end"))
          .text(session_.language()));
}

}  // namespace gouji::app
