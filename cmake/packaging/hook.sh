#!/bin/sh
# hook.sh COMMAND [--url URL --sha256 DIGEST] [ARGUMENT...]: `remora COMMAND ARGUMENT...` for pre-commit: the program on
# the PATH, or the release at URL if it has this digest, brought once.
set -eu
command=$1
shift
program=remora
if [ "${1:-}" = --url ] && [ "${3:-}" = --sha256 ]; then
  folder=${XDG_CACHE_HOME:-$HOME/.cache}/remora/$4
  program=$folder/bin/remora
  [ -x "$program" ] || "$(dirname "$0")/get.sh" "$2" "$4" "$folder"
  shift 4
fi
command -v "$program" >/dev/null || {
  echo "remora is not on the PATH; install it, or give this hook the args --url URL --sha256 DIGEST" >&2
  exit 1
}
# The names of files that pre-commit gives are no options.
if [ "$command" = lint ]; then
  set -- -- "$@"
fi
exec "$program" "$command" "$@"
