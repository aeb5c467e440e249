#include "engine/companions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "engine/evaluate.hpp"
#include "model/labels.hpp"

namespace gouji {
namespace {

bool named(const std::vector<std::string>& keys, const std::optional<std::string>& name) {
  return name && std::find(keys.begin(), keys.end(), label_key(*name)) != keys.end();
}

std::vector<std::string> keys_of(const std::vector<std::string>& names) {
  std::vector<std::string> keys;
  for (const std::string& name : names) keys.push_back(label_key(name));
  return keys;
}

Table excerpt_of(const Table& table, const Collect& collect) {
  Table part = table;
  part.rows.clear();
  const auto rows = keys_of(collect.rows), columns = keys_of(collect.columns);
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (columns.empty() || named(columns, table.columns[i])) kept.push_back(i);
  }
  if (kept.size() < table.columns.size()) {
    part.columns.clear();
    for (const std::size_t i : kept) part.columns.push_back(table.columns[i]);
  }
  for (const TableRow& row : table.rows) {
    if (!rows.empty() && !named(rows, row.label) && !named(rows, row.code)) continue;
    TableRow copy = row;
    if (kept.size() < table.columns.size()) {
      copy.cells.clear();
      for (const std::size_t i : kept) copy.cells.push_back(i < row.cells.size() ? row.cells[i] : Cell{});
    }
    part.rows.push_back(std::move(copy));
  }
  return part;
}

bool is_table(const Document& document, const Table& table, const std::vector<std::string>& names) {
  const std::string plain = table_key(table.name), own = table_key(table.name, document.unit);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const std::string key = table_key(name);
    return key == plain || key == own;
  });
}

void add_claims(const Document& document, const std::vector<std::string>& words, std::vector<Record>& claims) {
  for (const Record& claim : document.claims) {
    const std::string& subject = claim.text("subject");
    const bool wanted = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return word == "*" || subject.find(word) != std::string::npos;
    });
    if (wanted) claims.push_back(claim);
  }
}

// Units of one name in two places are two units.
std::string place_of(const Document& document) {
  return document.province.value_or("") + "|" + document.region.value_or("");
}

std::string unit_key(const Document& document) { return label_key(document.unit); }

// What the unit was called the year before.
std::string former_unit_key(const Document& document) {
  return document.predecessor ? label_key(*document.predecessor) : unit_key(document);
}

std::string department_key(const Document& document) {
  return document.department ? label_key(*document.department) : std::string();
}

}  // namespace

Document excerpt_of(const Document& document, const std::vector<Collect>& collect) {
  Document part = document;
  part.tables.clear();
  part.evaluations.clear();
  part.claims.clear();
  part.mentions.clear();
  for (const Table& table : document.tables) {
    for (const Collect& one : collect) {
      if (one.tables.empty() || !is_table(document, table, one.tables)) continue;
      part.tables.push_back(excerpt_of(table, one));
      break;
    }
  }
  for (const Collect& one : collect) add_claims(document, one.claims, part.claims);
  return part;
}

bool has_rules_over_documents(const RuleBook& book) {
  const auto& rules = book.rules();
  return std::any_of(rules.begin(), rules.end(),
                     [](const Rule& rule) { return rule.on.subject == SubjectKind::documents; });
}

std::vector<Collected> collected(const Document& document, const RuleBook& book, const EvaluateOptions& options,
                                 bool bystander) {
  std::vector<Collected> list;
  for (const Rule& rule : book.rules()) {
    if (rule.on.subject != SubjectKind::documents || (options.wanted && !options.wanted(rule.id))) continue;
    const auto& kinds = rule.on.documents;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), document.kind) == kinds.end()) continue;
    const int year = options.rules_year != 0 ? options.rules_year : document.year;
    const bool own = !bystander && (year == 0 || (rule.from_year <= year && year <= rule.to_year));
    const std::string place = place_of(document) + "|" + document.kind + "|";
    const std::string unit = unit_key(document);
    const Document excerpt = excerpt_of(document, rule.collect);
    const auto add = [&](std::string key, bool as_own) { list.push_back({rule.id, std::move(key), as_own, excerpt}); };
    if (rule.on.partners == Partners::previous_year) {
      const std::string former = former_unit_key(document);
      add(place + unit, own && former == unit);
      if (former != unit) add(place + former, own);
    } else {
      const std::string year_of = std::to_string(document.year) + "|";
      const std::string department = department_key(document);
      add(place + year_of + unit, own);
      if (!department.empty() && department != unit) add(place + year_of + department, false);
    }
  }
  return list;
}

Company partners_of(const Document& document, Partners partners, const std::vector<const Document*>& companions) {
  Company company;
  if (document.year == 0) return company;
  for (const Document* other : companions) {
    if (other->kind != document.kind || place_of(*other) != place_of(document)) continue;
    const bool fits = partners == Partners::previous_year
                          ? other->year == document.year - 1 && unit_key(*other) == former_unit_key(document)
                          : other->year == document.year && unit_key(*other) != unit_key(document) &&
                                department_key(*other) == unit_key(document);
    if (fits) company.partners.push_back(other);
  }
  const auto order = [](const Document* one) { return std::tie(one->year, one->unit, one->id, one->source.file); };
  std::sort(company.partners.begin(), company.partners.end(),
            [&](const Document* a, const Document* b) { return order(a) < order(b); });
  for (std::size_t i = 1; i < company.partners.size(); ++i)
    company.ambiguous = company.ambiguous || unit_key(*company.partners[i - 1]) == unit_key(*company.partners[i]);
  return company;
}

std::string partner_name(const Document& partner, Partners partners) {
  return partners == Partners::previous_year ? fmt::format("{}年", partner.year) : partner.unit;
}

}  // namespace gouji
