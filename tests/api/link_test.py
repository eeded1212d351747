# SPDX-License-Identifier: Apache-2.0
"""People who stand twice, through the built program: proposed, decided, taken back, and never named to who may not read names."""
import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Serving, account, signed_in, wait_until  # noqa: E402


def tilth(*words, code=0, text=False):
    done = subprocess.run([TILTH, *([] if text else ["--json"]), *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{words} ended with {done.returncode}: {done.stdout[-2000:]} {done.stderr[-2000:]}"
    return done.stdout + done.stderr if text or code else json.loads(done.stdout)


class Link(unittest.TestCase):
    """A made-up country in which some people are two casualties."""

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="tilth-link-")
        cls.made = os.path.join(cls.work, "made.gpkg")
        cls.truth = os.path.join(cls.work, "truth.csv")
        tilth("generate", cls.made, "--records", "6000", "--seed", "4", "--dirt", "person_twice=0.06", "--truth", cls.truth)
        with open(cls.truth, encoding="utf-8") as rows:
            cls.twice = {frozenset((row["record"], row["other"])) for row in csv.DictReader(rows)}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.work, ignore_errors=True)

    def setUp(self):
        self.file = os.path.join(self.work, self.id() + ".gpkg")
        for end in ("", ".keys"):
            shutil.copy(self.made + end, self.file + end)

    def names(self):
        answer = tilth("person", "find", self.file, self.a_family(), "--limit", "500")
        return {row["name"] for row in answer["records"]}

    def a_family(self):
        pair = tilth("link", self.file, "casualty", "--dry-run", "--names", "--limit", "1")["listed"][0]
        return pair["records"][0]["name"].replace(",", "").split()[0]

    def pairs(self, *words):
        return tilth("link", self.file, "casualty", "--limit", "0", *words)["listed"]

    def test_the_planted_pairs_are_found_and_scored(self):
        self.assertGreater(len(self.twice), 12)
        score = tilth("link", self.file, "casualty", "--truth", self.truth)
        self.assertGreaterEqual(score["recall"], 0.95)
        self.assertGreaterEqual(score["precision"], 0.9)
        self.assertGreater(score["reduction_ratio"], 0.9)
        found = {frozenset(record["id"] for record in pair["records"]) for pair in self.pairs("--dry-run")}
        both = len(found & self.twice)
        self.assertAlmostEqual(score["recall"], both / len(self.twice), 9)
        self.assertAlmostEqual(score["precision"], both / len(found), 9)

    def test_a_dry_run_keeps_nothing_and_a_run_keeps_the_pairs(self):
        found = self.pairs("--dry-run")
        self.assertEqual(self.pairs("--list"), [])
        kept = self.pairs()
        self.assertEqual({pair["id"] for pair in kept}, {pair["id"] for pair in found})
        self.assertEqual(self.pairs(), kept, "the same records give the same pairs")
        for pair in kept:
            self.assertGreaterEqual(pair["percent"], 30)
            self.assertLess(pair["percent"], 100, "no pair is certain")
            self.assertIn("name", [field["field"] for field in pair["fields"]])

    def test_a_decision_needs_a_reason_survives_a_run_and_can_be_taken_back(self):
        pair = self.pairs()[0]["id"]
        for word in ("--same", "--different"):
            refused = tilth("link", self.file, "casualty", word, pair, code=3)
            self.assertIn("decided with a reason", refused)
        before = tilth("indicators", self.file, "C1")[0]
        self.assertEqual(before["second_records"], 0)
        said = tilth("link", self.file, "casualty", "--same", pair, "--reason", "one hospital file", "--author", "Amal")
        records = said["people"]["records"]
        self.assertEqual((said["people"]["same"], said["people"]["most"]), (1, records - 1))
        self.assertEqual([p["decision"] for p in self.pairs("--list", "--state", "same")], ["same"])
        self.pairs()
        kept = self.pairs("--list", "--state", "same")
        self.assertEqual([(p["id"], p["reason"], p["decided_by"]) for p in kept], [(pair, "one hospital file", "Amal")])

        after = tilth("indicators", self.file, "C1")[0]
        self.assertEqual(after["total"]["value"], before["total"]["value"], "no decision changes a figure")
        self.assertEqual(after["second_records"], 1, "and the figure says so")
        self.assertIn("of somebody who has one already", tilth("indicators", self.file, "C1", text=True))

        undone = tilth("link", self.file, "casualty", "--undo", pair, "--reason", "another man's file")
        self.assertEqual((undone["people"]["same"], undone["people"]["most"]), (0, records))
        self.assertEqual(tilth("indicators", self.file, "C1")[0]["second_records"], 0)
        tilth("verify", self.file)
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            log = [row[0] for row in file.execute("SELECT canonical FROM tilth_batch ORDER BY number DESC LIMIT 2")]
        self.assertTrue(all(word in "".join(log) for word in ("one hospital file", "another man's file")), log)

    def test_two_people_stay_two_people(self):
        pair = self.pairs()[0]["id"]
        tilth("link", self.file, "casualty", "--different", pair, "--reason", "brothers, both interviewed")
        self.pairs()
        self.assertNotIn(pair, [one["id"] for one in self.pairs("--list")])
        self.assertIn(pair, [one["id"] for one in self.pairs("--list", "--state", "different")])

    def test_the_check_of_the_programme_neither_looks_for_pairs_nor_forgets_them(self):
        kept = {pair["id"] for pair in self.pairs()}
        tilth("check", self.file)
        self.assertEqual({pair["id"] for pair in self.pairs("--list")}, kept)

    def test_nobody_is_named_but_where_it_was_asked_for(self):
        names = self.names()
        self.assertTrue(names)
        said = tilth("link", self.file, "casualty", "--limit", "0", text=True)
        said += tilth("check", self.file, "--list", "--limit", "0", text=True)
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            said += json.dumps(file.execute("SELECT * FROM tilth_setting").fetchall(), default=str)
            said += json.dumps(file.execute("SELECT message_values, records FROM tilth_finding").fetchall())
        for name in names:
            self.assertNotIn(name, said)
        self.assertTrue(any(name in tilth("link", self.file, "casualty", "--list", "--names", "--limit", "0", text=True) for name in names))

    def test_a_type_without_people_is_refused_in_words(self):
        self.assertIn("link.no_rule", tilth("link", self.file, "hazard", code=2))
        self.assertIn("store.unknown_type", tilth("link", self.file, "nonsense", code=3))
        self.assertIn("finding.unknown", tilth("link", self.file, "casualty", "--same", "00000000-0000", "--reason", "x", code=3))


