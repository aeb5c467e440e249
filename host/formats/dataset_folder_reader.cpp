#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/files.hpp"
#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/dataset_forms.hpp"
#include "formats/dataset_manifest.hpp"
#include "formats/dataset_table.hpp"
#include "formats/escape.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

class FolderReader {
 public:
  explicit FolderReader(const fs::path& folder) : folder_(folder) {}

  Document read() {
    const std::string file = shown(kManifestName);
    manifest_ = read_manifest(files::read(folder_ / kManifestName), file);
    document_ = std::move(manifest_.document);
    refuse_unlisted();
    for (std::size_t i = 0; i < manifest_.tables.size(); ++i) {
      const ManifestTable& entry = manifest_.tables[i];
      read_table(open_csv(entry.file, entry.line), entry.styles, document_, document_.tables[i]);
    }
    read_evaluations();
    read_parts(kFundsFile, RecordKind::fund, &Evaluation::funds);
    read_parts(kIndicatorsFile, RecordKind::indicator, &Evaluation::indicators);
    read_texts();
    read_told(kClaimsFile, document_.claims);
    read_told(kMentionsFile, document_.mentions);
    finish(document_);
    return std::move(document_);
  }

 private:
  std::string shown(std::string_view name) const { return files::shown(folder_ / name); }
  bool exists(const DatasetFile& file) const {
    std::error_code error;
    return fs::exists(fs::symlink_status(folder_ / file.name, error));
  }

  void read_told(const DatasetFile& file, std::vector<Record>& into) {
    if (!exists(file)) return;
    const CsvFile csv = open_csv(std::string(file.name), 0);
    for (ReadRecord& one : records(file, RecordKind::claim, csv)) into.push_back(std::move(one.record));
  }

  // `line` is that of the manifest which names the file.
  CsvFile open_csv(const std::string& name, int line) const {
    const fs::path path = folder_ / name;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (fs::is_regular_file(status)) return read_csv(files::read(path), shown(name));
    const bool missing = !fs::exists(status);
    throw std::move(
        Fault("dataset.bad_path", missing ? fmt::format("找不到“{}”", name) : fmt::format("“{}”不是普通文件", name),
              missing ? fmt::format("“{}” is missing", name) : fmt::format("“{}” is not a regular file", name))
            .at_line(shown(kManifestName), line)
            .hint(missing ? "请补上此文件，或从清单中删去这张表" : "不接受链接和文件夹",
                  missing ? "add the file, or take the table out of the manifest" : "links and folders are not read"));
  }

