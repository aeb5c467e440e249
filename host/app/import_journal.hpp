// What was imported into a datasets folder: which source became which dataset, so that what has not changed is not read
// again and no dataset takes the place of another source's. Kept in one hidden file in that folder, a line a source,
// appended once datasets are in place; the last line counts. It may be deleted at any time: then everything is read
// again. Held in memory is only where the lines of a source and of a dataset stand, by hashes of their names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/document.hpp"

namespace gouji::app {

struct ImportedSource {
  std::string source;   // absolute path
  std::string sha256;   // of its bytes
  std::string made_by;  // of the layouts, the options and the program
  std::string dataset;  // the folder, as seen from the datasets folder
};

class ImportJournal {
 public:
  static constexpr std::string_view kName = ".gouji-import.ndjson";

  // Lines that are broken or cut off are left out.
  explicit ImportJournal(std::filesystem::path root);
  ~ImportJournal();
  ImportJournal(const ImportJournal&) = delete;
  ImportJournal& operator=(const ImportJournal&) = delete;

  // It was imported so, and its dataset is still there and of these bytes.
  bool is_unchanged(const ImportedSource& now) const;

  // Where the document goes. Gives it a numbered id where its place belongs to another source, of this call or an
  // earlier one; `other` is then that source. `source` must stay where it is.
  std::filesystem::path claim(Document& document, const std::string& source, std::string& other);

  // The dataset that the source became before, where that was another one and is still there; else empty.
  std::filesystem::path left_behind(const ImportedSource& now) const;

  // To be called once their datasets are in place. Fault "file.unwritable".
  void add(const std::vector<ImportedSource>& imported);

 private:
  using Offsets = std::unordered_map<std::uint64_t, std::uint64_t>;

  std::optional<ImportedSource> line_at(std::uint64_t offset) const;
  std::optional<ImportedSource> of_source(const std::string& source) const;
  std::optional<std::string> owner_of_dataset(const std::string& dataset) const;
  std::string owner_of(const std::filesystem::path& place, const Document& document, const std::string& source) const;
  bool read();
  void rewrite();
  void open(int flags);

  std::filesystem::path root_;
  int file_ = -1;
  bool writable_ = false;
  std::size_t lines_ = 0;
  Offsets sources_, datasets_;
  std::unordered_map<std::string, const std::string*> claimed_;  // source by dataset, in this call
};

}  // namespace gouji::app
