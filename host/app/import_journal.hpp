// What was imported into a datasets folder: which source became which dataset, so that what has not changed is not read
// again and no dataset takes the place of another source's. Kept in one hidden file in that folder, a line a source,
// appended as soon as a dataset is written. It may be deleted at any time: then everything is read again.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/document.hpp"

namespace gouji::app {

struct ImportedSource {
  std::string source;   // the file, as an absolute path
  std::string sha256;   // of its bytes
  std::string made_by;  // of the layouts, the options and the program
  std::string dataset;  // the folder, as seen from the datasets folder
};

class ImportJournal {
 public:
  static constexpr std::string_view kName = ".gouji-import.ndjson";

  // Lines that are broken or cut off are left out.
  explicit ImportJournal(std::filesystem::path root);

  // It was imported so, and its dataset is still there and of these bytes.
  bool is_unchanged(const ImportedSource& now) const;

  // Where the document goes. Gives it a numbered id where its place belongs to another source, of this call or an
  // earlier one; `other` is then that source.
  std::filesystem::path claim(Document& document, const std::string& source, std::string& other);

  // To be called once their datasets are in place. Fault "file.unwritable".
  void add(const std::vector<ImportedSource>& imported);

 private:
  std::string owner_of(const std::filesystem::path& place, const Document& document, const std::string& source) const;
  void keep(const ImportedSource& imported);
  void rewrite();

  std::filesystem::path root_;
  std::map<std::string, ImportedSource> sources_;         // by source
  std::map<std::string, std::string> owners_;             // source by dataset
  std::map<std::filesystem::path, std::string> claimed_;  // in this call
};

}  // namespace gouji::app
