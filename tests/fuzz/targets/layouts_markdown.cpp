// Markdown, with pipe tables.
#include "fuzz/layouts.hpp"

namespace gouji::fuzz {

void layouts_markdown(std::string_view bytes) { through_layouts(bytes, "来源.md"); }

}  // namespace gouji::fuzz
