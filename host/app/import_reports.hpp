// What --report FILE of an import wants.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/session.hpp"
#include "base/replacement.hpp"
#include "import/import.hpp"
#include "report/import_page.hpp"

namespace gouji::app {

inline constexpr int kPaper = 80;  // columns, where no terminal says how many

// By the file's ending: a page, a text or (all else) a line of JSON for each source. What is told of one source goes to
// the disk at once, so that memory does not grow with their number.
class ImportReports {
 public:
  // Fault "file.unwritable".
  ImportReports(const Session& session, std::optional<std::string> file);

  void add(const std::string& name, const intake::Imported& imported);
  void add_failed(const std::string& name, const Fault& fault);
  // Puts the whole report in its place, or writes it to stdout for "-". Without it there is none.
  void deliver(Session& session);
  bool wanted() const { return kind_ != Kind::none; }

 private:
  enum class Kind { none, json, text, page };
  std::optional<std::string> file_;
  Language language_;
  Kind kind_ = Kind::none;
  report::ImportPage page_;
  std::unique_ptr<files::Replacement> sources_;
};

}  // namespace gouji::app
