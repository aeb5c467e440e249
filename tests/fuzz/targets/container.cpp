// XLSX and DOCX as bytes: the archive, its compression, what it says of its sizes.
#include "formats/published.hpp"
#include "fuzz/support.hpp"
#include "unit/formats/office_fixtures.hpp"

namespace gouji::fuzz {

void container(std::string_view bytes) {
  shut_out_programs();
  const std::string broken = test::broken_rule(read_published(bytes, "表.xlsx"));
  need(broken.empty(), broken);
}

}  // namespace gouji::fuzz
