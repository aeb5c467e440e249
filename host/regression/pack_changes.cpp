#include "regression/pack_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/files.hpp"
#include "engine/evaluate.hpp"
#include "model/years.hpp"
#include "packs/rule_book.hpp"
#include "packs/script_pieces.hpp"
#include "regression/case_file.hpp"
#include "regression/case_sheet.hpp"
#include "regression/rule_parts.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

// What books are made with.
struct Workshop {
  const script::Limits& limits;
  std::unique_ptr<Verbs> verbs = make_verbs();
  script::Syntax syntax = {};
};

// One pack of one state; its rules are loaded when they are first asked for.
struct Layer {
  std::shared_ptr<const PackChain> chain;
  Workshop* workshop = nullptr;
  mutable std::unique_ptr<RuleBook> loaded = nullptr;
  const Pack& pack() const { return chain->top(); }
  const RuleBook& book() const {
    if (!loaded)
      loaded = std::make_unique<RuleBook>(chain, workshop->verbs->catalogue, workshop->syntax, workshop->limits);
    return *loaded;
  }
  const ScriptFile* script(const std::string& shown) const {
    for (const auto* files : {&pack().rules, &pack().scorings, &pack().layouts}) {
      for (const ScriptFile& file : *files) {
        if (file.shown == shown) return &file;
      }
    }
    return nullptr;
  }
};
using State = std::map<std::string, Layer>;

// A rule or scoring in one pack.
struct Item {
  Rule rule;
  const ScriptFile* script = nullptr;
  bool scoring = false;
};

std::map<std::string, Item> items_of(const Layer& layer, bool scorings) {
  std::map<std::string, Item> items;
  const std::string& owner = layer.pack().id;
  if (!scorings) {
    for (const Rule& rule : layer.book().rules()) {
      if (rule.pack == owner) items.emplace(rule.id, Item{rule, layer.script(rule.file), false});
    }
    return items;
  }
  for (const Scoring& scoring : layer.book().scorings()) {
    if (scoring.pack != owner) continue;
    items.emplace(scoring.id, Item{as_rule(scoring), layer.script(scoring.file), true});
  }
  return items;
}

class PackComparison {
 public:
  PackComparison(const State& before, const State& after) : before_(before), after_(after) {}

  PackChanges compare() {
    std::set<std::string> ids;
    for (const State* state : {&before_, &after_}) {
      for (const auto& [id, layer] : *state) ids.insert(id);
    }
    for (const std::string& id : ids) {
      const Layer* old_layer = layer_of(before_, id);
      const Layer* new_layer = layer_of(after_, id);
      changes_.packs.push_back(id);
      const bool same =
          old_layer != nullptr && new_layer != nullptr && old_layer->pack().digest == new_layer->pack().digest;
      if (same) continue;
      pack_ = id;
      compare_packs(old_layer, new_layer);
      compare_overrides(old_layer, new_layer);
      compare_parameters(old_layer, new_layer);
      compare_scripts(old_layer, new_layer, Article::About::library);
      compare_items(old_layer, new_layer, false);
      compare_items(old_layer, new_layer, true);
      compare_scripts(old_layer, new_layer, Article::About::layout);
      compare_cases(old_layer, new_layer);
    }
    std::erase_if(changes_.articles, [](const Article& one) {
      return one.kind == ChangeKind::changed && one.parts.empty() && one.lines.empty() && !one.only_comments;
    });
    std::stable_sort(changes_.articles.begin(), changes_.articles.end(), [](const Article& a, const Article& b) {
      return std::tie(a.pack, a.about) < std::tie(b.pack, b.about);
    });
    return std::move(changes_);
  }

 private:
  static const Layer* layer_of(const State& state, const std::string& id) {
    const auto found = state.find(id);
    return found == state.end() ? nullptr : &found->second;
  }

  Article& article(Article::About about, const std::string& id) {
    for (Article& one : changes_.articles) {
      if (one.about == about && one.pack == pack_ && one.id == id) return one;
    }
    Article fresh;
    fresh.about = about;
    fresh.pack = pack_;
    fresh.id = id;
    return changes_.articles.emplace_back(std::move(fresh));
  }

  static void add_part(Article& article, std::string part, const std::string& before, const std::string& after,
                       std::string name = {}) {
    if (before == after) return;
    PartChange change;
    change.part = std::move(part);
    change.name = std::move(name);
    change.before = before;
    change.after = after;
    article.parts.push_back(std::move(change));
  }

