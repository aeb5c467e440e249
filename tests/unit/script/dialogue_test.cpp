// Lines at a prompt: names stay from one to the next, what they give is handed back, nothing ends the dialogue.
#include "script/dialogue.hpp"

#include <catch2/catch.hpp>

namespace gouji::test {
namespace {

using script::Answer;

struct Talk {
  explicit Talk(script::Limits limits = {})
      : catalogue(script::base_catalogue()), state(catalogue, limits), dialogue((state.begin(&document), state), {}) {
    dialogue.set("document", {script::types::document, &document, 0});
  }

  std::vector<Answer> say(const std::string& lines) {
    const auto chunk = dialogue.readable(lines);
    REQUIRE(chunk);
    return dialogue.run(*chunk);
  }
  std::string words(const std::string& lines) {
    std::string all;
    for (const Answer& answer : say(lines)) all += answer.words + ";";
    return all;
  }

  Document document;
  script::Catalogue catalogue;
  script::State state;
  script::Dialogue dialogue;
};

}  // namespace

TEST_CASE("an expression gives its values, a statement none") {
  Talk talk;
  CHECK(talk.words("1 + 2") == "3;");
  CHECK(talk.words("1, nil, true, 'x'") == "1;nil;true;x;");
  CHECK(talk.words("x = 4").empty());
  CHECK(talk.words("x * 2") == "8;");
  CHECK(talk.say("amount '0.1' + amount '0.2'").front().kind == Answer::Kind::figure);
  CHECK(talk.say("document").front().object.pointer == &talk.document);
  CHECK(talk.say("{ 1, { 2 } }").front().items.at(1).items.front().words == "2");
  CHECK(talk.words("0.5").find("二进制小数") != std::string::npos);
}

TEST_CASE("a list that holds itself and a long one are cut") {
  Talk talk;
  talk.say("x = {} x.x = x for i = 1, 1000 do x[i] = i end");
  const Answer answer = talk.say("x").front();
  CHECK(answer.cut);
  CHECK(answer.items.size() < 1000);
}

TEST_CASE("what is not finished wants more lines, what is wrong says so") {
  Talk talk;
  CHECK_FALSE(talk.dialogue.readable("for i = 1, 2 do"));
  CHECK_FALSE(talk.dialogue.readable("f(1,"));
  CHECK(talk.dialogue.readable("for i = 1, 2 do\nend"));
  CHECK_THROWS_AS(talk.dialogue.readable("1 +* 2"), script::ScriptFault);
  CHECK_THROWS_AS(talk.dialogue.readable("\x1BLua"), script::ScriptFault);
}

TEST_CASE("errors and limits end a line, not the dialogue") {
  script::Limits limits;
  limits.steps = 100'000;
  limits.memory = std::size_t{4} << 20U;
  Talk talk(limits);
  const auto line = GENERATE(as<std::string>{}, "error 'no'", "unknown", "io", "while true do end",
                             "s = 'x' while true do s = s .. s end", "document.unit = 'x'",
                             "while true do pcall(function() while true do end end) end");
  talk.say("x = 1");
  CAPTURE(line);
  CHECK_THROWS_AS(talk.say(line), script::ScriptFault);
  CHECK(talk.words("x") == "1;");
}

TEST_CASE("a misspelt name brings the nearest that a line has set") {
  Talk talk;
  talk.say("budget = 1");
  try {
    talk.say("budgte");
    FAIL("it was taken");
  } catch (const Fault& fault) {
    CHECK(fault.hint(Language::english) == "did you mean budget?");
  }
}

}  // namespace gouji::test
