// The prompt of `gouji repl`: one document, the pack that is for it, and lines that see what rules see. What goes wrong
// with a line is told, and the next line is read.
#pragma once

#include <memory>
#include <string>

#include "app/pack_choice.hpp"
#include "app/session.hpp"
#include "engine/evaluate.hpp"
#include "script/dialogue.hpp"
#include "script/syntax.hpp"

namespace gouji::app {

class Prompt {
 public:
  // `session`, `workbench` and `document` must outlive it. Faults of the pack.
  Prompt(Session& session, const Workbench& workbench, const Document& document, const Chain& chain);
  ~Prompt();
  Prompt(const Prompt&) = delete;
  Prompt& operator=(const Prompt&) = delete;

  void greet();
  // One line as typed, without its end. False: the user wants to leave.
  bool take(std::string line);
  // A statement has been begun and wants more lines.
  bool unfinished() const { return !lines_.empty(); }
  // No more lines come: what was begun is told as a slip.
  void finish();

 private:
  bool command(const std::string& line);
  void help();
  void list_parameters(const std::string& pattern);
  void run_rules(const std::string& pattern);
  void run_lines();
  void evaluate(const std::string& chunk);
  void print(const std::string& text);

  Session& session_;
  const Workbench& workbench_;
  const Document& document_;
  Chain chain_;
  std::unique_ptr<Verbs> verbs_;
  script::Syntax syntax_;
  std::unique_ptr<RuleBook> book_;
  CheckSession checks_;
  Rule rule_;  // that the verbs of `check` speak for
  std::unique_ptr<script::Dialogue> dialogue_;
  std::string lines_;
};

}  // namespace gouji::app