  static ChangeKind kind_of(bool was, bool is) {
    return !was ? ChangeKind::added : !is ? ChangeKind::removed : ChangeKind::changed;
  }

  void compare_packs(const Layer* before, const Layer* after) {
    Article& one = article(Article::About::pack, pack_);
    one.kind = kind_of(before != nullptr, after != nullptr);
    const Pack& shown = after != nullptr ? after->pack() : before->pack();
    one.title = shown.title;
    one.at = {shown.shown + "/pack.toml", 0, 0};
    const Pack none;
    const Pack& a = before != nullptr ? before->pack() : none;
    const Pack& b = after != nullptr ? after->pack() : none;
    if (one.kind != ChangeKind::changed) return;
    add_part(one, "title", a.title, b.title);
    add_part(one, "revision", a.revision, b.revision);
    add_part(one, "base", a.base, b.base);
    add_part(one, "provinces", joined(a.scope.provinces), joined(b.scope.provinces));
    add_part(one, "regions", joined(a.scope.regions), joined(b.scope.regions));
    add_part(one, "kinds", joined(a.scope.kinds), joined(b.scope.kinds));
    add_part(one, "effective", years_text(a.scope.from_year, a.scope.to_year),
             years_text(b.scope.from_year, b.scope.to_year));
  }

  static std::map<std::string, Override> overrides_of(const Layer* layer) {
    std::map<std::string, Override> all;
    if (layer != nullptr) {
      for (const Override& one : layer->pack().overrides) all.emplace(one.rule, one);
    }
    return all;
  }

  static std::string action_of(const Override& one) {
    return one.action == "severity" && severity_from(one.severity)
               ? "severity " + std::string(chinese_of(*severity_from(one.severity)))
               : one.action;
  }

  void compare_overrides(const Layer* before, const Layer* after) {
    const auto was = overrides_of(before), is = overrides_of(after);
    std::set<std::string> rules;
    for (const auto* all : {&was, &is}) {
      for (const auto& [rule, one] : *all) rules.insert(rule);
    }
    for (const std::string& rule : rules) {
      const auto a = was.find(rule), b = is.find(rule);
      const Override *old_one = a == was.end() ? nullptr : &a->second, *new_one = b == is.end() ? nullptr : &b->second;
      const std::string old_action = old_one == nullptr ? "" : action_of(*old_one);
      const std::string new_action = new_one == nullptr ? "" : action_of(*new_one);
      const bool told_why = old_one != nullptr && new_one != nullptr &&
                            (old_one->reason != new_one->reason || old_one->basis != new_one->basis);
      if (old_action == new_action && !told_why) continue;
      Article& one = article(Article::About::rule, rule);
      one.at = new_one != nullptr ? new_one->at : old_one->at;
      title_from_layers(one);
      PartChange change;
      change.part = "override";
      change.before = old_action;
      change.after = new_action;
      if (new_one != nullptr) {
        change.reason = new_one->reason;
        change.basis = new_one->basis;
      }
      if (old_action != new_action) {
        one.parts.push_back(std::move(change));
      } else {
        add_part(one, "override_reason", old_one->reason, new_one->reason);
        add_part(one, "override_basis", old_one->basis, new_one->basis);
      }
    }
  }

  // A rule that a layer below owns is called by the title that it has there.
  void title_from_layers(Article& one) const {
    for (const State* state : {&after_, &before_}) {
      for (const auto& [id, layer] : *state) {
        for (const bool scorings : {false, true}) {
          const auto items = items_of(layer, scorings);
          const auto found = items.find(one.id);
          if (found == items.end()) continue;
          one.title = found->second.rule.title;
          one.title_english = found->second.rule.english.title;
          return;
        }
      }
    }
  }

  // A layer's own entries of one parameter.
  static std::vector<ParameterEntry> own_entries(const Layer* layer, const std::string& name) {
    std::vector<ParameterEntry> own;
    const Parameter* parameter = layer == nullptr ? nullptr : layer->chain->parameters.find(name);
    if (parameter == nullptr) return own;
    for (const ParameterEntry& entry : parameter->entries) {
      if (entry.pack == layer->pack().id) own.push_back(entry);
    }
    return own;
  }

  static std::set<std::string> own_parameters(const Layer* layer) {
    std::set<std::string> names;
    if (layer == nullptr) return names;
    for (const auto& [name, parameter] : layer->chain->parameters.all()) {
      if (!own_entries(layer, name).empty()) names.insert(name);
    }
    return names;
  }

