// One case written once for several rows of figures: `each` is a small CSV, and {栏名} in the case's texts stands for
// the row's field. The first column names the row.
#pragma once

#include <functional>
#include <string>

#include "packs/toml_file.hpp"

namespace gouji {

// Calls `read` once for each row of the case's `each`, while the texts of the case hold that row's fields; `row` is the
// name of the case for it and `at` the row's line. Without `each`: once, with an empty `row`. The table is afterwards
// what it was. Faults: those of read_csv, "case.no_rows", "case.unused_column" for a column that no text names.
void for_each_row(const TomlFile& file, toml::table& one,
                  const std::function<void(const std::string& row, const Location& at)>& read);

}  // namespace gouji
