#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>

#include "formats/dataset_batch.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/dataset_forms.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSample =
    R"({"schema":"gouji.disclosure.v1","unit":"甲局","year":2020,"kind":"final_accounts","money_unit":"万元",
  "source":{"file":"甲局.pdf","sha256":"ab","layout":"guizhou/tables"},
  "tables":[{"name":"收入支出决算总表","number":"公开01表","columns":["金额","占比（%）"],"notes":["注一"],
    "rows":[{"label":"一、收入","code":null,"line":"1","side":"收入","cells":{"金额":"28,500.90","占比（%）":null},"at":{"line":71}},
            {"label":"合计","code":null,"line":"2","side":"支出","cells":{"金额":"12.50"},"doubtful":{"金额":"两格之间的线不清"}}]}],
  "evaluations":[{"scope":"project","name":"工作专班工作经费","number":"27","money_unit":"元","stated_score":"99.85",
     "funds":[{"source":"年度资金总额","initial":null,"annual":"48.00","score":"9.80"}],
     "indicators":[{"level1":"产出指标","level3":"采购数量","target":"＞50个","actual":"50个","score":"15.00","more":{"备注":"无"},"reviewed":{"score":"14.00","reason":"未达到"}}],
     "texts":[{"label":"绩效结论","present":true,"chars":71,"text":"=好"}]},
    {"scope":"department","name":"整体","funds":[]}],
  "claims":[{"section":"（一）","kind":"change","amount":"28,907.51","change":"2,307.90","base_year":2019}]})";

// A folder with the sample, one file of which is replaced.
struct Changed {
  TempFolder temp;
  fs::path folder = temp / "甲局";
  Changed() { write_dataset(read_disclosure(kSample, "x"), folder); }
  void replace(const char* file, const std::string& from, const std::string& to) const {
    std::string bytes = get(folder / file);
    const auto at = bytes.find(from);
    REQUIRE(at != std::string::npos);
    put(folder / file, bytes.replace(at, from.size(), to));
  }
  std::string fault() const {
    return fault_of([&] { read_dataset(folder); });
  }
};

constexpr const char* kTable = "01-收入支出决算总表.csv";

}  // namespace

TEST_CASE("the folder is what people open in a spreadsheet") {
  const Changed sample;
  CHECK(get(sample.folder / kTable) ==
        "\xEF\xBB\xBF行次,项目,方向,金额,占比（%）,存疑,行\r\n1,一、收入,收入,\"28,500.90\",,,71\r\n2,合计,支出,12.50,"
        "∅,金额：两格之间的线不清,\r\n");
  CHECK(get(sample.folder / "evaluations.csv") ==
        "\xEF\xBB\xBF自评表,范围,名称,序号,金额单位,文中自评得分\r\n表1 "
        "工作专班工作经费,项目,工作专班工作经费,27,元,99.85"
        "\r\n表2 整体,部门整体,整体,∅,∅,∅\r\n");
  CHECK(get(sample.folder / "funds.csv") ==
        "\xEF\xBB\xBF自评表,资金来源,年初预算数,全年预算数,得分\r\n表1 工作专班工作经费,年度资金总额,,48.00,9.80\r\n");
  CHECK(get(sample.folder / "indicators.csv") ==
        "\xEF\xBB\xBF自评表,一级指标,三级指标,年度指标值,实际完成值,得分,复核得分,复核说明,其他/备注\r\n"
        "表1 工作专班工作经费,产出指标,采购数量,＞50个,50个,15.00,14.00,未达到,无\r\n");
  CHECK(get(sample.folder / "texts.csv") ==
        "\xEF\xBB\xBF自评表,标题,有无,字数,内容,行,至行,页,表,格\r\n表1 工作专班工作经费,绩效结论,有,71,'=好,,,,,\r\n");
  CHECK(get(sample.folder / "claims.csv") ==
        "\xEF\xBB\xBF章节,类别,金额,增减额,对比年度\r\n（一）,增减,\"28,907.51\",\"2,307.90\",2019\r\n");
  const std::string manifest = get(sample.folder / "disclosure.toml");
  CHECK(manifest.find("kind = \"部门决算\"") != std::string::npos);
  CHECK(manifest.find("{ name = \"金额\", decimals = 2, thousands = true }") != std::string::npos);
  CHECK(manifest.find("layout = \"guizhou/tables\"") != std::string::npos);
}

