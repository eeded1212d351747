# SPDX-License-Identifier: Apache-2.0
"""Settings over the wire: what they let a browser fetch, and what the log says of a change."""
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import Serving, account, signed_in, wait_until  # noqa: E402

MAPS = [{"name": "Streets", "url": "https://tiles.example.org/{z}/{x}/{y}.png"}, {"name": "More", "url": "https://tiles.example.org/more/{z}/{x}/{y}"},
        {"name": "Office", "url": "http://10.20.30.40:8080/{z}/{x}/{y}"}, {"name": "Own", "url": "/tiles/{z}/{x}/{y}"}]


class Settings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=100)
        account(cls.server, "root", "administrator")
        account(cls.server, "rosa", "reviewer")
        cls.server.start()
        cls.root, cls.rosa = signed_in(cls.server, "root"), signed_in(cls.server, "rosa")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def put(self, **settings):
        answer = self.root.ask("PUT", "/api/settings", settings)
        self.assertEqual(answer.status, 200, answer.body)
        return answer

    def test_pages_may_fetch_from_the_base_maps_that_the_settings_name_and_from_nowhere_else(self):
        before = self.server.get("/")
        self.assertEqual(before.status, 200, "the web application is built into the program")
        policy = lambda path, **more: self.server.get(path, **more).header("Content-Security-Policy")
        own = policy("/health")
        self.assertEqual(before.header("Content-Security-Policy"), own)
        self.assertNotIn("http", own)
        self.put(base_maps=MAPS)
        try:
            page = self.server.get("/", If_None_Match=before.header("ETag"))
            self.assertEqual(page.status, 200, "the old policy must not stay in a browser's cache")
            parts = dict(part.strip().split(" ", 1) for part in page.header("Content-Security-Policy").split(";"))
            hosts = ["https://tiles.example.org", "http://10.20.30.40:8080"]
            self.assertEqual(parts["connect-src"].split(), ["'self'", *hosts])
            self.assertEqual(parts["img-src"].split(), ["'self'", "data:", "blob:", *hosts])
            for name, value in parts.items():
                if name not in ("connect-src", "img-src"):
                    self.assertNotIn("http", value, name)
            self.assertEqual(policy("/records/hazard"), page.header("Content-Security-Policy"))  # the same page
            # The map's worker fetches too, under the policy of its own file; answers that are no page name nobody else.
            worker = [word.strip("\"'") for word in self.worker_names()]
            self.assertTrue(worker)
            for name in worker:
                self.assertIn(hosts[0], policy("/assets/" + name), name)
            for path in ("/health", "/api", "/icon.svg", "/ogc/collections"):
                self.assertEqual(policy(path), own, path)
            self.assertEqual(self.server.get("/", If_None_Match=page.header("ETag")).status, 304)
        finally:
            self.put(base_maps=[])
        self.assertEqual(policy("/"), own)

    def worker_names(self):
        folder = os.path.join(os.path.dirname(os.environ.get("TILTH", "build/release/bin/tilth")), "..", "web", "assets")
        return [name for name in os.listdir(folder) if "worker" in name and not name.endswith(".gz")] if os.path.isdir(folder) else []

    def test_an_address_that_says_more_than_a_host_is_refused(self):
        for url in ("https://{s}.tiles.example.org/{z}/{x}/{y}", "https://*.example.org/{z}", "https://a; script-src b/", "https://user:word@example.org/{z}",
                    "https://", "//example.org/{z}", "ftp://example.org/{z}", "https://example.org:port/{z}"):
            answer = self.root.ask("PUT", "/api/settings", {"base_maps": [{"name": "x", "url": url}]})
            self.assertEqual((answer.status, answer.json()["code"]), (400, "settings.bad_value"), url)

    def test_the_log_says_that_settings_changed_and_which_but_not_who_or_to_what(self):
        self.put(title="A title of this test", public_view=True)
        try:
            said = lambda: [line for line in map(json.loads, self.server.log().splitlines()) if line["event"] == "settings_changed"]
            wait_until(lambda: any(line["public_view"] and "title" in line["names"] for line in said()))
            line = [line for line in said() if line["public_view"]][-1]
            self.assertEqual(sorted(line["names"]), ["public_view", "title"])
            self.assertNotIn("A title", self.server.log())
        finally:
            self.put(public_view=False)
        self.assertEqual(self.root.get("/api/settings").json()["changed_by"], "root")
        before = len(said())
        self.assertEqual(self.rosa.ask("PUT", "/api/settings", {"public_view": True}).status, 403)
        self.put(title="Another")
        wait_until(lambda: len(said()) > before)
        self.assertEqual(said()[-1]["names"], ["title"])
        self.assertFalse(said()[-1]["public_view"])

    def test_nobody_is_held_to_tls_by_a_server_that_speaks_none(self):
        for host in ("mines.example.org", "localhost", "127.0.0.1"):
            self.assertEqual(self.server.get("/health", Host=host).header("Strict-Transport-Security"), "", host)


if __name__ == "__main__":
    unittest.main()
