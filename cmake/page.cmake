# build/wasm/cli/page/remora.wasm: the engine and its face for a page (cli/page/api.h), which cli/page/engine.js loads.
# Standalone, without Emscripten's own script.
add_library(remora_engine_small OBJECT)
file(GLOB_RECURSE folders LIST_DIRECTORIES true RELATIVE ${PROJECT_SOURCE_DIR} engine/*)
list(FILTER folders INCLUDE REGEX "^engine/[^/.]*$")
list(TRANSFORM folders APPEND "/")
list(FILTER folders INCLUDE REGEX "${REMORA_SELDOM}")
list(TRANSFORM folders REPLACE "/$" "")
remora_sources(remora_engine_small ${folders})
target_link_libraries(remora_engine_small PRIVATE remora_flags tl::expected yaml-cpp nlohmann_json::nlohmann_json)
target_compile_options(remora_engine_small PRIVATE -Os)
if(REMORA_PCH)
  target_precompile_headers(remora_engine_small PRIVATE ${precompiled})
endif()

file(GLOB face RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS cli/page/*.cc)
add_executable(remora_page ${face} cli/command_options.cc cli/foreign_source.cc cli/option_set.cc
                           cli/scenario_options.cc)
set_target_properties(remora_page PROPERTIES OUTPUT_NAME remora SUFFIX .wasm UNITY_BUILD ${REMORA_UNITY}
                                             RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/cli/page)
target_link_libraries(remora_page PRIVATE remora_engine remora_engine_small)
# Emscripten inlines nothing but what is called once where code is to be small; at -O3 its optimiser then inlines the
# smallest functions of all: a third faster, by one part in a hundred larger.
target_link_options(remora_page PRIVATE -O3 -fwasm-exceptions --no-entry -sSTANDALONE_WASM=1 -sALLOW_MEMORY_GROWTH=1
  -sSUPPORT_LONGJMP=0 -sEXPORTED_FUNCTIONS=_malloc,_free,_remora_call,_remora_free)
if(REMORA_WERROR)
  foreach(target IN ITEMS remora_engine remora_engine_small remora_page)
    target_compile_options(${target} PRIVATE -Werror)
  endforeach()
endif()
