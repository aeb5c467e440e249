#include "report/handbook/rule_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/document.hpp"
#include "model/years.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kMostNames = 3;

struct KeyWord {
  std::string_view key, chinese, english;
};
constexpr std::array<KeyWord, 3> kDocuments{{{"final_accounts", "部门决算", "final accounts"},
                                             {"budget", "部门预算", "budgets"},
                                             {"self_evaluation", "绩效自评", "self-evaluations"}}};
// Folders of rules; others are called by their own name.
constexpr std::array<KeyWord, 11> kTopics{{{"budget", "预算报表", "budget tables"},
                                           {"final_accounts", "决算报表", "tables of final accounts"},
                                           {"tables", "各类报表", "tables of any kind"},
                                           {"narrative", "文字说明", "narrative"},
                                           {"disclosure", "公开文本整体", "the disclosure as a whole"},
                                           {"evaluation", "自评表", "self-evaluation forms"},
                                           {"fund", "自评表的资金", "funds of forms"},
                                           {"execution", "预算执行", "execution"},
                                           {"indicator", "绩效指标", "indicators"},
                                           {"scoring", "测算得分", "scoring"},
                                           {"", "其他", "other"}}};

// The first few names of a table.
std::string quoted_names(const std::vector<std::string>& names) {
  std::string all;
  for (std::size_t i = 0; i < std::min(names.size(), kMostNames); ++i)
    all += fmt::format("{}“{}”", all.empty() ? "" : "、", names[i]);
  return all;
}

Both words_of_documents(const On& on) {
  Both words;
  for (const std::string& code : on.documents) {
    for (const KeyWord& word : kDocuments) {
      if (word.key != code) continue;
      words.chinese += (words.chinese.empty() ? "" : "、") + std::string(word.chinese);
      words.english += (words.english.empty() ? "" : " and ") + std::string(word.english);
    }
  }
  return words;
}

}  // namespace

Both subject_words(const On& on) {
  const Both documents = words_of_documents(on);
  const std::string of = documents.chinese.empty() ? "" : documents.chinese + "的";
  const std::string in = documents.english.empty() ? "" : " in " + documents.english;
  const std::string_view form = on.filter == "project"      ? "项目自评表"
                                : on.filter == "department" ? "部门整体自评表"
                                                            : "自评表";
  const std::string_view form_english = on.filter == "project"      ? "project form"
                                        : on.filter == "department" ? "department form"
                                                                    : "form";
  switch (on.subject) {
    case SubjectKind::table:
      if (on.tables.empty() || on.tables.front() == "*") return {of + "每张报表", "every table" + in};
      return {of + quoted_names(on.tables) +
                  (on.tables.size() > kMostNames ? fmt::format(" 等 {} 种名称的表", on.tables.size()) : ""),
              "the table" + in + (on.tables.size() > 1 ? fmt::format(" ({} names)", on.tables.size()) : "")};
    case SubjectKind::evaluation:
      return {fmt::format("{}每张{}", of, form), fmt::format("every {}{}", form_english, in)};
    case SubjectKind::fund:
      return {fmt::format("{}{}的每个资金行", of, form), fmt::format("every fund line of a {}{}", form_english, in)};
    case SubjectKind::indicator:
      return {fmt::format("{}{}的每个指标", of, form), fmt::format("every indicator of a {}{}", form_english, in)};
    case SubjectKind::claim:
      return {
          of + "文字说明中的每个数" + (on.filter == "*" || on.filter.empty() ? "" : fmt::format("（{}）", on.filter)),
          "every figure of the narrative" +
              (on.filter == "*" || on.filter.empty() ? "" : fmt::format(" ({})", on.filter)) + in};
    case SubjectKind::documents: {
      const bool before = on.partners == Partners::previous_year;
      return {(documents.chinese.empty() ? "每份公开文本" : "每份" + documents.chinese) +
                  (before ? "，对照同一单位上年的" : "，对照所属单位同一年的"),
              (documents.english.empty() ? "every disclosure" : "each of the " + documents.english) +
                  (before ? ", beside the unit's own of the year before" : ", beside those of the department's units")};
    }
    case SubjectKind::document: break;
  }
  return {documents.chinese.empty() ? "每份公开文本" : "每份" + documents.chinese,
          documents.english.empty() ? "every disclosure" : "each of the " + documents.english};
}

std::string year_from(int from_year) { return from_year == 0 ? std::string() : fmt::format("{} 年度起", from_year); }

Both years_words(int from_year, int to_year) {
  if (from_year == 0 && to_year == kOpenYear) return {"各年度", "every year"};
  if (to_year == kOpenYear) return {fmt::format("{} 年度起", from_year), fmt::format("from {}", from_year)};
  if (from_year == 0) return {fmt::format("到 {} 年度为止", to_year), fmt::format("up to {}", to_year)};
  return {fmt::format("{} 至 {} 年度", from_year, to_year), fmt::format("{} to {}", from_year, to_year)};
}

Both topic_words(const std::string& topic) {
  for (const KeyWord& word : kTopics) {
    if (word.key == topic) return {std::string(word.chinese), std::string(word.english)};
  }
  return {topic, ""};
}

Both severity_words(Severity severity) {
  return {std::string(word_of(severity, Language::chinese)), std::string(word_of(severity, Language::english))};
}

Both kind_words(const std::string& kind) { return {kind, kind_word(kind, Language::english)}; }

Both action_words(const Override& change) {
  if (change.action == "off") return {"停用", "switched off"};
  if (change.action == "replace") return {"换成本包自己的公式", "replaced by the pack's own"};
  const auto severity = severity_from(change.severity);
  if (!severity) return {"改严重程度", "another severity"};
  const Both word = severity_words(*severity);
  return {fmt::format("严重程度改为“{}”", word.chinese), fmt::format("severity becomes {}", word.english)};
}

Both expectation_words_for(const std::string& word) {
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (code_of(outcome) == word)
      return {std::string(chinese_of(outcome)), std::string(word_of(outcome, Language::english))};
  }
  return {word, ""};
}

}  // namespace gouji::report
