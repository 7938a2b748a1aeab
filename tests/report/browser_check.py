#!/usr/bin/python3
"""Opens the HTML page of `remora check -f html` in headless Chromium.

usage: browser_check.py REMORA SOURCE_DIR

The page's document after loading must hold the verdicts, no script may have run, and the console
must be silent. Where no Chromium is, says so and ends with status 77, which ctest takes for skipped.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
HOSTILE = "\"><script>document.title='broken in'</script><img src=x onerror=\"document.title='broken in'\">"


def load(browser, page, folder, *options):
    run = subprocess.run(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--v=0",
         f"--user-data-dir={folder}/profile", *options, page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True)
    console = [line for line in run.stderr.splitlines() if "CONSOLE" in line]
    if console:
        sys.exit("the console is not silent:\n" + "\n".join(console))
    return run.stdout


def main():
    remora, source = sys.argv[1], pathlib.Path(sys.argv[2])
    browser = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if browser is None:
        print("skipped: no Chromium here to open the page with (apt-get install chromium)")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        story = source / "fixtures/control-tower-kms/default-key-policy"
        scenario = json.loads((story / "scenario.json").read_text())
        scenario["title"] = HOSTILE
        scenario["deliveries"][0]["id"] = HOSTILE
        policy = json.loads((story / "key-policy.json").read_text())
        policy["Statement"][0]["Sid"] = HOSTILE
        scenario["keys"][0]["policy"] = policy
        for delivery in scenario["deliveries"]:
            delivery.pop("expect")
        for place in scenario["buckets"] + scenario["roles"]:
            for member in ("policy", "trustPolicy"):
                if member in place:
                    place[member] = str((story / place[member]).resolve())
        (folder / "hostile.json").write_text(json.dumps(scenario))
        for title, argument in (("plain", story), ("hostile", folder / "hostile.json")):
            page = folder / f"{title}.html"
            subprocess.run([remora, "check", "--root", "/", "-f", "html", "-o", str(page), str(argument)],
                           check=False)
            document = load(browser, page, folder, "--dump-dom")
            for part in ("2 refused", "InsufficientDeliveryPolicyException", "<svg", "stopped here"):
                if part not in document:
                    sys.exit(f"{title}: the document after loading lacks {part!r}")
            if "<title>broken in" in document or re.search(r"<(script|img)\b", document):
                sys.exit(f"{title}: the input broke into the page")
        paper = folder / "page.pdf"
        load(browser, folder / "plain.html", folder, f"--print-to-pdf={paper}")
        if not paper.read_bytes().startswith(b"%PDF"):
            sys.exit("the page cannot be printed")
    print(f"the page loads, holds the verdicts, runs no script and prints, in {browser}")


if __name__ == "__main__":
    main()
