"""ci_check.py PROGRAM SOURCES: runs the shell of action.yml, of the starters' workflow and of the pages' GitLab job with
a release that lies in a folder: the right digest is taken, another one refused before anything is unpacked."""
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

import yaml

program, sources = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
work = pathlib.Path(tempfile.mkdtemp())
fixtures = sources / "fixtures/control-tower-kms/both-statements"
failures = 0


def expect(what, holds, shown=""):
    global failures
    if not holds:
        failures += 1
        print(f"ci_check.py: {what}\n{shown}", file=sys.stderr)


def release():
    """An archive as a release has it, and its digest."""
    archive = work / "remora-0.0.0-linux-amd64.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(program, "remora-0.0.0/bin/remora")
    return archive.as_uri(), hashlib.sha256(archive.read_bytes()).hexdigest()


def run(shell, script, cwd, **variables):
    """Runs a step's script, as the runner does, in a new place for its temporary files."""
    temp = pathlib.Path(tempfile.mkdtemp(dir=work))
    for name in ("GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"):
        variables.setdefault(name, str(temp / name))
    environment = {"PATH": os.environ["PATH"], "HOME": str(temp), "RUNNER_TEMP": str(temp),
                   "GITHUB_ACTION_PATH": str(sources), "TMPDIR": str(temp), **variables}
    done = subprocess.run([*shell, script], cwd=cwd, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr, temp


def step(steps, name):
    return next(one["run"] for one in steps if one.get("name") == name)


url, digest = release()
other = "0" * 64
SH, BASH = ["sh", "-ec"], ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]

action = yaml.safe_load((sources / "action.yml").read_text())["runs"]["steps"]
bring, fixtures_step = step(action, "Bring remora"), step(action, "Run the fixtures")
nothing = {"REMORA_URL": "", "REMORA_SHA256": "", "REMORA_BINARY": ""}

status, shown, temp = run(SH, bring, fixtures, **{**nothing, "REMORA_URL": url, "REMORA_SHA256": digest})
expect("the action takes a release", status == 0 and "remora " in shown, shown)
chosen = (temp / "GITHUB_ENV").read_text().strip()
expect("the action runs the release", chosen == f"REMORA_PROGRAM={temp}/remora/bin/remora", chosen)
status, shown, after = run(SH, fixtures_step, fixtures, REMORA_PROGRAM=chosen.split("=")[1], REMORA_PATHS=".", REMORA_ARGUMENTS="-q")
expect("the action runs the fixtures", status == 0 and "passed" in shown, shown)
expect("the action writes the summary", "passed" in (after / "GITHUB_STEP_SUMMARY").read_text())

for what, variables in {
    "another digest": {"REMORA_URL": url, "REMORA_SHA256": other},
    "no digest": {"REMORA_URL": url},
    "no digest but a command": {"REMORA_URL": url, "REMORA_SHA256": "$(touch pwned)"},
    "no archive": {"REMORA_URL": "file:///nonexistent", "REMORA_SHA256": digest},
    "a digest alone": {"REMORA_SHA256": digest},
}.items():
    status, shown, temp = run(SH, bring, fixtures, **{**nothing, **variables})
    left = [path for path in temp.rglob("*") if path.is_file()]
    expect(f"the action refuses {what}", status != 0 and not left, f"{status} {left}\n{shown}")

status, shown, temp = run(SH, bring, fixtures, **{**nothing, "REMORA_BINARY": str(program)})
expect("the action takes a program", status == 0, shown)
expect("the action runs that program", (temp / "GITHUB_ENV").read_text() == f"REMORA_PROGRAM={program}\n")

workflow = yaml.safe_load((sources / "cli/starters/all/.github/workflows/remora.yml").read_text())["jobs"]["remora"]["steps"]
bring, fixtures_step = step(workflow, "Bring remora"), step(workflow, "Run the fixtures")
status, shown, temp = run(BASH, bring, fixtures, URL=url, SHA256=digest)
expect("the workflow takes a release", status == 0, shown)
path = f"{(temp / 'GITHUB_PATH').read_text().strip()}:{os.environ['PATH']}"
status, shown, after = run(BASH, fixtures_step, fixtures, PATH=path)
expect("the workflow runs the fixtures", status == 0 and "passed" in shown, shown)
for wrong in (other, "", digest.upper()):
    status, shown, temp = run(BASH, bring, fixtures, URL=url, SHA256=wrong)
    expect(f"the workflow refuses the digest {wrong!r}", status != 0 and not (temp / "remora").exists(), shown)
for commit, good in (("a" * 40, True), ("main", False), ("", False)):
    status, shown, _ = run(BASH, step(workflow, "Which remora"), fixtures, COMMIT=commit)
    expect(f"the workflow judges the commit {commit!r}", (status == 0) == good, shown)

page = (sources / "docs/ci.md").read_text()
job = yaml.safe_load(next(block for block in re.findall(r"```yaml\n(.*?)```", page, re.S) if block.startswith("audit-logs:")))
lines = [line for line in job["audit-logs"]["script"] if not line.startswith("apt-get ")]
for sha, good in ((digest, True), (other, False)):
    folder = pathlib.Path(tempfile.mkdtemp(dir=work))
    shutil.copytree(fixtures.parent, folder / "policies")
    script = "\n".join(lines).replace("/usr/local", str(folder))
    status, shown, _ = run(BASH, script, folder, REMORA_URL=url, REMORA_SHA256=sha, PATH=f"{folder}/bin:{os.environ['PATH']}")
    expect(f"GitLab's job with {'the right' if good else 'another'} digest", (status == 0) == good and
           (folder / "junit.xml").exists() == good and (folder / "bin").exists() == good, shown)

hooks = {one["id"]: one["entry"] for one in yaml.safe_load((sources / ".pre-commit-hooks.yaml").read_text())}
policy = "../policies/bucket-policy.json"
for hook, last in (("remora-test", "."), ("remora-lint", policy)):
    for words, good in ((f"--url {url} --sha256 {digest}", True), (f"--url {url} --sha256 {other}", False), ("", False)):
        status, shown, _ = run(SH, f"{sources}/{hooks[hook]} {words} {last}", fixtures, PATH="/usr/bin:/bin")
        expect(f"{hook} {words!r}", (status == 0) == good, f"{status} {shown}")
    status, shown, _ = run(SH, f"{sources}/{hooks[hook]} {last}", fixtures, PATH=path)
    expect(f"{hook} with the program on the PATH", status == 0, shown)
status, shown, _ = run(SH, f"{sources}/{hooks['remora-lint']} --output=pwned.json", fixtures, PATH=path)
expect("no name of a file is an option", status == 2 and "pwned" in shown, shown)

shutil.rmtree(work)
sys.exit(1 if failures else 0)
