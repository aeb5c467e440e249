#include "regression/attribution.hpp"

#include <algorithm>
#include <tuple>

#include "packs/script_pieces.hpp"

namespace gouji {
namespace {

using Kind = RuleFact::Kind;

std::string below(const Pack& pack, const std::string& shown) {
  const std::string front = pack.shown + "/";
  return shown.starts_with(front) ? shown.substr(front.size()) : shown;
}

const std::string& source_of(const Pack& pack, const std::string& shown) {
  static const std::string none;
  for (const auto* files : {&pack.rules, &pack.scorings}) {
    for (const ScriptFile& file : *files) {
      if (file.shown == shown) return file.source;
    }
  }
  return none;
}

// A finding whose explanation was accepted stands for the finding: trials know nothing of decisions.
Outcome undecided(Outcome outcome) { return outcome == Outcome::waived ? Outcome::finding : outcome; }

bool same_finding(const RecordedFinding& a, const RecordedFinding& b) {
  return undecided(a.outcome) == undecided(b.outcome) && std::tie(a.severity, a.printed, a.expected, a.difference) ==
                                                             std::tie(b.severity, b.printed, b.expected, b.difference);
}

bool same_score(const RecordedScore& a, const RecordedScore& b) {
  return std::tie(a.recomputed, a.low, a.high, a.grade) == std::tie(b.recomputed, b.low, b.high, b.grade);
}

template <class Record>
const Record* find(const std::vector<Record>& records, const std::string& fingerprint) {
  const auto found =
      std::find_if(records.begin(), records.end(), [&](const Record& one) { return one.fingerprint == fingerprint; });
  return found == records.end() ? nullptr : &*found;
}

template <class Record, class Same>
bool equal(const Record* wanted, const Record* given, const Same& same) {
  return wanted == nullptr || given == nullptr ? wanted == given : same(*wanted, *given);
}

}  // namespace

void Dependencies::add_item(const PackChain& chain, const std::string& id, const std::string& pack,
                            const std::string& file) {
  std::set<RuleFact>& facts = scripts_[id];
  for (const auto& layer : chain.layers) {
    facts.insert({Kind::rule_override, layer->id, id});
    if (layer->id != pack) continue;
    const bool scoring = scorings_.contains(id);
    facts.insert({scoring ? Kind::scoring : Kind::rule, pack, below(*layer, file)});
    std::vector<std::string> wanted = libraries_in(source_of(*layer, file));
    std::set<std::string> reached;
    while (!wanted.empty()) {
      const std::string name = std::move(wanted.back());
      wanted.pop_back();
      if (!reached.insert(name).second) continue;
      for (const auto& owner : chain.layers) {
        const auto library = owner->libraries.find(name);
        if (library == owner->libraries.end()) continue;
        facts.insert({Kind::library, owner->id, below(*owner, library->second.shown)});
        for (std::string& next : libraries_in(library->second.source)) wanted.push_back(std::move(next));
      }
    }
  }
}

void Dependencies::add_book(const RuleBook& book) {
  for (const Scoring& one : book.scorings()) {
    scorings_.insert(one.id);
    add_item(book.chain(), one.id, one.pack, one.file);
  }
  for (const Rule& one : book.rules()) {
    add_item(book.chain(), one.id, one.pack, one.file);
    for (const std::string& other : one.suppresses) suppressed_by_[other].insert(one.id);
    if (!one.score) continue;
    pricing_.insert(one.id);
  }
}

void Dependencies::add_reads(const std::string& document, const std::vector<EvaluationTrace>& traces) {
  for (const EvaluationTrace& trace : traces)
    reads_[{document, trace.rule}].insert(trace.parameters.begin(), trace.parameters.end());
}

bool Dependencies::touches_script(const RuleEdit& edit, const std::string& rule) const {
  const auto facts = scripts_.find(rule);
  return facts != scripts_.end() && facts->second.contains(edit.fact);
}

bool Dependencies::touches(const RuleEdit& edit, const std::string& document, const std::string& rule) const {
  const auto touches_one = [&](const std::string& one) {
    if (edit.fact.kind != Kind::parameter) return touches_script(edit, one);
    const auto read = reads_.find({document, one});
    return read != reads_.end() && read->second.contains(edit.fact.name);
  };
  if (touches_one(rule)) return true;
  const auto others = suppressed_by_.find(rule);
  return others != suppressed_by_.end() && std::any_of(others->second.begin(), others->second.end(), touches_one);
}

bool Dependencies::touches_scores(const RuleEdit& edit, const std::string& document) const {
  const auto touched = [&](const std::string& one) { return touches(edit, document, one); };
  return std::any_of(scorings_.begin(), scorings_.end(), touched) ||
         std::any_of(pricing_.begin(), pricing_.end(), touched);
}

std::string Dependencies::rule_of(const RuleFact& fact) const {
  if (fact.kind == Kind::rule_override) return fact.name;
  if (fact.kind != Kind::rule && fact.kind != Kind::scoring) return {};
  for (const auto& [rule, facts] : scripts_) {
    if (facts.contains(fact)) return rule;
  }
  return {};
}

Attribution::Attribution(const ResultChange& change, const std::vector<RuleEdit>& edits,
                         const Dependencies& dependencies, const std::set<std::string>& moved)
    : edits_(edits) {
  for (const std::string& one : change.documents_changed) replaced_[one] = ChangeCause::Data::figures;
  for (const std::string& one : change.documents_new) replaced_[one] = ChangeCause::Data::fresh;
  for (const std::string& one : change.documents_gone) replaced_[one] = ChangeCause::Data::gone;
  for (std::size_t i = 0; i < edits.size(); ++i) all_.insert(i);
  const auto add = [&](Item item) {
    item.candidates = candidates_of(item, dependencies, moved.contains(item.document()));
    tell_data(item);
    const bool figures = item.cause.figures;
    if (item.candidates.empty() && figures) {
      item.cause.kind = ChangeCause::Kind::data;
    } else if (!figures && item.candidates.empty()) {  // nothing is known to touch it: it may be any
      for (const std::size_t one : all_) {
        if (edits_[one].fact.kind != Kind::layout) item.candidates.push_back(one);
      }
    }
    item.cause.edits = item.candidates;
    if (item.candidates.size() == 1 && !figures) {
      item.cause.kind = ChangeCause::Kind::edit;
    } else if (!item.candidates.empty()) {
      item.cause.kind = ChangeCause::Kind::one_of;
      item.open = !figures;  // the figures before are not at hand: nothing can be tried
    }
    items_.push_back(std::move(item));
  };
  for (const FindingChange& one : change.findings) add({&one, nullptr, {}, {}, false});
  for (const ScoreChange& one : change.scores) add({nullptr, &one, {}, {}, false});
}

std::optional<ChangeCause::Data> Attribution::data_of(const std::string& document) const {
  const auto found = replaced_.find(document);
  return found == replaced_.end() ? std::nullopt : std::optional(found->second);
}

// The data of the document itself, else of one that it was compared with.
void Attribution::tell_data(Item& item) const {
  const auto tell = [&](const std::string& document, bool itself) {
    const auto data = data_of(document);
    if (!data || item.cause.figures) return;
    item.cause.figures = true;
    item.cause.data = *data;
    if (!itself) item.cause.other = document;
  };
  tell(item.document(), true);
  if (item.finding == nullptr) return;
  for (const RecordedFinding* side : {item.finding->after, item.finding->before}) {
    if (side == nullptr) continue;
    for (const std::string& one : side->related) tell(one, false);
  }
}

std::vector<std::size_t> Attribution::candidates_of(const Item& item, const Dependencies& dependencies,
                                                    bool moved) const {
  std::vector<std::size_t> list;
  const auto data = data_of(item.document());
  const bool there_once = data && *data != ChangeCause::Data::figures;
  for (const std::size_t i : all_) {
    const RuleEdit& edit = edits_[i];
    const bool by_pack = edit.fact.kind == Kind::pack && moved;
    if (there_once && !by_pack) continue;  // on one side there was nothing to run: no rule makes a difference
    const bool everywhere = edit.fact.kind == Kind::year || by_pack;
    const bool touched = item.score != nullptr
                             ? dependencies.touches_scores(edit, item.document())
                             : dependencies.touches(edit, item.document(), item.finding->either().rule);
    if (everywhere || touched) list.push_back(i);
  }
  return list;
}

bool Attribution::know(const std::string& document, const std::set<std::size_t>& edits) const {
  return results_.contains({document, edits});
}

bool Attribution::brings(const Item& item, const std::set<std::size_t>& edits) const {
  const ResultRecord& record = *results_.at({item.document(), edits});
  if (item.finding != nullptr)
    return equal(item.finding->after, find(record.findings, item.finding->either().fingerprint), same_finding);
  return equal(item.score->after, find(record.scores, item.score->either().fingerprint), same_score);
}

// First each candidate alone; where none is enough, all edits but one: what cannot be left out is a part of the cause.
void Attribution::settle(Item& item) {
  std::vector<std::size_t> enough;
  for (const std::size_t one : item.candidates) {
    if (!know(item.document(), {one})) return;
    if (!results_.at({item.document(), {one}})) {
      item.open = false;
      return;
    }
    if (brings(item, {one})) enough.push_back(one);
  }
  if (!enough.empty()) {
    item.cause = {enough.size() == 1 ? ChangeCause::Kind::edit : ChangeCause::Kind::any_of, enough, false};
    item.open = false;
    return;
  }
  item.cause.kind = ChangeCause::Kind::joint;
  std::vector<std::size_t> needed;
  for (const std::size_t one : item.candidates) {
    std::set<std::size_t> others = all_;
    others.erase(one);
    if (!know(item.document(), others)) return;
    if (!brings(item, others)) needed.push_back(one);
  }
  if (needed.size() > 1) item.cause.edits = std::move(needed);
  item.open = false;
}

std::set<Attribution::Trial> Attribution::next_trials() {
  std::set<Trial> trials;
  for (Item& item : items_) {
    if (!item.open) continue;
    settle(item);
    if (!item.open) continue;
    const bool together = item.cause.kind == ChangeCause::Kind::joint;
    for (const std::size_t one : item.candidates) {
      std::set<std::size_t> edits{one};
      if (together) {
        edits = all_;
        edits.erase(one);
      }
      if (!know(item.document(), edits)) trials.insert({item.document(), std::move(edits)});
    }
  }
  return trials;
}

void Attribution::tried(const Trial& trial, const ResultRecord& record) { results_[trial] = record; }

std::vector<ChangeCause> Attribution::causes(bool scores) const {
  std::vector<ChangeCause> list;
  for (const Item& item : items_) {
    if ((item.score != nullptr) == scores) list.push_back(item.cause);
  }
  return list;
}

std::vector<ChangeCause> Attribution::findings() const { return causes(false); }
std::vector<ChangeCause> Attribution::scores() const { return causes(true); }

}  // namespace gouji
