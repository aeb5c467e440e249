// What an import did with every number of its source (contract gouji.import.v1): placed, not placed, or in doubt.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gouji {

struct ImportLayout {  // a layout that read a part of the source
  std::string id;
  std::string pack;
  std::string title;
  std::string why;       // what it was recognised by
  int from = 0, to = 0;  // lines
};

struct UnplacedNumber {
  int line = 0;
  std::string text;  // as printed; telephone numbers are withheld
  std::string kind;  // number, amount, percent, …: what it looks like
  std::string near;  // the words around it
};

struct DoubtfulReading {
  int line = 0;
  std::string evaluation;  // the form or table; empty for claims
  std::string row;
  std::string field;
  std::string text;  // as read
  std::string reason;
};

// Runs of digits that are no figures, by kind.
struct NumberKinds {
  int date = 0;
  int document_number = 0;  // 文号
  int list_number = 0;
  int page_number = 0;
  int phone = 0;
};

struct ImportReport {
  std::string file, sha256;  // the source
  std::uint64_t bytes = 0;
  int lines = 0;
  std::string document;  // id of what was made; empty when nothing was recognised
  std::vector<ImportLayout> layouts;
  int numbers = 0;  // all but those of `kinds`: placed + unplaced
  int placed = 0;
  NumberKinds kinds;
  std::vector<UnplacedNumber> unplaced;
  std::vector<DoubtfulReading> doubtful;
  double seconds = 0;  // for people; not part of what is compared
};

}  // namespace gouji
