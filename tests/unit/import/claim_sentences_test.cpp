// Sentences of narratives and the claims that they hold, as a clerk would list them: claim_sentences.txt beside this
// file. The words come from the national pack.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "formats/published.hpp"
#include "import/claim_reader.hpp"
#include "script/call.hpp"
#include "script/state.hpp"

using namespace gouji;
using namespace gouji::intake;

namespace {

script::Plain captured;

int capture(script::Call& call) {
  captured = call.plain(1, "words");
  return 0;
}

std::string file(const std::string& name) {
  std::ifstream in(std::string(GOUJI_SOURCE_DIR) + "/" + name);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

const ClaimSpec& words() {
  static const ClaimSpec spec = [] {
    std::string source = file("rules/national/lib/claims.lua");
    const std::size_t last = source.rfind("\nreturn {");
    REQUIRE(last != std::string::npos);
    source.replace(last + 1, std::string("return").size(), "words");
    const script::Catalogue catalogue = script::base_catalogue();
    script::State state(catalogue, script::Limits{});
    state.run_file("claims.lua", source, {{script::host_function<capture>("words", "words { … }", "…")}});
    return read_claim_spec(captured);
  }();
  return spec;
}

PublishedSource published(const std::string& text) {
  PublishedSource source;
  source.format = "text";
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    source.lines.push_back({line, {static_cast<int>(source.lines.size()) + 1, 0, 0, {}, {}}, false});
  return source;
}

std::vector<Claim> read(const std::string& text, bool amounts_only = false) {
  const SourceText source(published(text));
  ClaimContext context;
  context.year = 2021;
  context.unit = U"泸州市财政局";
  context.amounts_only = amounts_only;
  ClaimReader reader(words(), context);
  for (const ClaimParagraph& paragraph : claim_paragraphs(source, {}, words(), 1, source.line_count()))
    reader.read(paragraph);
  return reader.take();
}

// 增减 本年收入合计 100万元，增加 5，5%，比 2020
std::string line_of(const Claim& claim) {
  static const std::map<std::string, std::string> kinds{{"total", "合计"},  {"amount", "金额"},     {"share", "占比"},
                                                        {"change", "增减"}, {"completion", "完成"}, {"count", "数量"}};
  std::string line = kinds.at(claim.kind) + " " + (claim.subject.empty() ? "？" : claim.subject) + " ";
  const bool own_unit = claim.amount && claim.amount->ends_with("元");
  line += claim.amount ? *claim.amount + (own_unit ? "" : claim.unit.value_or("")) : "—";
  if (claim.budget) line += "，预算 " + *claim.budget;
  if (claim.direction) line += "，" + *claim.direction + (claim.change ? " " + *claim.change : "");
  if (claim.change && (!claim.amount || own_unit)) line += claim.unit.value_or("");
  if (claim.percent) line += "，" + *claim.percent;
  if (claim.of) line += "，占 " + *claim.of;
  if (claim.base_year) line += "，比 " + std::to_string(*claim.base_year);
  for (const auto& [field, reason] : claim.doubtful) line += "，存疑 " + reason;
  return line;
}

struct Sentence {
  std::string text;
  std::vector<std::string> claims;
};

std::vector<Sentence> sentences() {
  std::vector<Sentence> list;
  std::istringstream in(file("tests/unit/import/claim_sentences.txt"));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("//")) continue;
    if (line.starts_with("    "))
      list.back().claims.push_back(line.substr(4));
    else
      list.push_back({line, {}});
  }
  return list;
}

}  // namespace

TEST_CASE("every sentence says what the table says") {
  const auto table = sentences();
  CHECK(table.size() >= 150);
  for (const Sentence& sentence : table) {
    std::vector<std::string> lines;
    for (const Claim& claim : read(sentence.text)) lines.push_back(line_of(claim));
    INFO(sentence.text);
    CHECK(lines == sentence.claims);
  }
}

// For adding sentences: prints the table as they are read now, to be checked by eye.
TEST_CASE("prints the table", "[.print]") {
  for (const Sentence& sentence : sentences()) {
    std::cout << sentence.text << '\n';
    for (const Claim& claim : read(sentence.text)) std::cout << "    " << line_of(claim) << '\n';
    std::cout << '\n';
  }
}

TEST_CASE("a claim is where its words are") {
  const auto claims = read("三、情况说明\n（一）收入情况。\n本年收入合计 28,566.25 万元，\n其中：财政拨款收入\n28,500.96万元，占 99.77%。");
  REQUIRE(claims.size() == 2);
  CHECK(claims[0].section == "三（一）");
  CHECK(claims[0].spans.front().line == 3);
  CHECK(claims[1].spans.front().line == 4);
  CHECK(claims[1].spans.back().line == 5);
  CHECK(claims[1].figures.at("percent").front().begin == 21);
}
