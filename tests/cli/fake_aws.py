#!/usr/bin/python3
"""Answers as the AWS CLI does, from the folder FAKE_DUMP: SERVICE.COMMAND.ID.json or .error.

Every call is written to FAKE_LOG. Knows as much of --query and --output text as snapshot.sh uses.
"""

import json
import os
import pathlib
import re
import sys


def answer(value, query):
    """What a JMESPath of names, `[]` and `[0]` gives, as --output text prints it."""
    values = [value]
    for step in re.findall(r"[A-Za-z0-9]+|\[\d*\]", query):
        found = []
        for one in values:
            if step == "[]":
                found += one if isinstance(one, list) else []
            elif step.startswith("["):
                found += one[int(step[1:-1]):][:1] if isinstance(one, list) else []
            else:
                inner = one.get(step) if isinstance(one, dict) else None
                found.append(inner)
        values = found
    flat = []
    for one in values:
        flat += one if isinstance(one, list) else [one]
    return "\t".join("None" if one is None else str(one) for one in flat)


def main():
    arguments = sys.argv[1:]
    with open(os.environ["FAKE_LOG"], "a", encoding="utf-8") as log:
        log.write(" ".join(arguments) + "\n")
    options = dict(zip(arguments[2::2], arguments[3::2]))
    words = [options.get(name, "") for name in
             ("--bucket", "--key-id", "--topic-arn", "--role-name", "--name", "--policy-arn",
              "--policy-id", "--target-id", "--child-id")]
    name = next((re.split("[/:]", word)[-1] for word in words if word), "")
    if "--filter" in options:
        name += "." + options["--filter"]
    if arguments[1] == "get-role-policy":
        name += "." + options["--policy-name"]
    stem = ".".join([arguments[0], arguments[1]] + ([name] if name else []))
    dump = pathlib.Path(os.environ["FAKE_DUMP"])
    if not (dump / (stem + ".json")).exists():
        error = dump / (stem + ".error")
        sys.stderr.write(error.read_text() if error.exists() else
                         f"\nAn error occurred (AccessDenied) when calling {arguments[1]}\n")
        return 254
    text = (dump / (stem + ".json")).read_text()
    if "--query" in options:
        print(answer(json.loads(text), options["--query"]))
    else:
        sys.stdout.write(text)
    return 0


sys.exit(main())
