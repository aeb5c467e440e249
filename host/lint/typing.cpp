#include "lint/typing.hpp"

#include <algorithm>
#include <array>

#include "script/value_methods.hpp"

namespace gouji::lint {
namespace {

// "document:claims() -> { claim, … }" → "{ claim }"; "… -> text | nil" → "text | nil", which is no figure.
std::string result_of(std::string_view signature) {
  const auto arrow = signature.rfind("-> ");
  if (arrow == std::string_view::npos) return {};
  std::string_view result = signature.substr(arrow + 3);
  if (!result.starts_with("{ ")) return std::string(result);
  result.remove_prefix(2);
  return "{ " + std::string(result.substr(0, result.find_first_of(", }"))) + " }";
}

std::string element_of(const std::string& list) {
  return list.starts_with("{ ") ? list.substr(2, list.size() - 4) : std::string();
}

constexpr std::array<std::string_view, 6> kSubjects{"table", "evaluation", "fund", "indicator", "claim", "document"};

std::optional<RecordKind> record_kind(std::string_view type) {
  if (type == "fund") return RecordKind::fund;
  if (type == "indicator") return RecordKind::indicator;
  if (type == "claim") return RecordKind::claim;
  if (type == "evaluation") return RecordKind::evaluation;
  return std::nullopt;
}

const Field* record_field(std::string_view type, std::string_view name) {
  const auto kind = record_kind(type);
  if (!kind) return nullptr;
  const auto fields = fields_of(*kind);
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& one) { return one.key == name || one.chinese == name; });
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace

Typing::Typing(const Script& script, const script::Catalogue& catalogue)
    : catalogue_(catalogue), declared_(resolve(*script.tree)) {
  declare_subject(script);
  each_node(*script.tree, [&](const Node& node) { learn(node); });
  // A variable that is given something else later on may be anything.
  each_node(*script.tree, [&](const Node& node) {
    if (!node.is("Set")) return;
    for (const Node& target : node.parts.at(0).parts) {
      if (const auto found = declared_.find(&target); found != declared_.end()) types_.erase(found->second);
    }
  });
}

void Typing::declare_subject(const Script& script) {
  const Node* header = header_of(script);
  const Node* run = header == nullptr ? nullptr : field_of(*header, "run");
  const Node* on = header == nullptr ? nullptr : field_of(*header, "on");
  if (run == nullptr || on == nullptr || !run->is("Function") || !on->is("Table")) return;
  std::string_view subject;
  for (const std::string_view one : kSubjects) {
    if (subject.empty() && field_of(*on, one) != nullptr) subject = one;
  }
  std::vector<std::string_view> given{subject, script.kind == ScriptKind::scoring ? "score" : "check"};
  if (subject == "fund" || subject == "indicator") given.push_back("evaluation");
  if (const Node* documents = field_of(*on, "documents")) {
    subject = given.front() = "document";
    const bool before = documents->is("String") && (documents->text == "上年" || documents->text == "previous_year");
    given.push_back(before ? "document" : "{ document }");
  }
  if (subject != "document") given.push_back("document");
  const auto& parameters = run->parts.at(0).parts;
  for (std::size_t i = 0; i < parameters.size() && i < given.size(); ++i) types_[&parameters[i]] = given[i];
}

void Typing::learn(const Node& node) {
  if (node.is("Local") && node.parts.size() > 1) {
    const auto& names = node.parts[0].parts;
    const auto& values = node.parts[1].parts;
    for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) {
      if (std::string type = type_of(values[i]); !type.empty()) types_[&names[i]] = std::move(type);
    }
  }
  if (node.is("Forin") && node.parts.at(1).parts.size() == 1) {
    const Node& call = node.parts[1].parts[0];
    const bool walks =
        call.is("Call") && call.parts.size() == 2 && call.parts[0].is("Id") && call.parts[0].text == "ipairs";
    const auto& names = node.parts[0].parts;
    if (!walks || names.size() < 2) return;
    if (std::string type = element_of(type_of(call.parts[1])); !type.empty()) types_[&names[1]] = std::move(type);
  }
}

const script::TypeInfo* Typing::info(std::string_view type) const {
  for (const script::TypeInfo& one : catalogue_.types()) {
    if (one.name == type) return &one;
  }
  return nullptr;
}

bool Typing::has_method(std::string_view type, std::string_view name) const {
  const auto named = [&](const script::Function& one) { return one.name == name; };
  if (type == kFigure) {
    const auto methods = script::value_methods();
    return std::any_of(methods.begin(), methods.end(), named);
  }
  const script::TypeInfo* known = info(type);
  return known != nullptr && std::any_of(known->methods.begin(), known->methods.end(), named);
}

std::vector<std::string> Typing::names_of(std::string_view type) const {
  const script::TypeInfo* known = info(type);
  const auto kind = record_kind(type);
  if (known == nullptr || (!kind && type != "document")) return {};
  std::vector<std::string> names;
  for (const script::Function& one : known->methods) names.emplace_back(one.name);
  const Record record(kind.value_or(RecordKind::fund));
  if (kind && *kind != RecordKind::evaluation) {
    const auto type_number = static_cast<script::ObjectType>(known - catalogue_.types().data());
    for (std::string& one : known->field_names({type_number, &record, 0})) names.push_back(std::move(one));
  } else {
    for (std::string& one : known->field_names({})) names.push_back(std::move(one));
  }
  if (kind) {
    for (const Field& field : fields_of(*kind)) names.emplace_back(field.chinese);
  }
  return names;
}

std::string Typing::type_of(const Node& node) const {
  if (node.is("Paren")) return type_of(node.parts.at(0));
  if (node.is("Id")) {
    // A declaring Id stands for itself.
    const auto use = declared_.find(&node);
    const Node* declaration = use == declared_.end() ? &node : use->second;
    const auto found = types_.find(declaration);
    return found == types_.end() ? std::string() : found->second;
  }
  if (node.is("Invoke")) {
    const script::TypeInfo* known = info(type_of(node.parts.at(0)));
    if (known == nullptr) return {};
    for (const script::Function& one : known->methods) {
      if (one.name == node.parts.at(1).text) return result_of(one.signature);
    }
    return {};
  }
  if (node.is("Index") && node.parts.at(1).is("String")) {
    const std::string object = type_of(node.parts[0]);
    const Field* field = record_field(object, node.parts[1].text);
    if (field != nullptr && field->role != Role::words && field->role != Role::target) return std::string(kFigure);
    if (object == "column" && !has_method(object, node.parts[1].text)) return std::string(kFigure);
    return {};
  }
  const bool arithmetic = node.is_op("add") || node.is_op("sub") || node.is_op("mul") || node.is_op("div");
  if (arithmetic && (type_of(node.parts.at(0)) == kFigure || type_of(node.parts.at(1)) == kFigure))
    return std::string(kFigure);
  return {};
}

}  // namespace gouji::lint
