#include "app/session.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "app/result_place.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace gouji::app {
namespace {

constexpr int kUsualWidth = 100;
constexpr int kNarrowest = 60;

// Empty where it worked, else the system's reason.
std::string write_to(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return std::strerror(errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// No wider than so many columns of the terminal.
std::string cut(std::string_view text, int columns) {
  int width = 0;
  std::size_t end = 0;
  for (std::size_t pos = 0; pos < text.size(); end = pos) {
    width += text::display_width(text::decode_next(text, pos));
    if (width > columns) break;
  }
  return std::string(text.substr(0, end));
}

}  // namespace

Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale(value);
    const bool plain = locale == "C" || locale == "POSIX" || locale.starts_with("C.");
    return plain || locale.starts_with("zh") ? Language::chinese : Language::english;
  }
  return Language::chinese;
}

Session::Session(std::string_view asked, std::optional<std::filesystem::path> home)
    : language_(asked.empty() ? language_of_locale()
                              : (asked.starts_with("en") ? Language::english : Language::chinese)),
      asked_(!asked.empty()),
      home_(std::move(home)) {}

const Workbench& Session::workbench() {
  if (!workbench_) {
    workbench_ = std::make_unique<Workbench>(find_workbench(home_));
    set_data_limits(workbench_->data);
  }
  return *workbench_;
}

void Session::problem(const Fault& fault) {
  failed_ = true;
  note(fault.text(language_));
}

void Session::note(const std::string& text) {
  clear_progress();
  write_to(STDERR_FILENO, text::visible_lines(text));
}

void Session::progress(const std::string& text) {
  if (!shows_progress()) return;
  struct winsize size {};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  // A line that wraps could not be overwritten.
  write_to(STDERR_FILENO, fmt::format("\r\033[K{}", cut(text::visible(text), (known ? size.ws_col : kUsualWidth) - 1)));
  progress_shown_ = true;
}

bool Session::shows_progress() const { return ::isatty(STDERR_FILENO) != 0; }

void Session::clear_progress() {
  if (progress_shown_) write_to(STDERR_FILENO, "\r\033[K");
  progress_shown_ = false;
}

void Session::deliver(std::string_view bytes, const std::optional<std::string>& file) {
  clear_progress();
  if (file && *file != "-") {
    need_result_place(*file);
    files::write(*file, bytes);
    return;
  }
  if (const std::string reason = write_to(STDOUT_FILENO, bytes); !reason.empty()) {
    throw Fault("output.broken", fmt::format("结果没有写完：{}", reason),
                fmt::format("the result could not be written: {}", reason));
  }
}

bool Session::on_terminal() const { return ::isatty(STDOUT_FILENO) != 0; }

bool Session::colours() const {
  const char* refused = std::getenv("NO_COLOR");
  return on_terminal() && (refused == nullptr || *refused == '\0');
}

int Session::width() const {
  struct winsize size {};
  if (!on_terminal() || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualWidth;
  return std::max<int>(size.ws_col, kNarrowest);
}

}  // namespace gouji::app
