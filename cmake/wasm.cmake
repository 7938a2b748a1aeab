# What the engine needs to become WebAssembly. Debian's libraries are for the machine: their headers are taken over
# one by one (/usr/include as a whole would hide Emscripten's own C library), and yaml-cpp is compiled from the sources
# of Debian's package.
set(REMORA_YAML_SOURCE "${PROJECT_SOURCE_DIR}/build/yaml-cpp" CACHE PATH "The sources of Debian's package yaml-cpp")
if(NOT EXISTS "${REMORA_YAML_SOURCE}/src/parser.cpp")
  message(FATAL_ERROR "no sources of yaml-cpp in ${REMORA_YAML_SOURCE}: `./dev page` brings them")
endif()

set(headers "${PROJECT_BINARY_DIR}/headers")
file(MAKE_DIRECTORY "${headers}")
foreach(name IN ITEMS nlohmann tl)
  file(CREATE_LINK "/usr/include/${name}" "${headers}/${name}" SYMBOLIC)
endforeach()
add_library(remora_headers INTERFACE)
target_include_directories(remora_headers SYSTEM INTERFACE "${headers}")
add_library(nlohmann_json::nlohmann_json ALIAS remora_headers)
add_library(tl::expected ALIAS remora_headers)

# The half of yaml-cpp that reads. Nothing throws but it, and nothing catches but the file that calls it: Emscripten
# leaves the code for exceptions out of all others.
set(sources "")
foreach(name IN ITEMS depthguard directives exceptions exp null parser regex_yaml scanner scanscalar scantag scantoken
                      simplekey singledocparser stream tag)
  list(APPEND sources "${REMORA_YAML_SOURCE}/src/${name}.cpp")
endforeach()
add_library(yaml-cpp STATIC ${sources})
target_include_directories(yaml-cpp SYSTEM PUBLIC "${REMORA_YAML_SOURCE}/include")
target_compile_definitions(yaml-cpp PUBLIC YAML_CPP_STATIC_DEFINE)
target_compile_options(yaml-cpp PRIVATE -fwasm-exceptions -w)
set_target_properties(yaml-cpp PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
set_source_files_properties(engine/json/read_yaml.cc PROPERTIES
  COMPILE_OPTIONS -fwasm-exceptions SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)

# What the program needs beside the engine (REMORA_NODE): of Boost the headers and the sources of one library, zlib's
# decoder, and no threads.
option(REMORA_NODE "Also make the program for node" OFF)
if(REMORA_NODE)
  enable_language(C)
  set(REMORA_BOOST_SOURCE "${PROJECT_SOURCE_DIR}/build/boost/libs/program_options/src" CACHE PATH
      "Boost.Program_options, of Debian's source package")
  set(REMORA_ZLIB_SOURCE "${PROJECT_SOURCE_DIR}/build/zlib" CACHE PATH "The sources of Debian's package zlib")
  file(CREATE_LINK /usr/include/boost "${headers}/boost" SYMBOLIC)
  add_library(remora_program_options STATIC)
  foreach(name IN ITEMS cmdline config_file convert options_description parsers positional_options split
                        utf8_codecvt_facet value_semantic variables_map)
    target_sources(remora_program_options PRIVATE "${REMORA_BOOST_SOURCE}/${name}.cpp")
  endforeach()
  target_link_libraries(remora_program_options PUBLIC remora_headers)
  target_compile_options(remora_program_options PRIVATE -fwasm-exceptions -w)
  add_library(Boost::program_options ALIAS remora_program_options)
  add_library(remora_zlib STATIC)
  foreach(name IN ITEMS adler32 crc32 inffast inflate inftrees zutil)
    target_sources(remora_zlib PRIVATE "${REMORA_ZLIB_SOURCE}/${name}.c")
  endforeach()
  target_include_directories(remora_zlib SYSTEM PUBLIC "${REMORA_ZLIB_SOURCE}")
  target_compile_options(remora_zlib PRIVATE -w)
  add_library(ZLIB::ZLIB ALIAS remora_zlib)
  add_library(Threads::Threads INTERFACE IMPORTED)
endif()
