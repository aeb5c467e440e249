#include "engine/causes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/check.hpp"
#include "engine/slips.hpp"

namespace gouji {
namespace {

// A slip and what it does to the rest of the document.
struct Weighed {
  Slip slip;
  std::vector<std::string> repairs;
  int breaks = 0;
  Chance own = kCertain;     // by the figures alone
  Chance chance = kCertain;  // with what tells against it
};

Exact figure_of(const Term& term, const Unit& unit, const Slip* slip, const Unit& edited) {
  if (slip != nullptr) {
    for (const Edit& edit : slip->edits) {
      if (edit.leaf.cell != term.leaf.cell) continue;
      const int exponent = edited.exponent - unit.exponent;
      const Exact power = Exact::fraction(power_of_ten(std::abs(exponent)), 1);
      return exponent >= 0 ? edit.value * power : edit.value / power;
    }
  }
  return figure_in(*term.leaf.cell, unit).value_or(0);
}

// left − right, in the identity's unit.
Exact residual(const IdentityLog& log, const Identity& identity, const Slip* slip, const Unit& edited) {
  Exact total = 0;
  for (const Term& term : log.terms(identity)) {
    const Exact figure = figure_of(term, identity.unit, slip, edited);
    total = term.factor.sign() < 0 ? total - figure : total + figure;
  }
  return total;
}

bool touches(const IdentityLog& log, const Identity& identity, const Slip& slip) {
  const auto terms = log.terms(identity);
  return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
    return std::any_of(slip.edits.begin(), slip.edits.end(),
                       [&](const Edit& edit) { return edit.leaf.cell == term.leaf.cell; });
  });
}

Weighed weigh(Slip slip, const BrokenSum& sum, const IdentityLog& log, std::size_t own,
              const std::vector<std::string>& fingerprints, const CauseSettings& settings) {
  Weighed weighed;
  for (std::size_t i = 0; i < log.all().size(); ++i) {
    const Identity& identity = log.all()[i];
    if (i == own || identity.unit.kind != sum.unit.kind || !touches(log, identity, slip)) continue;
    const bool holds = residual(log, identity, &slip, sum.unit).abs() <= identity.slack;
    if (identity.held && !holds) ++weighed.breaks;
    const std::string& fingerprint = fingerprints.at(i);
    if (identity.held || !holds || fingerprint.empty()) continue;
    const auto& known = weighed.repairs;
    if (std::find(known.begin(), known.end(), fingerprint) == known.end()) weighed.repairs.push_back(fingerprint);
  }
  // Every finding that it mends as well is one more thing that chance would have to explain.
  weighed.own = slip.chance;
  for (std::size_t i = 0; i < weighed.repairs.size(); ++i) weighed.own = both(weighed.own, slip.chance);
  weighed.chance = weighed.own;
  for (int i = 0; i < slip.against + weighed.breaks; ++i)
    weighed.chance = std::min(kCertain, weighed.chance * settings.against);
  weighed.slip = std::move(slip);
  return weighed;
}

// Two ways to say one thing: the same figure in several places; a range that only leaves out, or adds, one line.
void merge(std::vector<Slip>& slips) {
  std::vector<Slip> kept;
  for (Slip& slip : slips) {
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const Slip& other) {
      if (!slip.formula || !other.formula || slip.edits.size() != other.edits.size()) return false;
      if (slip.kind == other.kind && slip.chance == other.chance && slip.against == other.against) return true;
      return slip.kind == "range" && other.kind != "divided";
    });
    if (same == kept.end())
      kept.push_back(std::move(slip));
    else if (same->kind == slip.kind)
      same->names.insert(same->names.end(), slip.names.begin(), slip.names.end());
  }
  slips = std::move(kept);
}

// That a total is two thirds of what it should be is said beside a formula that explains it, not instead.
void join_fraction(std::vector<Slip>& slips) {
  const auto is_fraction = [](const Slip& one) { return one.kind == "fraction"; };
  const auto fraction = std::find_if(slips.begin(), slips.end(), is_fraction);
  if (fraction == slips.end()) return;
  bool joined = false;
  for (Slip& slip : slips) {
    if (!slip.formula || is_fraction(slip)) continue;
    slip.fraction = fraction->fraction;
    joined = true;
  }
  if (joined) slips.erase(std::remove_if(slips.begin(), slips.end(), is_fraction), slips.end());
}

