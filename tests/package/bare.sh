#!/bin/sh
# bare.sh FOLDER: runs as root on a bare Debian 12 without a compiler, where FOLDER holds the packages of a release.
# Installs each, has it judge the seed's world, looks for manual pages and completions, and prints how long that took.
set -eu
release=$1
export MANPAGER=cat MANWIDTH=80 PATH="/usr/local/bin:$PATH"
most=10000 # milliseconds, from the download to the answer
status=0

fail() {
  echo "bare.sh: $*" >&2
  status=1
}

now() { date +%s%3N; }

# judge: what remora says to the seed's world.
judge() {
  rm -rf /root/story
  remora demo --write /root/story >/dev/null 2>&1 || fail "$1: no demo"
  code=0
  remora check /root/story/scenario.json >/root/answer 2>&1 || code=$?
  [ "$code" -eq 1 ] || fail "$1: exit status $code for a delivery that is refused"
  grep -q InsufficientDeliveryPolicyException /root/answer || fail "$1: AWS's error is missing: $(cat /root/answer)"
  grep -q 'Fix, verified by running the delivery again' /root/answer || fail "$1: the fix is missing"
}

# timed NAME COMMAND: installs by it, and judges.
timed() {
  begin=$(now)
  sh -euc "$2" >/root/log 2>&1 || fail "$1: $(cat /root/log)"
  judge "$1"
  took=$(($(now) - begin))
  echo "$1: installed and run on the seed's world in $took ms"
  [ "$took" -lt "$most" ] || fail "$1: more than $most ms"
}

# pages PREFIX ZSH: manual pages that man can read, and completions.
pages() {
  man remora >/root/page 2>/root/page.err || fail "man remora: $(cat /root/page.err)"
  grep -q 'emulate the delivery permission check' /root/page || fail "man remora: not the page: $(head -n 5 /root/page)"
  [ ! -s /root/page.err ] || fail "man remora: $(cat /root/page.err)"
  for command in $(remora help --list); do
    man "remora-$command" 2>&1 | grep -q "remora $command" || fail "man remora-$command: not readable"
  done
  bash -c ". '$1/share/bash-completion/completions/remora' && complete -p remora" >/dev/null || fail "no completion for bash"
  for file in "$2/_remora" "$1/share/fish/vendor_completions.d/remora.fish"; do
    [ -s "$file" ] || fail "$file is not there"
  done
}

for compiler in cc gcc g++ clang make cmake; do
  ! command -v "$compiler" >/dev/null || fail "this machine is not bare: it has $compiler"
done
(cd "$release" && sha256sum -c --quiet SHA256SUMS) || fail "SHA256SUMS names other bytes"
apt-get install -y -qq --no-install-recommends man-db >/dev/null 2>&1 || fail "man-db cannot be installed"

timed archive "cd /root && sha256sum '$release'/remora-*-linux-amd64.tar.gz && tar xzf '$release'/remora-*-linux-amd64.tar.gz -C /usr/local --strip-components=1"
hash -r
pages /usr/local /usr/local/share/zsh/site-functions
# As in a container made FROM scratch: nothing but the archive.
mkdir -p /root/scratch/work && tar xzf "$release"/remora-*-linux-amd64.tar.gz -C /root/scratch && cp -r /root/story /root/scratch/work/
code=0
chroot /root/scratch "/$(cd /root/scratch && echo remora-*)/bin/remora" check /work/story/scenario.json >/root/answer 2>&1 || code=$?
[ "$code" -eq 1 ] || fail "scratch: exit status $code: $(cat /root/answer)"
rm -rf /usr/local/bin/remora /usr/local/share/man/man1/remora* /usr/local/share/bash-completion /usr/local/share/zsh /usr/local/share/fish

hash -r
timed deb "dpkg -i '$release'/remora_*_amd64.deb"
pages /usr /usr/share/zsh/vendor-completions
remora page -o /root/page.html || fail "deb: remora page"
differs=$(dpkg --verify remora)
[ -z "$differs" ] || fail "deb: not what was packed: $differs"
dpkg --purge remora >/dev/null 2>&1
hash -r
! command -v remora >/dev/null || fail "deb: still there after dpkg --purge"

begin=$(now)
apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null 2>&1 || fail "node cannot be installed"
echo "(node $(node --version) of Debian: installed in $(($(now) - begin)) ms)"
timed npm "npm install --global --offline --no-audit --no-fund '$release'/remora-*.tgz"
remora page -o /root/page.html || fail "npm: remora page"
npm uninstall --global remora >/dev/null 2>&1
printf '#!/bin/sh\nexec npx --offline --yes --package="%s" remora "$@"\n' "$(echo "$release"/remora-*.tgz)" >/usr/local/bin/remora
chmod +x /usr/local/bin/remora
judge npx
rm /usr/local/bin/remora

exit "$status"
