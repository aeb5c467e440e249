// What the prompt of `gouji repl` prints: figures as printed with their place, tables and forms as grids, and what a
// verb of `check` found.
#pragma once

#include <string>
#include <vector>

#include "app/verb.hpp"
#include "engine/check.hpp"
#include "script/dialogue.hpp"

namespace gouji::app {

class PromptText {
 public:
  // `catalogue` and `values` must outlive it; `width` of the terminal in columns.
  PromptText(const script::Context& context, Language language, int width)
      : context_(context), language_(language), width_(width) {}

  std::string answer(const script::Answer& answer) const;
  std::string finding(const CheckResult& result) const;
  std::string document(const Document& document) const;

 private:
  std::string_view say(std::string_view chinese, std::string_view english) const {
    return language_ == Language::english ? english : chinese;
  }
  std::string line_of(const script::Answer& answer) const;  // in a list: one line
  std::string figure(script::ValueId id) const;
  std::string object(const script::Object& object) const;
  std::string object_line(const script::Object& object) const;
  std::string table(const script::Object& object) const;
  std::string record(const Record& record) const;
  std::string form(const Evaluation& form) const;
  std::string list(const script::Answer& answer) const;

  const script::Context& context_;
  Language language_;
  int width_;
};

}  // namespace gouji::app
