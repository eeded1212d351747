# SPDX-License-Identifier: Apache-2.0
"""Fields of two records that two organisations have, opened to two people: what is told before, meanwhile, after and to a third account."""
import json
import os
import sqlite3
import subprocess
import sys
import unittest
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import TILTH, Serving, account, signed_in, wait_until  # noqa: E402

GIVEN = ["Amara", "Bosko", "Celine", "Dorota", "Emre", "Fikru", "Goran", "Hedda"]
FAMILY = ["Qzelan", "Rumovic", "Tashkin", "Vandoro", "Wexley", "Yordan", "Zubair", "Ostrow"]


def persons(number):
    """One person as North and as South wrote it down; another person each time."""
    given, family, born, hurt = GIVEN[number], FAMILY[number], f"{1950 + 5 * number}-03-04", f"{2010 + number}-05-06"
    return ({"name": f"{given} {family}", "date_of_birth": born, "happened_on": hurt, "occupation_before": "qz-northern weaver"},
            {"name": f"{family.upper()}, {given}", "date_of_birth": born, "happened_on": hurt, "occupation_before": "qz-southern baker"})


def tilth(*words):
    done = subprocess.run([TILTH, "--json", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: {done.stdout[-800:]} {done.stderr[-800:]}"
    return json.loads(done.stdout) if done.stdout.strip() else {}


class Openings(unittest.TestCase):
    """North has a casualty that South has too. Each sees its own; a manager of information sees both."""

    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=300)
        file = sqlite3.connect(f"file:{cls.server.file}?mode=ro", uri=True)
        text = lambda rows: [str(uuid.UUID(bytes=row[0])) for row in rows]
        cls.organisations = text(file.execute("SELECT id FROM organisation ORDER BY id LIMIT 3"))
        cls.place = text(file.execute("SELECT id FROM place WHERE level = 2 LIMIT 1"))[0]
        file.close()
        north, south, third = cls.organisations
        for name, organisation in (("north", north), ("north2", north), ("south", south), ("south2", south), ("third", third)):
            account(cls.server, name, "operator", organisation=organisation, **{"class": "personal"})
        account(cls.server, "low", "operator", organisation=south)
        account(cls.server, "manager", "information_manager")
        account(cls.server, "administrator", "administrator")
        account(cls.server, "director", "director")
        cls.server.start()
        names = ("north", "north2", "south", "south2", "third", "low", "manager", "director", "administrator")
        cls.people = {name: signed_in(cls.server, name) for name in names}
        cls.number = 0

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def ask(self, who, method, path, body=None):
        return self.people[who].ask(method, path, body)

    def made(self, type_name, **fields):
        answer = self.ask("manager", "POST", f"/ogc/collections/{type_name}/items", {"type": "Feature", "geometry": None, "properties": fields})
        self.assertEqual(answer.status, 201, answer.body)
        return answer.header("Location").rsplit("/", 1)[1]

    def pair_made(self):
        """A casualty of North and one of South, of one person each time; looked for by the manager."""
        Openings.number += 1
        ids = []
        self.north, self.south = persons(self.number)
        for organisation, person in zip(self.organisations, (self.north, self.south)):
            accident = self.made("accident", local_id=f"QZ-{self.number}-{organisation}", **{"class": "mine"}, happened_on=person["happened_on"],
                                 place=self.place, organisation=organisation)
            ids.append(self.made("casualty", code=f"QZ-{self.number}-{len(ids)}", accident=accident, place=self.place, sex="female",
                                 age_band="adult", outcome="injured", civil_status="civilian", **person))
        job = self.ask("manager", "POST", "/api/linkage/casualty", {}).json()["job"]
        wait_until(lambda: self.ask("manager", "GET", f"/api/jobs/{job}").json()["state"] == "done", 60)
        pairs = self.ask("manager", "GET", "/api/linkage/casualty/pairs?limit=500").json()["items"]
        pair = next(one["id"] for one in pairs if {record["id"] for record in one["records"]} == set(ids))
        return ids[0], ids[1], pair

    def secrets(self, pair, record, person, organisation):
        """What nobody of the other side may read of a record, at any time; and what it may read while the fields are open."""
        always = [record, pair, organisation, person["occupation_before"], f"QZ-{self.number}-" + ("0" if person is self.north else "1")]
        return always, [person["name"]]

    def no_word_of(self, secrets, answers):
        for answer in answers:
            for secret in secrets:
                self.assertNotIn(secret, answer.body.decode(), answer.body[:300])

    def addresses(self, opening, other, pair):
        return ["/api/linkage", "/api/linkage/casualty/pairs?limit=500", "/api/linkage/casualty/duplicates?limit=500", "/api/openings",
                f"/api/openings/{opening}", "/api/findings?limit=1000", f"/api/findings/{pair}", f"/ogc/collections/casualty/items/{other}",
                f"/api/records/casualty/{other}/history", "/ogc/collections/casualty/items?limit=1000"]

    def read(self, who, opening, other, pair):
        answers = [self.ask(who, "GET", address) for address in self.addresses(opening, other, pair)]
        for answer in answers:  # an error names what was asked for
            if answer.status == 404:
                answer.body = answer.body.replace(other.encode(), b"").replace(pair.encode(), b"").replace(str(opening).encode(), b"")
        return answers

    def asked(self, record, **more):
        answer = self.ask("north", "POST", "/api/linkage/casualty/openings", {"record": record, "reason": "one hospital, two lists", **more})
        self.assertEqual(answer.status, 201, answer.body)
        [made] = answer.json()["items"]
        self.assertEqual(made["record"]["id"], record)
        return made["id"]

    def code(self, who, method, path, body=None):
        answer = self.ask(who, method, path, body if body is not None else {})
        return answer.json().get("code", answer.status)

    def test_a_side_learns_of_a_possible_duplicate_and_no_more_until_the_other_side_opens_the_compared_fields(self):
        own, other, pair = self.pair_made()
        always, meanwhile = self.secrets(pair, other, self.south, self.organisations[1])
        mine = [one for one in self.ask("north", "GET", "/api/linkage/casualty/duplicates?limit=500").json()["items"] if one["record"]["id"] == own]
        self.assertEqual([(one["record"]["label"], one["count"]) for one in mine], [(f"QZ-{self.number}-0", 1)])
        self.assertEqual(set(mine[0]), {"record", "count"}, "a count and our own record")
        self.assertEqual(self.ask("manager", "GET", "/api/linkage/casualty/duplicates").json()["total"], 0, "who reads both is told of pairs")
        self.assertEqual(self.ask("third", "GET", "/api/linkage/casualty/duplicates").json()["total"], 0)
        self.assertEqual(self.code("low", "GET", "/api/linkage/casualty/duplicates"), "link.hidden_names")

        self.assertEqual(self.code("north", "POST", "/api/linkage/casualty/openings", {"record": own, "reason": "  "}), "opening.reason_missing")
        self.assertEqual(self.code("north", "POST", "/api/linkage/casualty/openings", {"record": own, "reason": "x", "days": 31}), "request.bad_member")
        self.assertEqual(self.code("north", "POST", "/api/linkage/casualty/openings", {"record": other, "reason": "x"}), "store.unknown_record")
        self.assertEqual(self.code("third", "POST", "/api/linkage/casualty/openings", {"record": own, "reason": "x"}), "store.unknown_record")
        self.assertEqual(self.code("low", "POST", "/api/linkage/casualty/openings", {"record": other, "reason": "x"}), "link.hidden_names")
        opening = self.asked(own)
        self.assertEqual(self.code("north", "POST", "/api/linkage/casualty/openings", {"record": own, "reason": "again"}), "opening.nothing_hidden")
        at = f"/api/openings/{opening}"
        answer = {"agree": True, "reason": "the same hospital", "days": 3}

        # Before: nobody reads anything, and nobody but a second person of the other side answers.
        self.no_word_of([*always, *meanwhile], self.read("north", opening, other, pair))
        self.assertEqual(self.code("north", "POST", at + "/look"), "opening.not_open")
        self.assertEqual(self.code("north", "POST", at + "/answer", answer), "opening.same_account")
        for stranger in ("third", "low", "north2"):
            self.assertEqual(self.ask(stranger, "GET", "/api/openings").json()["items"], [], stranger)
            for end in ("answer", "look", "end"):
                self.assertEqual(self.code(stranger, "POST", f"{at}/{end}", answer if end == "answer" else {}), "opening.unknown", stranger)
            self.assertEqual(self.code(stranger, "POST", at + "/settle", {"state": "accepted", "reason": "x"}), "opening.unknown", stranger)
        self.assertEqual(self.code("south", "POST", at + "/look"), "opening.not_open")
        self.assertEqual(self.code("south", "POST", at + "/answer", {"agree": True, "reason": ""}), "opening.reason_missing")
        self.assertEqual(self.code("south", "POST", at + "/answer", {"agree": True, "reason": "\u00a0\u200b\n"}), "opening.reason_missing")
        for agree in ("yes", 1, None):
            self.assertEqual(self.code("south", "POST", at + "/answer", {"agree": agree, "reason": "x"}), "request.bad_member", agree)
        self.assertEqual(self.code("south", "POST", at + "/answer", {"reason": "x"}), "request.bad_member", "no answer is no refusal")
        for act in ("answer", "end"):
            self.assertEqual(self.code("south", "POST", f"{at}/{act}", {"agree": True, "reason": "\u0646" * 1001}), "request.bad_member", act)
        seen = self.ask("south", "GET", at).json()
        self.assertEqual((seen["side"], seen["record"]["id"], seen["asked_by"], seen["reason"]), ("deciding", other, "north", "one hospital, two lists"))
        theirs, theirs_open = self.secrets(pair, own, self.north, self.organisations[0])
        self.no_word_of([*theirs, *theirs_open], self.read("south", opening, own, pair))

        # Meanwhile: the compared fields, to these two.
        agreed = self.ask("south", "POST", at + "/answer", answer)
        self.assertEqual((agreed.status, agreed.json()["state"]), (200, "open"), agreed.body)
        self.assertEqual(self.code("south", "POST", at + "/answer", answer), "opening.not_waiting")
        compared = ["name", "date_of_birth", "age_at_accident", "sex", "happened_on"]
        for who, own_person, other_person, hidden in (("north", self.north, self.south, always), ("south", self.south, self.north, theirs)):
            look = self.ask(who, "POST", at + "/look", {})
            self.assertEqual(look.status, 200, look.body)
            fields = {one["field"]: one for one in look.json()["fields"]}
            self.assertEqual(list(fields), compared)
            self.assertTrue((fields["name"]["own"], fields["name"]["other"]) == (own_person["name"], other_person["name"]))
            self.assertEqual(fields["date_of_birth"]["other"], other_person["date_of_birth"])
            self.assertIsNone(fields["age_at_accident"]["other"])
            self.no_word_of(hidden, [look])
        self.no_word_of(["south"], [self.ask("north", "GET", at)])
        self.no_word_of([*always, *meanwhile], self.read("north", opening, other, pair))
        for stranger, code in (("third", "opening.unknown"), ("low", "opening.unknown"), ("north2", "opening.unknown"),
                               ("south2", "opening.not_open"), ("manager", "opening.not_open")):
            refused = self.ask(stranger, "POST", at + "/look", {})
            self.assertEqual(refused.json()["code"], code, stranger)
            self.no_word_of([self.north["name"], self.south["name"]], [refused])
            self.assertEqual(self.code(stranger, "POST", at + "/settle", {"state": "accepted", "reason": "x"}), code, stranger)
        self.assertEqual(self.code("south2", "POST", at + "/end"), "opening.not_open")

        # They decide the pair, and the decision is that of the pair.
        self.assertEqual(self.code("north", "POST", at + "/settle", {"state": "accepted"}), "link.reason_missing")
        self.assertEqual(self.ask("north", "POST", at + "/settle", {"state": "accepted", "reason": "both lists agree"}).status, 200)
        finding = self.ask("manager", "GET", f"/api/findings/{pair}").json()
        self.assertEqual((finding["state"], finding["settled_by"], finding["reason"]), ("accepted", "north", "both lists agree"))
        self.assertEqual(self.ask("south", "POST", at + "/look", {}).json()["decision"], "accepted")

        # After: nobody reads anything.
        self.assertEqual(self.ask("south", "POST", at + "/end", {"reason": "settled"}).json()["state"], "ended")
        self.assertEqual(self.code("south", "POST", at + "/end"), "opening.over")
        for who in ("north", "south"):
            self.assertEqual(self.code(who, "POST", at + "/look"), "opening.not_open")
            self.assertEqual(self.code(who, "POST", at + "/settle", {"state": "open", "reason": "x"}), "opening.not_open")
        self.no_word_of([*always, *meanwhile], self.read("north", opening, other, pair))
        self.no_word_of([*theirs, *theirs_open], self.read("south", opening, own, pair))
        self.assertNotIn(self.south["name"], self.server.log())

        # All of it stands in the log, which names nobody and outlives a backup.
        log = [one for one in self.ask("manager", "GET", "/api/openings/log?limit=500").json()["items"] if one["opening"] == opening]
        acts = [(one["what"], one["by"], one["reason"]) for one in reversed(log)]
        self.assertEqual(acts, [("asked", "north", "one hospital, two lists"), ("agreed", "south", "the same hospital"), ("looked", "north", "looked"),
                                ("looked", "south", "looked"), ("looked", "south", "looked"), ("ended", "south", "settled")])
        self.assertTrue(all(one["pair"] == pair and {record["id"] for record in one["records"]} == {own, other} for one in log))
        self.assertEqual(self.code("north", "GET", "/api/openings/log"), "session.no_right")
        self.assertEqual(self.ask("director", "GET", "/api/openings/log").json()["items"], [], "who may not read names is told of no pair")
        copy = os.path.join(self.server.work, f"copy-{self.number}.gpkg")
        tilth("backup", self.server.file, copy)
        self.assertTrue(tilth("verify", copy)["sound"])
        kept = next(one for one in tilth("link", copy, "casualty", "--openings")["openings"] if one["id"] == opening)
        self.assertEqual([(one["what"], one["by"], one["reason"]) for one in kept["acts"]], acts)
        self.assertNotIn(FAMILY[self.number], json.dumps(kept))

    def test_a_request_is_refused_or_taken_back_and_may_be_made_anew(self):
        own, other, pair = self.pair_made()
        opening = self.asked(own)
        refused = self.ask("south", "POST", f"/api/openings/{opening}/answer", {"agree": False, "reason": "no consent"})
        self.assertEqual(refused.json()["state"], "refused")
        mine = self.ask("north", "GET", f"/api/openings/{opening}").json()
        self.assertEqual((mine["answer_reason"], mine["answered_by"], mine["until"]), ("no consent", None, None))
        self.assertEqual(self.code("north", "POST", f"/api/openings/{opening}/look"), "opening.not_open")
        again = self.asked(own)
        self.assertNotEqual(again, opening)
        self.assertEqual(self.ask("north", "POST", f"/api/openings/{again}/end", {}).json()["state"], "ended")
        self.assertEqual(self.code("south", "POST", f"/api/openings/{again}/answer", {"agree": True, "reason": "x"}), "opening.not_waiting")

    def test_a_manager_of_information_may_agree_for_a_record_that_nobody_else_reads_and_may_end_what_stands(self):
        own, other, pair = self.pair_made()
        opening = self.asked(own, days=2)
        agreed = self.ask("manager", "POST", f"/api/openings/{opening}/answer", {"agree": True, "reason": "asked their office", "days": 30})
        self.assertEqual(agreed.json()["state"], "open", agreed.body)
        self.assertEqual(agreed.json()["until"][:10] <= agreed.json()["asked_at"][:10], False)
        self.assertEqual(self.ask("north", "POST", f"/api/openings/{opening}/look", {}).status, 200)
        self.assertEqual(self.code("south", "POST", f"/api/openings/{opening}/look"), "opening.not_open", "it was opened to the manager")
        self.assertEqual(self.code("manager", "POST", f"/api/openings/{opening}/end", {"reason": "enough"}), 200)
        self.assertEqual(self.code("north", "POST", f"/api/openings/{opening}/look"), "opening.not_open")

    def test_a_pair_that_was_decided_meanwhile_is_not_opened(self):
        own, other, pair = self.pair_made()
        opening = self.asked(own)
        self.assertEqual(self.ask("manager", "POST", f"/api/findings/{pair}/settle", {"state": "waived", "reason": "sisters"}).status, 200)
        self.assertEqual(self.code("south", "POST", f"/api/openings/{opening}/answer", {"agree": True, "reason": "x"}), "opening.gone")
        self.assertFalse([one for one in self.ask("north", "GET", "/api/linkage/casualty/duplicates?limit=500").json()["items"] if one["record"]["id"] == own])

    def test_an_opening_ends_with_the_rights_of_either_side_and_the_list_is_read_by_pages(self):
        own, other, pair = self.pair_made()
        opening = self.asked(own)
        at = f"/api/openings/{opening}"
        self.assertEqual(self.ask("south2", "POST", at + "/answer", {"agree": True, "reason": "one clinic"}).json()["state"], "open")
        self.assertEqual(self.ask("north", "POST", at + "/look", {}).status, 200)
        changed = lambda disabled: self.ask("administrator", "PATCH", "/api/accounts/south2", {"disabled": disabled})
        self.assertEqual(changed(True).status, 200, changed(True).body)
        try:
            listed = next(one for one in self.ask("north", "GET", "/api/openings").json()["items"] if one["id"] == opening)
            self.assertEqual((listed["state"], listed["may_look"], listed["ended_by"], listed["end_reason"]), ("ended", False, "rights", None))
            self.assertEqual(self.code("north", "POST", at + "/look"), "opening.not_open")
        finally:
            changed(False)
        self.assertEqual(self.code("north", "POST", at + "/look"), "opening.not_open", "what has ended stays so")
        again = self.asked(own)
        whole = self.ask("north", "GET", "/api/openings?limit=500").json()
        self.assertEqual((whole["total"], whole["items"][0]["id"]), (len(whole["items"]), again))
        second = self.ask("north", "GET", "/api/openings?offset=1&limit=1").json()
        self.assertEqual((second["total"], second["offset"], [one["id"] for one in second["items"]]), (whole["total"], 1, [whole["items"][1]["id"]]))

    def test_a_name_is_given_only_to_groups_that_the_person_named(self):
        Openings.number += 1
        ids = []
        for organisation, groups in zip(self.organisations, (["ngos"], ["authorities"])):
            ids.append(self.made("survivor_case", local_id=f"QZS-{self.number}-{len(ids)}", name="Selma Qzaridan", victim_kind="survivor",
                                 registered_on="2020-02-03", place=self.place, organisation=organisation, sex="female", age=33, age_band="adult",
                                 consent=True, consent_to=groups, status="identified"))
        job = self.ask("manager", "POST", "/api/linkage/survivor_case", {}).json()["job"]
        wait_until(lambda: self.ask("manager", "GET", f"/api/jobs/{job}").json()["state"] == "done", 60)
        ask = {"record": ids[0], "reason": "one clinic"}
        self.assertEqual(self.code("north", "POST", "/api/linkage/survivor_case/openings", ask), "opening.group_missing")
        self.assertEqual(self.code("north", "POST", "/api/linkage/survivor_case/openings", {**ask, "group": "everybody"}), "opening.group_missing")
        made = self.ask("north", "POST", "/api/linkage/survivor_case/openings", {**ask, "group": "ngos"})
        [asked] = made.json()["items"]
        self.assertEqual((asked["record"]["id"], asked["group"]["code"]), (ids[0], "ngos"))
        opening = asked["id"]
        at = f"/api/openings/{opening}"
        self.assertEqual(self.code("south", "POST", at + "/answer", {"agree": True, "reason": "yes"}), "opening.group_missing")
        self.assertEqual(self.ask("south", "POST", at + "/answer", {"agree": True, "reason": "yes", "group": "ngos"}).status, 200)
        # What each side says it is: to who decides, and in the log; not which kind of organisation has the other record.
        seen = self.ask("south", "GET", at).json()
        self.assertEqual((seen["group"]["code"], seen["answer_group"]["code"]), ("ngos", "ngos"))
        self.assertIsNone(self.ask("north", "GET", at).json()["answer_group"])
        log = [one for one in self.ask("manager", "GET", "/api/openings/log?lang=fr").json()["items"] if one["opening"] == opening]
        self.assertEqual([(one["what"], one["group"]["code"]) for one in log], [("agreed", "ngos"), ("asked", "ngos")])
        kept = next(one for one in tilth("link", self.server.file, "survivor_case", "--openings")["openings"] if one["id"] == opening)
        self.assertEqual([one["group"] for one in kept["acts"]], ["ngos", "ngos"])
        look = {who: self.ask(who, "POST", at + "/look", {}).json() for who in ("north", "south")}
        name = {who: next(one for one in look[who]["fields"] if one["field"] == "name") for who in look}
        self.assertEqual((name["north"]["other"], name["north"]["withheld"]), (None, True), "the person of the south named the authorities alone")
        self.assertIsNone(look["north"]["pair"], "how alike the names are would speak of it")
        self.assertEqual((name["south"]["other"], name["south"]["withheld"]), ("Selma Qzaridan", False))
        self.assertIsNotNone(look["south"]["pair"])


if __name__ == "__main__":
    unittest.main()
