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
