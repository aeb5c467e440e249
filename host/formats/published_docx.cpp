#include "formats/published_docx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "formats/docx_text.hpp"
#include "formats/grid_writer.hpp"
#include "formats/published_faults.hpp"
#include "formats/xml_part.hpp"

namespace gouji {
namespace {

constexpr int kMostSpan = 1024;                     // columns of one cell
constexpr std::size_t kMostTableCells = 1'000'000;  // of all tables

int span(const pugi::xml_node& properties, std::string_view name, int otherwise) {
  const std::string_view text = xml::attribute(xml::child(properties, name), "val");
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp(value, otherwise, kMostSpan);
}

bool holds_table(const pugi::xml_node& node, int depth) {
  if (depth > xml::kMostDepth) return false;
  for (const pugi::xml_node& one : node.children()) {
    const std::string_view name = xml::name_of(one);
    if (name == "tbl" || (name != "p" && holds_table(one, depth + 1))) return true;
  }
  return false;
}

// Children of that name, also where a wrapper (a content control, a revision) stands around them.
void gather(const pugi::xml_node& node, std::string_view name, std::vector<pugi::xml_node>& found, int depth) {
  if (depth > xml::kMostDepth) return;
  for (const pugi::xml_node& one : node.children()) {
    const std::string_view here = xml::name_of(one);
    if (here == name)
      found.push_back(one);
    else if (here == "sdt" || here == "sdtContent" || here == "customXml" || here == "ins" || here == "moveTo")
      gather(one, name, found, depth + 1);
  }
}

class DocumentReader {
 public:
  explicit DocumentReader(ZipArchive& zip) : zip_(zip), text_(zip.file()), writer_(source_) {}

  PublishedSource read() {
    source_.format = "docx";
    std::string part = "word/document.xml";
    for (const auto& [id, relation] : xml::relations(zip_, "")) {
      if (relation.type == "officeDocument") part = relation.target;
    }
    const std::string bytes = zip_.read(part);
    const auto document = xml::parse(bytes, zip_.file(), part);
    const pugi::xml_node body = xml::child(document->document_element(), "body");
    if (!body) throw refusals::missing_part(zip_.file(), part);
    paged_ = bytes.find("lastRenderedPageBreak") != std::string::npos;
    blocks(body, 0);
    const auto relations = xml::relations(zip_, part);
    behind(relations);
    const bool any = std::any_of(source_.lines.begin(), source_.lines.end(),
                                 [](const SourceLine& line) { return !text::trim(line.text).empty(); });
    if (!any) {
      const bool pictures =
          std::any_of(relations.begin(), relations.end(), [](const auto& one) { return one.second.type == "image"; });
      if (pictures) throw refusals::no_text(zip_.file());
      throw std::move(Fault("import.empty", fmt::format("“{}”里没有文字", zip_.file()),
                            fmt::format("{} holds no text", zip_.file()))
                          .at_line(zip_.file(), 0)
                          .hint("请核对下载是否完整", "check that the download is complete"));
    }
    if (text_.deleted) {
      source_.notes.push_back({{},
                               "有修订痕迹：删去的文字没有读，插入的已读入",
                               "it holds revisions: deleted text was not read, inserted text was"});
    }
    if (text_.hidden) source_.notes.push_back({{}, "有隐藏的文字，没有读", "it holds hidden text, which was not read"});
    return std::move(source_);
  }

 private:
  Place here(int page) const {
    Place at;
    at.line = static_cast<int>(source_.lines.size()) + 1;
    if (paged_) at.page = page;
    return at;
  }

  // The line under way, if it has text or `always`.
  void flush(std::string& line, bool always) {
    if (always || !text::trim(line).empty()) {
      const bool known = text_.start.known;
      writer_.line(line, here(known ? text_.start.page : text_.page()), known && text_.start.page_start);
    }
    line.clear();
    text_.start = {};
  }

  void paragraph(const pugi::xml_node& node, int depth) {
    const pugi::xml_node properties = xml::child(node, "pPr");
    const pugi::xml_node breaks = xml::child(properties, "pageBreakBefore");
    if (breaks && (xml::attribute(breaks, "val").empty() || xml::is_on(xml::attribute(breaks, "val"))))
      text_.break_page();
    std::string line;
    bool any = false;
    text_.start = {};
    text_.on_break = [&] {
      any = any || !text::trim(line).empty();
      flush(line, false);
    };
    text_.append(node, line, depth);
    text_.on_break = nullptr;
    flush(line, !any);
    for (const pugi::xml_node& box : std::exchange(text_.boxes, {})) blocks(box, depth + 1);
    const pugi::xml_node section = xml::child(properties, "sectPr");
    if (section && xml::attribute(xml::child(section, "type"), "val") != "continuous") text_.break_page();
  }

  void blocks(const pugi::xml_node& node, int depth) {
    if (depth > xml::kMostDepth) {
      throw refusals::damaged(zip_.file(), "内容嵌套过深", "its contents are nested too deeply");
    }
    for (const pugi::xml_node& one : node.children()) {
      const std::string_view name = xml::name_of(one);
      if (name == "p")
        paragraph(one, depth + 1);
      else if (name == "tbl")
        table(one, depth + 1);
      else if (name == "AlternateContent")
        blocks(xml::child(one, "Choice"), depth + 1);
      else if (name == "del" || name == "moveFrom")
        text_.deleted = true;
      else if (name != "sectPr" && name != "sdtPr")
        blocks(one, depth + 1);
    }
  }

