#include "formats/published_faults.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace gouji::refusals {
namespace {

Fault fault(const char* code, const std::string& file, const std::string& zh, const std::string& en) {
  Fault made(code, zh, en);
  made.at_line(file, 0);
  return made;
}

}  // namespace

Fault damaged(const std::string& file, const std::string& zh, const std::string& en) {
  return std::move(fault("import.damaged", file, fmt::format("“{}”不完整或已损坏：{}", file, zh),
                         fmt::format("{} is incomplete or damaged: {}", file, en))
                       .hint("请重新下载；能打开的，打开后另存一份再读入",
                             "fetch it again, or open it, save it anew and import that"));
}

Fault encrypted(const std::string& file) {
  return std::move(fault("import.encrypted", file, fmt::format("“{}”有密码", file),
                         fmt::format("{} is protected by a password", file))
                       .hint("请打开后去掉密码另存，再读入", "open it, save it without the password and import that"));
}

Fault missing_part(const std::string& file, const std::string& part) {
  const std::string named = text::visible(text::shorten(part, 100));
  return std::move(fault("import.damaged", file, fmt::format("“{}”里缺少“{}”", file, named),
                         fmt::format("{} lacks its part {}", file, named))
                       .hint("请重新下载，或打开后另存一份再读入", "fetch it again, or open it and save it anew"));
}

Fault too_much(const std::string& file, const std::string& zh, const std::string& en) {
  return std::move(
      fault("import.too_much_inside", file, fmt::format("“{}”{}", file, zh), fmt::format("{} {}", file, en))
          .hint("请核对是不是公开文本；过大的请分开", "check that it is what was published; split a large one"));
}

Fault unknown_kind(const std::string& file, const std::string& zh, const std::string& en) {
  return std::move(fault("import.unknown_kind", file, fmt::format("“{}”{}", file, zh), fmt::format("{} {}", file, en))
                       .hint("可读文本、HTML、CSV、XLSX、DOCX、PDF；请打开后另存为其中一种",
                             "read are text, HTML, CSV, XLSX, DOCX and PDF; open it and save it as one of them"));
}

Fault no_text(const std::string& file) {
  return std::move(fault("import.no_text", file, fmt::format("“{}”里没有文字，只有图像（扫描件）", file),
                         fmt::format("{} holds no text, only pictures (a scan)", file))
                       .hint("请先用文字识别（OCR）软件转成文本或可检索的 PDF，并核对数字",
                             "turn it into text or a searchable PDF by OCR first, and check the figures"));
}

Fault no_tool(const std::string& file, const std::string& tool, const std::string& packages, const std::string& zh,
              const std::string& en) {
  return std::move(
      fault("import.no_tool", file, fmt::format("读“{}”要用 {}，没有安装", file, tool),
            fmt::format("{} is read by {}, which is not installed", file, tool))
          .hint(fmt::format("请安装软件包 {}（apt-get install --no-install-recommends {}）{}", packages, packages, zh),
                fmt::format("install {} (apt-get install --no-install-recommends {}){}", packages, packages, en)));
}

Fault tool_failed(const std::string& file, const std::string& zh, const std::string& en) {
  return std::move(fault("import.tool_failed", file, fmt::format("没有读成“{}”：{}", file, zh),
                         fmt::format("{} could not be read: {}", file, en))
                       .hint("请打开后另存为 XLSX 或 DOCX，或复制成文本，再读入",
                             "open it and save it as XLSX or DOCX, or copy its text, and import that"));
}

}  // namespace gouji::refusals
