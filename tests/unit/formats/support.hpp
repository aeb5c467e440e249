// What the tests of formats share: the transcriptions beside the project, hostile documents.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json_disclosure.hpp"
#include "unit/base/temp_folder.hpp"

namespace gouji::test {

// The correct transcriptions beside the project; empty where it stands alone.
inline std::vector<std::filesystem::path> truth_files() {
  std::vector<std::filesystem::path> found;
  const std::filesystem::path shared = std::filesystem::path(GOUJI_SOURCE_DIR).parent_path() / "shared";
  std::error_code error;
  if (std::filesystem::is_directory(shared / "truth", error)) found = files::list(shared / "truth", {".json"});
  if (std::filesystem::is_directory(shared / "forms", error)) {
    for (const auto& file : files::list(shared / "forms", {"truth.json"})) found.push_back(file);
  }
  return found;
}

// Texts that break careless writers.
inline const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts{"",
                                              " ",
                                              "  两端空格  ",
                                              "\t",
                                              "第一行\n第二行",
                                              "\n",
                                              "\"引号\"",
                                              "\"",
                                              "a,b;c",
                                              "'",
                                              "''",
                                              "'前导",
                                              "=1+1",
                                              "=cmd|' /C calc'!A0",
                                              "+1",
                                              "-",
                                              "--",
                                              "—",
                                              "无",
                                              "-1",
                                              "-1,234.50",
                                              "-5%",
                                              "@SUM(A1)",
                                              " =1",
                                              "　=1",
                                              "＝1",
                                              "－1",
                                              "∅",
                                              "'∅",
                                              "栏/项目",
                                              "其他/x",
                                              "\\",
                                              "\\n",
                                              "a：b",
                                              "<b>&amp;</b>",
                                              "</script>",
                                              "😀👍🏽",
                                              "𠮷",
                                              "１２．５０",
                                              "12.50",
                                              "12.5",
                                              "12",
                                              "0012",
                                              "12345678901234567890",
                                              "3-5",
                                              "1/2",
                                              "6月",
                                              "2020年",
                                              "1e5",
                                              "TRUE",
                                              "null",
                                              "%",
                                              "100%",
                                              "98.50%",
                                              "≥50个",
                                              "\xE2\x80\xA8行",
                                              "{\"a\":1}",
                                              "[]",
                                              "#",
                                              "x_a",
                                              "﻿BOM",
                                              "零\xE2\x80\x8B宽",
                                              "\xE2\x80\xAE反向",
                                              std::string("零\0字节", 10),
                                              "\x1b[31m",
                                              "表1",
                                              "行次",
                                              "."};
  return texts;
}

}  // namespace gouji::test
