#include "app/help.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace gouji::app {
namespace {

constexpr int kIndent = 30;

// "  name          about", the about on a line of its own where the name is long.
std::string entry(const std::string& name, std::string_view about) {
  const int width = text::display_width(name) + 2;
  if (width + 2 > kIndent) return fmt::format("  {}\n{:{}}{}\n", name, "", kIndent, about);
  return fmt::format("  {}{:{}}{}\n", name, "", kIndent - width, about);
}

std::string spelled(const Option& option) {
  std::string name =
      option.letter != 0 ? fmt::format("-{}, --{}", option.letter, option.name) : fmt::format("    --{}", option.name);
  if (option.takes == Takes::maybe) return name + fmt::format("[={}]", option.value);
  if (option.takes != Takes::nothing) name += fmt::format(" {}", option.value);
  return name;
}

}  // namespace

const std::vector<Option>& common_options() {
  static const std::vector<Option> options{
      {"lang", 0, Takes::one, "zh|en", {"消息和报告的语言", "language of messages and reports"}, {"zh", "en"}},
      {"home",
       0,
       Takes::one,
       "FOLDER",
       {"工作台文件夹（有 workbench.toml）", "the workbench's folder (with workbench.toml)"}},
      {"help", 'h', Takes::nothing, "", {"显示这份说明", "show this help"}}};
  return options;
}

std::string environment_name(std::string_view verb, std::string_view option) {
  std::string name = "GOUJI_" + (verb.empty() ? std::string() : std::string(verb) + "_") + std::string(option);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c); });
  return name;
}

std::string help_of_program(std::span<const Verb* const> verbs, Language language) {
  const bool chinese = language == Language::chinese;
  std::string out = chinese ? "gouji（勾稽）：审核已公开的部门预算、决算和绩效自评，公式是脚本，可以自己改。\n\n用法：g"
                              "ouji 动词 [选项]\n\n动词：\n"
                            : "gouji: checks published government budgets, accounts and self-evaluations by scripts "
                              "that you can change.\n\n"
                              "usage: gouji VERB [options]\n\nverbs:\n";
  for (const Verb* verb : verbs) out += entry(std::string(verb->name), verb->about.in(language));
  out += chinese ? "\n选项：\n" : "\noptions:\n";
  for (const Option& option : common_options()) out += entry(spelled(option), option.about.in(language));
  out += entry("    --version", chinese ? "显示版本" : "show the version");
  out += chinese ? "\n例子：\n" : "\nexamples:\n";
  for (const Verb* verb : verbs) {
    if (!verb->examples.empty()) out += fmt::format("  {}\n", verb->examples.front().line);
  }
  out += chinese ? "\ngouji 动词 --help 有每个动词的选项和例子。退出状态：0 无问题，2 有警告，3 有错误，1 "
                   "工具、用法、读取或公式出错。\n"
                 : "\ngouji VERB --help tells each verb's options and examples. Exit status: 0 clean, 2 warnings, 3 "
                   "errors, 1 the tool,\n"
                   "its usage, an unread input or a faulty rule.\n";
  return out;
}

std::string help_of_verb(const Verb& verb, Language language) {
  const bool chinese = language == Language::chinese;
  std::string out =
      fmt::format("{}\n\n{}gouji {} {}{}\n", verb.about.in(language), chinese ? "用法：" : "usage: ", verb.name,
                  verb.words.empty() ? "" : std::string(verb.words) + " ", chinese ? "[选项]" : "[options]");
  if (!verb.words_about.chinese.empty()) out += fmt::format("\n{}\n", verb.words_about.in(language));
  out += chinese ? "\n选项：\n" : "\noptions:\n";
  const auto add = [&](const Option& option) {
    std::string about(option.about.in(language));
    if (option.takes == Takes::several) about += chinese ? "（可写多次）" : " (may be repeated)";
    out += entry(spelled(option), about);
  };
  for (const Option& option : verb.options) add(option);
  for (const Option& option : common_options()) add(option);
  if (!verb.options.empty()) {
    out += fmt::format(
        "\n{}{}\n",
        chinese ? "每个选项也可写在环境变量里，例如 " : "Each option may be set in the environment, such as ",
        environment_name(verb.name, verb.options.front().name));
  }
  out += chinese ? "\n例子：\n" : "\nexamples:\n";
  for (const Example& example : verb.examples)
    out += fmt::format("  {}\n      {}\n", example.line, example.about.in(language));
  return out;
}

}  // namespace gouji::app
