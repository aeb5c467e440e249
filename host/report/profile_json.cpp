// gouji.profile.v1
#include <fmt/format.h>

#include <algorithm>

#include "formats/clean_text.hpp"
#include "formats/json_writer.hpp"
#include "report/profile_parts.hpp"

namespace gouji::report {
namespace {

void count(JsonWriter& json, std::string_view name, std::uint64_t value) {
  json.member(name, static_cast<std::int64_t>(value));
}

template <class Items, class Write>
void list(JsonWriter& json, std::string_view name, const Items& items, Write write) {
  json.key(name);
  json.begin_list();
  for (const auto& item : items) {
    json.begin_object();
    write(item);
    json.end_object();
  }
  json.end_list();
}

}  // namespace

std::string profile_json(const Profile& profile, const RunFacts& facts) {
  JsonWriter json(true);
  json.begin_object();
  json.member("schema", "gouji.profile.v1");
  json.key("run");
  json.begin_object();
  count(json, "documents", facts.documents);
  count(json, "passed_in_blocks", facts.passed);
  count(json, "checks", facts.checks);
  count(json, "findings", facts.findings);
  count(json, "bytes", facts.bytes);
  json.member("workers", facts.workers);
  count(json, "nanoseconds", facts.nanoseconds);
  count(json, "processor_nanoseconds", profile.processor);
  count(json, "memory_bytes", facts.memory);
  count(json, "worker_memory_bytes", facts.worker_memory);
  json.end_object();
  list(json, "phases", phase_times(profile), [&](const PhaseTime& one) {
    json.member("phase", one.code);
    json.member("process", one.main ? "main" : "worker");
    count(json, "nanoseconds", one.nanoseconds);
  });
  list(json, "kinds", kind_times(profile), [&](const KindTime& one) {
    json.member("kind", clean_text(one.kind->kind));
    json.member("pack", clean_text(one.kind->pack));
    count(json, "documents", one.kind->documents);
    count(json, "nanoseconds", one.nanoseconds);
    count(json, "findings", one.findings);
  });
  list(json, "subjects", subject_times(profile), [&](const SubjectTime& one) {
    json.member("subject", code_of(one.subject));
    count(json, "calls", one.calls);
    count(json, "nanoseconds", one.nanoseconds);
  });
  std::vector<RuleCost> rules = profile.rules;
  std::sort(rules.begin(), rules.end(), longer);
  list(json, "rules", rules, [&](const RuleCost& one) {
    json.member("rule", clean_text(one.rule));
    json.member("pack", clean_text(one.pack));
    json.member("kind", clean_text(one.kind));
    json.member("subject", code_of(one.subject));
    json.member("scoring", one.scoring);
    count(json, "nanoseconds", one.cost.nanoseconds);
    count(json, "calls", one.cost.calls);
    count(json, "checks", one.cost.checks);
    count(json, "findings", one.findings);
    count(json, "reads", one.cost.reads);
    count(json, "bytes", one.cost.bytes);
    count(json, "counted_calls", one.cost.counted);
    count(json, "counted_steps", one.cost.steps);
  });
  json.end_object();
  return json.take() + "\n";
}

}  // namespace gouji::report
