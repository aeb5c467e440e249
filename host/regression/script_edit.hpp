// A script's text cut and changed at the places of its syntax tree, which count characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "script/syntax_node.hpp"

namespace gouji {

// Bytes of a text, `end` behind the last one.
struct ByteSpan {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
};

class ScriptPlaces {
 public:
  explicit ScriptPlaces(const std::string& source);  // must stay

  ByteSpan span(const script::Node& node) const { return between(node.begin, node.end); }
  // Of characters from 1, both inside.
  ByteSpan between(int begin, int end) const;
  std::string text(const ByteSpan& span) const { return source_.substr(span.begin, span.end - span.begin); }
  std::string text(const script::Node& node) const { return text(span(node)); }
  int line_of(std::size_t byte) const;  // from 1
  // The operator's sign between the two sides of a binary Op; empty where a comment stands there too.
  ByteSpan sign(const script::Node& op) const;

 private:
  const std::string& source_;
  std::vector<std::size_t> starts_;  // of characters, and the end
  std::vector<std::size_t> lines_;   // of lines
};

struct TextEdit {
  ByteSpan span;
  std::string by;
};

std::string edited(const std::string& source, const TextEdit& edit);

}  // namespace gouji
