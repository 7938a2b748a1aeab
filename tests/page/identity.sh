#!/bin/sh
# identity.sh WASM PROGRAM SOURCES: identity.mjs, where there is what it compares.
skip() {
  echo "skipped: whether the page's engine answers as the program does: $1"
  exit 77
}
command -v node >/dev/null 2>&1 || skip "node is not installed"
[ -e "$1" ] || skip "it is not built (./dev page)"
newer=$(find "$3/engine" "$3/cli/page" "$3"/cli/command_options.* "$3"/cli/option_set.* "$3"/cli/scenario_options.* \
  "$3"/cli/foreign_source.* "$3/cmake" "$3/CMakePresets.json" \
  \( -name '*.cc' -o -name '*.h' -o -name '*.inc' -o -name '*.cmake' -o -name '*.json' \) ! -path '*/web/*' \
  ! -path '*/cmake/packaging/*' \
  -newer "$1" -print -quit)
[ -z "$newer" ] || skip "$newer changed since it was built (./dev page)"
exec node "$3/tests/page/identity.mjs" "$1" "$2" "$3"
