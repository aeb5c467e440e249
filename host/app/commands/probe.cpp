// gouji probe: faults of the kinds people make, put into documents one at a time; which of them the rules notice.
#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "app/commands/verbs.hpp"
#include "app/output_format.hpp"
#include "app/run_request.hpp"
#include "app/workers.hpp"
#include "base/nearest.hpp"
#include "formats/dataset_source.hpp"
#include "report/probe_report.hpp"

namespace gouji::app {
namespace {

constexpr int kBelowProbeThreshold = 3;
constexpr int kMostSeed = 1'000'000'000;
constexpr std::size_t kFaultsOfAPart = 50;
constexpr std::size_t kFaultsForWorkers = 500;

// "digit,swapped"; Fault "probe.unknown_kind" with the nearest.
std::vector<FaultKind> kinds_given(const Arguments& arguments) {
  std::vector<FaultKind> kinds;
  for (const std::string& text : arguments.texts("kinds")) {
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t end = std::min(text.find(',', from), text.size());
      const std::string word = text.substr(from, end - from);
      from = end + 1;
      if (word.empty()) continue;
      const auto& codes = fault_kind_codes();
      const auto found = std::find(codes.begin(), codes.end(), word);
      if (found == codes.end()) {
        const auto [chinese, english] = known_names(word, codes);
        throw std::move(Fault("probe.unknown_kind", fmt::format("没有名为“{}”的错误种类", word),
                              fmt::format("no kind of fault is called {}", word))
                            .hint(chinese, english));
      }
      kinds.push_back(static_cast<FaultKind>(found - codes.begin()));
    }
  }
  return kinds;
}

// Every document with each pack that is for it; each pack's book serves all of them.
class Probing {
 public:
  Probing(Session& session, const RunRequest& request, ProbeOptions options)
      : session_(session), request_(request), options_(std::move(options)), verbs_(make_verbs()) {
    if (request.options.pattern.empty()) return;
    pattern_.emplace(request.options.pattern);
    options_.wanted = [this](const std::string& rule) { return pattern_->found_in(rule); };
  }

  void load() {
    std::size_t documents = 0;
    const OnProblem on_problem = [&](const Fault& fault) { session_.problem(fault); };
    const auto on_document = [&](Document&& document) {
      if (request_.year != 0 && document.year != request_.year) return;
      ++documents;
      for (const Chain& chain : request_.packs.for_document(document)) add(document, chain);
    };
    for_each_document(request_.paths, on_document, on_problem);
    if (documents > 0 && probes_.empty()) {
      throw std::move(Fault("probe.no_pack", fmt::format("没有规则包适用于所给的 {} 份公开文本", documents),
                            fmt::format("no rule pack is for the {} disclosures", documents))
                          .hint("换成适用的规则包，或不写 --pack", "name a pack that is for them, or none"));
    }
    check_rules();
  }

  void run() {
    outcomes_.resize(probes_.size());
    std::size_t faults = 0;
    for (std::size_t i = 0; i < probes_.size(); ++i) {
      const std::size_t count = probes_[i]->faults().size();
      faults += count;
      for (std::size_t from = 0; from < count; from += kFaultsOfAPart) parts_.emplace_back(i, from);
    }
    const auto processors = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int jobs = request_.jobs != 0 ? request_.jobs : faults < kFaultsForWorkers ? 1 : processors;
    if (jobs == 1) {
      for (std::size_t part = 0; part < parts_.size(); ++part) take(part, run_part(part));
      return;
    }
    std::size_t done = 0;
    Workers::Tasks tasks;
    tasks.work = [&](const std::string& job, const std::vector<Death>&) { return run_part(std::stoul(job)); };
    tasks.on_reply = [&](std::string&& reply) { take(done++, reply); };
    tasks.on_lost = [&](const std::string& job, const Death&) {
      const Probe& probe = *probes_[parts_[std::stoul(job)].first];
      session_.problem(std::move(Fault("worker.died",
                                       fmt::format("两个工作进程都在试这份公开文本时意外结束，跳过 {} 处：{}",
                                                   kFaultsOfAPart, probe.document().id),
                                       fmt::format("two worker processes ended on {}; up to {} faults were left out",
                                                   probe.document().id, kFaultsOfAPart))
                                     .hint("请把这份公开文本交给维护人员", "please report it with the disclosure")));
      return std::string();
    };
    Workers workers(jobs, std::move(tasks));
    for (std::size_t part = 0; part < parts_.size(); ++part) workers.submit(std::to_string(part));
    workers.finish();
  }

