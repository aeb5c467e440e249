#include "app/git_rules.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/child_process.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostOfGitErrors = 300;  // of what a program_named says, in a message

std::filesystem::path program_named(std::string_view name) {
  if (auto found = find_program(name)) return *found;
  throw std::move(Fault("git.missing", fmt::format("没有安装 {}，读不了以前的规则", name),
                        fmt::format("{} is not installed: earlier rules cannot be read", name))
                      .hint(fmt::format("安装：apt install {}；或用 --from pack:文件夹 与另一份规则比", name),
                            fmt::format("apt install {}, or compare with a copy by --from pack:FOLDER", name)));
}

class Repository {
 public:
  Repository(fs::path folder, fs::path home) : folder_(std::move(folder)), home_(std::move(home)) {}

  ChildResult git(std::vector<std::string> words) const {
    std::vector<std::string> all{"-c", "safe.directory=*", "-C", folder_.string()};
    for (std::string& word : words) all.push_back(std::move(word));
    return run_child(program_named("git"), all, home_, {});
  }

  std::string line(const std::vector<std::string>& words) const { return std::string(text::trim(git(words).output)); }

 private:
  fs::path folder_, home_;
};

std::string first_words(const std::string& said) {
  return text::shorten(text::visible(text::trim(said)), kMostOfGitErrors);
}

bool knows(const Repository& repository, const std::string& revision) {
  return !revision.starts_with("-") &&
         repository.git({"rev-parse", "--verify", "--quiet", revision + "^{commit}"}).ok();
}

void need_ref(const Repository& repository, const std::string& revision) {
  if (knows(repository, revision)) return;
  std::vector<std::string> names{"HEAD"};
  const std::string all = repository.line({"for-each-ref", "--format=%(refname:short)"});
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    if (end > begin) names.push_back(all.substr(begin, end - begin));
    begin = end + 1;
  }
  const std::string guess = nearest(revision, names);
  const std::string shown = text::visible(revision);
  throw std::move(Fault("git.unknown_ref", fmt::format("git 里没有“{}”这个版本", shown),
                        fmt::format("git knows no revision {}", shown))
                      .hint(guess.empty() ? "写分支、标签或提交编号；git log --oneline 列出提交"
                                          : fmt::format("是否想写“{}”？", guess),
                            guess.empty() ? "give a branch, a tag or a commit; git log --oneline lists them"
                                          : fmt::format("did you mean {}?", guess)));
}

Fault git_failed(const std::string& what, const ChildResult& result) {
  return std::move(Fault("git.failed", fmt::format("{} 没有成功：{}", what, first_words(result.errors)),
                         fmt::format("{} failed: {}", what, first_words(result.errors)))
                       .hint("核对磁盘空间，再试一次", "look at the room on the disk, and try again"));
}

}  // namespace

bool is_revision(const std::string& word, const fs::path& rules) {
  if (!find_program("git")) return false;
  const TemporaryFolder home;
  return knows(Repository(fs::absolute(rules), home.path()), word);
}

RulesThen rules_at(const std::string& revision, const fs::path& rules) {
  RulesThen then{std::make_unique<TemporaryFolder>(), {}};
  const fs::path& home = then.home->path();
  const Repository here(fs::absolute(rules), home);
  const ChildResult top = here.git({"rev-parse", "--show-toplevel"});
  if (!top.ok()) {
    const std::string shown = files::shown(rules);
    throw std::move(Fault("git.no_repository", fmt::format("“{}”不在 git 仓库里，没有以前的版本可读", shown),
                          fmt::format("{} is in no git repository: there are no earlier revisions", shown))
                        .hint("用 git init 建一个，或用 --from pack:文件夹 与另一份规则比",
                              "make one by git init, or compare with a copy by --from pack:FOLDER"));
  }
  need_ref(here, revision);
  const Repository whole(std::string(text::trim(top.output)), home);
  std::string prefix = here.line({"rev-parse", "--show-prefix"});
  while (prefix.ends_with('/')) prefix.pop_back();
  const std::string tree = revision + "^{commit}:" + prefix;
  if (!whole.git({"rev-parse", "--verify", "--quiet", tree}).ok()) {
    throw std::move(Fault("git.no_rules", fmt::format("“{}”这个版本里没有文件夹“{}”", revision, prefix),
                          fmt::format("revision {} has no folder {}", revision, prefix))
                        .hint("换一个较新的版本", "give a later revision"));
  }
  const fs::path archive = home / "archive";
  const ChildResult packed = whole.git({"archive", "--format=tar", "-o", archive.string(), tree});
  if (!packed.ok()) throw git_failed("git archive", packed);
  then.rules = home / fs::absolute(rules / ".").lexically_normal().parent_path().filename();
  fs::create_directories(then.rules);
  const ChildResult unpacked =
      run_child(program_named("tar"), {"-xf", archive.string(), "-C", then.rules.string()}, home, {});
  if (!unpacked.ok()) throw git_failed("tar", unpacked);
  return then;
}

}  // namespace gouji::app
