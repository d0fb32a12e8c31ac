#!/usr/bin/env python3
"""tests/tree/workflows.py FILE...: the commands of workflows and containers, a line each; fails if a file does not parse"""
import json
import sys

import yaml


def steps(node, key=None):
    """The texts of all `run`, `script` and `postCreateCommand`, wherever they stand."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from steps(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from steps(value, key)
    elif key in ("run", "script", "postCreateCommand"):
        yield from str(node).splitlines()


def of_dockerfile(text):
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "RUN":
            yield rest
        elif word == "CMD":
            yield " ".join(json.loads(rest))


for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        text = file.read()
    read = json.loads if path.endswith(".json") else yaml.safe_load
    found = list(of_dockerfile(text) if path.endswith("Dockerfile") else steps(read(text)))
    if not found:
        sys.exit(path + ": no command")
    print("\n".join(found))
