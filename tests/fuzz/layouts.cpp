#include "fuzz/layouts.hpp"

#include "formats/json_disclosure.hpp"
#include "fuzz/support.hpp"
#include "import/import.hpp"

namespace gouji::fuzz {
namespace {

intake::Importer& importer() {
  static intake::Importer all(load_packs(GOUJI_SOURCE_DIR "/rules"));
  return all;
}

// The number of a layout that the first byte asks for; 0: none.
std::size_t asked_layout(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const auto first = static_cast<unsigned char>(bytes.front());
  return first < ' ' && first != '\t' && first != '\n' && first != '\r' ? first : 0;
}

}  // namespace

void through_layouts(std::string_view bytes, const std::string& name) {
  shut_out_programs();
  intake::ImportOptions options;
  options.set["unit"] = "某局";
  options.set["year"] = "2022";
  if (const std::size_t asked = asked_layout(bytes); asked > 0) {
    static const std::vector<std::string> layouts = importer().layouts();
    options.layout = layouts[(asked - 1) % layouts.size()];
    bytes.remove_prefix(1);
  }
  const intake::Imported imported = importer().import(bytes, name, options);
  need(imported.fates.size() == imported.source.numbers().size(), "a number of the source is not accounted for");
  const std::string once = write_disclosure(imported.document, false);
  need(write_disclosure(read_disclosure(once, "读入.json"), false) == once, "what was imported is not read as written");
}

}  // namespace gouji::fuzz
