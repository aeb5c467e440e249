// gouji test --watch: whenever a file of a pack is saved, the cases that it touches run again.
#pragma once

#include "app/session.hpp"
#include "app/test_runs.hpp"

namespace gouji::app {

// Until Ctrl-C or a call to terminate; the exit status is that of the last run.
int watch_tests(Session& session, TestRunner& runner, const CaseChoice& choice, bool every_case);

}  // namespace gouji::app
