# Language level, warnings, sanitizers and the build tools that make a second build quick.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# No contraction: C++ that shares a kernel with a shader must round as the shader does.
add_compile_options(-Wall -Wextra -Wshadow $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> -Wcast-qual -Wundef -Werror -ffp-contract=off)
# The standard library of GCC 12 uses of itself what it has deprecated, and Clang blames its callers.
add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,Clang>:-Wno-deprecated-declarations>)
if(MESOMAP_SANITIZE)
  add_compile_options(-fsanitize=${MESOMAP_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${MESOMAP_SANITIZE})
  # GCC 12 sees uninitialised members in std::regex where sanitizers have changed its code.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  add_compile_definitions(MESOMAP_SANITIZED=1)
endif()
