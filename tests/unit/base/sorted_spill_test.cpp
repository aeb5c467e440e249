#include "base/sorted_spill.hpp"

#include <catch2/catch.hpp>

namespace gouji::test {
namespace {

std::string taken(SortedSpill& spill) {
  std::string all;
  spill.take([&](const std::string& key, std::string&& bytes) { all += key + "=" + bytes + " "; });
  return all;
}

}  // namespace

TEST_CASE("records come back by key, in memory and over files") {
  for (const std::size_t limit : {std::size_t{1} << 20U, std::size_t{250}, std::size_t{0}}) {
    SortedSpill spill(limit);
    for (const std::string key : {"c", "a", "b", "a", "c"}) spill.add(key, key + std::string(1, '\0'));
    CHECK((spill.files() > 0) == (limit < 1000));
    CHECK(taken(spill) == std::string("a=a\0 a=a\0 b=b\0 c=c\0 c=c\0 ", 25));
    CHECK(spill.empty());
  }
}

TEST_CASE("equal keys as they came") {
  for (const std::size_t limit : {SortedSpill::kUsualLimit, std::size_t{150}}) {
    SortedSpill spill(limit);
    for (const std::string bytes : {"1", "2", "3", "4", "5"}) spill.add("k", bytes);
    CHECK(taken(spill) == "k=1 k=2 k=3 k=4 k=5 ");
  }
}

}  // namespace gouji::test
