#include "script/marks.hpp"

#include "script/call.hpp"
#include "script/context.hpp"

namespace gouji::script {
namespace {

int reached(Call& call) {
  if (Recorder* recorder = call.context().values.recorder())
    recorder->marked(static_cast<std::uint32_t>(call.integer(1, "mark")));
  return 0;
}

int decided(Call& call) {
  if (Recorder* recorder = call.context().values.recorder())
    recorder->marked(static_cast<std::uint32_t>(call.integer(2, "mark")) + (call.truthy(1) ? 0 : 1));
  return call.give_self();
}

}  // namespace

std::vector<Function> mark_functions() {
  return {host_function<reached>(kReached, "", ""), host_function<decided>(kDecided, "", "")};
}

}  // namespace gouji::script
