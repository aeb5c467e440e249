#include "base/files.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "base/fault.hpp"
#include "base/replacement.hpp"
#include "unit/base/temp_folder.hpp"

namespace gouji::test {

TEST_CASE("whole files in and out") {
  const TempFolder temp;
  const std::string bytes("a\0\xff\n", 4);
  files::write(temp / "文件", bytes);
  CHECK(files::read(temp / "文件") == bytes);
  files::write(temp / "文件", "");
  CHECK(files::read(temp / "文件").empty());
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(temp.path())) ++count;
  CHECK(count == 1);  // nothing is left aside
}

TEST_CASE("what is replaced keeps its permissions, and a link stays a link") {
  const TempFolder temp;
  const std::filesystem::path file = temp / "公式.lua", link = temp / "链接.lua";
  put(file, "a");
  REQUIRE(::chmod(file.c_str(), 0640) == 0);
  std::filesystem::create_symlink("公式.lua", link);
  files::write(link, "b");
  CHECK(std::filesystem::is_symlink(link));
  CHECK(files::read(file) == "b");
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 07777U) == 0640U);
}

TEST_CASE("files that cannot be read or written are named") {
  const TempFolder temp;
  const auto said = [&](auto act) { return fault_of(act); };
  CHECK(said([&] { files::read(temp / "没有"); }).find("file.missing") != std::string::npos);
  CHECK(said([&] { files::read(temp / "没有"); }).find("请核对路径") != std::string::npos);
  CHECK(said([&] { files::read(temp.path()); }).find("file.not_regular") != std::string::npos);
  REQUIRE(::mkfifo((temp / "管道").c_str(), 0600) == 0);
  CHECK(said([&] { files::read(temp / "管道"); }).find("file.not_regular") != std::string::npos);
  files::write(temp / "大", std::string(100, 'x'));
  CHECK(said([&] { files::read(temp / "大", 99); }).find("file.too_large") != std::string::npos);
  CHECK(said([&] { files::write(temp / "无" / "x", "y"); }).find("file.unwritable") != std::string::npos);
}

TEST_CASE("lists are sorted by bytes, without hidden names") {
  const TempFolder temp;
  for (const char* name : {"b/2.csv", "a-1.csv", "a/1.csv", ".hidden/3.csv", "b/.4.csv", "c.txt"}) put(temp / name, "");
  std::vector<std::string> names;
  for (const auto& path : files::list(temp.path(), {".csv"})) names.push_back(files::shown(path, temp.path()));
  CHECK(names == std::vector<std::string>{"a-1.csv", "a/1.csv", "b/2.csv"});
  CHECK(fault_of([&] { files::list(temp / "没有", {".csv"}); }).find("file.missing") != std::string::npos);
}

TEST_CASE("paths are shown from a base where they lie below it") {
  CHECK(files::shown("/a/b/c.csv", "/a") == "b/c.csv");
  CHECK(files::shown("/x/c.csv", "/a") == "/x/c.csv");
  CHECK(files::shown("a/b.csv") == "a/b.csv");
}

TEST_CASE("a file that grows aside takes its place as a whole") {
  const TempFolder temp;
  const std::filesystem::path path = temp / "报告";
  files::write(path, "old");
  {
    files::Replacement given_up(path);
    given_up.append("half");
  }
  CHECK(files::read(path) == "old");
  files::Replacement grown(path);
  const std::string block(100'000, 'x');
  for (int i = 0; i < 3; ++i) grown.append(block);
  std::string held;
  grown.each_block([&](std::string_view bytes) { held += bytes; });
  CHECK(held == block + block + block);
  CHECK(files::read(path) == "old");
  grown.append("end");
  grown.put_in_place();
  CHECK(files::read(path) == block + block + block + "end");
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(temp.path())) ++count;
  CHECK(count == 1);  // nothing is left aside
  CHECK(fault_of([&] { files::Replacement(temp / "无" / "x"); }).find("file.unwritable") != std::string::npos);
}

}  // namespace gouji::test
