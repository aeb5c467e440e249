// The curve from one run is what running every value gives.
#include <catch2/catch.hpp>

#include <random>

#include "base/fault.hpp"
#include "formats/dataset_source.hpp"
#include "regression/number_parameter.hpp"
#include "regression/threshold_curve.hpp"
#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

namespace fs = std::filesystem;

const fs::path kProject = GOUJI_SOURCE_DIR;

const std::string kParameters = R"(
["p.limit"]
unit = "%"
basis = "测试"
value = "90"

["p.words"]
basis = "测试"
value = ["甲", "乙"]
)";

struct CurveBook {
  MiniPacks packs;
  std::unique_ptr<Verbs> verbs = make_verbs();
  script::Syntax syntax;
  std::unique_ptr<RuleBook> book;

  explicit CurveBook(const std::vector<std::string>& bodies, const std::string& header = {}) {
    packs.write("p/parameters.toml", kParameters);
    for (std::size_t i = 0; i < bodies.size(); ++i)
      packs.rule("p.r" + std::to_string(i), bodies[i], i == 0 ? header : std::string());
    book = std::make_unique<RuleBook>(packs.load("p"), verbs->catalogue, syntax, script::Limits{});
  }

  CurvePart curve(const Document& document, const Exact& around = *Exact::parse("0.9")) {
    const TrialAsk ask{"p.limit", {}};
    ValueTrials trials(document, *book, *verbs, ask, around);
    return curve_of(trials, around, Exact::fraction(1, 100));
  }

  std::map<std::string, int> brute(const Document& document, const Exact& value) {
    book->try_numbers({{"p.limit", value}});
    std::map<std::string, int> counts;
    for (const Finding& finding : evaluate(document, *book, *verbs, {}).findings) {
      if (finding.outcome == Outcome::finding) ++counts[finding.rule];
    }
    book->try_numbers({});
    return counts;
  }
};

Document form(const std::string& rate) {
  MiniForm one;
  one.rate = rate;
  one.executed = std::to_string(10 + rate.size());
  return one.document();
}

Exact number(const std::string& text) { return *Exact::parse(text); }

struct CurveRow {
  std::vector<std::string> bodies;
  bool exact;
};

// The form prints 48, 47.295, 98.53 %.
const std::vector<CurveRow>& curve_rows() {
  static const std::vector<CurveRow> kept{
      {{R"(check:at_least(f.rate, param "p.limit"))"}, true},
      {{R"(if f.rate < param "p.limit" then check:holds(false) end)"}, true},
      {{R"(if f.rate <= param "p.limit" then check:holds(false) end)"}, true},
      {{R"(if (f.rate - param "p.limit"):absolute() > amount("5", "%") then check:holds(false) end)"}, true},
      {{R"(if least(param "p.limit", f.rate) < amount("95", "%") then check:holds(false) end)"}, true},
      // Which comparison is made depends on the value itself.
      {{R"(if param "p.limit" > amount("50", "%") then check:at_least(f.rate, param "p.limit")
           else check:at_most(f.rate, param "p.limit") end)"},
       true},
      {{R"(check:at_least(f.rate, param "p.limit"))", R"(check:at_most(f.executed, f.annual * param "p.limit"))"},
       true},
      {{R"(if f.annual / param "p.limit" < f.executed then check:holds(false) end)"}, false},
      {{R"(check:same(f.executed, f.annual))"}, true},
  };
  return kept;
}

}  // namespace

