// After any edit, what is kept up to date is what a full run gives.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <random>
#include <set>

#include "base/fault.hpp"
#include "formats/dataset_source.hpp"
#include "regression/incremental.hpp"
#include "regression/result_change.hpp"
#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

namespace fs = std::filesystem;

const fs::path kHome = GOUJI_SOURCE_DIR;
const bool kLong = std::getenv("GOUJI_LONG") != nullptr;  // selftest --long

// Documents as the packs of a province see them, and a book of it.
class Corpus {
 public:
  Corpus() : chain_(load_pack(kHome / "rules/guizhou", kHome / "rules")) {
    const auto fail = [](const Fault& fault) { throw fault; };
    for (const DatasetItem& item : find_datasets({kHome / "datasets"}, fail)) {
      const auto keep = [&](Document&& document) {
        if (chain_->top().scope.covers(document) && documents_.size() < (kLong ? 12 : 2) &&
            document.evaluations.size() < 4 && (kLong || document.tables.empty()))
          documents_.push_back(std::move(document));
      };
      read_item(item, keep, fail);
    }
  }
  std::shared_ptr<const PackChain> chain() const { return chain_; }
  std::vector<Document>& documents() { return documents_; }

 private:
  std::shared_ptr<const PackChain> chain_;
  std::vector<Document> documents_;
};

ResultRecord full(MiniBook& book, const std::vector<Document>& documents) {
  RunResult run;
  EvaluateOptions options;
  options.count_by_rule = true;
  for (const Document& document : documents) {
    DocumentResult result = book.run(document, options);
    DocumentUsed used;
    used.document = document.id;
    used.unit = document.unit;
    used.kind = document.kind;
    used.year = document.year;
    used.by_rule = result.by_rule;
    run.documents.push_back(used);
    run.findings.insert(run.findings.end(), result.findings.begin(), result.findings.end());
    run.scores.insert(run.scores.end(), result.scores.begin(), result.scores.end());
  }
  return record_of(run);
}

// Both ways, counts of rules among them.
bool equal(const ResultRecord& a, const ResultRecord& b) {
  const ResultChange change = compare(a, b);
  if (!change.empty() || a.findings.size() != b.findings.size() || a.documents.size() != b.documents.size())
    return false;
  for (std::size_t i = 0; i < a.findings.size(); ++i) {
    if (a.findings[i].message != b.findings[i].message) return false;
  }
  for (std::size_t i = 0; i < a.documents.size(); ++i) {
    if (a.documents[i].by_rule.size() != b.documents[i].by_rule.size()) return false;
    for (std::size_t j = 0; j < a.documents[i].by_rule.size(); ++j) {
      if (a.documents[i].by_rule[j].outcomes != b.documents[i].by_rule[j].outcomes) return false;
    }
  }
  return true;
}

// Parameters that hold a number; those that something was compared with come often.
std::vector<std::string> numbers_of(const Parameters& parameters, const std::vector<EvaluationTrace>& traces) {
  std::vector<std::string> names;
  std::set<std::string> compared;
  for (const EvaluationTrace& trace : traces) {
    for (const ThresholdUse& use : trace.thresholds) compared.insert(use.parameter);
  }
  for (int i = 0; i < 10; ++i) names.insert(names.end(), compared.begin(), compared.end());
  for (const auto& [name, parameter] : parameters.all()) {
    if (parameter.entries.back().value.number) names.push_back(name);
  }
  return names;
}

}  // namespace

TEST_CASE("a parameter moved at random gives what a full run gives") {
  Corpus corpus;
  REQUIRE(!corpus.documents().empty());
  MiniBook kept(corpus.chain()), fresh(corpus.chain());
  const auto verbs = make_verbs();
  Incremental incremental(kept.book(), *verbs, corpus.documents().size(),
                          [&](std::size_t i) { return corpus.documents()[i]; });
  REQUIRE(equal(incremental.record(), full(fresh, corpus.documents())));
  std::mt19937 random(11);  // NOLINT(cert-msc51-cpp): the same edits every time
  EvaluateOptions tracing;
  tracing.trace = true;
  const auto names = numbers_of(corpus.chain()->parameters, fresh.run(corpus.documents().front(), tracing).traces);
  std::map<std::string, Exact> tried;
  std::size_t spared = 0, changed = 0;
  for (int i = 0; i < (kLong ? 24 : 12); ++i) {
    const std::string& name = names[random() % names.size()];
    const Exact now = *corpus.chain()->parameters.find(name)->entries.back().value.number;
    const Exact value = now * Exact::fraction(static_cast<Int128>(random() % 40 + 80), 100);
    tried.insert_or_assign(name, value);
    INFO(name << " = " << value.text(8));
    const Incremental::Step step = incremental.set_number(name, value);
    fresh.book().try_numbers(tried);
    CHECK(equal(incremental.record(), full(fresh, corpus.documents())));
    if (step.documents < corpus.documents().size()) ++spared;
    if (!compare(step.before, step.after).empty()) ++changed;
  }
  CHECK(spared > 0);
  CHECK(changed > 0);
}

