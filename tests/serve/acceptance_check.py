#!/usr/bin/env python3
"""Runs a black-box script of this folder against `remora serve`.

acceptance_check.py PROGRAM cli|boto3|node

The scripts themselves know nothing of remora: they tell the seed's story through a client of AWS and pass against
anything that refuses and accepts as AWS does. Ends with 77, which ctest takes for "skipped", where the client is
missing. The JavaScript SDK comes from npm; REMORA_AWS_SDK names the folder with its node_modules.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"
AWS = "/usr/bin/aws"
SDK = pathlib.Path(os.environ.get("REMORA_AWS_SDK", HERE.parent.parent / "build" / "aws-sdk"))


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def command(client, folder):
    """What runs the script, with the variables it wants."""
    if client == "cli":
        if not os.access(AWS, os.X_OK):
            skip("the AWS CLI (Debian's awscli) is not installed")
        return ["bash", str(HERE / "acceptance.sh")], {"AWS_BIN": AWS, "PYTHON": "", "NODE": ""}
    if client == "boto3":
        if subprocess.run([PYTHON, "-c", "import boto3"], stderr=subprocess.DEVNULL).returncode:
            skip("boto3 (Debian's python3-boto3) is not installed")
        return [PYTHON, str(HERE / "acceptance.py")], {}
    if shutil.which("node") is None or not (SDK / "node_modules" / "@aws-sdk").is_dir():
        skip("the AWS SDK for JavaScript (npm) is not installed")
    shutil.copy(HERE / "acceptance.mjs", folder)
    (pathlib.Path(folder) / "node_modules").symlink_to(SDK.resolve() / "node_modules")
    return ["node", "--no-warnings", str(pathlib.Path(folder) / "acceptance.mjs")], {}


def main():
    program, client = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        arguments, variables = command(client, folder)
        log = open(os.path.join(folder, "log"), "w+", encoding="utf-8")
        server = subprocess.Popen([program, "serve", "--port", "0", "--print-endpoint"],
                                  stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            endpoint = server.stdout.readline().strip()
            environment = {**os.environ, **variables, "REMORA_ENDPOINT": endpoint}
            status = subprocess.run(arguments, env=environment, timeout=600).returncode
        finally:
            server.terminate()
            ended = server.wait(timeout=10)
        if status or ended:
            log.seek(0)
            print(log.read())
            print(f"the script ended with {status}, the server with {ended}")
        sys.exit(1 if status or ended else 0)


main()
