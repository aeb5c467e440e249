#include "app/decider.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/nearest.hpp"
#include "base/whole_number.hpp"

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

std::optional<Decided> Decider::try_row(const report::AnswerRow& row) {
  if (row.answer.silent()) return std::nullopt;
  std::optional<Decided> done = try_answer(row.fingerprint, row.answer);
  if (!done) return std::nullopt;
  const auto figures = [](const std::string& left, const std::string& right) {
    return fmt::format("“{}”与“{}”", left, right);
  };
  const Target target = target_of(row.fingerprint);
  if (target.finding != nullptr && row.left && row.right &&
      (!same_value(*row.left, target.finding->printed) || !same_value(*row.right, target.finding->expected))) {
    throw std::move(Fault("decide.changed",
                          fmt::format("导出以后数已改动：表上是{}，现在是{}", figures(*row.left, *row.right),
                                      figures(target.finding->printed, target.finding->expected)),
                          fmt::format("the figures have changed since: {} and {}, now {} and {}", *row.left, *row.right,
                                      target.finding->printed, target.finding->expected))
                        .hint("重新导出，请单位按现在的数答复", "write the workbook again and have it answered anew"));
  }
  if (row.state_before && *row.state_before != target.before.state) {
    const Decision& before = target.before;
    const std::string last = before.steps.empty()
                                 ? std::string()
                                 : fmt::format("（{}，{}）", before.steps.back().by, before.steps.back().date);
    throw std::move(Fault("decide.stale",
                          fmt::format("导出以后已另有处理：表上是“{}”，现在是“{}”{}", chinese_of(*row.state_before),
                                      chinese_of(before.state), last),
                          fmt::format("decided otherwise since: {} in the workbook, now {}", code_of(*row.state_before),
                                      code_of(before.state)))
                        .hint("重新导出再答复，或用 gouji decide 指纹 逐条处理",
                              "write the workbook again, or decide this one by its fingerprint"));
  }
  return done;
}

std::vector<Decided> Decider::try_rows(const std::vector<report::AnswerRow>& rows, std::vector<Fault>& problems) {
  struct Taken {
    const report::AnswerRow* row;
    std::size_t index;
  };
  std::vector<Decided> done;
  std::map<std::string, Taken> taken;  // a finding stands in the whole list and in its unit's sheet
  std::set<std::string> refused;
  for (const report::AnswerRow& row : rows) {
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
