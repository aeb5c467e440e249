#include "app/decider.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/letter_case.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "base/whole_number.hpp"
#include "formats/clean_text.hpp"
#include "formats/escape.hpp"
#include "report/findings_sheet.hpp"
#include "report/words.hpp"

namespace gouji::app {
namespace {

constexpr std::size_t kLongestNumber = 7;
constexpr std::size_t kMostGuesses = 10'000;

Fault undecidable(const std::string& wanted, const std::vector<std::string>& known) {
  const std::string guess = known.size() <= kMostGuesses ? nearest(wanted, known) : std::string();
  Fault fault("decide.not_found", fmt::format("没有编号或指纹为“{}”的疑点，也没有它的处理记录", wanted),
              fmt::format("no finding and no decision has the number or fingerprint {}", wanted));
  fault.hint(
      guess.empty() ? "路径、--pack、--year 要与 gouji run 那次相同；疑点已不在数据中的，用 --against 对照更正前的数据"
                    : fmt::format("是否想写“{}”？", guess),
      guess.empty() ? "give the same paths, --pack and --year as to gouji run; for what a correction removed, see "
                      "--against"
                    : fmt::format("did you mean {}?", guess));
  return fault;
}

// A problem found further in, with the row that brought it.
Fault at_row(const Fault& fault, const report::AnswerRow& row) {
  if (!fault.location().empty()) return fault;
  Fault placed = fault;
  placed.at_line(row.place, row.row);
  return placed;
}

}  // namespace

Decider::Decider(const RunResult& result, DecisionShelf& shelf) : result_(result), shelf_(shelf) {
  for (const Finding& finding : result.findings) findings_.try_emplace(finding.fingerprint, &finding);
  std::set<std::filesystem::path> files;
  for (const DocumentUsed& used : result.documents) {
    documents_.try_emplace(used.document, &used);
    if (files.insert(shelf.file_of(used.folder, used.unit)).second) units_.push_back(&used);
  }
}

const Finding* Decider::finding_of(const std::string& fingerprint) const {
  const auto found = findings_.find(fingerprint);
  return found == findings_.end() ? nullptr : found->second;
}

std::vector<std::string> Decider::unit_names() const {
  std::vector<std::string> names;
  for (const DocumentUsed* used : units_) names.push_back(used->unit);
  return names;
}

std::vector<Decider::Kept> Decider::all() {
  std::vector<Kept> kept;
  for (const DocumentUsed* used : units_) {
    for (const Decision& decision : shelf_.of(used->folder, used->unit).decisions) kept.push_back({used, &decision});
  }
  return kept;
}

std::string Decider::resolve(const std::string& wanted) {
  const auto number = whole_number(wanted);
  if (number && wanted.size() <= kLongestNumber && *number >= 1 &&
      static_cast<std::size_t>(*number) <= result_.findings.size())
    return result_.findings[static_cast<std::size_t>(*number) - 1].fingerprint;
  std::set<std::string> fits;
  std::vector<std::string> known;
  const auto look = [&](const std::string& fingerprint) {
    known.push_back(fingerprint);
    if (wanted.size() >= kShortestPrefix && fingerprint.starts_with(wanted)) fits.insert(fingerprint);
  };
  for (const Finding& finding : result_.findings) look(finding.fingerprint);
  for (const Kept& one : all()) look(one.decision->fingerprint);
  if (fits.empty()) throw undecidable(wanted, known);
  if (fits.size() > 1) {
    throw std::move(Fault("decide.several", fmt::format("“{}”开头的指纹有 {} 个", wanted, fits.size()),
                          fmt::format("{} fingerprints begin with {}", fits.size(), wanted))
                        .hint("多写几位", "write more of it"));
  }
  return *fits.begin();
}

Decider::Target Decider::target_of(const std::string& fingerprint) {
  Target target;
  if (const auto found = findings_.find(fingerprint); found != findings_.end()) {
    target.finding = found->second;
    target.used = documents_.at(target.finding->document);
    const Decision* own = shelf_.of(target.used->folder, target.used->unit).find(fingerprint);
    target.before = own != nullptr ? *own : undecided(*target.finding);
    if (own != nullptr && own->state == DecisionState::accepted && !same_values(*own, *target.finding)) {
      target.before.state = DecisionState::open;
      target.before.until = 0;
      target.lapsed = true;
    }
    return target;
  }
  for (const Kept& one : all()) {
    if (one.decision->fingerprint != fingerprint) continue;
    target.used = one.used;
    target.before = *one.decision;
    return target;
  }
  throw undecidable(fingerprint, {});
}

std::optional<Decided> Decider::try_answer(const std::string& fingerprint, const Answer& answer) {
  const Target target = target_of(fingerprint);
  if (target.finding != nullptr && target.finding->outcome != Outcome::finding &&
      target.finding->outcome != Outcome::waived) {
    throw std::move(
        Fault("decide.not_a_finding",
              fmt::format("这一条的结果是“{}”，不是疑点，不能处理", chinese_of(target.finding->outcome)),
              fmt::format("its outcome is {}: there is nothing to decide", code_of(target.finding->outcome)))
            .hint("缺数的先补数据，公式出错的先改规则", "mend the data or the rule first"));
  }
  auto after = decided(target.before, answer);
  if (!after) return std::nullopt;
  if (target.finding != nullptr) restate(*after, *target.finding);
  return Decided{after->document, after->place, after->rule, fingerprint, target.before.state, std::move(*after)};
}

// The row says what the finding says: nothing was sorted apart, pasted over or corrected in the workbook.
void Decider::check_row(const report::AnswerRow& row, const Target& target) const {
  const Finding* finding = target.finding;
  struct Pair {
    std::string_view head;
    std::string sent, now;
  };
  // The sheet names the document in its language; a machine's list has the id.
  const std::string& document = target.before.document;
  const auto is_document = [&](Language language) {
    return text::label_form(row.document) == text::label_form(report::document_name(document, language));
  };
  const bool known = is_document(Language::chinese) || is_document(Language::english);
  std::vector<Pair> pairs{{report::kDocumentHead, row.document, known ? row.document : document},
                          {report::kRuleHead, row.rule, target.before.rule}};
  if (row.unit) pairs.push_back({report::kUnitHead, *row.unit, target.used->unit});
  if (finding != nullptr) {
    pairs.push_back({report::kRowHead, row.line, report::row_in_list(*finding)});
    pairs.push_back({report::kColumnHead, row.column, report::column_in_list(*finding)});
  }
  for (const Pair& pair : pairs) {
    if (text::label_form(pair.sent) == text::label_form(clean_text(pair.now))) continue;
    throw std::move(Fault("decide.other_row",
                          fmt::format("“{}”一栏是“{}”，而这个指纹的疑点是“{}”：这一行不是原来的那一行", pair.head,
                                      pair.sent, pair.now),
                          fmt::format("{} is {}, but the finding of this fingerprint has {}: not the row that was sent "
                                      "out",
                                      pair.head, pair.sent, pair.now))
                        .hint("可能只排序或粘贴了几栏；把答复填回导出的原表",
                              "perhaps only some columns were sorted or pasted; answer in the sheet as it was sent"));
  }
  const std::string& left = finding != nullptr ? finding->printed : target.before.printed;
  const std::string& right = finding != nullptr ? finding->expected : target.before.expected;
  if (!same_value(row.left, clean_text(left)) || !same_value(row.right, clean_text(right))) {
    throw std::move(
        Fault("decide.changed",
              fmt::format("表上的数与现在的不同：表上是“{}”与“{}”，现在是“{}”与“{}”", row.left, row.right, left, right),
              fmt::format("other figures than now: {} and {} in the workbook, now {} and {}", row.left, row.right, left,
                          right))
            .hint("导出以后数据变了，或在表上改了数；重新导出，按现在的数答复",
                  "the data changed since, or the sheet was edited: write it again and answer anew"));
  }
  if (row.state_before != target.before.state) {
    const Decision& before = target.before;
    const std::string last = before.steps.empty()
                                 ? std::string()
                                 : fmt::format("（{}，{}）", before.steps.back().by, before.steps.back().date);
    throw std::move(Fault("decide.stale",
                          fmt::format("导出以后已另有处理：表上的当前状态是“{}”，现在是“{}”{}", row.state_text,
                                      chinese_of(before.state), last),
                          fmt::format("decided otherwise since: “{}” in the workbook, now {}", row.state_text,
                                      code_of(before.state)))
                        .hint("重新导出再答复，或用 gouji decide 指纹 逐条处理",
                              "write the workbook again, or decide this one by its fingerprint"));
  }
}

// Who may say what: a unit speaks for itself, and only explains.
void Decider::check_unit(const report::AnswerRow& row, const std::string& unit) {
  if (!row.unit) {
    const auto [whose, first] = sheet_units_.try_emplace(row.place, unit);
    if (first) {  // a sheet that is named after a unit is that unit's
      for (const DocumentUsed* used : units_) {
        if (text::lower(sheet_name(clean_text(used->unit))) == text::lower(row.sheet)) whose->second = used->unit;
      }
    }
    if (whose->second != unit) {
      throw std::move(Fault("decide.other_unit_row",
                            fmt::format("这张表是“{}”的，这一行却是“{}”的疑点", whose->second, unit),
                            fmt::format("the sheet is that of {}, the row is about {}", whose->second, unit))
                          .hint("各单位的答复填在各自的表里", "each unit answers in its own sheet"));
    }
  }
  if (!from_unit_.empty() && unit != from_unit_) {
    throw std::move(Fault("decide.other_unit_row",
                          fmt::format("工作簿是“{}”交来的，这一行却是“{}”的疑点", from_unit_, unit),
                          fmt::format("the workbook came from {}, the row is about {}", from_unit_, unit))
                        .hint("一个单位只能说明自己的疑点；删去这一行的答复",
                              "a unit answers for itself only; take the answer out of the row"));
  }
  if ((!row.unit || !from_unit_.empty()) && !row.of_reviewer.empty()) {
    throw std::move(
        Fault("decide.not_for_unit",
              fmt::format("单位填的表里不能填“{}”：由审核人员填", fmt::join(row.of_reviewer, "”“")),
              fmt::format("a unit cannot fill in {}: only a reviewer does", fmt::join(row.of_reviewer, ", ")))
            .hint("审核人员的处理意见填在问题清单里；单位的表只填核实说明、整改情况、经办人、办理日期",
                  "reviewers decide in the list of all findings; a unit explains, and says who and when"));
  }
}

std::optional<Decided> Decider::try_row(const report::AnswerRow& row) {
  if (row.answer.silent()) return std::nullopt;
  std::optional<Decided> done;
  std::optional<Fault> refused;
  try {
    done = try_answer(row.fingerprint, row.answer);
  } catch (const Fault& fault) {
    refused = fault;
  }
  if (!done && !refused) return std::nullopt;  // kept already
  const Target target = target_of(row.fingerprint);
  if (row.hidden) {
    throw std::move(Fault("decide.hidden_sheet", fmt::format("“{}”是隐藏的工作表，里面填了答复，不予记录", row.sheet),
                          fmt::format("{} is a hidden sheet with answers; they are not taken", row.sheet))
                        .hint("取消隐藏，看过再读；或删去这张表", "show the sheet and look at it first, or delete it"));
  }
  check_unit(row, target.used->unit);
  check_row(row, target);
  if (refused) throw Fault(*refused);
  return done;
}

std::vector<Decided> Decider::try_rows(const std::vector<report::AnswerRow>& rows, std::vector<Fault>& problems) {
  struct Taken {
    const report::AnswerRow* row;
    std::size_t index;
  };
  std::vector<Decided> done;
  std::map<std::string, Taken> taken;  // a finding stands in the whole list and in its unit's sheet
  std::set<std::string> refused, hidden;
  for (const report::AnswerRow& row : rows) {
    if (hidden.contains(row.place)) continue;  // told once
    try {
      auto one = try_row(row);
      if (!one) continue;
      const auto [known, first] = taken.try_emplace(row.fingerprint, Taken{&row, done.size()});
      if (first) {
        done.push_back(std::move(*one));
      } else if (known->second.row->answer != row.answer) {
        refused.insert(row.fingerprint);
        const report::AnswerRow& other = *known->second.row;
        throw std::move(
            Fault("decide.two_answers",
                  fmt::format("同一条疑点有两种答复，另一种在 {} 第 {} 行", other.place, other.row),
                  fmt::format("two answers to one finding; the other is in {} row {}", other.place, other.row))
                .hint("只填一处，或两处填成一样", "answer once, or alike"));
      }
    } catch (const Fault& fault) {
      if (row.hidden) hidden.insert(row.place);
      problems.push_back(at_row(fault, row));
    }
  }
  std::erase_if(done, [&](const Decided& one) { return refused.contains(one.fingerprint); });
  return done;
}

void Decider::keep(const Decided& one) {
  const Target target = target_of(one.fingerprint);
  shelf_.put(target.used->folder, target.used->unit, one.decision);
}

}  // namespace gouji::app
