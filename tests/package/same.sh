#!/bin/sh
# same.sh NODE_PROGRAM PROGRAM SOURCES: same.mjs, where there is what it compares.
skip() {
  echo "skipped: whether the program for node answers as the native one does: $1"
  exit 77
}
command -v node >/dev/null 2>&1 || skip "node is not installed"
[ -e "$1" ] || skip "it is not built (./dev package npm)"
newer=$(find "$3/engine" "$3/cli" "$3/cmake" "$3/docs" "$3/fixtures" "$3/CMakeLists.txt" "$3/CMakePresets.json" \
  ! -path '*/web/*' ! -path '*/cmake/packaging/*' -type f -newer "$1" -print -quit)
[ -z "$newer" ] || skip "$newer changed since it was built (./dev package npm)"
exec node "$3/tests/package/same.mjs" "$2" "$1"
