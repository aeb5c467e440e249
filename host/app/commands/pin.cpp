// gouji pin: a result of a real document as a case beside its rule.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/chosen_result.hpp"
#include "app/commands/verbs.hpp"
#include "app/run_request.hpp"
#include "base/files.hpp"
#include "base/folder_lock.hpp"
#include "formats/dataset_source.hpp"
#include "regression/missing_case.hpp"
#include "regression/pinned_case.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPinPatience{5};

// The document that the result is of. It was read a moment ago.
Document document_of(Session& session, const RunRequest& request, const std::string& id) {
  std::optional<Document> found;
  for_each_document(
      request.paths,
      [&](Document&& document) {
        if (!found && document.id == id && (request.year == 0 || document.year == request.year))
          found = std::move(document);
      },
      [&](const Fault& fault) { session.problem(fault); });
  if (!found) throw Fault("file.changed", "公开文本在运行中改变了：" + id, "the disclosure changed meanwhile: " + id);
  return std::move(*found);
}

// A pack chain with the rule in it, and where its case would stand.
struct CasePlace {
  Chain chain;
  std::unique_ptr<RuleBook> book;
  RuleSubject subject;
  fs::path path;
};

Fault no_such_rule(const std::string& id) {
  return std::move(Fault("pin.no_rule", fmt::format("“{}”不是规则包里能单独运行的规则，不能固定成用例", id),
                         fmt::format("{} is no rule of the pack that can be run alone", id))
                       .hint("规则装不上的，先用 gouji check 改好", "mend a broken rule first; see gouji check"));
}

class PinPlaces {
 public:
  PinPlaces(Session& session, const RunRequest& request) : session_(session), request_(request), verbs_(make_verbs()) {}

  const Verbs& verbs() const { return *verbs_; }
  script::Syntax& syntax() { return syntax_; }

  // The pack whose rule it is; where that pack has other values, so that the result is another one, the pack that ran.
  std::vector<CasePlace> of(const Chain& ran, const std::string& id) {
    std::vector<CasePlace> places;
    for (const auto& layer : ran->layers) {
      const ScriptFile* file = rule_file(*ran, *layer, id);
      if (file == nullptr) continue;
      const bool top = layer == ran->layers.back();
      add(places, top ? ran : load_pack(layer->folder, session_.workbench().rules), id, nullptr);
      if (!top) add(places, ran, id, file, ran->top().folder / fs::relative(file->path, layer->folder));
    }
    if (places.empty()) throw no_such_rule(id);
    return places;
  }

 private:
  // The file of the layer that holds the rule.
  const ScriptFile* rule_file(const PackChain& chain, const Pack& layer, const std::string& id) {
    RuleBook& book = shared(chain);
    std::string shown;
    for (const Rule& rule : book.rules()) {
      if (rule.id == id) shown = rule.file;
    }
    for (const Scoring& scoring : book.scorings()) {
      if (scoring.id == id) shown = scoring.file;
    }
    for (const auto* files : {&layer.rules, &layer.scorings}) {
      for (const ScriptFile& file : *files) {
        if (file.shown == shown) return &file;
      }
    }
    return nullptr;
  }

  RuleBook& shared(const PackChain& chain) {
    if (!book_) {
      chain_ = std::make_shared<PackChain>(chain);
      book_ = std::make_unique<RuleBook>(chain_, verbs_->catalogue, syntax_, request_.options.limits);
    }
    return *book_;
  }

  // `own`: the base's file of a rule that the pack has no cases for yet, which would stand at `beside`.
  void add(std::vector<CasePlace>& places, Chain chain, const std::string& id, const ScriptFile* own,
           fs::path beside = {}) {
    CasePlace place;
    place.chain = std::move(chain);
    place.book = std::make_unique<RuleBook>(place.chain, verbs_->catalogue, syntax_, request_.options.limits);
    std::vector<RuleSubject> subjects = rule_subjects(*place.book, [&](const std::string& one) { return one == id; });
    if (!subjects.empty()) {
      place.subject = std::move(subjects.front());
      place.path = case_path(place.subject);
    } else if (own != nullptr) {
      const auto& rules = place.book->rules();
      place.subject.id = id;
      place.subject.scoring = std::none_of(rules.begin(), rules.end(), [&](const Rule& one) { return one.id == id; });
      place.subject.file = own;
      place.path = std::move(beside.replace_extension(kCasesEnding));
    } else {
      return;
    }
    places.push_back(std::move(place));
  }

  Session& session_;
  const RunRequest& request_;
  std::unique_ptr<Verbs> verbs_;
  script::Syntax syntax_;
  std::shared_ptr<const PackChain> chain_;
  std::unique_ptr<RuleBook> book_;
};

// The rule behind it. A score's scoring is the one that gives its fingerprint.
std::string rule_behind(const PinnedResult& result, const Document& document, RuleBook& book, const Verbs& verbs,
                        int rules_year) {
  if (result.finding != nullptr) return result.finding->rule;
  for (const Scoring& scoring : book.scorings()) {
    EvaluateOptions options;
    options.rules_year = rules_year;
    options.wanted = [&](const std::string& id) { return id == scoring.id; };
    for (const Score& score : evaluate(document, book, verbs, options).scores) {
      if (score.fingerprint == result.score->fingerprint) return scoring.id;
    }
  }
  return {};
}

