// What broke a sum: each slip is told when it was made, and none when figures are merely wrong.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <random>

#include "base/fault.hpp"
#include "engine/causes.hpp"
#include "unit/base/temp_folder.hpp"

namespace gouji::test {
namespace {

using Rows = std::vector<std::vector<std::string>>;  // label, then a figure a column; the last row is the total

const CauseSettings& settings() {
  static const CauseSettings kept = [] {
    Parameters parameters;
    parameters.add_layer("national", std::filesystem::path(GOUJI_SOURCE_DIR) / "rules/national/parameters.toml", "");
    return *cause_settings(parameters, 2021);
  }();
  return kept;
}

// A table with its total in the last row; `parts` are the rows that make up the total, all where it is empty.
class Sheet {
 public:
  Sheet(std::vector<std::string> columns, const Rows& rows, std::vector<std::size_t> parts = {})
      : parts_(std::move(parts)) {
    document_.year = 2021;
    document_.money_unit = "万元";
    Table& table = document_.tables.emplace_back();
    table.name = "支出表";
    table.columns = std::move(columns);
    const Unit unit = *money_unit("万元");
    int line = 1;
    for (const auto& texts : rows) {
      TableRow& row = table.rows.emplace_back();
      row.label = texts.front();
      row.at.line = line++;
      for (std::size_t i = 1; i < texts.size(); ++i) row.cells.push_back(make_cell(texts[i], unit));
    }
    finish(document_);
    if (parts_.empty())
      for (std::size_t i = 0; i + 1 < rows.size(); ++i) parts_.push_back(i);
  }

  // Checks every column that has a total; what is found in the first.
  Finding first() {
    script::Values values;
    IdentityLog log;
    const Table& table = document_.tables.front();
    const auto cell = [&](std::size_t row, std::size_t column) {
      script::Leaf leaf;
      leaf.table = &table;
      leaf.row = &table.rows[row];
      leaf.column = static_cast<std::uint32_t>(column);
      leaf.cell = &table.rows[row].cells[column];
      return values.cell(leaf);
    };
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      std::vector<script::ValueId> parts;
      for (const std::size_t row : parts_) parts.push_back(cell(row, column));
      const script::ValueId total = cell(table.rows.size() - 1, column);
      const script::ValueId sum = values.sum(parts);
      if (values.at(total).missing || values.at(sum).missing) continue;
      const script::Value& own = values.at(total);
      const script::Value& other = values.at(sum);
      log.note(values, total, sum, own.low <= other.high && other.low <= own.high);
    }
    REQUIRE_FALSE(log.all().empty());
    std::vector<std::string> fingerprints;
    for (std::size_t i = 0; i < log.all().size(); ++i)
      fingerprints.push_back(log.all()[i].held ? "" : fmt::format("f{}", i));
    Finding finding;
    if (!log.all().front().held) explain(finding, document_, log, 0, fingerprints, settings());
    return finding;
  }

