#include "regression/rule_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/years.hpp"

namespace gouji {
namespace {

std::string on_text(const On& on) {
  std::vector<std::string> parts;
  for (const std::string& code : on.documents) {
    const DocumentKind* kind = find_kind(code);
    parts.emplace_back(kind == nullptr ? code : std::string(kind->chinese));
  }
  switch (on.subject) {
    case SubjectKind::table: parts.push_back("table: " + joined(on.tables)); break;
    case SubjectKind::evaluation: parts.push_back("evaluation: " + on.filter); break;
    case SubjectKind::fund: parts.push_back("fund: " + on.filter); break;
    case SubjectKind::indicator: parts.push_back("indicator: " + on.filter); break;
    case SubjectKind::claim: parts.push_back("claim: " + on.filter); break;
    case SubjectKind::documents: parts.push_back("documents: " + on.filter); break;
    case SubjectKind::document: parts.emplace_back("document"); break;
  }
  return joined(parts);
}

std::string collect_text(const Rule& rule) {
  std::vector<std::string> parts;
  for (const Collect& one : rule.collect) {
    if (!one.tables.empty())
      parts.push_back(fmt::format("{}（{}；{}）", joined(one.tables), joined(one.rows), joined(one.columns)));
    if (!one.claims.empty()) parts.push_back("claims: " + joined(one.claims));
  }
  return joined(parts);
}

std::string score_text(const Rule& rule) {
  if (!rule.score) return {};
  const script::Plain& deduct = rule.score->deduct;
  const std::string points = deduct.parameter() != nullptr ? deduct.parameter()->name
                             : deduct.text() != nullptr    ? *deduct.text()
                                                           : std::to_string(*deduct.integer());
  return rule.score->group + " " + points;
}

}  // namespace

std::string joined(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, "、")); }

std::string years_text(int from_year, int to_year) {
  if (from_year == 0 && to_year == kOpenYear) return {};
  return fmt::format("{}–{}", from_year == 0 ? "" : std::to_string(from_year),
                     to_year == kOpenYear ? "" : std::to_string(to_year));
}

std::vector<PartChange> header_parts(const Rule& rule) {
  std::vector<PartChange> parts;
  const auto add = [&](std::string part, std::string value, std::string name = {}) {
    PartChange one;
    one.part = std::move(part);
    one.name = std::move(name);
    one.after = std::move(value);
    parts.push_back(std::move(one));
  };
  add("title", rule.title);
  add("english_title", rule.english.title);
  add("basis", rule.basis);
  add("kind", rule.kind);
  add("severity", std::string(chinese_of(rule.severity)));
  add("on", on_text(rule.on));
  add("effective", years_text(rule.from_year, rule.to_year));
  add("remedy", rule.remedy);
  add("english_remedy", rule.english.remedy);
  add("note", rule.note);
  add("suppresses", joined(rule.suppresses));
  add("score", score_text(rule));
  add("collect", collect_text(rule));
  add("tags", joined(rule.tags));
  for (const auto& [name, message] : rule.english.messages) add("english_message", message, name);
  return parts;
}

std::vector<NumberedLine> numbered_lines(const std::string& source) {
  std::vector<NumberedLine> lines;
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    lines.push_back({static_cast<int>(lines.size()) + 1, source.substr(begin, end - begin)});
    begin = end + 1;
  }
  return lines;
}

std::vector<NumberedLine> lines_without_header(const std::string& source) {
  std::vector<NumberedLine> kept;
  bool header = false;
  for (NumberedLine& line : numbered_lines(source)) {
    const std::size_t first = line.text.find_first_not_of(' ');
    if (line.text.starts_with("rule ") || line.text.starts_with("rule{") || line.text.starts_with("scoring"))
      header = true;
    if (header && first != std::string::npos && line.text.compare(first, 3, "run") == 0) header = false;
    if (!header && first != std::string::npos) kept.push_back(std::move(line));
  }
  return kept;
}

std::string text_of(const std::vector<NumberedLine>& lines) {
  std::string text;
  for (const NumberedLine& line : lines) text += line.text + "\n";
  return text;
}

std::string without_comments(const std::vector<NumberedLine>& lines) {
  std::string result;
  for (const NumberedLine& numbered : lines) {
    std::string line;
    char quote = 0;
    for (std::size_t i = 0; i < numbered.text.size(); ++i) {
      const char c = numbered.text[i];
      if (quote == 0 && numbered.text.compare(i, 2, "--") == 0) break;
      if (quote == 0 && (c == '"' || c == '\''))
        quote = c;
      else if (c == quote && numbered.text[i - 1] != '\\')
        quote = 0;
      line += c;
    }
    line.erase(line.find_last_not_of(" \t\r") + 1);
    line.erase(0, std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.empty()) result += line + "\n";
  }
  return result;
}

}  // namespace gouji
