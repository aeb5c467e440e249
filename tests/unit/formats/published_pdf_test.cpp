#include <catch2/catch.hpp>

#include "formats/child_process.hpp"
#include "formats/pdf_rules.hpp"
#include "unit/formats/office_fixtures.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {
namespace {

using Lines = std::vector<std::string>;

// Columns at 50, 150 and figures ending near 300 and 400.
std::vector<Ink> table_row(double y, const std::string& code, const std::string& name, const std::string& first,
                           const std::string& second) {
  std::vector<Ink> row;
  const auto put = [&](double x, const std::string& text) {
    if (!text.empty()) row.push_back({x, y, text});
  };
  put(50, code);
  put(150, name);
  put(300 - 5.5 * static_cast<double>(first.size()), first);
  put(400 - 5.5 * static_cast<double>(second.size()), second);
  return row;
}
void add(std::vector<Ink>& page, const std::vector<Ink>& more) { page.insert(page.end(), more.begin(), more.end()); }

bool no_poppler() {
  if (find_program("pdftotext")) return false;
  WARN("pdftotext is not installed: skipped");
  return true;
}

PublishedSource read_pdf(const std::string& bytes) {
  PublishedSource source = read_published(bytes, "x.pdf");
  CHECK(broken_rule(source).empty());
  CHECK(source.format == "pdf");
  return source;
}

}  // namespace

TEST_CASE("words of a PDF become lines with pages, and tables grids") {
  if (no_poppler()) return;
  std::vector<Ink> page{{200, 780, "Statement of income", 16}, {400, 755, "unit: 10000"}};
  add(page, table_row(730, "code", "name", "budget", "final"));
  add(page, table_row(712, "201", "general services", "1,200.00", "1,100.50"));
  add(page, table_row(694, "2010301", "running costs", "800.00", ""));
  add(page, table_row(676, "", "total", "2,000.00", "1,100.50"));
  page.push_back({50, 640, "Note: amounts are rounded, so that sums may differ a little from their parts."});
  page.push_back({290, 40, "1"});
  const PublishedSource source = read_pdf(pdf_of({page}));
  CHECK(flat(source) == Lines{"^Statement of income", "unit: 10000", "", "#1 [0]code [1]name [2]budget [3]final",
                              "#1 [0]201 [1]general services [2]1,200.00 [3]1,100.50",
                              "#1 [0]2010301 [1]running costs [2]800.00", "#1 [1]total [2]2,000.00 [3]1,100.50", "",
                              "Note: amounts are rounded, so that sums may differ a little from their parts.", "",
                              "1"});
  CHECK(source.lines[4].at.page == 1);
  CHECK(source.lines[4].at.line == 4);
  CHECK_FALSE(source.grids[0].drawn);
}

TEST_CASE("lines of a wrapped cell join their row where rows stand further apart") {
  if (no_poppler()) return;
  std::vector<Ink> page;
  add(page, table_row(700, "code", "name", "budget", "final"));
  // Two lines around the middle of their row, then three of which the second stands on it, then two and two.
  page.push_back({150, 676, "basic pension"});
  add(page, table_row(670, "20805", "", "10.00", "9.00"));
  page.push_back({150, 664, "insurance"});
  page.push_back({150, 642, "housing"});
  add(page, table_row(630, "22102", "reform", "20.00", "19.00"));
  page.push_back({150, 618, "outlay"});
  add(page, table_row(596, "", "total", "30.00", "28.00"));
  CHECK(flat(read_pdf(pdf_of({page}))) ==
        Lines{"^#1 [0]code [1]name [2]budget [3]final", "#1 [0]20805 [1]basic pension insurance [2]10.00 [3]9.00",
              "#1 [0]22102 [1]housing reform outlay [2]20.00 [3]19.00", "#1 [1]total [2]30.00 [3]28.00"});
}

