#include <xlsxwriter.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "formats/child_process.hpp"
#include "unit/formats/office_fixtures.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

// PATH without any program, for as long as it lives.
class NoPrograms {
 public:
  NoPrograms() : path_(std::getenv("PATH") == nullptr ? "" : std::getenv("PATH")) { ::setenv("PATH", "/nowhere", 1); }
  ~NoPrograms() { ::setenv("PATH", path_.c_str(), 1); }
  NoPrograms(const NoPrograms&) = delete;
  NoPrograms& operator=(const NoPrograms&) = delete;

 private:
  std::string path_;
};

std::string ole(const std::string& stream) {
  std::string bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  bytes.resize(512);
  for (const char c : stream) {
    bytes += c;
    bytes += '\0';
  }
  bytes.resize(2048);
  return bytes;
}

}  // namespace

TEST_CASE("files of other kinds are told by their bytes and refused in one message") {
  const NoPrograms none;
  struct Case {
    std::string what, bytes, code, said;
  };
  const std::vector<Case> cases{
      {"PDF without poppler", pdf_of({{{50, 50, "a"}}}), "import.no_tool", "poppler-utils"},
      {"XLS without LibreOffice", ole("Workbook"), "import.no_tool", "libreoffice-calc-nogui"},
      {"old XLS", ole("Book"), "import.no_tool", "另存为 xlsx"},
      {"DOC", ole("WordDocument"), "import.no_tool", "libreoffice-writer-nogui"},
      {"ODS", zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}), "import.no_tool", "calc"},
      {"ODT", zip_of({{"mimetype", "application/vnd.oasis.opendocument.text"}}), "import.no_tool", "writer"},
      {"RTF", "{\\rtf1 a}", "import.no_tool", "writer"},
      {"encrypted XLSX or DOCX", ole("EncryptedPackage"), "import.encrypted", "去掉密码另存"},
      {"another OLE file", ole("PowerPoint Document"), "import.unknown_kind", "另存为其中一种"},
      {"OFD", zip_of({{"OFD.xml", "<ofd:OFD/>"}}), "import.unknown_kind", "OFD"},
      {"slides", zip_of({{"_rels/.rels", relations_xml({{"officeDocument", "ppt/presentation.xml"}})}}),
       "import.unknown_kind", "演示文稿"},
      {"an archive", zip_of({{"a.txt", "b"}}), "import.unknown_kind", "请先解压"},
      {"RAR", std::string("Rar!\x1A\x07\x00", 7), "import.unknown_kind", "请先解压"},
      {"an office file without its part", zip_of({{"[Content_Types].xml", "<Types/>"}}), "import.damaged", "缺少"},
      {"a picture", "\x89PNG\r\n\x1A\n", "import.no_text", "OCR"},
      {"the front of an archive", "PK\x03\x04", "import.damaged", "没有下载完"}};
  for (const Case& one : cases) {
    CAPTURE(one.what);
    const std::string said = fault_of([&] { read_published(one.bytes, "某局.bin"); });
    INFO(said);
    CHECK(said.find("[" + one.code + "]") != std::string::npos);
    CHECK(said.find(one.said) != std::string::npos);
    CHECK(said.find("某局.bin") != std::string::npos);
  }
}

TEST_CASE("files of LibreOffice and older programs are read by way of it") {
  const auto program = find_program("soffice");
  if (!program) {
    WARN("soffice is not installed: skipped");
    return;
  }
  const TempFolder folder;
  const std::string book = (folder / "a.xlsx").string();
  lxw_workbook* workbook = workbook_new(book.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, nullptr);
  lxw_format* money = workbook_add_format(workbook);
  format_set_num_format(money, "#,##0.00");
  worksheet_write_string(sheet, 0, 0, "项目", nullptr);
  worksheet_write_string(sheet, 0, 1, "金额", nullptr);
  worksheet_write_string(sheet, 1, 0, "合计", nullptr);
  worksheet_write_number(sheet, 1, 1, 1234.5, money);
  workbook_close(workbook);
  const std::string rich =
      "{\\rtf1\\ansi text\\par\\trowd\\cellx2000\\cellx4000\\pard\\intbl one\\cell two\\cell\\row\\pard\\par}";
  put(folder / "b.rtf", rich);
  const auto convert = [&](const std::string& to, const std::string& name) {
    const ChildResult result =
        run_child(*program,
                  {fmt::format("-env:UserInstallation=file://{}/profile", folder.path().string()), "--headless",
                   "--convert-to", to, "--outdir", folder.path().string(), (folder / name).string()},
                  folder.path(), {std::chrono::seconds(120), std::size_t{1} << 20U, 0});
    REQUIRE(result.ok());
  };
  convert("xls", "a.xlsx");
  convert("ods", "a.xlsx");
  convert("doc", "b.rtf");
  for (const char* name : {"a.xls", "a.ods"}) {
    CAPTURE(name);
    const PublishedSource source = read_published(get(folder / name), name);
    CHECK(flat(source) == std::vector<std::string>{"^#1 [0]项目 [1]金额", "#1 [0]合计 [1]1,234.50"});
    CHECK(source.notes.front().chinese.find("LibreOffice") != std::string::npos);
  }
  for (const std::string& bytes : {rich, get(folder / "b.doc")}) {
    const std::vector<std::string> words = flat(read_published(bytes, "b"));
    REQUIRE(words.size() >= 2);
    CHECK(words[0] == "text");
    CHECK(words[1] == "#1 [0]one [1]two");
  }
  CHECK(fault_of([&] { read_published(ole("Workbook"), "坏.xls"); }).find("import.tool_failed") != std::string::npos);
}

TEST_CASE("a child process ends within its limits") {
  const TempFolder folder;
  const auto shell = find_program("sh");
  REQUIRE(shell);
  const auto run = [&](const std::string& script, const ChildLimits& limits) {
    return run_child(*shell, {"-c", script}, folder.path(), limits);
  };
  const ChildLimits usual{std::chrono::seconds(20), 1000, 0};
  CHECK(run("echo out; echo err >&2; exit 3", usual).status == 3);
  CHECK(run("echo out; echo err >&2", usual).output == "out\n");
  CHECK(run("echo out; echo err >&2", usual).errors == "err\n");
  CHECK(run("pwd", usual).output == folder.path().string() + "\n");
  CHECK(run("while :; do echo 12345678; done", usual).end == ChildEnd::too_much_output);
  CHECK(run("kill -9 $$", usual).end == ChildEnd::killed);
  const auto started = std::chrono::steady_clock::now();
  CHECK(run("sleep 60 & sleep 60", {std::chrono::seconds(1), 1000, 0}).end == ChildEnd::out_of_time);
  CHECK(run("exec >&- 2>&-; sleep 60", {std::chrono::seconds(1), 1000, 0}).end == ChildEnd::out_of_time);
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(20));
  CHECK_FALSE(find_program("no-such-program-here"));
}

}  // namespace gouji::test
