#!/bin/sh
# identity.sh WASM PROGRAM SOURCES: identity.mjs, where there is what it compares.
skip() {
  echo "skipped: whether the page's engine answers as the program does: $1"
  exit 77
}
command -v node >/dev/null 2>&1 || skip "node is not installed"
[ -e "$1" ] || skip "it is not built (./dev page)"
newer=$(find "$3/engine" "$3/cli" \( -name '*.cc' -o -name '*.h' -o -name '*.inc' \) -newer "$1" -print -quit)
[ -z "$newer" ] || skip "$newer changed since it was built (./dev page)"
exec node "$3/tests/page/identity.mjs" "$1" "$2" "$3"
