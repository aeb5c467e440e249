#include "app/test_watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <ctime>
#include <map>
#include <set>

#include "app/test_report.hpp"
#include "app/verb.hpp"
#include "base/files.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr long kLookEvery = 250'000'000;  // nanoseconds
constexpr long kSettles = 60'000'000;     // an editor writes a file in several steps
constexpr std::size_t kMostChangedNamed = 3;

using FileStamp = std::pair<fs::file_time_type, std::uintmax_t>;
using FileStamps = std::map<fs::path, FileStamp>;

// Files that come and go while it looks are seen next time.
FileStamps stamps_below(const std::set<fs::path>& folders) {
  FileStamps stamps;
  for (const fs::path& folder : folders) {
    std::error_code error;
    fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
    for (; !error && at != end; at.increment(error)) {
      if (at->path().filename().native().starts_with('.')) {
        at.disable_recursion_pending();
        continue;
      }
      std::error_code gone;
      if (!at->is_regular_file(gone) || gone) continue;
      const auto time = at->last_write_time(gone);
      const auto size = gone ? 0 : at->file_size(gone);
      if (!gone) stamps.emplace(at->path(), FileStamp{time, size});
    }
  }
  return stamps;
}

std::set<fs::path> changed_files(const FileStamps& before, const FileStamps& now) {
  std::set<fs::path> changed;
  for (const auto& [path, stamp] : now) {
    const auto old = before.find(path);
    if (old == before.end() || old->second != stamp) changed.insert(path);
  }
  for (const auto& [path, stamp] : before) {
    if (!now.contains(path)) changed.insert(path);
  }
  return changed;
}

// The signals that end the watching, taken instead of acted upon while one of these lives.
class HeldSignals {
 public:
  HeldSignals() {
    sigemptyset(&set_);
    for (const int one : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set_, one);
    ::pthread_sigmask(SIG_BLOCK, &set_, &before_);
  }
  ~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  // True when one came within the time.
  bool wait(long nanoseconds) const {
    const timespec time{0, nanoseconds};
    return ::sigtimedwait(&set_, nullptr, &time) > 0;
  }

 private:
  sigset_t set_{}, before_{};
};

// What a pack must run again.
struct Touched {
  bool all = false, whole = false;  // whole: the cases of whole documents
  std::set<fs::path> files;         // of cases and Lua tests
  bool any() const { return all || whole || !files.empty(); }
};

fs::path beside(const fs::path& script, std::string_view ending) {
  return script.parent_path() / (script.stem().string() + std::string(ending));
}

bool requires_any(const std::string& source, const std::set<std::string>& names) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    for (const char quote : {'"', '\''}) {
      for (const std::string_view lead : {"require ", "require(", "require"}) {
        if (source.find(fmt::format("{}{}{}{}", lead, quote, name, quote)) != std::string::npos) return true;
      }
    }
    return false;
  });
}

// Libraries that require one of them, and so on; then the scripts that do.
void touch_users(const PackChain& chain, std::set<std::string> names, Touched& touched) {
  for (std::size_t before = 0; before != names.size();) {
    before = names.size();
    for (const auto& layer : chain.layers) {
      for (const auto& [name, file] : layer->libraries) {
        if (requires_any(file.source, names)) names.insert(name);
      }
    }
  }
  const Pack& top = chain.top();
  for (const auto* scripts : {&top.rules, &top.scorings, &top.layouts}) {
    for (const ScriptFile& script : *scripts) {
      if (requires_any(script.source, names)) touched.files.insert(beside(script.path, kCasesEnding));
    }
  }
  for (const std::string& name : names) touched.files.insert(top.folder / "lib" / (name + std::string(kLibraryTests)));
  touched.whole = true;
}

Touched touched_by(const std::set<fs::path>& changed, const PackChain& chain) {
  Touched touched;
  std::set<std::string> libraries;
  for (const auto& layer : chain.layers) {
    const bool top = layer == chain.layers.back();
    for (const fs::path& path : changed) {
      const std::string name = files::shown(path, layer->folder);
      if (name == files::shown(path)) continue;  // not below it
      const std::string file = path.filename().string();
      if (file.ends_with(kCasesEnding) || file.ends_with(kLibraryTests)) {
        if (top) touched.files.insert(path);
      } else if (name.starts_with("lib/") && file.ends_with(".lua")) {
        libraries.insert(path.stem().string());
      } else if (file.ends_with(".lua")) {
        touched.whole = true;
        if (top) touched.files.insert(beside(path, kCasesEnding));
      } else {
        touched.all = true;  // parameters, pack.toml, a document beside cases
      }
    }
  }
  if (!libraries.empty()) touch_users(chain, std::move(libraries), touched);
  return touched;
}

