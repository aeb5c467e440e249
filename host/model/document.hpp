// One disclosure: what one unit published for one year. Immutable once `finish` has run over it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/record.hpp"

namespace gouji {

struct TextBlock {  // a prose cell of a form: 绩效结论, 存在问题, 改进措施
  std::string label;
  bool present = false;
  int chars = 0;
  std::optional<std::string> text;  // samples may leave it out
  Place at;
};

struct Evaluation {
  Record head{RecordKind::evaluation};
  std::vector<Record> funds;
  std::vector<Record> indicators;
  std::vector<TextBlock> texts;

  // Of its funds: what the form itself prints (项目资金（元）), else the document's.
  Unit money(const Unit& document_money) const;
};

struct TableRow {
  TableRow() {}  // NOLINT(modernize-use-equals-default): as Cell

  std::optional<std::string> label;
  std::optional<std::string> code;
  std::optional<std::string> line;
  std::string side;         // 收入, 支出; empty for a table of one side
  std::vector<Cell> cells;  // by column
  std::map<std::string, std::string> doubtful;
  Place at;
};

struct Table {
  std::string name;
  std::optional<std::string> number;
  std::optional<std::string> title;
  std::optional<std::string> money_unit;
  int year = 0;  // fiscal year that the lines over the table print (部门：… 2022年度); 0: none
  std::vector<std::string> columns;
  std::vector<TableRow> rows;
  std::vector<std::string> notes;
};

struct Source {
  std::string file;
  std::string sha256;
  std::string layout;
  bool generic = false;  // read by a layout for any form: what rests on it is to be checked
};

struct Document {
  std::string id;
  std::optional<std::string> province;
  std::optional<std::string> region;
  std::string unit;
  int year = 0;      // 0: not known, neither from the source nor from what it is called
  std::string kind;  // final_accounts | budget | self_evaluation
  std::optional<std::string> unit_code, department, level, predecessor, published_on, approved_on, url;
  std::string money_unit;  // 万元, 元, …; empty when the source prints none
  Source source;
  std::vector<Table> tables;
  std::vector<Evaluation> evaluations;
  std::vector<Record> claims;
  // What the text counts of work done (8480余件公文): records of claims of kind count, kept apart since they tell
  // nothing of the budget; the forms may say otherwise.
  std::vector<Record> mentions;
  std::map<std::string, std::string> doubtful;
  std::string file;  // the dataset file it was read from, for messages; not part of the content

  Unit money() const;
  bool year_known() const { return year != 0; }
};

struct DocumentKind {
  std::string_view code;
  std::string_view chinese;
};
// final_accounts 部门决算, budget 部门预算, self_evaluation 绩效自评; nullptr when unknown.
const DocumentKind* find_kind(std::string_view code_or_chinese);

// Works out what rests on the whole document: the precision of money columns, ordinals of equal names.
void finish(Document& document);

}  // namespace gouji
