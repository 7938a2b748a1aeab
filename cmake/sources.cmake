# With REMORA_UNITY the files of one folder are compiled together, in parts of about this many bytes: large
# enough that headers are read seldom, small enough that two processors end together.
set(REMORA_UNITY_BYTES 150000 CACHE STRING "Bytes of source that a unity build compiles together")

# remora_sources(TARGET FOLDER... [EXCEPT PIECE...]): gives the target all sources below the folders, but those
# whose path contains one of the pieces. A file added, moved or taken away is noticed by the next build.
# No two files of a folder may give different things one name, not even in unnamed namespaces.
function(remora_sources target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "EXCEPT")
  list(TRANSFORM arg_UNPARSED_ARGUMENTS APPEND "/*.cc" OUTPUT_VARIABLE patterns)
  file(GLOB_RECURSE files RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} CONFIGURE_DEPENDS ${patterns})
  foreach(piece IN LISTS arg_EXCEPT)
    list(FILTER files EXCLUDE REGEX "${piece}")
  endforeach()
  target_sources(${target} PRIVATE ${files})
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${REMORA_UNITY} UNITY_BUILD_MODE GROUP)
  foreach(file IN LISTS files)
    cmake_path(GET file PARENT_PATH folder)
    string(MAKE_C_IDENTIFIER ${folder} folder)
    list(APPEND folders ${folder})
    list(APPEND ${folder}_files ${file})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN LISTS folders)
    remora_unity_parts(${folder} ${${folder}_files})
  endforeach()
endfunction()

# Deals the files of a folder out to as few parts of like size as REMORA_UNITY_BYTES allows.
function(remora_unity_parts folder)
  set(total 0)
  foreach(file IN LISTS ARGN)
    file(SIZE ${CMAKE_CURRENT_SOURCE_DIR}/${file} bytes)
    math(EXPR total "${total} + ${bytes}")
  endforeach()
  math(EXPR parts "(${total} + ${REMORA_UNITY_BYTES} - 1) / ${REMORA_UNITY_BYTES}")
  set(before 0)
  foreach(file IN LISTS ARGN)
    file(SIZE ${CMAKE_CURRENT_SOURCE_DIR}/${file} bytes)
    math(EXPR part "(${before} + ${bytes} / 2) * ${parts} / ${total} + 1")
    math(EXPR before "${before} + ${bytes}")
    set_source_files_properties(${file} PROPERTIES UNITY_GROUP ${folder}_${part})
  endforeach()
endfunction()
