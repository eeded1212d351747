#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Question: does the server start and idle as DESIGN 10 asks (first answer under 0.3 s, under 60 MB), and how many answers a
second, of which size, does it give under load?
Data: a made-up programme of 20,000 records, the same for the same seed, or the programme file that is named (it is copied, and gets the account "bench").
wrk from Debian where it is installed. Loopback only, bounded in time.

bench/http/serve_bench.py [build/release/bin/tilth [FILE]]"""
import http.client
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/api/support"))
if len(sys.argv) > 1:
    os.environ["TILTH"] = sys.argv[1]
from serving import TILTH, Serving, account, signed_in  # noqa: E402


def first_answer(server):
    """Seconds from starting the program to the first whole answer of the store, and those of a processor that it took."""
    port = 20000 + os.getpid() % 20000
    begun = time.monotonic()
    process = subprocess.Popen([TILTH, "serve", server.file, "--listen", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() - begun < 20:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/health/ready")
                if connection.getresponse().status == 200:
                    return time.monotonic() - begun, processor_seconds(process.pid)
            except OSError:
                time.sleep(0.002)
        raise AssertionError("no answer in 20 s")
    finally:
        process.terminate()
        process.wait()


def processor_seconds(process):
    with open(f"/proc/{process}/stat", encoding="ascii") as stat:
        return sum(int(ticks) for ticks in stat.read().split()[13:15]) / os.sysconf("SC_CLK_TCK")


def resident(process):
    with open(f"/proc/{process}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def tiles_never_asked_for(person, count=200):
    """Milliseconds of each of `count` different tiles of the hazards, none of them kept; empty ones are left out."""
    west, south, east, north = person.get("/ogc/collections/hazard").json()["extent"]["spatial"]["bbox"][0]
    took = []
    for level in (9, 10, 11, 12):
        side = 1 << level
        column = lambda lon: int((lon + 180) / 360 * side)
        row = lambda lat: int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * side)
        places = [(x, y) for x in range(column(west), column(east) + 1) for y in range(row(north), row(south) + 1)]
        random.Random(level).shuffle(places)
        for x, y in places[:count]:
            begun = time.monotonic()
            answer = person.get(f"/ogc/collections/hazard/tiles/WebMercatorQuad/{level}/{y}/{x}")
            if answer.body:
                took.append((time.monotonic() - begun) * 1000)
            if len(took) == count:
                return sorted(took)
    return sorted(took)


if len(sys.argv) > 2:
    work = tempfile.mkdtemp(prefix="tilth-bench-")
    copy = shutil.copy(sys.argv[2], os.path.join(work, "programme.gpkg"))
    if os.path.exists(sys.argv[2] + ".keys"):
        shutil.copy(sys.argv[2] + ".keys", copy + ".keys")
    server = Serving(file=copy)
else:
    server = Serving(records=20_000, seed=1)
account(server, "bench", "administrator")
times = sorted(first_answer(server) for _ in range(7))
print(f"start to first answer: median {times[3][0]:.3f} s, worst of 7 {times[-1][0]:.3f} s (to hold: 0.3 s); "
      f"of a processor {max(used for _, used in times):.2f} s at most")
server.start()
server.get("/health")
time.sleep(1)
print(f"memory idle: {resident(server.process.pid):.1f} MB (to hold: 60 MB)")
if shutil.which("wrk"):
    person = signed_in(server, "bench")
    for path in ("/health", "/problems", "/api/tables/hazard?limit=50", "/ogc/collections/hazard/items?limit=50",
                 "/ogc/collections/hazard/items?limit=50&bbox=-29,-13,-28,-12&filter=" + urllib.parse.quote("status = 'open' AND class = 'cha'"),
                 "/api/home", "/ogc/collections/hazard/tiles/WebMercatorQuad/6/34/27", "/api/indicators/land_released?split=year"):
        size = len(person.get(path).body)
        told = subprocess.run(["wrk", "-t1", "-c32", "-d5s", "--timeout", "30s", "--latency", "-H", f"Cookie: {person.cookie}", server.url + path],
                              capture_output=True, text=True, check=True).stdout
        assert "Non-2xx" not in told, told
        rate = re.search(r"Requests/sec:\s+([\d.]+)", told).group(1)
        p50, p99 = (re.search(rf"{share}%\s+(\S+)", told).group(1) for share in (50, 99))
        print(f"wrk, 32 connections, {path}: {size} bytes, {rate} a second, p50 {p50}, p99 {p99}")
    took = tiles_never_asked_for(person)
    print(f"{len(took)} tiles with hazards, each asked for once: p50 {took[len(took) // 2]:.1f} ms, p99 {took[len(took) * 99 // 100]:.1f} ms")
    print(f"memory after: {resident(server.process.pid):.1f} MB")
server.stop()
shutil.rmtree(server.work)
if len(sys.argv) > 2:
    shutil.rmtree(work)
