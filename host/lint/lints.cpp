#include "lint/lints.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace gouji::lint {
namespace {

constexpr Level kError = Level::error;
constexpr Level kWarning = Level::warning;

constexpr std::array<Lint, 32> kLints{{
    {"lint.always_true", kError, false, "条件里的 or 一边是文字或数，总是成立", "a condition that always holds"},
    {"lint.changes_nothing", kWarning, false, "覆盖的取值、严重程度与下层相同",
     "an override equal to what it overrides"},
    {"lint.doubled_key", kError, false, "一张表里同一个键写了两次，Lua 只用后一个", "a key stands twice in a table"},
    {"lint.english_texts", kWarning, false, "英文消息缺少一条规则，或写给不存在的规则",
     "English texts do not fit the rules"},
    {"lint.figure_against_text", kError, false, "数与文字比较，永远不相等", "a figure is compared with a text"},
    {"lint.figure_as_condition", kError, false, "数当作条件或与 nil 比较：空白的数不是 nil",
     "a blank figure is not nil"},
    {"lint.header_order", kWarning, true, "表头的键不按通行的次序", "the keys of a header are out of the usual order"},
    {"lint.id_not_file", kWarning, false, "编号的最后一段与文件名不同", "the id's last part is not the file's name"},
    {"lint.kind_against_severity", kWarning, false, "严重程度与公式类型不合", "kind and severity do not go together"},
    {"lint.missing_basis", kWarning, false, "依据没有内容", "the basis says nothing"},
    {"lint.negative_value", kWarning, false, "取值是负数，下层或别的年度不是", "a negative value where others are not"},
    {"lint.never_applies", kError, false, "规则永远不会用上", "a rule that can never apply"},
    {"lint.no_check", kError, false, "run 里没有用 check，规则什么也不查", "run never uses check"},
    {"lint.not_before_comparison", kError, false, "not 只管紧跟的一个，比较永远不成立",
     "not binds before the comparison"},
    {"lint.not_called", kError, false, "用法没有加括号调用，总是成立", "a method is not called"},
    {"lint.number_in_code", kWarning, false, "公式里写了数，应放进参数", "a number in a rule's code"},
    {"lint.out_of_order", kError, false, "参数的各项次序不对", "the items of a parameter are out of order"},
    {"lint.percent_as_fraction", kWarning, false, "单位是 %，却写成小数", "a fraction where the unit is %"},
    {"lint.replaced_by_nothing", kError, false, "声明了代替，本包却没有这条规则",
     "replaced by a rule that is not there"},
    {"lint.shared_scope", kWarning, false, "两个规则包适用于同样的公开文本，只用其中一个",
     "two packs are for the same disclosures, of which only one is used"},
    {"lint.suppression_circle", kError, false, "几条规则互相说明，疑点会一起消失", "rules suppress each other"},
    {"lint.text_order", kError, false, "用 < > 比较文字，比的是字的编码", "texts are compared by < or >"},
    {"lint.uneven_brackets", kWarning, false, "分档的得分忽高忽低", "the points of brackets go up and down"},
    {"lint.unknown_method", kError, false, "没有这个字段或用法", "no such field or method"},
    {"lint.unknown_name", kWarning, false, "表、行、栏的名称不在词汇里", "a name that no vocabulary knows"},
    {"lint.unknown_slot", kWarning, false, "消息里的槽位没有内容", "a slot of a message that nothing fills"},
    {"lint.unknown_variable", kError, false, "没有这个变量或函数", "no such variable or function"},
    {"lint.unread_parameter", kWarning, false, "参数只在不运行的脚本里用到",
     "a parameter that nothing which runs reads"},
    {"lint.unused_library", kWarning, false, "lib/ 里的文件没有脚本用", "a library that nothing requires"},
    {"lint.unused_parameter", kWarning, false, "参数没有脚本用到", "a parameter that nothing names"},
    {"lint.weights_contradict", kError, false, "分值加起来不对", "points that do not add up"},
    {"lint.year_gap", kError, false, "规则有效的年度里，参数还没有取值",
     "a parameter has no value for years in which a rule applies"},
}};

}  // namespace

std::span<const Lint> all_lints() { return kLints; }

const Lint* find_lint(std::string_view code) {
  const auto found = std::find_if(kLints.begin(), kLints.end(), [&](const Lint& one) { return one.code == code; });
  return found == kLints.end() ? nullptr : &*found;
}

Level level_of(std::string_view code) {
  const Lint* lint = find_lint(code);
  return lint == nullptr ? Level::error : lint->level;
}

void Findings::add(std::string_view code, const Spot& spot, const Words& what, const Words& mend) {
  Fault fault{std::string(code), what.chinese, what.english};
  fault.at_line(spot.file, spot.line, spot.column);
  if (spot.text != nullptr && spot.line > 0) fault.with_excerpt(excerpt(*spot.text, spot.line, spot.column));
  fault.hint(mend.chinese, mend.english);
  faults_.push_back(std::move(fault));
}

std::vector<Fault> Findings::take() {
  const auto key = [](const Fault& one) {
    const Location& at = one.location();
    return std::make_tuple(at.file, at.line, at.column, one.code(), one.message(Language::english));
  };
  std::stable_sort(faults_.begin(), faults_.end(), [&](const Fault& a, const Fault& b) { return key(a) < key(b); });
  std::vector<Fault> kept;
  std::set<decltype(key(faults_.front()))> seen;
  for (Fault& one : faults_) {
    if (seen.insert(key(one)).second) kept.push_back(std::move(one));
  }
  faults_.clear();
  return kept;
}

}  // namespace gouji::lint
