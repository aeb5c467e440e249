// json_disclosure_quick: the quick way and the way over the tree give one document or one refusal.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "formats/json_disclosure_quick.hpp"
#include "unit/formats/random_disclosure.hpp"
#include "unit/formats/support.hpp"
#include "unit/model/all_of_document.hpp"

namespace gouji::test {
namespace {

using OrderedJson = nlohmann::ordered_json;

struct Ways {
  std::string quick;  // what it read; empty: left to the other
  std::string tree;   // what it read or said
  std::string chosen;
};

template <class Read>
std::string outcome(Read read) {
  try {
    return AllOfDocument::of(read());
  } catch (const Fault& fault) {
    return fault.text(Language::chinese) + fault.text(Language::english);
  }
}

Ways ways(const std::string& json) {
  Ways ways;
  if (const auto document = read_disclosure_quickly(json, "a.ndjson")) ways.quick = AllOfDocument::of(*document);
  ways.tree = outcome([&] { return read_disclosure_from_tree(json, "a.ndjson", 7); });
  ways.chosen = outcome([&] { return read_disclosure(json, "a.ndjson", 7); });
  return ways;
}

// Whether the quick way took it.
bool check(const std::string& json) {
  const Ways both = ways(json);
  CAPTURE(json);
  if (!both.quick.empty()) CHECK(both.quick == both.tree);
  CHECK(both.chosen == both.tree);
  return !both.quick.empty();
}

const std::vector<std::string>& ordinary() {
  static const std::vector<std::string> lines{
      R"J({"schema":"gouji.disclosure.v1","id":"甲-2024","province":"示范省","unit":"甲局","year":2024,"kind":"self_evaluation","money_unit":"万元","evaluations":[
        {"scope":"project","name":"专项业务经费","number":"3","funds":[{"source":"年度资金总额","annual":"2,683.41","executed":"1,799.52","weight":"10","rate":"67.06%","score":"6.71"},{"source":"其他资金","annual":null,"executed":"-","weight":"10%"}],
         "indicators":[{"level1":"产出指标","level2":"数量指标","level3":"培训人次","target":"≥85人次","actual":"162人次","weight":"5","score":"5.00"},
           {"level1":"产出指标","level1_weight":"50","level3":"合格率","target":"≥85%","actual":"88.4%","weight":"5","score":"5.00","reviewed":{"score":"4.5","reason":"复核"},"more":{"备注":"无","说明":null},"at":{"line":3,"to":4,"page":1,"sheet":"表1","cell":"B4"}},
           {"level3":"合格率","target":"优","actual":"优","score":"５．００","doubtful":{"score":"看不清"}}],
         "texts":[{"label":"结论","text":"好。\n“很好”\u003cb\u003e\u4e2d"},{"label":"问题","present":true,"chars":40}],"total_weight":"100","total_score":"93.46","grade":null}]})J",
      R"J({"schema":"gouji.disclosure.v1","unit":"乙局","year":2023,"kind":"final_accounts","money_unit":"元","source":{"file":"a.pdf","sha256":"00","layout":"x","generic":true},"doubtful":{"year":"猜的"},"tables":[
        {"name":"支出决算表","number":"表3","title":"支出","money_unit":"万元","year":2023,"columns":["合计","占比（%）","金额(元)"],"rows":[{"label":"合计","code":"201","line":1,"cells":["734705.42","12.5","0.00"]},{"label":"车辆（辆）","side":"支出","line":"2","cells":{"金额(元)":"3","合计":null}},{"label":null,"cells":[]},{"label":"尾","doubtful":{"合计":"模糊"},"at":{"line":9}}],"notes":["注"]},
        {"name":"空","columns":[],"rows":[]}],"claims":[],"mentions":[]})J",
      R"J({"schema":"gouji.disclosure.v1","unit":"丙局","year":null,"kind":"budget","department":"厅","url":"http://x/?a=1\u0026b","claims":[
        {"section":"一","subject":"收入","kind":"amount","amount":"12.50","unit":"亿元","base_year":2019},{"section":"一","subject":"支出","kind":"change","amount":"3","change":"-1.5","percent":"12.3%","unit":"万元","base_year":"上年"},
        {"kind":null,"amount":"7","unit":""}],"mentions":[{"kind":"count","count":"8480余件"}]})J"};
  return lines;
}

