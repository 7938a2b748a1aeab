#!/bin/sh
# installed.sh TESTS PROGRAM|BUILD: what the README, its translation, the pages on Control Tower and the walks show is
# what PROGRAM, an installed remora, prints in folders of its own, outside of the sources. Of a BUILD it is installed
# first, and then moved, as an archive would be. TESTS is remora_tests.
set -eu
tests=$1
program=$2
if [ -d "$program" ]; then
  prefix=$(mktemp -d)
  trap 'rm -rf "$prefix"' EXIT
  cmake --install "$program" --prefix "$prefix/made" >/dev/null
  mv "$prefix/made" "$prefix/elsewhere"
  program=$prefix/elsewhere/bin/remora
fi
# A wrong path must not be a success: the tests find `remora` on the PATH.
if [ "$(basename "$program")" != remora ] || [ ! -x "$program" ]; then
  echo "installed.sh: $program is not a program remora" >&2
  exit 1
fi
REMORA_PROGRAM=$program "$tests" --run_test='docs/*/a_page_of_steps_works_from_its_first*'
