// What a result rests on, and what it came to: program, packs, values, data, options, each by digest. A receipt says
// enough to run the same again and to tell what is no longer as it was (gouji.receipt.v1). Pure: text and back.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.hpp"

namespace gouji {

inline constexpr std::string_view kReceiptSchema = "gouji.receipt.v1";

// Where something lies: below the folder of the workbench, or as seen from that of the receipt; always with '/'.
struct ReceiptPlace {
  bool in_workbench = true;
  std::string path;
};

struct ReceiptEngine {
  std::string version;  // "0.1.0"
  std::string digest;   // SHA-256 of the program
  std::string lua;      // "Lua 5.4.6"
};

struct ReceiptOptions {
  std::string pattern;           // of rule ids; empty: every rule
  int year = 0, rules_year = 0;  // 0: not asked for
  bool packs_named = false;      // by --pack
  enum class Decisions : std::uint8_t { beside, folder, none };
  Decisions decisions = Decisions::beside;
  ReceiptPlace decisions_folder;  // where `decisions` is folder
  std::uint64_t steps = 0;        // what scripts may use: script::Limits
  std::uint64_t memory = 0;       // bytes
  double seconds = 0;
};

struct ReceiptPack {
  std::string id, revision, digest;
  std::string shown;  // as messages and results call its folder
  bool ran = false;   // on a document; else it is a base of one that ran
  ReceiptPlace place;
  std::map<std::string, std::string> files;  // name below the folder → SHA-256
};

// One layer's value of a parameter, as in a baseline's facts.
struct ReceiptParameter {
  std::string name, pack, value, unit;
};

struct ReceiptDocument {
  std::string document, digest;
  std::vector<std::string> packs;  // that ran on it
};

struct ReceiptDecisions {
  std::string unit;
  std::string shown;  // as the result calls the file
  ReceiptPlace place;
  std::string digest;
};

struct Receipt {
  ReceiptEngine engine;
  ReceiptOptions options;
  std::vector<ReceiptPack> packs;            // by id
  std::vector<ReceiptParameter> parameters;  // by name, then pack
  std::vector<ReceiptPlace> data;            // what was given, in that order
  std::string data_digest;
  std::vector<ReceiptDocument> documents;   // in the order of the run
  std::vector<ReceiptDecisions> decisions;  // files that marked a finding
  bool complete = true;                     // false: some input could not be read
  Summary summary;
  std::string result_digest;  // SHA-256 of what gouji run -f json writes
};

std::string write_receipt(const Receipt& receipt);

// `file` is what messages call it. Faults "receipt.damaged" (no JSON, cut off, a part that cannot be read),
// "receipt.other_version", "receipt.altered" (not as it was written: its own digest does not fit).
Receipt read_receipt(std::string_view text, const std::string& file);

}  // namespace gouji
