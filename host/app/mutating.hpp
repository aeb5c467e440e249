// gouji test --mutate: small edits of rules and parameters that the cases should notice.
#pragma once

#include "app/session.hpp"
#include "app/verb.hpp"

namespace gouji::app {

// The exit status: 3 where the score stays below --threshold.
int mutate_packs(Session& session, const Arguments& arguments);

}  // namespace gouji::app
