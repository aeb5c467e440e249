#include "regression/receipt.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/digest.hpp"
#include "base/fault.hpp"
#include "base/text.hpp"
#include "formats/json_spot.hpp"
#include "formats/json_tree.hpp"
#include "formats/json_writer.hpp"

namespace gouji {
namespace {

constexpr std::string_view kSealKey = ",\n\"receipt_digest\":\"";  // the last member, after everything that it is of
constexpr std::array<std::string_view, 3> kDecisionWords{"beside", "folder", "none"};
constexpr std::array<std::string_view, 2> kPlaceWords{"receipt", "workbench"};

template <class Members>
std::string receipt_object(const Members& members) {
  JsonWriter json(false);
  json.begin_object();
  members(json);
  json.end_object();
  return json.take();
}

// An item a line, so that two receipts can be compared by lines.
template <class Items, class Members>
std::string receipt_list(const Items& items, const Members& members) {
  std::string out = "[";
  for (const auto& item : items) {
    out += out.size() == 1 ? "\n" : ",\n";
    out += receipt_object([&](JsonWriter& json) { members(json, item); });
  }
  return out + (items.empty() ? "]" : "\n]");
}

void place_members(JsonWriter& json, const ReceiptPlace& place) {
  json.member("in", kPlaceWords.at(place.in_workbench ? 1 : 0));
  json.member("path", place.path);
}

void year_member(JsonWriter& json, std::string_view name, int year) {
  json.key(name);
  if (year == 0)
    json.null();
  else
    json.integer(year);
}

void option_members(JsonWriter& json, const ReceiptOptions& options) {
  json.member("rule", options.pattern);
  year_member(json, "year", options.year);
  year_member(json, "rules_year", options.rules_year);
  json.member("packs_named", options.packs_named);
  json.member("decisions", kDecisionWords.at(static_cast<std::size_t>(options.decisions)));
  if (options.decisions == ReceiptOptions::Decisions::folder) {
    json.key("decisions_folder");
    json.begin_object();
    place_members(json, options.decisions_folder);
    json.end_object();
  }
  json.member("steps", std::to_string(options.steps));
  json.member("memory", std::to_string(options.memory));
  json.member("seconds", fmt::format("{}", options.seconds));
}

std::string pack_text(const ReceiptPack& pack) {
  std::string out = receipt_object([&](JsonWriter& json) {
    json.member("id", pack.id);
    json.member("revision", pack.revision);
    json.member("digest", pack.digest);
    json.member("shown", pack.shown);
    json.member("ran", pack.ran);
    place_members(json, pack.place);
  });
  out.pop_back();
  out += ",\"files\":{";
  const char* before = "\n";
  for (const auto& [name, digest] : pack.files) {
    JsonWriter json(false);
    json.text(name);
    out += fmt::format("{}{}:\"{}\"", before, json.take(), digest);
    before = ",\n";
  }
  return out + "}}";
}

std::string packs_text(const std::vector<ReceiptPack>& packs) {
  std::string out = "[";
  for (const ReceiptPack& pack : packs) out += (out.size() == 1 ? "\n" : ",\n") + pack_text(pack);
  return out + (packs.empty() ? "]" : "\n]");
}

void result_members(JsonWriter& json, const Receipt& receipt) {
  const Summary& summary = receipt.summary;
  json.member("digest", receipt.result_digest);
  json.member("complete", receipt.complete);
  json.member("documents", summary.documents);
  json.member("rules", summary.rules);
  json.member("checks", summary.checks);
  json.key("outcomes");
  json.begin_object();
  for (std::size_t i = 0; i < kOutcomes; ++i)
    json.member(code_of(static_cast<Outcome>(i)), std::int64_t{summary.outcomes.at(i)});
  json.end_object();
  json.key("severities");
  json.begin_object();
  for (std::size_t i = 0; i < kSeverities; ++i)
    json.member(code_of(static_cast<Severity>(i)), std::int64_t{summary.severities.at(i)});
  json.end_object();
}

// Reading.

Fault damaged(const std::string& file, const std::string& chinese, const std::string& english) {
  return std::move(
      Fault("receipt.damaged", fmt::format("“{}”不是完好的回执：{}", file, chinese),
            fmt::format("{} is no sound receipt: {}", file, english))
          .hint("取回原来的文件；没有了，用 gouji run --receipt 文件 重新写一份（它只说明现在的结果）",
                "get the file back; without it, write one anew by gouji run --receipt FILE (of today's result)"));
}

template <std::size_t N>
std::size_t word_of(const JsonSpot& spot, std::string_view key, const std::array<std::string_view, N>& words) {
  const std::string word = spot.required_text(key);
  for (std::size_t i = 0; i < N; ++i) {
    if (words.at(i) == word) return i;
  }
  throw spot.member(key)->wrong_type("其中一个词", "one of its words");
}

ReceiptPlace place_from(const JsonSpot& spot) {
  return {word_of(spot, "in", kPlaceWords) == 1, spot.text_or("path", "")};
}

std::uint64_t amount_from(const JsonSpot& spot, std::string_view key) {
  const std::string written = spot.required_text(key);
  std::uint64_t amount = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), amount);
  if (error != std::errc() || end != written.data() + written.size())
    throw spot.member(key)->wrong_type("整数", "a whole number");
  return amount;
}

