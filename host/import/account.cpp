#include "import/account.hpp"

#include <algorithm>

#include "import/doubts.hpp"
#include "import/unplaced.hpp"

namespace gouji::intake {
namespace {

struct Hit {
  std::size_t number = 0;
  int placement = 0;
};

// Which placements cover which numbers, by number, then in the order of placing.
std::vector<Hit> find_hits(const std::vector<SourceNumber>& numbers, const std::vector<Placement>& placed) {
  std::vector<Hit> hits;
  for (std::size_t p = 0; p < placed.size(); ++p) {
    for (const SourceSpan& span : placed[p].spans) {
      auto number =
          std::lower_bound(numbers.begin(), numbers.end(), span, [](const SourceNumber& one, const SourceSpan& wanted) {
            return std::pair(one.line, one.end) <= std::pair(wanted.line, wanted.begin);
          });
      for (; number != numbers.end() && number->line == span.line && number->begin < span.end; ++number) {
        hits.push_back({static_cast<std::size_t>(number - numbers.begin()), static_cast<int>(p)});
      }
    }
  }
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.number < b.number; });
  return hits;
}

std::vector<std::size_t> lengths_of(const std::vector<Placement>& placed) {
  std::vector<std::size_t> lengths;
  lengths.reserve(placed.size());
  for (const Placement& placement : placed) {
    std::size_t length = 0;
    for (const SourceSpan& span : placement.spans) length += span.end - span.begin;
    lengths.push_back(length);
  }
  return lengths;
}

// Two fields hold one number: a claim and a form, say. A merged cell that goes to one field of several rows is no such
// case, nor is one printed cell that a form parts into two fields.
bool differ(const Placement& a, const Placement& b) {
  if (a.target == Target::prose || b.target == Target::prose) return false;
  if (a.target != b.target) return true;
  if (field_of(a.what) == field_of(b.what)) return false;
  return a.home != b.home || a.spans != b.spans;
}

// A figure and the code glued to it are one run of digits: each field holds its own part.
bool share_bytes(const Placement& a, const Placement& b, const SourceNumber& number) {
  for (const SourceSpan& one : a.spans) {
    if (one.line != number.line) continue;
    for (const SourceSpan& other : b.spans) {
      if (other.line != number.line) continue;
      if (std::max({one.begin, other.begin, number.begin}) < std::min({one.end, other.end, number.end})) return true;
    }
  }
  return false;
}

std::string printed(const SourceText& source, const SourceNumber& number) {
  return std::string(source.line(number.line).substr(number.begin, number.end - number.begin));
}

void tell_twice(const SourceText& source, const SourceNumber& number, const std::vector<const Placement*>& fields,
                ImportReport& report) {
  TwicePlaced twice{
      number.line, printed(source, number), {}, source.place_of({{number.line, number.begin, number.end}})};
  for (const Placement* one : fields) twice.as.push_back(one->what);
  report.twice.push_back(std::move(twice));
}

int* part_for(PlacedParts& parts, Target target) {
  switch (target) {
    case Target::facts: return &parts.facts;
    case Target::form:
    case Target::prose: return &parts.forms;
    case Target::table: return &parts.tables;
    case Target::claim: return &parts.claims;
    case Target::other: break;
  }
  return &parts.other;
}

void count_fate(const NumberFate& fate, const std::vector<Placement>& placed, ImportReport& report) {
  switch (fate.kind) {
    case NumberKind::date: ++report.kinds.date; return;
    case NumberKind::document_number: ++report.kinds.document_number; return;
    case NumberKind::list_number: ++report.kinds.list_number; return;
    case NumberKind::page_number: ++report.kinds.page_number; return;
    case NumberKind::phone: ++report.kinds.phone; return;
    case NumberKind::figure: break;
  }
  ++report.numbers;
  if (fate.fate == Fate::unplaced) return;
  ++report.placed;
  if (fate.doubtful >= 0) ++report.doubtful_numbers;
  if (fate.fate == Fate::seen)
    ++report.seen;
  else
    ++*part_for(report.parts, placed[static_cast<std::size_t>(fate.placement)].target);
}

}  // namespace

std::vector<NumberFate> settle(const SourceText& source, const std::vector<Placement>& placed, ImportReport& report) {
  const auto& numbers = source.numbers();
  std::vector<NumberFate> fates(numbers.size());
  const std::vector<std::size_t> lengths = lengths_of(placed);
  const std::vector<Hit> hits = find_hits(numbers, placed);
  std::size_t next = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    NumberFate& fate = fates[i];
    fate.kind = numbers[i].kind;
    std::vector<const Placement*> fields;
    for (; next < hits.size() && hits[next].number == i; ++next) {
      const auto p = static_cast<std::size_t>(hits[next].placement);
      const Placement& one = placed[p];
      const Fate told = one.what.empty() ? Fate::seen : Fate::kept;
      if (!one.doubtful.empty() && fate.doubtful < 0) fate.doubtful = hits[next].placement;
      const bool better = fate.placement < 0 || (told == Fate::kept && fate.fate == Fate::seen) ||
                          (told == fate.fate && lengths[p] < lengths[static_cast<std::size_t>(fate.placement)]);
      if (better) {
        fate.fate = told;
        fate.placement = hits[next].placement;
      }
      const auto same_case = [&](const Placement* known) {
        return !differ(*known, one) || !share_bytes(*known, one, numbers[i]);
      };
      if (told == Fate::kept && std::none_of(fields.begin(), fields.end(), same_case)) fields.push_back(&one);
    }
    if (fate.placement >= 0 && fate.kind == NumberKind::page_number) fate.kind = NumberKind::figure;
    if (fate.placement < 0 && fate.kind != NumberKind::figure) fate.fate = Fate::aside;
    if (fate.kind == NumberKind::figure && fields.size() > 1) tell_twice(source, numbers[i], fields, report);
  }
  return fates;
}

std::vector<NumberFate> account(const Session& session, ImportReport& report) {
  const SourceText& source = *session.source;
  std::vector<NumberFate> fates = settle(source, session.placed, report);
  for (const NumberFate& fate : fates) count_fate(fate, session.placed, report);
  list_unplaced(source, session.placed, fates, report);
  list_doubtful(source, session.placed, session.document, report);
  report.worked_out = session.worked_out;
  return fates;
}

}  // namespace gouji::intake