  std::vector<ProbedPack> packs() const {
    std::vector<ProbedPack> packs;
    for (std::size_t i = 0; i < probes_.size(); ++i) {
      const std::string& id = probes_[i]->pack();
      auto found = std::find_if(packs.begin(), packs.end(), [&](const ProbedPack& one) { return one.id == id; });
      if (found == packs.end()) {
        found = packs.emplace(packs.end());
        found->id = id;
        found->shown = books_.at(id)->chain().top().shown;
      }
      add_probe(*found, *probes_[i], outcomes_[i]);
    }
    std::sort(packs.begin(), packs.end(), [](const ProbedPack& a, const ProbedPack& b) { return a.id < b.id; });
    return packs;
  }

 private:
  void add(const Document& document, const Chain& chain) {
    auto& book = books_[chain->top().id];
    if (!book) book = std::make_unique<RuleBook>(chain, verbs_->catalogue, syntax_, request_.options.limits);
    probes_.push_back(std::make_unique<Probe>(document, *book, *verbs_, options_));
    session_.progress(fmt::format("{} {}", session_.say("已读", "read"), probes_.size()));
  }

  // A pattern that fits nothing is a slip, not a blind pack.
  void check_rules() const {
    if (!pattern_ || books_.empty()) return;
    std::vector<std::string> ids;
    for (const auto& [pack, book] : books_) {
      for (const Rule& rule : book->rules()) ids.push_back(rule.id);
    }
    if (std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return pattern_->found_in(id); })) return;
    const auto& pattern = request_.options.pattern;
    const std::string guess = nearest(pattern, ids);
    throw std::move(
        Fault("run.no_rule", fmt::format("没有编号符合“{}”的规则", pattern), fmt::format("no rule id fits {}", pattern))
            .hint(guess.empty() ? "-r 后面写规则编号的一部分或正则表达式" : fmt::format("是否想写“{}”？", guess),
                  guess.empty() ? "-r takes a part of a rule id or a regular expression"
                                : fmt::format("did you mean {}?", guess)));
  }

  std::string run_part(std::size_t part) const {
    const auto [number, from] = parts_[part];
    const Probe& probe = *probes_[number];
    std::string out;
    for (std::size_t i = from; i < probe.faults().size() && i < from + kFaultsOfAPart; ++i)
      out += packed_outcome(probe.run(probe.faults()[i]));
    return out;
  }

  void take(std::size_t part, const std::string& reply) {
    const auto [number, from] = parts_[part];
    std::size_t fault = from;
    for (std::size_t begin = 0; begin < reply.size(); ++fault) {
      const std::size_t end = reply.find('\n', begin);
      outcomes_[number].emplace(fault, unpacked_outcome(reply.substr(begin, end - begin)));
      begin = end + 1;
    }
    session_.progress(fmt::format("{} {}/{}", session_.say("已试", "tried"), part + 1, parts_.size()));
  }

  Session& session_;
  const RunRequest& request_;
  ProbeOptions options_;
  std::optional<script::Pattern> pattern_;
  std::unique_ptr<Verbs> verbs_;
  script::Syntax syntax_;
  std::map<std::string, std::unique_ptr<RuleBook>> books_;
  std::vector<std::unique_ptr<Probe>> probes_;
  std::vector<std::pair<std::size_t, std::size_t>> parts_;  // probe, its first fault
  std::vector<std::map<std::size_t, ProbeOutcome>> outcomes_;
};

