// Host functions and methods with odd arguments: three bytes and more make a call, out of what the catalogue registers
// and a list of values. Calls fail inside pcall; the state must go on. A call's results become values of their own.
#include <array>

#include <fmt/format.h>

#include "fuzz/rules.hpp"
#include "fuzz/support.hpp"

namespace gouji::fuzz {
namespace {

// What host functions are given.
constexpr std::array<std::string_view, 48> kValues{"nil",
                                                   "true",
                                                   "0",
                                                   "-1",
                                                   "1",
                                                   "2",
                                                   "3.5",
                                                   "1e308",
                                                   "0/0",
                                                   "math.mininteger",
                                                   "math.maxinteger",
                                                   "\"\"",
                                                   "\"甲\"",
                                                   "\"合计\"",
                                                   "\"48.00\"",
                                                   "\"万元\"",
                                                   "\"(a+)+$\"",
                                                   "\"[\"",
                                                   "\"\\xff\\xfe\"",
                                                   "\"\\0\"",
                                                   "string.rep(\"长\", 5000)",
                                                   "string.rep(\"(\", 600)",
                                                   "{}",
                                                   "{ 1, 2, 3 }",
                                                   "{ \"a\", { \"b\" } }",
                                                   "{ at = d, field = \"annual\" }",
                                                   "{ f.annual, f.executed }",
                                                   "function() end",
                                                   "function(...) return ... end",
                                                   "function() error({}) end",
                                                   "setmetatable({}, { __index = function() return 1 end })",
                                                   "d",
                                                   "e",
                                                   "f",
                                                   "i",
                                                   "t",
                                                   "r",
                                                   "c",
                                                   "check",
                                                   "f.annual",
                                                   "f.rate",
                                                   "i.target",
                                                   "t:rows()",
                                                   "t:column \"预算数\"",
                                                   "e:funds()",
                                                   "d:claims()",
                                                   "param \"p.limit\"",
                                                   "param \"p.words\""};
// What has methods and fields.
constexpr std::array<std::string_view, 14> kObjects{"d",
                                                    "e",
                                                    "f",
                                                    "i",
                                                    "t",
                                                    "r",
                                                    "c",
                                                    "check",
                                                    "f.annual",
                                                    "i.target",
                                                    "t:column \"预算数\"",
                                                    "t:rows()",
                                                    "param \"p.words\"",
                                                    "x"};

// What can be called, as Lua writes it; `%` stands for an object.
const std::vector<std::string>& callables() {
  static const std::vector<std::string> list = [] {
    std::vector<std::string> all;
    for (const script::Library& library : verbs().catalogue.libraries()) {
      for (const script::Function& function : library.functions)
        all.push_back(library.name.empty() ? std::string(function.name)
                                           : fmt::format("{}.{}", library.name, function.name));
    }
    for (const script::TypeInfo& type : verbs().catalogue.types()) {
      for (const script::Function& method : type.methods) all.push_back(fmt::format("%{}", method.name));
    }
    for (const std::string_view of_lua :
         {"string.format", "string.rep", "table.concat", "table.unpack", "table.sort", "table.insert", "utf8.codepoint",
          "utf8.char", "select", "setmetatable", "next", "pairs", "ipairs", "tonumber", "tostring", "error", "pcall"})
      all.emplace_back(of_lua);
    return all;
  }();
  return list;
}

class Bytes {
 public:
  explicit Bytes(std::string_view all) : rest_(all) {}
  bool empty() const { return rest_.empty(); }
  std::size_t below(std::size_t count) {
    std::size_t value = 0;
    for (std::size_t range = 1; range < count && !rest_.empty(); range *= 256) {
      value = value * 256 + static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
    }
    return value % count;
  }

 private:
  std::string_view rest_;
};

}  // namespace

void host_calls(std::string_view bytes) {
  Bytes choice(bytes);
  std::string body = "local x\n";
  for (int calls = 0; calls < 24 && !choice.empty(); ++calls) {
    const std::string& function = callables()[choice.below(callables().size())];
    std::string arguments;
    if (function.front() == '%') {
      const std::string_view object = kObjects[choice.below(kObjects.size())];
      body += fmt::format("pcall(function() x = {}:{}(", object, function.substr(1));
    } else {
      body += fmt::format("pcall(function() x = {}(", function);
    }
    const std::size_t count = choice.below(5);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t which = choice.below(kValues.size() + 1);
      body += fmt::format("{}{}", i == 0 ? "" : ", ", which == kValues.size() ? "x" : kValues[which]);
    }
    body += ") end)\n";
  }
  need(load_and_run(rule_with(body)).has_value(), "a rule of calls does not load:\n" + body);
}

}  // namespace gouji::fuzz
