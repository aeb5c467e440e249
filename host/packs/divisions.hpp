// Administrative divisions: which province and region a unit's name speaks of. The table is data of a pack
// (data/divisions.csv: 代码,名称,简称,级别,上级代码).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gouji {

struct DivisionMatch {
  std::string province;               // full name
  std::optional<std::string> region;  // as people write it: prefecture, or prefecture and county
  std::string level;                  // 省, 市, 县
};

class Divisions {
 public:
  // A missing file gives an empty table; a broken one a Fault with its line.
  static Divisions read(const std::filesystem::path& file);
  bool empty() const { return entries_.empty(); }
  // The division named earliest in the text; names that several places share count only beside their parent's, and a
  // name inside that of a place the table does not have (宁县 in 都宁县) is none.
  std::optional<DivisionMatch> find(std::string_view unit) const;

 private:
  struct Entry {
    std::string code, name, brief, level, parent;
    bool twin = false;  // another one has the same name
  };
  const Entry* by_code(const std::string& code) const;
  void index();
  std::vector<const Entry*> named_in(std::string_view text) const;
  std::size_t place_of(std::string_view name, std::string_view text) const;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_first_letter_;  // of the name, and of the brief one
};

}  // namespace gouji
