// The source of an import as HTML: line by line, grids as tables with their merged cells, every number marked by what
// it became.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "import/import.hpp"
#include "report/report.hpp"

namespace gouji::report {

// What a reader tells apart at a glance.
enum class Shade : std::uint8_t { form, table, claim, fact, seen, aside, doubtful, unplaced };
inline constexpr std::size_t kShades = 8;

struct ShadeWord {
  std::string_view css, chinese, english;
};
const std::array<ShadeWord, kShades>& shade_words();

struct SourceView {
  std::string html;
  std::array<int, kShades> counts{};         // numbers; of doubtful: stretches
  std::array<std::string, kShades> first{};  // id of the first of each; empty for none
};

// `prefix` keeps the ids of several sources apart. Ids: <prefix>L<line>, <prefix>u<index of report.unplaced>.
SourceView view_of_source(const intake::Imported& imported, const std::string& prefix, const ReportOptions& options);

}  // namespace gouji::report
