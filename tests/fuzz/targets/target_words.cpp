// 年度指标值, 实际完成值: “≥50个”, “2-7天”, “优秀”.
#include "fuzz/support.hpp"
#include "model/target.hpp"

namespace gouji::fuzz {

void target_words(std::string_view bytes) {
  const Target target = parse_target(bytes);
  symbol(target.comparison);
  need(!target.range() || target.numeric(), "a range without a lower end");
  is_reverse(target);
  if (target.numeric()) target.low->value.text();
  if (target.range()) static_cast<void>(target.high->value - target.low->value);
}

}  // namespace gouji::fuzz