double seconds_from(const JsonSpot& spot) {
  const std::string written = spot.required_text("seconds");
  double amount = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), amount);
  if (error != std::errc() || end != written.data() + written.size() || !(amount > 0))
    throw spot.member("seconds")->wrong_type("秒数", "seconds");
  return amount;
}

JsonSpot needed(const JsonSpot& spot, std::string_view key) {
  const auto found = spot.member(key);
  if (found) return *found;
  throw spot.fault("data.missing_key", fmt::format("缺少“{}”", key), fmt::format("“{}” is missing", key));
}

ReceiptOptions options_from(const JsonSpot& spot) {
  ReceiptOptions options;
  options.pattern = spot.text_or("rule", "");
  options.year = spot.integer("year").value_or(0);
  options.rules_year = spot.integer("rules_year").value_or(0);
  options.packs_named = spot.boolean("packs_named").value_or(false);
  options.decisions = static_cast<ReceiptOptions::Decisions>(word_of(spot, "decisions", kDecisionWords));
  if (options.decisions == ReceiptOptions::Decisions::folder)
    options.decisions_folder = place_from(needed(spot, "decisions_folder"));
  options.steps = amount_from(spot, "steps");
  options.memory = amount_from(spot, "memory");
  options.seconds = seconds_from(spot);
  return options;
}

ReceiptPack pack_from(const JsonSpot& spot) {
  ReceiptPack pack{spot.required_text("id"),
                   spot.text_or("revision", ""),
                   spot.required_text("digest"),
                   spot.required_text("shown"),
                   spot.boolean("ran").value_or(false),
                   place_from(spot),
                   {}};
  needed(spot, "files").each_member([&](const std::string& name, const JsonSpot& digest) {
    pack.files.emplace(name, digest.as_text());
  });
  return pack;
}

Summary summary_from(const JsonSpot& spot) {
  Summary summary;
  summary.documents = spot.integer("documents").value_or(0);
  summary.rules = spot.integer("rules").value_or(0);
  summary.checks = spot.integer("checks").value_or(0);
  const JsonSpot outcomes = needed(spot, "outcomes");
  for (std::size_t i = 0; i < kOutcomes; ++i)
    summary.outcomes.at(i) = outcomes.integer(code_of(static_cast<Outcome>(i))).value_or(0);
  const JsonSpot severities = needed(spot, "severities");
  for (std::size_t i = 0; i < kSeverities; ++i)
    summary.severities.at(i) = severities.integer(code_of(static_cast<Severity>(i))).value_or(0);
  return summary;
}

Receipt receipt_from(const JsonSpot& spot) {
  Receipt receipt;
  const JsonSpot engine = needed(spot, "engine");
  receipt.engine = {engine.required_text("version"), engine.required_text("digest"), engine.required_text("lua")};
  receipt.options = options_from(needed(spot, "options"));
  spot.each("packs", [&](const JsonSpot& one) { receipt.packs.push_back(pack_from(one)); });
  spot.each("parameters", [&](const JsonSpot& one) {
    receipt.parameters.push_back(
        {one.required_text("name"), one.required_text("pack"), one.text_or("value", ""), one.text_or("unit", "")});
  });
  spot.each("data", [&](const JsonSpot& one) { receipt.data.push_back(place_from(one)); });
  receipt.data_digest = spot.text_or("data_digest", "");
  spot.each("documents", [&](const JsonSpot& one) {
    receipt.documents.push_back({one.required_text("document"), one.required_text("digest"), one.texts("packs")});
  });
  spot.each("decisions", [&](const JsonSpot& one) {
    receipt.decisions.push_back(
        {one.required_text("unit"), one.required_text("shown"), place_from(one), one.required_text("digest")});
  });
  const JsonSpot result = needed(spot, "result");
  receipt.result_digest = result.required_text("digest");
  receipt.complete = result.boolean("complete").value_or(true);
  receipt.summary = summary_from(result);
  return receipt;
}

