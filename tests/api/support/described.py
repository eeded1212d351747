# SPDX-License-Identifier: Apache-2.0
"""Holds each answer of the server against its own description (GET /api): status, media type, and every member of the JSON."""
import functools
import json
import re

try:
    import jsonschema
except ImportError:
    raise SystemExit("python3-jsonschema is missing; ./setup installs it") from None

PROBLEM = "application/problem+json"


def as_json_schema(tree):
    """A schema of OpenAPI 3.0 as JSON Schema says it; a member that is not described is a fault here."""
    if isinstance(tree, list):
        return [as_json_schema(part) for part in tree]
    if not isinstance(tree, dict):
        return tree
    made = {key: {name: as_json_schema(part) for name, part in value.items()} if key == "properties" else as_json_schema(value)
            for key, value in tree.items() if key not in ("nullable", "description", "format")}
    if "properties" in made:
        made.setdefault("additionalProperties", False)
    if tree.get("nullable") and made:
        return {"anyOf": [made, {"type": "null"}]}
    return made


class Description:
    """The document of GET /api."""

    def __init__(self, document):
        self.components = as_json_schema(document["components"])
        self.paths = []
        for pattern, methods in document["paths"].items():
            form = "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]+\})", pattern))
            self.paths.append((re.compile(form), pattern, methods))
        self.paths.sort(key=lambda path: path[1].replace("{", "~"))  # what is written out goes before what is captured

    @functools.lru_cache(maxsize=None)
    def validator(self, schema):
        return jsonschema.Draft7Validator({**as_json_schema(json.loads(schema)), "components": self.components})

    def responses(self, method, path):
        for form, _, methods in self.paths:
            if form.fullmatch(path) and method.lower() in methods:
                return methods[method.lower()]["responses"]
        return None

    def check(self, method, path, answer):
        """@raises AssertionError when the answer is not what the description says"""
        path = path.split("?")[0]
        responses = self.responses("GET" if method == "HEAD" else method, path.rstrip("/") or "/")
        kind = answer.header("content-type").split(";")[0]
        said = f"{method} {path} answered {answer.status} {kind}"
        if responses is None or 300 <= answer.status < 400:
            assert answer.status >= 300 or not path.startswith("/api"), said + ": the description has no such route"
            return
        described = responses.get(str(answer.status)) or (responses["default"] if answer.status >= 400 else None)
        assert described is not None, f"{said}: the description has {', '.join(responses)}"
        if not answer.body or method == "HEAD" or answer.header("content-encoding"):
            return
        content = {name.split(";")[0]: media for name, media in described.get("content", {}).items()}
        assert kind in content or "*/*" in content, f"{said}: the description has {', '.join(content) or 'no body'}"
        if not kind.endswith("json") or kind not in content:
            return
        fault = jsonschema.exceptions.best_match(
            self.validator(json.dumps(content[kind]["schema"])).iter_errors(json.loads(answer.body)))
        if fault is not None:
            raise AssertionError(f"{said}: at {fault.json_path}: {fault.message[:500]}")
