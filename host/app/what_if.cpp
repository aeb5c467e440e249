#include "app/what_if.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/decision_shelf.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/dataset_source.hpp"
#include "packs/parameter_unit.hpp"
#include "packs/trial.hpp"
#include "report/words.hpp"
#include "script/patterns.hpp"

namespace gouji::app {
namespace {

std::vector<std::string> parameter_names(const PackChoice& packs) {
  std::set<std::string> names;
  for (const Chain& chain : packs.packs) {
    for (const auto& [name, parameter] : chain->parameters.all()) names.insert(name);
  }
  return {names.begin(), names.end()};
}

Fault unknown_parameter(const PackChoice& packs, const std::string& name) {
  Fault fault("param.unknown", fmt::format("没有名为“{}”的参数", name), fmt::format("no parameter named {}", name));
  const std::string guess = nearest(name, parameter_names(packs));
  fault.hint(guess.empty() ? "gouji params 规则包 列出它的参数" : fmt::format("是否想写“{}”？", guess),
             guess.empty() ? "gouji params PACK lists its parameters" : fmt::format("did you mean {}?", guess));
  return fault;
}

const Parameter* first_with(const PackChoice& packs, const std::string& name) {
  for (const Chain& chain : packs.packs) {
    if (const Parameter* parameter = chain->parameters.find(name)) return parameter;
  }
  return nullptr;
}

// Every document with each pack that is for it.
class PackLoop {
 public:
  using Act = std::function<void(const Document&, const Chain&, const EvaluateOptions&)>;

  PackLoop(Session& session, const RunRequest& request)
      : session_(session), request_(request), shelf_(request.decisions) {
    if (!request.options.pattern.empty()) pattern_.emplace(request.options.pattern);
    if (request.no_decisions) shelf_.leave_out();
  }

  void run(const Act& act) {
    const OnProblem on_problem = [&](const Fault& fault) { session_.problem(fault); };
    std::size_t done = 0;
    bool any = false;
    for (const DatasetItem& item : find_datasets(request_.paths, on_problem)) {
      const std::string folder = item.path.parent_path().string();
      const auto on_document = [&](const Document& document) {
        if (request_.year != 0 && document.year != request_.year) return;
        EvaluateOptions options;
        options.rules_year = request_.options.rules_year;
        options.waived = [&](const Finding& finding) { return shelf_.waives(finding, folder); };
        if (pattern_) options.wanted = [&](const std::string& rule) { return pattern_->found_in(rule); };
        const auto chains = request_.packs.for_document(document);
        any = any || !chains.empty();
        for (const Chain& chain : chains) act(document, chain, options);
        session_.progress(fmt::format("{} {}", session_.say("已试算", "tried"), ++done));
      };
      read_item(item, on_document, on_problem);
    }
    if (done == 0 && !session_.failed()) throw nothing_compared(request_.paths);
    if (done > 0 && !any)
      session_.problem(
          std::move(Fault("whatif.no_pack", fmt::format("没有规则包适用于所给的 {} 份公开文本", done),
                          fmt::format("no rule pack is for the {} disclosures", done))
                        .hint("换成适用的规则包，或不写 --pack", "name a pack that is for them, or none")));
  }

 private:
  Session& session_;
  const RunRequest& request_;
  DecisionShelf shelf_;
  std::optional<script::Pattern> pattern_;
};

// Books of the packs with one parameter made ready to be moved.
class TrialBooks {
 public:
  TrialBooks(const RunRequest& request, const NumberParameter& parameter)
      : request_(request), parameter_(parameter), verbs_(make_verbs()) {}

  const Verbs& verbs() const { return *verbs_; }
  RuleBook& own(const Chain& chain) { return book(own_[chain->top().id], chain); }

