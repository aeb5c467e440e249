// The comparing form of names (model/labels.hpp), remembered: rules ask for the same few names again and again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji::script {

class LabelKeys {
 public:
  // label_key(label); the text is good until the next call.
  const std::string& of(std::string_view label);
  // table_key(name), likewise.
  const std::string& of_table(std::string_view name);
  bool same(std::string_view a, std::string_view b);

 private:
  struct Known {
    std::string label, key, table;
    bool has_table = false;  // `table` is worked out when it is asked for
  };
  Known& place_of(std::string_view label);
  std::vector<Known> known_;  // by hash; a newcomer takes the place over, so that it never grows beyond its first size
  std::string too_long_;
};

}  // namespace gouji::script
