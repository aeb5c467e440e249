#include "regression/case_trial.hpp"

#include "base/fault.hpp"
#include "packs/trial.hpp"

namespace gouji {

CaseTrial::CaseTrial(RuleBook& book, const Case& one, std::map<std::string, script::ParameterValue> more)
    : book_(book) {
  if (!one.parameters.empty()) {
    Trial trial;
    trial.values.insert(one.parameters.begin(), one.parameters.end());
    try {
      const auto chain = tried(book.chain(), trial);
      for (const auto& [name, text] : one.parameters)
        more.insert_or_assign(name, chain->parameters.find(name)->entries.back().value);
    } catch (const Fault& fault) {
      throw Fault(fault).at(one.at);
    }
  }
  book.try_values(std::move(more));
}

CaseTrial::~CaseTrial() { book_.try_values({}); }

}  // namespace gouji
