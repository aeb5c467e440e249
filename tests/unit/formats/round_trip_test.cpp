#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "formats/data_digest.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/ndjson.hpp"
#include "formats/ndjson_writer.hpp"
#include "unit/formats/random_disclosure.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

using Json = nlohmann::json;

Document through_folder(const Document& document) {
  const TempFolder temp;
  write_dataset(document, temp / "数据集");
  return read_dataset(temp / "数据集");
}

std::vector<Document> through_ndjson(const std::vector<Document>& documents, const char* name) {
  const TempFolder temp;
  NdjsonWriter writer(temp / name);
  for (const Document& document : documents) writer.add(document);
  writer.commit();
  std::vector<Document> read;
  read_ndjson(
      temp / name, name, [&](Document&& document, int) { read.push_back(std::move(document)); },
      [](const Fault& fault) { FAIL(fault.text(Language::english)); });
  return read;
}

// Empty when `written` says all that `given` says, and nothing but nulls and empty lists beyond it.
std::string difference(const Json& written, const Json& given, const std::string& path) {
  if (given.is_object()) {
    for (const auto& [key, value] : given.items()) {
      if (key.starts_with("x_") || (!written.contains(key) && (value.is_null() || value.empty()))) continue;
      if (!written.contains(key)) return path + "." + key + " is gone";
      if (auto found = difference(written.at(key), value, path + "." + key); !found.empty()) return found;
    }
    for (const auto& [key, value] : written.items()) {
      if (!given.contains(key) && !value.is_null() && !value.empty()) return path + "." + key + " is new";
    }
    return {};
  }
  if (given.is_array()) {
    if (!written.is_array() || written.size() != given.size()) return path + " has another length";
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (auto found = difference(written[i], given[i], path + "[" + std::to_string(i) + "]"); !found.empty())
        return found;
    }
    return {};
  }
  return written == given ? std::string() : path + ": " + written.dump() + " for " + given.dump();
}

}  // namespace

TEST_CASE("transcriptions survive JSON, folder and NDJSON") {
  std::vector<Document> all;
  for (const auto& file : truth_files()) {
    CAPTURE(file.string());
    const std::string given = get(file);
    const Document document = read_disclosure(given, file.filename().string());
    const std::string written = write_disclosure(document, true);
    CHECK(difference(Json::parse(written), Json::parse(given), "") == "");
    CHECK(write_disclosure(read_disclosure(written, "again"), true) == written);
    CHECK(write_disclosure(read_disclosure(write_disclosure(document, false), "compact"), true) == written);
    CHECK(write_disclosure(through_folder(document), true) == written);
    all.push_back(document);
  }
  for (const char* name : {"全部.ndjson", "全部.ndjson.gz", "全部.ndjson.zst"}) {
    const auto read = through_ndjson(all, name);
    REQUIRE(read.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(document_digest(read[i]) == document_digest(all[i]));
  }
}

TEST_CASE("hostile texts survive every form") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const std::string given = RandomDisclosure(seed).json();
    const Document document = read_disclosure(given, "random.json");
    const Json written = Json::parse(write_disclosure(document, true));
    // `more` may come back in another order: compare as JSON.
    CHECK(Json::parse(write_disclosure(read_disclosure(written.dump(), "again"), false)) == written);
    CHECK(Json::parse(write_disclosure(through_folder(document), false)) == written);
    CHECK(Json::parse(write_disclosure(through_ndjson({document}, "x.ndjson.gz").at(0), false)) == written);
  }
}

TEST_CASE("what is absent, blank, dashed or said to be 无 stays so") {
  const std::string json = R"({"schema":"gouji.disclosure.v1","unit":"甲","year":2020,"kind":"budget","money_unit":"元",
    "tables":[{"name":"表","columns":["a","b","c","d","e","f"],"rows":[{"label":"行","cells":{"a":null,"b":"-","c":"—","d":"无","e":"0"}}]}],
    "evaluations":[{"name":"甲","funds":[{"source":"一"},{"source":"二","annual":null},{"source":"三","annual":"-"}]}]})";
  const Document document = through_folder(read_disclosure(json, "x"));
  const TableRow& row = document.tables.at(0).rows.at(0);
  CHECK(row.cells[0].state == CellState::blank);
  CHECK(row.cells[1].state == CellState::dash);
  CHECK(row.cells[1].printed == "-");
  CHECK(row.cells[2].state == CellState::dash);
  CHECK(row.cells[2].printed == "—");
  CHECK(row.cells[3].state == CellState::none);
  CHECK(row.cells[4].state == CellState::figure);
  CHECK(row.cells[5].state == CellState::absent);
  const auto& funds = document.evaluations.at(0).funds;
  CHECK(funds[0].cell("annual").state == CellState::absent);
  CHECK(funds[1].cell("annual").state == CellState::blank);
  CHECK(funds[2].cell("annual").state == CellState::dash);
  CHECK(funds[0].cell("initial").state == CellState::absent);
}

TEST_CASE("a row without a word is a row") {
  const std::string json = R"({"schema":"gouji.disclosure.v1","unit":"甲","year":2020,"kind":"budget",
    "tables":[{"name":"表","columns":["a"],"rows":[{"label":null,"cells":{"a":null}},{"label":null,"cells":{}},{"label":"x","cells":{"a":"1"}}]}],
    "claims":[{},{"section":null},{"section":"一"}]})";
  const Document given = read_disclosure(json, "x");
  CHECK(write_disclosure(through_folder(given), true) == write_disclosure(given, true));
  const std::string claims_only =
      R"({"schema":"gouji.disclosure.v1","unit":"甲","year":2020,"kind":"budget","claims":[{},{}]})";
  CHECK(through_folder(read_disclosure(claims_only, "x")).claims.size() == 2);
}

}  // namespace gouji::test
