#include "regression/library_tests.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.hpp"
#include "regression/expect.hpp"
#include "script/missing.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTest = "test_", kTodo = "todo_";
constexpr int kYearOfTests = 2020;
constexpr std::size_t kMostSource = std::size_t{1} << 20U;

struct LuaTest {
  std::string name;
  script::FunctionRef run;
};

// One tests { … }.
struct TestGroup {
  std::vector<LuaTest> tests;
  std::vector<std::string> tags;
  Document document;
};

Fault bad_header(const Location& at, const std::string& chinese, const std::string& english) {
  Fault fault("test.bad_header", chinese, english);
  fault.at(at).hint("写成 tests { test_名称 = function(expect, document) … end }；还可以有 given、tags",
                    "write tests { test_name = function(expect, document) … end }, and given or tags");
  return fault;
}

// The document that the tests are given, written as in a case.
Document given_document(const std::string* given, const std::string& shown, const std::string& province) {
  const std::string head = "rule = \"given\"\n[[case]]\nname = \"given\"\nexpect = \"pass\"\nyear = ";
  const std::string own = given == nullptr ? "" : *given;
  const bool has_year = own.starts_with("year") || own.find("\nyear") != std::string::npos;
  const std::string lead = has_year ? head.substr(0, head.rfind('\n') + 1) : fmt::format("{}{}\n", head, kYearOfTests);
  CaseFile file = read_cases_text(lead + own, shown + "（given）", {nullptr, province, {}});
  if (file.cases.front().broken) throw Fault(*file.cases.front().broken);
  return std::move(file.cases.front().document);
}

TestGroup group_of(const script::Plain& header, const Location& at, const std::string& province) {
  TestGroup group;
  const std::string* given = nullptr;
  if (header.map() == nullptr) throw bad_header(at, "tests 里没有测试", "tests { } holds no test");
  for (const auto& [key, value] : *header.map()) {
    const bool is_test = key.starts_with(kTest) || key.starts_with(kTodo);
    if (is_test && value.function() != nullptr) {
      group.tests.push_back({key, *value.function()});
    } else if (key == "given" && value.text() != nullptr) {
      given = value.text();
    } else if (key == "tags" && value.list() != nullptr) {
      for (const script::Plain& tag : *value.list()) {
        if (tag.text() != nullptr) group.tags.push_back(*tag.text());
      }
    } else {
      throw bad_header(at, fmt::format("tests 里不能写“{}”{}", key, is_test ? "：应是函数" : ""),
                       fmt::format("tests {{ }} cannot hold {}", key));
    }
  }
  std::sort(group.tests.begin(), group.tests.end(),
            [](const LuaTest& a, const LuaTest& b) { return a.run.line < b.run.line; });
  group.document = given_document(given, at.file, province);
  return group;
}

class LibraryTests {
 public:
  LibraryTests(RuleBook& book, script::ObjectType expect, const CaseChoice& choice)
      : book_(book), expect_(expect), choice_(choice) {}

  PackCases run() {
    const Pack& pack = book_.chain().top();
    if (!fs::is_directory(pack.folder / "lib")) return {};
    for (const fs::path& path : files::list(pack.folder / "lib", {std::string(kLibraryTests)})) run_file(path);
    return std::move(done_);
  }

 private:
  void run_file(const fs::path& path) {
    const Pack& pack = book_.chain().top();
    std::string name = path.filename().string();
    name.resize(name.size() - kLibraryTests.size());
    CaseResult whole;
    whole.pack = pack.id;
    whole.rule = fmt::format("{}/lib/{}", pack.id, name);
    whole.status = CaseStatus::error;
    const ScriptFile file{path, pack.shown + "/" + files::shown(path, pack.folder), files::read(path, kMostSource)};
    whole.at = {file.shown, 0, 0};
    if (!choice_.takes_file(whole.rule, path)) return;
    try {
      const std::string province = pack.scope.provinces.empty() ? std::string() : pack.scope.provinces.front();
      const auto declared = book_.declared_in(file, "tests");
      if (declared.empty()) throw bad_header(whole.at, "文件里没有 tests { … }", "the file has no tests { … }");
      for (const auto& [header, at] : declared) {
        const TestGroup group = group_of(header, at, province);
        for (const LuaTest& test : group.tests) {
          if (!choice_.takes(whole.rule, test.name, group.tags)) continue;
          CaseResult one = run_test(whole, file, group, test);
          one.tags = group.tags;
          choice_.keep(std::move(one), done_);
        }
      }
    } catch (const Fault& fault) {
      if (choice_.wanted && !choice_.wanted(whole.rule + " ")) return;
      whole.fault = std::make_shared<Fault>(fault);
      choice_.keep(std::move(whole), done_);
    }
  }

