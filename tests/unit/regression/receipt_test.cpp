// Receipts as text and back, and what differs between two.
#include <catch2/catch.hpp>

#include "base/fault.hpp"
#include "regression/receipt_difference.hpp"

namespace gouji::test {
namespace {

Receipt sample_receipt() {
  Receipt receipt;
  receipt.engine = {"1.0", "aa", "Lua 5.4"};
  receipt.options.pattern = "fund\"\\";
  receipt.options.rules_year = 2024;
  receipt.options.packs_named = true;
  receipt.options.decisions = ReceiptOptions::Decisions::folder;
  receipt.options.decisions_folder = {false, "../处理"};
  receipt.options.steps = 20'000'000'000;
  receipt.options.memory = 64U << 20U;
  receipt.options.seconds = 2.5;
  receipt.packs = {{"p", "1", "bb", "rules/p", true, {true, "rules/p"}, {{"pack.toml", "c1"}, {"规则.lua", "c2"}}}};
  receipt.parameters = {{"p.limit", "p", "6", "万元"}};
  receipt.data = {{true, "datasets"}, {false, "a.ndjson"}};
  receipt.data_digest = "dd";
  receipt.documents = {{"甲", "e1", {"p"}}, {"乙", "e2", {"p", "q"}}};
  receipt.decisions = {{"甲局", "x.toml", {true, "x.toml"}, "ff"}};
  receipt.summary.documents = 2;
  receipt.summary.outcomes.at(1) = 3;
  receipt.result_digest = "gg";
  return receipt;
}

std::vector<ReceiptDifference::Kind> difference_kinds(const std::vector<ReceiptDifference>& all) {
  std::vector<ReceiptDifference::Kind> list;
  for (const ReceiptDifference& one : all) list.push_back(one.kind);
  return list;
}

}  // namespace

TEST_CASE("a receipt comes back as it was written") {
  const std::string text = write_receipt(sample_receipt());
  const Receipt back = read_receipt(text, "r.json");
  CHECK(write_receipt(back) == text);
  CHECK(differences(sample_receipt(), back).empty());
  CHECK(back.options.pattern == sample_receipt().options.pattern);
  CHECK(back.options.steps == sample_receipt().options.steps);
  CHECK(back.options.seconds == 2.5);
  CHECK(back.options.decisions_folder.path == "../处理");
  CHECK(write_receipt(
            read_receipt(
                write_receipt(Receipt{
                    {"1", "a", "L"}, {"", 0, 0, false, {}, {}, 1, 1, 1.0}, {}, {}, {}, "", {}, {}, false, {}, "g"}),
                "r.json"))
            .find("\"complete\":false") != std::string::npos);
}

TEST_CASE("every byte of a receipt counts") {
  const std::string text = write_receipt(sample_receipt());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = other[i] == '0' ? '1' : '0';
    INFO(i << ": " << text.substr(i, 20));
    CHECK_THROWS_AS(read_receipt(other, "r.json"), Fault);
    CHECK_THROWS_AS(read_receipt(text.substr(0, i), "r.json"), Fault);
  }
}

TEST_CASE("each difference by its kind, with what was and what is") {
  using Kind = ReceiptDifference::Kind;
  const Receipt then = sample_receipt();
  Receipt now = sample_receipt();
  now.engine.digest = "ab";
  now.engine.lua = "Lua 5.5";
  now.packs[0].files["pack.toml"] = "c9";
  now.packs[0].files.erase("规则.lua");
  now.packs.push_back({"q", "7", "xx", "rules/q", true, {}, {}});
  now.parameters[0].value = "5";
  now.documents[0].digest = "e9";
  now.documents[1].packs = {"q"};
  now.decisions.clear();
  now.summary.outcomes.at(1) = 4;
  now.result_digest = "hh";
  const std::vector<ReceiptDifference> all = differences(then, now);
  REQUIRE(difference_kinds(all) == std::vector<Kind>{Kind::engine, Kind::lua, Kind::pack_file, Kind::pack_file,
                                                     Kind::pack, Kind::parameter, Kind::document, Kind::document_packs,
                                                     Kind::decisions, Kind::summary, Kind::result});
  CHECK(all[2].what == "rules/p/pack.toml");
  CHECK(all[2].before == "c1");
  CHECK(all[2].after == "c9");
  CHECK(all[3].after.empty());
  CHECK(all[4].before.empty());
  CHECK(all[5].before == "6 万元");
  CHECK(all[5].owner == "p");
  CHECK(all[9].what == "finding");
}

TEST_CASE("the same documents in another order") {
  Receipt now = sample_receipt();
  std::swap(now.documents[0], now.documents[1]);
  now.data_digest = "d2";
  CHECK(difference_kinds(differences(sample_receipt(), now)) == std::vector{ReceiptDifference::Kind::order});
}

}  // namespace gouji::test
