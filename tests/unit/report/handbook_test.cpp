#include <catch2/catch.hpp>

#include "packs/script_pieces.hpp"
#include "regression/pack_changes.hpp"
#include "regression/rule_parts.hpp"
#include "report/handbook/amendment.hpp"
#include "report/handbook/page.hpp"
#include "unit/base/parts.hpp"

using namespace gouji;
using namespace gouji::report;

namespace {

using gouji::test::has;

std::string signs(const std::vector<LineChange>& lines) {
  std::string all;
  for (const LineChange& line : lines) all += line.sign + line.text + ";";
  return all;
}

std::string diff(const std::string& before, const std::string& after, int around = 0) {
  return signs(changed_lines(numbered_lines(before), numbered_lines(after), around));
}

const Site kSite{{"规则手册", "Rule handbook"}, {{{"目录", "Topics"}, "index"}}, "脚"};

std::shared_ptr<PackChain> chain_of(Pack pack) {
  auto chain = std::make_shared<PackChain>();
  chain->layers.push_back(std::make_shared<const Pack>(std::move(pack)));
  return chain;
}

}  // namespace

TEST_CASE("numbers of articles are written as in laws") {
  CHECK(chinese_number(1) == "一");
  CHECK(chinese_number(10) == "十");
  CHECK(chinese_number(12) == "十二");
  CHECK(chinese_number(20) == "二十");
  CHECK(chinese_number(105) == "一百零五");
  CHECK(chinese_number(110) == "一百一十");
  CHECK(chinese_number(999) == "九百九十九");
  CHECK(chinese_number(2026) == "二千零二十六");
  CHECK(chinese_number(1001) == "一千零一");
}

TEST_CASE("lines that differ are told with their signs, gaps as one line") {
  CHECK(diff("a\nb\nc\n", "a\nb\nc\n").empty());
  CHECK(diff("a\nb\nc\n", "a\nx\nc\n") == "-b;+x;");
  CHECK(diff("a\n", "a\nb\n") == "+b;");
  CHECK(diff("a\nb\n", "b\n") == "-a;");
  CHECK(diff("a\nb\nc\nd\ne\nf\n", "x\nb\nc\nd\ne\ny\n", 1) == "-a;+x; b; …; e;-f;+y;");
  const auto lines = changed_lines(numbered_lines("a\nb\n"), numbered_lines("x\na\nb2\n"), 0);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].number == 1);
  CHECK(lines[3].number == 3);
}

TEST_CASE("a script's body is compared without its header and its comments") {
  const std::string source =
      "local a = 1\nrule {\n  id = \"x\",\n  title = \"run\",\n\n  run = function()\n    x()  -- says\n  end,\n}\n";
  const auto lines = lines_without_header(source);
  REQUIRE(lines.size() == 5);
  CHECK(lines[1].number == 6);
  CHECK(without_comments(lines) == "local a = 1\nrun = function()\nx()\nend,\n}\n");
  CHECK(without_comments(numbered_lines("say(\"a -- b\")\n")) == "say(\"a -- b\")\n");
}

TEST_CASE("a rule shows its body and the library functions it calls") {
  Pack pack;
  pack.id = "p";
  pack.libraries["shapes"] = {
      "shapes.lua", "lib/shapes.lua",
      "local M = {}\n-- adds up\nfunction M.total(x)\n  return x\nend\n\nM.words = {\n  1,\n}\nreturn M\n"};
  const ScriptFile script{"r.lua", "rules/r.lua",
                          "local other, shapes = require \"other\", require \"shapes\"\n\nlocal function half(x)\n  "
                          "return x / 2\nend\n\nrule {\n  id = "
                          "\"p.r\",\n  run = shapes.total(shapes.words, half, param \"p.a\"),  -- param \"p.no\"\n}\n"};
  const auto chain = chain_of(pack);
  const auto pieces = pieces_of(*chain, chain->top(), script);
  REQUIRE(pieces.size() == 4);
  CHECK(pieces[0].first_line == 3);
  CHECK(has(pieces[0].text, "local function half"));
  CHECK(pieces[1].first_line == 9);
  CHECK_FALSE(has(pieces[1].text, "id ="));
  CHECK(pieces[2].name == "shapes.total");
  CHECK(pieces[2].first_line == 2);
  CHECK(pieces[2].text == "-- adds up\nfunction M.total(x)\n  return x\nend\n");
  CHECK(pieces[3].text == "M.words = {\n  1,\n}\n");
  CHECK(parameters_in(script.source) == std::vector<std::string>{"p.a"});
  CHECK(libraries_in(script.source) == std::vector<std::string>{"other", "shapes"});
}

TEST_CASE("links lead from page to page") {
  CHECK(page_link("index", "rules/a.b", ".html") == "rules/a.b.html");
  CHECK(page_link("rules/a.b", "index", ".html") == "../index.html");
  CHECK(page_link("rules/a.b", "index", ".md") == "../README.md");
}

TEST_CASE("what comes from packs is no markup, in any form of page") {
  const std::string bad = "<b>|`x`\n# [a](http://b) *c*";
  for (const bool html : {true, false}) {
    const auto page = html ? html_page(kSite, "rules/x", bad) : markdown_page(kSite, "rules/x");
    page->heading(1, {bad, bad}, bad);
    if (html) page->line({code(bad)});
    page->line({{bad}, strong(bad), link(bad, "rules/" + bad)});
    page->facts({{{bad, bad}, {plain(bad), plain(bad)}}});
    page->table({{{{bad, bad}}}, {{plain(bad)}}, false});
    page->items({{bad, bad}});
    const std::string text = page->take();
    CAPTURE(text);
    if (html) {
      CHECK_FALSE(has(text, "<b>|"));
    } else {
      CHECK_FALSE(has(text, " <b>"));
      CHECK_FALSE(has(text, "\n# ["));
      CHECK_FALSE(has(text, "[a](http"));
    }
  }
  const auto page = markdown_page(kSite, "x");
  page->line({code("`` <b>")});
  page->listing({"a.lua", {{1, ' ', "```"}}});
  const std::string text = page->take();
  CHECK(has(text, "``` `` <b> ```"));
  CHECK(has(text, "````text"));
}

TEST_CASE("a page of text is in one language") {
  PackChanges changes;
  changes.packs = {"p"};
  Article article;
  article.about = Article::About::parameter;
  article.pack = "p";
  article.id = "p.limit";
  article.title = "“超支”的上限";
  PartChange change;
  change.part = "value";
  change.before = "0.9";
  change.after = "0.95";
  change.from_year = 2024;
  article.parts.push_back(change);
  changes.articles.push_back(article);
  const auto chinese = text_page(Language::chinese, 0);
  write_amendment(changes, *chinese);
  const std::string text = chinese->take();
  CHECK(has(text, "第一条　修改参数“‘超支’的上限”（p.limit）"));
  CHECK(has(text, "将“0.9”改为“0.95”，自 2024 年度起。"));
  CHECK_FALSE(has(text, "Article"));
  const auto english = text_page(Language::english, 0);
  write_amendment(changes, *english);
  CHECK(has(english->take(), "“0.9” is replaced by “0.95”, from 2024."));
}