  // What holds in a year by these entries; with `lower` nothing: what the layers below say.
  static std::string value_in(const std::vector<ParameterEntry>& entries, int year) {
    const ParameterEntry* best = nullptr;
    for (const ParameterEntry& entry : entries) {
      if (entry.from_year <= year && (best == nullptr || entry.from_year >= best->from_year)) best = &entry;
    }
    return best == nullptr ? std::string() : best->text;
  }

  static std::string value_below(const Layer* layer, const std::string& name, int year) {
    const Parameter* parameter = layer == nullptr ? nullptr : layer->chain->parameters.find(name);
    if (parameter == nullptr) return {};
    std::string value;
    for (const auto& lower : layer->chain->layers) {
      if (lower->id == layer->pack().id) break;
      std::vector<ParameterEntry> entries;
      for (const ParameterEntry& entry : parameter->entries) {
        if (entry.pack == lower->id) entries.push_back(entry);
      }
      if (const std::string here = value_in(entries, year); !here.empty()) value = here;
    }
    return value;
  }

  void compare_parameters(const Layer* before, const Layer* after) {
    std::set<std::string> names = own_parameters(before);
    names.merge(own_parameters(after));
    for (const std::string& name : names) {
      const auto was = own_entries(before, name), is = own_entries(after, name);
      Article& one = article(Article::About::parameter, name);
      one.kind = kind_of(!was.empty(), !is.empty());
      const ParameterEntry& shown = is.empty() ? was.front() : is.front();
      one.at = shown.at;
      one.title = shown.title;
      compare_values(one, before, after, was, is);
      if (one.kind != ChangeKind::changed) continue;
      add_part(one, "title", was.front().title, is.front().title);
      add_part(one, "unit", was.front().unit, is.front().unit);
      add_part(one, "basis", was.front().basis, is.front().basis);
      add_part(one, "reason", was.front().reason, is.front().reason);
    }
  }

  static void compare_values(Article& one, const Layer* before, const Layer* after,
                             const std::vector<ParameterEntry>& was, const std::vector<ParameterEntry>& is) {
    std::set<int> years;
    for (const auto* entries : {&was, &is}) {
      for (const ParameterEntry& entry : *entries) years.insert(entry.from_year);
    }
    for (const int year : years) {
      PartChange change;
      change.part = "value";
      change.from_year = year;
      change.before = value_in(was, year);
      change.after = value_in(is, year);
      if (was.empty()) change.before = value_below(after, one.id, year == 0 ? kOpenYear : year);
      if (is.empty()) change.after = value_below(before, one.id, year == 0 ? kOpenYear : year);
      if ((was.empty() && !change.before.empty()) || (is.empty() && !change.after.empty())) change.part = "override";
      if (change.before == change.after && !was.empty() && !is.empty()) continue;
      if (change.after.empty() && !is.empty())
        change.name = std::to_string(is.front().from_year);  // values begin later
      const ParameterEntry& told = is.empty() ? was.front() : is.front();
      change.unit = told.value.brackets ? std::string() : told.unit;
      if (!is.empty() && one.kind == ChangeKind::added) {
        change.reason = told.reason;
        change.basis = told.basis;
      }
      one.parts.push_back(std::move(change));
    }
  }

  static std::map<std::string, ScriptFile> scripts_of(const Layer* layer, Article::About about) {
    std::map<std::string, ScriptFile> scripts;
    if (layer == nullptr) return scripts;
    if (about == Article::About::layout) {
      for (const ScriptFile& file : layer->pack().layouts) scripts.emplace(file.path.stem().string(), file);
    } else {
      for (const auto& [name, file] : layer->pack().libraries) scripts.emplace(name, file);
    }
    return scripts;
  }

  void compare_scripts(const Layer* before, const Layer* after, Article::About about) {
    const auto was = scripts_of(before, about), is = scripts_of(after, about);
    std::set<std::string> names;
    for (const auto* all : {&was, &is}) {
      for (const auto& [name, file] : *all) names.insert(name);
    }
    for (const std::string& name : names) {
      const auto a = was.find(name), b = is.find(name);
      const std::string& old_source = a == was.end() ? none_ : a->second.source;
      const std::string& new_source = b == is.end() ? none_ : b->second.source;
      if (old_source == new_source) continue;
      Article& one = article(about, name);
      one.kind = kind_of(a != was.end(), b != is.end());
      one.at = {b == is.end() ? a->second.shown : b->second.shown, 0, 0};
      compare_sources(one, old_source, new_source);
      if (about == Article::About::library) one.users = users_of(name, after != nullptr ? *after : *before);
    }
  }

