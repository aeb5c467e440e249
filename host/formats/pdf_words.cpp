#include "formats/pdf_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "formats/child_process.hpp"
#include "formats/published_faults.hpp"
#include "formats/temporary_folder.hpp"
#include "formats/xml_part.hpp"

namespace gouji {
namespace {

constexpr std::chrono::seconds kLongestReading{90};
constexpr std::size_t kMostText = std::size_t{256} << 20U;

// The end mark stands behind the last object; a file cut off in the middle has objects behind it or none.
bool is_cut_off(std::string_view bytes) {
  const std::size_t mark = bytes.rfind("%%EOF");
  return mark == std::string_view::npos || bytes.find(" obj", mark) != std::string_view::npos;
}

Fault refused(const ChildResult& result, const std::string& file) {
  const auto said = [&](std::string_view words) { return result.errors.find(words) != std::string::npos; };
  switch (result.end) {
    case ChildEnd::out_of_time:
      return refusals::tool_failed(file, fmt::format("pdftotext {} 秒没有读完", kLongestReading.count()),
                                   fmt::format("pdftotext took more than {} seconds", kLongestReading.count()));
    case ChildEnd::too_much_output:
      return refusals::too_much(file, fmt::format("的文字超过 {} MB", kMostText >> 20U),
                                fmt::format("holds more than {} MB of text", kMostText >> 20U));
    case ChildEnd::killed:
      return refusals::tool_failed(file, fmt::format("pdftotext 意外结束（信号 {}）", result.status),
                                   fmt::format("pdftotext ended by signal {}", result.status));
    case ChildEnd::exited: break;
  }
  if (said("Incorrect password") || said("ncrypt")) return refusals::encrypted(file);
  return refusals::damaged(file, "pdftotext 读不出来", "pdftotext cannot read it");
}

PdfPage page_of(std::string_view xml, const std::string& file) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_fragment)) {
    throw refusals::tool_failed(file, "pdftotext 给出的不是 XML", "what pdftotext gave is no XML");
  }
  PdfPage page;
  page.height = document.first_child().attribute("height").as_double();
  for (const pugi::xml_node& one : document.first_child().children("word")) {
    PdfWord word{one.attribute("xMin").as_double(), one.attribute("yMin").as_double(),
                 one.attribute("xMax").as_double(), one.attribute("yMax").as_double(), one.child_value()};
    if (!text::trim(word.text).empty() && word.right > word.left && word.bottom > word.top)
      page.words.push_back(std::move(word));
  }
  return page;
}

}  // namespace

PdfWords read_pdf_words(std::string_view bytes, const std::string& file) {
  if (is_cut_off(bytes)) throw refusals::damaged(file, "没有结束标记", "it has no end mark");
  const auto program = find_program("pdftotext");
  if (!program) {
    throw refusals::no_tool(file, "pdftotext", "poppler-utils", "；或另存为文本、XLSX 再读入",
                            "; or save it as text or XLSX and import that");
  }
  const TemporaryFolder folder;
  const auto path = folder.put("source", bytes);
  const ChildResult result = run_child(*program, {"-bbox", "-enc", "UTF-8", path.string(), "-"}, folder.path(),
                                       {kLongestReading, kMostText, kMostPdfMemory});
  if (!result.ok()) throw refused(result, file);
  if (result.errors.find("Missing language pack") != std::string::npos ||
      result.errors.find("CMap file for") != std::string::npos) {
    throw refusals::no_tool(file, "poppler-data", "poppler-data", "，这份 PDF 的中文字体没有它读不出来",
                            ", without which the Chinese fonts of this PDF cannot be read");
  }
  PdfWords read;
  read.complaints = result.errors.find("Error") != std::string::npos;
  const std::string_view output = result.output;
  for (std::size_t begin = output.find("<page "); begin != std::string_view::npos;) {
    const std::size_t end = output.find("</page>", begin);
    if (end == std::string_view::npos) {
      throw refusals::tool_failed(file, "pdftotext 的输出中断", "what pdftotext gave breaks off");
    }
    read.pages.push_back(page_of(output.substr(begin, end + 7 - begin), file));
    begin = output.find("<page ", end);
  }
  if (read.pages.empty()) throw refusals::tool_failed(file, "pdftotext 没有给出页", "pdftotext gave no pages");
  return read;
}

}  // namespace gouji
