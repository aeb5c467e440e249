#include "regression/case_names.hpp"

#include <fmt/format.h>

#include "base/location.hpp"

namespace gouji {

std::shared_ptr<Fault> CaseNames::second(const std::string& subject, const Case& one) {
  const auto [first, is_new] = known_.try_emplace({subject, one.name}, one.at);
  if (is_new || one.name == "？") return nullptr;  // one without a name is told by itself
  Fault fault(
      "case.name_twice", fmt::format("{} 有两个用例都叫“{}”，另一个在 {}", subject, one.name, to_text(first->second)),
      fmt::format("two cases of {} are called {}, the other is at {}", subject, one.name, to_text(first->second)));
  fault.at(one.at).hint("改一个名称，说明两者不同在哪里；一样的用例删去一个",
                        "rename one so that it says what differs; of two that are the same remove one");
  return std::make_shared<Fault>(std::move(fault));
}

}  // namespace gouji
