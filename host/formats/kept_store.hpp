// Bytes kept under a key from one call to the next, in one SQLite file. The file may be deleted at any time: what is in
// it can be made again. What cannot be read whole counts as not there; nothing here throws, for a result never depends
// on it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace gouji {

class KeptStore {
 public:
  // The file and its folder are made at the first keep(). A file above `most_bytes`, of another version or damaged is
  // begun anew. `only_read`: nothing is written or removed, and what another process is writing is not seen.
  KeptStore(std::filesystem::path file, std::uint64_t most_bytes, bool only_read = false);
  ~KeptStore();
  KeptStore(const KeptStore&) = delete;
  KeptStore& operator=(const KeptStore&) = delete;

  std::optional<std::string> find(std::string_view key);
  // Written a few hundred at a time: a process that is killed loses the last of them. No more than `most_bytes`.
  void keep(std::string_view key, std::string_view bytes);
  void commit();
  // Why nothing is kept any more, in the words of SQLite; empty while it works.
  const std::string& trouble() const { return trouble_; }

 private:
  bool open();
  bool open_to_read();
  void close();
  void give_up(const std::string& why);
  bool run(const char* statement);
  bool begin_anew();
  sqlite3_stmt* prepared(const char* statement);

  std::filesystem::path file_;
  std::uint64_t most_bytes_;
  bool only_read_;
  sqlite3* database_ = nullptr;
  sqlite3_stmt* find_ = nullptr;
  sqlite3_stmt* keep_ = nullptr;
  int uncommitted_ = 0;
  std::uint64_t written_ = 0;  // bytes in this call
  std::string trouble_;
};

}  // namespace gouji
