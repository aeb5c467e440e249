// Facts that no layout found in print and a file's name may tell. What is taken from there is marked as doubtful.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "import/source_text.hpp"
#include "model/document.hpp"

namespace gouji::intake {

// What sources are called: the name of the file, and of the folder that it lies in.
struct SourceName {
  std::string file;
  std::string folder;
};

// What of a file's name names no unit: words at its end, at its beginning, and whole names.
struct FileWords {
  std::vector<std::string> at_end, at_begin, whole;
  bool empty() const { return at_end.empty() && at_begin.empty() && whole.empty(); }

  // data/file_words.txt of a pack, a word a line: "…x", "x…" or "x"; empty where there is no such file.
  static FileWords read(const std::filesystem::path& file);
};

// The unit: the file's stem without years, numbers and the words at its ends; the folder's where nothing is left; else
// the stem as it is, or the folder's name where the stem is one that any file might have. The year: 20xx in the file's
// name, then in the folder's, then the latest that the text names as a fiscal year (20xx年度, else 20xx年), else it
// stays unknown and is doubtful for that reason. What is known already stays.
void fill_missing_facts(Document& document, const SourceText& source, const SourceName& name, const FileWords& words);

}  // namespace gouji::intake
