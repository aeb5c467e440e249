#include "formats/xlsx_styles.hpp"

#include <fmt/format.h>

#include <charconv>

#include "formats/published_faults.hpp"
#include "formats/xml_part.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostCode = 4096;  // spreadsheets allow 255 characters

int number_at_start(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

XlsxStyles::XlsxStyles(const pugi::xml_document& styles, const std::string& file) {
  const pugi::xml_node root = styles.document_element();
  for (const pugi::xml_node& one : xml::child(root, "numFmts").children()) {
    const std::string_view code = xml::attribute(one, "formatCode");
    if (code.size() > kMostCode) {
      throw refusals::damaged(file, fmt::format("有一个数字格式长 {} 字节（至多 {}）", code.size(), kMostCode),
                              fmt::format("a number format of {} bytes (at most {})", code.size(), kMostCode));
    }
    codes_[number_at_start(xml::attribute(one, "numFmtId"))] = code;
  }
  for (const pugi::xml_node& one : xml::child(root, "cellXfs").children()) {
    ids_.push_back(number_at_start(xml::attribute(one, "numFmtId")));
  }
}

const NumberFormat& XlsxStyles::format(std::size_t style) {
  const int id = style < ids_.size() ? ids_[style] : 0;
  const auto known = parsed_.find(id);
  if (known != parsed_.end()) return known->second;
  const auto stated = codes_.find(id);
  const std::string_view code = stated != codes_.end() ? std::string_view(stated->second) : builtin_number_format(id);
  return parsed_.emplace(id, NumberFormat(code.empty() ? "General" : code)).first->second;
}

}  // namespace gouji
