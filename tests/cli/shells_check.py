#!/usr/bin/python3
"""Completes command lines in bash, zsh and fish as a person does, with the tabulator.

usage: shells_check.py REMORA SOURCE_DIR

A shell that is not installed is a failure: `./dev test` installs all three.
"""

import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

# An id that a shell would run, if it were put into the line as it is.
HOSTILE = "$(touch${IFS}harmed)`touch${IFS}harmed`"
ROWS = [
    # typed, what stands there afterwards or is offered
    ("remora dia\t", "diagnose"),
    ("remora check --form\t", "--format"),
    ("remora check -f mark\t", "markdown"),
    ("remora check --format=mark\t", "--format=markdown"),
    ("remora lint --type=bou\t", "--type=boundary"),
    ("remora check --assume config_check_order=acl\t", "config_check_order=acl_first"),
    ("remora explain scenario.json -r base\t", "baseline-trail"),
    ("remora check sce\t", "scenario.json"),
    ("remora check --error err\t", "error.txt"),
    ("remora help exit\t", "exit-status"),
    ("remora explain hostile.json -r \t\n", "touch"),
]
START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "PS1='> '; bind 'set bell-style none'; source <(remora completion bash)"),
    "zsh": (["zsh", "-f", "-i"], "PS1='> '; autoload -U compinit; compinit -u -D; source <(remora completion zsh)"),
}


def plain(shown):
    """What a terminal shows of these bytes: without its commands, and without what was taken back."""
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07", "", shown.decode("utf-8", "replace"))
    while "\x08" in text:
        text = re.sub(r"[^\x08]\x08|^\x08", "", text, count=1)
    return text.replace("\r", "").replace("\x07", "")


def read_until(terminal, expected, seconds=60.0):
    """What the terminal shows until `expected` stands there, however slow the program is, and it has been quiet since."""
    text, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.3)[0]:
            try:
                text += os.read(terminal, 65536)
            except OSError:
                break
        elif expected in plain(text):
            break
    return plain(text)


def typed_in(shell, folder, environment):
    """What the terminal shows after each row."""
    command, start = START[shell]
    child, master = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, environment)
    try:
        os.write(master, (start + "; echo rea''dy\n").encode())
        read_until(master, "ready")
        for typed, expected in ROWS:
            os.write(master, typed.encode())
            yield read_until(master, expected)
            os.write(master, b"\x15echo do''ne\n")  # takes the line back
            read_until(master, "done")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(master)


def asked_fish(folder, environment):
    for typed, _ in ROWS:
        yield subprocess.run(["fish", "--no-config", "-c", f"remora completion fish | source; complete -C '{typed.rstrip(chr(9) + chr(10))}'"],
                             cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


def main():
    remora, source = sys.argv[1:3]
    wrong = [shell for shell in ("bash", "zsh", "fish") if shutil.which(shell) is None]
    if wrong:
        sys.exit(f"not installed: {', '.join(wrong)}")
    with tempfile.TemporaryDirectory() as home:
        os.symlink(os.path.abspath(remora), f"{home}/remora")
        environment = {"PATH": f"{home}:/usr/bin:/bin", "HOME": home, "TERM": "xterm", "LANG": "C.UTF-8", "COLUMNS": "200"}
        folder = pathlib.Path(home, "demo")
        subprocess.run([f"{home}/remora", "demo", "--write", "--into", folder], env=environment, check=True, stdout=subprocess.DEVNULL)
        hostile = json.loads((folder / "scenario.json").read_text())
        hostile["deliveries"] = [dict(hostile["deliveries"][0], id=HOSTILE)]
        (folder / "hostile.json").write_text(json.dumps(hostile))
        for shell in ("bash", "zsh", "fish"):
            answers = asked_fish(folder, environment) if shell == "fish" else typed_in(shell, folder, environment)
            for (typed, expected), shown in zip(ROWS, answers):
                if expected not in shown:
                    wrong.append(f"{shell}: {typed!r}: expected {expected!r}, the terminal shows {shown!r}")
            if (folder / "harmed").exists():
                wrong.append(f"{shell} runs what stands in an id")
                (folder / "harmed").unlink()
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