// The digest that it carries is of every byte before it.
bool is_sealed(std::string_view text) {
  const std::size_t at = text.rfind(kSealKey);
  if (at == std::string_view::npos) return false;
  return text.substr(at) == fmt::format("{}{}\"\n}}\n", kSealKey, sha256_hex(text.substr(0, at)));
}

}  // namespace

std::string write_receipt(const Receipt& receipt) {
  const auto text = [](std::string_view value) {
    JsonWriter json(false);
    json.text(value);
    return json.take();
  };
  std::string out = "{\n\"schema\":" + text(kReceiptSchema);
  out += ",\n\"engine\":" + receipt_object([&](JsonWriter& json) {
           json.member("version", receipt.engine.version);
           json.member("digest", receipt.engine.digest);
           json.member("lua", receipt.engine.lua);
         });
  out += ",\n\"options\":" + receipt_object([&](JsonWriter& json) { option_members(json, receipt.options); });
  out += ",\n\"packs\":" + packs_text(receipt.packs);
  out += ",\n\"parameters\":" + receipt_list(receipt.parameters, [](JsonWriter& json, const ReceiptParameter& one) {
           json.member("name", one.name);
           json.member("pack", one.pack);
           json.member("value", one.value);
           if (!one.unit.empty()) json.member("unit", one.unit);
         });
  out += ",\n\"data\":" + receipt_list(receipt.data, place_members);
  out += ",\n\"data_digest\":" + text(receipt.data_digest);
  out += ",\n\"documents\":" + receipt_list(receipt.documents, [](JsonWriter& json, const ReceiptDocument& one) {
           json.member("document", one.document);
           json.member("digest", one.digest);
           json.key("packs");
           json.begin_list();
           for (const std::string& pack : one.packs) json.text(pack);
           json.end_list();
         });
  out += ",\n\"decisions\":" + receipt_list(receipt.decisions, [](JsonWriter& json, const ReceiptDecisions& one) {
           json.member("unit", one.unit);
           json.member("shown", one.shown);
           place_members(json, one.place);
           json.member("digest", one.digest);
         });
  out += ",\n\"result\":" + receipt_object([&](JsonWriter& json) { result_members(json, receipt); });
  const std::string seal = sha256_hex(out);
  return out + fmt::format("{}{}\"\n}}\n", kSealKey, seal);
}

Receipt read_receipt(std::string_view text, const std::string& file) {
  try {
    const JsonValue value = parse_json(text, file);
    const JsonSpot spot(value, file);
    const std::string schema = value.is(JsonValue::Type::object) ? spot.text_or("schema", "") : "";
    if (schema != kReceiptSchema) {
      throw std::move(
          Fault("receipt.other_version",
                fmt::format("“{}”不是这个程序读得懂的回执：schema 是“{}”，应是 {}", file, text::visible(schema),
                            kReceiptSchema),
                fmt::format("{} is no receipt that this program reads: its schema is {}, not {}", file,
                            text::visible(schema), kReceiptSchema))
              .at_line(file, 1)
              .hint("回执由 gouji run --receipt 文件 写出；别的版本的，用写它的那个 gouji 核对",
                    "a receipt is written by gouji run --receipt FILE; verify one of another version by the gouji that "
                    "wrote it"));
    }
    if (!is_sealed(text)) {
      throw std::move(Fault("receipt.altered", fmt::format("“{}”不是写出时的样子：内容与它自己的摘要不符", file),
                            fmt::format("{} is not as it was written: its own digest does not fit", file))
                          .at_line(file, 1)
                          .hint("回执不能手改，也不能改换行或重新排版；取回原来的文件",
                                "a receipt is not edited, nor its line ends or layout changed; get the file back"));
    }
    return receipt_from(spot);
  } catch (const Fault& fault) {
    if (fault.code().starts_with("receipt.")) throw;
    Fault told = damaged(file, fault.message(Language::chinese), fault.message(Language::english));
    if (!fault.location().empty()) told.at(fault.location());
    throw std::move(told.with_excerpt(fault.excerpt()));
  }
}

}  // namespace gouji
