// The command line: which verb, with which arguments, in which language; help; the last net under every error.
#pragma once

namespace gouji::app {

// The program's exit status.
int run_program(int count, char** words);

}  // namespace gouji::app
