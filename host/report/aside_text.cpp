#include "report/aside_text.hpp"

#include <fmt/format.h>

namespace gouji::report {

std::string aside_text(const CasesAside& aside, Language language) {
  std::string parts;
  const auto add = [&](int count, std::string_view chinese, std::string_view english) {
    if (count == 0) return;
    parts += fmt::format("{}{}", parts.empty() ? "" : say(language, "、", ", "),
                         fmt::format(fmt::runtime(say(language, chinese, english)), count));
  };
  add(aside.whole, "整份公开文本的用例 {} 个", "{} cases of whole documents");
  add(aside.library, "lib/ 的 Lua 测试 {} 个文件", "{} files of Lua tests in lib/");
  return language == Language::chinese ? fmt::format("没有算在内：{}（gouji test 运行它们）", parts)
                                       : fmt::format("not counted: {} (gouji test runs them)", parts);
}

void aside_member(JsonWriter& json, const CasesAside& aside) {
  json.key("aside");
  json.begin_object();
  json.member("whole_cases", aside.whole);
  json.member("library_test_files", aside.library);
  json.end_object();
}

}  // namespace gouji::report