const std::vector<std::string>& values() {
  static const std::vector<std::string> texts{"12,345.67",
                                              "１２．５",
                                              "97%",
                                              "９７％",
                                              "≥85人次",
                                              "≤ 3 天",
                                              "162人次",
                                              "—",
                                              "无",
                                              "一",
                                              " 12 ",
                                              "　12",
                                              "12.5万",
                                              "4S人",
                                              "1O",
                                              "1.",
                                              ".5",
                                              "1,23",
                                              "1,234,",
                                              "-",
                                              "--",
                                              "+5",
                                              "-0.00",
                                              "100万元",
                                              "3.5 万元",
                                              "2238. 95",
                                              "(5)",
                                              "①",
                                              "½",
                                              "x",
                                              "",
                                              " ",
                                              "\n",
                                              "\u200b5",
                                              "a\u202eb",
                                              "\x7f",
                                              "9999999999999999999999999999999999999",
                                              "99999999999999999999999999999999999999",
                                              "0.0000000000000000000000000000000000001%",
                                              "1234567890123456789.12",
                                              "元",
                                              "万元",
                                              "美元",
                                              "占比（%）",
                                              "project",
                                              "total",
                                              "budget",
                                              "部门预算",
                                              "2020",
                                              "很长的一段话，超过了十五个字节"};
  return texts;
}

// Something of a disclosure that is otherwise than it was.
class Mutation {
 public:
  explicit Mutation(unsigned seed) : random_(seed) {}

