# build/wasm/node/remora.js and remora.wasm: the whole program for node (cli/node), but for `serve`. Files are those of
# the machine.
target_compile_options(remora_cli PRIVATE -fwasm-exceptions)
add_executable(remora cli/node/main.cc)
set_target_properties(remora PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/node SUFFIX .js)
target_link_libraries(remora PRIVATE remora_cli ${REMORA_ENGINE})
target_compile_options(remora PRIVATE -fwasm-exceptions)
set(node ${PROJECT_SOURCE_DIR}/cli/node)
target_link_options(remora PRIVATE -O2 -fwasm-exceptions -sSUPPORT_LONGJMP=0 -sALLOW_MEMORY_GROWTH=1
  -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1 -sNODEJS_CATCH_EXIT=0 -sNODEJS_CATCH_REJECTION=0
  --js-library ${node}/library.js --pre-js ${node}/before.js)
# Debian's packages for node, of which Emscripten needs one, where node is not Debian's.
set_target_properties(remora PROPERTIES RULE_LAUNCH_LINK "env NODE_PATH=/usr/share/nodejs")
set_target_properties(remora PROPERTIES LINK_DEPENDS "${node}/library.js;${node}/before.js")
