// The files of a dataset folder beside its tables, and how rows are tied to their 自评表.
#pragma once

#include <string>
#include <string_view>

#include "model/document.hpp"

namespace gouji {

struct DatasetFile {
  std::string_view kind;  // section of styles in the manifest
  std::string_view name;
};
inline constexpr DatasetFile kEvaluationsFile{"evaluations", "evaluations.csv"};
inline constexpr DatasetFile kFundsFile{"funds", "funds.csv"};
inline constexpr DatasetFile kIndicatorsFile{"indicators", "indicators.csv"};
inline constexpr DatasetFile kClaimsFile{"claims", "claims.csv"};
inline constexpr DatasetFile kMentionsFile{"mentions", "mentions.csv"};
inline constexpr DatasetFile kTextsFile{"texts", "texts.csv"};

// The heads of texts.csv after 自评表.
inline constexpr std::string_view kTextLabel = "标题";
inline constexpr std::string_view kTextPresent = "有无";
inline constexpr std::string_view kTextChars = "字数";
inline constexpr std::string_view kText = "内容";

// "表3 工作专班工作经费": what the column 自评表 says in every file.
std::string form_key(std::size_t index, const Evaluation& evaluation);

}  // namespace gouji
