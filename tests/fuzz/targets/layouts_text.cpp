// Running text, tables with or without lines: what PDFs give.
#include "fuzz/layouts.hpp"

namespace gouji::fuzz {

void layouts_text(std::string_view bytes) { through_layouts(bytes, "来源.txt"); }

}  // namespace gouji::fuzz
