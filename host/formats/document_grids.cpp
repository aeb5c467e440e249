#include "formats/document_grids.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "formats/dataset_forms.hpp"
#include "formats/disclosure_words.hpp"

namespace gouji {
namespace {

// A grid under construction; columns without any text go away at the end.
class GridMaker {
 public:
  GridMaker(GridKind kind, std::string name) {
    grid_.kind = kind;
    grid_.name = std::move(name);
  }
  void column(std::string head, bool figures = false, bool keep = false) {
    grid_.head.push_back(std::move(head));
    grid_.figures.push_back(figures);
    keep_.push_back(keep);
  }
  void row(std::vector<std::string> texts) { grid_.rows.push_back(std::move(texts)); }
  Grid& grid() { return grid_; }
  bool empty() const { return grid_.rows.empty(); }

  Grid finish() {
    for (std::size_t column = grid_.head.size(); column-- > 0;) {
      const bool used =
          std::any_of(grid_.rows.begin(), grid_.rows.end(), [&](const auto& row) { return !row[column].empty(); });
      if (used || keep_[column]) continue;
      const auto offset = static_cast<std::ptrdiff_t>(column);
      grid_.head.erase(grid_.head.begin() + offset);
      grid_.figures.erase(grid_.figures.begin() + offset);
      for (auto& row : grid_.rows) row.erase(row.begin() + offset);
    }
    return std::move(grid_);
  }

 private:
  Grid grid_;
  std::vector<bool> keep_;
};

std::string shown_doubts(const std::map<std::string, std::string>& doubts, std::span<const Field> fields) {
  std::string text;
  for (const auto& [key, reason] : doubts) {
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&](const Field& candidate) { return candidate.key == key; });
    text += fmt::format("{}{}：{}", text.empty() ? "" : "；", field == fields.end() ? key : std::string(field->chinese),
                        reason);
  }
  return text;
}

Grid facts(const Document& document) {
  GridMaker maker(GridKind::facts, "基本情况");
  maker.column("项目", false, true);
  maker.column("内容", false, true);
  const auto add = [&](std::string_view name, const std::optional<std::string>& value) {
    if (value && !value->empty()) maker.row({std::string(name), *value});
  };
  add("编号", document.id);
  for (const DocumentField& field : region_fields()) add(field.chinese, document.*field.member);
  add("单位", document.unit);
  add("年度", shown_year(document));
  const DocumentKind* kind = find_kind(document.kind);
  add("种类", kind == nullptr ? document.kind : std::string(kind->chinese));
  for (const DocumentField& field : other_fields()) add(field.chinese, document.*field.member);
  add("金额单位", document.money_unit);
  add("来源文件", document.source.file);
  add("来源摘要", document.source.sha256);
  add("读入版式", document.source.layout);
  add("存疑", shown_doubts(document.doubtful, {}));
  return maker.finish();
}

Grid table_grid(const Document& document, const Table& table) {
  GridMaker maker(GridKind::table, table.name.empty() ? table.title.value_or("报表") : table.name);
  const std::string unit = table.money_unit.value_or(document.money_unit);
  maker.grid().caption = fmt::format("{}{}{}", table.number.value_or(""), table.number && !unit.empty() ? "　" : "",
                                     unit.empty() ? "" : "单位：" + unit);
  maker.grid().notes = table.notes;
  maker.column("行次");
  maker.column("项目", false, true);
  maker.column("编码");
  maker.column("方向");
  for (const std::string& column : table.columns) maker.column(column, true, true);
  maker.column("存疑");
  maker.column("原文位置");
  for (const TableRow& row : table.rows) {
    std::vector<std::string> texts{row.line.value_or(""), row.label.value_or(""), row.code.value_or(""), row.side};
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      texts.push_back(i < row.cells.size() ? row.cells[i].printed : std::string());
    texts.push_back(shown_doubts(row.doubtful, {}));
    texts.push_back(shown_place(row.at));
    maker.row(std::move(texts));
  }
  return maker.finish();
}

