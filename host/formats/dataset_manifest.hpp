// disclosure.toml: who disclosed what for which year, and which CSV holds which table.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/dataset_records.hpp"
#include "model/document.hpp"

namespace gouji {

inline constexpr std::string_view kManifestName = "disclosure.toml";

struct ManifestTable {
  std::string file;  // a plain name inside the folder
  int line = 0;      // of the manifest, for messages
  std::vector<ColumnStyle> styles;
};

struct Manifest {
  Document document;                           // its tables have no rows yet
  std::vector<ManifestTable> tables;           // one for each table of the document
  std::map<std::string, ColumnStyles> styles;  // by file: evaluations.csv, funds.csv, …
};

// Faults: "toml.syntax", "data.unknown_key", "data.missing_key", "data.wrong_type", "data.bad_schema", "data.bad_year",
// "data.bad_kind", "data.bad_unit", "data.duplicate_column", "dataset.bad_path"; each with file, line and excerpt.
Manifest read_manifest(const std::string& toml, const std::string& file);

std::string write_manifest(const Manifest& manifest);

}  // namespace gouji
