// A layout: how a published form is recognised and which cell is what. A script of a pack, in its layouts/ folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "import/print_spec.hpp"
#include "packs/pack.hpp"
#include "script/plain.hpp"

namespace gouji::intake {

struct Layout {
  std::string id, title, kind, basis;  // kind: what documents read by it are, unless the layout says otherwise
  bool generic = false;                // for what no layout of its own knows: what it reads is to be checked
  std::vector<std::string> anchors;    // words without which it does not know a source: it is not even asked
  script::FunctionRef recognise, read;
  std::optional<PrintSpec> print;  // how documents of this layout are printed
  std::string pack;
  Location at;
};

// `source`: the text of its file, where words that the header's maker did not know (`mistakes`) are looked for.
// Faults "layout.*" at the layout, "layout.unknown_key" and "layout.unknown_column" at the word.
Layout read_layout(const script::Plain& header, const Pack& owner, const Location& at, std::string_view source);

}  // namespace gouji::intake