  // One in which the parameter is a number; the pack's own where it does not have the parameter.
  RuleBook& moved(const Chain& chain) {
    if (chain->parameters.find(parameter_.name) == nullptr) return own(chain);
    auto& kept = moved_[chain->top().id];
    if (kept) return *kept;
    return book(kept, tried(*chain, {{{parameter_.name, parameter_.written(parameter_.value)}}, {}}));
  }

  // The number that the pack has for the document; none: a word, no value for the year, or not a parameter of it.
  std::optional<Exact> present(const Chain& chain, const Document& document) const {
    const int year = request_.options.rules_year != 0 ? request_.options.rules_year : document.year;
    const ParameterEntry* entry = chain->parameters.in_force(parameter_.name, year);
    return entry == nullptr ? std::nullopt : entry->value.number;
  }

 private:
  RuleBook& book(std::unique_ptr<RuleBook>& kept, const Chain& chain) {
    if (!kept) kept = std::make_unique<RuleBook>(chain, verbs_->catalogue, syntax_, request_.options.limits);
    return *kept;
  }
  const RunRequest& request_;
  const NumberParameter& parameter_;
  std::unique_ptr<Verbs> verbs_;
  script::Syntax syntax_;
  std::map<std::string, std::unique_ptr<RuleBook>> own_, moved_;
};

struct FoundNow {
  int findings = 0, faults = 0;
};

FoundNow found_now(const Document& document, RuleBook& book, const Verbs& verbs, const EvaluateOptions& options) {
  FoundNow now;
  for (const Finding& finding : evaluate(document, book, verbs, options).findings) {
    if (options.waived && options.waived(finding)) continue;
    now.findings += finding.outcome == Outcome::finding ? 1 : 0;
    now.faults += finding.outcome == Outcome::fault ? 1 : 0;
  }
  return now;
}

FoundNow found_now(const TrialCount& count) { return {count.total(), count.faults}; }

// Those that ran; all where none did.
PackChoice that_ran(const PackChoice& packs, const std::set<std::string>& ids) {
  PackChoice ran;
  for (const Chain& chain : packs.packs) {
    if (ids.contains(chain->top().id)) ran.packs.push_back(chain);
  }
  return ran.packs.empty() ? packs : ran;
}

// With the present values of the packs that ran.
NumberParameter as_it_stands(const NumberParameter& parameter, const PackChoice& ran) {
  NumberParameter own = parameter;
  if (first_with(ran, parameter.name) != nullptr) own.present = number_of(ran, parameter.name).present;
  return own;
}

NearestChanges nearest_to(const ThresholdCurve& curve, const NumberParameter& parameter, const Exact& value) {
  return {parameter, value, curve.below(value, parameter.quantum), curve.above(value, parameter.quantum),
          curve.exact()};
}

// "85" and 85 are one value.
std::string without_quotes(const std::string& value) {
  const bool quoted = value.size() > 1 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

std::string shown_value(const PackChoice& packs, const std::string& name, const std::string& value) {
  const Parameter* parameter = first_with(packs, name);
  const std::string& unit = parameter->entries.back().unit;
  const bool plain = !value.empty() && value.find_first_not_of("0123456789.-") == std::string::npos;
  return unit.empty() || !plain ? value : value + " " + unit;
}

// In each pack, where they are not the same.
std::string present_values(const PackChoice& packs, const std::string& name) {
  std::map<std::string, std::vector<std::string>> by_value;
  for (const Chain& chain : packs.packs) {
    if (chain->parameters.find(name) != nullptr) by_value[values_text(*chain, name)].push_back(chain->top().id);
  }
  if (by_value.size() == 1) return by_value.begin()->first;
  std::string text;
  for (const auto& [value, ids] : by_value) {
    text += fmt::format("{}{}（{}{}）", text.empty() ? "" : "；", value, ids.front(), ids.size() > 1 ? " 等" : "");
  }
  return text;
}

}  // namespace

Tried read_tried(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals != std::string::npos && equals > 0)
    return {std::string(text::trim(text.substr(0, equals))), std::string(text::trim(text.substr(equals + 1)))};
  throw std::move(Fault("whatif.bad_set", fmt::format("--set 的“{}”不是 参数=取值", text::shorten(text, 100)),
                        fmt::format("--set: {} is not NAME=VALUE", text::shorten(text, 100)))
                      .hint("例如 --set quant.over_from=120；列表照 parameters.toml 写：--set \"名称=[\\\"甲\\\"]\"",
                            "for example --set quant.over_from=120; a list as in parameters.toml"));
}

Fault set_twice(const std::string& name, const std::string& first, const std::string& second) {
  return std::move(
      Fault("usage.set_twice", fmt::format("--set 把“{}”写了两次：{}、{}", name, first, second),
            fmt::format("--set gives {} twice: {} and {}", name, first, second))
          .hint("只留一个；逐个取值用 gouji whatif --sweep", "keep one; to try several, gouji whatif --sweep"));
}

NumberParameter number_of(const PackChoice& packs, const std::string& name) {
  for (const Chain& chain : packs.packs) {
    if (chain->parameters.find(name) == nullptr) continue;
    NumberParameter parameter = number_parameter(*chain, name);
    std::set<std::string> seen(parameter.present.begin(), parameter.present.end());
    for (const Chain& other : packs.packs) {
      if (other->parameters.find(name) == nullptr) continue;
      for (const std::string& value : number_parameter(*other, name).present) {
        if (seen.insert(value).second) parameter.present.push_back(fmt::format("{}（{}）", value, other->top().id));
      }
    }
    return parameter;
  }
  throw unknown_parameter(packs, name);
}

PackChoice with_values(const PackChoice& packs, const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values) {
    const Parameter* parameter = first_with(packs, name);
    if (parameter == nullptr) throw unknown_parameter(packs, name);
    // As a parameters.toml that writes no unit would be refused.
    if (const auto unclear = unclear_percent(name, parameter->entries.back(), without_quotes(value))) throw *unclear;
  }
  PackChoice changed = packs;
  for (Chain& chain : changed.packs) {
    Trial trial;
    for (const auto& [name, value] : values) {
      if (chain->parameters.find(name) != nullptr) trial.values[name] = value;
    }
    if (!trial.empty()) chain = tried(*chain, trial);
  }
  return changed;
}

