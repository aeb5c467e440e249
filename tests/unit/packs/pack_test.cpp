#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <functional>

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

TEST_CASE("a pack reads its own files only") {
  namespace fs = std::filesystem;
  Rules rules;
  rules.add("a").write("a/rules/x.lua", "").write("elsewhere/y.lua", "").write("a/lib/own.lua", "");
  const fs::path rule = rules.root() / "a/rules/y.lua";
  struct Row {
    std::string name;
    std::function<void()> make;
    std::string told;  // empty: nothing
  };
  const std::vector<Row> rows{
      {"link to a file of another folder", [&] { fs::create_symlink("../../elsewhere/y.lua", rule); }, "pack.link"},
      {"the same, absolute", [&] { fs::create_symlink(fs::absolute(rules.root() / "elsewhere/y.lua"), rule); },
       "“rules/a/rules/y.lua”是链接"},
      {"link to a file of the pack", [&] { fs::create_symlink("../lib/own.lua", rule); }, ""},
      {"link to a folder", [&] { fs::create_directory_symlink("../../elsewhere", rules.root() / "a/rules/more"); },
       "文件夹不能是链接"},
      {"link to a folder of the pack", [&] { fs::create_directory_symlink("../lib", rules.root() / "a/rules/more"); },
       "pack.link"},
      {"broken link", [&] { fs::create_symlink("nowhere.lua", rule); }, "pack.not_a_file"},
      {"link to a device", [&] { fs::create_symlink("/dev/zero", rule); }, "pack.not_a_file"},
      {"folder called like a script", [&] { fs::create_directory(rule); }, "“rules/a/rules/y.lua”不是普通文件"},
      {"pipe", [&] { CHECK(::mkfifo(rule.c_str(), 0600) == 0); }, "pack.not_a_file"},
      {"an editor's lock", [&] { fs::create_symlink("clerk@host.1", rules.root() / "a/rules/.#x.lua"); }, ""},
      {"broken link of no such name", [&] { fs::create_symlink("nowhere", rules.root() / "a/notes"); }, ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    row.make();
    if (row.told.empty())
      CHECK_NOTHROW(rules.load("a"));
    else
      CHECK(has(rules.fault("a"), row.told));
    for (const char* made : {"a/rules/y.lua", "a/rules/more", "a/rules/.#x.lua", "a/notes"})
      fs::remove(rules.root() / made);
  }
  fs::create_directory_symlink("a", rules.root() / "b");
  CHECK_NOTHROW(load_pack(rules.root() / "b", rules.root()));  // the pack itself may stand behind a link
}

}  // namespace gouji::test
