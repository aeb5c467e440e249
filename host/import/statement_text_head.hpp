// The columns of a table whose head is running text: words of several levels, wrapped and in any order.
#pragma once

#include <string>
#include <vector>

#include "import/statement_text_regions.hpp"

namespace gouji::intake {

// A word of the head that a column's name is made of.
struct HeadPiece {
  int line = 0;
  std::size_t begin = 0, end = 0;  // bytes of the line
};

struct TextColumns {
  std::vector<std::string> names;             // of all sides in turn
  std::vector<std::size_t> spec_columns;      // by name: the column of the spec, or kNone
  std::vector<std::size_t> side_columns;      // as in StatementSpec; empty: every side has all
  std::vector<std::vector<HeadPiece>> heads;  // by name: where it is printed; empty where that is not known
  bool lines = false;                         // 行次 is printed
  bool serials = false;                       // it opens each row, before the name: 序号
  std::size_t groups = 1;                     // how often code, name and columns are printed beside each other
  bool codes = false;                         // codes of any length open the rows: those of units, of projects
  std::vector<std::string> words;             // columns of words before the figures, but for the rows' names …
  std::size_t name_at = 0;                    // … that stand behind so many of them
  std::string remark;                         // the column of words behind the figures, or empty; not among the names
  std::size_t unread = 0;                     // letters of the head that no column explains
  bool stacked = false;                       // named by what stands above their numbers, not by the known table
  std::string doubtful;                       // why the columns are not certain, or empty
};
inline constexpr const char* kUncertainHead = "表头折行，栏目不能确定";
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// `groups`: the codes that stand on one line of the body, at most; 1 for tables without codes.
TextColumns read_text_columns(const StatementLexicon& lexicon, const SourceText& source, const TextRegion& region,
                              std::size_t groups);

}  // namespace gouji::intake
