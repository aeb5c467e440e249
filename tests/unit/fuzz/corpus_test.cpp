// Every file of the fuzzer's corpora through its target: what once crashed stays mended.
#include <catch2/catch.hpp>

#include "base/files.hpp"
#include "fuzz/rules.hpp"
#include "fuzz/support.hpp"
#include "fuzz/targets.hpp"

namespace gouji::test {
namespace {

const std::filesystem::path kCorpus = GOUJI_SOURCE_DIR "/tests/fuzz/corpus";

void feed(std::string_view name) {
  const fuzz::Entry* target = fuzz::find_target(name);
  REQUIRE(target != nullptr);
  fuzz::shut_out_programs();
  int read = 0, files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kCorpus / name)) {
    CAPTURE(entry.path().string());
    std::string_view outcome;
    REQUIRE_NOTHROW(outcome = fuzz::outcome_of(*target, files::read(entry.path())));
    ++files;
    if (outcome == "read") ++read;
  }
  CAPTURE(name);
  CHECK(files > 1);
  CHECK(read > 0);  // a corpus of nothing but refused inputs leads nowhere
}

}  // namespace

// One test each, so that they run side by side and a slow one shows.
#define GOUJI_CORPUS(name) \
  TEST_CASE(name) { feed(name); }

GOUJI_CORPUS("figures")
GOUJI_CORPUS("target_words")
GOUJI_CORPUS("csv")
GOUJI_CORPUS("manifest")
GOUJI_CORPUS("parameters")
GOUJI_CORPUS("cases")
GOUJI_CORPUS("disclosure")
GOUJI_CORPUS("decisions")
GOUJI_CORPUS("layouts_text")
GOUJI_CORPUS("layouts_markdown")
GOUJI_CORPUS("layouts_html")
GOUJI_CORPUS("layouts_csv")
GOUJI_CORPUS("container")
GOUJI_CORPUS("office_parts")
GOUJI_CORPUS("baseline")
GOUJI_CORPUS("receipt")
GOUJI_CORPUS("rule_source")
GOUJI_CORPUS("rule_body")
GOUJI_CORPUS("host_calls")

TEST_CASE("every target has a corpus, and every corpus a target") {
  std::size_t folders = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kCorpus)) {
    CAPTURE(entry.path().string());
    CHECK(fuzz::find_target(entry.path().filename().string()) != nullptr);
    ++folders;
  }
  CHECK(folders == fuzz::targets().size());
}

TEST_CASE("what rule bodies are given is there, and what they do is seen") {
  const auto at = [](const DocumentResult& result, Outcome outcome) {
    return result.outcomes.at(static_cast<std::size_t>(outcome));
  };
  const std::string all = "for _, x in ipairs { d, check, e, f, i, t, r, c } do end\n";
  const auto quiet =
      fuzz::load_and_run(fuzz::rule_with(all + "check:holds(f and i and r and c and true, { at = f.annual })"));
  REQUIRE(quiet);
  CHECK(at(*quiet, Outcome::pass) == 1);
  CHECK(at(*fuzz::load_and_run(fuzz::rule_with("while true do end")), Outcome::fault) == 1);
  CHECK_FALSE(fuzz::load_and_run("rule {"));
}

TEST_CASE("an input that is refused says why, one that breaks a promise stops the test") {
  CHECK(fuzz::outcome_of(*fuzz::find_target("csv"), "") == "csv.no_head");
  const fuzz::Entry broken{"broken", [](std::string_view) { fuzz::need(false, "no"); }};
  CHECK_THROWS_AS(fuzz::outcome_of(broken, ""), fuzz::Broken);
  const fuzz::Entry mute{"mute", [](std::string_view) { throw Fault("x.y", "", "y"); }};
  CHECK_THROWS_AS(fuzz::outcome_of(mute, ""), fuzz::Broken);
}

}  // namespace gouji::test
