#include "formats/published_office.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/fault.hpp"
#include "base/files.hpp"
#include "formats/child_process.hpp"
#include "formats/published_faults.hpp"
#include "formats/temporary_folder.hpp"

namespace gouji {
namespace {

constexpr std::chrono::seconds kLongestConversion{180};
constexpr std::string_view kName = "source";

// What LibreOffice reads each ending by. Without it a damaged file would be taken for text.
struct Filter {
  std::string_view ending, name;
};
constexpr std::array<Filter, 9> kFilters{{{"xls", "MS Excel 97"},
                                          {"xls5", "MS Excel 95"},
                                          {"xlsb", "MS Excel 2007 Binary"},
                                          {"ods", "calc8"},
                                          {"doc", "MS Word 97"},
                                          {"odt", "writer8"},
                                          {"rtf", "Rich Text Format"},
                                          {"xml", "MS Excel 2003 XML"},
                                          {"wordml", "MS Word 2003 XML"}}};

// No macro runs, nothing is fetched that a file points to, neither from the network nor from this machine, and saved
// results of formulas stay as they were published.
constexpr std::string_view kSettings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
)";

std::string_view filter_of(std::string_view ending) {
  const auto* const found =
      std::find_if(kFilters.begin(), kFilters.end(), [&](const Filter& one) { return one.ending == ending; });
  return found->name;
}

std::optional<std::filesystem::path> find_office() {
  for (const std::string_view name : {"soffice", "libreoffice"}) {
    if (auto program = find_program(name)) return program;
  }
  return std::nullopt;
}

}  // namespace

std::string convert_office(std::string_view bytes, OfficeKind kind, std::string_view ending, const std::string& file) {
  const bool sheet = kind == OfficeKind::sheet;
  const std::string wanted = sheet ? "xlsx" : "docx";
  const auto program = find_office();
  if (!program) {
    throw refusals::no_tool(file, "LibreOffice", sheet ? "libreoffice-calc-nogui" : "libreoffice-writer-nogui",
                            fmt::format("；或用 Office、WPS 打开后另存为 {}，再读入", wanted),
                            fmt::format("; or open it in Office or WPS, save it as {} and import that", wanted));
  }
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "profile" / "user");
  folder.put("profile/user/registrymodifications.xcu", kSettings);
  const auto source = folder.put(fmt::format("{}.{}", kName, ending), bytes);
  const ChildResult result =
      run_child(*program,
                {fmt::format("-env:UserInstallation=file://{}/profile", folder.path().string()), "--headless",
                 "--norestore", "--nolockcheck", "--nodefault", fmt::format("--infilter={}", filter_of(ending)),
                 "--convert-to", wanted, "--outdir", (folder.path() / "made").string(), source.string()},
                folder.path(), {kLongestConversion, std::size_t{1} << 20U, 0});
  if (result.end == ChildEnd::out_of_time) {
    throw refusals::tool_failed(file, fmt::format("LibreOffice {} 秒没有转换完", kLongestConversion.count()),
                                fmt::format("LibreOffice took more than {} seconds", kLongestConversion.count()));
  }
  try {
    return files::read(folder.path() / "made" / fmt::format("{}.{}", kName, wanted));
  } catch (const Fault&) {
    throw refusals::tool_failed(file, "LibreOffice 不能转换，文件可能已损坏或有密码",
                                "LibreOffice cannot convert it; it may be damaged or have a password");
  }
}

}  // namespace gouji
