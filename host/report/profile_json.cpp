// gouji.profile.v1
#include <fmt/format.h>

#include <algorithm>

#include "formats/clean_text.hpp"
#include "formats/json_writer.hpp"
#include "report/profile_parts.hpp"

namespace gouji::report {
namespace {

void put_count(JsonWriter& json, std::string_view name, std::uint64_t value) {
  json.member(name, static_cast<std::int64_t>(value));
}

template <class Items, class Write>
void put_list(JsonWriter& json, std::string_view name, const Items& items, Write write) {
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
  put_count(json, "documents", facts.documents);
  put_count(json, "passed_in_blocks", facts.passed);
  put_count(json, "checks", facts.checks);
  put_count(json, "findings", facts.findings);
  put_count(json, "bytes", facts.bytes);
  json.member("workers", facts.workers);
  put_count(json, "nanoseconds", facts.nanoseconds);
  put_count(json, "processor_nanoseconds", profile.processor);
  put_count(json, "memory_bytes", facts.memory);
  put_count(json, "worker_memory_bytes", facts.worker_memory);
  json.end_object();
  put_list(json, "phases", phase_times(profile), [&](const PhaseTime& one) {
    json.member("phase", one.code);
    json.member("process", one.main ? "main" : "worker");
    put_count(json, "nanoseconds", one.nanoseconds);
  });
  put_list(json, "kinds", kind_times(profile), [&](const KindTime& one) {
    json.member("kind", clean_text(one.kind->kind));
    json.member("pack", clean_text(one.kind->pack));
    put_count(json, "documents", one.kind->documents);
    put_count(json, "nanoseconds", one.nanoseconds);
    put_count(json, "findings", one.findings);
  });
  put_list(json, "subjects", subject_times(profile), [&](const SubjectTime& one) {
    json.member("subject", code_of(one.subject));
    put_count(json, "calls", one.calls);
    put_count(json, "nanoseconds", one.nanoseconds);
  });
  std::vector<RuleCost> rules = profile.rules;
  std::sort(rules.begin(), rules.end(), longer);
  put_list(json, "rules", rules, [&](const RuleCost& one) {
    json.member("rule", clean_text(one.rule));
    json.member("pack", clean_text(one.pack));
    json.member("kind", clean_text(one.kind));
    json.member("subject", code_of(one.subject));
    json.member("scoring", one.scoring);
    put_count(json, "nanoseconds", one.cost.nanoseconds);
    put_count(json, "calls", one.cost.calls);
    put_count(json, "checks", one.cost.checks);
    put_count(json, "findings", one.findings);
    put_count(json, "reads", one.cost.reads);
    put_count(json, "bytes", one.cost.bytes);
    put_count(json, "counted_calls", one.cost.counted);
    put_count(json, "counted_steps", one.cost.steps);
  });
  json.end_object();
  return json.take() + "\n";
}

}  // namespace gouji::report
