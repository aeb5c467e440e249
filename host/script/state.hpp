// One confined Lua state: loads text chunks, calls them within their limits, translates what goes wrong.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "script/catalogue.hpp"
#include "script/context.hpp"
#include "script/limits.hpp"

namespace gouji::script {

// A script failed: its own error, a refused text, or a crossed limit.
class ScriptFault : public Fault {
 public:
  ScriptFault(Fault fault, Limit limit) : Fault(std::move(fault)), limit_(limit) {}
  Limit limit() const { return limit_; }

 private:
  Limit limit_;
};

// A call that was not counted has taken long, or has not ended well: what calls did since the last `restore` has to be
// done again, and this one will be counted. No std::exception, so that nobody takes it for a failure.
struct Recount {};

// Names that a file's top level finds beside the base library: rule, layout, require, …
struct Environment {
  std::vector<Function> functions;
};

class State {
 public:
  State(const Catalogue& catalogue, const Limits& limits);
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Context& context();

  // Runs a chunk's top level in a fresh environment. `file` is what messages call it. The chunk's result, if it is a
  // table, is kept and its reference returned (0 otherwise): how lib files hand out their functions.
  int run_file(const std::string& file, std::string_view source, const Environment& environment);

  // Calls a kept function within the limits. MissingValue and Faults thrown by host bodies pass through as they are;
  // everything else arrives as ScriptFault with file and line.
  // `list`: one more argument, a list of objects.
  void call(const FunctionRef& function, const std::vector<Object>& arguments,
            const std::vector<Object>* list = nullptr);
  // Whether calls may first be tried without counting their steps. Then `call` may throw Recount: the
  // caller puts back what calls have done since the last `restore` and makes them again. What comes out is the same.
  void run_freely(bool freely);
  Plain call_for_plain(const FunctionRef& function, const std::vector<Object>& arguments);

  // Opens an evaluation (a new generation of handles) and closes it again. `same_document`: it is the very document of
  // the evaluation before, unchanged, so that what was read out of its texts still holds.
  void begin(const Document* document, bool same_document = false);
  void end();

  // What loaded files hold, all of them or one by the reference `run_file` gave, must carry nothing from one call to
  // another: their tables can be read only from here on (writing is the Fault "script.read_only" at its line), their
  // variables are remembered. `restore` puts these back and tells whether anything had changed them.
  void seal(int reference = 0);
  bool restore();

  // How many bytes the state holds and how many instructions the last call took.
  std::size_t memory() const;
  std::uint64_t steps() const;
  // How many bytes were ever allocated in it, whatever was let go since.
  std::uint64_t allocated() const;
  // The next call is counted whether calls run freely or not: to learn how many instructions it takes, exactly up to 200
  // and to ten from there on.
  void count_next_call();

 private:
  int run_text(const std::string& file, std::string_view source, const Environment& environment, bool nested);

  struct Hidden;
  std::unique_ptr<Hidden> hidden_;
};

// Refuses what no honest script needs before the parser sees it: bytecode, bad UTF-8, NUL, over-long files and lines.
void check_source(const std::string& file, std::string_view source);

}  // namespace gouji::script
