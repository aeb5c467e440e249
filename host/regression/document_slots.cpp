#include "regression/document_slots.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "formats/table_units.hpp"
#include "regression/case_file.hpp"

namespace gouji {
namespace {

// `see` gets each slot with a function that sets it; documents that are only looked at are never set.
template <class Document_, class See>
void walk_slots(Document_& document, const See& see) {
  const auto record = [&](auto& one, std::string_view of, const Unit& money) {
    const auto fields = fields_of(one.kind);
    for (std::size_t i = 0; i < one.cells.size(); ++i) {
      if (one.cells[i].state == CellState::absent) continue;
      see(&one.cells[i], one.cells[i].printed, fmt::format("{} · {}", of, fields[i].chinese),
          [&, i, money](const std::string& printed) {
            if constexpr (!std::is_const_v<Document_>)
              set_field(one, fields[i].key, printed.empty() ? std::nullopt : std::optional(printed), money);
          });
    }
  };
  const auto text = [&](auto& place, const std::string& about) {
    see(nullptr, place, about, [&](const std::string& printed) {
      if constexpr (!std::is_const_v<Document_>) place = printed;
    });
  };
  for (auto& form : document.evaluations) {
    const Unit money = form.money(document.money());
    record(form.head, "自评表", money);
    for (auto& fund : form.funds) record(fund, row_name(fund), money);
    for (auto& indicator : form.indicators) record(indicator, row_name(indicator), money);
    for (auto& block : form.texts) {
      if (block.text) text(*block.text, block.label);
    }
  }
  for (auto& table : document.tables) {
    text(table.name, "表名");
    for (auto& column : table.columns) text(column, "栏名");
    for (auto& note : table.notes) text(note, "表注");
    for (auto& row : table.rows) {
      const std::string name = row.label.value_or(row.code.value_or(""));
      if (row.label) text(*row.label, "行名");
      if (row.code) text(*row.code, "编码");
      for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) {
        if (row.cells[i].state == CellState::absent) continue;
        see(&row.cells[i], row.cells[i].printed, fmt::format("{} · {}", name, table.columns[i]),
            [&, i](const std::string& printed) {
              if constexpr (!std::is_const_v<Document_>)
                row.cells[i] = TableUnits(document, table).cell(row.label, i, printed);
            });
      }
    }
  }
  for (auto& claim : document.claims) record(claim, row_name(claim), document.money());
  for (auto& mention : document.mentions) record(mention, row_name(mention), document.money());
}

class Reduction {
 public:
  Reduction(Document document, const std::function<bool(const Document&)>& still)
      : document_(std::move(document)), still_(still) {}

  Document run() {
    lists();
    const UsualCase usual = usual_case({});
    attempt([&](Document& d) { d.unit = usual.unit; });
    attempt([&](Document& d) { d.money_unit = usual.money_unit; });
    for (auto member :
         {&Document::province, &Document::region, &Document::unit_code, &Document::department, &Document::level,
          &Document::predecessor, &Document::published_on, &Document::approved_on, &Document::url})
      attempt([&](Document& d) { d.*member = std::nullopt; });
    attempt([&](Document& d) { d.source.layout.clear(); });
    attempt([&](Document& d) { d.doubtful.clear(); });
    attempt([&](Document& d) { d.year = usual.year; });
    for (std::size_t i = 0; i < document_.evaluations.size(); ++i) {
      attempt([&](Document& d) { set_field(d.evaluations[i].head, "name", usual.form, d.money()); });
      attempt([&](Document& d) { d.evaluations[i].texts.clear(); });
    }
    for (std::size_t i = 0; i < document_.tables.size(); ++i) table(i);
    cells();
    return std::move(document_);
  }

 private:
  template <class Change>
  bool attempt(const Change& change) {
    Document tried = document_;
    change(tried);
    finish(tried);
    if (!still_(tried)) return false;
    document_ = std::move(tried);
    return true;
  }

