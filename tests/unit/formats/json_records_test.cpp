// JSON texts with very many records, read record by record.
#include <catch2/catch.hpp>

#include "base/fault.hpp"
#include "formats/json_tree.hpp"

namespace gouji::test {
namespace {

struct Taken {
  JsonValue rest;
  std::vector<std::pair<std::string, JsonValue>> records;
};

Taken taken(std::string_view json) {
  Taken all;
  const JsonRecords records{
      [](std::string_view list, std::string_view key) { return list == "all" || key == "a" || key == "b"; },
      [&](std::string_view list, JsonValue&& record) { all.records.emplace_back(list, std::move(record)); }};
  all.rest = parse_json(json, "x.json", records);
  return all;
}

std::string code_of_fault(std::string_view json) {
  try {
    taken(json);
  } catch (const Fault& fault) {
    return fault.code();
  }
  return {};
}

}  // namespace

TEST_CASE("records of the root's lists are handed over one by one") {
  const Taken all = taken(R"({
"x": 1, "list": [
{"a": "1", "c": {"a": [1, {"a": 2}], "d": "}"}, "b": "2"},
{"c": 1, "c": 2, "b": [3, {"z": 4}]}, "no record"],
"all": [{"q": null}], "y": {"a": [{"a": 5}]}, "empty": []})");
  REQUIRE(all.records.size() == 3);
  CHECK(all.records[0].first == "list");
  REQUIRE(all.records[0].second.members.size() == 2);
  CHECK(all.records[0].second.find("a")->text == "1");
  CHECK(all.records[0].second.find("b")->text == "2");
  CHECK(all.records[0].second.line == 3);
  REQUIRE(all.records[1].second.members.size() == 1);
  CHECK(all.records[1].second.find("b")->items[1].find("z")->integer == 4);
  CHECK(all.records[2].first == "all");
  CHECK(all.records[2].second.find("q") != nullptr);
  CHECK(all.rest.find("x")->integer == 1);
  CHECK(all.rest.find("list")->items.size() == 1);
  CHECK(all.rest.find("all")->items.empty());
  CHECK(all.rest.find("y")->find("a")->items.at(0).find("a")->integer == 5);
}

TEST_CASE("what is not wanted must be JSON all the same") {
  CHECK(code_of_fault(R"({"list": [{"c": tru}]})") == "json.syntax");
  CHECK(code_of_fault(R"({"list": [{"c": [1, 2}]})") == "json.syntax");
  CHECK(code_of_fault(R"({"list": [{"a": 1, "c": {"d")") == "json.truncated");
  CHECK(code_of_fault(R"({"list": [{"a": 1, "a": 2}]})") == "json.duplicate_key");
  CHECK(code_of_fault(R"({"list": [{"c": )" + std::string(70, '[') + std::string(70, ']') + "}]}") == "json.too_deep");
  CHECK(taken(R"([[{"a": 1}]])").records.empty());
  CHECK(taken(R"({"o": {"a": {"c": 1}}})").records.empty());
}

}  // namespace gouji::test
