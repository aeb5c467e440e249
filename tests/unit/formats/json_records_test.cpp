// JSON texts with very many records, read record by record.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>

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

std::string refusal_of(std::string_view json) {
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
  CHECK(refusal_of(R"({"list": [{"c": tru}]})") == "json.syntax");
  CHECK(refusal_of(R"({"list": [{"c": [1, 2}]})") == "json.syntax");
  CHECK(refusal_of(R"({"list": [{"a": 1, "c": {"d")") == "json.truncated");
  CHECK(refusal_of(R"({"list": [{"a": 1, "a": 2}]})") == "json.duplicate_key");
  CHECK(refusal_of(R"({"list": [{"c": )" + std::string(70, '[') + std::string(70, ']') + "}]}") == "json.too_deep");
  CHECK(taken(R"([[{"a": 1}]])").records.empty());
  CHECK(taken(R"({"o": {"a": {"c": 1}}})").records.empty());
}

namespace {

std::string outline(const JsonValue& value) {
  std::string out = fmt::format("{}:{}:{}:{}", static_cast<int>(value.type), value.truth, value.integer, value.text);
  for (const JsonValue& item : value.items) out += "[" + outline(item) + "]";
  for (const JsonMember& member : value.members) out += "{" + member.key + "=" + outline(member.value) + "}";
  return out;
}

// What becomes of a text: its tree, or the code of the refusal.
std::string fate(const std::string& json) {
  try {
    return outline(parse_json(json, "x.json"));
  } catch (const Fault& fault) {
    return fault.code();
  }
}

const std::string kByteOrderMark = "\xEF\xBB\xBF";  // with it, the careful parser reads the text

}  // namespace

TEST_CASE("the quick parser and the careful one agree") {
  const std::string texts[] = {
      R"({"a":[1,-2,0,{"b":"文字𠮷 \u00e9\u4e00\u003c\ud83d\ude00\n\"\\\/"}],"c":null,"d":true,"e":false,"f":{}, "g" : [ ] })",
      "[12345678901234567890, 123456789012345678, 1234567890123456789, 1.5, -0, 0, 1e3, -7]",
      "  \"x\"\r\n\t",
      "7",
      R"({"a":1,"a":2})",
      R"(["é","\x7f","ߐ","ퟯ","","𐀀","􏿿"])"};
  const std::string strange =
      std::string("\"\\{}[],:0159-+.eutfn \n\r\t\x01\x7f\x80\xbf\xc0\xc2\xe0\xed\xf0\xf4\xff") + '\0';
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same texts every time
  for (const std::string& text : texts) {
    CHECK(fate(text) == fate(kByteOrderMark + text));
    for (int i = 0; i < 3000; ++i) {
      std::string other = text;
      for (unsigned edits = 1 + random() % 2; edits > 0; --edits) {
        const std::size_t at = random() % other.size();
        const char sign = strange[random() % strange.size()];
        switch (random() % 3) {
          case 0: other[at] = sign; break;
          case 1: other.insert(at, 1, sign); break;
          default: other.erase(at, 1); break;
        }
        if (other.empty()) other = "1";
      }
      INFO(other);
      REQUIRE(fate(other) == fate(kByteOrderMark + other));
    }
  }
}

}  // namespace gouji::test