  // Leaves out as many neighbours at a time as it can.
  template <class List>
  void thin(const List& list) {
    for (std::size_t step = std::max<std::size_t>(list(document_).size() / 2, 1);; step /= 2) {
      for (std::size_t from = 0; from < list(document_).size();) {
        const std::size_t end = std::min(from + step, list(document_).size());
        const bool gone = attempt([&](Document& d) {
          auto& items = list(d);
          items.erase(items.begin() + static_cast<std::ptrdiff_t>(from),
                      items.begin() + static_cast<std::ptrdiff_t>(end));
        });
        if (!gone) from = end;
      }
      if (step <= 1) return;
    }
  }

  void lists() {
    thin([](Document& d) -> auto& { return d.tables; });
    thin([](Document& d) -> auto& { return d.evaluations; });
    thin([](Document& d) -> auto& { return d.claims; });
    thin([](Document& d) -> auto& { return d.mentions; });
    for (std::size_t i = 0; i < document_.tables.size(); ++i) {
      thin([i](Document& d) -> auto& { return d.tables[i].rows; });
      thin([i](Document& d) -> auto& { return d.tables[i].notes; });
    }
    for (std::size_t i = 0; i < document_.evaluations.size(); ++i) {
      thin([i](Document& d) -> auto& { return d.evaluations[i].funds; });
      thin([i](Document& d) -> auto& { return d.evaluations[i].indicators; });
      thin([i](Document& d) -> auto& { return d.evaluations[i].texts; });
    }
  }

  void table(std::size_t number) {
    attempt([&](Document& d) { d.tables[number].title.reset(); });
    attempt([&](Document& d) { d.tables[number].year = 0; });
    attempt([&](Document& d) { d.tables[number].number.reset(); });
    attempt([&](Document& d) {
      for (TableRow& row : d.tables[number].rows) row.line.reset();
    });
    attempt([&](Document& d) {
      for (TableRow& row : d.tables[number].rows) row.doubtful.clear();
    });
    for (std::size_t column = document_.tables[number].columns.size(); column-- > 0;) {
      attempt([&](Document& d) {
        Table& own = d.tables[number];
        own.columns.erase(own.columns.begin() + static_cast<std::ptrdiff_t>(column));
        for (TableRow& row : own.rows) {
          if (column < row.cells.size()) row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(column));
        }
      });
    }
  }

  // A column of the forms' records at a time, then what a single record holds beside its cells.
  void cells() {
    for (const RecordKind kind : {RecordKind::evaluation, RecordKind::fund, RecordKind::indicator, RecordKind::claim}) {
      for (std::size_t i = 0; i < fields_of(kind).size(); ++i) {
        attempt([&](Document& d) { each_record(d, kind, [&](Record& one) { one.cells[i] = Cell(); }); });
      }
      attempt([&](Document& d) { each_record(d, kind, [](Record& one) { one.more.clear(), one.doubtful.clear(); }); });
    }
  }

  template <class Act>
  static void each_record(Document& document, RecordKind kind, const Act& act) {
    for (Evaluation& form : document.evaluations) {
      if (kind == RecordKind::evaluation) act(form.head);
      for (auto* list : {&form.funds, &form.indicators}) {
        for (Record& one : *list) {
          if (one.kind == kind) act(one);
        }
      }
    }
    for (auto* list : {&document.claims, &document.mentions}) {
      for (Record& one : *list) {
        if (one.kind == kind) act(one);
      }
    }
  }

  Document document_;
  const std::function<bool(const Document&)>& still_;
};

}  // namespace

std::vector<DocumentSlot> slots_of(const Document& document) {
  std::vector<DocumentSlot> slots;
  walk_slots(document, [&](const Cell* cell, const std::string& printed, std::string about, const auto&) {
    slots.push_back({cell, printed, std::move(about)});
  });
  return slots;
}

void set_slot(Document& document, std::size_t slot, const std::string& printed) {
  std::size_t number = 0;
  walk_slots(document, [&](const Cell*, const std::string&, const std::string&, const auto& set) {
    if (number++ == slot) set(printed);
  });
  finish(document);
}

Document reduced(Document document, const std::function<bool(const Document&)>& still) {
  return Reduction(std::move(document), still).run();
}

}  // namespace gouji
