#!/usr/bin/env python3
"""Changes the engine's deciding code at one place at a time and looks whether the tests notice.

A mutant is a copy of the sources with one operator, constant or call replaced. It is built, and the
suites that judge decisions run, then a short comparison with the naive reference. A mutant that
nothing notices survives: either a test is missing there, or the change makes no difference. Those
of the second kind are listed, with the reason, in equivalent.txt beside this file.

The work happens in build/mutation; the sources themselves are not touched.
"""

import argparse
import fnmatch
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TREE = ROOT / "build" / "mutation"
EQUIVALENT = pathlib.Path(__file__).with_name("equivalent.txt")

FOLDERS = ("engine/condition", "engine/evaluate", "engine/authorize", "engine/delivery")
# Tables that a program made, and code that only words an answer or knows what AWS documents.
EXCLUDED = ("engine/condition/lower_case.cc", "engine/authorize/denial_message.cc",
            "engine/delivery/documented_statement.cc", "engine/delivery/messages.cc",
            "engine/delivery/config/statements.cc", "engine/delivery/cloudtrail/statements.cc")

# The suites that judge decisions, the quick ones first.
SUITES = ("condition", "evaluate", "authorize", "delivery", "fixtures", "reference", "property")
SUITE_TIMEOUT = 120
# The presets to build with: one changed line rebuilds its file, not its folder; the quick one is
# built sooner and runs slower, with folders in small parts.
PRESETS = {"release": ["-DREMORA_UNITY=OFF", "-DREMORA_PCH=ON"],
           "quick": ["-DREMORA_UNITY_BYTES=30000"]}
COMPARED = 20_000

# What is replaced by what. A pattern is matched against code without comments and texts.
REPLACEMENTS = (
    (r"==", ("!=",)),
    (r"!=", ("==",)),
    (r"(?<![<\-=])<=(?!>)", ("<",)),
    (r"(?<![>\-])>=", (">",)),
    (r"(?<= )<(?= )", ("<=",)),
    (r"(?<= )>(?= )", (">=",)),
    (r"&&(?= )", ("||",)),
    (r"\|\|", ("&&",)),
    (r"(?<=[ (])!(?=[A-Za-z_(])", ("",)),
    (r"\bboth\(", ("either(",)),
    (r"\beither\(", ("both(",)),
    (r"\bnegate\(", ("(",)),
    (r"\bMatch::Yes\b", ("Match::No", "Match::Unknown")),
    (r"\bMatch::No\b", ("Match::Yes", "Match::Unknown")),
    (r"\bMatch::Unknown\b", ("Match::No", "Match::Yes")),
    (r"\bEffect::Allow\b", ("Effect::Deny",)),
    (r"\bEffect::Deny\b", ("Effect::Allow",)),
    (r"\bState::(Ready|NoValue|Unknown)\b", ("State::Ready", "State::NoValue", "State::Unknown")),
    (r"\btrue\b", ("false",)),
    (r"\bfalse\b", ("true",)),
    (r"\bstd::any_of\(", ("std::all_of(",)),
    (r"\bstd::all_of\(", ("std::any_of(",)),
    (r"\bstd::none_of\(", ("std::any_of(",)),
    (r"(?<= )\+ 1\b", ("+ 0", "+ 2")),
    (r"(?<= )- 1\b", ("- 0", "- 2")),
    (r"(?<=[ (])0(?=[;,) ])", ("1",)),
    (r"\bbreak;", ("{}",)),
    (r"\bcontinue;", ("{}",)),
)

# A case of a switch that is cut off from its label changes nothing but warnings, and so does a
# comparison in an assertion.
SKIPPED_LINES = re.compile(r"^\s*(#|//|\*|using |namespace |static_assert|REMORA_ASSERT|case )")


class Mutant:
    """One change: in `file`, line `line` (from 1), characters `begin` to `end` become `after`."""

    def __init__(self, file, line, begin, end, after, text):
        self.file, self.line, self.begin, self.end, self.after = file, line, begin, end, after
        self.before = text[begin:end]
        self.old = text
        self.new = text[:begin] + after + text[end:]

    def __str__(self):
        return f"{self.file}:{self.line}:{self.begin + 1}: {self.before!r} becomes {self.after!r}"

    @property
    def key(self):
        """Stable while other lines come and go."""
        return f"{self.file}: {self.old.strip()} => {self.new.strip()}"


def blanked(text):
    """The line with the insides of its texts and its comment blanked out, columns kept."""
    text = re.sub(r'"(\\.|[^"\\])*"', lambda found: '"' + "." * (len(found[0]) - 2) + '"', text)
    text = re.sub(r"'(\\.|[^'\\])'", lambda found: "'" + "." * (len(found[0]) - 2) + "'", text)
    return re.sub(r"//.*", lambda found: " " * len(found[0]), text)


def mutants_of(file):
    found = []
    for number, text in enumerate((ROOT / file).read_text().splitlines(), 1):
        if SKIPPED_LINES.match(text):
            continue
        code = blanked(text)
        for pattern, replacements in REPLACEMENTS:
            for match in re.finditer(pattern, code):
                for after in replacements:
                    if after != match[0]:
                        found.append(Mutant(file, number, match.start(), match.end(), after, text))
    return found


