#include "app/result_place.hpp"

#include <fmt/format.h>

#include <system_error>
#include <vector>

#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDisclosure = "disclosure.toml";
constexpr std::string_view kReceiptMark = "\"gouji.receipt.";
constexpr std::size_t kMarkWithin = 200;  // the contract is named first

}  // namespace

void need_result_place(const fs::path& file) {
  const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
  std::error_code error;
  if (!fs::exists(folder / kDisclosure, error)) return;
  throw std::move(Fault("output.in_dataset",
                        fmt::format("“{}”在数据集文件夹里，没有写入：结果不能替换数据集的文件", files::shown(file)),
                        fmt::format("{} lies in a dataset; nothing was written: no result replaces a file of a dataset",
                                    files::shown(file)))
                      .hint("写到别的文件夹", "write it to another folder"));
}

void need_receipt_place(const fs::path& file) {
  std::error_code error;
  if (files::is_stream(file)) return;
  if (file.extension() != ".json") {
    throw std::move(Fault("receipt.not_json", fmt::format("回执是 .json 文件，“{}”不是", files::shown(file)),
                          fmt::format("a receipt is a .json file, {} is not", files::shown(file)))
                        .hint("例如 --receipt 结果.receipt.json", "such as --receipt result.receipt.json"));
  }
  need_result_place(file);
  if (!fs::exists(file, error)) return;
  if (files::read(file).substr(0, kMarkWithin).find(kReceiptMark) != std::string::npos) return;
  throw std::move(Fault("receipt.other_file", fmt::format("“{}”已经有了，不是回执，没有替换", files::shown(file)),
                        fmt::format("{} is there already and is no receipt; it was not replaced", files::shown(file)))
                      .hint("换一个文件名，例如 结果.receipt.json；真要替换的先自己删去",
                            "use another name, such as result.receipt.json, or remove the file yourself"));
}

void need_outputs_apart(Session& session, std::string_view verb, const Arguments& arguments) {
  if (verb == "pin" || verb == "new") return;  // they add to what is there
  for (const char* option : {"output", "receipt", "report", "profile"}) {
    const auto named = arguments.text(option);
    if (!named || named->empty() || *named == "-" || files::is_stream(*named)) continue;
    const fs::path file = *named;
    need_result_place(file);
    std::error_code error;
    if (!fs::is_regular_file(file, error)) continue;
    std::vector<fs::path> read(arguments.words().begin(), arguments.words().end());
    for (const char* other : {"from", "to"}) {
      if (const auto word = arguments.text(other)) read.emplace_back(*word);
    }
    const Workbench& workbench = session.workbench();
    read.insert(read.end(), workbench.datasets.begin(), workbench.datasets.end());
    for (const fs::path& one : read) {
      if (!fs::equivalent(one, file, error) || error) continue;
      throw std::move(
          Fault("output.is_input", fmt::format("“{}”是要读的文件，没有写入", text::visible(files::shown(file))),
                fmt::format("{} is a file that is read; nothing was written", text::visible(files::shown(file))))
              .hint("写到另一个文件", "write to another file"));
    }
    const fs::path real = fs::weakly_canonical(file, error), rules = fs::weakly_canonical(workbench.rules, error);
    const fs::path below = real.lexically_relative(rules);
    const bool of_rules =
        !below.empty() && *below.begin() != ".." && (real.extension() == ".lua" || real.extension() == ".toml");
    if (!of_rules && !fs::equivalent(workbench.home / kWorkbenchFile, file, error)) continue;
    throw std::move(Fault("output.in_workbench",
                          fmt::format("“{}”是规则包或工作台的文件，没有写入", text::visible(files::shown(file))),
                          fmt::format("{} is a file of a pack or of the workbench; nothing was written",
                                      text::visible(files::shown(file))))
                        .hint("写到另一个文件", "write to another file"));
  }
}

}  // namespace gouji::app
