// Receipts. One whose own digest does not fit is refused before its parts are read: such an input is given one that
// fits and read again.
#include "regression/receipt.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "fuzz/support.hpp"

namespace gouji::fuzz {

namespace {

std::string sealed(std::string_view bytes) {
  constexpr std::string_view kSeal = ",\n\"receipt_digest\":\"";
  const std::string_view before = bytes.substr(0, bytes.rfind(kSeal));
  return fmt::format("{}{}{}\"\n}}\n", before, kSeal, sha256_hex(before));
}

}  // namespace

void receipt(std::string_view bytes) {
  Receipt read;
  try {
    read = read_receipt(bytes, "回执.json");
  } catch (const Fault& fault) {
    need_showable(fault);
    read = read_receipt(sealed(bytes), "回执.json");
  }
  const std::string once = write_receipt(read);
  need(write_receipt(read_receipt(once, "回执.json")) == once, "a receipt is not read as it was written");
}

}  // namespace gouji::fuzz
