#include "formats/disclosure_words.hpp"

#include <algorithm>

namespace gouji {
namespace {

constexpr std::array<ClosedWord, 2> kScopes{{{"project", "项目"}, {"department", "部门整体"}}};
constexpr std::array<ClosedWord, 6> kClaimKinds{{{"total", "合计"},
                                                 {"amount", "金额"},
                                                 {"share", "占比"},
                                                 {"change", "增减"},
                                                 {"completion", "完成率"},
                                                 {"count", "数量"}}};

constexpr std::array<ClosedWord, 4> kFacts{
    {{"unit", "单位"}, {"year", "年度"}, {"kind", "种类"}, {"money_unit", "金额单位"}}};
constexpr std::array<DocumentField, 2> kRegion{
    {{"province", "省份", &Document::province}, {"region", "地区", &Document::region}}};
constexpr std::array<DocumentField, 7> kOtherFields{{{"unit_code", "单位代码", &Document::unit_code},
                                                     {"department", "主管部门", &Document::department},
                                                     {"level", "预算级次", &Document::level},
                                                     {"predecessor", "上年单位名称", &Document::predecessor},
                                                     {"published_on", "公开日期", &Document::published_on},
                                                     {"approved_on", "批复日期", &Document::approved_on},
                                                     {"url", "公开网址", &Document::url}}};

}  // namespace

std::span<const ClosedWord> evaluation_scopes() { return kScopes; }
std::span<const ClosedWord> claim_kinds() { return kClaimKinds; }

std::span<const ClosedWord> closed_words(RecordKind kind, std::string_view key) {
  if (kind == RecordKind::evaluation && key == "scope") return kScopes;
  if (kind == RecordKind::claim && key == "kind") return kClaimKinds;
  return {};
}

std::string_view code_from(std::span<const ClosedWord> words, std::string_view code_or_chinese) {
  for (const ClosedWord& word : words) {
    if (word.code == code_or_chinese || word.chinese == code_or_chinese) return word.code;
  }
  return {};
}

std::string chinese_from(std::span<const ClosedWord> words, std::string_view code) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const ClosedWord& word) { return word.code == code; });
  return std::string(found == words.end() ? code : found->chinese);
}

std::span<const DocumentField> region_fields() { return kRegion; }
std::span<const DocumentField> other_fields() { return kOtherFields; }

std::string_view fact_label(std::string_view key) {
  for (const ClosedWord& word : kFacts) {
    if (word.code == key) return word.chinese;
  }
  for (const auto fields : {region_fields(), other_fields()}) {
    for (const DocumentField& field : fields) {
      if (field.key == key) return field.chinese;
    }
  }
  return key;
}

std::string year_in_id(const Document& document) {
  return document.year_known() ? std::to_string(document.year) : std::string(kUnknownYearEnglish);
}

std::string shown_year(const Document& document) {
  return document.year_known() ? std::to_string(document.year) : std::string(kUnknownYear);
}

}  // namespace gouji
