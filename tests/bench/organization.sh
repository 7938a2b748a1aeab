#!/bin/sh
# organization.sh REMORA [ACCOUNTS...]: the table of docs/performance.md for organizations, user time
# in seconds and peak memory in MB of each command, with everything refused and everything delivered.
set -eu
[ -x /usr/bin/time ] || {
  echo "please install: time" >&2
  exit 1
}
remora=$1
shift
[ $# -gt 0 ] || set -- 100 1000 10000
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "| command | accounts | refused | | delivered | |"
echo "|---|---|---|---|---|---|"
for accounts in "$@"; do
  for kind in refused delivered; do
    python3 "$here/organization.py" "$accounts" "$kind" > "$work/$kind.json"
  done
  for command in "check -q" "check" "check -f json" "check -f html" "fix" "explain" "test"; do
    row="| \`$command\` | $accounts |"
    for kind in refused delivered; do
      # shellcheck disable=SC2086
      /usr/bin/time -o "$work/time" -f '%U %M' "$remora" $command "$work/$kind.json" \
        > /dev/null 2>&1 || true
      row="$row $(tail -n 1 "$work/time" | awk '{printf "%s s | %.0f MB |", $1, $2 / 1024}')"
    done
    echo "$row"
  done
done