Sweep read_sweep(const std::string& text, const PackChoice& packs) {
  const auto bad = [&] {
    return std::move(Fault("whatif.bad_sweep",
                           fmt::format("--sweep 的“{}”不是 参数=起..止/步", text::shorten(text, 100)),
                           fmt::format("--sweep: {} is not NAME=FROM..TO/STEP", text::shorten(text, 100)))
                         .hint("例如 --sweep quant.over_from=110..150/5；起小于止，步大于 0",
                               "for example --sweep quant.over_from=110..150/5, rising, with a step above 0"));
  };
  const std::size_t equals = text.find('=');
  const std::size_t dots = text.find("..", equals == std::string::npos ? 0 : equals);
  if (equals == std::string::npos || equals == 0 || dots == std::string::npos) throw bad();
  Sweep sweep{number_of(packs, std::string(text::trim(text.substr(0, equals)))), {}};
  const NumberParameter& parameter = sweep.parameter;
  const std::size_t slash = std::min(text.find('/', dots), text.size());
  const Exact from = parameter.read("sweep", text.substr(equals + 1, dots - equals - 1));
  const Exact to = parameter.read("sweep", text.substr(dots + 2, slash - dots - 2));
  const Exact step = slash < text.size() ? parameter.read("sweep", text.substr(slash + 1)) : parameter.quantum;
  if (step.sign() <= 0 || to < from) throw bad();
  for (Exact value = from; value <= to; value = value + step) {
    if (sweep.values.size() == kMostSwept) {
      throw std::move(Fault("whatif.too_many", fmt::format("--sweep 最多 {} 个取值", kMostSwept),
                            fmt::format("--sweep takes {} values at most", kMostSwept))
                          .hint("步取大一些，或用 --curve 一次得到所有取值的疑点",
                                "take a larger step, or --curve for all values at once"));
    }
    sweep.values.push_back(value);
  }
  return sweep;
}

