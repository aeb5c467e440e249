# What tests/fuzz holds: gouji_fuzz, the targets, which the unit tests link too (tests/unit/fuzz feeds them the corpora);
# and, under GOUJI_FUZZ, gouji_fuzz_runner, the same targets under libFuzzer.
file(GLOB targets CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/fuzz/targets/*.cpp")
add_library(gouji_fuzz STATIC EXCLUDE_FROM_ALL ${targets}
  "${CMAKE_SOURCE_DIR}/tests/fuzz/layouts.cpp"
  "${CMAKE_SOURCE_DIR}/tests/fuzz/rules.cpp"
  "${CMAKE_SOURCE_DIR}/tests/fuzz/support.cpp"
  "${CMAKE_SOURCE_DIR}/tests/fuzz/targets.cpp")
target_include_directories(gouji_fuzz PUBLIC "${CMAKE_SOURCE_DIR}/tests")
target_compile_definitions(gouji_fuzz PUBLIC GOUJI_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
target_link_libraries(gouji_fuzz PUBLIC gouji_regression)
gouji_house_rules(gouji_fuzz)

if(GOUJI_FUZZ)
  add_executable(gouji_fuzz_runner EXCLUDE_FROM_ALL "${CMAKE_SOURCE_DIR}/tests/fuzz/runner.cpp")
  target_link_libraries(gouji_fuzz_runner PRIVATE gouji_fuzz)
  target_link_options(gouji_fuzz_runner PRIVATE -fsanitize=fuzzer)
  gouji_warnings(gouji_fuzz_runner)
endif()
