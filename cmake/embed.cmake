# embed_file(TARGET NAME PATH) puts a file's bytes into TARGET; base/embedded.h tells how to read them.
# The file travels inside the program, so nothing has to be found at run time.
function(embed_file target name path)
  get_filename_component(absolute ${path} ABSOLUTE)
  set(assembly ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.S)
  file(CONFIGURE OUTPUT ${assembly} @ONLY CONTENT [[
    .section .rodata
    .global mesomap_embedded_@name@_begin
    .global mesomap_embedded_@name@_end
    .balign 16
mesomap_embedded_@name@_begin:
    .incbin "@absolute@"
mesomap_embedded_@name@_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
]])
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS ${absolute})
  target_sources(${target} PRIVATE ${assembly})
endfunction()
