#include "fuzz/support.hpp"

#include <cstdlib>

#include "base/text.hpp"
#include "formats/dataset_folder.hpp"

namespace gouji::fuzz {

std::string_view need_showable(const Fault& fault) {
  static std::string code;
  code = fault.code();
  need(!code.empty(), "a Fault without a code");
  for (const Language language : {Language::chinese, Language::english}) {
    need(!fault.message(language).empty(), code + ": no message");
    need(text::is_valid(fault.text(language)), code + ": the message is no UTF-8");
  }
  return code;
}

void shut_out_programs() { ::setenv("PATH", "", 1); }

script::Limits small_limits() {
  script::Limits limits;
  limits.steps = 200'000;
  limits.memory = std::size_t{8} << 20U;
  limits.seconds = 2;
  return limits;
}

const Document& sample_document() {
  static const Document document =
      read_dataset(GOUJI_SOURCE_DIR "/datasets/贵州省/贵阳市人民政府政务服务中心-2021-部门预算");
  return document;
}

}  // namespace gouji::fuzz
