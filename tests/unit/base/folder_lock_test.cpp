#include "base/folder_lock.hpp"

#include <catch2/catch.hpp>

#include "unit/base/temp_folder.hpp"

namespace gouji::test {

TEST_CASE("a folder is written by one at a time") {
  using std::chrono::milliseconds;
  const TempFolder folder;
  {
    const files::FolderLock first(folder.path(), milliseconds(0));
    const std::string told = fault_of([&] { const files::FolderLock second(folder.path(), milliseconds(60)); });
    CHECK(told.find("file.locked") != std::string::npos);
  }
  CHECK_NOTHROW(files::FolderLock(folder.path(), milliseconds(0)));  // gone with its holder
  CHECK(std::filesystem::is_empty(folder.path()));                   // and no file is left
  CHECK_NOTHROW(files::FolderLock(folder / "没有", milliseconds(0)));
}

}  // namespace gouji::test
