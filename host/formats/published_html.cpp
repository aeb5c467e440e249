#include "formats/published_html.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_set>
#include <vector>

#include "base/data_limits.hpp"
#include "base/text.hpp"
#include "base/whole_number.hpp"
#include "formats/cell_flow.hpp"
#include "formats/html_guard.hpp"
#include "formats/published_encoding.hpp"

namespace gouji {
namespace {

constexpr int kProse = 20;    // paragraphs in a cell that make it an article rather than a cell
constexpr int kHeadings = 2;  // headings that do
constexpr int kMostRowspan = 65'534;

bool is_element(const GumboNode& node, GumboTag tag) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}
bool is_cell(const GumboNode& node) { return is_element(node, GUMBO_TAG_TD) || is_element(node, GUMBO_TAG_TH); }

template <class Act>
void for_children(const GumboNode& node, Act act) {
  if (node.type != GUMBO_NODE_ELEMENT) return;
  const GumboVector& children = node.v.element.children;
  for (unsigned i = 0; i < children.length; ++i) act(*static_cast<const GumboNode*>(children.data[i]));
}

bool is_hidden(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT) return node.type != GUMBO_NODE_TEXT && node.type != GUMBO_NODE_WHITESPACE;
  switch (node.v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEMPLATE: return true;
    default: return gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr;
  }
}

bool is_heading_tag(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

bool is_block(GumboTag tag) {
  static constexpr std::array kBlocks{
      GUMBO_TAG_P,      GUMBO_TAG_DIV,    GUMBO_TAG_LI,      GUMBO_TAG_UL,      GUMBO_TAG_OL,         GUMBO_TAG_DL,
      GUMBO_TAG_DT,     GUMBO_TAG_DD,     GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_HEADER,     GUMBO_TAG_FOOTER,
      GUMBO_TAG_NAV,    GUMBO_TAG_MAIN,   GUMBO_TAG_ASIDE,   GUMBO_TAG_FORM,    GUMBO_TAG_FIELDSET,   GUMBO_TAG_PRE,
      GUMBO_TAG_CENTER, GUMBO_TAG_HR,     GUMBO_TAG_BODY,    GUMBO_TAG_ADDRESS, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_FIGURE,
      GUMBO_TAG_TR,     GUMBO_TAG_CAPTION};
  return is_heading_tag(tag) || std::find(kBlocks.begin(), kBlocks.end(), tag) != kBlocks.end();
}

int span_of(const GumboNode& cell, const char* name, int most) {
  const GumboAttribute* attribute = gumbo_get_attribute(&cell.v.element.attributes, name);
  if (attribute == nullptr) return 1;
  const int value = leading_number(attribute->value).value_or(0);
  if (value < 0) return 1;
  if (value == 0) return name[0] == 'r' ? most : 1;  // rowspan=0: to the end
  return std::min(value, most);
}

// Cells that are no cells but parts of the page: they hold a table, or an article.
class PageParts {
 public:
  void find(const GumboNode& node) {
    if (node.type != GUMBO_NODE_ELEMENT || is_hidden(node)) return;
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_TABLE) {
      for (auto cell = open_.rbegin(); cell != open_.rend() && parts_.insert(cell->node).second; ++cell) {
      }
    } else if (!open_.empty() && is_block(tag)) {
      Open& cell = open_.back();
      if (++cell.blocks >= kProse || (is_heading_tag(tag) && ++cell.headings >= kHeadings)) parts_.insert(cell.node);
    }
    if (is_cell(node)) open_.push_back({&node, 0, 0});
    for_children(node, [&](const GumboNode& child) { find(child); });
    if (is_cell(node)) open_.pop_back();
  }
  bool contains(const GumboNode& cell) const { return parts_.contains(&cell); }

 private:
  struct Open {
    const GumboNode* node;
    int blocks, headings;
  };
  std::vector<Open> open_;
  std::unordered_set<const GumboNode*> parts_;
};

class PageReader {
 public:
  PageReader(int first_line, GridWriter& writer, SourceAllowance& allowance)
      : offset_(first_line - 1), writer_(writer), allowance_(allowance) {}