  static void compare_sources(Article& one, const std::string& before, const std::string& after) {
    if (one.kind != ChangeKind::changed || before == after) return;
    if (without_comments(numbered_lines(before)) == without_comments(numbered_lines(after)))
      one.only_comments = true;
    else
      one.lines = changed_lines(numbered_lines(before), numbered_lines(after));
  }

  // The header is told key by key.
  static void compare_bodies(Article& one, const std::string& before, const std::string& after) {
    const auto was = lines_without_header(before), is = lines_without_header(after);
    if (without_comments(was) != without_comments(is))
      one.lines = changed_lines(was, is);
    else
      one.only_comments = text_of(was) != text_of(is);
  }

  // Rules of the pack that ask for the library, or for one that asks for it.
  static std::vector<std::string> users_of(const std::string& name, const Layer& layer) {
    std::set<std::string> reached{name};
    for (std::size_t size = 0; size != reached.size();) {
      size = reached.size();
      for (const auto& [other, file] : layer.pack().libraries) {
        for (const std::string& wanted : libraries_in(file.source)) {
          if (reached.contains(wanted)) reached.insert(other);
        }
      }
    }
    std::vector<std::string> users;
    for (const bool scorings : {false, true}) {
      for (const auto& [id, item] : items_of(layer, scorings)) {
        if (item.script == nullptr) continue;
        const auto wanted = libraries_in(item.script->source);
        if (std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) { return reached.contains(one); }))
          users.push_back(id);
      }
    }
    return users;
  }

  void compare_items(const Layer* before, const Layer* after, bool scorings) {
    const auto was = before == nullptr ? std::map<std::string, Item>() : items_of(*before, scorings);
    const auto is = after == nullptr ? std::map<std::string, Item>() : items_of(*after, scorings);
    std::set<std::string> ids;
    for (const auto* all : {&was, &is}) {
      for (const auto& [id, item] : *all) ids.insert(id);
    }
    if (after != nullptr && !scorings) tell_broken(*after, was, ids);
    for (const std::string& id : ids) {
      const auto a = was.find(id), b = is.find(id);
      const Item& shown = b == is.end() ? a->second : b->second;
      Article& one = article(scorings ? Article::About::scoring : Article::About::rule, id);
      one.kind = kind_of(a != was.end(), b != is.end());
      one.title = shown.rule.title;
      one.title_english = shown.rule.english.title;
      one.at = {shown.rule.file, shown.rule.line, 0};
      std::vector<PartChange> parts = header_parts(shown.rule);
      if (one.kind == ChangeKind::changed) {
        compare_headers(one, header_parts(a->second.rule), header_parts(b->second.rule));
        if (a->second.script != nullptr && b->second.script != nullptr)
          compare_bodies(one, a->second.script->source, b->second.script->source);
        continue;
      }
      if (one.kind == ChangeKind::removed) continue;
      for (PartChange& part : parts) {  // what a new rule is: what matters to those it is for
        static const std::set<std::string> kTold{"basis",     "kind",   "severity",   "on",
                                                 "effective", "remedy", "suppresses", "collect"};
        if (kTold.contains(part.part) && !part.after.empty()) one.parts.push_back(std::move(part));
      }
    }
  }

  // A rule that cannot be loaded is not one that is gone. Those told here are taken out of `ids`.
  void tell_broken(const Layer& layer, const std::map<std::string, Item>& was, std::set<std::string>& ids) {
    for (const BrokenRule& broken : layer.book().broken()) {
      if (broken.pack != layer.pack().id) continue;
      const auto before = std::find_if(was.begin(), was.end(), [&](const auto& one) {
        return one.first == broken.id || one.second.script->path.stem() == broken.id;
      });
      const std::string id = before == was.end() ? broken.id : before->first;
      Article& one = article(Article::About::rule, id);
      one.kind = before == was.end() ? ChangeKind::added : ChangeKind::changed;
      if (before != was.end()) one.title = before->second.rule.title;
      one.at = broken.fault->location();
      PartChange change;
      change.part = "broken";
      change.before = broken.fault->message(Language::chinese);
      change.after = broken.fault->message(Language::english);
      one.parts.push_back(std::move(change));
      ids.erase(id);
    }
  }

  static void compare_headers(Article& one, const std::vector<PartChange>& was, const std::vector<PartChange>& is) {
    const auto find = [](const std::vector<PartChange>& parts, const PartChange& wanted) {
      const auto found = std::find_if(parts.begin(), parts.end(), [&](const PartChange& part) {
        return part.part == wanted.part && part.name == wanted.name;
      });
      return found == parts.end() ? std::string() : found->after;
    };
    for (const PartChange& part : is) add_part(one, part.part, find(was, part), part.after, part.name);
    for (const PartChange& part : was) {
      const bool gone = std::none_of(is.begin(), is.end(), [&](const PartChange& other) {
        return part.part == other.part && part.name == other.name;
      });
      if (gone) add_part(one, part.part, part.after, "", part.name);
    }
  }

  struct Cases {
    CaseAbout about = CaseAbout::rule;
    std::string shown;
    std::map<std::string, std::string> contents;  // by name
    std::vector<std::string> order;
  };

  static std::string content_of(const CaseSheet& sheet) {
    std::string all;
    const auto add_grid = [&](const CaseGrid& grid) {
      all += grid.title + "\n";
      for (const auto& row : grid.rows) all += fmt::format("{}\n", fmt::join(row, "\x1f"));
    };
    for (const auto& [name, value] : sheet.facts) all += fmt::format("{}={}\n", name, value);
    for (const CaseGrid& grid : sheet.grids) add_grid(grid);
    all += sheet.word + "\n";
    add_grid(sheet.expected);
    return all;
  }

  static std::map<std::string, Cases> cases_of(const Layer* layer) {
    std::map<std::string, Cases> all;
    if (layer == nullptr) return all;
    const Pack& pack = layer->pack();
    for (const fs::path& path : files::list(pack.folder, {std::string(kCasesEnding)})) {
      const std::string shown = pack.shown + "/" + files::shown(path, pack.folder);
      const CaseSubject subject = read_case_subject(path, shown);
      if (is_whole(subject.about)) continue;
      Cases& cases = all[subject.id];
      cases.about = subject.about;
      cases.shown = shown;
      for (const CaseSheet& sheet : read_case_sheets(path, shown)) {
        cases.contents.emplace(sheet.name, content_of(sheet));
        cases.order.push_back(sheet.name);
      }
    }
    return all;
  }

  void compare_cases(const Layer* before, const Layer* after) {
    const auto was = cases_of(before), is = cases_of(after);
    static const Cases kNone;
    std::set<std::string> ids;
    for (const auto* all : {&was, &is}) {
      for (const auto& [id, cases] : *all) ids.insert(id);
    }
    for (const std::string& id : ids) {
      const auto a = was.find(id), b = is.find(id);
      const Cases& old_cases = a == was.end() ? kNone : a->second;
      const Cases& new_cases = b == is.end() ? kNone : b->second;
      std::vector<PartChange> parts;
      const auto add = [&](std::string part, const std::string& name) {
        PartChange change;
        change.part = std::move(part);
        change.name = name;
        parts.push_back(std::move(change));
      };
      for (const std::string& name : new_cases.order) {
        const auto old_one = old_cases.contents.find(name);
        if (old_one == old_cases.contents.end())
          add("case_added", name);
        else if (old_one->second != new_cases.contents.at(name))
          add("case_changed", name);
      }
      for (const std::string& name : old_cases.order) {
        if (!new_cases.contents.contains(name)) add("case_removed", name);
      }
      if (parts.empty()) continue;
      const CaseAbout about = b == is.end() ? old_cases.about : new_cases.about;
      Article& one = article(about == CaseAbout::layout    ? Article::About::layout
                             : about == CaseAbout::scoring ? Article::About::scoring
                                                           : Article::About::rule,
                             about == CaseAbout::layout ? id.substr(id.rfind('/') + 1) : id);
      if (one.at.empty()) one.at = {b == is.end() ? old_cases.shown : new_cases.shown, 0, 0};
      if (one.title.empty()) title_from_layers(one);
      if (one.kind != ChangeKind::changed) {  // they come and go with it
        PartChange all;
        all.part = one.kind == ChangeKind::added ? "cases" : "cases_gone";
        all.name = std::to_string(parts.size());
        parts = {all};
      }
      one.parts.insert(one.parts.end(), parts.begin(), parts.end());
    }
  }

  const State& before_;
  const State& after_;
  const std::string none_;
  std::string pack_;
  PackChanges changes_;
};

}  // namespace

PackChanges changes_between(const PackState& before, const PackState& after, const script::Limits& limits) {
  Workshop workshop{limits};
  const auto open = [&](const PackState& given) {
    State state;
    for (const auto& chain : given.packs) state[chain->top().id] = Layer{chain, &workshop};
    return state;
  };
  const State old_state = open(before), new_state = open(after);
  return PackComparison(old_state, new_state).compare();
}

}  // namespace gouji
