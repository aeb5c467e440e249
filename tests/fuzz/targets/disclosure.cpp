// A line of NDJSON (gouji.disclosure.v1), cells as texts and as objects: what is read is written, and read again it is
// written the same. The quick way gives what the way over the tree gives.
#include "formats/json_disclosure.hpp"

#include "formats/json_disclosure_quick.hpp"
#include "fuzz/support.hpp"
#include "unit/model/all_of_document.hpp"

namespace gouji::fuzz {

void disclosure(std::string_view bytes) {
  if (const auto quick = read_disclosure_quickly(bytes, "数据.ndjson")) {
    const Document tree = read_disclosure_from_tree(bytes, "数据.ndjson", 7);
    need(test::AllOfDocument::of(*quick) == test::AllOfDocument::of(tree), "the quick way reads something else");
  }
  const Document document = read_disclosure(bytes, "数据.ndjson", 7);
  const std::string once = write_disclosure(document, false);
  need(write_disclosure(read_disclosure(once, "数据.ndjson"), false) == once, "it is not read as it was written");
  need(write_disclosure(read_disclosure(write_disclosure(document, true), "数据.json"), false) == once,
       "pretty and plain differ");
  dataset_name(document);
}

}  // namespace gouji::fuzz
