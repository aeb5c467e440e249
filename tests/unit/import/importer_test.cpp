// Sources one after the other through layouts of several packs: none sees what came before it.
#include "import/import.hpp"

#include <catch2/catch.hpp>

#include "script/state.hpp"
#include "unit/base/temp_folder.hpp"

namespace gouji::test {
namespace {

// Two packs, the second built on the first, whose library counts calls.
class Packs {
 public:
  Packs() {
    put(folder_ / "rules/p/pack.toml", "id = \"p\"\nrevision = \"1\"\napi = 1\nowns = \"p\"\n");
    put(folder_ / "rules/q/pack.toml", "id = \"q\"\nrevision = \"1\"\napi = 1\nowns = \"q\"\nbase = \"p\"\n");
    put(folder_ / "rules/p/lib/shared.lua",
        "local n = 0\nreturn { names = { \"甲\", \"乙\" }, tick = function() n = n + 1 return n end }");
  }
  // A layout that knows every source by how often the library was called, and puts the same into the unit's name.
  Packs& layout(const std::string& pack, const std::string& header, const std::string& recognise,
                const std::string& read) {
    put(folder_ / "rules" / pack / "layouts/one.lua",
        "local shared = require \"shared\"\nlayout { id = \"" + pack + "/one\", title = \"" + pack + "\", " + header +
            "\nrecognise = function(source)\n" + recognise + "\nend,\nread = function(source, out)\n" + read +
            "\nend }\n");
    return *this;
  }
  intake::Imported read(const std::string& source) {
    if (!importer_) importer_ = std::make_unique<intake::Importer>(load_packs(folder_ / "rules"));
    return importer_->import(source, "source.txt", {});
  }

 private:
  TempFolder folder_;
  std::unique_ptr<intake::Importer> importer_;
};

const std::string kTick = "return { score = shared.tick() }";
const std::string kUnit = "out:document { unit = \"单位\" .. shared.tick() }";

}  // namespace

TEST_CASE("a variable of a library is as it was loaded, for each layout and each source") {
  Packs packs;
  packs.layout("p", "", kTick, kUnit).layout("q", "", kTick, kUnit);
  for (int i = 0; i < 3; ++i) {
    const intake::Imported imported = packs.read("2023年度\n某某局\n");
    REQUIRE(imported.report.tried.size() == 2);
    for (const TriedLayout& tried : imported.report.tried) CHECK(tried.score == 1);
    CHECK(imported.document.unit == "单位1");
  }
}

TEST_CASE("a layout that writes into a shared table is stopped at its line, and the next source finds it as it was") {
  Packs packs;
  packs.layout("p", "", "return { score = 1 }",
               "if source:find \"写\" then\nshared.names[1] = \"丙\"\nend\nout:document { unit = shared.names[1] }");
  try {
    packs.read("写\n");
    FAIL("the table was written into");
  } catch (const Fault& fault) {
    CHECK(fault.code() == "script.read_only");
    CHECK(fault.location().line == 8);
  }
  CHECK(packs.read("读\n").document.unit == "甲");
}

TEST_CASE("a layout is not asked about sources without its anchors") {
  Packs packs;
  packs.layout("p", "", "return { score = 1 }", kUnit)
      .layout("q", "anchors = { \"自评表\", \"复核分\" },", "return { score = 2 }", kUnit);
  const auto [source, asked] = GENERATE(table<std::string, bool>({{"自评表\n三级指标 复核分\n", true},
                                                                  {"自 评 表\n三级指标　复　核　分\n", true},
                                                                  {"自评表\n三级指标 自评分\n", false},
                                                                  {"自评\n表\n复核分\n", false}}));
  const intake::Imported imported = packs.read(source);
  CAPTURE(source);
  CHECK(imported.document.source.layout == (asked ? "q/one" : "p/one"));
}

TEST_CASE("anchors that are no words are told") {
  const auto anchors = GENERATE(as<std::string>{}, "\"自评表\"", "{ 1 }", "{ \"\" }", "{ { \"自评表\" } }");
  Packs packs;
  packs.layout("p", "anchors = " + anchors + ",", "return { score = 1 }", kUnit);
  try {
    packs.read("自评表\n");
    FAIL(anchors);
  } catch (const Fault& fault) {
    CHECK(fault.code() == "layout.missing_key");
    CHECK(fault.text(Language::chinese).find("anchors") != std::string::npos);
  }
}

}  // namespace gouji::test
