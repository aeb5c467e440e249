// Files of older and other office programs (DOC, XLS, ODT, ODS, RTF, WPS, ET): turned into DOCX or XLSX by LibreOffice
// as a child process, where it is installed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gouji {

enum class OfficeKind : std::uint8_t { text, sheet };

// `ending` is what LibreOffice is to take the bytes for: doc, odt, rtf; xls, xls5 (before 1997), xlsb, ods. The bytes
// of a DOCX or XLSX.
// Faults import.no_tool, import.tool_failed.
std::string convert_office(std::string_view bytes, OfficeKind kind, std::string_view ending, const std::string& file);

}  // namespace gouji