TEST_CASE("what a spreadsheet dropped is put back") {
  const Changed sample;
  sample.replace(kTable, "\"28,500.90\"", "28500.9");
  sample.replace(kTable, "12.50", "12.5");
  sample.replace("funds.csv", "48.00,9.80", "48,9.8");
  sample.replace("claims.csv", "\"2,307.90\"", "2307.9");
  sample.replace("indicators.csv", "15.00,14.00", "15,14");
  CHECK(write_disclosure(read_dataset(sample.folder), true) == write_disclosure(read_disclosure(kSample, "x"), true));
}

TEST_CASE("what a person may change by hand") {
  const Changed sample;
  sample.replace("evaluations.csv", ",项目,", ",project,");
  sample.replace("disclosure.toml", "kind = \"部门决算\"", "kind = \"final_accounts\"\npublished_on = 2021-08-30");
  sample.replace(kTable, "\r\n", "\n");
  put(sample.folder / "说明.md", "a note");
  put(sample.folder / ".~lock.a.csv#", "");
  put(sample.folder / "~$x.csv", "");
  const Document document = read_dataset(sample.folder);
  CHECK(document.published_on == "2021-08-30");
  CHECK(document.evaluations[0].head.text("scope") == "project");
  sample.replace("disclosure.toml", "year = 2020", "year = \"未知\"");
  CHECK_FALSE(read_dataset(sample.folder).year_known());
  sample.replace("disclosure.toml", "year = \"未知\"", "year = \"unknown\"");
  CHECK_FALSE(read_dataset(sample.folder).year_known());
  fs::remove(sample.folder / "claims.csv");
  CHECK(read_dataset(sample.folder).claims.empty());
}

TEST_CASE("what is wrong with a folder is said with file, line and mend") {
  struct Case {
    const char* file;
    std::string from, to;
    std::vector<std::string> said;
  };
  const std::vector<Case> cases{
      {"disclosure.toml",
       "year = 2020",
       "year = 2020\nyear = 2021",
       {"toml.syntax", "disclosure.toml:7", "year = 2021"}},
      {"disclosure.toml", "year = 2020", "year = 二〇二〇", {"toml.syntax", "disclosure.toml:6", "双引号"}},
      {"disclosure.toml", "year = 2020", "year = 20200", {"data.bad_year", "disclosure.toml:6", "20200", "四位整数"}},
      {"disclosure.toml", "year = 2020", "year = \"2020\"", {"data.wrong_type", "整数，不加引号"}},
      {"disclosure.toml", "year = 2020", "year = \"不详\"", {"data.wrong_type", "整数，不加引号"}},
      {"disclosure.toml", "year = 2020", "year = 0", {"data.bad_year"}},
      {"disclosure.toml", "year = 2020\n", "", {"data.missing_key", "year = 2020"}},
      {"disclosure.toml", "[[tables]]\n", "[[tables]]\nyear = 21\n", {"data.bad_year", "四位整数"}},
      {"disclosure.toml", "unit = \"甲局\"\n", "", {"data.missing_key", "unit = \"…\""}},
      {"disclosure.toml", "unit = \"甲局\"", "unit = 12", {"data.wrong_type", "请加上引号"}},
      {"disclosure.toml", "部门决算", "部门结算", {"data.bad_kind", "部门结算", "部门决算、部门预算"}},
      {"disclosure.toml", "money_unit = \"万元\"", "money_unit = \"美元\"", {"data.bad_unit", "美元"}},
      {"disclosure.toml", "money_unit", "mony_unit", {"data.unknown_key", "是否想写“money_unit”"}},
      {"disclosure.toml", "gouji.disclosure.v1", "gouji.disclosure.v9", {"data.bad_schema", "v9"}},
      {"disclosure.toml", "decimals = 2", "decimals = 99", {"data.wrong_type", "0 到 30"}},
      {"disclosure.toml", "decimals = 2", "decimal = 2", {"data.unknown_key", "decimals"}},
      {"disclosure.toml", "thousands = true", "thousands = 1", {"data.wrong_type", "true 或 false"}},
      {"disclosure.toml", "占比（%）", "金额", {"data.duplicate_column", "joined by /"}},
      {"disclosure.toml", "[source]", "[[source]]", {"data.wrong_type", "[source]"}},
      {"disclosure.toml", "[[tables]]", "[tables]", {"data.wrong_type", "[[tables]]"}},
      {"disclosure.toml", "\"注一\"", "1", {"data.wrong_type", "文字的列表"}},
      {"disclosure.toml", "file = \"01-", "file = \"../01-", {"dataset.bad_path", "只写文件名"}},
      {"disclosure.toml", "file = \"01-", "file = \"/etc/01-", {"dataset.bad_path"}},
      {"disclosure.toml", "file = \"01-收入支出决算总表.csv\"", "file = \"没有.csv\"", {"dataset.unlisted_file"}},
      {kTable, "行次,项目", "行次,项日", {"csv.unknown_column", "01-收入支出决算总表.csv:1", "是不是“项目”"}},
      {kTable, "金额,占比（%）", "金额,占比", {"csv.unknown_column", "占比"}},
      {kTable, "行次,项目", "行次,方向2", {"csv.unknown_column"}},
      {kTable, "12.50,∅", "12.50", {"csv.ragged", "01-收入支出决算总表.csv:3"}},
      {kTable, ",71", ",七十一", {"csv.bad_number", "“行”栏应为整数"}},
      {kTable, "金额：两格", "两格", {"csv.bad_doubt", "栏名：原因"}},
      {kTable, "金额：两格", "金客：两格", {"csv.bad_doubt", "是不是“金额”"}},
      {"evaluations.csv", ",项目,", ",项日,", {"csv.bad_word", "是不是“项目”", "部门整体"}},
      {"evaluations.csv", ",元,", ",美元,", {"csv.bad_word", "evaluations.csv:2", "“金额单位”", "万元、元"}},
      {"evaluations.csv", "自评表,", "表名,", {"csv.unknown_column"}},
      {"evaluations.csv", "表2 整体", "表1 工作专班工作经费", {"dataset.unknown_form", "重复", "evaluations.csv:3"}},
      {"funds.csv", "表1 工作", "表1 公作", {"dataset.unknown_form", "funds.csv:2", "是不是“表1 工作专班工作经费”"}},
      {"funds.csv", "资金来源", "资金来原", {"csv.unknown_column", "是不是“资金来源”", "其他/资金来原"}},
      {"indicators.csv", "自评表,一级指标", "一级指标,二级指标", {"csv.missing_column", "“自评表”"}},
      {"texts.csv", ",有,", ",是,", {"csv.bad_word", "“有”或“无”"}},
      {"claims.csv", ",增减,", ",增加,", {"csv.bad_word", "合计、金额、占比"}},
  };
  for (const Case& wanted : cases) {
    CAPTURE(wanted.file, wanted.from, wanted.to);
    const Changed sample;
    sample.replace(wanted.file, wanted.from, wanted.to);
    const std::string said = sample.fault();
    INFO(said);
    for (const std::string& words : wanted.said) CHECK(said.find(words) != std::string::npos);
  }
}

