# gouji_unit_tests(folder): the program test_<layer> from tests/unit/<layer>/*_test.cpp,
# linked with gouji_<layer>, or with every layer where no layer has the folder's name.
# Tests say `#include <catch2/catch.hpp>` under Catch2 2 (Debian 12) and 3 (Debian 13).

if(NOT GOUJI_UNIT_TESTS)
  return()
endif()

find_package(Catch2 CONFIG REQUIRED)
include(Catch)
add_custom_target(gouji_unit_tests COMMENT "unit tests are built")

# Catch2 itself, once: its main is the slowest file of all.
if(Catch2_VERSION VERSION_LESS 3)
  add_library(gouji_test_main OBJECT "${CMAKE_SOURCE_DIR}/tests/unit/main.cpp")
  target_link_libraries(gouji_test_main PUBLIC Catch2::Catch2)
  target_compile_options(gouji_test_main PRIVATE -O0 -fno-sanitize=all)
else()
  add_library(gouji_test_main INTERFACE)
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/compat/catch2/catch.hpp" CONTENT
       "#include <catch2/catch_all.hpp>\nusing Catch::Approx;\n" @ONLY)
  target_include_directories(gouji_test_main SYSTEM INTERFACE "${CMAKE_BINARY_DIR}/compat")
  target_link_libraries(gouji_test_main INTERFACE Catch2::Catch2WithMain)
endif()

# The thread sanitizer gives up where the kernel spreads addresses widely; so it does not.
set(gouji_emulator "")
if(GOUJI_SANITIZE MATCHES "thread")
  find_program(GOUJI_SETARCH setarch)
  if(GOUJI_SETARCH)
    execute_process(COMMAND ${GOUJI_SETARCH} -R true RESULT_VARIABLE refused OUTPUT_QUIET ERROR_QUIET)
    if(NOT refused)
      set(gouji_emulator ${GOUJI_SETARCH} -R)
    endif()
  endif()
endif()

# What tests share: tests/support/*.hpp, and *.cpp where there are any.
file(GLOB support CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/support/*.cpp")
if(support)
  add_library(gouji_test_support STATIC ${support})
  target_include_directories(gouji_test_support PUBLIC "${CMAKE_SOURCE_DIR}/tests" "${CMAKE_SOURCE_DIR}/host")
  target_compile_definitions(gouji_test_support PRIVATE GOUJI_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(gouji_test_support PRIVATE fmt::fmt Boost::headers nlohmann_json::nlohmann_json)
  gouji_warnings(gouji_test_support)
endif()

function(gouji_unit_tests folder)
  cmake_path(GET folder FILENAME layer)
  file(GLOB sources CONFIGURE_DEPENDS "${folder}/*_test.cpp" "${folder}/*/*_test.cpp")
  if(NOT sources)
    return()
  endif()
  set(program test_${layer})
  add_executable(${program} ${sources})
  if(TARGET gouji_${layer})
    set(tested gouji_${layer})
  else()
    set(tested gouji_report)
  endif()
  target_include_directories(${program} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  target_compile_definitions(${program} PRIVATE GOUJI_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${program} PRIVATE
    gouji_test_main $<TARGET_NAME_IF_EXISTS:gouji_test_support> ${tested} nlohmann_json::nlohmann_json)
  gouji_warnings(${program})
  target_compile_options(${program} PRIVATE -O0)  # what is tested is optimised, the tests are compiled fast
  # Catch2's macros put an old cast and a shadow into our files.
  target_compile_options(${program} PRIVATE -Wno-shadow -Wno-old-style-cast)
  if(GOUJI_PCH)
    gouji_precompile_tests(${program})
  endif()
  set_target_properties(${program} PROPERTIES CROSSCOMPILING_EMULATOR "${gouji_emulator}")
  add_dependencies(gouji_unit_tests ${program})
  catch_discover_tests(${program}
    TEST_PREFIX "${layer}/"
    WORKING_DIRECTORY "${CMAKE_BINARY_DIR}"
    PROPERTIES LABELS unit TIMEOUT 300)
endfunction()

# Tests read Catch2 besides; that costs as much as all the rest.
function(gouji_precompile_tests target)
  if(NOT TARGET gouji_precompiled_tests)
    add_library(gouji_precompiled_tests OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
    target_link_libraries(gouji_precompiled_tests PRIVATE gouji_test_main fmt::fmt Boost::headers)
    gouji_warnings(gouji_precompiled_tests)
    target_compile_options(gouji_precompiled_tests PRIVATE -O0)
    target_precompile_headers(gouji_precompiled_tests PRIVATE
      <algorithm> <filesystem> <fstream> <functional> <map> <memory> <optional> <set> <sstream>
      <string> <string_view> <utility> <vector> <catch2/catch.hpp> <fmt/format.h>)
  endif()
  target_precompile_headers(${target} REUSE_FROM gouji_precompiled_tests)
endfunction()
