// The text of Word paragraphs: runs joined, revisions applied, pages counted where the file says where they begin.
#pragma once

#include <functional>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace gouji {

class DocxText {
 public:
  explicit DocxText(std::string file) : file_(std::move(file)) {}

  // What a line break or a page break within a paragraph does to the text so far; not called within cells.
  std::function<void()> on_break;

  // Appends the text of the paragraph (or of any element) to `out`.
  void append(const pugi::xml_node& node, std::string& out, int depth);
  // The next text opens a page.
  void break_page();

  // Where the line or row under way began; reset with it.
  struct Start {
    bool known = false;
    bool page_start = false;
    int page = 0;
  };
  Start start;
  int page() const { return page_; }
  bool starts_page() const { return pending_; }

  std::vector<pugi::xml_node> boxes;  // text boxes met on the way, to be read behind the paragraph
  bool deleted = false;               // text was left out because it is deleted …
  bool hidden = false;                // … or hidden

 private:
  void put(std::string_view text, std::string& out);

  std::string file_;
  int page_ = 1;
  bool pending_ = false;
};

}  // namespace gouji