class LinkServed(unittest.TestCase):
    """The same over the server, by who asks."""

    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=0)
        tilth("generate", cls.server.file, "--records", "6000", "--seed", "4", "--dirt", "person_twice=0.06")
        account(cls.server, "manager", "information_manager")
        account(cls.server, "reviewer", "reviewer")
        account(cls.server, "viewer", "viewer")
        with sqlite3.connect(f"file:{cls.server.file}?mode=ro", uri=True) as file:
            organisation = str(uuid.UUID(bytes=file.execute("SELECT id FROM organisation ORDER BY id LIMIT 1").fetchone()[0]))
        account(cls.server, "narrow", "operator", organisation=organisation)
        cls.server.start()
        cls.manager, cls.reviewer, cls.viewer, cls.narrow = (signed_in(cls.server, name) for name in ("manager", "reviewer", "viewer", "narrow"))
        started = cls.manager.post("/api/linkage/casualty", {})
        assert started.status == 202, started.body
        cls.job = started.json()["job"]
        wait_until(lambda: cls.manager.get(f"/api/jobs/{cls.job}").json()["state"] == "done", 60)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def pairs(self, state="open"):
        return self.manager.get(f"/api/linkage/casualty/pairs?state={state}&limit=500").json()["items"]

    def names(self):
        names = set()
        for pair in self.pairs():
            for record in pair["records"]:
                item = self.manager.get(f"/ogc/collections/casualty/items/{record['id']}").json()
                names.add(item["properties"]["name"])
        return names

    def test_a_manager_sees_pairs_and_how_many_people_there_are(self):
        linkage = [one for one in self.manager.get("/api/linkage").json()["types"] if one["reference"] is None]
        self.assertEqual({one["type"] for one in linkage}, {"casualty", "survivor_case", "cva_grant", "registration"})
        casualty = next(one for one in linkage if one["type"] == "casualty")
        self.assertEqual(casualty["people"]["open"], len(self.pairs()))
        self.assertEqual(casualty["people"]["most"], casualty["people"]["records"])
        self.assertLess(casualty["people"]["fewest"], casualty["people"]["most"])
        self.assertGreater(casualty["last"]["reduction_ratio"], 0.9)
        plain = next(one for one in self.manager.get("/api/linkage?counts=false").json()["types"] if one["type"] == "casualty")
        self.assertEqual((plain["whole"], plain["people"], plain["last"]), (True, None, casualty["last"]), "nothing is counted")
        weights = [pair["pair"]["weight"] for pair in self.pairs()]
        self.assertEqual(weights, sorted(weights, reverse=True))
        self.assertEqual(self.manager.get(f"/api/jobs/{self.job}").json()["result"]["pairs"], len(weights))

    def test_who_may_not_read_names_is_told_of_no_pair(self):
        pair = self.pairs()[0]
        record = pair["records"][0]["id"]
        for person in (self.reviewer, self.viewer):
            self.assertEqual(person.get("/api/linkage").json()["types"], [])
            self.assertIn(person.get("/api/linkage/casualty/pairs").json()["code"], ("link.hidden_names", "store.unknown_type"))
            self.assertEqual(person.get(f"/api/findings/{pair['id']}").json()["code"], "finding.unknown")
            self.assertEqual(person.get("/api/findings?rule=casualty.same_person").json()["total"], 0)
        self.assertEqual(self.reviewer.get(f"/api/records/casualty/{record}/findings").json()["items"], [])
        self.assertEqual(self.reviewer.post("/api/linkage/casualty", {}).json()["code"], "link.hidden_names")
        settled = self.reviewer.post(f"/api/findings/{pair['id']}/settle", {"state": "accepted", "reason": "x"})
        self.assertEqual(settled.json()["code"], "finding.unknown")

    def test_a_decision_has_a_reason_a_history_and_a_way_back(self):
        pair = self.pairs()[-1]["id"]
        settle = lambda **body: self.manager.post(f"/api/findings/{pair}/settle", body)
        for state in ("accepted", "waived"):
            self.assertEqual(settle(state=state).json()["code"], "link.reason_missing")
            self.assertEqual(settle(state=state, reason="  ").json()["code"], "link.reason_missing")
        self.assertEqual(settle(state="accepted", reason="one hospital file").status, 200)
        self.assertEqual(settle(state="waived").json()["code"], "link.reason_missing", "the reason of another decision is none")
        people = next(one for one in self.manager.get("/api/linkage").json()["types"] if one["type"] == "casualty")["people"]
        self.assertEqual((people["same"], people["most"]), (1, people["records"] - 1))
        self.assertIn(pair, [one["id"] for one in self.pairs("accepted")])
        figures = lambda person: person.get("/api/reports/casualty_bulletin").json()["figures"]
        self.assertIn(1, [one["second_records"] for one in figures(self.manager)])
        partial = [one["second_records"] for one in figures(self.narrow) if one["partial"]]
        self.assertEqual((set(partial), len(partial) > 0), ({None}, True), "beside a figure of some records nothing is said of all")
        self.assertEqual(settle(state="open", reason="the file was of another").status, 200)
        finding = self.manager.get(f"/api/findings/{pair}").json()
        self.assertEqual([(one["by"], one["state"], one["reason"]) for one in finding["decisions"]],
                         [("manager", "accepted", "one hospital file"), ("manager", "open", "the file was of another")])
        self.assertEqual({field["field"] for field in finding["pair"]["fields"]} >= {"name", "sex"}, True)

    def test_names_stand_in_records_alone(self):
        names = self.names()
        self.assertGreater(len(names), 5)
        said = self.server.log()
        for path in ("/api/linkage", "/api/linkage/casualty/pairs?state=open,accepted,waived", "/api/findings?limit=1000", "/api/jobs"):
            said += self.manager.get(path).body.decode()
        for name in names:
            self.assertNotIn(name, said)

    def test_the_surplus_record_that_was_removed_is_counted_no_more(self):
        pair = self.pairs()[-1]
        settle = lambda **body: self.assertEqual(self.manager.post(f"/api/findings/{pair['id']}/settle", body).status, 200)
        people = lambda: next(one for one in self.manager.get("/api/linkage").json()["types"] if one["type"] == "casualty")["people"]
        before = people()
        settle(state="accepted", reason="one hospital file")
        self.assertEqual(people()["most"], before["records"] - 1)
        path = f"/ogc/collections/casualty/items/{pair['records'][1]['id']}"
        removed = self.manager.ask("DELETE", path, more={"If-Match": self.manager.get(path).header("ETag")})
        self.assertEqual(removed.status, 204, removed.body)
        after = people()
        self.assertEqual((after["records"], after["same"]), (before["records"] - 1, 1))
        self.assertEqual(after["most"], before["records"] - 1, "nobody is lost: one record fewer, and as many people")
        self.assertEqual(after["fewest"], before["fewest"])
        self.assertEqual(tilth("indicators", self.server.file, "C1")[0]["second_records"], 0, "the figure counts no second record")
        settle(state="open", reason="as it was")
        self.assertEqual(people()["most"], before["records"] - 1)

    def test_a_type_without_people_is_refused(self):
        self.assertEqual(self.manager.post("/api/linkage/hazard", {}).json()["code"], "link.no_rule")
        self.assertEqual(self.manager.get("/api/linkage/nonsense/pairs").json()["code"], "store.unknown_type")