TEST_CASE("folders that are none, files that are missing or links") {
  const Changed sample;
  CHECK(fault_of([&] { read_dataset(sample.temp / "没有"); }).find("dataset.missing") != std::string::npos);
  CHECK(fault_of([&] { read_dataset(sample.temp.path()); }).find("dataset.no_manifest") != std::string::npos);
  put(sample.folder / "fund.csv", "a\n");
  CHECK(sample.fault().find("是不是“funds.csv”") != std::string::npos);
  fs::remove(sample.folder / "fund.csv");
  fs::remove(sample.folder / kTable);
  CHECK(sample.fault().find("找不到“01-收入支出决算总表.csv”") != std::string::npos);
  fs::create_symlink("/etc/passwd", sample.folder / kTable);
  CHECK(sample.fault().find("不是普通文件") != std::string::npos);
  fs::remove(sample.folder / kTable);
  REQUIRE(::mkfifo((sample.folder / kTable).c_str(), 0600) == 0);
  CHECK(sample.fault().find("dataset.bad_path") != std::string::npos);
}

TEST_CASE("a folder is replaced as a whole or not at all") {
  const Changed sample;
  put(sample.folder / "原件.pdf", "the source");
  fs::create_directory(sample.folder / "附件");
  put(sample.folder / "附件" / "a.txt", "x");
  Document document = read_dataset(sample.folder);
  document.claims.clear();
  document.tables.clear();
  write_dataset(document, sample.folder / "");
  CHECK(get(sample.folder / "原件.pdf") == "the source");
  CHECK(get(sample.folder / "附件" / "a.txt") == "x");
  CHECK_FALSE(fs::exists(sample.folder / "claims.csv"));
  CHECK_FALSE(fs::exists(sample.folder / kTable));
  std::size_t beside = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(sample.temp.path())) ++beside;
  CHECK(beside == 1);  // nothing is left aside

  put(sample.temp / "别的" / "重要.doc", "mine");
  CHECK(fault_of([&] { write_dataset(document, sample.temp / "别的"); }).find("dataset.not_a_dataset") !=
        std::string::npos);
  CHECK(get(sample.temp / "别的" / "重要.doc") == "mine");
  put(sample.temp / "文件", "mine");
  CHECK(fault_of([&] { write_dataset(document, sample.temp / "文件"); }).find("dataset.not_a_dataset") !=
        std::string::npos);
  CHECK(fault_of([&] { write_dataset(document, sample.temp / "文件" / "x"); }).find("file.unwritable") !=
        std::string::npos);
  fs::create_directory(sample.temp / "空");
  write_dataset(document, sample.temp / "空");
  CHECK(is_dataset(sample.temp / "空"));
  write_dataset(document, sample.temp / "新" / "深" / "处");
  CHECK(is_dataset(sample.temp / "新" / "深" / "处"));
}

