#!/usr/bin/env python3
"""Kills `remora serve --state` at random points and looks whether anything acknowledged is lost.

kill_check.py PROGRAM [--kills N] [--seed N]

Each round starts the endpoint on the same folder, compares what it holds with what was acknowledged so far (what was
under way when it was killed may be there or not, but whole), and changes things until a kill -9 comes.
"""
import argparse
import http.client
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

ACCOUNT = "111122223333"
BUCKET = "logs"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"


def headers(service, **more):
    return {"Authorization": f"AWS4-HMAC-SHA256 Credential={ACCOUNT}/20261128/us-east-1/{service}/aws4_request, "
                             "SignedHeaders=host, Signature=0", **more}


def policy(number):
    arn = f"arn:aws:s3:::{BUCKET}"
    config = {"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}}
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Sid": f"n{number}", **config, "Action": ["s3:GetBucketAcl", "s3:ListBucket"], "Resource": arn},
        {**config, "Action": "s3:PutObject", "Resource": arn + "/*"}]})


class Endpoint:
    def __init__(self, program, folder):
        self.process = subprocess.Popen(
            [program, "serve", "--state", folder, "--port", "0", "--print-endpoint", "-q"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        if not line:
            sys.exit("it does not start: " + self.process.stderr.read())
        self.connection = http.client.HTTPConnection(line.removeprefix("http://"), timeout=20)

    def send(self, method, path, body=None, service="s3", **more):
        self.connection.request(method, path, body, headers(service, **more))
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def json(self, target, body):
        return self.send("POST", "/", json.dumps(body), "config", **{"X-Amz-Target": target})

    def end(self, number):
        self.process.send_signal(number)
        status = self.process.wait(timeout=20)
        self.connection.close()
        self.process.stdout.close()
        self.process.stderr.close()
        return status


def put(endpoint, name, value):
    """Sets one of the things that the model knows. Whether it was acknowledged."""
    if name == "policy":
        return endpoint.send("PUT", f"/{BUCKET}?policy", policy(value))[0] == 204
    if name == "channel":
        channel = {"name": "default", "s3BucketName": BUCKET, "s3KeyPrefix": f"p{value}"}
        return endpoint.json("StarlingDoveService.PutDeliveryChannel", {"DeliveryChannel": channel})[0] == 200
    return endpoint.send("PUT", f"/{BUCKET}/{name}", f"{value}:" + "x" * (value * 37 % 20000))[0] == 200


def get(endpoint, name):
    """The same thing as it is now; None if it is not there."""
    if name == "policy":
        status, body = endpoint.send("GET", f"/{BUCKET}?policy")
        return int(json.loads(body)["Statement"][0]["Sid"][1:]) if status == 200 else None
    if name == "channel":
        channels = json.loads(endpoint.json("StarlingDoveService.DescribeDeliveryChannels", {})[1])["DeliveryChannels"]
        return int(channels[0]["s3KeyPrefix"][1:]) if channels else None
    status, body = endpoint.send("GET", f"/{BUCKET}/{name}")
    if status != 200:
        return None
    value = int(body.split(b":")[0])
    assert body == f"{value}:".encode() + b"x" * (value * 37 % 20000), f"{name} is half written"
    return value


def compare(endpoint, model, under_way):
    for name, value in list(model.items()):
        found = get(endpoint, name)
        allowed = {value} | ({under_way[1]} if under_way and under_way[0] == name else set())
        if found not in allowed:
            sys.exit(f"lost: {name} is {found}, acknowledged was {value}, under way was {under_way}")
        model[name] = found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    changes = 0
    with tempfile.TemporaryDirectory() as folder:
        endpoint = Endpoint(options.program, folder)
        endpoint.send("PUT", f"/{BUCKET}")
        endpoint.send("POST", "/", "Action=CreateServiceLinkedRole&Version=2010-05-08&AWSServiceName=config.amazonaws.com",
                      "iam", **{"Content-Type": "application/x-www-form-urlencoded"})
        endpoint.json("StarlingDoveService.PutConfigurationRecorder",
                      {"ConfigurationRecorder": {"name": "default", "roleARN": ROLE}})
        model = {"policy": 0, "channel": 0, **{f"k{i}": 0 for i in range(8)}}
        for name in model:
            assert put(endpoint, name, 0), name
        under_way = None
        for _ in range(options.kills):
            killer = threading.Timer(chance.random() * 0.04, lambda: endpoint.process.send_signal(signal.SIGKILL))
            killer.start()
            try:
                while True:
                    changes += 1
                    under_way = (chance.choice(list(model)), changes)
                    if not put(endpoint, *under_way):
                        sys.exit(f"refused: {under_way}")
                    model[under_way[0]] = changes
                    under_way = None
            except (OSError, http.client.HTTPException):
                pass
            killer.join()
            endpoint.end(signal.SIGKILL)
            endpoint = Endpoint(options.program, folder)
            compare(endpoint, model, under_way)
        if endpoint.end(signal.SIGTERM) != 0:
            sys.exit("it does not end by itself")
        endpoint = Endpoint(options.program, folder)
        compare(endpoint, model, None)
        endpoint.end(signal.SIGTERM)
        verdict = subprocess.run([options.program, "test", folder], capture_output=True, text=True, check=False)
        if verdict.returncode:
            sys.exit("the exported scenario disagrees: " + verdict.stdout + verdict.stderr)
    print(f"{options.kills} kills, {changes} changes, nothing acknowledged was lost")


if __name__ == "__main__":
    begin = time.monotonic()
    main()
    print(f"{time.monotonic() - begin:.1f} s")
