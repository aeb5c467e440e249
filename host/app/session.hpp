// One call of the program: its language, its workbench, where results and problems go. The only place that writes to
// the terminal.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/workbench.hpp"
#include "base/fault.hpp"

namespace gouji::app {

class Session {
 public:
  // `asked` is what --lang or its environment twin says; empty: by the locale.
  Session(std::string_view asked, std::optional<std::filesystem::path> home);

  Language language() const { return language_; }
  // Machine formats are Chinese unless --lang asks for another.
  Language language_of_machines() const { return asked_ ? language_ : Language::chinese; }
  std::string_view say(std::string_view chinese, std::string_view english) const {
    return language_ == Language::english ? english : chinese;
  }

  // Read when first asked for; Faults of read_workbench.
  const Workbench& workbench();

  // On stderr. A problem makes the call end in 1, a note does not.
  void problem(const Fault& fault);
  void note(const std::string& text);
  bool failed() const { return failed_; }

  // A line that is overwritten by the next one; only on a terminal.
  void progress(const std::string& text);
  bool shows_progress() const;

  // To the file, replaced as a whole, or to stdout for no file or "-". Faults: "file.unwritable", "output.broken".
  void deliver(std::string_view bytes, const std::optional<std::string>& file);

  bool colours() const;  // stdout is a terminal and NO_COLOR is not set
  int width() const;     // of the terminal, 100 otherwise
  bool on_terminal() const;

 private:
  void clear_progress();
  Language language_;
  bool asked_;
  std::optional<std::filesystem::path> home_;
  std::unique_ptr<Workbench> workbench_;
  bool failed_ = false;
  bool progress_shown_ = false;
};

// The language of LC_ALL, LC_MESSAGES or LANG: zh*, C, POSIX and nothing are Chinese, all others English.
Language language_of_locale();

}  // namespace gouji::app