def known_equivalents():
    """The changes that make no difference, as `key` writes them; lines with # give the reason."""
    if not EQUIVALENT.exists():
        return set()
    lines = EQUIVALENT.read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def sources():
    """Every file that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.splitlines() if (ROOT / name).is_file()]


def copy_tree():
    """Brings the copy up to date; files that are the same keep their time, so little is rebuilt."""
    wanted = set(sources())
    for name in wanted:
        source, target = ROOT / name, TREE / name
        if target.exists() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        shutil.copymode(source, target)
    for folder in ("engine", "cli", "tests", "fixtures"):
        for path in (TREE / folder).rglob("*"):
            if path.is_file() and str(path.relative_to(TREE)) not in wanted:
                path.unlink()


def run(command, timeout=None):
    """0 if the command succeeded in time; a timeout counts as a failure."""
    try:
        return subprocess.run(
            command, cwd=TREE, timeout=timeout, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    except subprocess.TimeoutExpired:
        return 124


def build_folder(options):
    return TREE / "build" / options.preset


def configure(options):
    if run(["cmake", "--preset", options.preset, *PRESETS[options.preset]]) != 0:
        sys.exit("mutate: error: cmake could not configure the copy")


def build(options):
    return run(["cmake", "--build", str(build_folder(options)), "--target",
                "remora_decision_tests", "remora_compare"])


def first_that_notices(options):
    """The suite that fails, `comparison`, or nothing."""
    tests = str(build_folder(options) / "tests" / "remora_decision_tests")
    for suite in SUITES:
        command = [tests, f"--run_test={suite}", "--log_level=nothing", "--report_level=no"]
        if run(command, options.patience) != 0:
            return suite
    compare = str(build_folder(options) / "tests" / "remora_compare")
    if options.compared and run([compare, "--seed", str(options.seed), "--count",
                                 str(options.compared)], options.patience) != 0:
        return "comparison"
    return None


def judge(mutant, options):
    """`invalid` (does not compile), the name of what noticed it, or `survived`."""
    path = TREE / mutant.file
    text = path.read_text()
    lines = text.splitlines(keepends=True)
    lines[mutant.line - 1] = mutant.new + "\n"
    path.write_text("".join(lines))
    try:
        if build(options) != 0:
            return "invalid"
        return first_that_notices(options) or "survived"
    finally:
        path.write_text(text)


def chosen(options):
    files = [name for name in sources()
             if name.endswith(".cc") and name.startswith(FOLDERS) and name not in EXCLUDED]
    if options.files:
        files = [name for name in files
                 if any(fnmatch.fnmatch(name, pattern) for pattern in options.files)]
        if not files:
            sys.exit("mutate: error: no source of the deciding code matches "
                     + " ".join(options.files))
    known = known_equivalents()
    mutants = [m for name in sorted(files) for m in mutants_of(name) if m.key not in known]
    total = len(mutants)
    if options.count and options.count < total:
        mutants = random.Random(options.seed).sample(mutants, options.count)
        mutants.sort(key=lambda m: (m.file, m.line, m.begin, m.after))
    return mutants, total


def main():
    parser = argparse.ArgumentParser(
        prog="dev mutate", description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="*", metavar="PATTERN",
                        help="sources to change, as engine/condition/*.cc (all deciding code)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1)")
    parser.add_argument("--count", type=int, default=40, help="how many mutants; 0: all (40)")
    parser.add_argument("--minutes", type=float, default=30, help="stop after that time (30)")
    parser.add_argument("--compared", type=int, default=COMPARED,
                        help=f"decisions compared with the reference ({COMPARED})")
    parser.add_argument("--preset", choices=PRESETS, default="release",
                        help="to build with (release)")
    parser.add_argument("--patience", type=float, default=SUITE_TIMEOUT,
                        help=f"seconds that a suite may take ({SUITE_TIMEOUT})")
    parser.add_argument("--list", action="store_true", help="print the mutants and stop")
    options = parser.parse_args()
    mutants, total = chosen(options)
    if options.list:
        for mutant in mutants:
            print(mutant)
        return 0
    TREE.mkdir(parents=True, exist_ok=True)
    copy_tree()
    configure(options)
    if build(options) != 0:
        sys.exit("mutate: error: the unchanged sources do not build")
    if (noticed := first_that_notices(options)) is not None:
        sys.exit(f"mutate: error: {noticed} fails without any change")
    print(f"{len(mutants)} of {total} mutants, seed {options.seed}", flush=True)
    counts, survivors, end = {}, [], time.monotonic() + 60 * options.minutes
    for done, mutant in enumerate(mutants):
        if time.monotonic() > end:
            print(f"stopped after {options.minutes:g} minutes: {len(mutants) - done} not tried")
            break
        verdict = judge(mutant, options)
        counts[verdict] = counts.get(verdict, 0) + 1
        print(f"{verdict:10} {mutant}", flush=True)
        if verdict == "survived":
            survivors.append(mutant)
    noticed = sum(n for verdict, n in counts.items() if verdict not in ("survived", "invalid"))
    print(f"\n{noticed} noticed, {len(survivors)} survived, {counts.get('invalid', 0)} do not compile")
    print("noticed by: " + ", ".join(f"{suite} {counts[suite]}"
                                    for suite in (*SUITES, "comparison") if suite in counts))
    for mutant in survivors:
        print(f"\n{mutant}\n{mutant.key}")
    return 1 if survivors else 0


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    sys.exit(main())
