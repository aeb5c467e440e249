#include "fuzz/targets.hpp"

#include <algorithm>
#include <array>

#include "fuzz/support.hpp"

namespace gouji::fuzz {

// What a target's file defines.
void figures(std::string_view);
void target_words(std::string_view);
void csv(std::string_view);
void manifest(std::string_view);
void parameters(std::string_view);
void cases(std::string_view);
void disclosure(std::string_view);
void decisions(std::string_view);
void layouts_text(std::string_view);
void layouts_markdown(std::string_view);
void layouts_html(std::string_view);
void layouts_csv(std::string_view);
void container(std::string_view);
void office_parts(std::string_view);
void baseline(std::string_view);
void receipt(std::string_view);
void rule_source(std::string_view);
void rule_body(std::string_view);
void host_calls(std::string_view);

namespace {

constexpr std::array<Entry, 19> kTargets{{
    {"figures", figures},
    {"target_words", target_words},
    {"csv", csv},
    {"manifest", manifest},
    {"parameters", parameters},
    {"cases", cases},
    {"disclosure", disclosure},
    {"decisions", decisions},
    {"layouts_text", layouts_text},
    {"layouts_markdown", layouts_markdown},
    {"layouts_html", layouts_html},
    {"layouts_csv", layouts_csv},
    {"container", container},
    {"office_parts", office_parts},
    {"baseline", baseline},
    {"receipt", receipt},
    {"rule_source", rule_source},
    {"rule_body", rule_body},
    {"host_calls", host_calls},
}};

}  // namespace

std::span<const Entry> targets() { return kTargets; }

const Entry* find_target(std::string_view name) {
  const auto found = std::find_if(kTargets.begin(), kTargets.end(), [&](const Entry& one) { return one.name == name; });
  return found == kTargets.end() ? nullptr : &*found;
}

std::string_view outcome_of(const Entry& target, std::string_view bytes) {
  try {
    target.run(bytes);
  } catch (const Fault& fault) {
    return need_showable(fault);
  }
  return "read";
}

}  // namespace gouji::fuzz