TEST_CASE("a line between two rows is parted by its cells, a form by its tables") {
  if (no_poppler()) return;
  std::vector<Ink> page;
  add(page, table_row(760, "funds of the project", "", "budget", "final"));
  add(page, table_row(740, "sum of all sources", "", "120.00", "114.00"));
  add(page, table_row(720, "allotted this year", "", "120.00", "114.00"));
  const auto put = [&](double y, double x, const std::string& text) { page.push_back({x, y, text}); };
  const auto target = [&](double y, const std::string& name, const std::string& score, const std::string& cause) {
    put(y, 110, name);
    put(y, 260, "20");
    put(y, 340, score);
    if (!cause.empty()) put(y, 420, cause);
  };
  put(690, 50, "group");
  put(690, 110, "target");
  put(690, 250, "weight");
  put(690, 330, "score");
  put(690, 420, "cause");
  put(671, 50, "yield");
  target(665, "quantity", "20", "");
  put(659, 50, "half");
  // One line: the end of the upper name, the beginning of the lower cause.
  put(638, 50, "other");
  target(632, "in time", "18", "");
  put(626, 50, "gain");
  put(626 - 12, 420, "some meetings");
  target(602, "satisfied", "19", "were put off");
  put(590, 420, "this year");
  CHECK(flat(read_pdf(pdf_of({page}))) ==
        Lines{"^#1 [0]funds of the project [1]budget [2]final", "#1 [0]sum of all sources [1]120.00 [2]114.00",
              "#1 [0]allotted this year [1]120.00 [2]114.00", "", "#2 [0]group [1]target [2]weight [3]score [4]cause",
              "#2 [0]yield half [1]quantity [2]20 [3]20", "#2 [0]other gain [1]in time [2]20 [3]18",
              "#2 [1]satisfied [2]20 [3]19 [4]some meetings were put off this year"});
}

TEST_CASE("a table goes on over the page, its head printed again is no row") {
  if (no_poppler()) return;
  std::vector<Ink> first{{50, 740, "Table 5 of expenditure", 14}};
  std::vector<Ink> second;
  add(first, table_row(700, "code", "name", "budget", "final"));
  add(second, table_row(780, "code", "name", "budget", "final"));
  for (int i = 0; i < 4; ++i) {
    add(first, table_row(682 - 18 * i, fmt::format("20{}", i), "an item", fmt::format("{}.00", 10 + i), "5.00"));
    add(second, table_row(762 - 18 * i, fmt::format("21{}", i), "an item", fmt::format("{}.00", 20 + i), "6.00"));
  }
  first.push_back({290, 40, "- 7 -"});
  second.push_back({290, 40, "- 8 -"});
  const PublishedSource source = read_pdf(pdf_of({first, second}));
  REQUIRE(source.grids.size() == 1);
  CHECK(source.grids[0].rows == 9);
  const Lines made = flat(source);
  CHECK(std::count(made.begin(), made.end(), "#1 [0]code [1]name [2]budget [3]final") == 1);
  CHECK(std::count(made.begin(), made.end(), "- 7 -") == 1);
  CHECK(source.lines.back().at.page == 2);

  first.front().text = "Table 5";
  second.push_back({50, 810, "Table 6", 14});
  CHECK(read_pdf(pdf_of({first, second})).grids.size() == 2);
}

namespace {

// Level lines at `down`, each over the whole width; upright lines from the first to the last, but for `missing`.
std::vector<Stroke> frame(const std::vector<double>& across, const std::vector<double>& down) {
  std::vector<Stroke> strokes;
  for (const double y : down) strokes.push_back({across.front(), y, across.back(), y});
  for (const double x : across) strokes.push_back({x, down.front(), x, down.back()});
  return strokes;
}

bool no_cairo() {
  if (find_program("pdftocairo")) return no_poppler();
  WARN("pdftocairo is not installed: skipped");
  return true;
}

}  // namespace