bool what_if_set(Session& session, const RunRequest& request, const std::vector<Tried>& changes, ChangeRun& run) {
  RunRequest asked = request;
  asked.keep_documents = true;
  asked.options.count_by_rule = true;
  RunVariant before{request.packs, asked.options}, after{request.packs, asked.options};
  before.options.rules_year = 0;
  std::map<std::string, std::string> values;
  for (const Tried& one : changes) {
    const auto [known, is_new] = values.try_emplace(one.name, one.value);
    if (!is_new) throw set_twice(one.name, known->second, one.value);
  }
  after.packs = with_values(request.packs, values);
  const std::vector<RunResult> results = perform_variants(session, asked, {before, after});
  run.before = record_of(results.at(0));
  run.after = record_of(results.at(1));
  if (run.before.documents.empty() && run.after.documents.empty()) {
    if (session.failed()) return false;
    throw nothing_compared(request.paths);
  }
  std::set<std::string> ids;
  for (const RecordedDocument& one : run.before.documents) ids.insert(one.packs.begin(), one.packs.end());
  PackChoice ran = that_ran(request.packs, ids);
  for (const Tried& one : changes) {
    const Parameter* parameter = first_with(request.packs, one.name);
    if (first_with(ran, one.name) == nullptr) ran = request.packs;
    std::string title;
    for (const ParameterEntry& entry : parameter->entries) {
      if (!entry.title.empty()) title = entry.title;
    }
    run.change.settings.push_back(
        {one.name, title, present_values(ran, one.name), shown_value(request.packs, one.name, one.value)});
  }
  run.change.rules_year = request.options.rules_year;
  run.change.before = &run.before;
  run.change.after = &run.after;
  run.change.change = compare(run.before, run.after);
  run.change.scores = score_table(run.before, run.after);
  const bool moved = !run.change.change.scores.empty() ||
                     std::any_of(run.change.change.findings.begin(), run.change.change.findings.end(),
                                 [](const FindingChange& one) { return one.standing_changed(); });
  if (moved || session.failed()) return true;
  // Nothing came of it: which value would do something?
  for (const Tried& one : changes) {
    std::optional<NumberParameter> parameter;
    try {
      parameter = number_of(after.packs, one.name);
    } catch (const Fault&) {  // a list or a word has no next value
      continue;
    }
    RunRequest again = asked;
    again.packs = after.packs;
    CurveRun curve;
    what_if_curve(session, again, *parameter, curve);
    run.change.nearest.push_back(nearest_to(curve.curve, *parameter, parameter->read("set", one.value)));
  }
  return true;
}

void what_if_curve(Session& session, const RunRequest& request, const NumberParameter& parameter, CurveRun& run) {
  TrialBooks books(request, parameter);
  std::set<std::string> rules, ids;
  std::optional<Exact> present;
  bool one_value = true;
  WhatIfCurve& report = run.report;
  PackLoop(session, request).run([&](const Document& document, const Chain& chain, const EvaluateOptions& options) {
    ids.insert(chain->top().id);
    const TrialAsk ask{parameter.name, options};
    const auto own = books.present(chain, document);
    ValueTrials trials(document, books.moved(chain), books.verbs(), ask, parameter.value);
    const CurvePart part = curve_of(trials, parameter.value, parameter.quantum);
    run.curve.add(part);
    report.scores = report.scores || trials.scores_read();
    const auto add = [&](const FoundNow& now) {
      report.present += now.findings;
      report.faults += now.faults;
    };
    if (!trials.read()) return add(found_now(part.before));
    rules.insert(trials.rules().begin(), trials.rules().end());
    if (!own || (present && *present != *own)) one_value = false;
    present = own;
    add(own ? found_now(trials.at(*own)) : found_now(document, books.own(chain), books.verbs(), options));
  });
  report.parameter = as_it_stands(parameter, that_ran(request.packs, ids));
  report.curve = &run.curve;
  report.rules.assign(rules.begin(), rules.end());
  if (one_value) report.nearest = nearest_to(run.curve, parameter, present.value_or(parameter.value));
}

