// Reads a line of NDJSON (product contract gouji.disclosure.v1) as a lean: quickly, or not at all.
#pragma once

#include <memory>
#include <string_view>

#include "model/lean_document.hpp"

namespace gouji {

class LeanReader {
 public:
  static constexpr std::size_t kPadding = 64;  // bytes that may be read behind a line

  LeanReader();
  ~LeanReader();
  LeanReader(const LeanReader&) = delete;
  LeanReader& operator=(const LeanReader&) = delete;

  // False where the line is no disclosure, or one that this reader does not know its way about: with claims, doubts,
  // escapes or anything else that read_disclosure has to look at. The lean's views are good as long as the line is.
  bool read(std::string_view line, LeanDocument& lean);

 private:
  struct Hidden;
  std::unique_ptr<Hidden> hidden_;
};

}  // namespace gouji
