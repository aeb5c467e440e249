#include "formats/published_markdown.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "formats/cell_flow.hpp"
#include "formats/grid_writer.hpp"
#include "formats/markdown_inline.hpp"
#include "formats/published_html.hpp"
#include "formats/published_limits.hpp"
#include "formats/published_text.hpp"

namespace gouji {
namespace {

// |---|:--:| below the head of a pipe table.
bool is_table_rule(std::string_view line) {
  line = text::trim(line);
  return line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: ") == std::string_view::npos;
}

bool begins_with_pipe(std::string_view line) {
  line = text::trim(line);
  return line.size() > 1 && line.starts_with('|');
}

bool is_heading_line(std::string_view line) {
  const std::size_t marks = line.find_first_not_of('#');
  return marks != std::string_view::npos && marks >= 1 && marks <= 6 && line[marks] == ' ';
}

// Where `name` follows '<' or "</", in any case of letters.
std::size_t find_tag(std::string_view text, std::string_view opening, std::size_t from) {
  const auto same = [](char a, char b) { return text::ascii_lower(a) == b; };
  const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())), text.end(),
                                 opening.begin(), opening.end(), same);
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

// A pipe is part of a cell behind a backslash, and in code.
std::vector<std::string_view> pipe_cells(std::string_view line) {
  line = text::trim(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  std::vector<std::string_view> cells;
  std::size_t start = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\')
      ++i;
    else if (line[i] == '|') {
      cells.push_back(line.substr(start, i - start));
      start = i + 1;
    }
  }
  if (start < line.size()) cells.push_back(line.substr(start));
  return cells;
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& file)
      : lines_(lines_of(text)), pages_(lines_), runs_(lines_), writer_(source_), allowance_(file) {
    source_.format = "markdown";
  }

  PublishedSource read() {
    while (at_ < lines_.size()) {
      if (find_tag(lines_[at_], "<table", 0) != std::string_view::npos)
        html_table();
      else if (const std::size_t pipes = end_of_pipes(); pipes > at_)
        grid(pipes, true);
      else if (const std::size_t tabs = runs_.end_of(at_); tabs > at_)
        grid(tabs, false);
      else
        prose(lines_[at_]);
    }
    return std::move(source_);
  }

 private:
  Place place() const { return {static_cast<int>(at_) + 1, 0, 0, {}, {}}; }

  void prose(std::string_view raw) {
    allowance_.line(raw.size(), place().line);
    writer_.line(markdown_line(raw), place(), pages_.opens_page(raw));
    ++at_;
  }

  // A head with its rule below, or two lines at least that begin with a pipe.
  std::size_t end_of_pipes() const {
    const bool next = at_ + 1 < lines_.size();
    const bool ruled = next && lines_[at_].find('|') != std::string_view::npos && is_table_rule(lines_[at_ + 1]);
    const bool piped = begins_with_pipe(lines_[at_]) && next && begins_with_pipe(lines_[at_ + 1]);
    if (!ruled && !piped) return at_;
    std::size_t end = at_ + 1;
    while (end < lines_.size() &&
           (piped ? begins_with_pipe(lines_[end]) : lines_[end].find('|') != std::string_view::npos))
      ++end;
    return end;
  }

  void grid(std::size_t end, bool pipes) {
    writer_.begin_grid(pipes);
    for (; at_ < end; ++at_) {
      const std::string_view line = lines_[at_];
      const bool opens = pages_.opens_page(line);
      allowance_.line(line.size(), place().line);
      if (pipes && is_table_rule(line)) {
        writer_.line_between({}, place(), opens);
        continue;
      }
      const std::vector<std::string_view> raw = pipes ? pipe_cells(line) : split_at(line, '\t');
      allowance_.row(raw.size(), place().line);
      std::vector<GridText> cells;
      for (const std::string_view cell : raw)
        cells.push_back({static_cast<int>(cells.size()), 1, 1, flowed(markdown_text(cell)), place()});
      writer_.row(cells, place(), opens);
    }
    writer_.end_grid();
  }

  // From <table to its end, with the tables inside; what stands around it on its lines goes with it.
  void html_table() {
    std::string html;
    const int first = place().line;
    int open = 0;
    bool seen = false;
    while (at_ < lines_.size() && (!seen || open > 0)) {
      const std::string_view line = lines_[at_++];
      for (std::size_t i = find_tag(line, "<table", 0); i != std::string_view::npos;
           i = find_tag(line, "<table", i + 1))
        ++open;
      for (std::size_t i = find_tag(line, "</table", 0); i != std::string_view::npos;
           i = find_tag(line, "</table", i + 1))
        --open;
      seen = true;
      html += line;
      html += '\n';
    }
    append_html(html, first, writer_, allowance_);
  }

  PublishedSource source_;
  std::vector<std::string_view> lines_;
  PageMarks pages_;
  TabRuns runs_;
  GridWriter writer_;
  SourceAllowance allowance_;
  std::size_t at_ = 0;
};

}  // namespace

bool has_markdown_marks(std::string_view text) {
  std::size_t headings = 0;
  bool ruled = false;
  for (const std::string_view line : lines_of(text)) {
    if (is_heading_line(line)) ++headings;
    ruled = ruled || is_table_rule(line);
  }
  return ruled || headings >= 2 || (headings == 1 && text.find("**") != std::string_view::npos);
}

bool looks_like_markdown(std::string_view text) {
  return has_markdown_marks(text) || (find_tag(text, "<table", 0) != std::string_view::npos &&
                                      find_tag(text, "</table", 0) != std::string_view::npos);
}

PublishedSource read_published_markdown(std::string_view text, const std::string& file) {
  return Reader(text, file).read();
}

}  // namespace gouji
