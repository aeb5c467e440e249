// fault, location, nearest, digest: what messages are made of.
#include <catch2/catch.hpp>

#include "base/digest.hpp"
#include "base/fault.hpp"
#include "base/location.hpp"
#include "base/nearest.hpp"

namespace gouji::test {

TEST_CASE("a Fault says what, where and how to mend it, in both languages") {
  Fault fault("data.bad_year", "年度不对", "no year");
  CHECK(fault.text(Language::chinese) == "年度不对 [data.bad_year]");
  fault.at_line("甲/disclosure.toml", 6, 8).with_excerpt("    6 | year = 二〇").hint("写四位整数", "write four digits");
  CHECK(fault.text(Language::chinese) ==
        "甲/disclosure.toml:6:8: 年度不对 [data.bad_year]\n    6 | year = 二〇\n  办法：写四位整数");
  CHECK(fault.text(Language::english) ==
        "甲/disclosure.toml:6:8: no year [data.bad_year]\n    6 | year = 二〇\n  mend: write four digits");
  CHECK(std::string(fault.what()) == "年度不对");
  CHECK(fault.code() == "data.bad_year");
}

TEST_CASE("places and excerpts") {
  CHECK(to_text({"a.lua", 12, 5}) == "a.lua:12:5");
  CHECK(to_text({"a.lua", 12, 0}) == "a.lua:12");
  CHECK(to_text({"a.lua", 0, 0}) == "a.lua");
  CHECK(excerpt("一\n二 = 三\r\n", 2, 3) == "    2 | 二 = 三\n      |    ^");
  CHECK(excerpt("a\nb", 2, 0) == "    2 | b");
  CHECK(excerpt("a\nb", 3, 0).empty());
  CHECK(excerpt("a\nb", 0, 0).empty());
}

TEST_CASE("the nearest name") {
  const std::vector<std::string> names{"决算数", "预算数", "年初预算数", "province"};
  CHECK(nearest("决算", names) == "决算数");
  CHECK(nearest("provinec", names) == "province");
  CHECK(nearest("指标值", {"指标性质", "年度指标值"}) == "年度指标值");  // as near, and it holds the word
  CHECK(nearest("reason_below", {"reason.words", "sichuan.execution.reason_below"}) ==
        "sichuan.execution.reason_below");
  CHECK(nearest("完全不同的名字", names).empty());
  CHECK(nearest("", names).empty());
  // What stands before the last dot that both have makes no two names alike.
  CHECK(nearest("national.fund.over_bugdet", {"national.fund.rate"}).empty());
  CHECK(nearest("national.fund.over_bugdet", {"national.fund.rate", "national.fund.over_budget"}) ==
        "national.fund.over_budget");
  CHECK(nearest("nationl.fund.rate", {"national.fund.rate"}) == "national.fund.rate");
  CHECK(nearest(std::string(10'000, 'x'), names).empty());
  CHECK(edit_distance("ab", "ba") == 1);
  CHECK(edit_distance("决算", "决算数") == 1);
  CHECK(edit_distance("", "abc") == 3);
}

TEST_CASE("digests are those of SHA-256, fingerprints tell parts apart") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(fingerprint_of({"a", "bc"}) != fingerprint_of({"ab", "c"}));
  CHECK(fingerprint_of({"a", ""}) != fingerprint_of({"a"}));
  CHECK(fingerprint_of({"a"}).size() == 16);
}

}  // namespace gouji::test