TEST_CASE("a curve counts what every value gives, at its ends and between them") {
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same values every time
  for (const CurveRow& row : curve_rows()) {
    INFO(row.bodies.front());
    CurveBook pack(row.bodies);
    ThresholdCurve curve;
    std::vector<Document> documents{form("98.53%"), form("91%"), form("45.5%")};
    documents[1].id = "b";
    documents[2].id = "c";
    for (const Document& document : documents) curve.add(pack.curve(document));
    CHECK(curve.exact() == row.exact);
    std::vector<Exact> values;
    for (const ThresholdCurve::Step& step : curve.steps()) {
      values.push_back(step.value);
      values.push_back(step.value + Exact::fraction(1, 1'000'000));
      values.push_back(step.value - Exact::fraction(1, 1'000'000));
    }
    for (int i = 0; i < 60; ++i) values.push_back(Exact::fraction(static_cast<Int128>(random() % 150'000), 100'000));
    values.push_back(number("-3"));
    values.push_back(number("40"));
    for (const Exact& value : values) {
      if (!row.exact) continue;
      std::map<std::string, int> expected;
      for (const Document& document : documents) {
        for (const auto& [rule, count] : pack.brute(document, value)) expected[rule] += count;
      }
      INFO(value.text(8));
      CHECK(curve.at(value).findings == expected);
    }
  }
}

TEST_CASE("what a rule suppresses comes and goes with it") {
  CurveBook pack({R"(check:at_least(f.rate, param "p.limit"))", R"(check:same(f.executed, f.annual))"},
                 R"(suppresses = { "p.r1" },)");
  const Document document = form("91%");
  ThresholdCurve curve;
  curve.add(pack.curve(document));
  for (const std::string text : {"0.5", "0.9", "0.91", "0.92", "1.5"}) {
    INFO(text);
    CHECK(curve.at(number(text)).findings == pack.brute(document, number(text)));
  }
  CHECK(!curve.steps().empty());
}

TEST_CASE("the next value that changes anything, on both sides") {
  CurveBook pack({R"(if f.rate < param "p.limit" then check:holds(false) end)"});
  ThresholdCurve curve;
  curve.add(pack.curve(form("91%")));
  REQUIRE(curve.steps().size() == 1);
  const auto above = curve.above(number("0.9"), number("0.05"));
  REQUIRE(above);
  CHECK(above->value == number("0.91"));
  CHECK(!above->itself);  // 91 % < 91 % does not hold yet
  CHECK(above->findings == 1);
  CHECK(above->tidy == number("0.95"));
  CHECK(above->tidy_findings == 1);
  CHECK(!curve.below(number("0.9"), number("0.05")));
  const auto below = curve.below(number("1"), number("0.05"));
  REQUIRE(below);
  CHECK(below->value == number("0.91"));
  CHECK(below->itself);
  CHECK(below->tidy == number("0.9"));
  CHECK(!curve.above(number("1"), number("0.05")));
}

TEST_CASE("the parameters of the packs have exact curves on samples") {
  auto chain = load_pack(kProject / "rules/guizhou", kProject / "rules");
  const auto fail = [](const Fault& fault) { throw fault; };
  std::vector<Document> documents;
  for (const DatasetItem& item : find_datasets({kProject / "datasets"}, fail)) {
    const auto keep = [&](Document&& document) {
      if (chain->top().scope.covers(document) && documents.size() < 2 && document.evaluations.size() < 4 &&
          document.tables.empty())
        documents.push_back(std::move(document));
    };
    read_item(item, keep, fail);
  }
  REQUIRE(!documents.empty());
  const auto verbs = make_verbs();
  script::Syntax syntax;
  RuleBook book(chain, verbs->catalogue, syntax, script::Limits{});
  std::mt19937 random(8);  // NOLINT(cert-msc51-cpp)
  int read = 0;
  for (const auto& [name, entry] : chain->parameters.all()) {
    if (!entry.entries.back().value.number) continue;
    const NumberParameter parameter = number_parameter(*chain, name);
    const TrialAsk ask{name, {}};
    for (const Document& document : documents) {
      ThresholdCurve curve;
      ValueTrials trials(document, book, *verbs, ask, parameter.value);
      if (!trials.read()) continue;
      ++read;
      curve.add(curve_of(trials, parameter.value, parameter.quantum));
      for (int i = 0; i < 4; ++i) {
        const Exact value = parameter.value * Exact::fraction(static_cast<Int128>(random() % 150 + 1), 100);
        book.try_numbers({{name, value}});
        const DocumentResult result = evaluate(document, book, *verbs, {});
        std::map<std::string, int> expected, grades;
        for (const Finding& finding : result.findings) {
          if (finding.outcome == Outcome::finding) ++expected[finding.rule];
        }
        Exact points;
        for (const Score& score : result.scores) {
          if (const auto own = Exact::parse(score.recomputed)) points = points + *own;
          if (!score.recomputed.empty() && !score.grade.empty()) ++grades[score.grade];
        }
        INFO(name << " = " << parameter.written(value));
        if (curve.exact()) CHECK(curve.at(value).findings == expected);
        const TrialCount count = trials.at(value);
        CHECK(count.findings == expected);
        CHECK(count.points == points);
        CHECK(count.grades == grades);
      }
    }
  }
  CHECK(read > 0);
}

TEST_CASE("only a number has a curve") {
  CurveBook pack({R"(check:at_least(f.rate, param "p.limit"))"});
  const auto chain = pack.packs.load("p");
  const NumberParameter limit = number_parameter(*chain, "p.limit");
  CHECK(limit.shown(limit.value) == "90 %");
  CHECK(limit.read("set", "87.5") == number("0.875"));
  CHECK(limit.read("set", "87.5%") == number("0.875"));
  CHECK(limit.quantum == number("0.01"));
  const auto code = [&](const std::string& name) {
    try {
      number_parameter(*chain, name);
    } catch (const Fault& fault) {
      return fault.code();
    }
    return std::string();
  };
  CHECK(code("p.limt") == "param.unknown");
  CHECK(code("p.words") == "whatif.not_numeric");
  CHECK_THROWS_AS(limit.read("sweep", "多"), Fault);
}

}  // namespace gouji::test
