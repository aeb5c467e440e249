#include "app/rule_pattern.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/fault.hpp"
#include "base/nearest.hpp"

namespace gouji::app {

RulePattern::RulePattern(const std::optional<std::string>& text) {
  if (!text) return;
  text_ = *text;
  pattern_.emplace(*text);
}

bool RulePattern::fits(const std::string& rule) {
  const bool fits = !pattern_ || pattern_->found_in(rule);
  fitted_ = fitted_ || fits;
  if (!fits) others_.insert(rule);
  return fits;
}

void RulePattern::need_one() const {
  if (!pattern_ || fitted_) return;
  const std::string guess = nearest(text_, std::vector<std::string>(others_.begin(), others_.end()));
  throw std::move(
      Fault("run.no_rule", fmt::format("没有编号符合“{}”的规则", text_), fmt::format("no rule id fits {}", text_))
          .hint(guess.empty() ? "-r 后面写规则编号的一部分或正则表达式；gouji check 列出规则包"
                              : fmt::format("是否想写“{}”？", guess),
                guess.empty() ? "-r takes a part of a rule id or a regular expression"
                              : fmt::format("did you mean {}?", guess)));
}

}  // namespace gouji::app