  // A cell's own paragraphs in one text; tables in it are read behind the table.
  void cell_text(const pugi::xml_node& node, std::string& out, std::vector<pugi::xml_node>& inner, int depth) {
    if (depth > xml::kMostDepth) {
      throw refusals::damaged(zip_.file(), "表格嵌套过深", "its tables are nested too deeply");
    }
    for (const pugi::xml_node& one : node.children()) {
      const std::string_view name = xml::name_of(one);
      if (name == "p") {
        if (!out.empty() && out.back() != ' ') out += ' ';
        text_.append(one, out, depth + 1);
        for (const pugi::xml_node& box : std::exchange(text_.boxes, {})) cell_text(box, out, inner, depth + 1);
      } else if (name == "tbl") {
        inner.push_back(one);
      } else if (name == "del" || name == "moveFrom") {
        text_.deleted = true;
      } else if (name != "tcPr" && name != "sdtPr") {
        cell_text(one, out, inner, depth + 1);
      }
    }
  }

  struct Row {
    std::vector<GridText> cells;
    DocxText::Start start;
    int page = 0;
  };

  void table(const pugi::xml_node& node, int depth) {
    std::vector<pugi::xml_node> rows;
    gather(node, "tr", rows, 0);
    if (rows.size() == 1) {  // a frame around other tables is no table
      std::vector<pugi::xml_node> cells;
      gather(rows.front(), "tc", cells, 0);
      if (cells.size() == 1 && holds_table(cells.front(), 0)) {
        for (const pugi::xml_node& one : cells.front().children()) {
          if (xml::name_of(one) == "p")
            paragraph(one, depth + 1);
          else if (xml::name_of(one) == "tbl")
            table(one, depth + 1);
          else if (xml::name_of(one) != "tcPr")
            blocks(one, depth + 1);
        }
        return;
      }
    }
    std::vector<Row> made;
    std::vector<pugi::xml_node> inner;
    std::map<int, std::pair<std::size_t, std::size_t>> open;  // by column: row and cell of a merged cell
    for (const pugi::xml_node& row : rows) {
      const pugi::xml_node properties = xml::child(row, "trPr");
      if (xml::child(properties, "del")) {
        text_.deleted = true;
        continue;
      }
      text_.start = {};
      Row one;
      int column = span(properties, "gridBefore", 0);
      std::vector<pugi::xml_node> cells;
      gather(row, "tc", cells, 0);
      for (const pugi::xml_node& cell : cells) column = add_cell(cell, column, made, one, open, inner, depth);
      one.start = text_.start;
      one.page = text_.page();
      made.push_back(std::move(one));
    }
    writer_.begin_grid(true);
    for (Row& row : made) {
      const Place at = here(row.start.known ? row.start.page : row.page);
      for (GridText& cell : row.cells) cell.at = at;
      writer_.row(row.cells, at, row.start.known && row.start.page_start);
    }
    writer_.end_grid();
    text_.start = {};
    for (const pugi::xml_node& one : inner) {
      writer_.blank_line(here(text_.page()));
      table(one, depth + 1);
    }
  }

  // The column behind the cell.
  int add_cell(const pugi::xml_node& cell, int column, std::vector<Row>& rows, Row& row,
               std::map<int, std::pair<std::size_t, std::size_t>>& open, std::vector<pugi::xml_node>& inner,
               int depth) {
    if (++cells_ > kMostTableCells) {
      throw refusals::too_much(zip_.file(), fmt::format("的表格超过 {} 格", kMostTableCells),
                               fmt::format("has tables of more than {} cells", kMostTableCells));
    }
    const pugi::xml_node properties = xml::child(cell, "tcPr");
    const int columns = span(properties, "gridSpan", 1);
    const pugi::xml_node merged = xml::child(properties, "vMerge");
    GridText made;
    made.column = column;
    made.columns = columns;
    cell_text(cell, made.text, inner, depth + 1);
    const bool goes_on = merged && xml::attribute(merged, "val") != "restart";
    const auto above = open.find(column);
    if (goes_on && above != open.end() && text::trim(made.text).empty()) {
      ++rows[above->second.first].cells[above->second.second].rows;
      return column + columns;
    }
    open.erase(open.lower_bound(column), open.lower_bound(column + columns));
    if (merged) open[column] = {rows.size(), row.cells.size()};
    row.cells.push_back(std::move(made));
    return column + columns;
  }

  // Notes, then heads and feet, each text once: they belong to no place in the flow, but nothing is lost.
  void behind(const std::map<std::string, xml::Relation>& relations) {
    paged_ = false;
    std::set<std::string> parts;
    for (const std::string_view type : {"footnotes", "endnotes", "header", "footer"}) {
      for (const auto& [id, relation] : relations) {
        if (relation.type != type || !zip_.has(relation.target) || !parts.insert(relation.target).second) continue;
        const auto document = xml::parse(zip_.read(relation.target), zip_.file(), relation.target);
        const std::size_t before = source_.lines.size();
        const std::size_t grids = source_.grids.size();
        writer_.blank_line(here(0));
        blocks(document->document_element(), 0);
        std::string said;
        for (std::size_t i = before; i < source_.lines.size(); ++i) {
          source_.lines[i].page_start = false;
          said += text::strip_spaces(source_.lines[i].text);
        }
        if (said.empty() || !said_.insert(said).second) {
          source_.lines.resize(before);
          source_.grids.resize(grids);
        }
      }
    }
    const auto comments =
        std::find_if(relations.begin(), relations.end(), [](const auto& one) { return one.second.type == "comments"; });
    if (comments != relations.end())
      source_.notes.push_back({{}, "有批注，没有读", "it holds comments, which were not read"});
  }

  ZipArchive& zip_;
  PublishedSource source_;
  DocxText text_;
  GridWriter writer_;
  std::set<std::string> said_;
  std::size_t cells_ = 0;
  bool paged_ = false;
};

}  // namespace

PublishedSource read_published_docx(ZipArchive& zip) { return DocumentReader(zip).read(); }

}  // namespace gouji
