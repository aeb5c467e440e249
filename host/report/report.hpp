// Reports: a run's result as bytes for a terminal, a spreadsheet, a browser or another program. Pure: the same result
// and options give the same bytes; nothing is decided, read or written here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "model/result.hpp"

namespace gouji {

enum class Format : std::uint8_t { text, json, ndjson, csv, xlsx, md, html, junit, sarif };

// "text", "json", "ndjson", "csv", "xlsx", "md", "html", "junit", "sarif"; also "jsonl", "pretty", "markdown".
std::optional<Format> format_from(std::string_view name);

struct ReportOptions {
  Language language = Language::chinese;
  bool colour = false;  // text only
  int width = 100;      // of the terminal, in columns; 0: lines are not wrapped (text only)
  bool fit = false;     // tables give way to the width: it is a terminal's
  int trial_year = 0;   // not 0: rules of that year were applied (`--rules-year`), every line is marked 试算
};

std::string render(const RunResult& result, Format format, const ReportOptions& options);

// Title and remedy in the language, where the pack has them; the message has its own English twin.
Finding in_language(Finding finding, Language language);

}  // namespace gouji
