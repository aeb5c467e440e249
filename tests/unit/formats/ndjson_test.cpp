#include <algorithm>
#include <catch2/catch.hpp>

#include "base/data_limits.hpp"
#include "formats/data_digest.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/dataset_source.hpp"
#include "formats/file_lines.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/ndjson.hpp"
#include "formats/ndjson_writer.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

namespace fs = std::filesystem;

Document numbered(int number) {
  Document document;
  document.id = "d" + std::to_string(number);
  document.unit = "单位" + std::to_string(number);
  document.year = 2020;
  document.kind = "budget";
  // Texts that do not pack well, so that members are many.
  std::string noise;
  unsigned state = static_cast<unsigned>(number) * 2654435761U + 1;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 1664525U + 1013904223U;
    noise += static_cast<char>('0' + (state >> 24U) % 75);
  }
  document.url = noise;
  return document;
}

struct Seen {
  std::vector<std::string> ids;
  std::vector<int> lines;
  std::vector<std::string> problems;
};

Seen read_all(const fs::path& path) {
  Seen seen;
  read_ndjson(
      path, path.filename().string(),
      [&](Document&& document, int line) {
        seen.ids.push_back(document.id);
        seen.lines.push_back(line);
      },
      [&](const Fault& fault) {
        seen.problems.push_back(fault.text(Language::chinese) + fault.text(Language::english));
      });
  return seen;
}

void write(const fs::path& path, int documents) {
  NdjsonWriter writer(path);
  for (int i = 1; i <= documents; ++i) writer.add(numbered(i));
  writer.commit();
}

std::string line_of(int number) { return write_disclosure(numbered(number), false); }

}  // namespace

TEST_CASE("a broken line is named and the rest goes on") {
  const TempFolder temp;
  put(temp / "a.ndjson",
      "\xEF\xBB\xBF" + line_of(1) + "\r\n\n  \n{\"schema\":1}\nnot json\n" + line_of(2) + "\n" + line_of(3));
  const Seen seen = read_all(temp / "a.ndjson");
  CHECK(seen.ids == std::vector<std::string>{"d1", "d2", "d3"});
  CHECK(seen.lines == std::vector<int>{1, 6, 7});
  REQUIRE(seen.problems.size() == 2);
  CHECK(seen.problems[0].find("a.ndjson:4") != std::string::npos);
  CHECK(seen.problems[1].find("a.ndjson:5") != std::string::npos);
}

TEST_CASE("a file that stops in the middle of a line is named with its place") {
  const TempFolder temp;
  put(temp / "a.ndjson", line_of(1) + "\n" + line_of(2).substr(0, 500));
  const Seen seen = read_all(temp / "a.ndjson");
  CHECK(seen.ids.size() == 1);
  REQUIRE(seen.problems.size() == 1);
  CHECK(seen.problems[0].find("data.truncated") != std::string::npos);
  CHECK(seen.problems[0].find("a.ndjson:2") != std::string::npos);
  CHECK(seen.problems[0].find("第 " + std::to_string(line_of(1).size() + 501) + " 字节") != std::string::npos);
}

TEST_CASE("a line that is too long is skipped") {
  const TempFolder temp;
  put(temp / "a.ndjson",
      line_of(1) + "\n" + std::string((data_limits().record_mb << 20U) + 1, 'x') + "\n" + line_of(2) + "\n");
  const Seen seen = read_all(temp / "a.ndjson");
  CHECK(seen.ids == std::vector<std::string>{"d1", "d2"});
  REQUIRE(seen.problems.size() == 1);
  CHECK(seen.problems[0].find("ndjson.line_too_long") != std::string::npos);
  CHECK(seen.problems[0].find("a.ndjson:2") != std::string::npos);
  CHECK(seen.lines.at(1) == 3);
}

