#include "app/group_record.hpp"

#include <fmt/format.h>

#include <set>

#include "app/wire.hpp"
#include "formats/json_disclosure.hpp"

namespace gouji::app {
namespace {

template <class Visit>
void for_each_cell(auto& document, Visit visit) {
  for (auto& table : document.tables) {
    for (auto& row : table.rows) {
      for (auto& cell : row.cells) visit(cell);
    }
  }
  for (auto& claim : document.claims) {
    for (auto& cell : claim.cells) visit(cell);
  }
}

}  // namespace

std::string GroupRecord::sort_key() const {
  return fmt::format("{}\x1f{}\x1f{}\x1f{:012}\x1f{}", rule, key, order, sequence, pack);
}

int for_each_group(SortedSpill& spill, const std::function<void(std::vector<GroupRecord>&& group)>& act) {
  std::vector<GroupRecord> group;
  int alone = 0;
  const auto end = [&] {
    std::set<std::uint64_t> documents;
    int own = 0;
    for (const GroupRecord& record : group) {
      documents.insert(record.sequence);
      own += record.own ? 1 : 0;
    }
    if (own > 0 && documents.size() > 1) {
      act(std::move(group));
    } else {
      alone += own;
    }
    group.clear();
  };
  spill.take([&](const std::string&, std::string&& bytes) {
    GroupRecord record = unpacked_record(bytes);
    if (!group.empty() && !group.front().with(record)) end();
    group.push_back(std::move(record));
  });
  end();
  return alone;
}

std::string packed_excerpt(const Document& document) {
  std::string bytes;
  for_each_cell(document, [&](const Cell& cell) { bytes += static_cast<char>('0' + cell.precision); });
  bytes += '\n';
  bytes += document.file;
  bytes += '\n';
  return bytes + write_disclosure(document, false);
}

Document unpacked_excerpt(const std::string& bytes) {
  const std::size_t first = bytes.find('\n'), second = bytes.find('\n', first + 1);
  const std::string file = bytes.substr(first + 1, second - first - 1);
  Document document = read_disclosure(std::string_view(bytes).substr(second + 1), file);
  document.file = file;
  std::size_t i = 0;
  for_each_cell(document, [&](Cell& cell) {
    if (i < first) cell.precision = static_cast<std::uint8_t>(bytes[i++] - '0');
  });
  return document;
}

}  // namespace gouji::app
