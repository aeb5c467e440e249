// Tables saved as CSV.
#include "fuzz/layouts.hpp"

namespace gouji::fuzz {

void layouts_csv(std::string_view bytes) { through_layouts(bytes, "来源.csv"); }

}  // namespace gouji::fuzz
