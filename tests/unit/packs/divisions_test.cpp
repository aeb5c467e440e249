// Which place a name speaks of.
#include "packs/divisions.hpp"

#include <catch2/catch.hpp>

#include "unit/base/temp_folder.hpp"

namespace gouji::test {
namespace {

Divisions divisions() {
  const TempFolder folder;
  put(folder / "divisions.csv",
      "代码,名称,简称,级别,上级代码\n"
      "410000,河南省,河南,省,\n"
      "411100,漯河市,漯河,市,410000\n"
      "450000,广西壮族自治区,广西,省,\n"
      "451200,河池市,河池,市,450000\n"
      "620000,甘肃省,甘肃,省,\n"
      "621000,庆阳市,庆阳,市,620000\n"
      "621026,宁县,,县,621000\n"
      "650000,新疆维吾尔自治区,新疆,省,\n"
      "659002,阿拉尔市,,县,650000\n");
  return Divisions::read(folder / "divisions.csv");
}

std::string place(const Divisions& table, std::string_view text) {
  const auto found = table.find(text);
  return found ? found->province + " " + found->region.value_or("") : "";
}

}  // namespace

TEST_CASE("a place counts where its name begins, not inside the name of another one") {
  struct Case {
    std::string text, place;
  };
  const auto one = GENERATE(values<Case>({
      {"宁县财政局", "甘肃省 庆阳市宁县"},
      {"中共宁县委员会宣传部", "甘肃省 庆阳市宁县"},
      {"国家税务总局宁县税务局", "甘肃省 庆阳市宁县"},
      {"2019年宁县财政局决算", "甘肃省 庆阳市宁县"},
      {"部门：宁县中学", "甘肃省 庆阳市宁县"},
      {"河南漯河市中学", "河南省 漯河市"},
      {"都宁县中等职业技术学校", ""},
      {"都宁县中学与宁县中学", ""},
      {"来源：广西壮族自治区河池市都宁县人民政府", "广西壮族自治区 河池市"},
      {"广西都宁县中学", "广西壮族自治区 "},
      {"洛漯河南路小学", ""},
      {"新疆生产建设兵团第一师阿拉尔市财政局", "新疆维吾尔自治区 阿拉尔市"},
  }));
  static const Divisions table = divisions();
  CAPTURE(one.text);
  CHECK(place(table, one.text) == one.place);
}

}  // namespace gouji::test
