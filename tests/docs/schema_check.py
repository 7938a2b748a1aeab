#!/usr/bin/env python3
"""Checks results of `remora check -f json` against docs/schema/result.schema.json.

usage: schema_check.py REMORA SOURCE_DIR
"""

import json
import pathlib
import subprocess
import sys

import jsonschema


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
    for scenario in scenarios:
        run = subprocess.run([remora, "check", "-f", "json", str(scenario)],
                             capture_output=True, text=True, check=False)
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
    print(f"{checked} deliveries of {len(scenarios)} scenarios match the schema")


if __name__ == "__main__":
    main()
