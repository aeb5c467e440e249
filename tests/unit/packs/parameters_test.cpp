#include <catch2/catch.hpp>

#include "packs/parameters.hpp"
#include "unit/base/parts.hpp"
#include "unit/base/temp_folder.hpp"

namespace gouji::test {
namespace {

class Layers {
 public:
  Layers& add(const std::string& pack, const std::string& text) {
    put(folder_ / (pack + ".toml"), text);
    parameters.add_layer(pack, folder_ / (pack + ".toml"), pack + ".toml");
    return *this;
  }
  std::string fault(const std::string& pack, const std::string& text) {
    return fault_of([&] { add(pack, text); });
  }
  std::string value(const std::string& name, int year) const {
    const ParameterEntry* entry = parameters.in_force(name, year);
    return entry == nullptr ? "" : entry->text;
  }
  Parameters parameters;

 private:
  TempFolder folder_;
};

}  // namespace

TEST_CASE("values by year, the latest that has begun") {
  Layers layers;
  layers.add("a", "[\"limit\"]\nbasis = \"x\"\nunit = \"%\"\nvalues = { 2023 = \"85\", 2020 = \"90\" }\n");
  CHECK(layers.value("limit", 2019).empty());
  CHECK(layers.value("limit", 2020) == "90");
  CHECK(layers.value("limit", 2022) == "90");
  CHECK(layers.value("limit", 2023) == "85");
  CHECK(layers.value("limit", 2099) == "85");
}

TEST_CASE("the topmost layer that has a value for the year wins") {
  Layers layers;
  layers.add("a", "[\"limit\"]\nbasis = \"x\"\nvalue = 1\n")
      .add("b", "[\"limit\"]\nbasis = \"y\"\nreason = \"本地\"\nvalues = { 2022 = 2 }\n");
  CHECK(layers.value("limit", 2021) == "1");
  CHECK(layers.value("limit", 2022) == "2");
  REQUIRE(layers.parameters.find("limit")->entries.size() == 2);
  CHECK(layers.parameters.find("limit")->entries[0].at.line == 3);
  CHECK(layers.parameters.find("limit")->entries[1].at.file == "b.toml");
}

TEST_CASE("percentages are ratios, amounts have their unit") {
  Layers layers;
  layers.add("a",
             "[\"rate\"]\nbasis = \"x\"\nunit = \"%\"\nvalue = \"90\"\n[\"sum\"]\nbasis = \"x\"\nunit = "
             "\"万元\"\nvalue = \"1,234.5\"\n[\"list\"]\nbasis = \"x\"\nvalue = [\"甲\", [\"乙\", 3]]\n");
  CHECK(*layers.parameters.in_force("rate", 2020)->value.number == *Exact::parse("0.9"));
  CHECK(layers.parameters.in_force("sum", 2020)->value.unit.kind == UnitKind::money);
  CHECK(*layers.parameters.in_force("sum", 2020)->value.number == *Exact::parse("1234.5"));
  CHECK_FALSE(layers.parameters.in_force("list", 2020)->value.number.has_value());
  CHECK(layers.value("list", 2020) == "[\"甲\", [\"乙\", 3]]");
}

TEST_CASE("what is wrong is told with its line") {
  const auto fault = [](const std::string& pack, const std::string& text) {
    Layers layers;
    return layers.add("a", "[\"limit\"]\nbasis = \"x\"\nvalue = 1\n").fault(pack, text);
  };
  CHECK(has(fault("b", "[\"limit\"]\nbasis = \"y\"\nvalue = 2\n"), "param.no_reason"));
  CHECK(has(fault("c", "[\"x\"]\nvalue = 2\n"), "basis"));
  CHECK(has(fault("d", "[\"x\"]\nbasis = \"y\"\nvalue = 0.5\n"), "d.toml:3"));
  CHECK(has(fault("e", "[\"x\"]\nbasis = \"y\"\n"), "param.no_value"));
  CHECK(has(fault("f", "[\"x\"]\nbasis = \"y\"\nvalue = 1\nvalues = { 2020 = 2 }\n"), "param.no_value"));
  CHECK(has(fault("g", "[\"x\"]\nbasis = \"y\"\nvalues = { twenty = 2 }\n"), "param.bad_year"));
  CHECK(has(fault("g", "[\"x\"]\nbasis = \"y\"\nvalues = { 2204 = 2 }\n"), "1990 到 2200，例如 2024"));
  CHECK(has(fault("h", "[\"x\"]\nbasis = \"y\"\nunit = \"万园\"\nvlaue = 1\n"), "是否想写“value”？"));
  CHECK(has(fault("i", "x = 1\n"), "param.not_a_table"));
}

TEST_CASE("a layer that writes no unit has the unit of the layer below") {
  const std::string rate = "[\"full\"]\nbasis = \"x\"\nunit = \"%\"\nvalue = \"100\"\n";
  const std::string own = "[\"full\"]\nbasis = \"y\"\nreason = \"本地\"\n";
  const auto number = [&](const std::string& value) {
    Layers layers;
    layers.add("a", rate).add("b", own + "value = " + value + "\n");
    return *layers.parameters.in_force("full", 2020);
  };
  for (const std::string value : {"\"90\"", "90", "\"90%\"", "\"９０\"", "\"900‰\""}) {
    INFO(value);
    CHECK(*number(value).value.number == *Exact::parse("0.9"));
    CHECK(number(value).unit == "%");
    CHECK(number(value).value.unit.kind == UnitKind::ratio);
  }
  CHECK(number("\"900‰\"").text == "90");

  // And a layer on top of that one; a list keeps its unit too.
  Layers layers;
  layers.add("a", rate).add("b", own + "value = \"90\"\n").add("c", own + "values = { 2022 = \"80\" }\n");
  CHECK(*layers.parameters.in_force("full", 2022)->value.number == *Exact::parse("0.8"));
  CHECK(layers.parameters.in_force("full", 2022)->unit == "%");

  const std::string steps = "[\"steps\"]\nbasis = \"x\"\nunit = \"%\"\n";
  Layers rows;
  rows.add("a", steps + "value = { brackets = [{ from = \"100\", points = \"10\" }, { points = \"0\" }] }\n");
  rows.add(
      "b",
      "[\"steps\"]\nbasis = \"y\"\nreason = \"z\"\nvalue = { brackets = [{ from = \"90\", points = \"9\" }, { points "
      "= \"0\" }] }\n");
  CHECK(*rows.parameters.in_force("steps", 2020)->value.brackets->rows.at(0).end == *Exact::parse("0.9"));
  CHECK(rows.value("steps", 2020) == "≥90%：9，其余：0");
}

TEST_CASE("another unit is converted, or told") {
  const std::string sum = "[\"sum\"]\nbasis = \"x\"\nunit = \"万元\"\nvalue = \"1\"\n";
  const auto own = [](const std::string& unit, const std::string& value) {
    return "[\"sum\"]\nbasis = \"y\"\nreason = \"本地\"\nunit = \"" + unit + "\"\nvalue = " + value + "\n";
  };
  Layers layers;
  layers.add("a", sum).add("b", own("元", "\"5000\""));
  const ParameterEntry& entry = *layers.parameters.in_force("sum", 2020);
  CHECK(*entry.value.number == *Exact::parse("0.5"));
  CHECK(entry.unit == "万元");
  CHECK(entry.text == "0.5");
  // 3万元 under 元, in one layer.
  Layers whole;
  whole.add("a", "[\"sum\"]\nbasis = \"x\"\nunit = \"元\"\nvalue = \"3万元\"\n");
  CHECK(*whole.parameters.in_force("sum", 2020)->value.number == *Exact::parse("30000"));

  const std::string fault = Layers().add("a", sum).fault("b", own("%", "\"50\""));
  CHECK(has(fault, "b.toml:4"));
  CHECK(has(fault, "参数“sum”的单位写的是 %，a 里是 万元，不能换算"));
  CHECK(has(fault, "去掉 unit 一行，取值按 万元 写"));
  CHECK(has(fault, "param.other_unit"));
  const std::string bare = "[\"sum\"]\nbasis = \"x\"\nvalue = \"1\"\n";
  CHECK(has(Layers().add("a", bare).fault("b", own("%", "\"50\"")), "a 里没有单位"));
  const std::string list = "[\"sum\"]\nbasis = \"x\"\nunit = \"万元\"\nvalue = [\"1\", \"2\"]\n";
  CHECK(has(Layers().add("a", list).fault("b", own("元", "[\"1\", \"2\"]")), "列表里的数不换算"));
  CHECK(Layers().add("a", list).fault("b", own("万元", "[\"1\", \"2\"]")).empty());
}

TEST_CASE("0.9 over 100% without a unit is asked about") {
  const auto fault = [](const std::string& below, const std::string& value) {
    Layers layers;
    layers.add("a", "[\"full\"]\nbasis = \"x\"\nunit = \"%\"\nvalue = \"" + below + "\"\n");
    return layers.fault("b", "[\"full\"]\nbasis = \"y\"\nreason = \"本地\"\nvalue = " + value + "\n");
  };
  CHECK(has(fault("100", "\"0.9\""), "param.unclear_percent"));
  CHECK(has(fault("100", "\"0.9\""), "0.9 就是 0.9%"));
  CHECK(has(fault("100", "\"0.9\""), "要写 90% 的，写 \"90%\"；真是 0.9% 的，写 \"0.9%\""));
  CHECK(has(fault("100", "1"), "param.unclear_percent"));
  CHECK(has(fault("none", "\"1.2\""), "param.unclear_percent"));
  CHECK(fault("100", "\"0.9%\"").empty());
  CHECK(fault("100", "\"0\"").empty());
  CHECK(fault("1", "\"0.5\"").empty());
}

TEST_CASE("a closed set of words is looked at where the value is written") {
  const std::string list = "[\"columns\"]\nbasis = \"x\"\nchoices = [\"annual\", \"initial\"]\n";
  const std::string own = "[\"columns\"]\nbasis = \"y\"\nreason = \"本地\"\n";
  Layers layers;
  layers.add("a", list + "value = [\"annual\", \"initial\"]\n").add("b", own + "value = [\"initial\"]\n");
  const std::string fault = layers.fault("c", own + "value = [\n  \"annual\",\n  \"inital\",\n]\n");
  CHECK(has(fault, "c.toml:6"));
  CHECK(has(fault, "参数“columns”没有“inital”这个取值"));
  CHECK(has(fault, "是否想写“initial”？"));
  CHECK(has(fault, "可用：annual、initial"));
  CHECK(has(fault, "param.not_a_choice"));
  CHECK(has(layers.fault("d", own + "value = [3]\n"), "param.not_a_choice"));

  const std::string word = "[\"over\"]\nbasis = \"x\"\nunit = \"%\"\nchoices = [\"none\"]\n";
  CHECK(Layers().add("a", word + "value = \"none\"\n").value("over", 2020) == "none");
  CHECK(Layers().add("a", word + "value = \"120\"\n").value("over", 2020) == "120");
  CHECK(has(Layers().fault("a", word + "values = { 2020 = \"nnoe\" }\n"), "可用：none，或一个数"));

  const std::string rows = "[\"kinds\"]\nbasis = \"x\"\nchoices = { 1 = [\"up\", \"down\"] }\n";
  CHECK(Layers().add("a", rows + "value = [[\"up\", \"增\"]]\n").value("kinds", 0) == "[[\"up\", \"增\"]]");
  CHECK(has(Layers().fault("a", rows + "value = [[\"up\", \"增\"], [\"dwon\", \"减\"]]\n"), "是否想写“down”？"));
  CHECK(has(Layers().fault("a", "[\"x\"]\nbasis = \"x\"\nchoices = \"a\"\nvalue = \"a\"\n"), "param.bad_demand"));
  CHECK(has(Layers().fault("a", "[\"x\"]\nbasis = \"x\"\nchoices = { a = [\"a\"] }\nvalue = \"a\"\n"),
            "param.bad_demand"));
}

TEST_CASE("a value that names a parameter names one that is there") {
  const std::string rows =
      "[\"points\"]\nbasis = \"x\"\nchoices = { 2 = \"parameters\" }\nvalue = [\n [\"甲\", \"%\"],\n]\n";
  const std::string other = "[\"x.steps\"]\nbasis = \"x\"\nvalue = \"1\"\n";
  const auto with = [&](const std::string& name) {
    Layers layers;
    std::string text = rows + other;
    text.replace(text.find('%'), 1, name);
    return fault_of([&] { layers.add("a", text).parameters.need_references(); });
  };
  CHECK(with("x.steps").empty());
  CHECK(has(with("x.setps"), "a.toml:5"));
  CHECK(has(with("x.setps"), "是否想写“x.steps”？"));
  CHECK(has(with("x.setps"), "param.unknown"));
}

TEST_CASE("a name with a dot needs its quotes") {
  const std::string fault = Layers().fault("a", "[exec.weight]\nbasis = \"x\"\nvalue = 1\n");
  CHECK(has(fault, "toml.unquoted_name"));
  CHECK(has(fault, "写成 [\"exec.weight\"]"));
  CHECK(has(fault, "a.toml:1"));
  CHECK(has(Layers().fault("a", "[a.b.c]\nbasis = \"x\"\nvalue = 1\n"), "写成 [\"a.b.c\"]"));
}

}  // namespace gouji::test
