#!/usr/bin/env python3
"""What a hostile or clumsy client does to `remora serve`: http_check.py PROGRAM

Every row is bytes as they are sent, and how the answer begins; afterwards the endpoint still answers.
"""
import http.client
import signal
import socket
import subprocess
import sys
import time

HOST = b"Host: localhost\r\n"
ROWS = [
    ("no HTTP", b"hello\r\n\r\n", b"HTTP/1.1 400"),
    ("a header without end", b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 40000, b"HTTP/1.1 431"),
    ("a body beyond the limit", b"PUT /b/k HTTP/1.1\r\n" + HOST + b"Content-Length: 10000000000\r\n\r\n", b"HTTP/1.1 413"),
    ("chunks beyond the limit", b"PUT /b/k HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nffffffff\r\n", b"HTTP/1.1 413"),
    ("two lengths", b"PUT /b/k HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", b"HTTP/1.1 400"),
    ("a length and chunks", b"PUT /b/k HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"HTTP/1.1 400"),
    ("a negative length", b"PUT /b/k HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", b"HTTP/1.1 400"),
    ("another host", b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"HTTP/1.1 403"),
    ("a page of another origin", b"POST /_remora/reset HTTP/1.1\r\n" + HOST + b"Origin: https://evil.example\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 403"),
    ("a preflight", b"OPTIONS /b HTTP/1.1\r\n" + HOST + b"Origin: http://localhost:3000\r\nAccess-Control-Request-Method: PUT\r\n\r\n", b"HTTP/1.1 204"),
    ("an expectation", b"PUT /b HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\nContent-Length: 1\r\n\r\n", b"HTTP/1.1 100"),
    ("two requests at once", b"HEAD /b HTTP/1.1\r\n" + HOST + b"\r\nGET /_remora/health HTTP/1.1\r\n" + HOST + b"\r\n", b"HTTP/1.1 404"),
    ("an unknown method", b"BREW /b HTTP/1.1\r\n" + HOST + b"\r\n", b"HTTP/1.1 501"),
    ("a mark of symbols in a bucket", b"GET /%1Eunknown%20x%1F HTTP/1.1\r\n" + HOST + b"\r\n", b"HTTP/1.1 400"),
]


def exchange(port, data):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(data)
        client.settimeout(5)
        return client.recv(4096)


def header_with_line_end(port):
    """A client's text with a line end, which an answer would give back as a header: the name of a trail in the text of
    an error is a body, an ETag and a type are headers. Beast refuses the line end in a request, so it comes folded."""
    bucket = b"PUT /bucket HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\n\r\n"
    exchange(port, bucket)
    failed = 0
    for name, header in (("folded", b"Content-Type: a/b\r\n X-Evil: 1\r\n"),
                         ("bare", b"Content-Type: a/b\nX-Evil: 1\r\n"),
                         ("metadata", b"x-amz-meta-a: b\r\n\tX-Evil: 1\r\n")):
        put = exchange(port, b"PUT /bucket/key HTTP/1.1\r\n" + HOST + header + b"Content-Length: 1\r\n\r\na")
        got = exchange(port, b"GET /bucket/key HTTP/1.1\r\n" + HOST + b"\r\n")
        lines = got.split(b"\r\n\r\n")[0].split(b"\r\n")
        stored = put.startswith(b"HTTP/1.1 200")
        # Beast takes a folded header, and refuses a bare line end.
        if stored != (name != "bare") or not put.startswith((b"HTTP/1.1 200", b"HTTP/1.1 400")):
            print(f"{name} line end in a header: {put[:80]!r}")
            failed += 1
        if any(line.lower().startswith(b"x-evil") for line in lines) or b"\n" in b"".join(lines):
            print(f"{name} line end in a header came back as one: {got[:200]!r}")
            failed += 1
        if stored and not any(b"x-evil" in line.lower() for line in lines) and name != "bare":
            print(f"{name}: the header did not come back at all: {got[:200]!r}")
            failed += 1
    return failed


def main():
    server = subprocess.Popen([sys.argv[1], "serve", "--port", "0", "--print-endpoint", "-q"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    port = int(server.stdout.readline().rsplit(":", 1)[1])
    failed = 0
    try:
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
        for client in idle[100:]:
            client.sendall(b"POST / HTTP/1.1\r\nHost: local")  # and then nothing
        for name, data, begin in ROWS:
            answer = exchange(port, data)
            if not answer.startswith(begin):
                print(f"{name}: {answer[:80]!r}, expected {begin!r}")
                failed += 1
        failed += header_with_line_end(port)
        started = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/_remora/health")
        if connection.getresponse().status != 200 or time.monotonic() - started > 2:
            print("it does not answer beside idle connections")
            failed += 1
        for client in idle:
            client.close()
    finally:
        server.send_signal(signal.SIGTERM)
        status = server.wait(timeout=10)
    if status:
        print(f"it ended with {status}")
    sys.exit(1 if failed or status else 0)


main()
