# gouji_layer(name PUBLIC layers… PRIVATE libraries…)
# makes the library gouji_<name> from host/<name>/**. A folder that has no source yet
# only passes its arrows on, so that the diagram may be ahead of the code.
# precompiled.cmake gives the heavy headers to every layer.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

function(gouji_sources result folder)
  file(GLOB found CONFIGURE_DEPENDS
       "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp"
       "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*/*.cpp")
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

# What every target of ours has: warnings, the include root, the precompiled headers.
function(gouji_house_rules target)
  gouji_warnings(${target})
  target_link_libraries(${target} PRIVATE Threads::Threads)
  if(GOUJI_PCH)
    gouji_precompile(${target})
  endif()
endfunction()

function(gouji_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "PUBLIC;PRIVATE")
  list(TRANSFORM layer_PUBLIC REPLACE "^([a-z]+)$" "gouji_\\1")
  gouji_sources(sources ${name})
  if(NOT sources)
    add_library(gouji_${name} INTERFACE)
    target_include_directories(gouji_${name} INTERFACE "${CMAKE_SOURCE_DIR}/host")
    target_link_libraries(gouji_${name} INTERFACE ${layer_PUBLIC})
    return()
  endif()
  add_library(gouji_${name} STATIC ${sources})
  target_include_directories(gouji_${name} PUBLIC "${CMAKE_SOURCE_DIR}/host")
  target_link_libraries(gouji_${name} PUBLIC ${layer_PUBLIC} PRIVATE ${layer_PRIVATE})
  gouji_house_rules(gouji_${name})
endfunction()
