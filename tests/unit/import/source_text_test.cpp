// What a text prints at the edges of its pages: numbers between blank lines, lines that run over them.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <algorithm>
#include <string>
#include <vector>

#include "formats/published_text.hpp"
#include "import/source_text.hpp"

using namespace gouji;
using namespace gouji::intake;

namespace {

struct EdgeCase {
  std::string what;
  std::string text;
  std::vector<std::string> cells;  // lines that may hold cells
};

std::vector<std::string> cell_lines(const std::string& text) {
  const SourceText source(read_published_text(text, "t.txt"));
  std::vector<std::string> out;
  for (const FlowLine& line : source.lines()) {
    if (!line.running) out.emplace_back(line.text);
  }
  return out;
}

}  // namespace

TEST_CASE("what stands at the edges of pages holds no cells", "[source_text]") {
  const std::vector<EdgeCase> cases{
      {"page numbers right below the last line, six at least",
       "甲\n1\n\n乙\n2\n\n丙\n3\n\n丁\n4\n\n戊\n5\n\n己\n6\n\n庚\n",
       {"甲", "乙", "丙", "丁", "戊", "己", "庚"}},
      {"fewer may be figures", "甲\n1\n\n乙\n2\n\n丙\n3\n\n丁\n", {"甲", "1", "乙", "2", "丙", "3", "丁"}},
      {"page numbers without any mark, each one more than the last",
       "甲\n\n7\n\n乙\n\n8\n\n丙\n\n9\n\n丁\n",
       {"甲", "乙", "丙", "丁"}},
      {"numbers that do not count on are figures",
       "甲\n\n7\n\n乙\n\n9\n\n丙\n\n10\n",
       {"甲", "7", "乙", "9", "丙", "10"}},
      {"two numbers may be anything", "甲\n\n1\n\n乙\n\n2\n\n丙\n", {"甲", "1", "乙", "2", "丙"}},
      {"a line over most pages",
       "封面\n— 1 —\n某县民族文化中心 2023年度决算\n甲\n— 2 —\n某县民族文化中心 2023年度决算\n乙\n— 3 —\n"
       "某县民族文化中心 2023年度决算\n丙\n",
       {"封面", "甲", "乙", "丙"}},
      {"a short name at the top of pages may be the first cell of a head",
       "封面\n— 1 —\n一级指标\n甲\n— 2 —\n一级指标\n乙\n— 3 —\n一级指标\n丙\n",
       {"封面", "一级指标", "甲", "一级指标", "乙", "一级指标", "丙"}},
      {"so may a line of several names",
       "封面\n— 1 —\n一级指标 二级指标 三级指标\n甲\n— 2 —\n一级指标 二级指标 三级指标\n乙\n— 3 —\n一级指标 二级指标 "
       "三级指标\n",
       {"封面", "一级指标 二级指标 三级指标", "甲", "一级指标 二级指标 三级指标", "乙", "一级指标 二级指标 三级指标"}},
      {"a line over few of many pages",
       "封面\n— 1 —\n某县民族文化中心决算\n甲\n— 2 —\n乙\n— 3 —\n某县民族文化中心决算\n— 4 —\n丙\n— 5 —\n丁\n— 6 —\n"
       "某县民族文化中心决算\n",
       {"封面", "某县民族文化中心决算", "甲", "乙", "某县民族文化中心决算", "丙", "丁", "某县民族文化中心决算"}},
  };
  for (const EdgeCase& one : cases) {
    CAPTURE(one.what);
    CHECK(cell_lines(one.text) == one.cells);
  }
}
