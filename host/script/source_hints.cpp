#include "script/source_hints.hpp"

#include <fmt/format.h>

#include <array>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "model/record.hpp"

namespace gouji::script {
namespace {

struct Habit {
  std::u32string_view written;
  std::string_view instead;
};
constexpr std::array<Habit, 16> kPunctuation{{{U"，", ","},
                                              {U"。", "."},
                                              {U"（", "("},
                                              {U"）", ")"},
                                              {U"“", "\""},
                                              {U"”", "\""},
                                              {U"‘", "'"},
                                              {U"’", "'"},
                                              {U"：", ":"},
                                              {U"；", ";"},
                                              {U"＝", "="},
                                              {U"＜", "<"},
                                              {U"＞", ">"},
                                              {U"｛", "{"},
                                              {U"｝", "}"},
                                              {U"\u3000", " "}}};

// The nearest field in either language: 执行术 → 执行率.
std::string nearest_field(std::string_view name) {
  std::vector<std::string> names;
  for (const RecordKind kind : {RecordKind::fund, RecordKind::indicator, RecordKind::evaluation, RecordKind::claim}) {
    for (const Field& field : fields_of(kind)) names.emplace_back(field.chinese);
  }
  return nearest(name, names);
}

SourceHint chinese_name(int column, const std::string& name) {
  SourceHint hint;
  hint.column = column;
  hint.chinese = fmt::format("“{}”：名称是中文时要放进方括号和引号", name);
  hint.english = fmt::format("{}: a Chinese name must stand in brackets and quotes", name);
  const std::string guess = nearest_field(name);
  const std::string& shown = guess.empty() ? name : guess;
  hint.chinese_mend = fmt::format("写成 [\"{}\"]", shown) +
                      (guess.empty() || guess == name ? "" : fmt::format("（是否想写“{}”？）", guess));
  hint.english_mend = fmt::format("write [\"{}\"]", shown);
  return hint;
}

}  // namespace

std::optional<SourceHint> look_at_line(std::string_view line) {
  const std::u32string characters = text::decode(line);
  char32_t quote = 0;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const char32_t c = characters[i];
    const char32_t next = i + 1 < characters.size() ? characters[i + 1] : U'\0';
    const int column = static_cast<int>(i) + 1;
    if (quote != 0) {
      if (c == U'\\')
        ++i;
      else if (c == quote)
        quote = 0;
      continue;
    }
    if (c == U'"' || c == U'\'') {
      quote = c;
      continue;
    }
    if (c == U'-' && next == U'-') return std::nullopt;  // a comment to the line's end
    if (c == U'!' && next == U'=') {
      return SourceHint{column,
                        "Lua 里没有 !=", "Lua has no !=", "不等于写成 ~=（只能与引号里的文字、true、false、nil 比较）",
                        "write ~="};
    }
    if (c == U'+' && next == U'=') {
      return SourceHint{column, "Lua 里没有 +=", "Lua has no +=", "写成 x = x + …", "write x = x + …"};
    }
    for (const Habit& habit : kPunctuation) {
      if (habit.written.front() != c) continue;
      return SourceHint{column, fmt::format("全角符号“{}”", text::encode(habit.written)),
                        fmt::format("full-width {}", text::encode(habit.written)),
                        fmt::format("改成半角 {}", habit.instead), fmt::format("write {}", habit.instead)};
    }
    if (text::is_han(c)) {
      std::u32string name;
      for (std::size_t j = i; j < characters.size() && (text::is_han(characters[j]) || text::is_latin(characters[j]) ||
                                                        text::is_digit(characters[j]));
           ++j)
        name += characters[j];
      return chinese_name(column, text::encode(name));
    }
  }
  return std::nullopt;
}

}  // namespace gouji::script
