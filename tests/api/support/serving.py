# SPDX-License-Identifier: Apache-2.0
"""A built server on a free loopback port with a made-up programme; fails on a warning in its log that nobody asked for."""
import http.client
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse

from described import Description

TILTH = os.environ.get("TILTH", "build/release/bin/tilth")


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def header(self, name):
        return self.headers.get(name.lower(), "")


class Serving:
    """with Serving(records=1000) as server: server.get("/health"). Without records a programme that holds none."""

    def __init__(self, records=500, seed=7, options=(), file=None, expected_warnings=(), overlay=None):
        self.work = tempfile.mkdtemp(prefix="tilth-serving-")
        self.file = file or os.path.join(self.work, "kitara.gpkg")
        self.options, self.expected, self.description = list(options), set(expected_warnings), None
        if file is None and (overlay or not records):
            subprocess.run([TILTH, "init", self.file, *(["--overlay", overlay] if overlay else [])], check=True, stdout=subprocess.DEVNULL)
        if file is None and records:
            subprocess.run([TILTH, "generate", self.file, "--records", str(records), "--seed", str(seed)], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        self.log_file = open(os.path.join(self.work, "log"), "ab")
        self.process = subprocess.Popen([TILTH, "--json", "serve", self.file, "--listen", "127.0.0.1:0", *self.options],
                                        stdout=subprocess.PIPE, stderr=self.log_file)
        said = b""
        while not said.rstrip().endswith(b"}"):
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError("the server did not start: " + self.log())
            said += line
        self.said = json.loads(said)
        self.url = self.said["url"]
        self.address = urllib.parse.urlparse(self.url)
        return self

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, value, trace):
        if self.process.poll() is None:
            self.stop()
        log = self.log()
        shutil.rmtree(self.work, ignore_errors=True)
        if kind is None:
            for line in log.splitlines():
                try:
                    entry = json.loads(line)
                except ValueError:
                    raise AssertionError("the log holds: " + log[-2000:]) from None
                if entry["level"] != "info" and entry["event"] not in self.expected:
                    raise AssertionError("the log warns: " + line)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=30)
        assert code == 0, f"the server ended with {code}: {self.log()}"

    def kill(self):
        self.process.kill()
        self.process.wait()

    def log(self):
        with open(os.path.join(self.work, "log"), encoding="utf-8") as log:
            return log.read()

    def ask(self, method, path, body=None, headers=None):
        """An answer that is not as the server itself describes it fails the test."""
        answer = self.asked(method, path, body, headers)
        if self.description is None:
            self.description = Description(self.asked("GET", "/api").json())
        self.description.check(method, path, answer)
        return answer

    def asked(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=60)
        try:
            if isinstance(body, (dict, list)):
                body = json.dumps(body)
                headers = {"Content-Type": "application/json", **(headers or {})}
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})


class Person:
    """Somebody with a browser (a cookie and its token) or a tool (a name and password), or neither."""

    def __init__(self, server):
        self.server, self.cookie, self.cookie_text, self.csrf, self.basic = server, "", "", "", ""

    def ask(self, method, path, body=None, token="own", more=None):
        headers = dict(more or {})
        if self.cookie:
            headers["Cookie"] = self.cookie
        if self.basic:
            headers["Authorization"] = self.basic
        if method not in ("GET", "HEAD", "OPTIONS") and token and (token != "own" or self.csrf):
            headers["X-CSRF-Token"] = self.csrf if token == "own" else token
        answer = self.server.ask(method, path, body, headers)
        if "set-cookie" in answer.headers:
            self.cookie_text = answer.headers["set-cookie"]
            self.cookie = self.cookie_text.split(";")[0]
            if answer.body:
                self.csrf = answer.json()["csrf"]
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, more={k.replace("_", "-"): v for k, v in more.items()})

    def post(self, path, body):
        return self.ask("POST", path, body)


PASSWORD = "seven made-up words of a test"


def account(server, name, role, **options):
    """An account made by the command while the server does not run; returns its password."""
    words = [TILTH, "account", "add", server.file, name, "--role", role, "--password-file", "-"]
    for option, value in options.items():
        words += [f"--{option}", value]
    subprocess.run(words, input=PASSWORD.encode(), check=True, stdout=subprocess.DEVNULL)
    return PASSWORD


def signed_in(server, name, password=PASSWORD):
    person = Person(server)
    answer = person.post("/api/session", {"name": name, "password": password})
    assert answer.status == 200, answer.body
    return person


def wait_until(true, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to be")
