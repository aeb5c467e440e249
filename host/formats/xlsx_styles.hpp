// The number formats of a workbook's cell styles.
#pragma once

#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "formats/number_format.hpp"

namespace gouji {

class XlsxStyles {
 public:
  XlsxStyles() = default;  // a workbook without styles
  // `file` is what messages call it. Fault import.damaged for a format that no spreadsheet would hold.
  XlsxStyles(const pugi::xml_document& styles, const std::string& file);

  // Of the style that a cell names; General for an unknown one.
  const NumberFormat& format(std::size_t style);

 private:
  std::vector<int> ids_;  // by style: its number format
  std::map<int, std::string> codes_;
  std::map<int, NumberFormat> parsed_;
};

}  // namespace gouji
