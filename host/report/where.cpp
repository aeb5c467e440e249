#include "report/where.hpp"

#include <fmt/format.h>

#include "formats/clean_text.hpp"
#include "model/field_words.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

std::string lines_text(const Place& place, Language language) {
  if (place.line <= 0) return {};
  const bool english = language == Language::english;
  if (place.to > place.line) {
    return english ? fmt::format("lines {}–{}", place.line, place.to) : fmt::format("第{}–{}行", place.line, place.to);
  }
  return english ? fmt::format("line {}", place.line) : fmt::format("第{}行", place.line);
}

}  // namespace

std::string evaluation_text(const std::optional<std::string>& number, const std::optional<std::string>& name,
                            Language language) {
  std::string text;
  join(text, clean_text(number.value_or("")), " ");
  join(text, clean_text(name.value_or("")), " ");
  if (text.empty()) return text;
  return std::string(say(language, "自评表 ", "Self-evaluation ")) + text;
}

std::string home_text(const Finding& finding, Language language) {
  std::string text = evaluation_text(finding.evaluation_number, finding.evaluation, language);
  return text.empty() ? clean_text(finding.table.value_or("")) : text;
}

std::string cell_text(const Finding& finding, Language language) {
  const bool in_form = finding.evaluation.has_value() || finding.evaluation_number.has_value();
  std::string text;
  if (in_form) join(text, clean_text(finding.table.value_or("")), " · ");
  join(text, clean_text(finding.row.value_or("")), " · ");
  const std::string column = finding.column.value_or("");
  const bool of_record = !finding.table && language == Language::english;
  join(text, clean_text(of_record ? english_of_field(column) : std::string_view(column)), " · ");
  return text;
}

std::string place_text(const Place& place, Language language) {
  std::string text;
  if (place.page > 0) {
    text = language == Language::english ? fmt::format("page {}", place.page) : fmt::format("第{}页", place.page);
  }
  std::string cell = clean_text(place.sheet);
  join(cell, clean_text(place.cell), "!");
  join(text, cell, " ");
  join(text, lines_text(place, language), " ");
  return text;
}

std::string source_text(const std::string& file, const Place& place, Language language) {
  std::string text = clean_text(file);
  join(text, place_text(place, language), " ");
  return text;
}

std::vector<std::string> related_texts(const Finding& finding, Language language) {
  std::vector<std::string> texts;
  for (const Related& place : finding.related) {
    std::string told = clean_text(place.name);
    join(told, clean_text(place.printed), " ");
    join(told, document_name(place.document, language), told.empty() ? "" : say(language, "，见", ", in "));
    join(told, source_text(place.file, place.at, language), "  ");
    texts.push_back(std::move(told));
  }
  return texts;
}

}  // namespace gouji::report
