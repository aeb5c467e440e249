// Disclosures made at random from hostile texts: every optional key is there, null or absent.
#pragma once

#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>

#include "model/record.hpp"
#include "unit/formats/support.hpp"

namespace gouji::test {

class RandomDisclosure {
 public:
  explicit RandomDisclosure(unsigned seed) : random_(seed) {}

  std::string json() {
    Json document{{"schema", "gouji.disclosure.v1"}, {"unit", "单位" + text()}, {"year", 2015 + below(10)}};
    if (below(8) == 0) document["year"] = nullptr;  // not known
    document["kind"] = pick({"final_accounts", "budget", "self_evaluation"});
    for (const char* key : {"id", "province", "region", "unit_code", "department", "level", "predecessor",
                            "published_on", "approved_on", "url"}) {
      optional_text(document, key);
    }
    if (below(2) == 0) document["money_unit"] = pick({"元", "万元"});
    if (below(2) == 0) document["source"] = {{"file", text()}, {"sha256", "00"}, {"layout", nullptr}};
    doubts(document, {"year", text()});
    document["tables"] = list(3, [&] { return table(); });
    document["evaluations"] = list(4, [&] { return evaluation(); });
    document["claims"] = list(5, [&] { return record(RecordKind::claim); });
    document["mentions"] = list(3, [&] { return record(RecordKind::claim); });
    return document.dump();
  }

 private:
  using Json = nlohmann::ordered_json;

  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  std::string pick(const std::vector<std::string>& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }
  std::string text() { return below(4) == 0 ? pick(hostile_texts()) + pick(hostile_texts()) : pick(hostile_texts()); }
  std::string figure() {
    return below(4) == 0 ? text()
                         : pick({"0", "0.00", "12.50", "12.5", "1,234.50", "1,234,567.00", "-3.10", "100%", "98.50%",
                                 "-", "—", "8", "1234.5"});
  }

  template <class Make>
  Json list(int most, Make make) {
    Json made = Json::array();
    for (int i = below(most + 1); i > 0; --i) made.push_back(make());
    return made;
  }
  void optional_text(Json& owner, const std::string& key) {
    if (below(3) == 0) return;
    owner[key] = below(3) == 0 ? Json(nullptr) : Json(text());
  }
  void doubts(Json& owner, const std::vector<std::string>& keys) {
    if (below(3) > 0) return;
    for (const std::string& key : keys) owner["doubtful"][key] = text();
  }
  void place(Json& owner) {
    if (below(2) == 0) return;
    owner["at"]["line"] = 1 + below(500);
    if (below(2) == 0) owner["at"]["to"] = 600;
    if (below(3) == 0) owner["at"]["page"] = 3;
    if (below(3) == 0) owner["at"]["sheet"] = "x" + text();
    if (below(3) == 0) owner["at"]["cell"] = "B4";
  }

  Json table() {
    Json made{{"name", text()}, {"columns", Json::array()}, {"rows", Json::array()}};
    for (const char* key : {"number", "title", "money_unit"}) optional_text(made, key);
    if (below(3) == 0) made["year"] = 2015 + below(10);
    std::set<std::string> columns;
    for (int i = below(5); i > 0; --i)
      columns.insert(below(2) == 0 ? pick({"金额", "项目", "行", "栏/项目", "占比（%）", "label"}) : clean(text()));
    for (const std::string& column : columns) made["columns"].push_back(column);
    for (int i = below(7); i > 0; --i) {
      Json row{{"cells", Json::object()}};
      for (const char* key : {"label", "code", "line", "side"}) optional_text(row, key);
      for (const std::string& column : columns) {
        if (below(4) > 0) row["cells"][column] = below(4) == 0 ? Json(nullptr) : Json(figure());
      }
      doubts(row, {"label", "金额", "项目", text()});
      place(row);
      made["rows"].push_back(row);
    }
    made["notes"] = list(2, [&] { return text(); });
    return made;
  }

  // Two columns that are cleaned to one name would be refused, and rightly.
  static std::string clean(const std::string& text) { return text.find('\0') == std::string::npos ? text : "零"; }

  Json record(RecordKind kind) {
    Json made = Json::object();
    for (const Field& field : fields_of(kind)) {
      if (field.key.starts_with("reviewed_") || below(4) == 0) continue;
      const std::string key(field.key);
      if (below(4) == 0) {
        made[key] = nullptr;
      } else if (key == "scope") {
        made[key] = pick({"project", "department"});
      } else if (kind == RecordKind::claim && key == "kind") {
        made[key] = pick({"total", "amount", "share", "change", "completion", "count"});
      } else if (key == "money_unit") {
        made[key] = pick({"元", "万元"});
      } else if (key == "base_year") {
        made[key] = below(2) == 0 ? Json(2019) : Json("上年");
      } else {
        made[key] = field.role == Role::words ? text() : figure();
      }
    }
    if (kind == RecordKind::indicator && below(2) == 0) made["reviewed"] = {{"score", figure()}, {"reason", text()}};
    if (below(3) == 0) made["more"] = {{"得分", text()}, {"备注" + text(), text()}};
    doubts(made, {std::string(fields_of(kind)[0].key), text()});
    place(made);
    return made;
  }

  Json evaluation() {
    Json made = record(RecordKind::evaluation);
    made["funds"] = list(3, [&] { return record(RecordKind::fund); });
    made["indicators"] = list(4, [&] { return record(RecordKind::indicator); });
    made["texts"] = list(2, [&] {
      Json block{{"label", text()}, {"present", below(2) == 0}, {"chars", below(900)}};
      optional_text(block, "text");
      place(block);
      return block;
    });
    return made;
  }

  std::mt19937 random_;
};

}  // namespace gouji::test
