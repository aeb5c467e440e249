// Golden texts: tests/unit/report/golden/<name>. GOUJI_UPDATE_GOLDEN=1 rewrites them, for a reviewed diff.
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace gouji::sample {

inline std::string golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(GOUJI_SOURCE_DIR) + "/tests/unit/report/golden/" + name;
  if (std::getenv("GOUJI_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
    return actual;
  }
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace gouji::sample
