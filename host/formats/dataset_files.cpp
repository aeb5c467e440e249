#include "formats/dataset_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "formats/dataset_forms.hpp"
#include "formats/dataset_manifest.hpp"
#include "formats/dataset_table.hpp"
#include "formats/escape.hpp"
#include "formats/json_disclosure.hpp"

namespace gouji {
namespace {

std::string write_texts(const std::vector<std::pair<std::string, const TextBlock*>>& blocks) {
  const bool any_text =
      std::any_of(blocks.begin(), blocks.end(), [](const auto& block) { return block.second->text.has_value(); });
  CsvWriter csv;
  std::vector<std::string> head{std::string(kForm), std::string(kTextLabel), std::string(kTextPresent),
                                std::string(kTextChars)};
  if (any_text) head.emplace_back(kText);
  head.insert(head.end(), place_heads().begin(), place_heads().end());
  csv.row(head);
  for (const auto& [form, block] : blocks) {
    std::vector<std::string> row{form, guarded(block->label), block->present ? "有" : "无",
                                 fmt::format("{}", block->chars)};
    if (any_text) row.push_back(spelled_text(block->text));
    const auto place = spelled_place(block->at);
    row.insert(row.end(), place.begin(), place.end());
    csv.row(row);
  }
  return csv.bytes();
}

}  // namespace

std::vector<std::pair<std::string, std::string>> dataset_files(const Document& document) {
  write_disclosure(document, false);  // refuses what no form could hold, before anything is touched
  std::vector<std::pair<std::string, std::string>> files;
  Manifest manifest;
  for (std::size_t i = 0; i < document.tables.size(); ++i) {
    const Table& table = document.tables[i];
    ManifestTable entry{fmt::format("{:02}-{}.csv", i + 1, safe_file_name(table.name, 120)), 0, column_styles(table)};
    files.emplace_back(entry.file, write_table(table, entry.styles));
    manifest.tables.push_back(std::move(entry));
  }
  std::vector<TiedRecord> heads, funds, indicators, claims, mentions;
  std::vector<std::pair<std::string, const TextBlock*>> texts;
  for (std::size_t i = 0; i < document.evaluations.size(); ++i) {
    const Evaluation& evaluation = document.evaluations[i];
    const std::string key = form_key(i, evaluation);
    heads.push_back({key, &evaluation.head});
    for (const Record& fund : evaluation.funds) funds.push_back({key, &fund});
    for (const Record& indicator : evaluation.indicators) indicators.push_back({key, &indicator});
    for (const TextBlock& block : evaluation.texts) texts.emplace_back(key, &block);
  }
  for (const Record& claim : document.claims) claims.push_back({"", &claim});
  for (const Record& mention : document.mentions) mentions.push_back({"", &mention});
  const auto add = [&](const DatasetFile& file, RecordKind kind, const std::vector<TiedRecord>& rows) {
    if (!rows.empty())
      files.emplace_back(file.name, write_records(kind, rows, manifest.styles[std::string(file.kind)]));
  };
  add(kEvaluationsFile, RecordKind::evaluation, heads);
  add(kFundsFile, RecordKind::fund, funds);
  add(kIndicatorsFile, RecordKind::indicator, indicators);
  if (!texts.empty()) files.emplace_back(kTextsFile.name, write_texts(texts));
  add(kClaimsFile, RecordKind::claim, claims);
  add(kMentionsFile, RecordKind::claim, mentions);
  manifest.document = document;
  files.emplace_back(kManifestName, write_manifest(manifest));
  return files;
}

}  // namespace gouji