TEST_CASE("a table with drawn borders has the cells that they make") {
  if (no_cairo()) return;
  // A title over all columns, a name over two rows, a text of two lines in one cell, blank cells.
  std::vector<Stroke> lines{{50, 700, 350, 700},  {50, 670, 350, 670},  {50, 640, 350, 640},
                            {150, 610, 350, 610}, {50, 580, 350, 580},  {50, 580, 50, 700},
                            {150, 580, 150, 670}, {250, 580, 250, 670}, {350, 580, 350, 700}};
  std::vector<Ink> page{{50, 720, "above"},      {120, 682, "all of it"}, {60, 652, "name"},  {160, 652, "budget"},
                        {260, 652, "final"},     {60, 607, "services"},   {160, 622, "1.00"}, {260, 622, "2.00"},
                        {155, 597, "a text of"}, {155, 585, "two lines"}, {50, 560, "below"}};
  const PublishedSource source = read_pdf(pdf_of({page}, {lines}));
  CHECK(flat(source) == Lines{"^above", "", "#1 [0+3]all of it", "#1 [0]name [1]budget [2]final",
                              "#1 [0v2]services [1]1.00 [2]2.00", "#1 [1]a text of two lines [2]", "", "below"});
  REQUIRE(source.grids.size() == 1);
  CHECK(source.grids[0].drawn);
  CHECK(source.lines[5].at.line == 5);
  CHECK(source.lines[5].at.to == 6);
  // Lines that make no cells are none: a rule under a title, a box around a text.
  CHECK(read_pdf(pdf_of({page}, {{{50, 715, 350, 715}}})).grids.size() == read_pdf(pdf_of({page})).grids.size());
  CHECK_FALSE(
      read_pdf(pdf_of({page}, {{{40, 730, 400, 730}, {40, 550, 400, 550}, {40, 550, 40, 730}, {400, 550, 400, 730}}}))
          .grids.front()
          .drawn);
}

TEST_CASE("a number that is broken at its border, a word that runs over one") {
  if (no_cairo()) return;
  const std::vector<Ink> page{{52, 690, "12,345,"}, {52, 678, "678.90"}, {100, 690, "aaaabbbbb"}, {52, 640, "12"},
                              {52, 628, "34"},      {100, 640, "x"},     {130, 640, "y"}};
  const PublishedSource source = read_pdf(pdf_of({page}, {frame({50, 88, 122, 150}, {700, 660, 620})}));
  CHECK(flat(source) == Lines{"^#1 [0]12,345,678.90 [1]aaaa [2]bbbbb", "#1 [0]12 34 [1]x [2]y"});
}

TEST_CASE("a drawn table over a page break is one table") {
  if (no_cairo()) return;
  const std::vector<double> across{50, 150, 250, 300};
  // On the first page the table ends at the foot, in the middle of its last row.
  const std::vector<Ink> first{
      {60, 270, "level"}, {160, 270, "name"}, {260, 270, "score"}, {60, 240, "output"},
      {160, 240, "one"},  {260, 240, "5.00"}, {60, 120, ""},       {152, 82, "a text that is so fully"},
      {260, 82, "6.00"},  {290, 40, "- 1 -"}};
  std::vector<Stroke> lines = frame(across, {290, 260, 230, 70});
  lines.erase(lines.begin() + 2);  // “output” is merged down to the end of the page
  lines.push_back({150, 230, 300, 230});
  // The second begins with the head again, then the rest of the row, then rows of its own.
  const std::vector<Ink> second{{60, 790, "level"},        {160, 790, "name"},  {260, 790, "score"},
                                {152, 760, "and goes on"}, {160, 730, "three"}, {260, 730, "7.00"},
                                {60, 700, "effect"},       {160, 700, "four"},  {260, 700, "8.00"}};
  std::vector<Stroke> more = frame(across, {810, 780, 750, 720, 690});
  more.erase(more.begin() + 2);
  more.push_back({150, 750, 300, 750});
  const Lines joined{"^#1 [0]level [1]name [2]score",
                     "#1 [0v3]output [1]one [2]5.00",
                     "#1 [1]a text that is so fully and goes on [2]6.00",
                     "- 1 -",
                     "^level name score",
                     "#1 [1]three [2]7.00",
                     "#1 [0]effect [1]four [2]8.00"};
  const PublishedSource source = read_pdf(pdf_of({first, second}, {lines, more}));
  Lines made = flat(source);
  for (std::string& line : made) std::replace(line.begin(), line.end(), '\t', ' ');
  CHECK(made == joined);
  // A table that ends far above the foot is followed by another one.
  std::vector<Ink> high = first;
  std::vector<Stroke> raised = lines;
  for (Ink& ink : high) ink.y += ink.y > 50 ? 400 : 0;
  for (Stroke& stroke : raised) stroke.y0 += 400, stroke.y1 += 400;
  CHECK(read_pdf(pdf_of({high, second}, {raised, more})).grids.size() == 2);
}

