#!/usr/bin/env python3
"""Makes the folder of `remora serve --state` fail in each way, and looks that nothing acknowledged is lost.

store_check.py PROGRAM
"""
import http.client
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile

ACCOUNT = "111122223333"
HEADERS = {"Authorization": f"AWS4-HMAC-SHA256 Credential={ACCOUNT}/20261128/us-east-1/s3/aws4_request, "
                            "SignedHeaders=host, Signature=0"}
PROGRAM = sys.argv[1]


class Endpoint:
    def __init__(self, folder, *options, largest=None):
        self.errors = tempfile.TemporaryFile("w+")
        limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))) if largest else None
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--state", folder, "--port", "0", "--print-endpoint", "-q", *options],
            stdout=subprocess.PIPE, stderr=self.errors, text=True, preexec_fn=limit)
        line = self.process.stdout.readline().strip()
        self.started = bool(line)
        if line:
            self.connection = http.client.HTTPConnection(line.removeprefix("http://"), timeout=20)

    def send(self, method, path, body=None):
        self.connection.request(method, path, body, HEADERS)
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers.get("x-amz-request-id")

    def end(self, number=signal.SIGTERM):
        """Its status, and what it said."""
        if number is not None:
            self.process.send_signal(number)
        status = self.process.wait(timeout=20)
        self.process.stdout.close()
        self.errors.seek(0)
        return status, self.errors.read()


def expect(wanted, found, what):
    if wanted != found:
        sys.exit(f"{what}: expected {wanted}, found {found}")


def must_not_start(folder, words, *options):
    endpoint = Endpoint(folder, *options)
    if endpoint.started:
        endpoint.end(signal.SIGKILL)
        sys.exit(f"it starts, where it has to say {words!r}")
    status, said = endpoint.end(None)
    if status == 0 or words not in said:
        sys.exit(f"expected {words!r}, it ended with {status} and said {said!r}")


def begin(folder):
    """A folder that holds a bucket and three objects in its journal; its inner folder."""
    endpoint = Endpoint(folder)
    expect(200, endpoint.send("PUT", "/logs")[0], "create")
    for key in "abc":
        expect(200, endpoint.send("PUT", f"/logs/{key}", f"body {key}")[0], key)
    endpoint.end(signal.SIGKILL)
    return pathlib.Path(folder) / ".remora"


def holds(folder, keys, what, gone=""):
    endpoint = Endpoint(folder)
    if not endpoint.started:
        sys.exit(f"{what}: it does not start: {endpoint.end(None)}")
    for key in keys:
        expect((200, f"body {key}".encode()), endpoint.send("GET", f"/logs/{key}")[:2], f"{what}, {key}")
    for key in gone:
        expect(404, endpoint.send("GET", f"/logs/{key}")[0], f"{what}, {key}")
    endpoint.end(signal.SIGKILL)


def two_processes(folder):
    first = Endpoint(folder)
    must_not_start(folder, "is in use by another remora serve")
    first.end()


def damaged_journal(folder):
    journal = begin(folder) / "1.journal"
    good = journal.read_bytes()
    for at in [*range(0, 40), len(good) // 2, len(good) - 1]:
        bad = bytearray(good)
        bad[at] ^= 0x40
        journal.write_bytes(bad)
        must_not_start(folder, "is damaged at byte")
        expect(bytes(bad), journal.read_bytes(), f"the journal with byte {at} changed")
    journal.write_bytes(good[:-1])
    holds(folder, "ab", "a torn journal", gone="c")


def unreadable_files(folder):
    inner = begin(folder)
    (inner / "1.journal").rename(inner / "kept")
    (inner / "1.journal").mkdir()  # can be opened, and not be read
    must_not_start(folder, "1.journal: ")
    (inner / "1.journal").rmdir()
    (inner / "kept").rename(inner / "1.journal")
    (inner / "1.snapshot").rename(inner / "kept")
    must_not_start(folder, "the snapshot that they begin with is not there")
    (inner / "1.snapshot").mkdir()
    must_not_start(folder, "1.snapshot: ")
    (inner / "1.snapshot").rmdir()
    (inner / "kept").rename(inner / "1.snapshot")
    holds(folder, "abc", "what was unreadable")


def failed_append(folder):
    begin(folder)
    endpoint = Endpoint(folder, largest=100_000)
    expect(200, endpoint.send("PUT", "/logs/d", "body d")[0], "d")
    expect(500, endpoint.send("PUT", "/logs/e", "x" * 200_000)[0], "an object that has no room")
    status, said = endpoint.end(None)
    if status == 0 or "could not be kept" not in said:
        sys.exit(f"a failed append ended with {status} and {said!r}")
    holds(folder, "abcd", "after a failed append", gone="e")


def failed_snapshot(folder):
    inner = begin(folder)
    endpoint = Endpoint(folder)
    (inner / "2.snapshot.new" / "x").mkdir(parents=True)
    for number in range(6):  # a snapshot is wanted from 4 MB on
        expect(200, endpoint.send("PUT", f"/logs/big{number}", "x" * 1_900_000)[0], f"big{number}")
    expect(200, endpoint.send("PUT", "/logs/d", "body d")[0], "d")
    status, said = endpoint.end(signal.SIGKILL)
    if said.count("2.snapshot.new") not in (1, 2):
        sys.exit(f"each change tries a snapshot again, or none does: {said!r}")
    holds(folder, "abcd", "after a failed snapshot")
    endpoint = Endpoint(folder)
    (inner / "2.snapshot.new" / "x").mkdir(parents=True, exist_ok=True)
    expect(500, endpoint.send("POST", "/_remora/reset")[0], "a reset that cannot be kept")
    endpoint.end(None)
    holds(folder, "abcd", "after a failed reset")


def failed_scenario(folder):
    begin(folder)
    (pathlib.Path(folder) / "scenario.json.new" / "x").mkdir(parents=True)
    endpoint = Endpoint(folder)
    expect(200, endpoint.send("PUT", "/_remora/state", '{"remora": 1}')[0], "a world")
    expect(200, endpoint.send("PUT", "/logs")[0], "create")
    expect(200, endpoint.send("PUT", "/logs/d", "body d")[0], "d")
    status, said = endpoint.end(signal.SIGKILL)
    if "scenario.json.new" not in said:
        sys.exit(f"nothing is said of a scenario that was not written: {said!r}")
    holds(folder, "d", "without its scenario", gone="abc")


def settings(folder):
    begin(folder)
    must_not_start(folder, "--assume", "--assume", "nothing=x")
    endpoint = Endpoint(folder, "--assume", "config_check_order=acl_first")
    for method, path in [("GET", "/_remora/state"), ("POST", "/_remora/reset"), ("PUT", "/_remora/state"),
                         ("POST", "/_remora/reset?seed=1")]:
        expect(200, endpoint.send(method, path, '{"remora": 1}' if method == "PUT" else None)[0], path)
        if b"acl_first" not in endpoint.send("GET", "/_remora/state")[1]:
            sys.exit(f"--assume is forgotten after {method} {path}")
    endpoint.end()
    seen = set()
    for _ in range(3):
        endpoint = Endpoint(folder)
        for _ in range(3):
            seen.add(endpoint.send("GET", "/logs")[2])
        endpoint.end(signal.SIGKILL)
    expect(9, len(seen), "ids of requests over three runs")


def main():
    for check in (two_processes, damaged_journal, unreadable_files, failed_append, failed_snapshot, failed_scenario,
                  settings):
        with tempfile.TemporaryDirectory() as folder:
            check(folder)
        print(check.__name__)


if __name__ == "__main__":
    os.umask(0o077)
    main()
