// What `gouji verify` tells: each thing that is not as the receipt says, what to do about it, and the verdict.
#pragma once

#include <string>
#include <vector>

#include "regression/receipt_difference.hpp"
#include "report/report.hpp"

namespace gouji::report {

struct ReceiptReport {
  std::string file;  // the receipt, as given
  const Receipt* then = nullptr;
  std::vector<ReceiptDifference> differences;
  bool failed = false;         // some input of this run could not be read, as was told
  bool same_result = false;    // byte for byte
  bool same_findings = false;  // where it is not the same: but for the digests of packs and data it is
};

// gouji.verify.v1: every difference, whole digests.
std::string receipt_json(const ReceiptReport& report);
std::string receipt_text(const ReceiptReport& report, const ReportOptions& options);

}  // namespace gouji::report
