// JSON out, in the order that it is told: the same bytes for the same calls, safe inside <script>.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gouji {

class JsonWriter {
 public:
  explicit JsonWriter(bool pretty) : pretty_(pretty) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }

  void key(std::string_view name);
  void text(std::string_view value);
  void text_or_null(const std::optional<std::string>& value);
  void integer(std::int64_t value);
  void boolean(bool value);
  void null();
  // A number in JSON's own spelling, such as "0.25".
  void number(std::string_view spelling);

  void member(std::string_view name, std::string_view value);
  void member(std::string_view name, const char* value) { member(name, std::string_view(value)); }
  void member(std::string_view name, const std::string& value) { member(name, std::string_view(value)); }
  void member(std::string_view name, const std::optional<std::string>& value);
  void member(std::string_view name, std::int64_t value);
  void member(std::string_view name, int value) { member(name, std::int64_t{value}); }
  void member(std::string_view name, bool value);

  // What was written; the writer is empty afterwards. No line end follows.
  std::string take();

 private:
  void open(char bracket);
  void close(char bracket);
  void before_value();
  void new_line();
  void append_quoted(std::string_view value);

  std::string out_;
  int depth_ = 0;
  bool pretty_;
  bool first_ = true;  // nothing stands yet in the innermost bracket
  bool after_key_ = false;
};

}  // namespace gouji
