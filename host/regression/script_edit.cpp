#include "regression/script_edit.hpp"

#include <algorithm>

namespace gouji {

ScriptPlaces::ScriptPlaces(const std::string& source) : source_(source), lines_{0} {
  for (std::size_t i = 0; i < source.size(); ++i) {
    if ((static_cast<unsigned char>(source[i]) & 0xC0U) != 0x80U) starts_.push_back(i);
    if (source[i] == '\n') lines_.push_back(i + 1);
  }
  starts_.push_back(source.size());
}

ByteSpan ScriptPlaces::between(int begin, int end) const {
  const auto last = static_cast<int>(starts_.size()) - 1;
  const int from = std::clamp(begin - 1, 0, last);
  return {starts_.at(static_cast<std::size_t>(from)),
          starts_.at(static_cast<std::size_t>(std::clamp(end, from, last)))};
}

int ScriptPlaces::line_of(std::size_t byte) const {
  return static_cast<int>(std::upper_bound(lines_.begin(), lines_.end(), byte) - lines_.begin());
}

ByteSpan ScriptPlaces::sign(const script::Node& op) const {
  const ByteSpan gap{span(op.parts.at(0)).end, span(op.parts.at(1)).begin};
  const std::string between = text(gap);
  if (between.find("--") != std::string::npos) return {gap.begin, gap.begin};
  const std::size_t from = between.find_first_not_of(" \t\r\n");
  if (from == std::string::npos) return {gap.begin, gap.begin};
  const std::size_t to = between.find_last_not_of(" \t\r\n");
  return {gap.begin + from, gap.begin + to + 1};
}

std::string edited(const std::string& source, const TextEdit& edit) {
  return source.substr(0, edit.span.begin) + edit.by + source.substr(edit.span.end);
}

}  // namespace gouji
