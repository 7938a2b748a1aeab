#!/usr/bin/env python3
"""Every command and format over worlds whose every text is hostile, each output read by what reads it in earnest.

usage: hostile_check.py REMORA SOURCE_DIR

Texts of an input stay texts: no markup, no command of a terminal or of GitHub's runner, no record, no line of their
own. What is Japanese stays Japanese. Readers: Chromium, cmark-gfm, xmllint, junitparser, genhtml, prove, jsonschema.
Where one is not here, it says so in a line that `./dev test` repeats.
"""

import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

JAPANESE = "\u65e5\u672c\u8a9e"
HOSTILE = (
    JAPANESE + "\"><script>document.title='broken in'</script><img src=x onerror=\"document.title='broken in'\">"
    "`*[x](http://e.vil)*` http://e.vil www.e.vil @octocat #1 ~~a~~ |\n# FORGED\n::set-output name=x::FORGED\n"
    "##[add-mask]FORGED\n ::stop-commands::FORGED\n\u3000::stop-commands::FORGED\nend_of_record\nSF:/FORGED\nDA:1,1\nnot ok 9 - FORGED\n]]>&lt;"
    "\r\nFORGED\x1b[2J\x1b]8;;http://e.vil\x07\x08\u202eb\u200bc\ufeff\u2028FORGED\t")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
CALLER = {"accountId": "111122223333", "region": "us-east-1"}
skipped = set()
problems = []
seen = 0


def wrong(name, what):
    """Notes it once for each command."""
    if not any(known.startswith(name + ": ") for known in problems):
        problems.append(f"{name}: {what}"[:600])


def statement(principal, action, resource):
    return {"Sid": HOSTILE, "Effect": "Allow", "Principal": {"Service": principal, "AWS": HOSTILE},
            "Action": [action, HOSTILE], "Resource": [resource, HOSTILE],
            "Condition": {"StringLike": {"aws:SourceArn": [HOSTILE, "*"]}, HOSTILE: {HOSTILE: HOSTILE}}}


def world(name, plain):
    """A scenario with everything that has a text; `name` is what resources are called."""
    resource = "arn:aws:s3:::" + name
    key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    if plain:
        policy = {"Version": "2012-10-17", "Id": HOSTILE, "Statement": [
            {"Sid": HOSTILE, "Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
             "Action": "s3:GetBucketAcl", "Resource": resource,
             "Condition": {"StringNotEquals": {"aws:SourceArn": HOSTILE}}}]}
    else:
        policy = {"Version": "2012-10-17", "Id": HOSTILE,
                  "Statement": [statement("cloudtrail.amazonaws.com", "s3:GetBucketAcl", resource)]}
    return {
        "remora": 1, "title": HOSTILE,
        "buckets": [dict(CALLER, name=name, policy="policy.json")],
        "roles": [{"arn": "arn:aws:iam::111122223333:role/r", "trustPolicy": policy, "policies": [policy]}],
        "keys": [{"arn": key, "policy": {"Version": "2012-10-17", "Statement": [
            {"Sid": HOSTILE, "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
             "Action": "kms:*", "Resource": "*"}]}}],
        "deliveries": [
            dict(CALLER, id=HOSTILE, service="cloudtrail",
                 trail={"Name": "trail" if plain else HOSTILE, "S3BucketName": name, "S3KeyPrefix": "p" if plain else HOSTILE},
                 expect={"outcome": "delivered", "message": HOSTILE}),
            dict(CALLER, id="2 " + HOSTILE, service="cloudtrail",
                 trail={"Name": "trail", "S3BucketName": name, "KmsKeyId": key if plain else HOSTILE},
                 expect={"outcome": "refused", "todo": HOSTILE}),
            dict(CALLER, id="3 " + HOSTILE, service="config",
                 configurationRecorder={"name": HOSTILE, "roleARN": "arn:aws:iam::111122223333:role/r"},
                 deliveryChannel={"name": HOSTILE, "s3BucketName": name, "s3KeyPrefix": "p" if plain else HOSTILE},
                 expect={"outcome": "refused", "skip": HOSTILE}),
        ]}, policy


