// Ctrl-C and a call to terminate, while there is something to be brought to an end first.
#pragma once

namespace gouji::app {

// From its construction on the first SIGINT or SIGTERM is only noted; the second one ends the program at once.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  static bool asked();
  // Ends the program by the signal that came, so that shells see what it was; nothing where none came.
  static void give_way();
};

}  // namespace gouji::app
