// What the reports of what-if share: tables of texts for a terminal and as CSV, nearest changes in words.
#pragma once

#include "formats/json_writer.hpp"
#include "report/terminal.hpp"
#include "report/whatif.hpp"

namespace gouji::report {

inline constexpr std::string_view kTrial = "试算";

using Columns = std::vector<std::string>;

// The first line is the head. `left`: so many columns at the left side are texts, the others figures.
void write_columns(Page& page, const std::vector<Columns>& lines, std::size_t left);

// With a byte order mark and guarded formulas, for Excel and WPS.
std::string columns_csv(const std::vector<Columns>& lines);

// "往上从 92 % 起才有变化（疑点 12 → 15）；往下…"
std::vector<std::string> nearest_texts(const NearestChanges& nearest, Language language);
void nearest_member(JsonWriter& json, const NearestChanges& nearest);

// "{", schema, mode, trial: the rest is the caller's, and the end of the object.
void begin_whatif(JsonWriter& json, std::string_view mode);
void parameter_member(JsonWriter& json, const NumberParameter& parameter);
void settings_member(JsonWriter& json, const std::vector<TriedSetting>& settings);
void counts_member(JsonWriter& json, std::string_view name, const std::map<std::string, int>& counts);

std::string setting_text(const TriedSetting& setting);

// "+3", "-2", "0"
std::string signed_text(const Exact& number);

}  // namespace gouji::report
