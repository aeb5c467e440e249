#include "engine/lean_ranges.hpp"

namespace gouji {

const IndicatorFields& IndicatorFields::get() {
  static const auto index = [](std::string_view key) {
    return static_cast<std::size_t>(field_index(RecordKind::indicator, key));
  };
  static const IndicatorFields fields{index("nature"), index("unit"), index("actual")};
  return fields;
}

}  // namespace gouji
