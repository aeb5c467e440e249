# Everything of ours is built with the sanitizers of GOUJI_SANITIZE, or with none.
# The checks of the standard library (indexes, iterators) are on in every build:
# the host reads files from outside.
add_compile_definitions(_GLIBCXX_ASSERTIONS)

if(GOUJI_SANITIZE)
  # GCC's warnings that follow the data flow are mistaken in sanitized code.
  add_compile_options(-fsanitize=${GOUJI_SANITIZE} -fno-omit-frame-pointer)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-maybe-uninitialized -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow)
  endif()
  add_link_options(-fsanitize=${GOUJI_SANITIZE})
  if(GOUJI_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  if(GOUJI_SANITIZE_WITHOUT)
    add_compile_options(-fno-sanitize=${GOUJI_SANITIZE_WITHOUT})
  endif()
endif()
