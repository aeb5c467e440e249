// A source through the layouts of all packs.
#pragma once

#include <string>
#include <string_view>

namespace gouji::fuzz {

// Read by the layout that knows it best; or, where the first byte is below 32 and no blank, by the one of that number,
// which a source of another form reaches so. `name` tells the format by its ending.
void through_layouts(std::string_view bytes, const std::string& name);

}  // namespace gouji::fuzz