class SurvivorsAndCasualties(unittest.TestCase):
    """Survivors whose case names no casualty, and the casualty that each is likely to be."""

    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=0)
        cls.truth = os.path.join(cls.server.work, "truth.csv")
        tilth("generate", cls.server.file, "--records", "6000", "--seed", "4", "--dirt", "survivor_without_casualty=0.15", "--truth", cls.truth)
        with open(cls.truth, encoding="utf-8") as rows:
            cls.planted = {row["record"]: row["other"] for row in csv.DictReader(rows)}
        cls.score = tilth("link", cls.server.file, "survivor_case", "--reference", "casualty", "--truth", cls.truth)
        cls.found = tilth("link", cls.server.file, "survivor_case", "--reference", "casualty", "--limit", "0")
        cls.words = ["link", cls.server.file, "survivor_case", "--reference", "casualty"]
        account(cls.server, "manager", "information_manager")
        account(cls.server, "reviewer", "reviewer")

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def case(self, survivor):
        with sqlite3.connect(f"file:{self.server.file}?mode=ro", uri=True) as file:
            return file.execute("SELECT casualty FROM survivor_case WHERE id = ?", (uuid.UUID(survivor).bytes,)).fetchone()[0]

    def pairs(self, state="open"):
        return tilth(*self.words, "--list", "--state", state, "--limit", "0")["listed"]

    def figures(self):
        return tilth(*self.words, "--list", "--limit", "1")["references"]

    def test_a_survivor_whose_casualty_was_left_out_is_found_and_scored(self):
        self.assertGreater(len(self.planted), 15)
        self.assertGreaterEqual(self.score["recall"], 0.9)
        self.assertGreaterEqual(self.score["precision"], 0.8)
        pairs = [tuple(record["id"] for record in pair["records"]) for pair in self.found["listed"]]
        both = sum(self.planted.get(survivor) == casualty for survivor, casualty in pairs)
        self.assertAlmostEqual(self.score["recall"], both / len(self.planted), 9)
        self.assertAlmostEqual(self.score["precision"], both / len(pairs), 9)
        print(f"survivors without a casualty: precision {self.score['precision']:.3f}, recall {self.score['recall']:.3f}, "
              f"{len(self.planted)} planted", file=sys.stderr)
        with sqlite3.connect(f"file:{self.server.file}?mode=ro", uri=True) as file:
            one = lambda text: file.execute(text).fetchone()[0]
            figures = self.found["references"]
            self.assertEqual(figures["records"], one("SELECT count(*) FROM survivor_case WHERE victim_kind = 'survivor'"))
            self.assertEqual(figures["without"], one("SELECT count(*) FROM survivor_case WHERE victim_kind = 'survivor' AND casualty IS NULL"))
            self.assertEqual(figures["others"], one("SELECT count(*) FROM casualty WHERE outcome <> 'killed'"))
            named = {row[0] for row in file.execute("SELECT casualty FROM survivor_case WHERE victim_kind = 'survivor'")}
            alive = {str(uuid.UUID(bytes=row[0])) for row in file.execute("SELECT id FROM casualty WHERE outcome <> 'killed'")}
            self.assertEqual(figures["unreferred"], len(alive - named))
        for pair in self.found["listed"]:
            self.assertIsNone(self.case(pair["records"][0]["id"]), "looking sets nothing")

    def test_accepting_sets_the_reference_and_undo_takes_it_back(self):
        pair = self.pairs()[0]
        survivor, casualty = (record["id"] for record in pair["records"])
        before = self.figures()
        tilth(*self.words, "--same", pair["id"], code=3)
        self.assertIsNone(self.case(survivor), "nothing is set without a reason")
        tilth(*self.words, "--same", pair["id"], "--reason", "the hospital's file", "--author", "Amal")
        self.assertEqual(self.case(survivor), casualty)
        after = self.figures()
        self.assertEqual((after["without"], after["unreferred"], after["same"]), (before["without"] - 1, before["unreferred"] - 1, before["same"] + 1))
        tilth(*self.words)
        self.assertIn(pair["id"], [one["id"] for one in self.pairs("same")], "the decision outlives a run")
        tilth(*self.words, "--undo", pair["id"], "--reason", "his brother's record")
        self.assertIsNone(self.case(survivor))
        self.assertEqual(self.figures(), before)
        self.assertIn(pair["id"], [one["id"] for one in self.pairs()])
        self.assertTrue(tilth("verify", self.server.file)["sound"])

    def test_over_the_server_undo_is_refused_where_the_reference_was_changed_since_and_rejection_stays(self):
        self.server.start()
        try:
            manager, reviewer = signed_in(self.server, "manager"), signed_in(self.server, "reviewer")
            between = lambda who: [one for one in who.get("/api/linkage").json()["types"] if one["reference"] == "casualty"]
            self.assertEqual([one["type"] for one in between(manager)], ["survivor_case"])
            self.assertEqual(between(reviewer), [], "who may not read names is told of no pair and of no figure")
            self.assertEqual(reviewer.get("/api/linkage/survivor_case/pairs?reference=casualty").json()["code"], "link.hidden_names")
            self.assertEqual(manager.get("/api/linkage/survivor_case/pairs?reference=place").json()["code"], "link.no_rule")
            pairs = manager.get("/api/linkage/survivor_case/pairs?reference=casualty&limit=500").json()["items"]
            first, second = pairs[-1], pairs[-2]
            self.assertEqual([record["type"] for record in first["records"]], ["survivor_case", "casualty"])
            settle = lambda pair, **body: manager.post(f"/api/findings/{pair['id']}/settle", body)
            self.assertEqual(reviewer.post(f"/api/findings/{first['id']}/settle", {"state": "accepted", "reason": "x"}).json()["code"], "finding.unknown")
            self.assertEqual(manager.post(f"/api/findings/{first['id']}/repair", {}).json()["code"], "finding.unknown", "it is decided with a reason")
            self.assertEqual(settle(first, state="accepted").json()["code"], "link.reason_missing")
            self.assertEqual(settle(first, state="accepted", reason="one file").status, 200)
            survivor, casualty = (record["id"] for record in first["records"])
            path = f"/ogc/collections/survivor_case/items/{survivor}"
            self.assertEqual(manager.get(path).json()["properties"]["casualty"], casualty)
            operation = manager.get(f"/api/records/survivor_case/{survivor}/history").json()["operations"][-1]
            self.assertEqual((operation["author"], operation["after"]["casualty"] is not None), ("manager", True))
            other = second["records"][1]["id"]
            changed = manager.ask("PATCH", path, {"properties": {"casualty": other}}, more={"If-Match": "*", "Content-Type": "application/merge-patch+json"})
            self.assertIn(changed.status, (200, 204), changed.body)
            self.assertEqual(settle(first, state="open", reason="x").json()["code"], "store.stale")
            self.assertEqual(manager.get(path).json()["properties"]["casualty"], other, "another's change is not taken back")

            self.assertEqual(settle(second, state="waived", reason="two brothers").status, 200)
            job = manager.post("/api/linkage/survivor_case?reference=casualty", {}).json()["job"]
            wait_until(lambda: manager.get(f"/api/jobs/{job}").json()["state"] == "done", 60)
            listed = manager.get("/api/linkage/survivor_case/pairs?reference=casualty&limit=500").json()["items"]
            self.assertNotIn(second["id"], [one["id"] for one in listed])
            self.assertNotIn(survivor, [one["records"][0]["id"] for one in listed], "it names one already")
            # A pair that was open when somebody else set the reference.
            third = listed[0]
            path = f"/ogc/collections/survivor_case/items/{third['records'][0]['id']}"
            manager.ask("PATCH", path, {"properties": {"casualty": other}}, more={"If-Match": "*", "Content-Type": "application/merge-patch+json"})
            self.assertEqual(settle(third, state="accepted", reason="one file").json()["code"], "link.reference_set")
            self.assertEqual(settle(third, state="waived", reason="two people").status, 200)
        finally:
            self.server.stop()


