#!/bin/sh
# Looks whether a program was built as cmake/hardening.cmake says: hardened.sh PROGRAM
set -eu
program=$1
status=0

# expect WHAT PATTERN TEXT
expect() {
  if ! printf '%s\n' "$3" | grep -Eq -- "$2"; then
    echo "$program: no $1" >&2
    status=1
  fi
}

headers=$(readelf --wide --file-header --program-headers --dynamic "$program")
symbols=$(readelf --wide --symbols "$program")
expect "position independence" 'Type: *DYN' "$headers"
expect "read-only relocations" 'GNU_RELRO' "$headers"
expect "binding of all symbols at the start" 'BIND_NOW|FLAGS.*NOW' "$headers"
expect "stack without code" 'GNU_STACK.* RW ' "$headers"
expect "guard of the stack" '__stack_chk_(fail|guard)' "$symbols"
expect "checked library function" '__[a-z]+_chk' "$symbols"
expect "assertion in the library" '__glibcxx_assert_fail' "$symbols"
# The note of the whole program is lost where the system's own start-up code was built without it (Debian 12).
case $(uname -m) in
  x86_64) expect "marks of control-flow enforcement" endbr64 "$(objdump -d "$program" | grep -m 1 endbr64)" ;;
esac
exit $status
