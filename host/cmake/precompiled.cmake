# One precompiled header for all layers: fmt and the parts of the standard library that
# many files read. It saves time only; a file includes what it uses all the same (the
# tsan and tidy builds are made without it).

function(gouji_precompile target)
  if(NOT TARGET gouji_precompiled)
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/precompiled.cpp" CONTENT "// Only its header counts.\n")
    add_library(gouji_precompiled OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
    target_link_libraries(gouji_precompiled PRIVATE fmt::fmt Boost::headers)
    gouji_warnings(gouji_precompiled)  # -Wvla is seen by the preprocessor: the same flags, or it is refused
    target_precompile_headers(gouji_precompiled PRIVATE
      <algorithm> <array> <charconv> <cstdint> <filesystem> <fstream> <functional> <map> <memory>
      <optional> <set> <span> <sstream> <stdexcept> <string> <string_view> <tuple> <unordered_map>
      <utility> <variant> <vector> <fmt/format.h>)
  endif()
  target_precompile_headers(${target} REUSE_FROM gouji_precompiled)
endfunction()
