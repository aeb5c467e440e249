#include <fmt/format.h>

#include "formats/document_grids.hpp"
#include "formats/escape.hpp"
#include "formats/exports.hpp"
#include "formats/html_page.hpp"

namespace gouji {
namespace {

constexpr std::string_view kExportStyle = R"(
body { font: 14px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em auto; max-width: 80em; padding: 0 1em; color: #222; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin: 2em 0 .3em; }
table { border-collapse: collapse; } caption { text-align: right; color: #555; }
th, td { border: 1px solid #999; padding: .2em .6em; vertical-align: top; white-space: pre-wrap; }
th { background: #eef2f6; } td.n { text-align: right; font-variant-numeric: tabular-nums; }
.note, nav { color: #555; } @media print { nav { display: none; } }
)";

void append_html_grid(std::string& page, const Grid& grid) {
  page += fmt::format("<h2>{}</h2>\n<table>\n", html_text(grid.name));
  if (!grid.caption.empty()) page += fmt::format("<caption>{}</caption>\n", html_text(grid.caption));
  page += "<thead><tr>";
  for (const std::string& head : grid.head) page += fmt::format("<th scope=\"col\">{}</th>", html_text(head));
  page += "</tr></thead>\n<tbody>\n";
  for (const auto& row : grid.rows) {
    page += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      page += fmt::format("<td{}>{}</td>", grid.figures[i] ? " class=\"n\"" : "", html_text(row[i]));
    page += "</tr>\n";
  }
  page += "</tbody>\n</table>\n";
  for (const std::string& note : grid.notes) page += fmt::format("<p class=\"note\">注：{}</p>\n", html_text(note));
}

}  // namespace

std::string export_html(std::span<const Document> documents) {
  const std::string title =
      documents.size() == 1 ? shown_title(documents.front()) : fmt::format("公开文本 {} 份", documents.size());
  std::string page = html_page_opening(title, "zh-CN", kExportStyle);
  if (documents.size() > 1) {
    page += "<nav><ol>\n";
    for (std::size_t i = 0; i < documents.size(); ++i) {
      page += fmt::format("<li><a href=\"#d{}\">{}</a></li>\n", i + 1, html_text(shown_title(documents[i])));
    }
    page += "</ol></nav>\n";
  }
  for (std::size_t i = 0; i < documents.size(); ++i) {
    page += fmt::format("<section id=\"d{}\">\n<h1>{}</h1>\n", i + 1, html_text(shown_title(documents[i])));
    for (const Grid& grid : grids_of(documents[i])) append_html_grid(page, grid);
    page += "</section>\n";
  }
  return page + std::string(kHtmlPageEnd);
}

}  // namespace gouji
