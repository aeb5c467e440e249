// The table specs that layouts write as plain tables → FlowSpec and FigureSpec.
#pragma once

#include "import/flow_figures.hpp"
#include "import/flow_heads.hpp"
#include "import/flow_table.hpp"
#include "script/plain.hpp"

namespace gouji::intake {

// One column of a spec. Fault layout.bad_spec.
FlowColumn read_flow_column(const script::Plain& plain);
FlowSpec read_flow_spec(const script::Plain& plain);
FigureSpec read_figure_spec(const script::Plain& plain);
HeadSpec read_head_spec(const script::Plain& plain);

}  // namespace gouji::intake
