#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Question: how long does a report take over a national programme of a million records, by the command and by a server that was just
started? Data: a made-up country, the same for the same seed, or the programme file that is named. Each report's answer holds a figure
against a query of SQLite on the file, which shares no code with the program.

bench/report/report_bench.py [--records 1000000] [--file FILE] [--year 2024] [build/release/bin/tilth]

Writes the table of docs/performance.md to the terminal; ends with 1 where a figure disagrees. A million records need 1.4 GB of disk
and a minute to be made; the file is removed afterwards unless it was named."""
import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/api/support"))
asked = argparse.ArgumentParser()
asked.add_argument("--records", type=int, default=1_000_000)
asked.add_argument("--file")
asked.add_argument("--year", type=int, default=2024)
asked.add_argument("tilth", nargs="?", default="build/release/bin/tilth")
asked = asked.parse_args()
os.environ["TILTH"] = TILTH = os.path.abspath(asked.tilth)
from serving import Serving, account, signed_in  # noqa: E402

ASKED_FOR = 5.0
IN_YEAR = f"BETWEEN '{asked.year}-01-01' AND '{asked.year}-12-31'"


def figure(document, code, what="value", **cell):
    """A figure of the report by code and cell."""
    found = [one for one in document["figures"] if one["code"] == code and {part["split"]: part["value"] for part in one["cell"]} == cell
             and (one["from"] or "").startswith(str(asked.year))]
    return found[0][what] if found else [one for one in document["figures"] if one["code"] == code and not one["cell"]][0][what]


def account_column(document, title):
    """The last line of the first table of the land account with that column."""
    for section in document["sections"]:
        for part in section["parts"]:
            titles = [column["title"] for column in part.get("columns", [])]
            if part["kind"] == "table" and title in titles and part.get("sums"):
                return part["sums"][titles.index(title)]["value"]
    raise AssertionError(title)


def rows(document, title):
    return next(part["total_rows"] for section in document["sections"] for part in section["parts"] if part.get("title") == title)


# Report -> (the type of its record, what of it is checked, from the document, the same from SQLite). Areas are kept as hundredths of m2.
CREATED = f"SELECT sum(area_computed) / 100.0 FROM hazard WHERE removed = 0 AND predecessor IS NULL AND identified_on <= '{asked.year}-12-31'"
REPORTS = {
    "annual_land_release": (None, "products approved in the year", lambda d: figure(d, "LR9", "n"),
                            f"SELECT count(*) FROM land_release_product WHERE removed = 0 AND status = 'approved' AND released_on {IN_YEAR}"),
    "national_balance": (None, "m2 that ever came into the account", lambda d: account_column(d, "Created"), CREATED),
    "casualty_bulletin": (None, "casualties of the year", lambda d: figure(d, "C1"), f"SELECT count(*) FROM casualty WHERE removed = 0 AND happened_on {IN_YEAR}"),
    "operator_performance": (None, "m2 that came into the account in the year", lambda d: account_column(d, "Created"),
                             f"SELECT sum(area_computed) / 100.0 FROM hazard WHERE removed = 0 AND predecessor IS NULL AND identified_on {IN_YEAR}"),
    "donor_report": ("grant", "shares of the grant", lambda d: rows(d, "Shares by pillar"), "SELECT count(*) FROM grant_share WHERE removed = 0 AND \"grant\" = :record"),
    "apmbc_article_7": ("treaty_report", "risk education sessions of the year", lambda d: figure(d, "E1"), f"SELECT count(*) FROM eore_session WHERE removed = 0 AND held_on {IN_YEAR}"),
    "risk_education": (None, "sessions of the year", lambda d: figure(d, "E1"), f"SELECT count(*) FROM eore_session WHERE removed = 0 AND held_on {IN_YEAR}"),
}


def wanted_record(database, record_type):
    where = f"WHERE local_id LIKE '%{asked.year}%'" if record_type == "treaty_report" else ""
    return database.execute(f"SELECT id, local_id FROM \"{record_type}\" {where} ORDER BY local_id LIMIT 1").fetchone()


def as_text(identity):
    text = identity.hex() if isinstance(identity, bytes) else str(identity)
    return text if "-" in text else f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def agrees(found, expected):
    return abs(float(found) - float(expected)) <= 1e-9 * max(1.0, abs(float(expected)))


def load():
    with open("/proc/loadavg", encoding="ascii") as average:
        return float(average.read().split()[0])


work = tempfile.mkdtemp(prefix="tilth-bench-")
failed = False
try:
    file = asked.file or os.path.join(work, "programme.gpkg")
    if not asked.file:
        begun = time.monotonic()
        subprocess.run([TILTH, "generate", file, "--records", str(asked.records), "--seed", "7"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(f"made in {time.monotonic() - begun:.0f} s", file=sys.stderr)
    who = f"bench{os.getpid()}"
    stopped = Serving(file=file)
    account(stopped, who, "administrator")
    shutil.rmtree(stopped.work)
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    records = database.execute("SELECT count(DISTINCT record) FROM tilth_operation").fetchone()[0]
    print(f"{records:,} records, load {load():.1f} before\n", file=sys.stderr)
    print("| report | by the command, s | of a processor, s | most memory, MiB | by a server just started, s | asked again, s | figure held against SQL |\n|---|---:|---:|---:|---:|---:|---|")
    for name, (record_type, what, of, query) in REPORTS.items():
        chosen = wanted_record(database, record_type) if record_type else None
        words = ["--record", chosen[1]] if chosen else ["--period", str(asked.year)]
        out = os.path.join(work, name + ".json")
        begun = time.monotonic()
        child = subprocess.Popen([TILTH, "report", file, name, *words, "-o", out], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        by_command = time.monotonic() - begun
        assert status == 0, name
        with open(out, encoding="utf-8") as text:
            document = json.load(text)
        expected = database.execute(query, {"record": as_text(chosen[0])} if chosen and ":record" in query else {}).fetchone()[0]
        found = of(document)
        same = agrees(found, expected)
        failed |= not same
        with Serving(file=file) as server:
            person = signed_in(server, who)
            path = f"/api/reports/{name}?" + (f"record={as_text(chosen[0])}" if chosen else f"period={asked.year}")
            took = []
            for _ in range(2):
                begun = time.monotonic()
                answer = server.asked("GET", path, headers={"Cookie": person.cookie})
                took.append(time.monotonic() - begun)
                assert answer.status == 200, answer.body[:300]
            served = of(answer.json())
            same &= agrees(served, expected)
        slow = by_command > ASKED_FOR or took[0] > ASKED_FOR
        print(f"| `{name}` | {by_command:.2f} | {used.ru_utime + used.ru_stime:.2f} | {used.ru_maxrss / 1024:.0f} | {took[0]:.2f} | {took[1]:.2f} | {what}: {found:,.10g} {'agrees' if same else f'and not {expected:,.10g}: DISAGREES'}{', over 5 s' if slow else ''} |", flush=True)
    print(f"\nload {load():.1f} after", file=sys.stderr)
finally:
    shutil.rmtree(work, ignore_errors=True)
sys.exit(1 if failed else 0)