  CaseResult run_test(const CaseResult& whole, const ScriptFile& file, const TestGroup& group, const LuaTest& test) {
    CaseResult one = whole;
    one.name = test.name;
    one.at.line = test.run.line;
    if (test.name.starts_with(kTodo)) {
      one.status = CaseStatus::skipped;
      return one;
    }
    ExpectSession session;
    script::State& state = book_.state();
    book_.use_year(group.document.year);
    state.begin(&group.document);
    std::optional<Fault> fault;
    try {
      state.call(test.run, {{expect_, &session, 0}, {script::types::document, &group.document, 0}});
    } catch (const script::MissingValue& missing) {
      fault = broke_off(one.at, missing.leaf().row_name() + "·" + missing.leaf().column_name());
    } catch (const script::MissingPart& missing) {
      fault = broke_off(one.at, missing.part());
    } catch (const Fault& own) {
      fault = own;
    }
    state.end();
    if (state.restore() && !fault) {
      fault = Fault("script.kept_state", "测试改动了文件最外层或 lib/ 里的变量：一次测试不能给另一次留下东西",
                    "the test changed a variable of its file or of lib/: one test may leave nothing for another");
      fault->at(one.at).hint("变量写在函数里面，写成 local", "declare the variable inside the function, as local");
    }
    if (!fault && session.made == 0) {
      fault = Fault("test.no_assertion", "这个测试什么也没有比较", "the test asserts nothing");
      fault->at(one.at).hint("写 expect:equal(得到的, 应得的)", "write expect:equal(got, wanted)");
    }
    settle(one, session, fault, file);
    return one;
  }

  static Fault broke_off(const Location& at, const std::string& what) {
    Fault fault("test.missing_value", fmt::format("用到了缺数：{}", what),
                fmt::format("a missing figure was used: {}", what));
    fault.at(at).hint("先看 :missing()，或用 expect:missing(…)", "look at :missing() first, or use expect:missing(…)");
    return fault;
  }

  static std::string line_of(const std::string& source, int line) {
    std::size_t begin = 0;
    for (int i = 1; i < line && begin != std::string::npos; ++i) begin = source.find('\n', begin) + 1;
    std::string text = source.substr(begin, source.find('\n', begin) - begin);
    return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
  }

  // What did not hold is told even where the test broke off behind it.
  static void settle(CaseResult& one, const ExpectSession& session, const std::optional<Fault>& fault,
                     const ScriptFile& file) {
    one.status = fault ? CaseStatus::error : session.unmet.empty() ? CaseStatus::pass : CaseStatus::fail;
    if (fault) one.fault = std::make_shared<Fault>(*fault);
    for (const ExpectSession::Unmet& unmet : session.unmet) {
      const bool several = session.unmet.size() > 1;
      const std::string lead = several ? fmt::format("第 {} 行：", unmet.at.line) : std::string();
      one.expected += fmt::format("{}{}{}", one.expected.empty() ? "" : "\n", lead, unmet.expected);
      one.got += fmt::format("{}{}{}", one.got.empty() ? "" : "\n", lead, unmet.got);
      one.terms += fmt::format("{}\n{}\n", to_text(unmet.at),
                               unmet.at.file == file.shown ? line_of(file.source, unmet.at.line) : std::string());
    }
    if (!fault && !session.unmet.empty()) one.at.line = session.unmet.front().at.line;
  }

  RuleBook& book_;
  script::ObjectType expect_;
  const CaseChoice& choice_;
  PackCases done_;
};

}  // namespace

PackCases run_library_tests(RuleBook& book, script::ObjectType expect, const CaseChoice& choice) {
  return LibraryTests(book, expect, choice).run();
}

}  // namespace gouji