  std::string of(const std::string& line) {
    OrderedJson json = OrderedJson::parse(line);
    for (std::size_t i = below(4); i > 0; --i) {
      places_.clear();
      collect(json);
      change(*places_[below(places_.size())]);
    }
    std::string text = json.dump(below(3) == 0 ? 2 : -1, ' ', below(3) == 0, OrderedJson::error_handler_t::replace);
    for (std::size_t i = below(4) == 0 ? 1 + below(2) : 0; i > 0; --i) garble(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  const std::string& value() { return values()[below(values().size())]; }

  void collect(OrderedJson& json) {
    places_.push_back(&json);
    if (json.is_structured()) {
      for (OrderedJson& inner : json) collect(inner);
    }
  }

  void change(OrderedJson& json) {
    if (json.is_object() && !json.empty() && below(3) > 0) {
      std::vector<std::pair<std::string, OrderedJson>> members;
      for (auto& [key, member] : json.items()) members.emplace_back(key, std::move(member));
      const std::size_t one = below(members.size());
      switch (below(4)) {
        case 0: std::shuffle(members.begin(), members.end(), random_); break;
        case 1: members.erase(members.begin() + static_cast<std::ptrdiff_t>(one)); break;
        case 2: members[one].second = nullptr; break;
        default: members.emplace_back(keys_[below(keys_.size())], value()); break;
      }
      json = OrderedJson::object();
      for (auto& [key, member] : members) json[key] = std::move(member);
      return;
    }
    switch (below(json.is_string() ? 20 : 9)) {
      case 0: json = nullptr; return;
      case 1: json = 5; return;
      case 2: json = -1; return;
      case 3: json = 12.5; return;
      case 4: json = true; return;
      case 5: json = OrderedJson::array({value(), nullptr}); return;
      case 6: json = OrderedJson::object({{"a", value()}}); return;
      case 7: json = std::int64_t{3'000'000'000}; return;
      default: json = value(); return;
    }
  }

  void garble(std::string& text) {
    if (text.empty()) return;
    const std::size_t at = below(text.size());
    switch (below(6)) {
      case 0: text.resize(at); return;
      case 1: text.erase(at, 1 + below(4)); return;
      case 2: text[at] = static_cast<char>(below(256)); return;
      case 3: text.insert(at, signs_[below(signs_.size())]); return;
      default: {  // a member once more, often the one that is there
        const std::size_t begin = text.find("{\"", at);
        const std::size_t end = begin == std::string::npos ? begin : text.find(',', begin);
        if (end != std::string::npos) text.insert(begin + 1, text.substr(begin + 1, end - begin));
      }
    }
  }

  std::mt19937 random_;
  std::vector<OrderedJson*> places_;
  const std::vector<std::string> keys_{"x_own", "scor", "money_unit", "unit", "at",
                                       "more",  "year", "columns",    "合计", "base_year"};
  const std::vector<std::string> signs_{"{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        "\"",
                                        "\\",
                                        "\\u00",
                                        "\\ud83d\\ude00",
                                        "\\r",
                                        "\n",
                                        " ",
                                        "0",
                                        "null",
                                        "\xEF\xBB\xBF",
                                        "\xE2\x80\x8B",
                                        std::string(1, '\0')};
};

}  // namespace

TEST_CASE("ordinary disclosures are read the quick way, and the same") {
  for (const std::string& line : ordinary()) CHECK(check(line));
  for (const auto& file : truth_files()) {
    CAPTURE(file.string());
    const std::string written = write_disclosure(read_disclosure_from_tree(get(file), "x", 1), false);
    CHECK(check(written));
  }
}

TEST_CASE("disclosures changed at random are read, or refused, the same way") {
  int quick = 0, left = 0;
  for (unsigned seed = 1; seed <= 1500; ++seed) {
    CAPTURE(seed);
    (check(Mutation(seed).of(ordinary()[seed % ordinary().size()])) ? quick : left)++;
  }
  CHECK(quick > 300);
  CHECK(left > 300);
  for (unsigned seed = 1; seed <= 60; ++seed) check(RandomDisclosure(seed).json());
}

TEST_CASE("a disclosure cut at any byte is refused the same way") {
  for (const std::string& line : ordinary()) {
    for (std::size_t size = 0; size < line.size(); size += 7) CHECK_FALSE(check(line.substr(0, size)));
  }
}

TEST_CASE("what the quick way takes and what it leaves") {
  struct Case {
    const char* what;
    bool quick;
    std::string json;
  };
  const std::string head = R"({"schema":"gouji.disclosure.v1","unit":"甲","year":2020,"kind":"budget")";
  const std::vector<Case> cases{
      {"as it is", true, head + "}"},
      {"blanks and line ends", true, " " + head + "\n , \t\"money_unit\" : \"元\"\r\n} "},
      {"the money unit behind the tables", true,
       head + R"(,"tables":[{"columns":["a"],"rows":[{"cells":["5"]}]}],"money_unit":"万元"})"},
      {"the money unit behind claims in one of their own", true,
       head + R"(,"claims":[{"amount":"5"},{"amount":"6","unit":"元"}],"money_unit":"亿元"})"},
      {"escapes", true, head + R"(,"region":"\u4e2d\"\\\/\n\t"})"},
      {"the label behind the cells", true,
       head + R"J(,"tables":[{"columns":["a"],"rows":[{"cells":["5"],"label":"车（辆）"}]}]})J"},
      {"the columns behind the rows", false, head + R"(,"tables":[{"rows":[{"cells":[]}],"columns":["a"]}]})"},
      {"keys of one's own", false, head + R"(,"x_own":1})"},
      {"a text that is cleaned", false, head + ",\"region\":\"a\xE2\x80\x8B\"}"},
      {"a pair of surrogates", false, head + R"(,"region":"\ud83d\ude00"})"},
      {"a key twice", false, head + R"(,"year":2021})"},
      {"a column twice", false, head + R"(,"tables":[{"columns":["a","a"]}]})"},
      {"a cell twice", false, head + R"(,"tables":[{"columns":["a"],"rows":[{"cells":{"a":"1","a":"2"}}]}]})"},
      {"no year", false, R"({"schema":"gouji.disclosure.v1","unit":"甲","kind":"budget"})"},
      {"something behind it", false, head + "}}"},
      {"a comma too many", false, head + ",}"},
      {"a figure beyond what can be worked with, before another slip", false,
       head + R"(,"claims":[{"percent":"0.0000000000000000000000000000000000001%"},{"kind":5}]})"},
      {"a form's money unit behind its funds", false,
       head + R"(,"evaluations":[{"funds":[{"annual":"5"}],"money_unit":"元"}]})"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    CHECK(check(one.json) == one.quick);
  }
}

}  // namespace gouji::test
