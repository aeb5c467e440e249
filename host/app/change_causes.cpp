#include "app/change_causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "base/files.hpp"
#include "engine/evaluate.hpp"
#include "formats/dataset_source.hpp"
#include "formats/ndjson.hpp"
#include "packs/script_pieces.hpp"
#include "packs/trial.hpp"

namespace gouji::app {
namespace {

using Kind = RuleFact::Kind;

constexpr std::size_t kAtOnce = 8;  // states of the packs that are ready to run at a time

// Packs that are ready to run on documents one by one, traced or not.
class TraceBench {
 public:
  TraceBench(PackChoice packs, const RunOptions& options)
      : packs_(std::move(packs)), options_(options), verbs_(make_verbs()) {
    if (!options.pattern.empty()) pattern_.emplace(options.pattern);
  }

  const PackChoice& packs() const { return packs_; }
  RuleBook& book_of(const Chain& chain) {
    auto& book = books_[chain->top().id];
    if (!book) book = std::make_unique<RuleBook>(chain, verbs_->catalogue, syntax_, options_.limits);
    return *book;
  }
  std::vector<DocumentResult> run(const Document& document, bool trace) {
    EvaluateOptions options;
    options.rules_year = options_.rules_year;
    options.trace = trace;
    if (pattern_) options.wanted = [this](const std::string& rule) { return pattern_->found_in(rule); };
    std::vector<DocumentResult> results;
    for (const Chain& chain : packs_.for_document(document))
      results.push_back(evaluate(document, book_of(chain), *verbs_, options));
    return results;
  }

