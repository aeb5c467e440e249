// `gouji verify` for a terminal.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/receipt_report.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

using DifferenceKind = ReceiptDifference::Kind;

constexpr std::size_t kMostOfAKind = 20;  // that are told one by one
constexpr std::size_t kShownOfDigest = 12;
constexpr std::size_t kShownOfValue = 60;
constexpr std::size_t kDigestLength = 64;
constexpr int kListIndent = 2;

template <class... Parts>
std::string verify_words(Language language, std::string_view chinese, std::string_view english, const Parts&... parts) {
  return fmt::vformat(say(language, chinese, english), fmt::make_format_args(parts...));
}

bool is_digest(std::string_view text) {
  return text.size() == kDigestLength && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Each digest in it by its first digits.
std::string short_text(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (begin > 0) out += ' ';
    out += is_digest(word) ? word.substr(0, kShownOfDigest) : word;
    begin = end + 1;
  }
  return out;
}

std::string difference_line(const ReceiptDifference& one, Language language) {
  const auto side = [&](const std::string& text) {
    return text.empty() ? std::string(say(language, "没有", "none")) : fit(short_text(one_line(text)), kShownOfValue);
  };
  std::string what = one_line(one.what);
  switch (one.kind) {
    case DifferenceKind::engine: what = say(language, "程序 gouji", "the program gouji"); break;
    case DifferenceKind::pack: what = fmt::format("{} {}", say(language, "规则包", "pack"), what); break;
    case DifferenceKind::parameter:
      what = fmt::format("{} {}{}", say(language, "参数", "parameter"), what,
                         verify_words(language, "（{}）", " ({})", one.owner));
      break;
    case DifferenceKind::document: what = document_name(what, language); break;
    case DifferenceKind::document_packs:
      what = document_name(what, language) + std::string(say(language, " 用的规则包", ", by packs"));
      break;
    case DifferenceKind::order: what = say(language, "公开文本的次序", "the order of the documents"); break;
    case DifferenceKind::decisions:
      what = verify_words(language, "“{}”的审核处理文件", "the decisions of {}", what);
      break;
    case DifferenceKind::summary:
      for (std::size_t i = 0; i < kOutcomes; ++i) {
        if (code_of(static_cast<Outcome>(i)) == one.what) what = word_of(static_cast<Outcome>(i), language);
      }
      for (std::size_t i = 0; i < kSeverities; ++i) {
        if (code_of(static_cast<Severity>(i)) == one.what) what = word_of(static_cast<Severity>(i), language);
      }
      if (one.what == "checks") what = say(language, "检查次数", "checks");
      break;
    case DifferenceKind::result: what = say(language, "审核结果的摘要", "digest of the result"); break;
    case DifferenceKind::lua:
    case DifferenceKind::pack_file: break;
  }
  return verify_words(language, "{}：{} → {}", "{}: {} → {}", what, side(one.before), side(one.after));
}

std::string what_to_do(DifferenceKind kind, const ReceiptReport& report, Language language) {
  const auto revision = [&] {
    std::string list;
    for (const ReceiptPack& pack : report.then->packs)
      join(list, fmt::format("{} {}", pack.id, pack.revision), say(language, "、", ", "));
    return list;
  };
  switch (kind) {
    case DifferenceKind::engine:
    case DifferenceKind::lua:
      if (report.same_result) return {};
      return verify_words(language, "办法：用写回执的程序（gouji {}，{}）再核对一次",
                          "to do: verify by the program that wrote the receipt (gouji {}, {})",
                          report.then->engine.version, report.then->engine.lua);
    case DifferenceKind::pack:
    case DifferenceKind::pack_file:
    case DifferenceKind::parameter:
      return verify_words(
          language,
          "办法：取回当时的规则（{}），例如 git worktree add 另一处 版本，再运行 gouji verify {} 另一处/rules",
          "to do: get the rules of then ({}), such as by git worktree add ELSEWHERE REF, and run gouji verify {} "
          "ELSEWHERE/rules",
          revision(), report.file);
    case DifferenceKind::document:
      return verify_words(language, "办法：取回当时的数据，写明它在哪里：gouji verify {} 数据所在",
                          "to do: get the data of then and name their place: gouji verify {} PATH", report.file);
    case DifferenceKind::order:
      return verify_words(language, "办法：公开文本相同，只是先后不同；按当时的先后写出：gouji verify {} 甲 乙",
                          "to do: the documents are the same in another order; name them in that of then: gouji "
                          "verify {} A B",
                          report.file);
    case DifferenceKind::decisions:
      return std::string(say(language, "办法：取回当时的审核处理文件，放在数据集旁边",
                             "to do: get the decisions of then and put them beside the datasets"));
    case DifferenceKind::document_packs:
    case DifferenceKind::summary:
    case DifferenceKind::result: return {};
  }
  return {};
}

