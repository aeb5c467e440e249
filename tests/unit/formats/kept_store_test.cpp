#include <catch2/catch.hpp>

#include <fstream>

#include "formats/kept_store.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMuch = 1U << 30U;

fs::path fresh_file(const char* name) {
  const fs::path folder = fs::temp_directory_path() / "gouji-kept-store" / name;
  fs::remove_all(folder);
  return folder / "store.sqlite";
}

}  // namespace

TEST_CASE("what was kept is found again, and nothing else") {
  const fs::path file = fresh_file("again");
  {
    KeptStore store(file, kMuch);
    CHECK_FALSE(store.find("a"));
    CHECK_FALSE(fs::exists(file));
    store.keep("a", std::string("one\0two", 7));
    store.keep("b", "");
    CHECK(store.find("a") == std::string("one\0two", 7));
  }
  KeptStore store(file, kMuch);
  CHECK(store.find("a") == std::string("one\0two", 7));
  CHECK(store.find("b") == std::string());
  CHECK_FALSE(store.find("c"));
  store.keep("a", "newer");
  CHECK(store.find("a") == std::string("newer"));
  CHECK(store.trouble().empty());
}

TEST_CASE("a store that is too large, damaged or of another version is begun anew") {
  const fs::path file = fresh_file("anew");
  const auto fill = [&] {
    KeptStore store(file, kMuch);
    store.keep("a", std::string(100'000, 'x'));
  };
  fill();
  CHECK_FALSE(KeptStore(file, 1000).find("a"));
  fill();
  std::ofstream(file, std::ios::trunc)
      << "no database at all, but long enough to look like one ............................";
  {
    KeptStore store(file, kMuch);
    CHECK_FALSE(store.find("a"));
    store.keep("a", "again");
    CHECK(store.find("a") == std::string("again"));
  }
  CHECK(KeptStore(file, kMuch).find("a") == std::string("again"));
}

TEST_CASE("where nothing can be written, nothing is kept and nothing fails") {
  const fs::path file = fresh_file("shut");
  fs::create_directories(file.parent_path().parent_path());
  std::ofstream(file.parent_path()) << "a file in place of the folder";
  KeptStore store(file, kMuch);
  store.keep("a", "b");
  CHECK_FALSE(store.find("a"));
  CHECK_FALSE(store.trouble().empty());
}

}  // namespace gouji::test
