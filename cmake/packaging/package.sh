# shellcheck shell=sh
# shellcheck disable=SC2016,SC2086 # texts for other programs; lists of packages and parts are words
# What `./dev package` does; dev reads this file. All of it lands in build/package, and the same commit makes the same
# bytes everywhere.
CROSS_PACKAGES="g++-aarch64-linux-gnu qemu-user-static"
# What the program for arm64 is made with beside the compiler, from Debian's packages for it.
ARM64_PACKAGES="libboost1.81-dev libboost-program-options1.81-dev libboost-program-options1.81.0 nlohmann-json3-dev libexpected-dev libyaml-cpp-dev libyaml-cpp0.7 zlib1g-dev zlib1g"

packages=build/package

# The libraries for arm64 into build/arm64, with a list of the files of each package. This machine's own sources of
# packages, read as if it were another machine. Nothing of this one changes.
fetch_arm64() {
  root=$PWD/build/arm64
  [ ! -e "$root/complete" ] || return 0
  rm -rf "$root"
  mkdir -p "$root/packages" "$root/debs/lists/partial" "$root/debs/archives/partial"
  : >"$root/debs/status"
  set -- -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o "Dir::State::lists=$root/debs/lists" \
    -o "Dir::State::status=$root/debs/status" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root
  say "bringing the libraries for arm64"
  (cd "$root/debs" && apt-get "$@" update && apt-get "$@" download $ARM64_PACKAGES) >"$root/debs/log" 2>&1 || {
    cat "$root/debs/log" >&2
    die "Debian's packages for arm64 cannot be brought (apt-get download)"
  }
  for deb in "$root"/debs/*.deb; do
    dpkg-deb -x "$deb" "$root"
    # The package, its sources, their version; then its files.
    dpkg-deb -W --showformat='${Package} ${source:Package} ${source:Version}\n' "$deb" >"$root/debs/one"
    dpkg-deb --fsys-tarfile "$deb" | tar t | sed -n '/\/$/!s,^\./,,p' >>"$root/debs/one"
    mv "$root/debs/one" "$root/packages/$(basename "$deb" .deb)"
  done
  rm -rf "$root/debs"
  : >"$root/complete"
}

# filled FILE [SED EXPRESSION...]: a template with the facts of this release in it.
filled() {
  template=$1
  shift
  sed -e "s|@VERSION@|$version|g" -e "s|@REPOSITORY@|$repository|g" -e "s|@MAINTAINER@|$maintainer|g" "$@" "$template"
}

# fixed_tar FOLDER NAME: a tar of FOLDER/NAME on standard output, in which nothing depends on who makes it, and when.
fixed_tar() {
  tar --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --mode=u=rwX,go=rX \
    -C "$1" -cf - "$2"
}

# package_linux ARCHITECTURE PRESET: the archive, the Debian package and the wheel.
package_linux() {
  architecture=$1
  preset=$2
  configure "$preset"
  say "building ($preset)"
  cmake --build --preset "$preset"
  name=remora-$version-linux-$architecture
  stage=$packages/stage/$architecture
  root=$stage/remora-$version
  rm -rf "$stage"
  cmake --install "build/$preset" --strip --prefix "$PWD/$root" >"build/$preset.install.log"
  python3 cmake/packaging/sbom.py "build/$preset" "$name" "$version" "$SOURCE_DATE_EPOCH" "$packages/$name.spdx.json" \
    "$root/share/doc/remora/THIRD-PARTY.txt"
  chmod -R u=rwX,go=rX "$root"
  fixed_tar "$stage" "remora-$version" | gzip -9n >"$packages/$name.tar.gz"
  python3 cmake/packaging/pypi/build_wheel.py "$root" "$version" "$architecture" "$SOURCE_DATE_EPOCH" "$packages" >/dev/null
  package_deb "$architecture" "$root" "$stage/deb"
}

# package_deb ARCHITECTURE ROOT TREE: ROOT as Debian lays it out.
package_deb() {
  tree=$3
  share=$tree/usr/share
  mkdir -p "$tree/DEBIAN"
  cp -a "$2" "$tree/usr"
  mkdir -p "$share/zsh/vendor-completions" "$share/lintian/overrides"
  mv "$share/zsh/site-functions/_remora" "$share/zsh/vendor-completions/"
  rmdir "$share/zsh/site-functions"
  gzip -9n "$share"/man/man1/*
  cp cmake/packaging/debian/remora.lintian-overrides "$share/lintian/overrides/remora"
  {
    cat cmake/packaging/debian/copyright
    sed 's/^$/./; s/^/ /' "$share/doc/remora/THIRD-PARTY.txt"
  } >"$share/doc/remora/copyright"
  rm "$share/doc/remora/LICENSE" "$share/doc/remora/THIRD-PARTY.txt"
  {
    printf 'remora (%s) unstable; urgency=medium\n\n  * Release %s.\n\n' "$version" "$version"
    printf ' -- %s  %s\n' "$maintainer" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
  } | gzip -9n >"$share/doc/remora/changelog.gz"
  chmod -R u=rwX,go=rX "$tree"
  size=$(du -k --apparent-size -s "$tree/usr" | cut -f 1)
  (cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$stage/md5sums"
  filled cmake/packaging/debian/control -e "s|@ARCHITECTURE@|$1|" -e "s|@SIZE@|$size|" >"$tree/DEBIAN/control"
  mv "$stage/md5sums" "$tree/DEBIAN/md5sums"
  chmod 644 "$tree"/DEBIAN/*
  find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zxz --build "$tree" "$packages/remora_${version}_$1.deb" >/dev/null
}

# The program for node, as npm packs it.
package_npm() {
  make_node
  stage=$packages/stage/npm
  name=remora-$version
  rm -rf "$stage"
  mkdir -p "$stage/package/lib" "$stage/package/share/remora"
  cp build/page/remora.html "$stage/package/share/remora/"
  cp -r cmake/packaging/npm/bin "$stage/package/bin"
  cp build/wasm/node/remora.js build/wasm/node/remora.wasm "$stage/package/lib/"
  cp LICENSE cmake/packaging/npm/README.md "$stage/package/"
  filled cmake/packaging/npm/package.json >"$stage/package/package.json"
  python3 cmake/packaging/sbom.py build/wasm "$name-npm" "$version" "$SOURCE_DATE_EPOCH" "$packages/$name-npm.spdx.json" \
    "$stage/package/THIRD-PARTY.txt"
  chmod -R u=rwX,go=rX "$stage/package"
  chmod 755 "$stage/package/bin/remora.js"
  fixed_tar "$stage" package | gzip -9n >"$packages/$name.tgz"
}

# digest FILE: its SHA-256; zeros where this run did not make it.
digest() {
  if [ -e "$packages/$1" ]; then sha256sum "$packages/$1" | cut -d ' ' -f 1; else printf '%064d\n' 0; fi
}

# cmd_package [amd64] [arm64] [npm]: these parts, or all; --test installs them on bare machines, --reproducible makes
# them again in another folder and compares every byte.
cmd_package() {
  then=""
  parts=""
  for argument in "$@"; do
    case $argument in
      amd64 | arm64 | npm) parts="$parts $argument" ;;
      --test | --reproducible) then="$then $argument" ;;
      *) die "usage: ./dev package [amd64] [arm64] [npm] [--test] [--reproducible]" ;;
    esac
  done
  case $then in
    *--test*)
      for part in amd64 npm; do
        case " ${parts:-amd64 npm} " in
          *" $part "*) ;;
          *) die "--test installs the packages for amd64 and npm: make both" ;;
        esac
      done
      ;;
  esac
  need $BUILD_PACKAGES git python3 xz-utils
  version=$(sed -n 's/^project(remora VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
  repository=${REMORA_REPOSITORY:-OWNER/remora}
  maintainer=$(git log -1 --format='%an <%ae>')
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
  export SOURCE_DATE_EPOCH
  umask 022
  rm -rf "$packages"
  mkdir -p "$packages"
  # The page is part of the archives: `remora page` fills it.
  make_page
  for part in ${parts:-amd64 arm64 npm}; do
    case $part in
      amd64) package_linux amd64 static ;;
      arm64)
        need $CROSS_PACKAGES
        fetch_arm64
        package_linux arm64 static-arm64
        ;;
      npm) package_npm ;;
    esac
  done
  filled cmake/packaging/Containerfile >"$packages/Containerfile"
  filled cmake/packaging/homebrew/remora.rb -e "s|@SHA256_AMD64@|$(digest "remora-$version-linux-amd64.tar.gz")|" \
    -e "s|@SHA256_ARM64@|$(digest "remora-$version-linux-arm64.tar.gz")|" \
    -e "s|@SHA256_NPM@|$(digest "remora-$version.tgz")|" >"$packages/remora.rb"
  rm -rf "$packages/stage"
  sums=$(cd "$packages" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs sha256sum)
  printf '%s\n' "$sums" >"$packages/SHA256SUMS"
  say "$packages holds"
  (cd "$packages" && ls -sh1 >&2)
  case $then in *--reproducible*) package_again $parts ;; esac
  case $then in *--test*) package_test ;; esac
}

# package_again [PART...]: a clone in another folder, without ccache, makes the same bytes.
package_again() {
  [ -z "$(git status --porcelain)" ] || die "what is not committed is not in a clone: commit it first"
  elsewhere=$(mktemp -d)
  say "making the packages again, in $elsewhere"
  git clone -q . "$elsewhere/somewhere-else"
  (cd "$elsewhere/somewhere-else" && CCACHE_DISABLE=1 REMORA_REPOSITORY="$repository" ./dev package "$@") >"$elsewhere/log" 2>&1 || {
    tail -n 20 "$elsewhere/log" >&2
    die "the packages could not be made again ($elsewhere/log)"
  }
  diff "$packages/SHA256SUMS" "$elsewhere/somewhere-else/$packages/SHA256SUMS" || die "other bytes than before (above; $elsewhere)"
  rm -rf "$elsewhere"
  say "made again elsewhere, $(wc -l <"$packages/SHA256SUMS") files are the same, byte by byte"
}

# On a bare Debian 12 without a compiler: each package is installed and run there. The packages' form, and whether the
# program for node answers as the native one does, is looked at here.
package_test() {
  need lintian
  say "testing the packages"
  lintian --fail-on error,warning "$packages"/remora_*.deb || die "lintian has found something in the Debian package"
  for deb in "$packages"/remora_*.deb; do
    owners=$(dpkg-deb --contents "$deb" | cut -d ' ' -f 2 | sort -u)
    [ "$owners" = root/root ] || die "$deb: not root's alone: $owners"
  done
  if [ -e "$packages/remora-$version-linux-arm64.tar.gz" ]; then
    seed=fixtures/control-tower-kms/default-key-policy
    code=0
    qemu-aarch64-static build/static-arm64/remora check $seed >build/package.arm64 || code=$?
    [ "$code" -eq 1 ] || die "the program for arm64 ends with $code on a delivery that is refused"
    build/static/remora check $seed >build/package.amd64 || true
    [ -s build/package.amd64 ] || die "the program for amd64 says nothing"
    diff build/package.amd64 build/package.arm64 || die "the program for arm64 answers otherwise"
  fi
  node tests/package/same.mjs build/static/remora build/wasm/node/remora.js
  # What the pages tell a newcomer to do, with what he will have.
  build quick remora_tests
  unpacked=$(mktemp -d)
  tar xzf "$packages/remora-$version-linux-amd64.tar.gz" -C "$unpacked"
  tar xzf "$packages/remora-$version.tgz" -C "$unpacked"
  ln -s remora.js "$unpacked/package/bin/remora"
  for program in "remora-$version" package; do
    tests/package/installed.sh build/quick/tests/remora_tests "$unpacked/$program/bin/remora" ||
      die "what the pages show is not what the packaged program prints ($unpacked/$program)"
  done
  rm -rf "$unpacked"
  bare="$PWD/build/bare"
  fresh_machine "$bare" || die "no bare machine could be made"
  cp -r "$packages" tests/package/bare.sh "$bare/root/"
  on_machine "$bare" "sh /root/bare.sh /root/package" || die "the packages failed on a bare machine"
  rm -rf --one-file-system "$bare"
}
