// The closed words of a disclosure outside its records: codes for machines, Chinese for people.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/document.hpp"

namespace gouji {

struct ClosedWord {
  std::string_view code;
  std::string_view chinese;
};

std::span<const ClosedWord> evaluation_scopes();  // project 项目, department 部门整体
std::span<const ClosedWord> claim_kinds();        // total 合计, amount 金额, share 占比, …

// The words that a field may hold; empty for fields that hold anything.
std::span<const ClosedWord> closed_words(RecordKind kind, std::string_view key);

// The code of a code or a Chinese word; empty when it is neither.
std::string_view code_from(std::span<const ClosedWord> words, std::string_view code_or_chinese);
// The Chinese of a code; the text itself when it is none.
std::string chinese_from(std::span<const ClosedWord> words, std::string_view code);

// What may be known about the one who disclosed, in the order of the contract.
struct DocumentField {
  std::string_view key;
  std::string_view chinese;
  std::optional<std::string> Document::*member;
};
std::span<const DocumentField> region_fields();  // province, region: before the unit
std::span<const DocumentField> other_fields();   // unit_code … url: after the kind

// What people call a fact of a disclosure: 单位 for unit, 年度 for year, …; the key itself when it is none.
std::string_view fact_label(std::string_view key);

// The highest and lowest year that a disclosure may have.
inline constexpr int kFirstYear = 1949;
inline constexpr int kLastYear = 2200;
constexpr bool is_fiscal_year(std::int64_t year) { return year >= kFirstYear && year <= kLastYear; }

// The year as people read it; a manifest may hold either word where it is not known.
inline constexpr std::string_view kUnknownYear = "未知";
inline constexpr std::string_view kUnknownYearEnglish = "unknown";
std::string shown_year(const Document& document);
std::string year_in_id(const Document& document);  // 2020, unknown

}  // namespace gouji