// Which part of what a result rests on the kind is about; empty: it is of the result itself.
std::string_view part_word(DifferenceKind kind, Language language) {
  switch (kind) {
    case DifferenceKind::engine:
    case DifferenceKind::lua: return say(language, "程序", "the program");
    case DifferenceKind::pack:
    case DifferenceKind::pack_file:
    case DifferenceKind::parameter:
    case DifferenceKind::document_packs: return say(language, "规则包", "the packs");
    case DifferenceKind::document: return say(language, "数据", "the data");
    case DifferenceKind::order: return say(language, "数据的次序", "the order of the data");
    case DifferenceKind::decisions: return say(language, "审核处理", "the decisions");
    case DifferenceKind::summary:
    case DifferenceKind::result: return {};
  }
  return {};
}

std::string receipt_verdict(const ReceiptReport& report, Language language) {
  std::string parts;
  std::string_view last;
  for (const ReceiptDifference& one : report.differences) {
    const std::string_view part = part_word(one.kind, language);
    if (part != last) join(parts, part, say(language, "、", ", "));
    last = part;
  }
  const Summary& summary = report.then->summary;
  const int findings = summary.outcomes.at(static_cast<std::size_t>(Outcome::finding));
  if (report.same_result) {
    std::string text = verify_words(language, "结论：已重现，审核结果逐字节相同（公开文本 {} 份，疑点 {} 个）",
                                    "Result: reproduced, the result is the same byte for byte ({} documents, {} "
                                    "findings)",
                                    summary.documents, findings);
    if (!parts.empty()) text += verify_words(language, "；{}与当时不同", "; {} not as then", parts);
    return text;
  }
  if (parts.empty() && report.then->options.year != 0)
    return std::string(
        say(language,
            "结论：没有重现：程序、规则包和这一年度的数据都与当时相同；跨年比较的规则还读了其他年度的数据，请核对它们",
            "Result: not reproduced: program, packs and the data of the year are as then; rules that "
            "compare years read those of other years too, please check these"));
  if (parts.empty())
    return std::string(say(language,
                           "结论：没有重现：程序、规则包和数据都与当时相同，审核结果却不同；请把回执交给维护人员",
                           "Result: not reproduced: program, packs and data are as then, the result is not; please "
                           "report it with the receipt"));
  std::string text =
      verify_words(language, "结论：没有重现：{}与当时不同", "Result: not reproduced: {} not as then", parts);
  if (report.same_findings)
    text += say(language, "（除摘要以外，审核结果逐字节相同）",
                " (but for the digests the result is the same byte for byte)");
  return text;
}

}  // namespace

std::string receipt_text(const ReceiptReport& report, const ReportOptions& options) {
  const Language language = options.language;
  Page page(options);
  std::string packs;
  for (const ReceiptPack& pack : report.then->packs)
    join(packs, fmt::format("{} {}", pack.id, pack.revision), say(language, "、", ", "));
  page.line(verify_words(language, "回执 {}：gouji {}（{}），规则包 {}，公开文本 {} 份",
                         "receipt {}: gouji {} ({}), packs {}, {} documents", one_line(report.file),
                         report.then->engine.version, report.then->engine.lua, packs, report.then->summary.documents),
            Ink::strong);
  if (!report.then->complete)
    page.line(say(language, "写回执的那次运行有没读成的输入，见当时的消息",
                  "some input of the run could not be read, as its messages said"));
  std::map<DifferenceKind, std::size_t> counts;
  for (const ReceiptDifference& one : report.differences) ++counts[one.kind];
  std::map<DifferenceKind, std::size_t> told;
  std::set<std::string> advice;
  std::vector<std::string> advices;
  for (const ReceiptDifference& one : report.differences) {
    if (told.empty()) page.line(say(language, "与回执不同（当时 → 现在）：", "not as the receipt says (then → now):"));
    const std::size_t number = ++told[one.kind];
    if (number <= kMostOfAKind) page.indented(kListIndent, difference_line(one, language));
    if (number == counts[one.kind] && number > kMostOfAKind)
      page.indented(kListIndent,
                    verify_words(language, "…… 同类的还有 {} 项", "… {} more of the kind", number - kMostOfAKind));
    const std::string todo = what_to_do(one.kind, report, language);
    if (!todo.empty() && advice.insert(todo).second) advices.push_back(todo);
  }
  for (const std::string& one : advices) page.line(one);
  page.line(receipt_verdict(report, language), report.same_result ? Ink::green : Ink::red);
  return page.take();
}

}  // namespace gouji::report