int run_probe(Session& session, const Arguments& arguments) {
  const std::string format = output_format(
      arguments, {{"text", {"txt", "text", "log"}}, {"json", {"json"}}, {"md", {"md", "markdown"}}}, "text");
  const std::optional<int> threshold = arguments.number("threshold", 0, 100);
  const RunRequest request = read_request(session, arguments);
  ProbeOptions options;
  options.seed = static_cast<std::uint64_t>(arguments.number("seed", 0, kMostSeed).value_or(1));
  options.sample = static_cast<std::size_t>(arguments.number("sample", 1, kMostSeed).value_or(0));
  options.kinds = kinds_given(arguments);
  options.rules_year = request.options.rules_year;
  report::ProbeReport told;
  told.seed = options.seed;
  told.sample = options.sample;
  Probing probing(session, request, std::move(options));
  probing.load();
  probing.run();
  told.packs = probing.packs();
  ReportOptions shown;
  shown.language = session.language();
  shown.colour = session.colours();
  shown.width = session.width();
  shown.fit = session.on_terminal();
  const bool every_figure = arguments.given("verbose");
  session.deliver(format == "json" ? report::probe_as_json(told)
                  : format == "md" ? report::probe_as_markdown(told, session.language(), every_figure)
                                   : report::probe_as_text(told, shown, every_figure),
                  arguments.text("output"));
  const bool reached = !threshold || std::all_of(told.packs.begin(), told.packs.end(), [&](const ProbedPack& pack) {
    return pack.measure().reaches(*threshold);
  });
  return reached ? 0 : kBelowProbeThreshold;
}

}  // namespace

const Verb& probe_verb() {
  static const Verb verb = [] {
    Verb one{
        "probe",
        {"在公开文本里放进人会犯的错，看规则包能发现多少",
         "put the faults that people make into disclosures: how many do the rules notice?"},
        "[PATH…]",
        0,
        kMostPaths,
        {"逐处放进一个错误，只重新运行读到它的规则；公开文本和规则都不改动。不写 PATH 时是工作台的 datasets。",
         "Puts in one fault at a time and runs the rules that read it again; disclosures and rules stay as they are."},
        choice_options(),
        {{"gouji probe datasets/某省 --pack guizhou", {"一个规则包的发现率", "what one pack notices"}},
         {"gouji probe --kinds digit --threshold 90",
          {"只试一位数字写错，不到 90% 时以 3 结束", "single digits only; end in 3 below 90 percent"}}},
        run_probe};
    std::erase_if(one.options, [](const Option& option) { return option.name.ends_with("decisions"); });
    one.options.push_back(
        {"kinds",
         0,
         Takes::several,
         "KIND,…",
         {"只试这几种：digit transposed sign point too_large too_small swapped stale dropped doubled",
          "only these: digit transposed sign point too_large too_small swapped stale dropped doubled"}});
    one.options.push_back(
        {"sample",
         0,
         Takes::one,
         "N",
         {"每份公开文本每张表每种至多试 N 处", "at most N faults of a kind in a table of a document"}});
    one.options.push_back({"seed",
                           0,
                           Takes::one,
                           "S",
                           {"错在哪一位由它决定，默认 1；同一种子结果相同",
                            "decides which digits go wrong, by default 1; the same seed gives the same result"}});
    one.options.push_back({"threshold",
                           0,
                           Takes::one,
                           "N",
                           {"受审核的数发现率低于百分之 N 时以 3 结束",
                            "end in 3 where less than N percent are noticed of figures that carry a check"}});
    one.options.push_back(
        {"format", 'f', Takes::one, "FORMAT", {"text json md", "text json md"}, {"text", "json", "md"}});
    one.options.push_back({"output",
                           'o',
                           Takes::one,
                           "FILE",
                           {"结果写到文件（整个替换）", "write the result to a file (replaced as a whole)"}});
    one.options.push_back(
        {"verbose", 'v', Takes::nothing, "", {"看不见的数逐个列出", "list every figure whose faults went unnoticed"}});
    return one;
  }();
  return verb;
}

}  // namespace gouji::app
