# SPDX-License-Identifier: Apache-2.0
"""The server itself: what it answers to good, odd and bad requests."""
import gzip
import json
import os
import socket
import ssl
import subprocess
import sys
import unittest
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Serving, wait_until  # noqa: E402


class Serves(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=200).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def raw(self, text, wait=10):
        """All that comes back for these bytes."""
        with socket.create_connection((self.server.address.hostname, self.server.address.port), timeout=wait) as line:
            line.sendall(text if isinstance(text, bytes) else text.encode())
            answer = b""
            try:
                while piece := line.recv(65536):
                    answer += piece
            except socket.timeout:
                pass
            return answer

    def test_it_lives_and_is_ready(self):
        self.assertEqual(self.server.get("/health").json()["status"], "alive")
        self.assertEqual(self.server.get("/health/ready").json()["checks"], {"store": "ok"})
        self.assertIn("tilth_requests_in_work", self.server.get("/metrics").body.decode())

    def test_every_answer_keeps_the_browser_at_home(self):
        for path in ("/health", "/nothing", "/api/nothing", "/api"):
            answer = self.server.get(path)
            policy = answer.header("Content-Security-Policy")
            self.assertIn("default-src 'none'", policy, path)
            self.assertIn("frame-ancestors 'none'", policy, path)
            self.assertNotIn("http:", policy, path)
            self.assertNotIn("*", policy, path)
            self.assertEqual(answer.header("X-Content-Type-Options"), "nosniff", path)
            self.assertEqual(answer.header("Referrer-Policy"), "no-referrer", path)

    def test_a_problem_says_what_and_what_to_do(self):
        answer = self.server.get("/api/nothing")
        self.assertEqual(answer.status, 404)
        self.assertEqual(answer.header("Content-Type"), "application/problem+json")
        problem = answer.json()
        self.assertEqual(problem["code"], "request.no_such_path")
        self.assertEqual(self.server.get(problem["type"]).json()["status"], 404)
        self.assertTrue(problem["detail"])

    def test_wrong_methods_are_told_the_right_ones(self):
        answer = self.server.ask("POST", "/health", body=b"")
        self.assertEqual((answer.status, answer.header("Allow")), (405, "GET, HEAD, OPTIONS"))
        answer = self.server.ask("OPTIONS", "/health")
        self.assertEqual((answer.status, answer.header("Allow")), (204, "GET, HEAD, OPTIONS"))
        for method in ("TRACE", "PROPFIND", "CONNECT"):
            self.assertIn(self.server.ask(method, "/health").status, (405, 400), method)

    def test_unknown_parameters_are_refused(self):
        answer = self.server.get("/health?colour=red")
        self.assertEqual((answer.status, answer.json()["code"]), (400, "request.unknown_parameter"))

    def test_paths_do_not_climb(self):
        for path in ("/../etc/passwd", "/assets/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
                     "/assets/%00.js", "/..%5c..%5cwindows", "/%c0%ae%c0%ae/etc/passwd", "/%zz", "/.", "/a/./b"):
            answer = self.server.get(path)
            self.assertIn(answer.status, (400, 404), path)
            self.assertNotIn(b"root:", answer.body, path)

    def test_compression_is_what_the_caller_takes(self):
        plain = self.server.get("/api")
        self.assertEqual(plain.header("Content-Encoding"), "")
        packed = self.server.get("/api", Accept_Encoding="gzip")
        self.assertEqual(packed.header("Content-Encoding"), "gzip")
        self.assertIn("Accept-Encoding", packed.header("Vary"))
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertEqual(self.server.get("/api", Accept_Encoding="gzip;q=0.5, zstd").header("Content-Encoding"), "zstd")
        self.assertEqual(self.server.get("/api", Accept_Encoding="gzip;q=0, br").header("Content-Encoding"), "")

    def test_head_has_the_headers_of_get_and_no_body(self):
        get, head = self.server.get("/problems"), self.server.ask("HEAD", "/problems")
        self.assertEqual(head.body, b"")
        self.assertEqual(head.header("Content-Length"), get.header("Content-Length"))

    def test_pipelined_requests_are_answered_in_order(self):
        one = "GET /problems/{} HTTP/1.1\r\nHost: here\r\n\r\n"
        codes = ["store.stale", "job.unknown", "store.locked"]
        answer = self.raw("".join(one.format(code) for code in codes) +
                          "GET /health HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").decode()
        places = [answer.index(f'"code":"{code}"') for code in codes] + [answer.index('"alive"')]
        self.assertEqual(places, sorted(places))
        self.assertEqual(answer.count("HTTP/1.1 200 OK"), 4)

    def test_what_is_no_http_gets_400_and_the_end(self):
        for text in ("nonsense\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nHost here\r\n\r\n", "\x16\x03\x01\x02\x00\x01\r\n\r\n",
                     "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                     "GET /health HTTP/1.1\r\nHost: <script>\r\nConnection: close\r\n\r\n",
                     "POST /api/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                     "POST /api/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"):
            answer = self.raw(text, wait=3).decode(errors="replace")
            self.assertRegex(answer, r"^HTTP/1.1 40[05] ", text)
            self.assertNotIn("<script>", answer.split("\r\n\r\n")[0], text)

    def test_headers_have_a_limit(self):
        answer = self.raw("GET /health HTTP/1.1\r\nHost: here\r\nX: " + "a" * 40_000 + "\r\n\r\n", wait=3)
        self.assertTrue(answer.startswith(b"HTTP/1.1 431 "), answer[:60])

    def test_the_description_describes_every_address_and_refers_to_nothing_outside(self):
        document = self.server.get("/api").json()
        self.assertEqual(document["openapi"], "3.0.3")
        self.assertIn("/api/jobs/{job}/events", document["paths"])
        text = json.dumps(document)
        for reference in [part.split('"')[0] for part in text.split('"$ref": "')[1:]]:
            self.assertTrue(reference.startswith("#/components/schemas/"), reference)
            self.assertIn(reference.rsplit("/", 1)[1], document["components"]["schemas"])
        ids = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
        self.assertEqual(len(ids), len(set(ids)))

    def test_a_second_writer_is_refused_and_told_who_writes(self):
        told = subprocess.run([TILTH, "serve", self.server.file, "--listen", "127.0.0.1:0"], capture_output=True, text=True)
        self.assertEqual(told.returncode, 3)
        self.assertIn(f"process {self.server.process.pid}", told.stderr)
        subprocess.run([TILTH, "ledger", self.server.file, "--by", "year"], check=True, capture_output=True)

    def test_the_log_holds_no_path_query_or_address(self):
        self.server.get("/problems/name-of-a-victim?and=more")
        self.server.get("/name-of-a-victim")
        wait_until(lambda: self.server.log().count('"status":404') > 0)
        self.assertNotIn("victim", self.server.log())
        self.assertNotIn("127.0.0.1", self.server.log().split("\n", 1)[1])


class ServesOverTls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=100)
        cls.certificate, key = (os.path.join(cls.server.work, name) for name in ("certificate.pem", "key.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cls.certificate, "-days", "2",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
        cls.server.options = ["--certificate", cls.certificate, "--key", key]
        cls.server.start()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def test_the_given_certificate_is_shown_and_old_versions_are_refused(self):
        self.assertTrue(self.server.url.startswith("https://"), self.server.url)
        trusted = ssl.create_default_context(cafile=self.certificate)
        with urllib.request.urlopen(self.server.url + "/health", context=trusted) as answer:
            self.assertEqual(json.load(answer)["status"], "alive")
        old = ssl.create_default_context(cafile=self.certificate)
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
        old.set_ciphers("ALL:@SECLEVEL=0")
        with self.assertRaises(OSError):
            with socket.create_connection((self.server.address.hostname, self.server.address.port), timeout=10) as line:
                old.wrap_socket(line, server_hostname="127.0.0.1")

    def test_without_tls_nothing_is_answered(self):
        with socket.create_connection((self.server.address.hostname, self.server.address.port), timeout=10) as line:
            line.sendall(b"GET /health HTTP/1.1\r\nHost: here\r\n\r\n")
            try:
                self.assertNotIn(b"alive", line.recv(4096))
            except ConnectionResetError:
                pass

    def test_a_certificate_without_its_key_is_refused(self):
        told = subprocess.run([TILTH, "serve", self.server.file, "--listen", "127.0.0.1:0", "--certificate", self.certificate],
                              capture_output=True, text=True)
        self.assertEqual(told.returncode, 2)
        self.assertIn("--key", told.stderr)


if __name__ == "__main__":
    unittest.main()
