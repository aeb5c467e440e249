// The pages of the handbook, and what they share.
#pragma once

#include <string>

#include "report/handbook/handbook.hpp"
#include "report/handbook/page.hpp"

namespace gouji::report {

inline constexpr auto kFigure = PageTable::Head::Set::figure, kWord = PageTable::Head::Set::word;

void write_rule_page(const Handbook& book, const HandbookRule& entry, PageWriter& page);
void write_parameter_page(const Handbook& book, const HandbookParameter& parameter, PageWriter& page);
void write_topics(const Handbook& book, PageWriter& page);  // the first page: sums, rules by folder
void write_kinds(const Handbook& book, PageWriter& page);
void write_severities(const Handbook& book, PageWriter& page);
void write_parameters(const Handbook& book, PageWriter& page);
void write_packs(const Handbook& book, PageWriter& page);

// nullptr: not in this book.
const HandbookRule* rule_by_id(const Handbook& book, const std::string& id);
const HandbookParameter* parameter_by_name(const Handbook& book, const std::string& name);
Span parameter_link(const Handbook& book, const std::string& name);

std::string title_of(const HandbookParameter& parameter);  // of the lowest layer that gives one
// Each value: layer, year, value, basis, reason, file and line.
PageTable chain_table(const HandbookParameter& parameter);

Both expected_words(const std::string& key);  // heads of `expect` in cases: severity → 严重程度

}  // namespace gouji::report
