#!/usr/bin/python3
"""Checks results against docs/schema/result.schema.json, and fixtures against their schemas.

usage: schema_check.py REMORA SOURCE_DIR
"""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

import jsonschema


def inputs(source):
    """The scenarios and vector files of fixtures/, as people would give them to an editor."""
    for path in sorted((source / "fixtures").glob("**/*.json")):
        inside = path.relative_to(source / "fixtures")
        if inside.parts[0] in ("invalid", "lint"):
            continue
        document = json.loads(path.read_text())
        if isinstance(document, dict) and "remora" in document:
            yield "scenario", path, document
        elif isinstance(document, dict) and "vectors" in document:
            yield "vectors", path, document


def check_inputs(source):
    """Every fixture must match the schema of its kind, and a misspelt member must not."""
    validators = {}
    for kind in ("scenario", "vectors"):
        schema = json.loads((source / f"docs/schema/{kind}.schema.json").read_text())
        jsonschema.Draft7Validator.check_schema(schema)
        validators[kind] = jsonschema.Draft7Validator(schema)
    counts = {"scenario": 0, "vectors": 0}
    for kind, path, document in inputs(source):
        errors = [f"{path}: {'/'.join(map(str, e.absolute_path))}: {e.message[:300]}"
                  for e in validators[kind].iter_errors(document)]
        if errors:
            sys.exit("\n".join(errors[:5]))
        counts[kind] += 1
    if min(counts.values()) == 0:
        sys.exit(f"nothing checked: {counts}")
    if not list(validators["scenario"].iter_errors({"remora": 1, "delivries": []})):
        sys.exit("the schema of scenarios accepts an unknown member")
    return counts


def check_test_result(remora, source, validator):
    """The result of `test` with coverage and mutation matches the same schema."""
    run = subprocess.run([remora, "test", "-f", "json", "--coverage", "--mutate",
                          str(source / "fixtures/control-tower-kms"), str(source / "fixtures/iam/kms.json")],
                         capture_output=True, text=True, check=False)
    result = json.loads(run.stdout)
    for error in validator.iter_errors(result):
        sys.exit(f"test: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
    if not result["mutation"]["mutants"] or not result["coverage"]["policies"]:
        sys.exit("test: no coverage or no mutants")


def main():
    remora, source = sys.argv[1], pathlib.Path(sys.argv[2])
    schema = json.loads((source / "docs/schema/result.schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    scenarios = sorted(
        path for path in (source / "fixtures").glob("**/scenario.json")
        if "invalid" not in path.parts)
    if not scenarios:
        sys.exit("no scenarios found")
    checked = 0

    def check(scenario):
        return subprocess.run([remora, "check", "-f", "json", str(scenario)],
                              capture_output=True, text=True, check=False)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = list(pool.map(check, scenarios))
    for scenario, run in zip(scenarios, runs):
        result = json.loads(run.stdout)
        errors = [f"{scenario}: {'/'.join(map(str, e.absolute_path))}: {e.message}"
                  for e in validator.iter_errors(result)]
        if errors:
            sys.exit("\n".join(errors[:20]))
        checked += len(result["deliveries"])
    # A schema that accepts everything would prove nothing.
    broken = json.loads(run.stdout)
    broken["deliveries"][0]["outcome"] = "perhaps"
    if not list(validator.iter_errors(broken)):
        sys.exit("the schema accepts an unknown outcome")
    check_test_result(remora, source, validator)
    counts = check_inputs(source)
    print(f"{counts['scenario']} scenarios and {counts['vectors']} vector files match their schemas")
    print(f"{checked} deliveries of {len(scenarios)} scenarios match the schema")


if __name__ == "__main__":
    main()