 private:
  Document document_;
  std::vector<std::size_t> parts_;
};

std::string kind_told(const Finding& finding) { return finding.cause.empty() ? "" : finding.causes.front().kind; }

struct Slipped {
  std::string kind, says;  // what is told, and words that must be in it
  std::vector<std::string> columns;
  Rows rows;
  std::vector<std::size_t> parts;
};

const std::vector<std::string> kOne{"决算数"};

std::vector<Slipped> slipped() {
  return {
      {"missing",
       "“乙”的 287.45",
       kOne,
       {{"甲", "1,204.37"}, {"乙", "287.45"}, {"丙", "96.08"}, {"合计", "1,300.45"}},
       {}},
      {"doubled",
       "“丙”的 96.08",
       kOne,
       {{"甲", "1,204.37"}, {"乙", "287.45"}, {"丙", "96.08"}, {"合计", "1,683.98"}},
       {}},
      {"extra",
       "“其中：丁”的 51.66",
       kOne,
       {{"甲", "1,204.37"}, {"其中：丁", "51.66"}, {"乙", "287.45"}, {"合计", "1,543.48"}},
       {0, 2}},
      {"scale",
       "“乙”的金额单位错了：填报 2,874,500.00，应为 287.45",
       kOne,
       {{"甲", "1,204.37"}, {"乙", "2,874,500.00"}, {"合计", "1,491.82"}},
       {}},
      {"scale",
       "“合计”的金额单位错了：填报 14,918,200.00，应为 1491.82",
       kOne,
       {{"甲", "1,204.37"}, {"乙", "287.45"}, {"合计", "14,918,200.00"}},
       {}},
      {"point",
       "“甲”的小数点错位：填报 12,043.70，应为 1204.37",
       kOne,
       {{"甲", "12,043.70"}, {"乙", "287.45"}, {"合计", "1,491.82"}},
       {}},
      {"sign", "“乙”的正负号", kOne, {{"甲", "1,204.37"}, {"乙", "287.45"}, {"丙", "96.08"}, {"合计", "1,013.00"}}, {}},
      {"transposed",
       "“合计”相邻两位数字颠倒：填报 1,941.82，应为 1491.82",
       kOne,
       {{"甲", "1,204.37"}, {"乙", "287.45"}, {"合计", "1,941.82"}},
       {}},
      {"transposed",
       "“乙”相邻两位数字颠倒：填报 827.45，应为 287.45",
       kOne,
       {{"甲", "1,204.37"}, {"乙", "827.45"}, {"合计", "1,491.82"}},
       {}},
      {"shifted",
       "“乙”的 287.45 填错了位置，填在“项目支出”",
       {"基本支出", "项目支出"},
       {{"甲", "1,204.37", "33.10"}, {"乙", "", "287.45"}, {"合计", "1,491.82", "33.10"}},
       {}},
      {"neighbour",
       "是“项目支出”的合计",
       {"基本支出", "项目支出"},
       {{"甲", "1,204.37", "533.10"}, {"乙", "96.08", "287.45"}, {"合计", "820.55", "820.55"}},
       {}},
      {"stale",
       "与“上年决算数”的数相同",
       {"决算数", "上年决算数"},
       {{"甲", "1,204.37", ""}, {"乙", "96.08", ""}, {"合计", "1,187.26", "1,187.26"}},
       {}},
      {"range",
       "是“丁”到“丙”相加",
       kOne,
       {{"甲", "1,204.37"}, {"乙", "287.45"}, {"丁", "41.93"}, {"丙", "96.08"}, {"合计", "138.01"}},
       {}},
      {"divided",
       "再除以 3 的数，正好是应有数的三分之二",
       kOne,
       {{"类", "2,238.78"}, {"甲", "290.48"}, {"乙", "1,948.30"}, {"合计", "1,492.52"}},
       {1, 2}},
      {"fraction",
       "正好是应有数的一半",
       kOne,
       {{"甲", "1,204.36"}, {"乙", "287.46"}, {"丙", "96.08"}, {"合计", "793.95"}},
       {}},
  };
}

// Cents as printed.
std::string printed(std::int64_t cents) {
  return fmt::format("{}{}.{:02}", cents < 0 ? "-" : "", std::abs(cents) / 100, std::abs(cents) % 100);
}

}  // namespace

TEST_CASE("each slip is told where it fits") {
  for (const Slipped& one : slipped()) {
    CAPTURE(one.kind, one.says);
    const Finding finding = Sheet(one.columns, one.rows, one.parts).first();
    CAPTURE(finding.cause, finding.causes.size(), finding.causes.empty() ? "" : finding.causes.front().text,
            finding.causes.size() < 2 ? "" : finding.causes[1].text);
    CHECK(kind_told(finding) == one.kind);
    CHECK(finding.cause.find(one.says) != std::string::npos);
    CHECK_FALSE(finding.cause_english.empty());
    CHECK(finding.cause.find('{') == std::string::npos);
    CHECK(finding.cause_english.find('{') == std::string::npos);
  }
}

TEST_CASE("one wrong formula in every column is one cause, and likelier for it") {
  const Finding one = Sheet({"基本支出"}, {{"甲", "12.04"}, {"乙", "2.87"}, {"丙", "0.96"}, {"合计", "13.00"}}).first();
  const Finding two =
      Sheet({"基本支出", "项目支出"},
            {{"甲", "12.04", "7.71"}, {"乙", "2.87", "1.36"}, {"丙", "0.96", "4.05"}, {"合计", "13.00", "11.76"}})
          .first();
  REQUIRE(two.causes.size() == 1);
  CHECK(two.causes.front().kind == "missing");
  CHECK(two.causes.front().lines == std::vector<std::string>{"项目支出"});
  CHECK(two.causes.front().repairs == std::vector<std::string>{"f1"});
  CHECK(two.cause.find("项目支出也是这样") != std::string::npos);
  REQUIRE(one.causes.size() == 1);
  CHECK(*Exact::parse(one.causes.front().chance) > Exact::fraction(1, 1000));
}

TEST_CASE("what another column disproves is not told") {
  // 乙 is left out on the left, but counted on the right.
  const Finding finding =
      Sheet({"基本支出", "项目支出"}, {{"甲", "12.04", "7.71"}, {"乙", "2.87", "1.36"}, {"合计", "12.04", "9.07"}})
          .first();
  CHECK(finding.cause.empty());
}

TEST_CASE("several causes that fit are listed and none is told") {
  // 甲 left out, or the sign of 乙 reversed: 甲 is twice 乙.
  const Finding finding =
      Sheet(kOne, {{"甲", "574.90"}, {"乙", "287.45"}, {"丙", "1,204.37"}, {"合计", "1,491.82"}}).first();
  CHECK(finding.cause.empty());
  REQUIRE(finding.causes.size() == 2);
  CHECK(finding.causes[0].kind != finding.causes[1].kind);
  for (const Cause& cause : finding.causes) CHECK_FALSE(cause.text.empty());
}

