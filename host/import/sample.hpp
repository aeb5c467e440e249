// Makes a sample of an imported disclosure fit to be handed on: figures and facts stay, long prose goes.
#pragma once

#include <string>
#include <vector>

#include "model/document.hpp"

namespace gouji::intake {

// Prose cells keep their label, presence and length but lose their text; long reasons, texts in tables and in columns
// of their own (`more`) are shortened, never dropped; each of `names` (private persons) is replaced by its first
// character and 某某 wherever it stands.
void make_sample(Document& document, const std::vector<std::string>& names);

}  // namespace gouji::intake