  void read(const GumboNode& root) {
    parts_.find(root);
    walk(root);
    end_line();
  }
  const std::string& title() const { return title_; }
  void find_title(const GumboNode& node) {
    if (is_element(node, GUMBO_TAG_TITLE) && title_.empty()) {
      CellFlow flow;
      collect(node, flow);
      title_ = printed_text(flow.take());
    }
    if (is_element(node, GUMBO_TAG_HTML) || is_element(node, GUMBO_TAG_HEAD))
      for_children(node, [&](const GumboNode& child) { find_title(child); });
  }

 private:
  int line_of(const GumboNode& node) const {
    if (node.type == GUMBO_NODE_ELEMENT) return offset_ + static_cast<int>(node.v.element.start_pos.line);
    return offset_ + static_cast<int>(node.v.text.start_pos.line);
  }

  void end_line() {
    std::string text = printed_text(flow_.take());
    if (text::trim(text).empty()) return;
    allowance_.line(text.size(), flow_line_);
    writer_.line(text, Place{flow_line_, 0, 0, {}, {}});
  }

  void add_text(const GumboNode& node) {
    const std::string_view text = node.v.text.text;
    if (flow_.empty()) {
      const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n\f"), text.size());
      flow_line_ = line_of(node) +
                   static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    }
    flow_.add(text);
  }

  // <pre>: the line breaks of the source are those of the page.
  void add_lines(const GumboNode& node) {
    int line = line_of(node);
    const std::string_view text = node.v.text.text;
    for (std::size_t start = 0; start <= text.size(); ++line) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      if (flow_.empty()) flow_line_ = line;
      flow_.add(text.substr(start, end - start));
      if (end < text.size()) end_line();
      start = end + 1;
    }
  }

  // Blocks and lines of the page.
  void walk(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE)
      return preformatted_ > 0 ? add_lines(node) : add_text(node);
    if (is_hidden(node)) return;
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_BR) return end_line();
    if (tag == GUMBO_TAG_TABLE) return table(node);
    if (tag == GUMBO_TAG_SUP) return raised(node, flow_);
    const bool block = is_block(tag) || is_cell(node);
    if (block) end_line();
    if (tag == GUMBO_TAG_PRE) ++preformatted_;
    for_children(node, [&](const GumboNode& child) { walk(child); });
    if (tag == GUMBO_TAG_PRE) --preformatted_;
    if (block) end_line();
  }

  void raised(const GumboNode& node, CellFlow& flow) {
    CellFlow inner;
    for_children(node, [&](const GumboNode& child) { collect(child, inner); });
    if (flow_.empty() && &flow == &flow_) flow_line_ = line_of(node);
    flow.add(superscript(inner.take()));
  }

  // The text of one cell.
  void collect(const GumboNode& node, CellFlow& flow) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) return flow.add(node.v.text.text);
    if (is_hidden(node)) return;
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_SUP) return raised(node, flow);
    const bool parts = tag == GUMBO_TAG_BR || is_block(tag);
    if (parts) flow.part();
    for_children(node, [&](const GumboNode& child) { collect(child, flow); });
    if (parts) flow.part();
  }

  // --- tables ---

  struct Row {
    const GumboNode* node;
    std::vector<const GumboNode*> cells;
    bool of_page = false;
  };

  void rows_of(const GumboNode& node, std::vector<Row>& rows) {
    for_children(node, [&](const GumboNode& child) {
      if (child.type != GUMBO_NODE_ELEMENT || is_hidden(child)) return;
      const GumboTag tag = child.v.element.tag;
      if (tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TFOOT) return rows_of(child, rows);
      if (tag == GUMBO_TAG_CAPTION) return walk(child);
      if (tag != GUMBO_TAG_TR) return;
      Row row{&child, {}, false};
      for_children(child, [&](const GumboNode& cell) {
        if (!is_cell(cell) || is_hidden(cell)) return;
        row.cells.push_back(&cell);
        row.of_page = row.of_page || parts_.contains(cell);
      });
      rows.push_back(std::move(row));
    });
  }

  void table(const GumboNode& node) {
    end_line();
    std::vector<Row> rows;
    rows_of(node, rows);
    const bool one_column = std::all_of(rows.begin(), rows.end(), [](const Row& row) { return row.cells.size() <= 1; });
    bool inside = false;
    for (const Row& row : rows) {
      if (row.of_page || one_column) {
        if (inside) writer_.end_grid();
        inside = false;
        for (const GumboNode* cell : row.cells) walk(*cell);
        continue;
      }
      if (row.cells.empty() && !inside) continue;
      if (!inside) {
        writer_.begin_grid(true);
        covered_.clear();
      }
      inside = true;
      grid_row(row);
    }
    if (inside) writer_.end_grid();
  }

  // Cells take the next free column, as browsers place them; a cell from above is not covered.
  void grid_row(const Row& row) {
    std::vector<GridText> cells;
    std::size_t column = 0, bytes = 0;
    const int line = line_of(*row.node);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const GumboNode& node = *row.cells[i];
      while (column < covered_.size() && covered_[column] > 0) ++column;
      const int wide = span_of(node, "colspan", static_cast<int>(data_limits().columns) + 1);
      allowance_.columns(column + static_cast<std::size_t>(wide), line_of(node));
      GridText cell{
          static_cast<int>(column), span_of(node, "rowspan", kMostRowspan), 0, {}, {line_of(node), 0, 0, {}, {}}};
      for (; cell.columns < wide && (column >= covered_.size() || covered_[column] == 0); ++column, ++cell.columns) {
        if (column >= covered_.size()) covered_.push_back(0);
        covered_[column] = -cell.rows;  // from the next row on
      }
      CellFlow flow;
      for_children(node, [&](const GumboNode& child) { collect(child, flow); });
      cell.text = printed_text(flow.take());
      allowance_.text(cell.text.size(), cell.at.line);
      bytes += cell.text.size() + 1;
      cells.push_back(std::move(cell));
    }
    allowance_.row(std::max(covered_.size(), cells.size()), line);
    for (int& rows : covered_) rows = rows < 0 ? -rows - 1 : std::max(rows - 1, 0);
    allowance_.line(bytes, line);
    writer_.row(cells, Place{line, 0, 0, {}, {}});
  }

  int offset_;
  GridWriter& writer_;
  SourceAllowance& allowance_;
  PageParts parts_;
  CellFlow flow_;
  int flow_line_ = 0;
  int preformatted_ = 0;
  std::vector<int> covered_;  // by column: rows below that a cell reaches into; negative: begun in this row
  std::string title_;
};

