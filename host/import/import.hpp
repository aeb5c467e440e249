// From the bytes of a published file to a disclosure: layouts (scripts of the packs) recognise the form and place its
// cells; every number of the source is placed or listed in the report.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "import/account.hpp"
#include "import/missing_facts.hpp"
#include "import/print_spec.hpp"
#include "import/vocabulary.hpp"
#include "packs/pack.hpp"
#include "script/limits.hpp"

namespace gouji::intake {

struct ImportOptions {
  std::map<std::string, std::string> set;  // --set province=…, unit=…, year=…, kind=…, id=…, region=…, money_unit=…
  std::string layout;                      // --layout pack/name; empty: the best recognised
  std::set<std::string> left_out;  // ids of layouts that are not asked
};

struct Imported {
  Document document;
  ImportReport report;
  // For those who show the source: its text, and what became of each of its numbers.
  SourceText source;
  std::vector<Placement> placed;
  std::vector<NumberFate> fates;  // as many as source.numbers()
};

// What a layout may use on a source.
script::Limits limits_of_layouts();

class Importer {
 public:
  // Layouts of all packs are loaded once; an Importer serves one thread.
  explicit Importer(std::vector<std::shared_ptr<const PackChain>> packs);
  ~Importer();
  Importer(const Importer&) = delete;
  Importer& operator=(const Importer&) = delete;

  // Their ids, in the order in which they are asked.
  std::vector<std::string> layouts() const;

  // What the templates of the layouts call tables, their columns and rows, and the parts of forms.
  Vocabulary vocabulary();

  // How a document is printed: as the layout that read it says, else as one of the narrowest pack in whose scope it is,
  // else as the first that says so. nullptr when no layout prints.
  const PrintSpec* print_spec(const Document& document) const;

  // `name.file` is what places and messages call the source; the folder helps where facts are not printed. Faults:
  // import.empty, import.not_text, import.no_layout (with what was looked for), import.unknown_layout, and those of the
  // layout's script.
  Imported import(std::string_view bytes, const SourceName& name, const ImportOptions& options);
  Imported import(std::string_view bytes, const std::string& file, const ImportOptions& options) {
    return import(bytes, SourceName{file, {}}, options);
  }

 private:
  Imported import_source(PublishedSource published, std::string_view bytes, const SourceName& name,
                         const ImportOptions& options);

  struct Hidden;
  std::unique_ptr<Hidden> hidden_;
};

}  // namespace gouji::intake