 private:
  PackChoice packs_;
  RunOptions options_;
  std::unique_ptr<Verbs> verbs_;
  script::Syntax syntax_;
  std::optional<script::Pattern> pattern_;
  std::map<std::string, std::unique_ptr<RuleBook>> books_;
};

// The id of a disclosure whose line begins as exports begin, without reading the rest; else nothing.
std::optional<std::string_view> plain_id(std::string_view line) {
  for (const std::string_view front :
       {R"({"schema":"gouji.disclosure.v1","id":")", R"({"schema": "gouji.disclosure.v1", "id": ")"}) {
    if (!line.starts_with(front)) continue;
    const std::string_view id = line.substr(front.size(), line.find('"', front.size()) - front.size());
    return id.find('\\') == std::string_view::npos ? std::optional(id) : std::nullopt;
  }
  return std::nullopt;
}

// Those that are wanted, each read when it is its turn. Problems were told when the results were made.
void for_documents(const std::vector<std::filesystem::path>& paths, const std::set<std::string, std::less<>>& wanted,
                   const std::function<void(const Document&)>& act) {
  const auto silent = [](const Fault&) {};
  const auto on_document = [&](Document&& document) {
    if (wanted.contains(document.id)) act(document);
  };
  for (const DatasetItem& item : find_datasets(paths, silent)) {
    if (item.form != DatasetItem::Form::ndjson) {
      read_item(item, on_document, silent);
      continue;
    }
    const auto on_line = [&](const NdjsonLine& line) {
      const auto id = plain_id(line.text);
      if (id && !wanted.contains(*id)) return true;
      if (auto document = read_ndjson_line(line, files::shown(item.path), silent)) on_document(std::move(*document));
      return true;
    };
    try {
      for_each_line(item.path, files::shown(item.path), on_line, silent);
    } catch (const Fault&) {  // told before
    }
  }
}

// What is tried by --set stands over every layer: it replaces what held before.
void tell_before(std::vector<RuleEdit>& edits, const RuleState& before) {
  for (RuleEdit& edit : edits) {
    if (edit.fact.pack != kTrialPack || !edit.before.empty()) continue;
    for (const auto& [fact, text] : before) {
      if (fact.kind == Kind::parameter && fact.name == edit.fact.name) {
        edit.before = text.text;
        edit.unit = text.unit;
      }
    }
  }
}

void keep_known(RuleState& state, const std::vector<std::string>& packs, const PackChoice& choice) {
  std::set<std::string> layers;
  for (const Chain& chain : choice.packs) {
    if (std::find(packs.begin(), packs.end(), chain->top().id) == packs.end()) continue;
    for (const auto& layer : chain->layers) layers.insert(layer->id);
  }
  std::erase_if(state, [&](const auto& one) {
    return one.first.kind != Kind::year && one.first.pack != kTrialPack && !layers.contains(one.first.pack);
  });
}

std::vector<RuleEdit> edits_of(const ChangeSide& from, const ChangeSide& to) {
  RuleState before = *from.rules, after = *to.rules;
  if (!from.rules_of.empty()) keep_known(after, from.rules_of, to.request.packs);
  if (!to.rules_of.empty()) keep_known(before, to.rules_of, from.request.packs);
  std::vector<RuleEdit> edits = edits_between(before, after);
  tell_before(edits, before);
  return edits;
}

// The state before with some edits made.
PackChoice edited(const ChangeSide& from, const ChangeSide& to, const std::vector<RuleEdit>& edits,
                  const std::set<std::size_t>& chosen) {
  std::vector<const RuleEdit*> list;
  for (const std::size_t one : chosen) list.push_back(&edits[one]);
  const auto twin = [](const PackChoice& packs, const Chain& chain) {
    const auto found = std::find_if(packs.packs.begin(), packs.packs.end(),
                                    [&](const Chain& one) { return one->top().id == chain->top().id; });
    return found == packs.packs.end() ? nullptr : *found;
  };
  const auto has = [&](const Chain& chain) {
    return std::any_of(list.begin(), list.end(), [&](const RuleEdit* edit) {
      return edit->fact.kind == Kind::pack && edit->fact.pack == chain->top().id;
    });
  };
  PackChoice choice;
  choice.named = to.request.packs.named;
  for (const Chain& chain : from.request.packs.packs) {
    const Chain after = twin(to.request.packs, chain);
    if (after == nullptr && has(chain)) continue;  // the pack is gone
    choice.packs.push_back(after == nullptr ? chain : with_edits(*chain, *after, list));
  }
  for (const Chain& chain : to.request.packs.packs) {
    if (twin(from.request.packs, chain) == nullptr && has(chain)) choice.packs.push_back(chain);
  }
  std::sort(choice.packs.begin(), choice.packs.end(),
            [](const Chain& a, const Chain& b) { return a->top().id < b->top().id; });
  return choice;
}

ResultRecord record_alone(std::vector<DocumentResult>&& results) {
  RunResult run;
  for (DocumentResult& one : results) {
    std::move(one.findings.begin(), one.findings.end(), std::back_inserter(run.findings));
    std::move(one.scores.begin(), one.scores.end(), std::back_inserter(run.scores));
  }
  return record_of(run);
}

class Causes {
 public:
  Causes(Session& session, const ChangeSide& from, const ChangeSide& to, const ResultChange& change)
      : session_(session), from_(from), to_(to), change_(change) {
    result_.edits_known = from.rules && to.rules;
    if (result_.edits_known) result_.edits = edits_of(from, to);
    for (const FindingChange& one : change.findings) documents_.insert(one.either().document);
    for (const ScoreChange& one : change.scores) documents_.insert(one.either().document);
    replaced_.insert(change.documents_changed.begin(), change.documents_changed.end());
    replaced_.insert(change.documents_new.begin(), change.documents_new.end());
    replaced_.insert(change.documents_gone.begin(), change.documents_gone.end());
  }

  ChangeCauses find() {
    for (const ChangeSide* side : {&from_, &to_}) {
      if (side->run_here) benches_.push_back(std::make_unique<TraceBench>(side->request.packs, side->request.options));
    }
    if (!result_.edits.empty()) look_at_books();
    const auto running = std::count_if(result_.edits.begin(), result_.edits.end(),
                                       [](const RuleEdit& edit) { return edit.fact.kind != Kind::layout; });
    if (running > 1 || (running == 1 && !replaced_.empty())) look_at_reads();
    Attribution attribution(change_, result_.edits, dependencies_, moved_documents());
    if (from_.run_here && to_.run_here) {
      result_.tried = true;
      for (auto trials = attribution.next_trials(); !trials.empty(); trials = attribution.next_trials())
        try_all(attribution, trials);
    }
    result_.findings = attribution.findings();
    result_.scores = attribution.scores();
    if (to_.run_here) look_for_idle();
    return std::move(result_);
  }

 private:
  // Of the packs that ran: what the others hold touches nothing.
  void look_at_books() {
    std::set<std::string> ran;
    for (const ChangeSide* side : {&from_, &to_}) {
      for (const RecordedDocument& one : side->record.documents) ran.insert(one.packs.begin(), one.packs.end());
    }
    for (const auto& bench : benches_) {
      for (const Chain& chain : bench->packs().packs) {
        if (ran.contains(chain->top().id)) dependencies_.add_book(bench->book_of(chain));
      }
    }
  }

  void look_at_reads() {
    std::size_t done = 0;
    for_documents(to_.run_here ? to_.request.paths : from_.request.paths, documents_, [&](const Document& document) {
      for (const auto& bench : benches_) {
        for (const DocumentResult& one : bench->run(document, true)) dependencies_.add_reads(document.id, one.traces);
      }
      session_.progress(
          fmt::format("{} {}/{}", session_.say("查找起因", "looking for causes"), ++done, documents_.size()));
    });
  }

  std::set<std::string> moved_documents() const {
    std::map<std::string, std::vector<std::string>> packs;
    for (const RecordedDocument& one : from_.record.documents) packs[one.document] = one.packs;
    std::set<std::string> moved;
    for (const RecordedDocument& one : to_.record.documents) {
      const auto before = packs.find(one.document);
      if (before == packs.end() || before->second != one.packs) moved.insert(one.document);
    }
    moved.insert(change_.documents_gone.begin(), change_.documents_gone.end());
    return moved;
  }

  void try_all(Attribution& attribution, const std::set<Attribution::Trial>& trials) {
    std::map<std::set<std::size_t>, std::set<std::string>> documents;
    for (const Attribution::Trial& one : trials) documents[one.edits].insert(one.document);
    for (auto next = documents.begin(); next != documents.end();) {
      std::vector<std::pair<std::unique_ptr<TraceBench>, decltype(next)>> group;
      std::set<std::string, std::less<>> wanted;
      for (; next != documents.end() && group.size() < kAtOnce; ++next) {
        RunOptions options = from_.request.options;
        for (const std::size_t one : next->first) {
          if (result_.edits[one].fact.kind == Kind::year) options.rules_year = to_.request.options.rules_year;
        }
        group.emplace_back(std::make_unique<TraceBench>(edited(from_, to_, result_.edits, next->first), options), next);
        wanted.insert(next->second.begin(), next->second.end());
      }
      for_documents(to_.request.paths, wanted, [&](const Document& document) {
        for (auto& [bench, of] : group) {
          if (of->second.contains(document.id))
            attribution.tried({document.id, of->first}, record_alone(bench->run(document, false)));
        }
      });
      // One that is not there any more is not asked for again.
      for (auto& [bench, of] : group) {
        for (const std::string& one : of->second) attribution.not_tried({one, of->first});
      }
    }
  }

  static bool read_anywhere(const PackChoice& packs, const std::string& name) {
    const std::string quoted = '"' + name + '"';
    const auto has = [&](const ScriptFile& file) { return file.source.find(quoted) != std::string::npos; };
    for (const Chain& chain : packs.packs) {
      for (const auto& layer : chain->layers) {
        for (const auto* files : {&layer->rules, &layer->scorings, &layer->layouts}) {
          if (std::any_of(files->begin(), files->end(), has)) return true;
        }
        for (const auto& [library, file] : layer->libraries) {
          if (has(file)) return true;
        }
      }
      for (const auto& [other, parameter] : chain->parameters.all()) {  // values may name parameters
        for (const ParameterEntry& entry : parameter.entries) {
          if (entry.text.find(quoted) != std::string::npos) return true;
        }
      }
    }
    return false;
  }

  void look_for_idle() {
    std::set<std::string> applied;
    for (const RecordedDocument& document : to_.record.documents) {
      for (const RuleOutcomes& one : document.by_rule) applied.insert(one.rule);
    }
    for (std::size_t i = 0; i < result_.edits.size(); ++i) {
      const RuleEdit& edit = result_.edits[i];
      if (edit.fact.kind == Kind::parameter && !edit.after.empty() && !read_anywhere(to_.request.packs, edit.fact.name))
        result_.unread.push_back(i);
      if (edit.fact.kind != Kind::rule || edit.after.empty()) continue;
      const std::string rule = dependencies_.rule_of(edit.fact);
      if (!rule.empty() && !applied.contains(rule)) result_.never.emplace_back(i, rule);
    }
  }

  Session& session_;
  const ChangeSide& from_;
  const ChangeSide& to_;
  const ResultChange& change_;
  std::set<std::string, std::less<>> documents_;
  std::set<std::string> replaced_;
  std::vector<std::unique_ptr<TraceBench>> benches_;
  Dependencies dependencies_;
  ChangeCauses result_;
};

}  // namespace

ChangeCauses find_causes(Session& session, const ChangeSide& from, const ChangeSide& to, const ResultChange& change) {
  return Causes(session, from, to, change).find();
}

}  // namespace gouji::app