WhatIfSweep what_if_sweep(Session& session, const RunRequest& request, const Sweep& sweep) {
  TrialBooks books(request, sweep.parameter);
  WhatIfSweep result{sweep.parameter, {}};
  std::set<std::string> ids;
  for (const Exact& value : sweep.values) result.rows.emplace_back(value, TrialCount{});
  PackLoop(session, request).run([&](const Document& document, const Chain& chain, const EvaluateOptions& options) {
    ids.insert(chain->top().id);
    const TrialAsk ask{sweep.parameter.name, options};
    ValueTrials trials(document, books.moved(chain), books.verbs(), ask, sweep.values.front());
    for (auto& [value, count] : result.rows) count += trials.at(value);
  });
  result.parameter = as_it_stands(sweep.parameter, that_ran(request.packs, ids));
  return result;
}

namespace {

// The fewest parameters of `second` that, in `first`, give what `second` gives: one that does it alone, else the best
// one by one; what is not needed any more is taken out again.
class ShortestDescription {
 public:
  using Run = std::function<std::vector<ResultRecord>(const std::vector<std::vector<std::string>>&)>;

  ShortestDescription(Run run, const ResultRecord& target, std::set<std::string> leave_out)
      : run_(std::move(run)), target_(target), leave_out_(std::move(leave_out)) {}

  std::vector<std::string> find(std::vector<std::string> candidates, std::size_t start) {
    rest = start;
    std::vector<std::string> chosen;
    while (rest > 0 && !candidates.empty()) {
      std::vector<std::vector<std::string>> tries;
      for (const std::string& name : candidates) {
        tries.push_back(chosen);
        tries.back().push_back(name);
      }
      const std::vector<std::size_t> distances = distances_of(tries);
      const auto best =
          static_cast<std::size_t>(std::min_element(distances.begin(), distances.end()) - distances.begin());
      if (distances[best] >= rest) break;
      rest = distances[best];
      chosen.push_back(candidates[best]);
      // What changed nothing on its own may do so together with what was chosen, so all others stay.
      candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(best));
    }
    for (std::size_t i = 0; chosen.size() > 1 && i < chosen.size();) {
      std::vector<std::string> fewer = chosen;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (distances_of({fewer}).front() <= rest)
        chosen = fewer;
      else
        ++i;
    }
    return chosen;
  }

  std::size_t rest = 0;

 private:
  std::vector<std::size_t> distances_of(const std::vector<std::vector<std::string>>& tries) {
    std::vector<std::size_t> distances;
    for (const ResultRecord& record : run_(tries))
      distances.push_back(record_distance(record, target_, leave_out_).total());
    return distances;
  }

  Run run_;
  const ResultRecord& target_;
  std::set<std::string> leave_out_;
};

}  // namespace

