# SPDX-License-Identifier: Apache-2.0
"""Accounts: the first link, signing in and out, tokens, tries, grants, and what the file keeps of it."""
import base64
import os
import re
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import PASSWORD, TILTH, Person, Serving  # noqa: E402


class Accounts(unittest.TestCase):
    def setUp(self):
        self.server = Serving(records=300)
        self.server.start()
        self.addCleanup(lambda: self.server.__exit__(None, None, None))
        link = self.server.said["first_link"]
        self.token = link.split("token=")[1]

    def administrator(self):
        person = Person(self.server)
        answer = person.post("/api/session/first", {"token": self.token, "name": "Root", "password": PASSWORD})
        self.assertEqual(answer.status, 200, answer.body)
        return person

    def added(self, administrator, name, **more):
        answer = administrator.post("/api/accounts", {"name": name, **more})
        self.assertEqual(answer.status, 201, answer.body)
        person = Person(self.server)
        token = answer.json()["link"].split("token=")[1]
        redeemed = person.post("/api/session/first", {"token": token, "name": name, "password": PASSWORD})
        self.assertEqual(redeemed.status, 200, redeemed.body)
        return person

    def test_nobody_sees_anything_and_the_first_link_works_once(self):
        nobody = Person(self.server)
        self.assertEqual(nobody.get("/api/session").json()["first_run"], True)
        self.assertEqual(nobody.get("/api/session").json()["role"], "")
        for path in ("/api/jobs", "/api/accounts"):
            self.assertEqual(nobody.get(path).status, 401, path)
        bad = nobody.post("/api/session/first", {"token": "x" * 43, "name": "root", "password": PASSWORD})
        self.assertEqual((bad.status, bad.json()["code"]), (403, "session.bad_link"))
        weak = nobody.post("/api/session/first", {"token": self.token, "name": "root", "password": "short"})
        self.assertEqual((weak.status, weak.json()["code"]), (400, "account.weak_password"))
        root = self.administrator()
        self.assertEqual(root.get("/api/session").json()["role"], "administrator")
        again = nobody.post("/api/session/first", {"token": self.token, "name": "root", "password": PASSWORD})
        self.assertEqual(again.json()["code"], "session.bad_link")
        other = nobody.post("/api/session/first", {"token": self.token, "name": "second", "password": PASSWORD})
        self.assertEqual(other.json()["code"], "session.bad_link")
        self.assertNotIn(self.token, self.server.log())

    def test_the_cookie_is_for_the_browser_alone_and_writes_need_the_token(self):
        root = self.administrator()
        cookie = root.cookie_text
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Strict", cookie)
        self.assertNotIn("Secure", cookie)  # this is plain HTTP on the loopback
        without = root.ask("POST", "/api/accounts", {"name": "amal"}, token=None)
        self.assertEqual((without.status, without.json()["code"]), (403, "session.no_token"))
        wrong = root.ask("POST", "/api/accounts", {"name": "amal"}, token="0" * 64)
        self.assertEqual(wrong.json()["code"], "session.no_token")
        cross = root.ask("POST", "/api/accounts", {"name": "amal"}, more={"Sec-Fetch-Site": "cross-site"})
        self.assertEqual(cross.json()["code"], "session.no_token")
        self.assertEqual(root.get("/api/accounts").json()[-1]["name"], "root")

    def test_wrong_passwords_are_counted_and_a_missing_name_looks_the_same(self):
        self.administrator()
        codes = [Person(self.server).post("/api/session", {"name": name, "password": "not the password"})
                 for name in ("root", "nobody-of-this-name")]
        self.assertEqual([answer.status for answer in codes], [401, 401])
        self.assertEqual(codes[0].body, codes[1].body)
        for _ in range(7):
            Person(self.server).post("/api/session", {"name": "root", "password": "not the password"})
        held = Person(self.server).post("/api/session", {"name": "root", "password": PASSWORD})
        self.assertEqual((held.status, held.json()["code"]), (429, "session.too_many_tries"))
        self.assertGreater(int(held.header("Retry-After")), 0)

    def test_basic_is_for_tools_and_needs_no_token(self):
        self.administrator()
        tool = Person(self.server)
        tool.basic = "Basic " + base64.b64encode(f"root:{PASSWORD}".encode()).decode()
        self.assertEqual(tool.get("/api/session").json()["account"], "root")
        self.assertEqual(tool.ask("POST", "/api/accounts", {"name": "by-tool"}, token=None).status, 201)
        tool.basic = "Basic " + base64.b64encode(b"root:wrong password").decode()
        refused = tool.get("/api/jobs")
        self.assertEqual(refused.status, 401)
        self.assertIn("Basic", refused.header("WWW-Authenticate"))
        tool.basic = "Basic !!!"
        self.assertEqual(tool.get("/api/jobs").status, 401)

    def test_an_account_is_made_changed_reset_and_ended(self):
        root = self.administrator()
        amal = self.added(root, "amal", role="reviewer", title="Amal")
        self.assertEqual(amal.get("/api/session").json()["rights"]["review"], True)
        self.assertEqual(amal.get("/api/accounts").status, 403)
        other = Person(self.server)
        self.assertEqual(other.post("/api/session", {"name": "AMAL", "password": PASSWORD}).status, 200)
        changed = amal.post("/api/session/password", {"old": PASSWORD, "new": PASSWORD + " more"})
        self.assertEqual(changed.status, 204, changed.body)
        self.assertEqual(other.get("/api/jobs").status, 401)  # the other session ended
        self.assertEqual(amal.get("/api/jobs").status, 200)
        reset = root.post("/api/accounts/amal/reset", None)
        self.assertIn("/#/first?token=", reset.json()["link"])
        self.assertEqual(amal.get("/api/jobs").status, 401)
        self.assertEqual(root.ask("DELETE", "/api/accounts/amal").status, 204)
        token = reset.json()["link"].split("token=")[1]
        late = Person(self.server).post("/api/session/first", {"token": token, "name": "amal", "password": PASSWORD})
        self.assertEqual(late.json()["code"], "session.bad_link")
        self.assertEqual(root.post("/api/accounts", {"name": "amal"}).json()["code"], "account.exists")
        last = root.ask("PATCH", "/api/accounts/root", {"role": "viewer"})
        self.assertEqual((last.status, last.json()["code"]), (409, "account.last_administrator"))
        self.assertEqual(root.ask("PATCH", "/api/accounts/root", {"colour": "red"}).json()["code"], "request.bad_member")
        self.assertEqual(root.ask("PATCH", "/api/accounts/root", {"grants": [{}]}).json()["code"], "request.bad_member")

    def test_a_session_outlives_the_server_and_signing_out_ends_it(self):
        root = self.administrator()
        self.server.stop()
        self.server.start()
        self.assertNotIn("first_link", self.server.said)
        self.assertEqual(root.get("/api/session").json()["account"], "root")
        cookie = root.cookie
        self.assertEqual(root.ask("DELETE", "/api/session").status, 204)
        root.cookie = cookie
        self.assertEqual(root.get("/api/jobs").status, 401)

    def test_the_file_keeps_hashes_and_the_log_says_who_changed_what(self):
        root = self.administrator()
        self.added(root, "amal", role="viewer")
        session = root.cookie.split("=", 1)[1]
        self.server.stop()
        whole = b"".join(open(self.server.file + end, "rb").read() for end in ("", "-wal")
                         if os.path.exists(self.server.file + end))
        for secret in (PASSWORD, session, self.token):
            self.assertNotIn(secret.encode(), whole)
        file = sqlite3.connect(f"file:{self.server.file}?mode=ro", uri=True)
        log = [row[0] for row in file.execute("SELECT payload FROM tilth_operation WHERE payload LIKE '%\"type\":\"account\"%'")]
        self.assertGreaterEqual(len(log), 4)
        self.assertFalse([entry for entry in log if "argon2" in entry or re.search(r"[0-9a-f]{64}", entry.split('"after"')[1].split('"before"')[0])])
        self.assertTrue([entry for entry in log if '"role":"viewer"' in entry])
        file.close()
        sound = subprocess.run([TILTH, "verify", self.server.file], capture_output=True, text=True)
        self.assertEqual(sound.returncode, 0, sound.stdout)

    def test_the_command_works_while_the_server_does_not(self):
        busy = subprocess.run([TILTH, "account", "add", self.server.file, "amal"], capture_output=True, text=True)
        self.assertEqual(busy.returncode, 3)
        self.assertIn("is being written by process", busy.stderr)
        self.server.stop()
        def account(*words, said=None):
            return subprocess.run([TILTH, "account", *words], capture_output=True, text=True, input=said)
        self.assertEqual(account("add", self.server.file, "amal", "--role", "administrator", "--password-file", "-", said=PASSWORD + "\n").returncode, 0)
        self.assertIn("/#/first?token=", account("add", self.server.file, "team", "--role", "operator").stdout)
        self.assertEqual(account("add", self.server.file, "Big Name").returncode, 2)
        self.assertEqual(account("disable", self.server.file, "amal").returncode, 3)  # the last administrator
        self.assertEqual(account("grant", self.server.file, "team").returncode, 2)
        self.assertEqual(account("disable", self.server.file, "team").returncode, 0)
        self.assertIn("disabled", account("list", self.server.file).stdout)
        self.server.start()
        person = Person(self.server)
        self.assertEqual(person.post("/api/session", {"name": "amal", "password": PASSWORD}).status, 200)


if __name__ == "__main__":
    unittest.main()
