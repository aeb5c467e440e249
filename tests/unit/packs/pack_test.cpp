#include <catch2/catch.hpp>

#include "packs/pack.hpp"
#include "unit/base/parts.hpp"
#include "unit/base/temp_folder.hpp"

namespace gouji::test {
namespace {

class Rules {
 public:
  std::filesystem::path root() const { return folder_ / "rules"; }
  Rules& add(const std::string& id, const std::string& more = {}) {
    put(root() / id / "pack.toml",
        "id = \"" + id + "\"\nrevision = \"1\"\napi = 1\nowns = \"" + id + "\"\n" + more + "\n");
    return *this;
  }
  Rules& write(const std::string& name, const std::string& text) {
    put(root() / name, text);
    return *this;
  }
  std::string fault(const std::string& id) const {
    return fault_of([&] { load_pack(root() / id, root()); });
  }
  std::shared_ptr<const PackChain> load(const std::string& id) const { return load_pack(root() / id, root()); }

 private:
  TempFolder folder_;
};

Document document(const std::string& province, int year = 2020, const std::string& kind = "final_accounts") {
  Document one;
  one.province = province;
  one.year = year;
  one.kind = kind;
  return one;
}

}  // namespace

TEST_CASE("a chain is the pack above its bases") {
  Rules rules;
  rules.add("a").add("b", "base = \"a\"").add("c", "base = \"b\"");
  const auto chain = rules.load("c");
  REQUIRE(chain->layers.size() == 3);
  CHECK(chain->layers.front()->id == "a");
  CHECK(chain->top().id == "c");
  CHECK(chain->top().shown == "rules/c");
}

TEST_CASE("a base is found in the rules folder from anywhere") {
  Rules rules;
  const TempFolder elsewhere;
  rules.add("a");
  put(elsewhere / "mine/pack.toml", "id = \"mine\"\nrevision = \"1\"\napi = 1\nowns = \"mine\"\nbase = \"a\"\n");
  CHECK(load_pack(elsewhere / "mine", rules.root())->layers.size() == 2);
}

TEST_CASE("what is wrong with a manifest is told with file and line") {
  Rules rules;
  rules.add("a").add("b", "baes = \"a\"").add("c", "base = \"aa\"").add("d", "base = \"e\"").add("e", "base = \"d\"");
  rules.add("f", "[scope]\nkinds = [\"决算\"]")
      .add("g", "base = \"a\"\n[[override]]\nrule = \"a.x\"\naction = \"off\"\nreason = \"x\"");
  CHECK(has(rules.fault("b"), "rules/b/pack.toml:5"));
  CHECK(has(rules.fault("b"), "是否想写“base”？"));
  CHECK(has(rules.fault("c"), "pack.unknown_base"));
  CHECK(has(rules.fault("c"), "是否想写“a”？"));
  CHECK(has(rules.fault("d"), "pack.cyclic_base"));
  CHECK(has(rules.fault("f"), "部门决算"));
  CHECK(has(rules.fault("g"), "basis"));
  CHECK(has(rules.fault("none"), "pack.missing"));
  rules.write("h/readme.txt", "");
  CHECK(has(rules.fault("h"), "pack.no_manifest"));
}

TEST_CASE("versions of the interface that are not offered are refused") {
  Rules rules;
  for (const std::string api : {"0", "2", "99"}) {
    rules.write("a/pack.toml", "id = \"a\"\nrevision = \"1\"\napi = " + api + "\nowns = \"a\"\n");
    CHECK(has(rules.fault("a"), "pack.bad_api"));
  }
}

TEST_CASE("two packs cannot own one prefix") {
  Rules rules;
  rules.add("a").write("b/pack.toml", "id = \"b\"\nrevision = \"1\"\napi = 1\nowns = \"a\"\nbase = \"a\"\n");
  CHECK(has(rules.fault("b"), "pack.shared_prefix"));
  rules.write("b/pack.toml", "id = \"a\"\nrevision = \"1\"\napi = 1\nowns = \"b\"\n");
  CHECK(has(fault_of([&] { load_packs(rules.root()); }), "pack.doubled_id"));
}

TEST_CASE("the narrowest pack in whose scope a document is runs it") {
  Rules rules;
  rules.add("all")
      .add("south", "base = \"all\"\n[scope]\nprovinces = [\"南省\"]")
      .add("late", "base = \"south\"\n[scope]\nfrom = 2022\nkinds = [\"绩效自评\"]");
  const auto packs = load_packs(rules.root());
  const auto id = [&](const Document& one) { return pack_for(one, packs)->top().id; };
  CHECK(id(document("北省")) == "all");
  CHECK(id(document("南省")) == "south");
  CHECK(id(document("南省", 2022)) == "south");
  CHECK(id(document("南省", 2022, "self_evaluation")) == "late");
  CHECK(id(document("北省", 2022, "self_evaluation")) == "all");
}

TEST_CASE("a digest knows the content, not the place") {
  Rules one, other;
  for (Rules* rules : {&one, &other}) rules->add("a").write("a/rules/x.lua", "-- x").write("a/parameters.toml", "");
  CHECK(one.load("a")->top().digest == other.load("a")->top().digest);
  other.write("a/rules/x.lua", "-- y");
  CHECK(one.load("a")->top().digest != other.load("a")->top().digest);
}

TEST_CASE("a manifest and one rule file are a pack") {
  Rules rules;
  rules.add("a").write("a/only.lua", "-- x");
  REQUIRE(rules.load("a")->top().rules.size() == 1);
  CHECK(rules.load("a")->top().rules.front().shown == "rules/a/only.lua");
}

}  // namespace gouji::test
