// The pieces of the JSON contracts: places, operands, findings and scores, each in the order of the contract.
#pragma once

#include "formats/json_writer.hpp"
#include "report/numbers.hpp"
#include "report/report.hpp"

namespace gouji::report {

// A text that is cleaned on its way; empty is null.
void text_member(JsonWriter& json, std::string_view name, std::string_view text);
void maybe_member(JsonWriter& json, std::string_view name, const std::optional<std::string>& text);
// Never null.
void message_member(JsonWriter& json, std::string_view name, std::string_view text);

// {file, line, to, page, sheet, cell}, of which only the known ones are written; null when none is.
void place_member(JsonWriter& json, std::string_view name, const std::string& file, const Place& place);

void operands_member(JsonWriter& json, const std::vector<Operand>& operands);
void script_member(JsonWriter& json, const std::optional<ScriptPlace>& script);
void score_lines_member(JsonWriter& json, const std::vector<ScoreLine>& lines);

// The members of one record inside an object that the caller opened.
void decision_members(JsonWriter& json, const Decision& decision);
void finding_members(JsonWriter& json, const Numbered& entry, const ReportOptions& options);
void score_members(JsonWriter& json, const Score& score, const ReportOptions& options);
void pack_members(JsonWriter& json, const PackUsed& pack);
void decisions_used_members(JsonWriter& json, const DecisionsUsed& used);
void summary_members(JsonWriter& json, const Summary& summary);

}  // namespace gouji::report
