#!/usr/bin/env python3
"""Measures `remora serve` under load; by hand, on a quiet machine: load.py PROGRAM

Needs wrk (Debian). Prints for 1, 64 and 1,000 connections and three operations the requests a second and the 50th and
99th percentile; the same beside idle and slow-dripping connections; the time to `Ready.` and the memory.
"""
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

from kill_check import BUCKET, ROLE, headers, policy

SECONDS = int(os.environ.get("SECONDS_EACH", "5"))


def lua(method, path, body, service, **more):
    lines = [f'wrk.method = "{method}"', f'wrk.path = "{path}"', f"wrk.body = [==[{body}]==]" if body else ""]
    lines += [f'wrk.headers["{name}"] = "{value}"' for name, value in headers(service, **more).items()]
    return "\n".join(lines)


OPERATIONS = {
    "PutDeliveryChannel": lua("POST", "/", '{"DeliveryChannel":{"name":"default","s3BucketName":"%s"}}' % BUCKET, "config",
                              **{"X-Amz-Target": "StarlingDoveService.PutDeliveryChannel"}),
    "PutObject 1 KB": lua("PUT", f"/{BUCKET}/k", "x" * 1024, "s3"),
    "GetBucketPolicy": lua("GET", f"/{BUCKET}?policy", "", "s3"),
}


def wrk(address, script, connections):
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        said = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency", "-s", file.name,
                               f"http://{address}/"], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)
    p50, p99 = (re.search(rf"{p}%\s+(\S+)", said).group(1) for p in (50, 99))
    wrong = re.search(r"Non-2xx.*: (\d+)|Socket errors:(.*)", said)
    return f"{float(rate):9.0f}/s  p50 {p50:>9}  p99 {p99:>9}" + (f"  {wrong.group(0)}" if wrong else "")


def memory(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(line.split()[1] for line in status if line.startswith("VmRSS"))


def main():
    began = time.monotonic()
    process = subprocess.Popen([sys.argv[1], "serve", "--port", "0", "--print-endpoint"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    address = process.stdout.readline().strip().removeprefix("http://")
    while process.stderr.readline().strip() != "Ready.":
        pass
    print(f"Ready. after {(time.monotonic() - began) * 1000:.1f} ms, {memory(process)} kB")
    connection = http.client.HTTPConnection(address)
    for method, path, body, service, more in [
            ("PUT", f"/{BUCKET}", None, "s3", {}), ("PUT", f"/{BUCKET}?policy", policy(0), "s3", {}),
            ("POST", "/", "Action=CreateServiceLinkedRole&Version=2010-05-08&AWSServiceName=config.amazonaws.com", "iam",
             {"Content-Type": "application/x-www-form-urlencoded"}),
            ("POST", "/", '{"ConfigurationRecorder":{"name":"default","roleARN":"%s"}}' % ROLE, "config",
             {"X-Amz-Target": "StarlingDoveService.PutConfigurationRecorder"})]:
        connection.request(method, path, body, headers(service, **more))
        connection.getresponse().read()
    drain = subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL)
    for name, script in OPERATIONS.items():
        for connections in (1, 64, 1000):
            print(f"{name:20} {connections:5} connections {wrk(address, script, connections)}")
    host, port = address.split(":")
    idle = [socket.create_connection((host, int(port))) for _ in range(10000)]
    for _ in range(1000):
        idle.append(socket.create_connection((host, int(port))))
        idle[-1].sendall(b"POST / HTTP/1.1\r\nHost: l")
    print(f"beside 10,000 idle and 1,000 unfinished connections ({memory(process)} kB):")
    for name, script in OPERATIONS.items():
        print(f"{name:20}    64 connections {wrk(address, script, 64)}")
    time.sleep(11)
    ended = 0
    for client in idle[10000:]:
        client.settimeout(0.001)
        try:
            ended += client.recv(1) == b""
        except (TimeoutError, ConnectionError):
            pass
    print(f"{ended} of 1,000 unfinished ones were ended after their ten seconds; {memory(process)} kB")
    process.send_signal(signal.SIGTERM)
    print(f"ended with {process.wait(timeout=10)}")
    drain.wait()


if __name__ == "__main__":
    import resource
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(20000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    main()
