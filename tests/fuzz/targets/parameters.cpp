// parameters.toml, alone and on top of a layer below it.
#include "packs/parameters.hpp"

#include "fuzz/support.hpp"

namespace gouji::fuzz {
namespace {

constexpr const char* kBelow =
    "[\"p.limit\"]\nbasis = \"表注\"\nunit = \"万元\"\nvalue = \"5\"\n"
    "[\"p.words\"]\nbasis = \"表注\"\nvalue = [\"优\", \"良\"]\n"
    "[\"p.points\"]\nbasis = \"表注\"\nunit = \"分\"\nvalues = { 2019 = \"10\", 2022 = \"20\" }\n";

}  // namespace

void parameters(std::string_view bytes) {
  for (const bool layered : {true, false}) {
    Parameters all;
    if (layered) all.add_text("p", kBelow, "rules/p/parameters.toml");
    try {
      all.add_text("q", std::string(bytes), "rules/q/parameters.toml");
      all.need_references();
    } catch (const Fault& fault) {
      if (!layered) throw;
      need_showable(fault);
    }
    for (const std::string& name : all.names()) {
      for (const int year : {0, 2019, 2024}) all.in_force(name, year);
    }
  }
}

}  // namespace gouji::fuzz
