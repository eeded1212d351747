# SPDX-License-Identifier: Apache-2.0
"""Bad days: silent crowds, slow clients, huge and hostile bodies, a server that is killed. Loopback only, bounded in number and time."""
import concurrent.futures
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Person, Serving, account, signed_in, wait_until  # noqa: E402


def memory_of(process):
    with open(f"/proc/{process}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) * 1024


class BadDays(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=300)
        account(cls.server, "root", "administrator")
        cls.server.start()
        cls.root = signed_in(cls.server, "root")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def line(self):
        made = socket.create_connection((self.server.address.hostname, self.server.address.port), timeout=30)
        self.addCleanup(made.close)
        return made

    def test_a_thousand_connections_that_send_nothing_hold_nobody_up(self):
        before = memory_of(self.server.process.pid)
        crowd = [self.line() for _ in range(1000)]
        begun = time.monotonic()
        for _ in range(20):
            self.assertEqual(self.server.get("/health").status, 200)
        self.assertLess(time.monotonic() - begun, 20)
        grown = memory_of(self.server.process.pid) - before
        self.assertLess(grown, 40 << 20, f"{grown >> 20} MB more")
        metrics = self.server.get("/metrics").body.decode()
        evicted = int(re.search(r"tilth_connections_evicted_total (\d+)", metrics).group(1))
        self.assertGreater(evicted, 500)  # the longest silent made room
        for one in crowd:
            one.close()

    def test_a_header_that_drips_is_cut_off_and_others_are_served(self):
        slow = self.line()
        slow.sendall(b"GET /health HTTP/1.1\r\nHost: here\r\n")
        begun = time.monotonic()
        answer = b""
        while time.monotonic() - begun < 25:
            try:
                slow.sendall(b"X: y\r\n")
                slow.settimeout(1)
                piece = slow.recv(4096)
                answer += piece
                if not piece:
                    break
            except socket.timeout:
                self.assertEqual(self.server.get("/health").status, 200)
            except OSError:
                break
        self.assertLess(time.monotonic() - begun, 20, "ten seconds are what a header has")
        self.assertTrue(answer == b"" or b" 408 " in answer, answer[:80])

    def test_huge_bodies_are_refused_before_they_are_read(self):
        for length in (10 << 20, 1 << 40):
            line = self.line()
            line.sendall(f"POST /api/session HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                         f"Content-Length: {length}\r\n\r\n".encode())
            self.assertIn(b" 413 ", line.recv(4096))
        endless = self.line()
        endless.sendall(b"POST /api/session HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                        b"Transfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(200):
                endless.sendall(b"4000\r\n" + b"a" * 0x4000 + b"\r\n")
        except OSError:
            pass
        endless.settimeout(10)
        try:
            self.assertIn(b" 413 ", endless.recv(4096))
        except ConnectionResetError:
            pass
        self.assertEqual(self.server.get("/health").status, 200)

    def test_hostile_json_is_told_what_is_wrong(self):
        send = lambda body: self.server.ask("POST", "/api/session", body, {"Content-Type": "application/json"})
        for body, status in ((b"{", 400), (b"", 400), (b"[]", 400), (b"null", 400), (b'{"name": 7, "password": "x"}', 400),
                             (b'{"name": 1e999}', 400), (b"\xff\xfe", 400), (b'{"name":"\xc0\xaf","password":"x"}', 400),
                             (b"[" * 1500 + b"]" * 1500, 400), (b'{"a":' * 500 + b"1" + b"}" * 500, 400),
                             (b'{"name":"\\ud800","password":"xxxxxxxxxxx"}', 400), (b'{"name":"a","password":' + b'"' + b"p" * 3000 + b'"}', 401)):
            answer = send(body)
            self.assertEqual(answer.status, status, body[:60])
            self.assertIn("detail", answer.json())
        self.assertEqual(self.server.ask("POST", "/api/session", b"a=b", {"Content-Type": "text/plain"}).status, 415)
        self.assertEqual(self.server.ask("POST", "/api/session", b"{}", {"Content-Type": "application/json",
                                                                         "Content-Encoding": "gzip"}).status, 415)

    def test_many_at_once_are_answered_or_told_to_wait(self):
        def ask(_):
            return self.server.get("/problems").status
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            statuses = set(pool.map(ask, range(300)))
        self.assertLessEqual(statuses, {200, 503})
        self.assertIn(200, statuses)

    def test_passwords_at_once_do_not_hold_others_up(self):
        def guess(number):
            return Person(self.server).post("/api/session", {"name": f"nobody-{number}", "password": "wrong password"}).status
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            guesses = [pool.submit(guess, number) for number in range(16)]
            self.assertEqual(self.server.get("/health").status, 200)
            self.assertLessEqual({one.result() for one in guesses}, {401, 429, 503})


class Killed(unittest.TestCase):
    def test_what_was_acknowledged_is_there_after_a_kill(self):
        """Accounts are written one after the other while the server is killed; each that was answered 201 must be there."""
        for kill in range(4):
            server = Serving(records=100)
            account(server, "root", "administrator")
            server.start()
            root = signed_in(server, "root")
            acknowledged = []
            def write():
                number = 0
                while True:
                    number += 1
                    try:
                        if root.post("/api/accounts", {"name": f"a{number}"}).status == 201:
                            acknowledged.append(f"a{number}")
                    except OSError:
                        return
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                writing = pool.submit(write)
                wait_until(lambda: len(acknowledged) >= 3 + 5 * kill)
                server.kill()
                writing.result()
            sound = subprocess.run([TILTH, "verify", server.file], capture_output=True, text=True)
            self.assertEqual(sound.returncode, 0, sound.stdout)
            server.start()
            known = {one["name"] for one in root.get("/api/accounts").json()}
            self.assertLessEqual(set(acknowledged), known)
            self.assertLessEqual(len(known - set(acknowledged) - {"root"}), 1)  # the one in flight, at most
            server.__exit__(None, None, None)

    def test_a_request_in_work_is_finished_when_the_server_ends(self):
        server = Serving(records=100).start()
        line = socket.create_connection((server.address.hostname, server.address.port), timeout=20)
        line.sendall(b"POST /api/session HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 45\r\n\r\n"
                     b'{"name":"nobody","password":"wrong password"}')
        wait_until(lambda: True, 1)
        time.sleep(0.02)
        server.process.send_signal(signal.SIGTERM)
        answer = b""
        while piece := line.recv(4096):
            answer += piece
        self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 401"), answer[:60])
        self.assertEqual(server.process.wait(20), 0)
        server.__exit__(None, None, None)


if __name__ == "__main__":
    unittest.main()