TEST_CASE("a difference of a few last digits has no cause") {
  for (const std::string total : {"1,491.87", "1,491.77", "1,492.00"}) {
    CAPTURE(total);
    CHECK(Sheet(kOne, {{"甲", "1,204.37"}, {"乙", "287.40"}, {"丙", "0.05"}, {"合计", total}}).first().cause.empty());
  }
}

// Any sound sum, any slip: told as such, or listed with others, but never another cause told instead.
TEST_CASE("a slip made in a sound sum is found") {
  std::mt19937 random(20211121);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
  const auto up_to = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(most));
  };
  const std::vector<std::string> kinds{"missing", "doubled", "sign", "scale", "point", "transposed"};
  int made = 0;
  int first = 0;
  int wrong = 0;
  for (int round = 0; round < 1200; ++round) {
    const std::string& kind = kinds[static_cast<std::size_t>(round) % kinds.size()];
    std::vector<std::int64_t> parts;
    for (std::int64_t i = 3 + up_to(10); i > 0; --i) parts.push_back(1'000 + up_to(9'000'000));
    std::int64_t total = 0;
    for (const std::int64_t part : parts) total += part;
    std::int64_t& part = parts[static_cast<std::size_t>(up_to(static_cast<std::int64_t>(parts.size())))];
    if (kind == "missing") total -= part;
    if (kind == "doubled") total += part;
    if (kind == "sign") part = -part;
    if (kind == "scale") part *= 10'000;
    if (kind == "point") part *= 10;
    if (kind == "transposed") {
      std::string digits = std::to_string(part);
      const auto at = static_cast<std::size_t>(up_to(static_cast<std::int64_t>(digits.size()) - 1));
      if (digits[at] == digits[at + 1] || (at == 0 && digits[1] == '0')) continue;
      std::swap(digits[at], digits[at + 1]);
      part = std::stoll(digits);
    }
    Rows rows;
    for (std::size_t i = 0; i < parts.size(); ++i) rows.push_back({fmt::format("行{}", i), printed(parts[i])});
    rows.push_back({"合计", printed(total)});
    const Finding finding = Sheet(kOne, rows).first();
    ++made;
    if (!finding.causes.empty() && finding.causes.front().kind == kind) ++first;
    if (!finding.cause.empty() && kind_told(finding) != kind) ++wrong;
  }
  CAPTURE(made, first, wrong);
  CHECK(first * 100 >= made * 95);
  CHECK(wrong * 200 <= made);
}

TEST_CASE("a total that is merely wrong has no cause") {
  std::mt19937 random(20211122);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
  const auto up_to = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(most));
  };
  int told = 0;
  for (int round = 0; round < 2000; ++round) {
    std::int64_t total = 0;
    Rows rows;
    for (std::int64_t i = 2 + up_to(20); i > 0; --i) {
      const std::int64_t part = up_to(round % 2 == 0 ? 9'000'000 : 90'000);
      total += part;
      rows.push_back({fmt::format("行{}", i), printed(part)});
    }
    const std::int64_t off = 20 + up_to(round % 3 == 0 ? 5'000'000 : 50'000);
    rows.push_back({"合计", printed(total + (round % 2 == 0 ? off : -off))});
    if (!Sheet(kOne, rows).first().cause.empty()) ++told;
  }
  CAPTURE(told);
  CHECK(told * 100 <= 2000);
}

TEST_CASE("parameters of causes that cannot be used are told with their line") {
  const auto fault_of = [](const std::string& text) -> std::string {
    TempFolder folder;
    put(folder / "parameters.toml", text);
    Parameters parameters;
    parameters.add_layer("p", folder / "parameters.toml", "p/parameters.toml");
    try {
      cause_settings(parameters, 2021);
    } catch (const Fault& fault) {
      return fmt::format("{} {}:{}", fault.code(), fault.location().file, fault.location().line);
    }
    return {};
  };
  const std::string words = "[\"cause.words\"]\nbasis = \"b\"\nvalue = [[\"sign\", \"反\", \"reversed\"]]\n";
  CHECK(fault_of("").empty());
  CHECK(fault_of(words).empty());
  CHECK(fault_of("[\"cause.words\"]\nbasis = \"b\"\nvalue = [[\"sign\", \"反\"]]\n") ==
        "cause.bad_parameter p/parameters.toml:3");
  CHECK(fault_of(words + "[\"cause.scales\"]\nbasis = \"b\"\nvalue = [\"0\"]\n") ==
        "cause.bad_parameter p/parameters.toml:6");
  CHECK(fault_of(words + "[\"cause.lead\"]\nbasis = \"b\"\nvalue = \"1.5\"\n") ==
        "cause.bad_parameter p/parameters.toml:6");
}

}  // namespace gouji::test
