// Which faults a pack notices; running only the rules that can tell gives what all rules give.
#include "regression/probe.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

#include "formats/dataset_source.hpp"
#include "regression/probe_summary.hpp"
#include "unit/engine/mini_packs.hpp"

namespace gouji::test {
namespace {

namespace fs = std::filesystem;

const fs::path kHomeOfProbe = GOUJI_SOURCE_DIR;

Document totals(const std::vector<std::pair<std::string, std::string>>& rows) {
  Document document;
  document.id = "某单位-2020-final_accounts";
  document.unit = "某单位";
  document.year = 2020;
  document.kind = "final_accounts";
  document.money_unit = "万元";
  Table table;
  table.name = "三公";
  table.columns = {"决算数"};
  for (const auto& [label, text] : rows) {
    TableRow row;
    row.label = label;
    row.cells.push_back(make_cell(text, document.money()));
    row.at.line = static_cast<int>(table.rows.size()) + 1;
    table.rows.push_back(row);
  }
  document.tables.push_back(table);
  finish(document);
  return document;
}

void add_rule(MiniPacks& packs, const std::string& name, const std::string& body, const std::string& header = {}) {
  packs.write("p/rules/" + name + ".lua", "rule { id = \"p." + name + "\", title = \"" + name +
                                              "\", basis = \"测试\", on = { table = \"三公\" }, " + header +
                                              "\nrun = function(t, check)\nlocal spent = t:column \"决算数\"\n" + body +
                                              "\nend }\n");
}

constexpr const char* kSumOfThree = R"(check:same(spent["合计"], spent:rows { "出国", "接待" }:sum()))";

ProbeOutcome of(const Probe& probe, FaultKind kind, std::size_t spot, const std::string& to) {
  return probe.run({kind, spot, spot, probe.spots()[spot].printed, to});
}

}  // namespace

TEST_CASE("what is noticed, what rounding hides, and why the rest is not") {
  MiniPacks packs;
  add_rule(packs, "sum", kSumOfThree);
  add_rule(packs, "few", R"(if spent["车辆"] > amount "50" then check:holds(false) end)");
  MiniBook book(packs.load("p"));
  const auto verbs = make_verbs();
  const Probe probe(totals({{"合计", "5.25"}, {"出国", "3.00"}, {"接待", "2.25"}, {"车辆", "7.00"}, {"其他", "1.00"}}),
                    book.book(), *verbs, {});
  CHECK(of(probe, FaultKind::digit, 0, "6.25") ==
        ProbeOutcome{Noticed::yes, Severity::error, Blindness::none, {"p.sum"}, ""});
  // Three figures of two decimals: half a unit of each.
  CHECK(of(probe, FaultKind::digit, 1, "3.01") ==
        ProbeOutcome{Noticed::rounding, Severity::note, Blindness::none, {"p.sum"}, "0.015 万元"});
  CHECK(of(probe, FaultKind::digit, 1, "3.02").noticed == Noticed::yes);
  CHECK(of(probe, FaultKind::digit, 3, "8.00").blindness == Blindness::unequated);
  CHECK(of(probe, FaultKind::too_large, 3, "70000.00").noticed == Noticed::yes);
  CHECK(of(probe, FaultKind::digit, 4, "9.00").blindness == Blindness::unread);
  CHECK(of(probe, FaultKind::dropped, 0, "").blindness == Blindness::unverified);
  CHECK(probe.run({FaultKind::dropped, 1, 1, "出国", ""}).noticed != Noticed::yes);
}

TEST_CASE("what was found before is not noticed anew, and is no clean ground") {
  MiniPacks packs;
  add_rule(packs, "sum", kSumOfThree);
  MiniBook book(packs.load("p"));
  const auto verbs = make_verbs();
  const Probe wrong(totals({{"合计", "5.55"}, {"出国", "3.00"}, {"接待", "2.25"}, {"其他", "1.00"}}), book.book(),
                    *verbs, {});
  CHECK((wrong.accused(0) && wrong.accused(1) && wrong.accused(2)));
  CHECK_FALSE(wrong.accused(3));
  for (const DataFault& fault : wrong.faults()) CHECK(fault.spot == 3);
  CHECK(of(wrong, FaultKind::digit, 0, "9.99").noticed == Noticed::no);
}

TEST_CASE("a note is no notice, and a note that becomes an error is one") {
  MiniPacks packs;
  add_rule(packs, "sum", R"(check:same(spent["合计"], spent["出国"], { tail = "note" }))");
  MiniBook book(packs.load("p"));
  const auto verbs = make_verbs();
  const Probe probe(totals({{"合计", "5.25"}, {"出国", "5.25"}}), book.book(), *verbs, {});
  CHECK(of(probe, FaultKind::digit, 0, "5.26").noticed == Noticed::rounding);
  const Probe tail(totals({{"合计", "5.26"}, {"出国", "5.25"}}), book.book(), *verbs, {});
  CHECK(of(tail, FaultKind::digit, 0, "5.96").noticed == Noticed::yes);
}

TEST_CASE("the rules that can tell give what all rules give") {
  const auto chain = load_pack(kHomeOfProbe / "rules/guizhou", kHomeOfProbe / "rules");
  MiniBook book(chain);
  const auto verbs = make_verbs();
  const auto fail = [](const Fault& fault) { throw fault; };
  std::size_t tried = 0, noticed = 0;
  for (const DatasetItem& item : find_datasets({kHomeOfProbe / "datasets"}, fail)) {
    read_item(
        item,
        [&](Document&& document) {
          if (!chain->top().scope.covers(document) || document.evaluations.size() > 3) return;
          ProbeOptions options;
          options.sample = 1;
          options.kinds = {FaultKind::digit, FaultKind::too_large, FaultKind::point, FaultKind::swapped};
          const Probe probe(std::move(document), book.book(), *verbs, options);
          const std::size_t step = std::getenv("GOUJI_LONG") != nullptr ? 6 : 12;
          for (std::size_t i = 0; i < probe.faults().size(); i += step) {
            const DataFault& fault = probe.faults()[i];
            const FigureSpot& spot = probe.spots()[fault.spot];
            INFO(probe.document().id << " " << spot.table << " " << spot.row_name << " " << spot.column_name << " "
                                     << fault.from << " → " << fault.to);
            const ProbeOutcome outcome = probe.run(fault);
            CHECK(outcome == probe.run(fault, true));
            ++tried;
            if (outcome.noticed == Noticed::yes) ++noticed;
          }
        },
        fail);
  }
  CHECK(tried > 5);
  CHECK(noticed > 0);
}

TEST_CASE("outcomes come through as text, and counts add up") {
  const ProbeOutcome outcome{Noticed::rounding, Severity::note, Blindness::none, {"a.b", "c.d"}, "0.015 万元"};
  CHECK(unpacked_outcome(packed_outcome(outcome)) == outcome);
  CHECK(unpacked_outcome(packed_outcome({})) == ProbeOutcome{});
  ProbeCount count;
  CHECK(count.rate().empty());
  CHECK(count.reaches(100));
  count.add(outcome);
  CHECK(count.rate().empty());
  for (int i = 0; i < 8; ++i) count.add({Noticed::yes, Severity::warning, Blindness::none, {}, ""});
  count.add({});
  CHECK(count.tellable() == 9);
  CHECK(count.rate() == "88.8");
  CHECK_FALSE(count.reaches(89));
  CHECK(count.severities[static_cast<std::size_t>(Severity::warning)] == 8);
}

TEST_CASE("the weight of a level is one figure, wherever its rows carry it") {
  Document document;
  document.money_unit = "万元";
  Evaluation& form = document.evaluations.emplace_back();
  for (const auto& [level, weight] : std::vector<std::pair<std::string, std::string>>{
           {"产出指标", "50"}, {"产出指标", "50"}, {"效益指标", "50"}, {"效益指标", "30"}}) {
    Record& row = form.indicators.emplace_back(RecordKind::indicator);
    set_field(row, "level1", level, document.money());
    set_field(row, "level1_weight", weight, document.money());
  }
  finish(document);
  const auto spots = figure_spots(document);
  REQUIRE(spots.size() == 3);
  CHECK(spots[0].row == 0);
  CHECK(spots[1].row == 2);
  CHECK(spots[2].row == 3);
  REQUIRE(put_figure(document, spots[0], "60"));
  const auto printed = [&](std::size_t row) { return document.evaluations[0].indicators[row].text("level1_weight"); };
  CHECK(printed(0) == "60");
  CHECK(printed(1) == "60");
  CHECK(printed(2) == "50");
}

}  // namespace gouji::test
