# build/wasm/cli/page/remora.wasm: the engine and its face for a page (cli/page/api.h), which cli/page/engine.js loads.
# Standalone, without Emscripten's own script.
file(GLOB face RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS cli/page/*.cc)
add_executable(remora_page ${face} cli/command_options.cc cli/foreign_source.cc cli/memory_files.cc cli/option_set.cc
                           cli/scenario_options.cc)
set_target_properties(remora_page PROPERTIES OUTPUT_NAME remora SUFFIX .wasm UNITY_BUILD ${REMORA_UNITY}
                                             RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/cli/page)
target_link_libraries(remora_page PRIVATE ${REMORA_ENGINE})
# Emscripten inlines nothing but what is called once where code is to be small; at -O3 its optimiser then inlines the
# smallest functions of all: a third faster, by one part in a hundred larger.
target_link_options(remora_page PRIVATE -O3 -fwasm-exceptions --no-entry -sSTANDALONE_WASM=1 -sALLOW_MEMORY_GROWTH=1
  -sSUPPORT_LONGJMP=0 -sEXPORTED_FUNCTIONS=_malloc,_free,_remora_call,_remora_free)
if(REMORA_WERROR)
  foreach(target IN ITEMS ${REMORA_ENGINE} remora_page)
    target_compile_options(${target} PRIVATE -Werror)
  endforeach()
endif()