// Of two figures that ought to be alike either may be the wrong one.
void join_pair(std::vector<Weighed>& found) {
  if (found.size() < 2 || found[0].slip.formula || found[0].slip.kind != found[1].slip.kind) return;
  if (found[0].chance != found[1].chance) return;
  found[0].slip.names.insert(found[0].slip.names.end(), found[1].slip.names.begin(), found[1].slip.names.end());
  found.erase(found.begin() + 1);
}

std::string beside_text(const Slip& slip, bool chinese) {
  std::string text;
  for (const Beside& one : slip.beside) {
    text += (text.empty() ? "" : chinese ? "、" : ", ") + one.name;
    if (one.fraction == nullptr || one.fraction == slip.fraction) continue;
    text += chinese ? "（" + one.fraction->chinese + "）" : " (" + one.fraction->english + ")";
  }
  return text;
}

std::string in_words(const std::string& pattern, const Slip& slip, const Cause& cause, bool chinese) {
  auto slots = slip.slots;
  slots.emplace_back("cell", fmt::format("{}", fmt::join(slip.names, chinese ? "”或“" : "” or “")));
  slots.emplace_back("printed", slip.edits.front().leaf.cell->printed);
  slots.emplace_back("value", cause.figure);
  if (slip.fraction != nullptr)
    slots.emplace_back("fraction", chinese ? slip.fraction->chinese : slip.fraction->english);
  slots.emplace_back("beside", beside_text(slip, chinese));
  slots.emplace_back("repairs", std::to_string(cause.repairs.size()));
  return filled(pattern, slots);
}

Cause told(const Weighed& weighed, const BrokenSum& sum, const CauseSettings& settings) {
  const Slip& slip = weighed.slip;
  const Edit& edit = slip.edits.front();
  Cause cause;
  cause.kind = slip.kind;
  cause.row = edit.leaf.row_name();
  cause.column = edit.leaf.column_name();
  cause.at = edit.leaf.place();
  const Cell& cell = *edit.leaf.cell;
  const int decimals = cell.has_figure() ? cell.figure.decimals : sum.total.cell->figure.decimals;
  cause.figure = script::number_text(
      figure_of({edit.leaf, 1, false}, cell.has_figure() ? cell.figure.unit : sum.unit, &slip, sum.unit), {}, decimals,
      decimals + 4, false);
  cause.chance = chance_text(weighed.chance);
  for (const Beside& one : slip.beside) cause.lines.push_back(one.name);
  cause.repairs = weighed.repairs;
  cause.breaks = weighed.breaks;
  const bool pair = !slip.formula && slip.names.size() > 1;
  const auto add = [&](const std::string& kind) {
    const CauseWords* words = settings.find(kind);
    if (words == nullptr) return;
    cause.text += in_words(words->chinese, slip, cause, true);
    cause.text_english += in_words(words->english, slip, cause, false);
  };
  add(pair && settings.find(cause.kind + "_pair") != nullptr ? cause.kind + "_pair" : cause.kind);
  if (slip.fraction != nullptr && slip.kind != "fraction") add("also_fraction");
  if (!slip.beside.empty()) add("also_beside");
  if (!cause.repairs.empty()) add("also_repairs");
  return cause;
}

}  // namespace

void explain(Finding& finding, const Document& document, const IdentityLog& log, std::size_t identity,
             const std::vector<std::string>& fingerprints, const CauseSettings& settings) {
  const std::optional<BrokenSum> sum = broken_sum(log, log.all().at(identity));
  if (!sum) return;
  std::vector<Slip> slips = fitting_slips(*sum, document, settings);
  merge(slips);
  join_fraction(slips);
  std::vector<Weighed> found;
  for (Slip& slip : slips) {
    Weighed one = weigh(std::move(slip), *sum, log, identity, fingerprints, settings);
    if (one.chance <= settings.most_listed) found.push_back(std::move(one));
  }
  std::stable_sort(found.begin(), found.end(), [](const Weighed& a, const Weighed& b) { return a.chance < b.chance; });
  if (sum->parts.size() == 1) join_pair(found);
  for (const Weighed& one : found) {
    if (finding.causes.size() >= settings.listed) break;
    finding.causes.push_back(told(one, *sum, settings));
  }
  if (finding.causes.empty()) return;
  const Weighed& first = found.front();
  const bool alone = found.size() == 1 || found[1].chance / settings.lead >= std::max<Chance>(first.chance, 1);
  if (!alone || first.chance > settings.most || first.breaks > settings.breaks) return;
  finding.cause = finding.causes.front().text;
  finding.cause_english = finding.causes.front().text_english;
}

}  // namespace gouji
