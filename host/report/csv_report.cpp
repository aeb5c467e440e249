// The result grid as CSV for Excel and WPS: byte order mark, CRLF, formulas guarded.
#include "formats/escape.hpp"
#include "report/grid.hpp"
#include "report/renderers.hpp"
#include "report/words.hpp"

namespace gouji::report {

std::string as_csv(const RunResult& result, const ReportOptions& options) {
  std::string out = "\xEF\xBB\xBF";
  std::string_view separator;
  for (const GridColumn& column : grid_columns()) {
    out += separator;
    out += csv_field(say(options.language, column.chinese, column.english));
    separator = ",";
  }
  out += "\r\n";
  for (const Numbered& entry : numbered(result)) {
    separator = "";
    for (const GridColumn& column : grid_columns()) {
      out += separator;
      out += csv_field(guarded(column.text(entry, options)));
      separator = ",";
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace gouji::report