  // A CSV that nothing names would be left out in silence.
  void refuse_unlisted() const {
    std::vector<std::string> known;
    for (const DatasetFile& file :
         {kEvaluationsFile, kFundsFile, kIndicatorsFile, kClaimsFile, kMentionsFile, kTextsFile})
      known.emplace_back(file.name);
    for (const ManifestTable& table : manifest_.tables) known.push_back(table.file);
    std::vector<std::string> found;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder_, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      found.push_back(entry->path().filename().string());
    }
    if (error) {
      throw Fault("file.unreadable", fmt::format("无法读取文件夹“{}”：{}", folder_.string(), error.message()),
                  fmt::format("cannot read the folder {}: {}", folder_.string(), error.message()));
    }
    std::sort(found.begin(), found.end());
    for (const std::string& name : found) {
      const bool lock = name.starts_with('.') || name.starts_with("~$");  // left by open spreadsheets
      if (lock || !name.ends_with(".csv") || std::find(known.begin(), known.end(), name) != known.end()) continue;
      const std::string near = nearest(name, known);
      throw std::move(
          Fault("dataset.unlisted_file", fmt::format("“{}”没有列在 {} 中", name, kManifestName),
                fmt::format("“{}” is not listed in {}", name, kManifestName))
              .at_line(shown(name), 0)
              .hint(near.empty() ? "请在 [[tables]] 中列出，或移出此文件夹"
                                 : fmt::format("是不是“{}”？否则请在 [[tables]] 中列出，或移出此文件夹", near),
                    near.empty() ? "list it in [[tables]] or move it away"
                                 : fmt::format("did you mean “{}”? else list it in [[tables]] or move it away", near)));
    }
  }

  std::vector<ReadRecord> records(const DatasetFile& file, RecordKind kind, const CsvFile& csv) const {
    const auto styles = manifest_.styles.find(std::string(file.kind));
    return read_records(kind, csv, styles == manifest_.styles.end() ? ColumnStyles{} : styles->second,
                        [this](const std::string& form) { return money_of(form); });
  }

  // Of a form that is not known, which is told where its row is put, the document's.
  Unit money_of(const std::string& form) const {
    const Unit money = document_.money();
    const auto found = forms_.find(form);
    return found == forms_.end() ? money : document_.evaluations[found->second].money(money);
  }

  void read_evaluations() {
    if (!exists(kEvaluationsFile)) return;
    const CsvFile csv = open_csv(std::string(kEvaluationsFile.name), 0);
    for (ReadRecord& head : records(kEvaluationsFile, RecordKind::evaluation, csv)) {
      if (!forms_.emplace(head.form, document_.evaluations.size()).second) {
        throw std::move(head.source
                            .fault("dataset.unknown_form", fmt::format("自评表“{}”重复", head.form),
                                   fmt::format("the form “{}” is given twice", head.form))
                            .hint("“自评表”一栏须各不相同", "the column 自评表 must differ from row to row"));
      }
      Evaluation evaluation;
      evaluation.head = std::move(head.record);
      if (const std::string& word = evaluation.head.text("money_unit"); !word.empty() && !money_unit(word)) {
        const std::string shown = text::visible(text::shorten(word, 40));
        throw std::move(head.source
                            .fault("csv.bad_word", fmt::format("“金额单位”栏不能填“{}”", shown),
                                   fmt::format("“{}” is no value of the column “金额单位”", shown))
                            .hint("可用：万元、元、千元、亿元", "use one of: 万元, 元, 千元, 亿元"));
      }
      document_.evaluations.push_back(std::move(evaluation));
    }
  }

  Evaluation& form(const CsvRecord& row, const std::string& key) {
    if (const auto found = forms_.find(key); found != forms_.end()) return document_.evaluations[found->second];
    std::vector<std::string> known;
    for (const auto& [name, index] : forms_) known.push_back(name);
    const std::string near = nearest(key, known);
    const std::string name = text::visible(text::shorten(key, 60));
    throw std::move(
        row.fault("dataset.unknown_form", fmt::format("evaluations.csv 中没有自评表“{}”", name),
                  fmt::format("evaluations.csv has no form “{}”", name))
            .hint(near.empty() ? "请照抄 evaluations.csv 的“自评表”一栏" : fmt::format("是不是“{}”？", near),
                  near.empty() ? "copy it from the column 自评表 of evaluations.csv"
                               : fmt::format("did you mean “{}”?", near)));
  }

  void read_parts(const DatasetFile& file, RecordKind kind, std::vector<Record> Evaluation::*part) {
    if (!exists(file)) return;
    const CsvFile csv = open_csv(std::string(file.name), 0);
    for (ReadRecord& record : records(file, kind, csv))
      (form(record.source, record.form).*part).push_back(std::move(record.record));
  }

  void read_texts() {
    if (!exists(kTextsFile)) return;
    const CsvFile csv = open_csv(std::string(kTextsFile.name), 0);
    std::vector<std::string> known;
    for (const std::string_view head : {kForm, kTextLabel, kTextPresent, kTextChars, kText}) known.emplace_back(head);
    known.insert(known.end(), place_heads().begin(), place_heads().end());
    check_heads(csv, known, {std::string(kForm), std::string(kTextLabel), std::string(kTextPresent)}, false);
    for (const CsvRow& csv_row : csv.rows) {
      const CsvRecord row(csv, csv_row);
      TextBlock block;
      block.label = unguarded(row.get(kTextLabel));
      const std::string present(text::trim(row.get(kTextPresent)));
      if (present != "有" && present != "无") {
        throw std::move(row.fault("csv.bad_word", fmt::format("“{}”栏应填“有”或“无”", kTextPresent),
                                  fmt::format("the column “{}” holds 有 or 无", kTextPresent))
                            .hint("表上印有内容的填“有”", "有 where the form prints something"));
      }
      block.present = present == "有";
      block.text = text_of(row.get(kText));
      block.chars = row.number(kTextChars);
      block.at = row.place();
      form(row, unguarded(row.get(kForm))).texts.push_back(std::move(block));
    }
  }

  const fs::path& folder_;
  Manifest manifest_;
  Document document_;
  std::map<std::string, std::size_t> forms_;
};

}  // namespace

std::string form_key(std::size_t index, const Evaluation& evaluation) {
  std::string name = text::shorten(evaluation.head.text("name"), 40);
  std::replace(name.begin(), name.end(), '\n', ' ');
  return name.empty() ? fmt::format("表{}", index + 1) : fmt::format("表{} {}", index + 1, name);
}

bool is_dataset(const std::filesystem::path& folder) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(folder / kManifestName, error));
}

Document read_dataset(const std::filesystem::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw std::move(Fault("dataset.missing", fmt::format("找不到数据集文件夹“{}”", folder.string()),
                          fmt::format("no such dataset folder: {}", folder.string()))
                        .hint("请核对路径", "check the path"));
  }
  if (!is_dataset(folder)) {
    throw std::move(Fault("dataset.no_manifest", fmt::format("文件夹中没有 {}", kManifestName),
                          fmt::format("the folder has no {}", kManifestName))
                        .at_line(files::shown(folder), 0)
                        .hint("数据集文件夹须有 disclosure.toml；公开文本请先用 gouji import 读入",
                              "a dataset folder has a disclosure.toml; bring published files in by gouji import"));
  }
  return FolderReader(folder).read();
}

}  // namespace gouji
