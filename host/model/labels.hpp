// Names as people write them: spacing, full width, list numbers and “其中：” do not make another name.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// "  1.因公出国（境）费 " and "其中：因公出国(境)费" → "因公出国(境)费". For comparing only.
std::string label_key(std::string_view label);

}  // namespace gouji
