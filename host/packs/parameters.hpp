// Parameters of a pack: numbers and lists with unit, basis and values by fiscal year, in layers.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "script/context.hpp"

namespace gouji {

class TomlFile;

// One value as a layer states it.
struct ParameterEntry {
  std::string pack;
  Location at;        // of the value
  Location named_at;  // of the line with its name
  int from_year = 0;  // 0: for every year
  script::ParameterValue value;
  std::string
      text;  // as written: "10", "[\"优秀\", \"良好\"]"; in the unit of the lowest layer: 5000元 over 万元 is "0.5"
  std::string unit;  // its own or, where the layer writes none, that of the layer below
  std::string basis, reason, title;
};

// The words that a value may be: the value itself or each item of a list, else the place-th value of each item.
struct ParameterChoices {
  std::vector<std::string> words;  // empty: any value
  std::size_t place = 0;           // from 1
  bool parameters = false;         // the words are the names of parameters
};

// Where a value names another parameter.
struct ParameterReference {
  std::string parameter, word;
  Location at;
};

// What the values must be like, as the pack says: the loader looks at `choices`, `gouji check` at how they are among
// themselves (adds_up, order).
struct ParameterDemand {
  std::string total;                // each list of points adds up to this parameter,
  std::vector<std::string> beside;  // alone or together with these
  std::string order;                // "falling", "rising": of the items' numbers; empty: any
  ParameterChoices choices;
};

struct Parameter {
  std::string name;
  ParameterDemand demand;               // of the topmost layer that makes one
  std::vector<ParameterEntry> entries;  // lowest layer first, then by year
};

class Parameters {
 public:
  // Reads parameters.toml of one pack on top of what is there; a missing file adds nothing.
  // A name that a lower layer has needs a reason and a basis: Fault "param.no_reason"; a value that its choices do not
  // hold: "param.not_a_choice".
  void add_layer(const std::string& pack, const std::filesystem::path& file, const std::string& shown_file);
  // The same of what stands in no file.
  void add_text(const std::string& pack, std::string content, const std::string& shown);

  // Once all layers are there: what values name must be parameters. Fault "param.unknown" at the name.
  void need_references() const;

  // A value for every year on top of all layers, as it would be written in a parameters.toml: 85, "85", ["甲"]. The
  // parameter must be there. Faults as for a layer.
  void add_trial(const std::string& name, const std::string& value);
  // As another pack has it, with all its layers and years, in the place of the one of its name; nothing is looked at.
  void put(const Parameter& parameter) { parameters_.insert_or_assign(parameter.name, parameter); }

  // One parameter as another state of the packs has it; what is not there goes.
  void take_from(const Parameters& other, const std::string& name);

  // The entry in force: of the topmost layer that has a value for the year, its latest. nullptr: none.
  const ParameterEntry* in_force(const std::string& name, int year) const;
  // Whether its value is not the same for every year.
  bool by_year(const std::string& name) const;
  const Parameter* find(const std::string& name) const;
  std::vector<std::string> names() const;
  const std::map<std::string, Parameter>& all() const { return parameters_; }

 private:
  void add_file(const std::string& pack, const TomlFile& file);
  std::map<std::string, Parameter> parameters_;
  std::vector<ParameterReference> references_;
};

}  // namespace gouji
