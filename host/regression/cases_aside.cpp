#include "regression/cases_aside.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "regression/case_file.hpp"

namespace gouji {

CasesAside cases_aside(const Pack& pack) {
  CasesAside aside;
  for (const std::filesystem::path& path : files::list(pack.folder, {std::string(kCasesEnding)})) {
    const std::string shown = pack.shown + "/" + files::shown(path, pack.folder);
    try {
      if (!is_whole(read_case_subject(path, shown).about)) continue;
      const CaseFile file = read_cases(path, shown, {nullptr, {}, pack.folder});
      aside.whole += static_cast<int>(
          std::count_if(file.cases.begin(), file.cases.end(), [](const Case& one) { return !one.todo; }));
    } catch (const Fault&) {  // `gouji test` says what is wrong with it
    }
  }
  aside.library = static_cast<int>(files::list(pack.folder, {std::string(kLibraryTests)}).size());
  return aside;
}

}  // namespace gouji
