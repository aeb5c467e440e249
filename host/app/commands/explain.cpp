// gouji explain: how one finding or one score came about.
#include "report/explain.hpp"

#include "app/chosen_result.hpp"
#include "app/commands/verbs.hpp"
#include "app/run_request.hpp"

namespace gouji::app {
namespace {

int run_explain(Session& session, const Arguments& arguments) {
  const std::string& wanted = arguments.words().front();
  const RunRequest request = read_request(session, arguments, 1);
  const RunResult result = perform(session, request);
  const ChosenResult chosen = chosen_result(result, wanted);
  ReportOptions options;
  options.trial_year = request.options.rules_year;
  const bool json = arguments.text("format") == "json";
  options.language = json ? session.language_of_machines() : session.language();
  options.colour = session.colours();
  options.width = session.width();
  const auto told = [&](const auto& one) { return json ? explain_json(one, options) : explain(one, options); };
  std::string out = chosen.finding == nullptr ? told(*chosen.score) : told(*chosen.finding);
  if (!out.ends_with('\n')) out += '\n';
  session.deliver(out, std::nullopt);
  return 0;
}

}  // namespace

const Verb& explain_verb() {
  static const Verb verb = [] {
    Verb one{"explain",
             {"一条结果是怎么来的：公式、取数、参数、出处",
              "how one result came about: formula, figures, parameters, places"},
             "FINGERPRINT|编号 [PATH…]",
             1,
             kMostPaths,
             {"重新审核并说明一条疑点或一张表的测算得分；指纹可只写开头几位。",
              "Checks again and explains one finding or score; the beginning of a fingerprint will do."},
             choice_options(),
             {{"gouji explain 3", {"上一次 gouji run 结果里编号为 3 的", "number 3 of what gouji run lists"}},
              {"gouji explain 9f31c2 datasets/某省 --pack guizhou",
               {"指纹以 9f31c2 开头的", "the one whose fingerprint begins with 9f31c2"}}},
             run_explain};
    one.options.push_back({"format", 'f', Takes::one, "FORMAT", {"text json", "text json"}, {"text", "json"}});
    return one;
  }();
  return verb;
}

}  // namespace gouji::app
