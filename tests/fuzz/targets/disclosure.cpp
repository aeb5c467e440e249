// A line of NDJSON (gouji.disclosure.v1), cells as texts and as objects: what is read is written, and read again it is
// written the same. The quick way gives what the way over the tree gives; what is read leanly is a document, too, and
// has as many parts.
#include "formats/json_disclosure.hpp"

#include <array>
#include <string>

#include "formats/json_disclosure_quick.hpp"
#include "formats/lean_reader.hpp"
#include "fuzz/support.hpp"
#include "unit/model/all_of_document.hpp"

namespace gouji::fuzz {

namespace {

// False where it is left to read_disclosure.
bool read_leanly(std::string_view bytes, std::array<std::size_t, 4>& counts) {
  static LeanReader reader;
  static LeanDocument lean;
  std::string padded(bytes);
  padded.resize(bytes.size() + LeanReader::kPadding);
  if (!reader.read(std::string_view(padded).substr(0, bytes.size()), lean)) return false;
  counts = {lean.tables.size(), lean.evaluations.size(), 0, 0};
  for (const LeanTable& table : lean.tables) counts[2] += table.cells.size();
  for (const LeanEvaluation& form : lean.evaluations) counts[3] += form.funds.size() + form.indicators.size();
  return true;
}

std::array<std::size_t, 4> counts_of(const Document& document) {
  std::array<std::size_t, 4> counts{document.tables.size(), document.evaluations.size(), 0, 0};
  for (const Table& table : document.tables) counts[2] += table.rows.size() * table.columns.size();
  for (const Evaluation& form : document.evaluations) counts[3] += form.funds.size() + form.indicators.size();
  return counts;
}

}  // namespace

void disclosure(std::string_view bytes) {
  std::array<std::size_t, 4> lean{};
  if (read_leanly(bytes, lean))
    need(lean == counts_of(read_disclosure(bytes, "数据.ndjson")), "what is read leanly has other parts");
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
