// The import report as a page to look at: the source with every number marked by what it became, and beside it what
// found no place or is in doubt. One file, nothing from elsewhere; a small script only for “next” and “previous”.
#pragma once

#include <string>
#include <vector>

#include "base/fault.hpp"
#include "import/import.hpp"
#include "report/report.hpp"

namespace gouji::report {

class ImportPage {
 public:
  explicit ImportPage(const ReportOptions& options) : options_(options) {}

  // The next section of the page, to stand between opening and closing; `name` is what the source is called.
  std::string section(const std::string& name, const intake::Imported& imported);
  // The same for a source that could not be read.
  std::string section(const std::string& name, const Fault& fault);
  // What stands before and behind all sections, once they are known.
  std::string opening() const;
  std::string closing() const;

 private:
  struct Entry {  // a line of the list of sources
    std::string name, id;
    int numbers = 0, placed = 0;
    std::size_t unplaced = 0, doubtful = 0;
    bool failed = false;
  };
  std::string list_of_sources() const;

  ReportOptions options_;
  std::vector<Entry> entries_;
};

}  // namespace gouji::report
