// gouji verify: is a result still what its receipt says, and if not, what has changed since?
#include <fmt/format.h>

#include "app/commands/verbs.hpp"
#include "app/receipt_run.hpp"
#include "base/files.hpp"
#include "report/receipt_report.hpp"

namespace gouji::app {
namespace {

// But for the digests of packs and data, which are part of a result.
bool same_but_for_digests(RunResult result, const Receipt& then) {
  result.packs.clear();
  for (const ReceiptPack& pack : then.packs) result.packs.push_back({pack.id, pack.revision, pack.digest});
  result.data_digest = then.data_digest;
  return result_digest(result, then.options.rules_year) == then.result_digest;
}

int run_verify(Session& session, const Arguments& arguments) {
  const std::string& file = arguments.words().front();
  const Receipt then = read_receipt(files::read(file), files::shown(file));
  RunRequest request = request_of(session, then, file, {arguments.words().begin() + 1, arguments.words().end()});
  request.jobs = arguments.number("jobs", 1, kMostJobs).value_or(0);
  RunResult result = perform(session, request);
  Receipt now = receipt_of(session, request, result, file);
  call_as_then(result, then, now);
  now.result_digest = result_digest(result, request.options.rules_year);
  report::ReceiptReport told;
  told.file = files::shown(file);
  told.then = &then;
  told.differences = differences(then, now);
  told.same_result = then.result_digest == now.result_digest;
  told.failed = session.failed();
  told.same_findings = !told.same_result && same_but_for_digests(std::move(result), then);
  ReportOptions options;
  options.language = session.language();
  options.colour = session.colours();
  options.width = session.width();
  session.deliver(arguments.text("format") == "json" ? report::receipt_json(told) : report::receipt_text(told, options),
                  std::nullopt);
  return told.same_result ? 0 : kFailed;
}

}  // namespace

const Verb& verify_verb() {
  static const Verb verb{
      "verify",
      {"照回执重新运行一次，核对结果是否逐字节相同", "run what a receipt tells of again, and compare byte for byte"},
      "RECEIPT [PATH…]",
      1,
      kMostPaths,
      {"RECEIPT 由 gouji run --receipt 写出；PATH 是数据、规则包、放规则包的文件夹或另一个工作台（有 "
       "workbench.toml），代替回执里记的。",
       "RECEIPT: of gouji run --receipt; PATH: data, a pack, a folder of packs or another workbench (with "
       "workbench.toml) in place of those of the receipt."},
      {{"jobs",
        'j',
        Takes::one,
        "N",
        {"工作进程数，默认按处理器；结果与它无关",
         "worker processes, by default one a processor; the result does not depend on it"}},
       {"format", 'f', Takes::one, "FORMAT", {"text json", "text json"}, {"text", "json"}}},
      {{"gouji run datasets -f json -o 结果.json --receipt 结果.receipt.json",
        {"写出结果和它的回执", "a result and its receipt"}},
       {"gouji verify 结果.receipt.json",
        {"结果能否重现；不能时说明哪个文件、参数或数据变了", "can it be reproduced; if not, what has changed"}},
       {"gouji verify 结果.receipt.json ../当时/rules", {"用另一处的规则包核对", "by the packs of another place"}}},
      run_verify};
  return verb;
}

}  // namespace gouji::app