class Elements(html.parser.HTMLParser):
    """What elements a page has, with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def check_page(name, page):
    for tag, attributes in Elements(page).found:
        if tag in ("script", "img", "iframe", "object", "form", "base", "meta") and "http-equiv" not in attributes and \
                not (tag == "meta" and set(attributes) <= {"charset", "name", "content"}):
            wrong(name, f"the page has <{tag}> {attributes}")
        if any(attribute.startswith("on") for attribute in attributes):
            wrong(name, f"<{tag}> has a handler {attributes}")
        if "e.vil" in attributes.get("href", ""):
            wrong(name, f"a link of the input is alive")
    if JAPANESE not in page:
        wrong(name, f"what is Japanese is lost")


def in_browser(browser, name, page, folder):
    path = folder / "page.html"
    path.write_text(page)
    run = subprocess.run(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--v=0",
         f"--user-data-dir={folder}/profile", "--dump-dom", path.as_uri()],
        capture_output=True, text=True, timeout=120, check=True)
    if "<title>broken in" in run.stdout or any("CONSOLE" in line for line in run.stderr.splitlines()):
        wrong(name, f"a script of the input ran")
    check_page(name, run.stdout)


def check_text(name, text):
    for character in text:
        code = ord(character)
        if (code < 32 and character != "\n") or code == 127 or 0x80 <= code < 0xa0 or \
                character in "\u202e\u200b\ufeff\u2028":
            wrong(name, f"{character!r} stands in the text")
    for line in text.splitlines():
        if re.match(r"(\W?|# )(FORGED|::set-output|##\[|SF:|DA:|not ok 9|end_of_record)", line):
            wrong(name, f"a line of its own: {line!r}")


def check_runner(name, text, github):
    """actions/runner, ActionCommandManager.TryProcessCommand: a line is a command of the one kind, else of the other."""
    for line in re.split(r"[\r\n]", text):
        line = line.strip()
        if "##[" in line and not line.startswith("::"):
            wrong(name, f"##[ reaches the runner")
        if line.startswith("::") and not (github and re.match(
                r"::(error|warning|notice|group|endgroup)( [a-zA-Z]+=[^,:\r\n]*(,[a-zA-Z]+=[^,:\r\n]*)*)?::", line)):
            wrong(name, f"the runner obeys {line[:200]!r}")
        if github and line.startswith("::") and re.search(r"::(set-output|stop-commands)::?.*FORGED$", line) and \
                not line.startswith(("::error", "::warning", "::notice")):
            wrong(name, f"forged {line[:200]!r}")


def check_markdown(name, text):
    if shutil.which("cmark-gfm") is None:
        skipped.add("no cmark-gfm here")
        return
    page = subprocess.run(["cmark-gfm", "--unsafe", "-e", "autolink", "-e", "table", "-e", "strikethrough"],
                          input=text, capture_output=True, text=True, check=True).stdout
    check_page(name, page)
    for tag, _ in Elements(page).found:
        if tag in ("del", "em"):
            wrong(name, f"the input's <{tag}> is alive")
    prose = re.sub(r"<(pre|code)>.*?</\1>", "", page, flags=re.S)
    if re.search(r"<h\d>\s*FORGED", page) or "@octocat" in prose:
        wrong(name, f"a heading or a mention of the input is alive")


def check_junit(name, text, folder):
    path = folder / "junit.xml"
    path.write_text(text)
    subprocess.run(["xmllint", "--noout", str(path)], check=True)
    import junitparser
    names = [case.name for suite in junitparser.JUnitXml.fromfile(str(path)) for case in suite]
    if not names or not any(JAPANESE in one and "::set-output" in one for one in names):
        wrong(name, f"the names of the cases are not what they were: {names}")


def check_sarif(name, text):
    log = json.loads(text)
    schema = os.environ.get("REMORA_SARIF_SCHEMA")
    if not schema or not os.access(schema, os.R_OK):
        skipped.add("the schema of SARIF, which npm brings, is not at hand")
        return
    import jsonschema
    for error in jsonschema.Draft7Validator(json.load(open(schema))).iter_errors(log):
        wrong(name, f"{error.message[:300]}")


def check_lcov(name, text, folder):
    for line in text.splitlines():
        if not re.match(r"(TN|SF|FN|FNDA|FNF|FNH|BRDA|BRF|BRH|DA|LF|LH):|end_of_record$", line):
            wrong(name, f"no record: {line!r}")
        if line.startswith("SF:") and not (folder / line[3:]).exists():
            wrong(name, f"a file that is not there: {line!r}")
    (folder / "lcov.info").write_text(text)
    subprocess.run(["genhtml", "-q", "-o", str(folder / "genhtml"), "lcov.info"], cwd=folder, check=True,
                   capture_output=True)
    shutil.rmtree(folder / "genhtml")


def check_tap(name, text):
    planned = re.search(r"^1\.\.(\d+)", text, re.M)
    results = re.findall(r"^(?:not )?ok\b", text, re.M)
    if planned is None or int(planned.group(1)) != len(results):
        wrong(name, f"{len(results)} results, and the plan says {planned}")


def commands(folder):
    for form in ("text", "json", "html", "markdown"):
        yield form, ["check", "-f", form, "scenario.json"]
        yield form, ["explain", "-f", form, "scenario.json"]
    yield "text", ["check", "-v", "scenario.json"]
    yield "text", ["check", "-q", "scenario.json"]
    for tool in ("cli", "boto3", "terraform", "cloudformation"):
        yield "text", ["check", "--as", tool, "scenario.json"]
    for form in ("text", "json", "diff", "patch", "statement"):
        yield form, ["fix", "-f", form, "--expected-too", "scenario.json"]
    for code in ("terraform", "cdk", "cloudformation"):
        yield "text", ["fix", "--expected-too", "--as-code", code, "scenario.json"]
    for form in ("text", "json", "sarif"):
        yield form, ["lint", "-f", form, "policy.json"]
    for form in ("text", "json", "junit", "tap", "sarif", "github", "markdown", "lcov", "html"):
        yield form, ["test", "-f", form, "--coverage", "."]
    yield "text", ["test", "--list", "."]
    yield "text", ["test", "--mutate", "."]
    yield "json", ["extract", "scenario.json"]
    for form in ("text", "json"):
        yield form, ["diff", "-f", form, "scenario.json", "other.json"]
        yield form, ["diagnose", "-f", form, "error.txt"]
    for form in ("text", "json", "aws"):
        yield form, ["eval", "-f", form, "vectors.json"]
    for name in sorted(os.listdir(folder)):
        if name not in ("policy.json", "lcov.info", "page.html", "junit.xml"):
            yield "text", ["lint", "--", name]


def check(remora, folder, browser, schema):
    global seen
    for github in (False, True):
        for form, arguments in list(commands(folder)):
            environment = {key: value for key, value in os.environ.items() if key not in ("CI", "GITHUB_ACTIONS")}
            environment.update({"NO_COLOR": "1", "COLUMNS": "100"})
            if github:
                environment["GITHUB_ACTIONS"] = "true"
            run = subprocess.run([remora] + arguments, cwd=folder, env=environment, capture_output=True, timeout=60)
            name = ("under the runner: " if github else "") + " ".join(arguments)
            if not 0 <= run.returncode <= 3:
                wrong(name, f"status {run.returncode}")
            out, err = run.stdout.decode("utf-8"), run.stderr.decode("utf-8")
            seen += 1
            check_text(name, err)
            if github:
                check_runner(name, out + "\n" + err, arguments[0] == "test")
            if not out:
                continue
            if form in ("text", "statement"):
                check_text(name, out)
            elif form in ("json", "patch"):
                result = json.loads(out)
                if arguments[0] in ("check", "explain"):
                    for error in schema.iter_errors(result):
                        wrong(name, f"{error.message[:300]}")
            elif form == "html":
                check_page(name, out)
                if browser and not github:
                    in_browser(browser, name, out, folder)
            elif form == "markdown":
                check_markdown(name, out)
            elif form == "junit":
                check_junit(name, out, folder)
            elif form == "sarif":
                check_sarif(name, out)
            elif form == "lcov":
                check_lcov(name, out, folder)
            elif form == "tap":
                check_tap(name, out)


def main():
    import jsonschema
    remora, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    browser = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if browser is None:
        skipped.add("no Chromium here to open the pages with")
    schema = jsonschema.Draft7Validator(json.loads((source / "docs/schema/result.schema.json").read_text()))
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = name + "/state"
        for plain in (True, False):
            folder = pathlib.Path(name) / ("plain" if plain else "hostile")
            folder.mkdir()
            scenario, policy = world("my-logs" if plain else HOSTILE, plain)
            (folder / "scenario.json").write_text(json.dumps(scenario))
            scenario["buckets"][0]["policy"] = {"Version": "2012-10-17", "Statement": []}
            (folder / "other.json").write_text(json.dumps(scenario))
            (folder / "policy.json").write_text(json.dumps(policy, indent=1))
            (folder / "error.txt").write_text(
                "An error occurred (InsufficientS3BucketPolicyException) when calling the CreateTrail operation: "
                f"Incorrect S3 bucket policy is detected for bucket: {HOSTILE}\n{HOSTILE}")
            (folder / "vectors.json").write_text(json.dumps({"format": 1, "vectors": [
                {"id": HOSTILE, "expect": "Allowed", "policies": {"identity": [policy]}, "why": HOSTILE,
                 "request": {"principal": "arn:aws:iam::111122223333:user/x", "action": "s3:GetObject",
                             "resource": HOSTILE, "context": {HOSTILE: HOSTILE}}}]}))
            odd = HOSTILE.replace("/", "\u2215")[:100].encode()[:200].decode("utf-8", "ignore")
            (folder / (odd + ".json")).write_text(json.dumps(policy))
            check(remora, folder, browser, schema)
    if problems:
        sys.exit("\n".join(problems))
    for reason in sorted(skipped):
        print(f"skipped: hostile: {reason}")
    print(f"{seen} outputs of hostile worlds were read")


if __name__ == "__main__":
    main()
