#include "app/result_place.hpp"

#include <fmt/format.h>

#include "base/fault.hpp"
#include "base/files.hpp"

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

}  // namespace gouji::app
