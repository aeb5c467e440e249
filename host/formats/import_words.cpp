#include "formats/import_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gouji {
namespace {

constexpr std::array<NumberKindWord, 5> kKinds{
    {{"date", "日期", "dates", &NumberKinds::date},
     {"document_number", "文号", "document numbers", &NumberKinds::document_number},
     {"list_number", "编号", "list numbers", &NumberKinds::list_number},
     {"page_number", "页码", "page numbers", &NumberKinds::page_number},
     {"phone", "电话", "telephone numbers", &NumberKinds::phone}}};

constexpr std::array<PlacedPartWord, 5> kParts{{{"forms", "自评表", "self-evaluations", &PlacedParts::forms},
                                                {"tables", "报表", "tables", &PlacedParts::tables},
                                                {"claims", "文字说明", "narrative", &PlacedParts::claims},
                                                {"facts", "基本情况", "facts", &PlacedParts::facts},
                                                {"other", "其他", "other", &PlacedParts::other}}};

struct ReasonWord {
  std::string_view code, chinese, english;
};
constexpr std::array<ReasonWord, 9> kUnplaced{
    {{"outside", "在读到的内容之前或之后", "before or after all that was read"},
     {"table_not_read", "所在的表没有版式读", "no layout reads the table that it stands in"},
     {"column_not_read", "这一栏没有读", "its column was not read"},
     {"row_not_read", "这一行没有读", "its row was not read"},
     {"cell_not_read", "同行同栏都有读到的，这一格没有", "its row and column were read, this cell was not"},
     {"beside_placed", "同一行的其他数已归位，这一个没有栏可放",
      "others of its line were placed, no field took this one"},
     {"prose", "文字叙述里的数，没有读成说明", "in a sentence that was not read as a claim"},
     {"row_like", "像表里的一行，没有版式读这张表", "like a row of a table that no layout reads"},
     {"between", "前后都有读到的，这一行没有读", "lines before and after were read, this one was not"}}};

struct Doubt {
  std::string_view english, chinese;
};
constexpr std::array<Doubt, 8> kDoubts{
    {{"border between two cells not certain", "与相邻单元格的分界不能确定"},
     {"heading is none of the usual ones", "不是常见的指标名称"},
     {"heading not printed, inferred from the level below it", "没有印出，由下一级指标推出"},
     {"heading is cut by a page break", "标题被分页切断"},
     {"a heading between this one and the next may be missing in the print", "可能漏印了另一个名称"},
     {"row is cut by a page break", "这一行被分页切断"},
     {"a word stands where a figure belongs", "应为数字处印的是文字"},
     {"figures are missing in the print; their columns are not certain", "缺印数字，所属栏目不能确定"}}};

}  // namespace

const std::array<NumberKindWord, 5>& number_kind_words() { return kKinds; }
const std::array<PlacedPartWord, 5>& placed_part_words() { return kParts; }

std::string_view code_of(UnplacedReason reason) { return kUnplaced.at(static_cast<std::size_t>(reason)).code; }

std::string_view words_of(UnplacedReason reason, Language language) {
  const ReasonWord& word = kUnplaced.at(static_cast<std::size_t>(reason));
  return language == Language::chinese ? word.chinese : word.english;
}

std::string_view doubt_in(std::string_view reason, Language language) {
  for (const Doubt& one : kDoubts) {
    if (language == Language::chinese && one.english == reason) return one.chinese;
  }
  return reason;
}

std::string spelled_seconds(double seconds) {
  const auto thousandths = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds) * 1000));
  return fmt::format("{}.{:03}", thousandths / 1000, thousandths % 1000);
}

}  // namespace gouji
