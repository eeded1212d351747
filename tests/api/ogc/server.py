# SPDX-License-Identifier: Apache-2.0
"""A programme that is served for a test, requests to it, and a tally of what held and what did not."""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import uuid

PASSWORD = "seven made-up words of a test"
TILTH = os.environ.get("TILTH", "build/release/bin/tilth")


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def header(self, name):
        return self.headers.get(name)


class Programme:
    """A file of its own in a folder of its own, served on a free port; both go at the end."""

    def __init__(self, generate=0, overlay=None):
        self.folder = tempfile.mkdtemp(prefix="tilth-ogc-")
        self.file = os.path.join(self.folder, "programme.gpkg")
        extra = ["--overlay", overlay] if overlay else []
        subprocess.run([TILTH, "init", self.file] + extra, check=True, stdout=subprocess.DEVNULL)
        if generate:
            subprocess.run([TILTH, "generate", self.file, "--records", str(generate)], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run([TILTH, "account", "add", self.file, "root", "--role", "administrator", "--password-file", "-"],
                       input=PASSWORD.encode(), check=True, stdout=subprocess.DEVNULL)
        self.basic = "Basic " + base64.b64encode(f"root:{PASSWORD}".encode()).decode()
        self.server = None

    def serve(self):
        self.log = open(os.path.join(self.folder, "log"), "w+b")
        self.server = subprocess.Popen([TILTH, "serve", self.file, "--listen", "127.0.0.1:0", "--json"],
                                       stdout=subprocess.PIPE, stderr=self.log)
        text = ""
        while not text.rstrip().endswith("}"):
            line = self.server.stdout.readline().decode()
            if not line:
                self.log.seek(0)
                raise SystemExit("the server did not start: " + self.log.read().decode())
            text += line
        self.url = json.loads(text)["url"].rstrip("/")
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.server:
            self.server.terminate()
            self.server.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, method, path, body=None, headers=None, accept="application/json"):
        url = path if path.startswith("http") else self.url + path
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, method=method)
        request.add_header("Authorization", self.basic)
        if accept:
            request.add_header("Accept", accept)
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        if data is not None and not (headers or {}).get("Content-Type"):
            # urllib would add a form's type by itself
            request.add_unredirected_header("Content-Type", "")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def items(self, collection, **parameters):
        query = urllib.parse.urlencode({k.replace("_", "-"): v for k, v in parameters.items()})
        return self.get(f"/ogc/collections/{collection}/items?{query}")


def described(p, collection):
    """A feature that a collection takes, from its own schema: whatever it requires, and a point."""
    schema = p.get(f"/ogc/collections/{collection}/schema").json()
    made = {}
    for name in schema.get("required", []):
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