std::string changed_names(const std::set<fs::path>& changed) {
  std::string out;
  std::set<std::string> names;  // one file may be seen from the workbench and from its pack
  for (const fs::path& path : changed)
    names.insert(files::shown(fs::absolute(path).lexically_normal(), fs::current_path()));
  std::size_t count = 0;
  for (const std::string& name : names) {
    if (++count <= kMostChangedNamed) out += (out.empty() ? "" : " ") + name;
  }
  return count > kMostChangedNamed ? fmt::format("{} … ({})", out, count) : out;
}

class Watch {
 public:
  Watch(Session& session, TestRunner& runner, const CaseChoice& choice, bool every_case)
      : session_(session), runner_(runner), choice_(choice), every_case_(every_case) {
    folders_.insert(session.workbench().rules);
    for (const fs::path& folder : runner.folders()) folders_.insert(fs::absolute(folder).lexically_normal());
    if (runner.kit()) folders_.insert(fs::absolute(runner.kit()->folder).lexically_normal());
  }

  int run() {
    const HeldSignals signals;
    stamps_ = stamps_below(folders_);
    tell(runner_.run(choice_));
    session_.deliver(
        std::string(session_.say("存盘后自动再试；Ctrl-C 结束\n", "runs again when a file is saved; Ctrl-C ends\n")),
        std::nullopt);
    while (!signals.wait(kLookEvery)) {
      FileStamps now = stamps_below(folders_);
      if (now == stamps_) continue;
      for (FileStamps later; now != later;) {
        if (signals.wait(kSettles)) return status_;
        later = std::exchange(now, stamps_below(folders_));
      }
      const std::set<fs::path> changed = changed_files(std::exchange(stamps_, now), now);
      if (!changed.empty()) again(changed);
    }
    return status_;
  }

 private:
  void again(const std::set<fs::path>& changed) {
    session_.deliver(fmt::format("—— {} {}\n", session_.say("改动", "changed"), changed_names(changed)), std::nullopt);
    TestRun all;
    all.kit = runner_.kit();
    bool any = false;
    for (const fs::path& folder : runner_.folders()) {
      Touched touched;
      try {
        touched = touched_by(changed, *load_pack(folder, session_.workbench().rules));
        if (runner_.kit()) touched.all = touched.any() || touches_kit(changed);
      } catch (const Fault&) {
        touched.all = true;  // running says what is wrong
      }
      if (!touched.any()) continue;
      any = true;
      CaseChoice choice = choice_;
      choice.touched = [&](const std::string& subject, const fs::path& file) {
        const bool whole = touched.whole && subject == fs::path(folder).filename().string();
        return touched.all || whole || touched.files.contains(file);
      };
      runner_.run_pack(folder, choice, all);
    }
    if (any) tell(all);
  }

  bool touches_kit(const std::set<fs::path>& changed) const {
    const fs::path folder = fs::absolute(runner_.kit()->folder).lexically_normal();
    return std::any_of(changed.begin(), changed.end(),
                       [&](const fs::path& path) { return files::shown(path, folder) != files::shown(path); });
  }

  void tell(const TestRun& run) {
    status_ = counted(run.cases).good() ? 0 : kFailed;
    std::string out;
    for (const CaseResult& one : run.cases.results)
      out += test_line(one, session_.language(), every_case_, several_packs(run));
    session_.deliver(out + test_end(run, session_.language(), false), std::nullopt);
  }

  Session& session_;
  TestRunner& runner_;
  const CaseChoice& choice_;
  bool every_case_;
  std::set<fs::path> folders_;
  FileStamps stamps_;
  int status_ = 0;
};

}  // namespace

int watch_tests(Session& session, TestRunner& runner, const CaseChoice& choice, bool every_case) {
  return Watch(session, runner, choice, every_case).run();
}

}  // namespace gouji::app