TEST_CASE("packed files: whole, cut short, damaged") {
  constexpr int kDocuments = 200;  // four members
  for (const char* name : {"a.ndjson.gz", "a.ndjson.zst"}) {
    CAPTURE(name);
    const TempFolder temp;
    write(temp / name, kDocuments);
    const std::string whole = get(temp / name);
    Seen seen = read_all(temp / name);
    CHECK(seen.problems.empty());
    REQUIRE(seen.ids.size() == kDocuments);
    CHECK(seen.ids.back() == "d200");
    CHECK(seen.lines.back() == kDocuments);
    write(temp / "again.ndjson.gz", 3);
    write(temp / "again2.ndjson.gz", 3);
    CHECK(get(temp / "again.ndjson.gz") == get(temp / "again2.ndjson.gz"));

    put(temp / name, whole.substr(0, whole.size() - 1000));
    seen = read_all(temp / name);
    CHECK(seen.ids.size() > 100);
    REQUIRE(seen.problems.size() == 1);
    CHECK(seen.problems[0].find("data.truncated") != std::string::npos);
    CHECK(seen.problems[0].find(std::to_string(whole.size() - 1000)) != std::string::npos);

    std::string damaged = whole;
    for (std::size_t i = 1'000'000; i < 1'000'040; ++i) damaged[i] = static_cast<char>(~damaged[i]);
    put(temp / name, damaged);
    seen = read_all(temp / name);
    CHECK(std::any_of(seen.problems.begin(), seen.problems.end(),
                      [](const std::string& problem) { return problem.find("data.corrupt") != std::string::npos; }));
    CHECK(seen.ids.back() == "d200");  // the members behind the damage were read
    CHECK(seen.ids.size() > 100);
    CHECK(seen.ids.size() < kDocuments);

    put(temp / name, "nothing packed at all");
    CHECK(read_all(temp / name).problems.size() == 1);
    put(temp / name, "");
    CHECK(read_all(temp / name).problems.at(0).find("data.truncated") != std::string::npos);
  }
}

TEST_CASE("what packs a thousandfold is unpacked whole") {
  const TempFolder temp;
  for (const char* name : {"a.ndjson.gz", "a.ndjson.zst"}) {
    NdjsonWriter writer(temp / name);
    Document document = numbered(1);
    document.url = std::string(3'000'000, 'x');
    writer.add(document);
    writer.commit();
    CHECK(read_all(temp / name).ids.size() == 1);
  }
}

TEST_CASE("a writer that is not committed leaves nothing") {
  const TempFolder temp;
  put(temp / "a.ndjson", "old");
  {
    NdjsonWriter writer(temp / "a.ndjson");
    writer.add(numbered(1));
  }
  CHECK(get(temp / "a.ndjson") == "old");
  CHECK(fs::directory_iterator(temp.path()) != fs::directory_iterator());
  CHECK(fault_of([&] { NdjsonWriter writer(temp / "没有" / "a.ndjson"); }).find("file.unwritable") !=
        std::string::npos);
}

TEST_CASE("documents come in the order of file-name bytes, each once") {
  const TempFolder temp;
  const auto folder = [&](const char* name, int number) { write_dataset(numbered(number), temp / name); };
  folder("数据/b", 2);
  folder("数据/a-x", 5);
  folder("数据/a/内", 4);
  folder("数据/.隐藏", 9);
  put(temp / "数据/c.json", line_of(3));
  put(temp / "数据/d.ndjson", line_of(6) + "\n" + line_of(7) + "\n");
  put(temp / "数据/读我.md", "no dataset");
  const auto ids = [&](std::vector<fs::path> paths) {
    std::string all;
    for_each_document(
        paths, [&](Document&& document) { all += document.id + " "; },
        [&](const Fault& fault) { all += fault.code() + " "; });
    return all;
  };
  CHECK(ids({temp / "数据"}) == "d5 d4 d2 d3 d6 d7 ");
  CHECK(ids({temp / "数据/d.ndjson", temp / "数据/b/", temp / "数据/b/disclosure.toml", temp / "数据/./b"}) ==
        "d2 d6 d7 ");
  CHECK(ids({temp / "数据/没有"}) == "dataset.missing ");
  CHECK(ids({temp / "数据/读我.md"}) == "dataset.unknown_form ");
  put(temp / "空/x.md", "");
  CHECK(ids({temp / "空"}) == "dataset.none_found ");
  put(temp / "数据/e.json", "{}");
  CHECK(ids({temp / "数据"}) == "d5 d4 d2 d3 d6 d7 data.bad_schema ");
  CHECK(fault_of([&] {
          for_each_document(
              {temp / "数据/d.ndjsom"}, [](Document&&) {}, [](const Fault& fault) { throw fault; });
        }).find("是不是“d.ndjson”") != std::string::npos);
}

