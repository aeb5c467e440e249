#include "regression/case_trial.hpp"

#include "base/fault.hpp"
#include "engine/cause_settings.hpp"
#include "packs/trial.hpp"

namespace gouji {
namespace {

Fault of_causes(const std::string& name) {
  Fault fault("case.cause_parameter", "用例不能改可能原因的参数“" + name + "”",
              "a case cannot give " + name + " another value");
  fault.hint("去掉这一项；改 parameters.toml 里的取值，用例照它审核", "leave it out; cases go by the pack's own value");
  return fault;
}

}  // namespace

CaseTrial::CaseTrial(RuleBook& book, const Case& one, std::map<std::string, script::ParameterValue> more)
    : book_(book) {
  if (!one.parameters.empty()) {
    Trial trial;
    trial.values.insert(one.parameters.begin(), one.parameters.end());
    try {
      const auto chain = tried(book.chain(), trial);
      for (const auto& [name, text] : one.parameters) {
        if (is_cause_parameter(name)) throw of_causes(name);
        more.insert_or_assign(name, chain->parameters.find(name)->entries.back().value);
      }
    } catch (const Fault& fault) {
      throw Fault(fault).at(one.at);
    }
  }
  book.try_values(std::move(more));
}

CaseTrial::~CaseTrial() { book_.try_values({}); }

}  // namespace gouji