TEST_CASE("a rule with another text, and a document with other figures, give what a full run gives") {
  Corpus corpus;
  MiniBook kept(corpus.chain()), fresh(corpus.chain());
  const auto verbs = make_verbs();
  Incremental incremental(kept.book(), *verbs, corpus.documents().size(),
                          [&](std::size_t i) { return corpus.documents()[i]; });
  std::mt19937 random(5);  // NOLINT(cert-msc51-cpp)
  int edits = 0;
  for (const auto& layer : corpus.chain()->layers) {
    for (const ScriptFile& file : layer->rules) {
      const auto place = file.source.find("check:at_least");
      if (place == std::string::npos || edits == 3) continue;
      ScriptFile changed = file;
      changed.source.replace(place, 14, "check:at_most ");
      incremental.set_rule(changed);
      fresh.book().exchange(fresh.book().load_variant(changed));
      ++edits;
      INFO(file.shown);
      CHECK(equal(incremental.record(), full(fresh, corpus.documents())));
    }
  }
  CHECK(edits > 0);
  for (int i = 0; i < 3; ++i) {
    const std::size_t index = random() % corpus.documents().size();
    Document& document = corpus.documents()[index];
    for (Evaluation& form : document.evaluations) {
      for (Record& fund : form.funds) set_field(fund, "executed", std::to_string(random() % 1000), document.money());
    }
    finish(document);
    incremental.set_document(index);
    CHECK(equal(incremental.record(), full(fresh, corpus.documents())));
  }
}

TEST_CASE("documents near a threshold are held, and fetched anew where they have other figures") {
  Corpus corpus;
  MiniBook kept(corpus.chain()), fresh(corpus.chain());
  const auto verbs = make_verbs();
  std::size_t fetched = 0;
  Incremental incremental(kept.book(), *verbs, corpus.documents().size(), [&](std::size_t i) {
    ++fetched;
    return corpus.documents()[i];
  });
  const std::string name = "exec.weight";
  const std::map<std::string, Exact> five{{name, Exact(5)}};
  const std::size_t touched = incremental.set_number(name, Exact(6)).documents;
  REQUIRE(touched > 0);
  incremental.record();
  const std::size_t before = fetched;
  CHECK(incremental.set_number(name, Exact(5)).documents == touched);
  incremental.record();
  CHECK(fetched == before);
  for (std::size_t i = 0; i < corpus.documents().size(); ++i) {
    for (Evaluation& form : corpus.documents()[i].evaluations) {
      for (Record& fund : form.funds) set_field(fund, "executed", "1.00", corpus.documents()[i].money());
    }
    finish(corpus.documents()[i]);
    incremental.set_document(i);
  }
  fresh.book().try_numbers(five);
  CHECK(equal(incremental.record(), full(fresh, corpus.documents())));
  incremental.set_number(name, Exact(6));
  fresh.book().try_numbers({{name, Exact(6)}});
  CHECK(equal(incremental.record(), full(fresh, corpus.documents())));
}

TEST_CASE("a rule text that does not load leaves everything as it was") {
  Corpus corpus;
  MiniBook kept(corpus.chain());
  const auto verbs = make_verbs();
  Incremental incremental(kept.book(), *verbs, corpus.documents().size(),
                          [&](std::size_t i) { return corpus.documents()[i]; });
  const ResultRecord before = incremental.record();
  ScriptFile broken = corpus.chain()->top().rules.at(0);
  broken.source += "\nrule {";
  CHECK_THROWS_AS(incremental.set_rule(broken), Fault);
  CHECK(equal(before, incremental.record()));
}

}  // namespace gouji::test