class RecordGrid {
 public:
  RecordGrid(GridKind kind, std::string name, RecordKind records) : maker_(kind, std::move(name)), records_(records) {
    if (records != RecordKind::claim) maker_.column("自评表", false, true);
    for (const Field& field : fields_of(records))
      maker_.column(std::string(field.chinese), field.role != Role::words, field.usual);
    maker_.column("其他栏目");
    maker_.column("存疑");
    maker_.column("原文位置");
  }
  void add(const std::string& form, const Record& record) {
    std::vector<std::string> texts;
    if (records_ != RecordKind::claim) texts.push_back(form);
    const auto fields = fields_of(records_);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      texts.push_back(chinese_from(closed_words(records_, fields[i].key), record.cells[i].printed));
    }
    std::string more;
    for (const auto& [column, text] : record.more)
      more += fmt::format("{}{}：{}", more.empty() ? "" : "；", column, text);
    texts.push_back(std::move(more));
    texts.push_back(shown_doubts(record.doubtful, fields));
    texts.push_back(shown_place(record.at));
    maker_.row(std::move(texts));
  }
  void finish_into(std::vector<Grid>& grids) {
    if (!maker_.empty()) grids.push_back(maker_.finish());
  }

 private:
  GridMaker maker_;
  RecordKind records_;
};

}  // namespace

std::vector<Grid> grids_of(const Document& document) {
  std::vector<Grid> grids{facts(document)};
  for (const Table& table : document.tables) grids.push_back(table_grid(document, table));
  RecordGrid evaluations(GridKind::evaluations, "自评表", RecordKind::evaluation);
  RecordGrid funds(GridKind::funds, "资金", RecordKind::fund);
  RecordGrid indicators(GridKind::indicators, "指标", RecordKind::indicator);
  GridMaker texts(GridKind::texts, "自评文字");
  for (const char* head : {"自评表", "标题", "有无"}) texts.column(head, false, true);
  texts.column("字数", true, true);
  texts.column("内容");
  texts.column("原文位置");
  for (std::size_t i = 0; i < document.evaluations.size(); ++i) {
    const Evaluation& evaluation = document.evaluations[i];
    const std::string form = form_key(i, evaluation);
    evaluations.add(form, evaluation.head);
    for (const Record& fund : evaluation.funds) funds.add(form, fund);
    for (const Record& indicator : evaluation.indicators) indicators.add(form, indicator);
    for (const TextBlock& block : evaluation.texts) {
      texts.row({form, block.label, block.present ? "有" : "无", fmt::format("{}", block.chars),
                 block.text.value_or(""), shown_place(block.at)});
    }
  }
  evaluations.finish_into(grids);
  funds.finish_into(grids);
  indicators.finish_into(grids);
  if (!texts.empty()) grids.push_back(texts.finish());
  RecordGrid claims(GridKind::claims, "文字数", RecordKind::claim);
  for (const Record& claim : document.claims) claims.add("", claim);
  claims.finish_into(grids);
  RecordGrid mentions(GridKind::mentions, "工作量", RecordKind::claim);
  for (const Record& mention : document.mentions) mentions.add("", mention);
  mentions.finish_into(grids);
  return grids;
}

std::string shown_place(const Place& place) {
  std::string text;
  if (!place.sheet.empty() || !place.cell.empty()) {
    text = place.sheet + (place.sheet.empty() || place.cell.empty() ? "" : "!") + place.cell;
  }
  if (place.page > 0) text += fmt::format("{}第 {} 页", text.empty() ? "" : " ", place.page);
  if (place.line > 0) {
    text += fmt::format("{}第 {}", text.empty() ? "" : " ", place.line);
    if (place.to > place.line) text += fmt::format("–{}", place.to);
    text += " 行";
  }
  return text;
}

std::string shown_title(const Document& document) {
  const DocumentKind* kind = find_kind(document.kind);
  const std::string named = kind == nullptr ? document.kind : std::string(kind->chinese);
  if (!document.year_known()) return fmt::format("{} 年度{} {}", document.unit, kUnknownYear, named);
  return fmt::format("{} {} 年{}", document.unit, document.year, named);
}

}  // namespace gouji
