#include "packs/rule_book.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "packs/budget.hpp"
#include "packs/header_place.hpp"
#include "packs/script_loader.hpp"
#include "script/missing.hpp"

namespace gouji {

void refuse_traps(script::Syntax& syntax, const std::string& file, const std::string& source) {
  const auto found = syntax.refusals(source);
  if (found.empty()) return;
  const script::SyntaxFinding& first = found.front();
  const bool equality = first.kind == "equality";
  Fault fault(equality ? "script.equality" : "script.bitwise",
              equality ? fmt::format("不能用 {} 比较：数用它比较时不看数值，写错的名称也会悄悄通过", first.text)
                       : fmt::format("不能使用位运算 {}", first.text),
              equality ? fmt::format("{} is refused: figures would compare by identity and slips would pass silently",
                                     first.text)
                       : fmt::format("bitwise {} is refused", first.text));
  fault.at_line(file, first.line, first.column).with_excerpt(excerpt(source, first.line, first.column));
  fault.hint(equality ? "数用 check:same 等比较，名称用 text.same(a, b)，或与引号里的文字、true、false、nil 比较"
                      : "规则里用不到位运算",
             equality ? "use check:same for figures, text.same(a, b) for names, or compare with a literal"
                      : "rules need no bitwise operators");
  throw script::ScriptFault(std::move(fault), script::Limit::none);
}

namespace {

// The parameter is there, its values begin later.
Fault no_value_for(const Parameters& parameters, const std::string& name, int year) {
  const ParameterEntry& first = parameters.find(name)->entries.front();
  Fault fault(
      "param.no_value_for_year",
      fmt::format("参数“{}”在 {} 年没有取值，最早从 {} 年起（{}）", name, year, first.from_year, to_text(first.at)),
      fmt::format("parameter {} has no value for {}; its values begin in {} ({})", name, year, first.from_year,
                  to_text(first.at)));
  fault.hint("在 values 里补上这一年的取值，或用 effective = { from = … } 限定规则的年度",
             "add a value for the year, or limit the rule by effective = { from = … }");
  return fault;
}

Fault one_a_file(std::string_view verb, std::size_t count, const std::string& shown, int line) {
  Fault fault("rule.one_a_file", fmt::format("一个文件要有且只有一个 {} {{ … }}，这里有 {} 个", verb, count),
              fmt::format("one {} a file; this one has {}", verb, count));
  fault.at_line(shown, line).hint("把每条规则放进自己的文件", "give each rule a file of its own");
  return fault;
}

}  // namespace

struct RuleBook::Loader {
  ScriptLoader scripts;
};

RuleBook::RuleBook(std::shared_ptr<const PackChain> chain, const script::Catalogue& catalogue, script::Syntax& syntax,
                   const script::Limits& limits, bool marks, const std::map<std::string, Fault>* left_out)
    : chain_(std::move(chain)), state_(std::make_unique<script::State>(catalogue, budget_of(*chain_, limits))) {
  loader_ = std::make_unique<Loader>(Loader{ScriptLoader(*state_, syntax, marks)});
  loader_->scripts.leave_out(left_out);
  loader_->scripts.turn_to(*chain_);
  state_->context().parameter = [this](std::string_view name) { return given(name); };
  state_->context().parameter_names = [this] { return chain_->parameters.names(); };
  load_rules(false);
  if (state_->restore()) {
    // A file's top level changed a library under the others. Which one: each is looked at, and its rule left out.
    rules_.clear();
    scorings_.clear();
    broken_.clear();
    load_rules(true);
  }
  state_->seal();
  loader_->scripts.leave_out(nullptr);
}

RuleBook::~RuleBook() = default;

const std::string& RuleBook::source_of(const std::string& shown) const {
  static const std::string none;
  for (const auto& layer : chain_->layers) {
    for (const auto* files : {&layer->rules, &layer->scorings}) {
      for (const ScriptFile& file : *files) {
        if (file.shown == shown) return file.source;
      }
    }
    for (const auto& [name, file] : layer->libraries) {
      if (file.shown == shown) return file.source;
    }
  }
  return none;
}

// Scripts ask for the same few names hundreds of times a document.
script::GivenParameter* RuleBook::given(std::string_view name) {
  auto place = asked_.find(name);
  if (place == asked_.end()) {
    if (chain_->parameters.find(std::string(name)) == nullptr && !tried_.contains(std::string(name))) return nullptr;
    place = asked_.try_emplace(std::string(name)).first;
    place->second.name = place->first;
  }
  Asked& asked = place->second;
  if (asked.values != values_) look_up(place->first, asked);
  if (asked.value == nullptr) return nullptr;
  if (std::exchange(asked.reading, reading_) != reading_) read_.push_back(&asked);
  return &asked;
}

void RuleBook::look_up(const std::string& name, Asked& asked) {
  const bool tried = tried_.contains(name);
  if (year_ == 0 && !tried && chain_->parameters.by_year(name)) throw script::MissingYear();
  const script::ParameterValue* value = value_in_force(name);
  if (value == nullptr && chain_->parameters.find(name) != nullptr) throw no_value_for(chain_->parameters, name, year_);
  // A tried value may lie where the one before lay; those of the chain stay what they are.
  if (value != asked.value || tried || asked.tried) asked.list_is_kept = false;
  asked.value = value;
  asked.tried = tried;
  asked.values = values_;
}

void RuleBook::use_year(int year) {
  if (year != year_) ++values_;
  year_ = year;
}

void RuleBook::try_numbers(std::map<std::string, Exact> numbers) {
  ++values_;
  tried_.clear();
  for (const auto& [name, number] : numbers) {
    const Parameter* own = chain_->parameters.find(name);
    if (own == nullptr || !own->entries.back().value.number) continue;
    script::ParameterValue value = own->entries.back().value;
    value.number = number;
    tried_.emplace(name, std::move(value));
  }
}

void RuleBook::try_values(std::map<std::string, script::ParameterValue> values) {
  ++values_;
  tried_ = std::move(values);
}

const script::ParameterValue* RuleBook::value_in_force(const std::string& name) const {
  if (const auto tried = tried_.find(name); tried != tried_.end()) return &tried->second;
  const ParameterEntry* entry = chain_->parameters.in_force(name, year_);
  return entry == nullptr ? nullptr : &entry->value;
}

std::pair<const Pack*, script::Plain> RuleBook::declared_by(const ScriptFile& file, std::string_view verb,
                                                            Location& at) {
  for (const auto& layer : chain_->layers) {
    const auto& files = verb == "rule" ? layer->rules : layer->scorings;
    if (std::none_of(files.begin(), files.end(), [&](const ScriptFile& one) { return one.shown == file.shown; }))
      continue;
    loader_->scripts.take_declared();
    loader_->scripts.run(file, *layer, {declaring(verb, "")});
    auto declared = loader_->scripts.take_declared();
    if (declared.size() != 1) throw one_a_file(verb, declared.size(), file.shown, 1);
    at = declared.front().at;
    return {layer.get(), std::move(declared.front().header)};
  }
  throw Fault("rule.unknown_file", fmt::format("规则包里没有“{}”", file.shown),
              fmt::format("no rule file {}", file.shown));
}

Rule RuleBook::load_variant(const ScriptFile& file) {
  Location at;
  const auto [owner, header] = declared_by(file, "rule", at);
  Rule rule = read_rule(header, *owner, at);
  state_->seal(rule.run.reference);
  return rule;
}

Scoring RuleBook::load_scoring_variant(const ScriptFile& file) {
  Location at;
  const auto [owner, header] = declared_by(file, "scoring", at);
  Scoring scoring = read_scoring(header, *owner, at);
  state_->seal(scoring.run.reference);
  return scoring;
}

Scoring RuleBook::exchange(Scoring scoring) {
  const auto place =
      std::find_if(scorings_.begin(), scorings_.end(), [&](const Scoring& one) { return one.id == scoring.id; });
  if (place == scorings_.end())
    throw Fault("rule.unknown", fmt::format("没有编号为“{}”的计分公式", scoring.id),
                fmt::format("no scoring {}", scoring.id));
  return std::exchange(*place, std::move(scoring));
}

Rule RuleBook::exchange(Rule rule) {
  const auto place = std::find_if(rules_.begin(), rules_.end(), [&](const Rule& one) { return one.id == rule.id; });
  if (place == rules_.end())
    throw Fault("rule.unknown", fmt::format("没有编号为“{}”的规则", rule.id), fmt::format("no rule {}", rule.id));
  return std::exchange(*place, std::move(rule));
}

script::Function RuleBook::require_at_prompt() {
  state_->context().host = &loader_->scripts;
  return requiring_at_prompt();
}

std::vector<std::pair<script::Plain, Location>> RuleBook::declared_in(const ScriptFile& file, std::string_view verb) {
  loader_->scripts.take_declared();
  loader_->scripts.run(file, chain_->top(), {declaring(verb, "")});
  std::vector<std::pair<script::Plain, Location>> all;
  for (ScriptLoader::Declared& one : loader_->scripts.take_declared())
    all.emplace_back(std::move(one.header), std::move(one.at));
  state_->seal();
  return all;
}

std::vector<std::string> RuleBook::take_parameters_read() {
  std::vector<std::string> names;
  names.reserve(read_.size());
  for (const Asked* asked : read_) names.emplace_back(asked->name);
  forget_parameters_read();
  return names;
}

void RuleBook::forget_parameters_read() {
  read_.clear();
  ++reading_;
}

// A header's parameter is looked at when the pack is loaded: a slip must not wait for the first finding.
void RuleBook::need_parameter(const Deduction& score, const Location& at) const {
  const std::string& name = score.deduct.parameter()->name;
  const Parameter* parameter = chain_->parameters.find(name);
  if (parameter != nullptr && parameter->entries.back().value.number) return;
  Fault fault("param.unknown",
              parameter == nullptr ? fmt::format("没有名为“{}”的参数", name)
                                   : fmt::format("参数“{}”不是一个数，不能作扣的分数", name),
              parameter == nullptr ? fmt::format("no parameter named {}", name)
                                   : fmt::format("parameter {} is no number", name));
  fault.at(at);
  const std::string guess = parameter == nullptr ? nearest(name, chain_->parameters.names()) : std::string();
  if (!guess.empty()) fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
  throw fault;
}

void RuleBook::load_rules(bool watch) {
  const auto load = [&](const Pack& layer, const ScriptFile& file, std::string_view verb, const auto& keep) {
    std::string id = file.path.stem().string();
    Location header;
    try {
      loader_->scripts.take_declared();
      loader_->scripts.run(file, layer, {declaring(verb, "")});
      const auto declared = loader_->scripts.take_declared();
      if (declared.size() != 1) {
        throw one_a_file(verb, declared.size(), file.shown, declared.empty() ? 1 : declared.back().at.line);
      }
      header = declared.front().at;
      if (const auto* text = declared.front().header.find("id"); text != nullptr && text->text() != nullptr)
        id = *text->text();
      if (watch && state_->restore()) {
        Fault fault("rule.changes_library", "这个文件装载时改动了 lib/ 里的变量，别的规则会跟着变",
                    "loading this file changed what a library holds, and so other rules");
        fault.at(declared.front().at);
        fault.hint("把要改的内容复制到本文件的局部变量里再改", "copy it into a local of this file and change the copy");
        throw fault;
      }
      keep(declared.front());
    } catch (const Fault& fault) {
      if (watch) state_->restore();
      const auto told = std::make_shared<Fault>(fault);
      point_at_key(*told, header, file.source);
      broken_.push_back({id, layer.id, told});
    }
  };
  for (const auto& layer : chain_->layers) {
    for (const Override& change : layer->overrides) {
      const auto found =
          std::find_if(rules_.begin(), rules_.end(), [&](const Rule& rule) { return rule.id == change.rule; });
      if (found == rules_.end()) {
        Fault fault("pack.override_of_nothing", fmt::format("override 的规则“{}”在下层包里不存在", change.rule),
                    fmt::format("override of unknown rule {}", change.rule));
        fault.at(change.at);
        std::vector<std::string> below;
        for (const Rule& rule : rules_) below.push_back(rule.id);
        // Those that this pack has replaced before are names, too.
        for (const Override& before : layer->overrides) {
          if (&before == &change) break;
          below.push_back(before.rule);
        }
        const std::string guess = nearest(change.rule, below);
        fault.hint(
            guess.empty() ? "核对编号；gouji check 基础包可看它有哪些规则" : fmt::format("是否想写“{}”？", guess),
            guess.empty() ? "check the id against the rules of the base" : fmt::format("did you mean {}?", guess));
        throw fault;
      }
      if (change.action == "severity") {
        const auto severity = severity_from(change.severity);
        if (!severity)
          throw std::move(Fault("pack.bad_override", fmt::format("没有名为“{}”的严重程度", change.severity),
                                fmt::format("unknown severity {}", change.severity))
                              .at(change.at));
        found->severity = *severity;
      } else {
        rules_.erase(found);
      }
    }
    for (const ScriptFile& file : layer->rules) {
      load(*layer, file, "rule", [&](const ScriptLoader::Declared& declared) {
        Rule rule = read_rule(declared.header, *layer, declared.at);
        const auto twin =
            std::find_if(rules_.begin(), rules_.end(), [&](const Rule& other) { return other.id == rule.id; });
        if (twin != rules_.end()) {
          Fault fault("rule.doubled_id", fmt::format("规则编号“{}”已在 {} 中使用", rule.id, twin->file),
                      fmt::format("rule id {} is used in {} already", rule.id, twin->file));
          throw std::move(fault.at(declared.at).hint("换一个编号", "choose another id"));
        }
        if (rule.score && rule.score->deduct.parameter() != nullptr) need_parameter(*rule.score, declared.at);
        rules_.push_back(std::move(rule));
      });
    }
    for (const ScriptFile& file : layer->scorings) {
      load(*layer, file, "scoring", [&](const ScriptLoader::Declared& declared) {
        Scoring scoring = read_scoring(declared.header, *layer, declared.at);
        std::erase_if(scorings_, [&](const Scoring& lower) {
          return lower.on.subject == scoring.on.subject && lower.on.filter == scoring.on.filter &&
                 lower.pack != scoring.pack;
        });
        scorings_.push_back(std::move(scoring));
      });
    }
  }
  std::sort(rules_.begin(), rules_.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
}

}  // namespace gouji
