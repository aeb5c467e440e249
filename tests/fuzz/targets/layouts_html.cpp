// HTML pages with tables, merged cells and all.
#include "fuzz/layouts.hpp"

namespace gouji::fuzz {

void layouts_html(std::string_view bytes) { through_layouts(bytes, "来源.html"); }

}  // namespace gouji::fuzz