// At the end of the file, which nobody else writes meanwhile: what was there stays.
void append_pinned(const fs::path& path, const CasePlace& place, const PinnedCase& pinned) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code error;
  fs::create_directories(folder, error);
  const files::FolderLock lock(folder, kPinPatience);
  const std::string before = fs::exists(path) ? files::read(path) : std::string();
  files::write(path, with_pinned(before, files::shown(path), place.subject, *place.chain, pinned));
}

// Whether the rule looks at other disclosures beside the one that it is run for.
bool over_several(const RuleBook& book, const std::string& id) {
  return std::any_of(book.rules().begin(), book.rules().end(),
                     [&](const Rule& rule) { return rule.id == id && rule.on.partners != Partners::none; });
}

Fault several_documents(const PinnedResult& wanted, const std::string& id) {
  return std::move(
      Fault("pin.several_documents",
            fmt::format("“{}”由几份公开文本得出（规则 {}），不能固定成用例", wanted.fingerprint(), id),
            fmt::format("{} is of several disclosures (rule {}) and cannot be pinned", wanted.fingerprint(), id))
          .hint("照 gouji explain 的取数自己写一个，别的公开文本写在 others 里",
                "write a case by hand from what gouji explain shows, with the other disclosures as others"));
}

int run_pin(Session& session, const Arguments& arguments) {
  const RunRequest request = read_request(session, arguments, 1);
  const RunResult result = perform(session, request);
  const ChosenResult chosen = chosen_result(result, arguments.words().front());
  const PinnedResult wanted{chosen.finding, chosen.score};
  const Document document = document_of(session, request, wanted.document());
  const std::string& pack = wanted.finding != nullptr ? wanted.finding->pack : wanted.score->pack;
  const auto ran = std::find_if(request.packs.packs.begin(), request.packs.packs.end(),
                                [&](const Chain& one) { return one->top().id == pack; });
  PinPlaces places(session, request);
  if (ran == request.packs.packs.end()) throw no_such_rule(pack);
  const int rules_year = request.options.rules_year;
  RuleBook book(*ran, places.verbs().catalogue, places.syntax(), request.options.limits);
  const std::string rule = rule_behind(wanted, document, book, places.verbs(), rules_year);
  const std::vector<CasePlace> all = places.of(*ran, rule);
  const std::string name = arguments.text_or("name", "");
  for (const CasePlace& place : all) {
    PinnedCase pinned;
    try {
      pinned = pinned_case(*place.chain, place.subject, places.verbs(), places.syntax(), request.options.limits,
                           document, rules_year, wanted, name);
    } catch (const Fault& fault) {
      if (fault.code() == "pin.not_alone" && over_several(book, rule)) throw several_documents(wanted, rule);
      if (&place == &all.back() || fault.code() != "pin.not_alone") throw;
      continue;
    }
    const auto output = arguments.text("output");
    if (output && *output == "-") {
      session.deliver(pinned.text.substr(1), std::nullopt);
      return 0;
    }
    const fs::path path = output ? fs::path(*output) : place.path;
    append_pinned(path, place, pinned);
    const std::string where = files::shown(path, fs::current_path());
    session.deliver(fmt::format("{}{}{}{}\n{}gouji test {} -r {}\n", session.say("已写入 ", "written to "), where,
                                session.say("：", ": "), pinned.one.name, session.say("试一试：", "try: "),
                                files::shown(place.chain->top().folder, fs::current_path()), place.subject.id),
                    std::nullopt);
    return 0;
  }
  return 1;
}

}  // namespace

const Verb& pin_verb() {
  static const Verb verb = [] {
    Verb one{"pin",
             {"把一条真实的结果固定成规则旁边的用例", "make a real result a case beside its rule"},
             "FINGERPRINT|编号 [PATH…]",
             1,
             kMostPaths,
             {"只留下读过的数，缩到结果不变的最小；接在规则的 .cases.toml 末尾，原有的一字不动。指纹可只写开头几位。",
              "Keeps the figures that were read, shrunk while the result stays; goes to the end of the rule's "
              ".cases.toml. The beginning of a fingerprint will do."},
             choice_options(),
             {{"gouji pin 3", {"上一次 gouji run 结果里编号为 3 的", "number 3 of what gouji run lists"}},
              {"gouji pin 9f31c2 datasets/某省 --pack guizhou -o -", {"不写入，只显示", "shown, not written"}}},
             run_pin};
    one.options.push_back({"name", 0, Takes::one, "NAME", {"用例的名称", "the name of the case"}});
    one.options.push_back({"output",
                           'o',
                           Takes::one,
                           "FILE",
                           {"接在这个用例文件的末尾；- 只显示", "to the end of this case file; - only shows it"}});
    return one;
  }();
  return verb;
}

}  // namespace gouji::app
