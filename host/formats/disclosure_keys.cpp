#include "formats/disclosure_keys.hpp"

#include "formats/disclosure_words.hpp"

namespace gouji {
namespace {

using KeyList = std::vector<std::string_view>;

KeyList keys_of_document() {
  KeyList keys{"schema", "id",       "unit",   "year",        "kind",   "money_unit",
               "source", "doubtful", "tables", "evaluations", "claims", "mentions"};
  for (const DocumentField& field : region_fields()) keys.push_back(field.key);
  for (const DocumentField& field : other_fields()) keys.push_back(field.key);
  return keys;
}

KeyList keys_of_record(RecordKind kind) {
  KeyList keys{"more", "doubtful", "at"};
  if (kind == RecordKind::evaluation) keys.insert(keys.end(), {"funds", "indicators", "texts"});
  if (kind == RecordKind::indicator) keys.emplace_back("reviewed");
  for (const Field& field : fields_of(kind)) {
    if (!field.key.starts_with("reviewed_")) keys.push_back(field.key);
  }
  return keys;
}

}  // namespace

std::span<const std::string_view> disclosure_keys() {
  static const KeyList keys = keys_of_document();
  return keys;
}

std::span<const std::string_view> disclosure_keys(RecordKind kind) {
  static const std::array<KeyList, 4> keys{keys_of_record(RecordKind::evaluation), keys_of_record(RecordKind::fund),
                                           keys_of_record(RecordKind::indicator), keys_of_record(RecordKind::claim)};
  return keys.at(static_cast<std::size_t>(kind));
}

std::size_t keys_before_fields(RecordKind kind) {
  switch (kind) {
    case RecordKind::evaluation: return record_keys::texts + 1;
    case RecordKind::indicator: return record_keys::reviewed + 1;
    case RecordKind::fund:
    case RecordKind::claim: break;
  }
  return record_keys::at + 1;
}

}  // namespace gouji
