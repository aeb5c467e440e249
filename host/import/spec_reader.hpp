// The table specs that layouts write as plain tables → FlowSpec and FigureSpec.
#pragma once

#include <string>
#include <vector>

#include "import/flow_figures.hpp"
#include "import/flow_table.hpp"
#include "script/plain.hpp"

namespace gouji::intake {

FlowSpec read_flow_spec(const script::Plain& plain);
FigureSpec read_figure_spec(const script::Plain& plain);

// One column and the keys that it may have; `columns` of a spec. Faults layout.bad_spec.
const std::vector<std::string>& flow_column_keys();
FlowColumn read_flow_column(const script::Plain& plain);
const script::PlainList& column_tables(const script::Plain& plain);

}  // namespace gouji::intake