bool begins_with_one_of(std::string_view text, std::initializer_list<std::string_view> names) {
  // What may stand before: blanks, comments, <?xml …?>.
  for (;;) {
    text = text::trim(text.substr(0, std::min<std::size_t>(text.size(), 4096)));
    const std::string_view mark = text.starts_with("<!--") ? "-->" : text.starts_with("<?xml") ? "?>" : "";
    if (mark.empty()) break;
    const std::size_t end = text.find(mark);
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + mark.size());
  }
  if (!text.starts_with('<')) return false;
  text.remove_prefix(1);
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    if (text.size() <= name.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char c = text[i];
      if (text::ascii_lower(c) != name[i]) return false;
    }
    const char behind = text[name.size()];
    return behind == '>' || behind == ' ' || behind == '\n' || behind == '\r' || behind == '\t' || behind == '/';
  });
}

}  // namespace

bool is_html_page(std::string_view text) { return begins_with_one_of(text, {"!doctype", "html", "head", "body"}); }

bool begins_with_html(std::string_view text) {
  return begins_with_one_of(text, {"table", "div", "p", "meta", "center", "span", "font", "style", "script", "title",
                                   "form", "h1", "h2", "h3", "h4", "section", "article", "link"});
}

std::string append_html(std::string_view html, int first_line, GridWriter& writer, SourceAllowance& allowance) {
  const std::string guarded = guarded_html(html, first_line, allowance);
  const std::unique_ptr<GumboOutput, void (*)(GumboOutput*)> parsed(
      gumbo_parse_with_options(&kGumboDefaultOptions, guarded.data(), guarded.size()),
      [](GumboOutput* output) { gumbo_destroy_output(&kGumboDefaultOptions, output); });
  PageReader reader(first_line, writer, allowance);
  reader.find_title(*parsed->root);
  reader.read(*parsed->root);
  return reader.title();
}

PublishedSource read_published_html(std::string_view text, const std::string& file) {
  PublishedSource source;
  source.format = "html";
  GridWriter writer(source);
  SourceAllowance allowance(file);
  source.title = append_html(text, 1, writer, allowance);
  return source;
}

}  // namespace gouji