class BetweenOrganisations(unittest.TestCase):
    """Two programmes that both know some people; neither shows the other who else there is."""

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp(prefix="tilth-codes-")
        cls.ours, cls.theirs = (os.path.join(cls.work, name) for name in ("ours.gpkg", "theirs.gpkg"))
        tilth("generate", cls.ours, "--records", "2500", "--seed", "4")
        tilth("generate", cls.theirs, "--records", "2500", "--seed", "4")  # the same made-up people in both
        cls.key = os.path.join(cls.work, "project.key")
        tilth("link", cls.ours, "casualty", "--new-key", cls.key)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.work, ignore_errors=True)

    def at(self, name):
        return os.path.join(self.work, name)

    def test_codes_go_out_an_answer_comes_back_and_both_are_deleted(self):
        codes, answer = self.at("codes.json"), self.at("answer.json")
        out = tilth("link", self.ours, "casualty", "--key", self.key, "--partner", "Hope", "--codes-out", codes, "--filters")
        with open(codes, encoding="utf-8") as file, open(self.key, encoding="utf-8") as key:
            given, secret = file.read(), key.read().strip()
        self.assertEqual(os.stat(codes).st_mode & 0o077, 0)
        self.assertNotIn(secret, given)
        ids = self.people(self.ours)
        for word in ids | {"Adaro", "Karuto", "Amara", "Abermol", "Grundal", "ADARO", "male"}:
            self.assertNotIn(word, given)
        came = tilth("link", self.theirs, "casualty", "--key", self.key, "--partner", "Centre", "--codes-in", codes, "--answer-out", answer)
        self.assertFalse(os.path.exists(codes), "the partner's codes are deleted once they are compared")
        self.assertEqual((came["compared"], came["count"]), (out["records"], out["records"]))
        with open(answer, encoding="utf-8") as file:
            said = json.load(file)
        self.assertEqual(set(said), {"form", "project", "type", "count", "possible_duplicates"}, "a count and our own records, no more")
        self.assertFalse(self.people(self.theirs) & set(said["possible_duplicates"]))
        ours = tilth("link", self.ours, "casualty", "--key", self.key, "--partner", "Hope", "--answer-in", answer)
        self.assertEqual({row["id"] for row in ours["records"]}, ids)
        self.assertFalse(os.path.exists(answer))
        log = tilth("link", self.ours, "casualty", "--exchanges")["exchanges"]
        self.assertEqual([(one["what"], one["partner"], one["records"]) for one in log],
                         [("codes given", "Hope", out["records"]), ("answer taken", "Hope", len(ids))])
        self.assertNotIn(secret, json.dumps(log))

    def test_a_file_of_codes_is_never_open_to_others(self):
        codes = self.at("open.json")
        with open(codes, "w", encoding="utf-8") as file:
            file.write("an earlier file")
        os.chmod(codes, 0o644)
        with open(codes, encoding="utf-8") as held:
            tilth("link", self.theirs, "casualty", "--key", self.key, "--partner", "Centre", "--codes-out", codes)
            self.assertEqual(held.read(), "an earlier file", "who had the file open reads no code")
        self.assertEqual(os.stat(codes).st_mode & 0o777, 0o600)
        with open(codes, encoding="utf-8") as file:
            self.assertGreater(len(json.load(file)["records"]), 0)

    def people(self, file):
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as table:
            return {str(uuid.UUID(bytes=row[0])) for row in table.execute("SELECT id FROM casualty")}

    def test_one_key_is_for_one_partner(self):
        key = self.at("second.key")
        tilth("link", self.ours, "casualty", "--new-key", key)
        tilth("link", self.ours, "casualty", "--key", key, "--partner", "Hope", "--codes-out", self.at("one.json"))
        self.assertIn("was used with Hope already", tilth("link", self.ours, "casualty", "--key", key, "--partner", "Relief",
                                                          "--codes-out", self.at("two.json"), code=3))
        self.assertFalse(os.path.exists(self.at("two.json")))
        self.assertIn("another key", tilth("link", self.theirs, "casualty", "--key", self.key, "--partner", "Centre", "--codes-in",
                                           self.at("one.json"), "--answer-out", self.at("no.json"), code=3))
        self.assertTrue(os.path.exists(self.at("one.json")), "what was refused is not deleted")
        self.assertFalse(os.path.exists(self.at("no.json")))

    def test_a_key_that_others_may_read_is_refused_and_none_is_written_over(self):
        key = self.at("open.key")
        tilth("link", self.ours, "casualty", "--new-key", key)
        tilth("link", self.ours, "casualty", "--new-key", key, code=3)
        os.chmod(key, 0o644)
        self.assertIn("may read it", tilth("link", self.ours, "casualty", "--key", key, "--partner", "Hope", "--codes-out", self.at("x.json"), code=3))

    def test_survivors_are_coded_for_whom_they_let_it(self):
        key = self.at("survivors.key")
        tilth("link", self.ours, "survivor_case", "--new-key", key)
        words = ["link", self.ours, "survivor_case", "--key", key, "--partner", "Hope", "--codes-out", self.at("s.json")]
        self.assertIn("to whom their name may be given", tilth(*words, code=2))
        self.assertGreater(tilth(*words, "--recipient", "service_providers")["records"], 0)
        self.assertEqual(tilth(*words, "--recipient", "ngos")["records"], 0, "the made-up survivors let service providers have it alone")


if __name__ == "__main__":
    unittest.main()
