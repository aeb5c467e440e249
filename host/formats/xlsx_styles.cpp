#include "formats/xlsx_styles.hpp"

#include <charconv>

#include "formats/xml_part.hpp"

namespace gouji {
namespace {

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

XlsxStyles::XlsxStyles(const pugi::xml_document& styles) {
  const pugi::xml_node root = styles.document_element();
  for (const pugi::xml_node& one : xml::child(root, "numFmts").children()) {
    codes_[number(xml::attribute(one, "numFmtId"))] = xml::attribute(one, "formatCode");
  }
  for (const pugi::xml_node& one : xml::child(root, "cellXfs").children()) {
    ids_.push_back(number(xml::attribute(one, "numFmtId")));
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
