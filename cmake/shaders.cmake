# embed_shaders(TARGET SHADER...) compiles each GLSL file (path below shaders/, or absolute) with glslc, checks it with
# spirv-val, and lets TARGET include it: compute/disc.comp becomes "spirv/disc.comp.inc", a list of 32-bit words.
find_program(GLSLC glslc REQUIRED)
find_program(SPIRV_VAL spirv-val REQUIRED)

function(embed_shaders target)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/spirv)
  file(MAKE_DIRECTORY ${folder})
  set(words)
  foreach(shader IN LISTS ARGN)
    cmake_path(ABSOLUTE_PATH shader BASE_DIRECTORY ${CMAKE_SOURCE_DIR}/shaders OUTPUT_VARIABLE source)
    get_filename_component(name ${shader} NAME)
    set(binary ${folder}/${name}.spv)
    add_custom_command(
      OUTPUT ${binary}
      COMMAND ${GLSLC} --target-env=vulkan1.3 -O -Werror -I ${CMAKE_SOURCE_DIR}/shaders
              -MD -MF ${binary}.d -MT ${binary} -o ${binary} ${source}
      COMMAND ${SPIRV_VAL} --target-env vulkan1.3 --scalar-block-layout ${binary}
      DEPENDS ${source} DEPFILE ${binary}.d VERBATIM)
    add_custom_command(
      OUTPUT ${folder}/${name}.inc
      COMMAND ${CMAKE_COMMAND} -DINPUT=${binary} -DOUTPUT=${folder}/${name}.inc
              -P ${CMAKE_SOURCE_DIR}/cmake/words.cmake
      DEPENDS ${binary} ${CMAKE_SOURCE_DIR}/cmake/words.cmake VERBATIM)
    list(APPEND words ${folder}/${name}.inc)
  endforeach()
  target_sources(${target} PRIVATE ${words})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