TEST_CASE("a Fault of the caller is the caller's") {
  const TempFolder temp;
  put(temp / "d.ndjson", line_of(6) + "\n" + line_of(7) + "\n");
  int problems = 0;
  CHECK(fault_of([&] {
          for_each_document(
              {temp / "d.ndjson"}, [](Document&&) { throw Fault("mine", "我的", "mine"); },
              [&](const Fault&) { ++problems; });
        }).find("mine") != std::string::npos);
  CHECK(problems == 0);
}

TEST_CASE("the digest is of contents in their order: a folder's is that of the line that it is exported as") {
  const TempFolder temp;
  DataDigest json;
  DataDigest folder;
  DataDigest turned;
  for (int i : {1, 2}) {
    write_dataset(numbered(i), temp / ("d" + std::to_string(i)));
    json.add_digest(line_digest(write_disclosure(numbered(i), false) + "\r\n"));
    folder.add_digest(document_digest(read_dataset(temp / ("d" + std::to_string(i)))));
    turned.add_digest(document_digest(numbered(3 - i)));
  }
  const std::string hex = json.take_hex();
  CHECK(hex == folder.take_hex());
  CHECK(hex != turned.take_hex());
  CHECK(hex.size() == 64);
  CHECK(json.take_hex().empty());
}

namespace {

std::vector<std::string> numbered_lines(const std::vector<std::size_t>& lengths) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < lengths.size(); ++i) lines.push_back(std::to_string(i) + std::string(lengths[i], 'x'));
  return lines;
}

std::string joined_lines(const std::vector<std::string>& lines, bool ended) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  if (!ended) text.pop_back();
  return text;
}

// As readers that know nothing of each other see it.
std::vector<std::string> lines_by_parts(const std::filesystem::path& file, std::uint64_t part) {
  std::vector<std::string> lines;
  std::string buffer;
  const std::uint64_t size = std::filesystem::file_size(file);
  for (std::uint64_t from = 0; from < size; from += part) {
    const FileLines own(file, from, std::min(size, from + part), buffer, 64);
    std::string_view rest = std::string_view(buffer).substr(own.begin(), own.end() - own.begin());
    while (!rest.empty()) {
      lines.emplace_back(rest.substr(0, rest.find('\n')));
      rest.remove_prefix(std::min(rest.size(), lines.back().size() + 1));
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("each line of a file is one reader's, wherever the parts end") {
  const TempFolder temp;
  const auto lines = numbered_lines({0, 5, 1, 40, 0, 0, 7, 3, 200, 2, 0});
  for (const bool ended : {true, false}) {
    put(temp / "f.ndjson", joined_lines(lines, ended));
    for (std::uint64_t part = 1; part < 300; ++part) {
      CAPTURE(part, ended);
      REQUIRE(lines_by_parts(temp / "f.ndjson", part) == lines);
    }
  }
}

TEST_CASE("a line that goes on far behind its part, and one that is too long for a record") {
  const TempFolder temp;
  const auto lines = numbered_lines({10, 300'000, 10});
  put(temp / "f.ndjson", joined_lines(lines, true));
  CHECK(lines_by_parts(temp / "f.ndjson", 7) == lines);

  DataLimits small;
  small.record_mb = 1;
  set_data_limits(small);
  put(temp / "long.ndjson", joined_lines(numbered_lines({10, 2'000'000, 10}), true));
  std::string buffer;
  const FileLines own(temp / "long.ndjson", 0, 20, buffer, 64);
  set_data_limits({});
  CHECK(own.too_long());
  CHECK(own.end() - own.begin() == 12);
}

TEST_CASE("blocks hold whole lines, whatever the file is packed in") {
  const TempFolder temp;
  const auto lines = numbered_lines(std::vector<std::size_t>(3000, 400));
  put(temp / "f.ndjson", joined_lines(lines, false));
  std::string all;
  std::uint64_t expected = 0;
  int blocks = 0;
  for_each_block(
      temp / "f.ndjson", "f.ndjson",
      [&](NdjsonBlock&& block) {
        CHECK(block.offset == expected);
        expected += block.text.size();
        all += block.text;
        ++blocks;
        CHECK((block.text.ends_with('\n') || all.size() == joined_lines(lines, false).size()));
        return true;
      },
      [](const NdjsonLine&) { return true; }, [](const Fault&) {});
  CHECK(all == joined_lines(lines, false));
  CHECK(blocks > 1);
}

}  // namespace gouji::test
