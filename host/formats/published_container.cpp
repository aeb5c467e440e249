#include "formats/published_container.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/published_docx.hpp"
#include "formats/published_faults.hpp"
#include "formats/published_office.hpp"
#include "formats/published_pdf.hpp"
#include "formats/published_xlsx.hpp"
#include "formats/xml_part.hpp"

namespace gouji {
namespace {

constexpr std::string_view kOleMark{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};
constexpr std::size_t kPdfMarkWithin = 1024;

PublishedSource read_zip(std::string_view bytes, const std::string& file);

PublishedSource converted(std::string_view bytes, OfficeKind kind, std::string_view ending, const std::string& file) {
  PublishedSource source = read_zip(convert_office(bytes, kind, ending, file), file);
  source.notes.insert(source.notes.begin(), {{},
                                             "由 LibreOffice 转换后读入，请对照原件",
                                             "read after a conversion by LibreOffice: compare it with the original"});
  return source;
}

PublishedSource read_zip(std::string_view bytes, const std::string& file) {
  ZipArchive zip(bytes, file);
  if (zip.has("mimetype")) {
    const std::string type = zip.read("mimetype");
    const bool open = type.find("opendocument") != std::string::npos;
    if (open && type.find("spreadsheet") != std::string::npos) return converted(bytes, OfficeKind::sheet, "ods", file);
    if (open && type.find("text") != std::string::npos) return converted(bytes, OfficeKind::text, "odt", file);
  }
  std::string main;
  for (const auto& [id, relation] : xml::relations(zip, "")) {
    if (relation.type == "officeDocument") main = relation.target;
  }
  if (main.ends_with(".bin")) return converted(bytes, OfficeKind::sheet, "xlsb", file);
  if (main.starts_with("xl/") || zip.has("xl/workbook.xml")) return read_published_xlsx(zip);
  if (main.starts_with("word/") || zip.has("word/document.xml")) return read_published_docx(zip);
  if (zip.has("OFD.xml"))
    throw refusals::unknown_kind(file, "是 OFD 版式文件，不读", "is an OFD file, which is not read");
  if (main.starts_with("ppt/"))
    throw refusals::unknown_kind(file, "是演示文稿，不读", "is a presentation, which is not read");
  if (zip.has("[Content_Types].xml")) throw refusals::missing_part(file, "xl/workbook.xml、word/document.xml");
  throw refusals::unknown_kind(file, "是压缩包，请先解压", "is an archive: unpack it first");
}

// Names of streams are UTF-16 in the directory of the container.
bool has_stream(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

PublishedSource read_ole(std::string_view bytes, const std::string& file) {
  if (has_stream(bytes, "EncryptedPackage")) throw refusals::encrypted(file);
  if (has_stream(bytes, "WordDocument")) return converted(bytes, OfficeKind::text, "doc", file);
  if (has_stream(bytes, "Workbook")) return converted(bytes, OfficeKind::sheet, "xls", file);
  if (has_stream(bytes, "Book")) return converted(bytes, OfficeKind::sheet, "xls5", file);
  throw refusals::unknown_kind(file, "是不认识的 Office 文件", "is an office file of an unknown kind");
}

bool is_picture(std::string_view bytes) {
  constexpr std::array<std::string_view, 5> kMarks{"\x89PNG\r\n", "\xFF\xD8\xFF", "GIF8", {"II*\0", 4}, {"MM\0*", 4}};
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return true;
  if (bytes.starts_with("BM") && bytes.size() > 10 && bytes.substr(6, 4) == std::string_view("\0\0\0\0", 4))
    return true;
  return std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) { return bytes.starts_with(mark); });
}

bool is_archive(std::string_view bytes) {
  constexpr std::array<std::string_view, 4> kMarks{"Rar!\x1A", "7z\xBC\xAF\x27\x1C", "\x1F\x8B\x08",
                                                   "\x28\xB5\x2F\xFD"};
  return std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) { return bytes.starts_with(mark); });
}

// XML as Office 2003 wrote it, and many systems write it to this day under the name of XLS.
std::optional<OfficeKind> xml_of_2003(std::string_view bytes) {
  constexpr std::size_t kLooked = 1024;
  const std::string_view head = bytes.substr(0, kLooked);
  if (head.find("<?xml") == std::string_view::npos) return std::nullopt;
  if (head.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string_view::npos &&
      head.find("<html") == std::string_view::npos)
    return OfficeKind::sheet;
  if (head.find("http://schemas.microsoft.com/office/word/2003/wordml") != std::string_view::npos)
    return OfficeKind::text;
  return std::nullopt;
}

// A web page with its pictures in one file of mail.
bool is_web_archive(std::string_view bytes) {
  constexpr std::size_t kLooked = 2048;
  const std::string_view head = bytes.substr(0, kLooked);
  return head.find("MIME-Version:") != std::string_view::npos &&
         head.find("multipart/related") != std::string_view::npos;
}

}  // namespace

std::optional<PublishedSource> read_published_container(std::string_view bytes, const std::string& file) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return read_zip(bytes, file);
  if (bytes.substr(0, kPdfMarkWithin).find("%PDF-") != std::string_view::npos) return read_published_pdf(bytes, file);
  if (bytes.starts_with(kOleMark)) return read_ole(bytes, file);
  if (const auto kind = xml_of_2003(bytes))
    return converted(bytes, *kind, *kind == OfficeKind::sheet ? "xml" : "wordml", file);
  if (is_web_archive(bytes)) {
    throw refusals::unknown_kind(
        file, "是单个文件的网页（MHT），不读；请在浏览器中打开，另存为“网页，仅 HTML”",
        "is a web page in one file (MHT), which is not read; save it as “web page, HTML only”");
  }
  if (bytes.starts_with("{\\rtf")) return converted(bytes, OfficeKind::text, "rtf", file);
  if (is_picture(bytes)) throw refusals::no_text(file);
  if (is_archive(bytes)) throw refusals::unknown_kind(file, "是压缩包，请先解压", "is an archive: unpack it first");
  return std::nullopt;
}

}  // namespace gouji
