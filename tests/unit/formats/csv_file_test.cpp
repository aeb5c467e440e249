#include <catch2/catch.hpp>

#include "formats/csv_file.hpp"
#include "formats/dataset_cells.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {

TEST_CASE("CSV as spreadsheets write it") {
  const CsvFile csv = read_csv(
      "\xEF\xBB\xBF项目,金额,,\r\n合计,\"1,234.50\",,\r\n\"两行\r\n文字\",\"a\"\"b\",,\r\n,,,\r\n\r\n  x , y\r\n",
      "表.csv");
  CHECK(csv.head.fields == std::vector<std::string>{"项目", "金额"});
  REQUIRE(csv.rows.size() == 3);
  CHECK(csv.rows[0].fields == std::vector<std::string>{"合计", "1,234.50"});
  CHECK(csv.rows[1].fields == std::vector<std::string>{"两行\n文字", "a\"b"});
  CHECK(csv.rows[2].fields == std::vector<std::string>{"  x ", " y"});
  CHECK(csv.rows[0].line == 2);
  CHECK(csv.rows[1].line == 3);
  CHECK(csv.rows[2].line == 7);
  CHECK(read_csv("\xCF\xEE\xC4\xBF\n1\n", "gbk.csv").head.fields[0] == "项目");
}

TEST_CASE("CSV that cannot be read says where and why") {
  struct Case {
    std::string bytes, code, said;
  };
  const std::vector<Case> cases{{"", "csv.no_head", "没有表头行"},
                                {",,\n", "csv.no_head", "names the columns"},
                                {"a,b\n1,2,3\n", "csv.ragged", "表.csv:2"},
                                {"a,b\n1,2\n1\n", "csv.ragged", "此行有 1 格，表头有 2 栏"},
                                {"a,b,a\n1,2,3\n", "csv.duplicate_head", "栏名“a”重复"},
                                {"a,b\n1,\"2\n3,4\n", "csv.syntax", "表.csv:2"},
                                {"a,b\n1,2\"3\"\n", "csv.syntax", "引号不配对"},
                                {"a,b\n\"x\"y,2\n", "csv.syntax", "\"x\"y,2"},
                                {"a,b\n\xff\xff\xff,2\n", "data.encoding", "GB18030"}};
  for (const Case& wanted : cases) {
    CAPTURE(wanted.bytes);
    const std::string said = fault_of([&] { read_csv(wanted.bytes, "表.csv"); });
    INFO(said);
    CHECK(said.find(wanted.code) != std::string::npos);
    CHECK(said.find(wanted.said) != std::string::npos);
  }
}

TEST_CASE("what the CSV writer writes, the reader reads") {
  CsvWriter writer;
  writer.row({"head", "b"});
  std::vector<std::string> given;
  for (const std::string& text : hostile_texts()) {
    if (text.find_first_of("\0\x1b", 0, 2) != std::string::npos || text.find("\xE2\x80") != std::string::npos ||
        text.find("\xEF\xBB\xBF") != std::string::npos)
      continue;
    given.push_back(text);
    writer.row({text, "x"});
  }
  const CsvFile csv = read_csv(writer.bytes(), "x.csv");
  REQUIRE(csv.rows.size() == given.size());
  for (std::size_t i = 0; i < given.size(); ++i) CHECK(csv.rows[i].fields[0] == given[i]);
}

TEST_CASE("cells have a spelling for every state") {
  const auto printed = [](const char* field) { return printed_of(field, {2, false}); };
  CHECK(printed("∅") == std::nullopt);
  CHECK(printed("").value() == std::nullopt);
  CHECK(printed("'").value() == "");
  CHECK(printed("'∅").value() == "∅");
  CHECK(printed("12.5").value() == "12.50");
  CHECK(printed("'12.5").value() == "12.5");
  CHECK(printed("'-").value() == "-");
  CHECK(spelled_cell({}, {}) == "∅");
  CHECK(spelled_cell(make_words("∅"), {}) == "'∅");
  CHECK(spelled_text(std::nullopt).empty());
  CHECK(spelled_text("") == "'");
  CHECK(text_of("'") == "");
  CHECK(text_of("") == std::nullopt);
}

}  // namespace gouji::test