WhatIfPacks what_if_packs(Session& session, const RunRequest& request) {
  RunRequest asked = request;
  asked.keep_documents = true;
  asked.options.count_by_rule = true;
  const auto alone = [&](const Chain& chain) {
    PackChoice choice;
    choice.packs = {chain};
    choice.named = true;
    choice.any_scope = true;
    return RunVariant{choice, asked.options};
  };
  std::vector<RunVariant> variants;
  for (const Chain& chain : request.packs.packs) variants.push_back(alone(chain));
  asked.packs = variants.front().packs;
  const std::vector<RunResult> results = perform_variants(session, asked, variants);
  std::vector<ResultRecord> records;
  WhatIfPacks report;
  for (std::size_t i = 0; i < results.size(); ++i) {
    records.push_back(record_of(results[i]));
    report.packs.push_back(request.packs.packs[i]->top().id);
    report.findings.push_back(records.back().findings.size());
    report.faults.push_back(faults_of(records.back()));
    report.documents = std::max(report.documents, records.back().documents.size());
    report.scores = std::max(report.scores, records.back().scores.size());
  }
  const auto verbs = make_verbs();
  script::Syntax syntax;
  std::vector<std::unique_ptr<RuleBook>> books;
  for (const Chain& chain : request.packs.packs)
    books.push_back(std::make_unique<RuleBook>(chain, verbs->catalogue, syntax, request.options.limits));
  // Only what is read on these documents, by one pack or the other, can make a difference.
  std::map<std::string, std::set<std::string>> read;
  RunRequest everywhere = asked;
  everywhere.packs = request.packs;
  everywhere.packs.any_scope = true;
  PackLoop(session, everywhere).run([&](const Document& document, const Chain& chain, EvaluateOptions options) {
    const auto place = std::find(request.packs.packs.begin(), request.packs.packs.end(), chain);
    options.trace = true;
    RuleBook& book = *books.at(static_cast<std::size_t>(place - request.packs.packs.begin()));
    for (const EvaluationTrace& trace : evaluate(document, book, *verbs, options).traces)
      read[chain->top().id].insert(trace.parameters.begin(), trace.parameters.end());
  });
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (std::size_t j = i + 1; j < records.size(); ++j) {
      const Chain& first = request.packs.packs[i];
      const Chain& second = request.packs.packs[j];
      PackPair pair{report.packs[i],
                    report.packs[j],
                    record_distance(records[i], records[j], {}),
                    pack_difference(*books[i], *books[j]),
                    differing_results(records[i], records[j]),
                    0,
                    {},
                    std::nullopt};
      if (pair.distance.total() > 0) {
        // What is not of parameters; a rule of another text that says the same here is compared like any other.
        std::set<std::string> leave_out;
        for (const auto* names : {&pair.difference.rules_first, &pair.difference.rules_second,
                                  &pair.difference.severities, &pair.difference.texts})
          leave_out.insert(names->begin(), names->end());
        std::erase_if(leave_out, [&](const std::string& rule) { return !pair.by_rule.contains(rule); });
        for (const std::string& rule : leave_out) pair.left_out += pair.by_rule.at(rule);
        const auto run = [&](const std::vector<std::vector<std::string>>& tries) {
          std::vector<RunVariant> ways;
          for (const auto& names : tries) ways.push_back(alone(with_parameters_of(*first, *second, names)));
          std::vector<ResultRecord> tried_records;
          RunRequest again = asked;
          again.packs = ways.front().packs;
          for (const RunResult& result : perform_variants(session, again, ways))
            tried_records.push_back(record_of(result));
          return tried_records;
        };
        ShortestDescription shortest(run, records[j], leave_out);
        const std::size_t start = record_distance(records[i], records[j], leave_out).total();
        std::vector<std::string> candidates = pair.difference.parameters;
        std::erase_if(candidates, [&](const std::string& name) {
          return !read[pair.first].contains(name) && !read[pair.second].contains(name);
        });
        for (const std::string& name : shortest.find(std::move(candidates), start)) {
          std::string title;
          for (const ParameterEntry& entry : first->parameters.find(name)->entries) {
            if (!entry.title.empty()) title = entry.title;
          }
          pair.settings.push_back({name, title, values_text(*first, name), values_text(*second, name)});
        }
        pair.rest = shortest.rest;
      }
      report.pairs.push_back(std::move(pair));
    }
  }
  return report;
}

}  // namespace gouji::app
