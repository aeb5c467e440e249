// One import under way: what the layout's script works on and what it has placed so far.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "import/asked.hpp"
#include "import/flow_figures.hpp"
#include "import/flow_table.hpp"
#include "import/placement.hpp"
#include "import/source_text.hpp"
#include "model/document.hpp"
#include "model/import_report.hpp"
#include "packs/divisions.hpp"
#include "script/catalogue.hpp"

namespace gouji::intake {

// A table that the flow reader rebuilt, as scripts hold it.
struct HeldTable {
  std::vector<std::string> keys;  // of the columns
  std::vector<FlowRow> rows;
  std::vector<FlowCell> total;
  std::vector<FlowPiece> left_over;
  int first_line = 0, last_line = 0;
};

struct Session {
  const SourceText* source = nullptr;
  const Divisions* divisions = nullptr;  // which province a unit is of; nullptr: not known
  Shelves* shelves = nullptr;
  Asked asked;
  std::string told_province, told_unit;  // by the caller (--set), for recognising
  std::deque<Piece> pieces;
  std::deque<HeldTable> tables;
  Document document;
  Unit money;
  std::vector<Placement> placed;
  std::vector<WorkedOut> worked_out;       // figures that were given without a place
  std::size_t bytes = 0;                   // of the pieces and of what was handed over, roughly
  std::vector<std::string> unknown_heads;  // of forms, in printed order, each once
};

struct IntakeTypes {
  script::ObjectType source = 0, piece = 0, table = 0, row = 0, output = 0, form = 0;
};
// Registers the types that layouts see.
const IntakeTypes& add_intake_types(script::Catalogue& catalogue);
const IntakeTypes& intake_types();

Session& session_of(script::Call& call);
// What the host is to keep for a layout from here on; Fault limit.memory where it gets too much.
void hold(Session& session, std::size_t bytes);
// Keeps the piece and pushes it; nil for an empty one.
int give_piece(script::Call& call, Piece piece);

script::TypeInfo source_type();
script::TypeInfo piece_type();
script::TypeInfo held_table_type();
script::TypeInfo held_row_type();
script::TypeInfo output_type();
script::TypeInfo form_type();

}  // namespace gouji::intake
