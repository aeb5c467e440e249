#include "formats/kept_store.hpp"

#include <sqlite3.h>
#include <zstd.h>

#include <system_error>

namespace gouji {
namespace {

namespace fs = std::filesystem;

constexpr int kVersion = 1;
constexpr int kWaitMilliseconds = 2000;  // for another process that writes
constexpr int kAtOnce = 256;             // replies a transaction
constexpr int kQuickest = 1;             // zstd's level

// The key stands in front of the bytes and a sum behind them: a page that was swapped or damaged is no reply.
std::string packed(std::string_view key, std::string_view bytes) {
  const std::string plain = std::string(key) + std::string(bytes);
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kQuickest);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  const std::size_t size = ZSTD_compress2(context, out.data(), out.size(), plain.data(), plain.size());
  ZSTD_freeCCtx(context);
  out.resize(ZSTD_isError(size) != 0 ? 0 : size);
  return out;
}

std::optional<std::string> unpacked(std::string_view key, const void* bytes, std::size_t count) {
  constexpr unsigned long long kMost = 1ULL << 30U;
  const unsigned long long size = ZSTD_getFrameContentSize(bytes, count);
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > kMost) return std::nullopt;
  std::string plain(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompress(plain.data(), plain.size(), bytes, count);
  if (ZSTD_isError(got) != 0 || got != plain.size() || !plain.starts_with(key)) return std::nullopt;
  return plain.substr(key.size());
}

void remove_all_of(const fs::path& file) {
  std::error_code error;
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(fs::path(file.string() + tail), error);
}

}  // namespace

KeptStore::KeptStore(fs::path file, std::uint64_t most_bytes, bool only_read)
    : file_(std::move(file)), most_bytes_(most_bytes), only_read_(only_read) {
  std::error_code error;
  if (only_read_ || !fs::exists(file_, error)) return;
  if (fs::file_size(file_, error) > most_bytes_) remove_all_of(file_);
}

KeptStore::~KeptStore() {
  commit();
  close();
}

void KeptStore::close() {
  sqlite3_finalize(find_);
  sqlite3_finalize(keep_);
  sqlite3_close(database_);
  find_ = keep_ = nullptr;
  database_ = nullptr;
}

void KeptStore::give_up(const std::string& why) {
  trouble_ = why;
  close();
}

bool KeptStore::run(const char* statement) {
  return sqlite3_exec(database_, statement, nullptr, nullptr, nullptr) == SQLITE_OK;
}

sqlite3_stmt* KeptStore::prepared(const char* statement) {
  sqlite3_stmt* result = nullptr;
  sqlite3_prepare_v3(database_, statement, -1, SQLITE_PREPARE_PERSISTENT, &result, nullptr);
  return result;
}

bool KeptStore::begin_anew() {
  close();
  remove_all_of(file_);
  if (sqlite3_open_v2(file_.c_str(), &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK)
    return false;
  sqlite3_busy_timeout(database_, kWaitMilliseconds);
  return run("PRAGMA journal_mode = WAL") && run("PRAGMA user_version = 1") &&
         run("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, reply BLOB NOT NULL) WITHOUT ROWID");
}

// As the file stands, without the files that SQLite keeps beside one that is written. A page that is half there is
// found by the sums of the rows.
bool KeptStore::open_to_read() {
  std::string name = "file:";
  for (const char c : fs::absolute(file_).string()) {
    if (c == '?' || c == '#' || c == '%')
      name += c == '?' ? "%3f" : (c == '#' ? "%23" : "%25");
    else
      name += c;
  }
  name += "?immutable=1";
  if (sqlite3_open_v2(name.c_str(), &database_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr) == SQLITE_OK) {
    sqlite3_stmt* version = prepared("PRAGMA user_version");
    const bool known =
        version != nullptr && sqlite3_step(version) == SQLITE_ROW && sqlite3_column_int(version, 0) == kVersion;
    sqlite3_finalize(version);
    if (known) find_ = prepared("SELECT reply FROM kept WHERE key = ?");
  }
  if (find_ != nullptr) return true;
  give_up(database_ != nullptr ? sqlite3_errmsg(database_) : "out of memory");
  return false;
}

bool KeptStore::open() {
  if (database_ != nullptr) return true;
  if (!trouble_.empty()) return false;
  if (only_read_) return open_to_read();
  std::error_code error;
  fs::create_directories(file_.parent_path(), error);
  bool sound = false;
  if (fs::exists(file_, error) &&
      sqlite3_open_v2(file_.c_str(), &database_, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
    sqlite3_busy_timeout(database_, kWaitMilliseconds);
    if (sqlite3_stmt* version = prepared("PRAGMA user_version")) {
      sound = sqlite3_step(version) == SQLITE_ROW && sqlite3_column_int(version, 0) == kVersion;
      sqlite3_finalize(version);
    }
    sound = sound && run("SELECT key FROM kept LIMIT 1");
    // Somebody else's lock is no damage.
    if (!sound && sqlite3_errcode(database_) == SQLITE_BUSY) {
      give_up(sqlite3_errmsg(database_));
      return false;
    }
  }
  sound = sound || begin_anew();
  if (sound) {
    run("PRAGMA synchronous = NORMAL");
    find_ = prepared("SELECT reply FROM kept WHERE key = ?");
    keep_ = prepared("INSERT OR REPLACE INTO kept (key, reply) VALUES (?, ?)");
  }
  if (find_ != nullptr && keep_ != nullptr) return true;
  give_up(database_ != nullptr ? sqlite3_errmsg(database_) : "out of memory");
  return false;
}

std::optional<std::string> KeptStore::find(std::string_view key) {
  std::error_code error;
  if (database_ == nullptr && !fs::exists(file_, error)) return std::nullopt;
  if (!open()) return std::nullopt;
  sqlite3_bind_text(find_, 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
  std::optional<std::string> result;
  const int state = sqlite3_step(find_);
  if (state == SQLITE_ROW) {
    result = unpacked(key, sqlite3_column_blob(find_, 0), static_cast<std::size_t>(sqlite3_column_bytes(find_, 0)));
  }
  sqlite3_reset(find_);
  if (state != SQLITE_ROW && state != SQLITE_DONE) give_up(sqlite3_errmsg(database_));
  return result;
}

void KeptStore::keep(std::string_view key, std::string_view bytes) {
  if (only_read_ || written_ > most_bytes_ || !open()) return;
  const std::string value = packed(key, bytes);
  if (value.empty()) return;
  if (uncommitted_ == 0 && !run("BEGIN IMMEDIATE")) {
    give_up(sqlite3_errmsg(database_));
    return;
  }
  sqlite3_bind_text(keep_, 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
  sqlite3_bind_blob64(keep_, 2, value.data(), value.size(), SQLITE_STATIC);
  const int state = sqlite3_step(keep_);
  sqlite3_reset(keep_);
  if (state != SQLITE_DONE) {
    give_up(sqlite3_errmsg(database_));
    return;
  }
  written_ += value.size();
  if (++uncommitted_ >= kAtOnce) commit();
}

void KeptStore::commit() {
  if (database_ == nullptr || uncommitted_ == 0) return;
  uncommitted_ = 0;
  if (!run("COMMIT")) give_up(sqlite3_errmsg(database_));
}

}  // namespace gouji
