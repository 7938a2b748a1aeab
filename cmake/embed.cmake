# remora_embed(OUT FILE ROW...): writes rows of C++ initialisers, each `PREFIX|FILE`, with the file's
# text as a raw string. Runs when CMake configures, and again when one of the files changes.
function(remora_embed out)
  set(rows "// Made by cmake/embed.cmake.\n")
  foreach(row IN LISTS ARGN)
    string(REGEX REPLACE "^(.*)\\|(.*)$" "\\1" prefix "${row}")
    string(REGEX REPLACE "^(.*)\\|(.*)$" "\\2" file "${row}")
    file(READ "${file}" text)
    string(APPEND rows "{${prefix}, R\"~file~(${text})~file~\"},\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  endforeach()
  file(CONFIGURE OUTPUT "${out}" CONTENT "${rows}" @ONLY)
endfunction()
