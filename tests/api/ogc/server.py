# SPDX-License-Identifier: Apache-2.0
"""Requests to a programme by a tool, and a tally of what held and what did not."""
import base64
import json
import os
import sys
import urllib.parse
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from serving import Serving, account  # noqa: E402


class Programme(Serving):
    """Served for a test, and asked by an administrator's tool. Addresses may be whole, as links give them."""

    def __init__(self, generate=0, overlay=None):
        super().__init__(records=generate, overlay=overlay)
        password = account(self, "root", "administrator")
        self.basic = "Basic " + base64.b64encode(f"root:{password}".encode()).decode()

    def ask(self, method, path, body=None, headers=None, accept="application/json"):
        sent = {"Authorization": self.basic, **({"Accept": accept} if accept else {}), **(headers or {})}
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        return super().ask(method, path.removeprefix(self.url), data, sent)

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def items(self, collection, **parameters):
        query = urllib.parse.urlencode({k.replace("_", "-"): v for k, v in parameters.items()})
        return self.get(f"/ogc/collections/{collection}/items?{query}")


def described(p, collection, also=()):
    """A feature that a collection takes, from its own schema: whatever it requires, what it asks for in this case (`also`), and a point."""
    schema = p.get(f"/ogc/collections/{collection}/schema").json()
    made = {}
    for name in [*schema.get("required", []), *also]:
        field = schema["properties"][name]
        one = field.get("items", field)
        if one.get("oneOf"):
            value = one["oneOf"][0]["const"]
        elif one.get("format") == "uuid":
            value = p.items(one["x-ogc-collectionId"], limit=1).json()["features"][0]["id"]
        elif "pattern" in one:
            value = "2024-05-20"
        else:
            value = 1 if one.get("type") in ("integer", "number") else f"made {uuid.uuid4()}"
        made[name] = [value] if field.get("type") == "array" else value
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [30.1, 50.2]}, "properties": made}


class Tally:
    """Counts what held. The last line is the verdict; the exit status says it too."""

    def __init__(self):
        self.passed, self.failed = 0, 0

    def that(self, holds, what, answer=None):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED:", what, "" if answer is None else f"[{answer.status}] {answer.body[:300]!r}")
        return holds

    def status(self, answer, wanted, what):
        wanted = wanted if isinstance(wanted, tuple) else (wanted,)
        good = self.that(answer.status in wanted, f"{what}: {answer.status}, wanted {wanted}", answer)
        if answer.status >= 400:
            problem = json.loads(answer.body) if answer.body else {}
            self.that(answer.header("Content-Type") == "application/problem+json" and "code" in problem and
                      problem.get("status") == answer.status, f"{what}: a problem by RFC 9457", answer)
        return good

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)
