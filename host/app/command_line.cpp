#include "app/command_line.hpp"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <span>

#include "app/commands/verbs.hpp"
#include "app/guard.hpp"
#include "app/help.hpp"
#include "app/result_place.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"

namespace gouji::app {
namespace {

constexpr int kTrouble = 1;
constexpr std::size_t kNamed = 100;  // characters of a path in a message

std::span<const Verb* const> all_verbs() {
  static const std::array<const Verb*, 20> verbs{
      &run_verb(),    &import_verb(), &export_verb(),  &inspect_verb(), &explain_verb(), &params_verb(), &check_verb(),
      &test_verb(),   &cover_verb(),  &probe_verb(),   &pin_verb(),     &new_verb(),     &repl_verb(),   &doc_verb(),
      &decide_verb(), &diff_verb(),   &approve_verb(), &whatif_verb(),  &verify_verb(),  &doctor_verb()};
  return verbs;
}

const Verb* find_verb(std::string_view name) {
  for (const Verb* verb : all_verbs()) {
    if (verb->name == name ||
        std::find(verb->other_names.begin(), verb->other_names.end(), name) != verb->other_names.end())
      return verb;
  }
  return nullptr;
}

Fault did_you_mean(Fault fault, const std::string& guess, const std::string& otherwise_chinese,
                   const std::string& otherwise_english) {
  fault.hint(guess.empty() ? otherwise_chinese : fmt::format("是否想写“{}”？", guess),
             guess.empty() ? otherwise_english : fmt::format("did you mean {}?", guess));
  return fault;
}

Fault unknown_verb(const std::string& name) {
  std::vector<std::string> names;
  for (const Verb* verb : all_verbs()) names.emplace_back(verb->name);
  return did_you_mean(
      Fault("usage.unknown_verb", fmt::format("没有名为“{}”的动词", name), fmt::format("no verb {}", name)),
      nearest(name, names), fmt::format("可用：{}；gouji --help 有说明", fmt::join(names, "、")),
      fmt::format("use one of {}; gouji --help tells more", fmt::join(names, ", ")));
}

Fault unknown_option(const std::string& given, const Verb* verb) {
  const std::string name = given.substr(0, given.find('='));
  std::vector<std::string> names;
  const auto add = [&](const Option& option) { names.push_back("--" + std::string(option.name)); };
  if (verb != nullptr) std::for_each(verb->options.begin(), verb->options.end(), add);
  std::for_each(common_options().begin(), common_options().end(), add);
  if (verb == nullptr) names.emplace_back("--version");
  return did_you_mean(
      Fault("usage.unknown_option", fmt::format("不认识的选项“{}”", name), fmt::format("unknown option {}", name)),
      name.starts_with("--") ? nearest(name, names) : std::string(),
      fmt::format("gouji {} --help 有全部选项", verb != nullptr ? verb->name : ""),
      fmt::format("gouji {} --help lists all options", verb != nullptr ? verb->name : ""));
}

void check_choice(const Option& option, const std::string& value) {
  if (option.choices.empty() || std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end())
    return;
  const std::vector<std::string> choices(option.choices.begin(), option.choices.end());
  const std::string all_chinese = fmt::format("可用：{}", fmt::join(choices, "、"));
  const std::string all_english = fmt::format("use one of {}", fmt::join(choices, ", "));
  const std::string guess = nearest(value, choices);
  throw std::move(Fault("usage.unknown_choice", fmt::format("--{} 没有“{}”这一种", option.name, value),
                        fmt::format("--{} cannot be {}", option.name, value))
                      .hint(guess.empty() ? all_chinese : fmt::format("是否想写“{}”？{}", guess, all_chinese),
                            guess.empty() ? all_english : fmt::format("did you mean {}? {}", guess, all_english)));
}

// What CLI11 says about a value that is missing begins with the option's name.
Fault bad_use(const CLI::ParseError& error, const Verb* verb) {
  const std::string what = error.what();
  const std::string name = what.starts_with('-') ? what.substr(0, what.find_first_of(": ")) : std::string();
  const std::string more_chinese = fmt::format("gouji {} --help 有说明", verb != nullptr ? verb->name : "");
  const std::string more_english = fmt::format("see gouji {} --help", verb != nullptr ? verb->name : "");
  if (name.empty())
    return std::move(Fault("usage.bad", "用法有误：" + what, "bad usage: " + what).hint(more_chinese, more_english));
  return std::move(Fault("usage.no_value", fmt::format("选项“{}”后面缺少取值，或取值多余", name),
                         fmt::format("option {}: its value is missing, or too many are given", name))
                       .hint(more_chinese, more_english));
}

// One option of the command line as the library collects it.
struct Slot {
  const Option* option;
  CLI::Option* reader;
  std::vector<std::string> values;
};

std::vector<Slot> declare(CLI::App& app, const std::vector<const Option*>& options) {
  std::vector<Slot> slots;
  slots.reserve(options.size());  // the library keeps references to the values
  for (const Option* option : options) {
    Slot& slot = slots.emplace_back(Slot{option, nullptr, {}});
    const std::string names =
        option->letter != 0 ? fmt::format("-{},--{}", option->letter, option->name) : fmt::format("--{}", option->name);
    if (option->takes == Takes::nothing || option->takes == Takes::maybe) {
      slot.reader = app.add_flag(names);
    } else {
      slot.reader = app.add_option(names, slot.values)
                        ->expected(1)
                        ->allow_extra_args(false)
                        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
  }
  return slots;
}

// Texts between commas: how the environment gives an option that may be repeated.
std::vector<std::string> parts_of_list(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

void collect(const std::vector<Slot>& slots, std::string_view verb, Arguments& arguments) {
  for (const Slot& slot : slots) {
    const Option& option = *slot.option;
    std::vector<std::string> values = slot.values;
    const bool given = slot.reader->count() > 0;
    const char* twin = std::getenv(environment_name(verb, option.name).c_str());
    const bool from_twin = !given && twin != nullptr && *twin != '\0';
    if (option.takes == Takes::nothing) {
      if (given || (from_twin && std::string_view(twin) != "0")) arguments.add(option.name, "1");
      continue;
    }
    if (option.takes == Takes::maybe) {
      // The library gives a flag without a value this one.
      const std::string value = given ? slot.reader->results().back() : from_twin ? std::string(twin) : "0";
      if (given || value != "0") arguments.add(option.name, value == "true" || value == "1" ? "" : value);
      continue;
    }
    if (from_twin) values = option.takes == Takes::several ? parts_of_list(twin) : std::vector<std::string>{twin};
    for (const std::string& value : values) {
      check_choice(option, value);
      arguments.add(option.name, value);
    }
  }
}

struct CommandWords {
  const Verb* verb = nullptr;
  Arguments common, own;
  bool help = false, version = false;
};

std::vector<const Option*> pointers(const std::vector<Option>& options) {
  std::vector<const Option*> list;
  for (const Option& option : options) list.push_back(&option);
  return list;
}

// Reads `words` by `options`; what is left over is positional.
std::vector<std::string> read_words(const std::vector<const Option*>& options, std::vector<std::string> words,
                                    const Verb* verb, bool stop_at_word, Arguments& arguments,
                                    std::vector<std::string>& rest) {
  CLI::App app;
  app.set_help_flag();
  std::vector<Slot> slots = declare(app, options);
  std::vector<std::string> positional;
  app.add_option("words", positional);
  app.allow_extras();
  if (stop_at_word) app.prefix_command();
  try {
    std::reverse(words.begin(), words.end());  // the library reads from the end
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    throw bad_use(error, verb);
  }
  rest = app.remaining();
  std::erase(rest, "--");  // what stands behind it has become positional
  collect(slots, verb != nullptr ? verb->name : "", arguments);
  return positional;
}

// The first word that is neither an option nor the value of a common one is the verb.
CommandWords read_line(const std::vector<std::string>& words) {
  CommandWords line;
  std::size_t at = 0;
  std::vector<std::string> before;
  for (; at < words.size() && words[at].starts_with('-'); ++at) {
    before.push_back(words[at]);
    if ((words[at] == "--lang" || words[at] == "--home") && at + 1 < words.size()) before.push_back(words[++at]);
  }
  static const Option version{"version", 0, Takes::nothing, "", {}};
  std::vector<const Option*> common = pointers(common_options());
  std::vector<std::string> rest;
  {
    std::vector<const Option*> options = common;
    options.push_back(&version);
    Arguments arguments;
    read_words(options, before, nullptr, false, arguments, rest);
    if (!rest.empty()) throw unknown_option(rest.front(), nullptr);
    line.help = arguments.given("help");
    line.version = arguments.given("version");
    line.common = arguments;
  }
  if (at == words.size()) return line;
  if (words[at] == "help") {
    line.help = true;
    if (++at == words.size()) return line;
  }
  line.verb = find_verb(words[at]);
  if (line.verb == nullptr) throw unknown_verb(words[at]);
  std::vector<const Option*> options = pointers(line.verb->options);
  options.insert(options.end(), common.begin(), common.end());
  const std::vector<std::string> behind(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  for (const std::string& word : read_words(options, behind, line.verb, false, line.own, rest)) line.own.add("", word);
  if (!rest.empty()) throw unknown_option(rest.front(), line.verb);
  line.help = line.help || line.own.given("help");
  return line;
}

void check_word_count(const Verb& verb, const Arguments& arguments) {
  const std::size_t count = arguments.words().size();
  if (count >= verb.least && count <= verb.most) return;
  const std::string usage = fmt::format("gouji {} {}", verb.name, verb.words);
  if (count < verb.least) {
    throw std::move(Fault("usage.missing_word", fmt::format("“{}”后面还要写明 {}", verb.name, verb.words),
                          fmt::format("{} needs {}", verb.name, verb.words))
                        .hint("用法：" + usage, "usage: " + usage));
  }
  const std::string& extra = arguments.words().at(verb.most);
  throw std::move(
      Fault("usage.extra_word", fmt::format("多余的参数“{}”", extra), fmt::format("extra argument {}", extra))
          .hint("用法：" + usage, "usage: " + usage));
}

// --lang before everything is read, so that even a wrong option is told in that language.
std::string language_asked(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--lang" && i + 1 < words.size()) return words[i + 1];
    if (words[i].starts_with("--lang=")) return words[i].substr(std::string_view("--lang=").size());
  }
  const char* twin = std::getenv("GOUJI_LANG");
  return twin != nullptr ? twin : "";
}

// What is thrown becomes a message, and the status 1.
template <class Work>
int told_by(Session& session, const Work& work) {
  try {
    return work();
  } catch (const Fault& fault) {
    session.problem(fault);
  } catch (const std::bad_alloc&) {
    session.problem(Fault("tool.no_memory", "内存不足，没有写出结果", "out of memory; no result was written"));
  } catch (const std::filesystem::filesystem_error& error) {  // a loop of links, a name too long, a folder shut
    session.problem(
        Fault("file.unreadable",
              fmt::format("无法读取“{}”：{}", text::visible(text::shorten(error.path1().string(), kNamed)),
                          error.code().message()),
              fmt::format("cannot read {}: {}", text::visible(text::shorten(error.path1().string(), kNamed)),
                          error.code().message()))
            .hint("请核对路径和权限", "check the path and the permissions"));
  } catch (const std::exception& error) {
    session.problem(Fault("tool.failed", fmt::format("程序出错：{}", error.what()),
                          fmt::format("the program failed: {}", error.what()))
                        .hint("这是程序自身的问题，请把这条消息连同命令交给维护人员",
                              "this is a fault of the program; please report it with the command"));
  }
  return kTrouble;
}

int run_line(const std::vector<std::string>& words, Session& session) {
  CommandWords line = read_line(words);
  if (line.version) {
    session.deliver("gouji " GOUJI_VERSION "\n", std::nullopt);
    return 0;
  }
  if (line.verb == nullptr) {
    if (!line.help && words.empty())
      throw std::move(Fault("usage.no_verb", "要写明动词", "a verb is wanted")
                          .hint("例如 gouji run；gouji --help 有说明", "such as gouji run; see gouji --help"));
    session.deliver(help_of_program(all_verbs(), session.language()), std::nullopt);
    return 0;
  }
  if (line.help) {
    session.deliver(help_of_verb(*line.verb, session.language()), std::nullopt);
    return 0;
  }
  check_word_count(*line.verb, line.own);
  const auto home = line.own.given("home") ? line.own.text("home") : line.common.text("home");
  Session own(language_asked(words), home ? std::optional<std::filesystem::path>(*home) : std::nullopt);
  need_outputs_apart(own, line.verb->name, line.own);
  const auto work = [&] {
    const int status = line.verb->run(own, line.own);
    return own.failed() ? kTrouble : status;
  };
  if (const auto wall = wall_of(*line.verb, own, line.own))
    return run_guarded(*wall, own, [&] { return told_by(own, work); });
  return work();
}

}  // namespace

int run_program(int count, char** words) {
  // A closed pipe and a file too large are errors with a message, not the end of the program.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  const std::vector<std::string> given(words + std::min(count, 1), words + count);
  Session session(language_asked(given), std::nullopt);
  return told_by(session, [&] { return run_line(given, session); });
}

}  // namespace gouji::app