TEST_CASE("the lines of a drawing") {
  const std::string svg =
      "<svg><defs><g><symbol><path style=\"stroke:none;\" d=\"M 0 0 L 9 0\"/></symbol></g></defs><pageSet><page><g>"
      "<path style=\"fill:none;stroke:rgb(0%,0%,0%);\" d=\"M 10 20 L 110 20 L 110 70\" "
      "transform=\"matrix(1,0,0,-1,0,100)\"/>"
      "<path style=\"fill:rgb(0%,0%,0%);\" d=\"M 10 50 L 60 50 L 60 50.5 L 10 50.5 Z M 10 50 \"/>"
      "<path style=\"fill:rgb(90%,90%,90%);\" d=\"M 10 50 L 60 50 L 60 80 L 10 80 Z\"/>"
      "<path style=\"fill:none;stroke:rgb(100%,100%,100%);\" d=\"M 0 0 L 100 0\"/>"
      "<path style=\"fill:none;stroke:rgb(0%,0%,0%);\" d=\"M 0 0 C 1 1 2 2 100 0\"/>"
      "<path style=\"fill:none;stroke:rgb(0%,0%,0%);\" d=\"M 0 0 L 100 30\"/>"
      "</g></page><page></page></pageSet></svg>";
  const auto pages = rules_of_svg(svg);
  REQUIRE(pages.size() == 2);
  CHECK(pages[1].empty());
  REQUIRE(pages[0].size() == 3);
  CHECK(pages[0][0].top == Approx(80));
  CHECK(pages[0][0].right == Approx(110));
  CHECK(pages[0][0].level());
  CHECK(pages[0][1].top == Approx(30));
  CHECK_FALSE(pages[0][1].level());
  CHECK(pages[0][2].bottom == Approx(50.5));
  CHECK(rules_of_svg("<svg").empty());
}

TEST_CASE("pages without words are named") {
  if (no_poppler()) return;
  const PublishedSource source = read_pdf(pdf_of({{{50, 700, "words"}}, {}, {{50, 700, "more"}}}));
  REQUIRE(source.notes.size() == 1);
  CHECK(source.notes[0].english.find("hold no text, perhaps pictures: 2") != std::string::npos);
  CHECK(flat(source) == Lines{"^words", "", "^more"});
}

TEST_CASE("PDFs that cannot be read say one thing") {
  if (no_poppler()) return;
  const std::string good = pdf_of({{{50, 700, "words"}}, {{50, 700, "more"}}});
  std::string encrypted = good;
  encrypted.replace(encrypted.find("/Root 1 0 R"), 11,
                    "/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + std::string(64, '1') + "> /U <" +
                        std::string(64, '2') + "> >> /ID [<11> <11>]");
  struct Case {
    std::string what, bytes, code, said;
  };
  const std::vector<Case> cases{
      {"cut off", good.substr(0, good.size() / 2), "import.damaged", "没有结束标记"},
      {"cut off behind an earlier end", good + "9 0 obj\n<< /Len", "import.damaged", "结束标记"},
      {"encrypted", encrypted, "import.encrypted", "有密码"},
      {"scanned", pdf_of({{}, {}}), "import.no_text", "OCR"},
      {"no PDF at all", "%PDF-1.4\nnothing\n%%EOF\n", "import.damaged", "pdftotext 读不出来"}};
  for (const Case& one : cases) {
    CAPTURE(one.what);
    const std::string said = fault_of([&] { read_published(one.bytes, "x.pdf"); });
    INFO(said);
    CHECK(said.find("[" + one.code + "]") != std::string::npos);
    CHECK(said.find(one.said) != std::string::npos);
    CHECK(said.find("办法：") != std::string::npos);
  }
}

}  // namespace gouji::test
