// What an import did with every number of its source (contract gouji.import.v1): placed, seen, not placed, or in doubt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/cell.hpp"

namespace gouji {

struct ImportLayout {  // a layout that read a part of the source
  std::string id;
  std::string pack;
  std::string title;
  std::string why;       // what it was recognised by
  int from = 0, to = 0;  // lines
  bool generic = false;  // for any form: what it read is to be checked
};

struct TriedLayout {  // a layout that looked at the source
  std::string id;
  std::string pack;
  std::string title;
  std::int64_t score = 0;  // 0: not recognised
  std::string why;         // in the layout's words; may be empty
  bool asked = true;       // false: another one was named by the user
  bool chosen = false;
};

// Lines are counted in the order of the source, from 1; `at` is where its file has it (page; sheet and cell).
struct Neighbour {
  int line = 0;
  std::string text;  // as printed
  std::string what;  // what it became
};

// What an unplaced number's surroundings say about it.
enum class UnplacedReason : std::uint8_t {
  outside,         // before or after everything that was read
  table_not_read,  // nothing of its grid was read
  column_not_read,
  row_not_read,
  cell_not_read,  // other cells of its row and its column were read
  beside_placed,  // other numbers of its line were read
  prose,          // in a sentence
  row_like,       // several figures on a line, none of them read
  between,        // lines above and below were read, this one was not
};

struct UnplacedNumber {
  int line = 0;
  std::string text;  // as printed; telephone numbers are withheld
  std::string kind;  // number, amount, percent, …: what it looks like
  std::string near;  // the words around it
  Place at;
  UnplacedReason reason = UnplacedReason::between;
  std::optional<Neighbour> before, after;  // the nearest numbers that were placed
  std::string head, label;                 // the words above it in its column and before it in its row
};

struct DoubtfulReading {
  int line = 0;
  std::string evaluation;  // the form or table; empty for claims
  std::string row;
  std::string field;
  std::string text;  // as read
  std::string reason;
  std::string part;   // document, evaluation, fund, indicator, table, claim
  std::string label;  // the field as people call it
  Place at;
};

struct TwicePlaced {  // one number that two different fields hold
  int line = 0;
  std::string text;
  std::vector<std::string> as;  // what it became, in the order of placing
  Place at;
};

struct WorkedOut {  // a figure that the layout gave without a place in the source
  std::string what;
  std::string text;
};

// How the source was read, as far as people should know: parts left out, hidden, or not computed.
struct ImportNote {
  Place at;
  std::string chinese, english;
};

// Runs of digits that are no figures, by kind.
struct NumberKinds {
  int date = 0;
  int document_number = 0;  // 文号
  int list_number = 0;
  int page_number = 0;
  int phone = 0;
};

// Where placed numbers went; their sum and `seen` make up `placed`.
struct PlacedParts {
  int facts = 0;   // unit, year, …
  int forms = 0;   // evaluations, their funds, indicators and prose
  int tables = 0;  // of accounts
  int claims = 0;
  int other = 0;
};

struct ImportReport {
  std::string file, sha256;  // the source
  std::string format;        // text, html, xlsx, …
  std::uint64_t bytes = 0;
  int lines = 0;
  std::string document;  // id of what was made; empty when nothing was recognised
  std::vector<ImportLayout> layouts;
  std::vector<TriedLayout> tried;  // in the order of asking
  int numbers = 0;                 // all but those of `kinds`: placed + unplaced
  int placed = 0;
  int seen = 0;              // of `placed`: heads and labels, read but not kept
  int doubtful_numbers = 0;  // of `placed`: those in a reading in doubt
  PlacedParts parts;
  NumberKinds kinds;
  std::vector<UnplacedNumber> unplaced;
  std::vector<DoubtfulReading> doubtful;
  std::vector<TwicePlaced> twice;
  std::vector<WorkedOut> worked_out;
  std::vector<ImportNote> notes;
  double seconds = 0;  // for people; not part of what is compared
};

}  // namespace gouji