TEST_CASE("what a killed process left behind is swept away, but only that") {
  const TempFolder temp;
  const auto left = [&](const char* name, int hours) {
    put(temp / name / "disclosure.toml", "half");
    fs::last_write_time(temp / name, fs::file_time_type::clock::now() - std::chrono::hours(hours));
    return temp / name;
  };
  const auto lock = [](const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
    REQUIRE(::flock(descriptor, LOCK_EX | LOCK_NB) == 0);
    return descriptor;
  };
  const std::string own = std::to_string(::getpid());
  const fs::path gone = left(".gouji-4194305-1.tmp", 0);  // beyond the largest process number
  const fs::path another_now = left((".gouji-" + own + "-77.tmp").c_str(), 2);
  const fs::path held = left(".gouji-4194305-2.tmp", 2);
  const fs::path alive = left((".gouji-" + own + "-78.tmp").c_str(), 0);
  const fs::path other = left(".乙局.4194305.1.tmp", 2);
  const fs::path odd = left(".gouji-.tmp", 2);
  const fs::path odder = left(".gouji-4194305.tmp", 2);
  const int descriptor = lock(held);
  write_dataset(read_disclosure(kSample, "x"), temp / "甲局");
  ::close(descriptor);
  for (const fs::path& swept : {gone, another_now}) CHECK_FALSE(fs::exists(swept));
  for (const fs::path& kept : {held, alive, other, odd, odder}) CHECK(fs::exists(kept));
}

TEST_CASE("datasets of a batch go into place together, one that cannot stops no other") {
  const TempFolder temp;
  const Document document = read_disclosure(kSample, "x");
  {
    DatasetBatch batch;
    batch.add(document, temp / "省" / "甲");
    CHECK(batch.size() == 1);
    CHECK_FALSE(fs::exists(temp / "省" / "甲"));
  }  // given up
  CHECK(fs::is_empty(temp / "省"));
  DatasetBatch batch;
  batch.add(document, temp / "省" / "甲");
  batch.add(document, temp / "省" / "乙");
  batch.add(document, temp / "另一省" / "丙");
  put(temp / "省" / "乙" / "重要.doc", "mine");  // someone was quicker
  put(temp / "文件", "x");
  CHECK(fault_of([&] { batch.add(document, temp / "文件"); }).find("dataset.not_a_dataset") != std::string::npos);
  CHECK(fault_of([&] { batch.add(document, temp / "文件" / "丁"); }).find("file.unwritable") != std::string::npos);
  CHECK(batch.size() == 3);
  const auto faults = batch.put_in_place();
  REQUIRE(faults.size() == 3);
  CHECK_FALSE(faults[0].has_value());
  REQUIRE(faults[1].has_value());
  CHECK(faults[1]->code() == "dataset.not_a_dataset");
  CHECK_FALSE(faults[2].has_value());
  for (const fs::path& there : {temp / "省" / "甲", temp / "另一省" / "丙"}) CHECK(is_dataset(there));
  CHECK(get(temp / "省" / "乙" / "重要.doc") == "mine");
  CHECK_FALSE(fs::exists(temp / "省" / "乙" / "disclosure.toml"));
  CHECK(batch.size() == 0);
  batch.add(document, temp / "省" / "甲");  // it goes on
  CHECK_FALSE(batch.put_in_place().front().has_value());
}

TEST_CASE("the same document gives the same bytes") {
  const TempFolder temp;
  const Document document = read_disclosure(kSample, "x");
  write_dataset(document, temp / "a");
  write_dataset(read_dataset(temp / "a"), temp / "b");
  for (const auto& file : files::list(temp / "a", {".csv", ".toml"}))
    CHECK(get(file) == get(temp / "b" / file.filename().string()));
}

}  // namespace gouji::test
