#include "fuzz/support.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/text.hpp"
#include "formats/dataset_folder.hpp"

namespace gouji::fuzz {

std::string_view need_showable(const Fault& fault) {
  static std::string code;
  code = fault.code();
  need(!code.empty(), "a Fault without a code");
  for (const Language language : {Language::chinese, Language::english}) {
    need(!text::visible_lines(fault.message(language)).empty(), code + ": no message");
    static_cast<void>(text::visible_lines(fault.text(language)));  // as the terminal is shown it
  }
  return code;
}

void shut_out_programs() { ::setenv("PATH", "", 1); }

script::Limits small_limits() {
  script::Limits limits;
  limits.steps = 100'000;
  limits.memory = std::size_t{8} << 20U;
  limits.seconds = 2;
  return limits;
}

const Document& sample_document() {
  static const Document document = [] {
    Document whole = read_dataset(GOUJI_SOURCE_DIR "/datasets/贵州省/贵阳市人民政府政务服务中心-2021-部门预算");
    whole.tables.resize(std::min<std::size_t>(whole.tables.size(), 3));
    whole.claims.resize(std::min<std::size_t>(whole.claims.size(), 5));
    return whole;
  }();
  return document;
}

}  // namespace gouji::fuzz
