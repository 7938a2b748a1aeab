"""sbom.py BUILD NAME VERSION EPOCH SBOM NOTICES: what the program in the build folder BUILD is made of, as SPDX 2.3,
and the licence texts of it. It reads what the linker took in (BUILD/remora.map) and which headers the compiler read
(ninja -t deps), and asks dpkg whose files they are."""
import functools
import json
import pathlib
import re
import subprocess
import sys
import time

build, name, version, epoch, sbom, notices = sys.argv[1:]
project = pathlib.Path(__file__).resolve().parents[2]
sysroot = project / "build/arm64"

# Debian's copyright files are for people; a part that is not here stops the build until somebody has read its own.
LICENCES = {
    "boost1.81": "BSL-1.0",
    "emscripten": "MIT AND Apache-2.0 WITH LLVM-exception",  # its own libraries, musl; libc++ and compiler-rt
    "gcc": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "glibc": "LGPL-2.1-or-later",
    "llvm-toolchain-14": "Apache-2.0 WITH LLVM-exception",  # clang's own headers
    "linux": "GPL-2.0-only WITH Linux-syscall-note",
    "nlohmann-json3": "MIT",
    "tl-expected": "CC0-1.0",
    "yaml-cpp": "MIT",
    "zlib": "Zlib",
}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def files():
    """Every file outside of the project that the program has a part of."""
    # Emscripten writes no map; the headers of its libraries are read, and all others are compiled here.
    linked_in = pathlib.Path(build, "remora.map")
    linked = re.findall(r"(/\S+?\.(?:a|o))\b", linked_in.read_text()) if linked_in.exists() else []
    read = re.findall(r"^ {4}(\S+)$", output("ninja", "-C", build, "-t", "deps"), re.M)
    for path in {*linked, *read}:
        whole = pathlib.Path(build, path).resolve()
        fetched = whole.is_relative_to(project / "build") and not whole.is_relative_to(pathlib.Path(build).resolve())
        if whole.exists() and (fetched or not whole.is_relative_to(project)):
            yield whole


def installed(paths):
    """The Debian package of each path of this machine that has one."""
    found = subprocess.run(["xargs", "-d", "\n", "dpkg", "-S"], input="\n".join(map(str, paths)), capture_output=True, text=True)
    for line in found.stdout.splitlines():
        binary, path = line.rsplit(": ", 1)
        yield pathlib.Path(path), binary.split(",")[0]


sysroot_files = {}  # of Debian's packages for arm64; cmake/packaging/package.sh writes the lists
for listing in sysroot.glob("packages/*"):
    first, *rest = listing.read_text().splitlines()
    sysroot_files.update({(sysroot / file).resolve(): tuple(first.split()) for file in rest})
used = sorted(files())
owners = dict(installed(used))
# Debian's cross libraries are those of the packages with these names, made anew.
CROSS = {"libc6-dev-arm64-cross": "glibc", "linux-libc-dev-arm64-cross": "linux"}


@functools.cache
def sources(binary):
    source, of = output("dpkg-query", "-W", "-f", "${source:Package} ${source:Version}\n", binary).splitlines()[0].split()
    return CROSS.get(binary.split(":")[0], re.sub(r"^gcc-\d+.*", "gcc", source)), of


def owner(path):
    """Source package and version of a file; the Debian package whose copyright speaks of it."""
    if path in sysroot_files:
        binary, source, of = sysroot_files[path]
        return source, of, binary
    if path.is_relative_to(project / "build"):
        folder = path.relative_to(project / "build").parts[0]
        source, binary = {"boost": ("boost1.81", "libboost1.81-dev"), "zlib": ("zlib", "zlib1g-dev"),
                          "yaml-cpp": ("yaml-cpp", "libyaml-cpp-dev")}[folder]
        return source, (project / "build" / folder / "debian-version").read_text().strip(), binary
    # Emscripten makes its libraries when they are first linked, and keeps them in a folder of its own.
    binary = owners.get(path) or ("emscripten" if "emscripten" in str(path) else None)
    if binary is None:
        sys.exit(f"sbom.py: {path} is of no package")
    return *sources(binary), binary.split(":")[0]


parts = {}
for path in used:
    source, of, binary = owner(path)
    parts.setdefault((source, of), set()).add(binary)

unknown = sorted({source for source, _ in parts} - set(LICENCES))
if unknown:
    sys.exit(f"sbom.py: no licence is written down for {', '.join(unknown)}")


def package(name, version, licence, **more):
    return {"SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name), "name": name, "versionInfo": version,
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": licence,
            "licenseDeclared": licence, "copyrightText": "NOASSERTION", **more}


own = package("remora", version, "Apache-2.0")
others = [package(source, of, LICENCES[source], supplier="Organization: Debian",
                  externalRefs=[{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                                 "referenceLocator": f"pkg:deb/debian/{source}@{of.replace('+', '%2B').replace('~', '%7E').replace(':', '%3A')}?arch=source"}])
          for source, of in sorted(parts)]
document = {
    "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": name,
    "documentNamespace": f"https://spdx.org/spdxdocs/{name}-{epoch}",
    "creationInfo": {"created": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(epoch))),
                     "creators": ["Tool: remora-packaging/sbom.py"]},
    "packages": [own, *others],
    "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": own["SPDXID"]},
                      *({"spdxElementId": own["SPDXID"], "relationshipType": "STATIC_LINK", "relatedSpdxElement": one["SPDXID"]}
                        for one in others)],
}
pathlib.Path(sbom).write_text(json.dumps(document, indent=2) + "\n")

text = f"What {name} is made of beside its own code, and under which licences.\n"
for (source, of), binaries in sorted(parts.items()):
    text += f"\n{'=' * 78}\n{source} {of}: {LICENCES[source]}\n{'=' * 78}\n\n"
    place = next((p for p in (pathlib.Path("/usr/share/doc", one, "copyright") for one in sorted(binaries)) if p.exists()), None)
    if place is None:
        sys.exit(f"sbom.py: no copyright of {source} is installed")
    copyright = place.read_text()
    # Boost's is two megabytes about files that are not here; its licence asks for nothing in a program.
    alone = re.search(r"^License: BSL-1\.0\n(?: .*\n)+", copyright, re.M) if source.startswith("boost") else None
    text += alone[0] if alone else copyright
pathlib.Path(notices).write_text(text)
