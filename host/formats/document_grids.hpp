// A document as ruled tables of texts, for people: what the exports to CSV, XLSX and HTML have in common.
#pragma once

#include <string>
#include <vector>

#include "model/document.hpp"

namespace gouji {

enum class GridKind { facts, table, evaluations, funds, indicators, texts, claims, mentions };

struct Grid {
  GridKind kind = GridKind::facts;
  std::string name;     // 收入支出决算总表, 自评表, 资金, 指标, 自评文字, 文字数
  std::string caption;  // number and unit of a table
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;  // each as long as the head; blank where nothing is printed
  std::vector<bool> figures;                   // by column: set to the right
  std::vector<std::string> notes;
};

// In the order of the document; grids without rows are left out, but not tables.
std::vector<Grid> grids_of(const Document& document);

// "第 71–74 行", "第 3 页", "收入表!B4"; empty when nothing is known.
std::string shown_place(const Place& place);

// The unit, the year and the kind, as a heading.
std::string shown_title(const Document& document);

}  // namespace gouji
