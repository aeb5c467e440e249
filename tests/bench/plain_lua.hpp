// The representations that decision 0002 weighs against ours, each as a few stand-alone Lua C functions in a Lua state
// of its own: a full userdata a value, a decimal packed in a light userdata, a plain integer. They carry a number only:
// no envelope, no unit, no origin.
#pragma once

#include <cstdint>
#include <string_view>

#include "script/lua_headers.hpp"

namespace gouji::bench {

struct Decimal {
  std::int64_t mantissa = 0;
  std::uint8_t scale = 0;
};

struct DecimalRow {  // what a proxy reads: initial, annual, executed, weight
  Decimal fields[4];
};

enum class Form : std::uint8_t { integer, packed, full };

class PlainLua {
 public:
  // `confined`: with the instruction hook that every rule runs under.
  explicit PlainLua(Form form, bool confined = true);
  ~PlainLua();
  PlainLua(const PlainLua&) = delete;
  PlainLua& operator=(const PlainLua&) = delete;

  // A global `row`: a proxy that reads fields from `row`, or a table that holds them.
  void give_proxy(const DecimalRow& row);
  void give_table(const DecimalRow& row);
  void load(std::string_view body);
  // Runs the body; an integer that it returns, else the mantissa of the decimal.
  std::int64_t run();

 private:
  lua_State* lua_;
};

}  // namespace gouji::bench
