# SPDX-License-Identifier: Apache-2.0
"""The community door: shut by default; a find becomes a ticket, a spot task and an indication; nothing of it is shown to the public."""
import html
import json
import os
import re
import sqlite3
import sys
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import Person, Serving, account, signed_in  # noqa: E402

WORDS = "qzfins lies half in the ground behind the made-up mill"
CONTACT = "qz-0700-made-up"
MESSAGES = {"en": ["Do not enter.", "Do not touch.", "Report what you see."], "fr": ["N'entrez pas.", "Ne touchez pas.", "Signalez ce que vous voyez."],
            "es": ["No entre.", "No toque.", "Avise lo que ve."], "ar": ["لا تدخل.", "لا تلمس.", "أبلغ عما تراه."]}
FIRST_STEP = {"en": "Do not go near it. Do not touch it.", "fr": "N'approchez pas. Ne touchez pas.", "es": "No se acerque. No lo toque.", "ar": "لا تقترب منه. لا تلمسه."}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REFERENCE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{6}")


class Community(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=1500)
        for role in ("administrator", "reviewer", "viewer"):
            account(cls.server, role, role)
        cls.server.start()
        cls.nobody = Person(cls.server)
        cls.root, cls.reviewer, cls.viewer = (signed_in(cls.server, role) for role in ("administrator", "reviewer", "viewer"))

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def setUp(self):
        self.door(True)

    def door(self, is_open, public_view=False):
        done = self.root.ask("PUT", "/api/settings", {"community": {"open": is_open, "telephone": "+999 800 100"}, "public_view": public_view})
        self.assertEqual(done.status, 200, done.body)

    def send(self, **more):
        return self.nobody.ask("POST", "/api/community/messages", {"topic": "report_a_find", "words": WORDS, "contact": CONTACT, **more})

    def rows(self, type_name, person=None, **query):
        answer = (person or self.root).get(f"/api/tables/{type_name}?" + urllib.parse.urlencode({"limit": 1000, **query}))
        table = answer.json()
        return [dict(zip(["id", *table["fields"]], row)) for row in table["rows"]]

    def counts(self):
        return {name: len(self.rows(name)) for name in ("helpdesk_ticket", "spot_task", "evidence")}

    def form(self, address, **fields):
        return self.nobody.ask("POST", address, urllib.parse.urlencode(fields), more=FORM)

    def test_the_door_is_shut_until_a_manager_opens_it(self):
        self.door(False)
        before = self.counts()
        self.assertEqual(self.nobody.get("/community").status, 404)
        self.assertNotIn("<form", self.nobody.get("/community").body.decode())
        for method, address, body in (("GET", "/api/community", None), ("POST", "/api/community/messages", {"words": WORDS}),
                                      ("POST", "/api/community/answers", {"reference": "AAAA-AAAA-AAAAAA"}),
                                      ("POST", "/api/community/text-messages", {"text": WORDS, "from": "1"})):
            answer = self.nobody.ask(method, address, body)
            self.assertEqual((answer.status, answer.json()["code"]), (404, "community.closed"), address)
        self.assertEqual(self.form("/community", words=WORDS, topic="other").status, 404)
        self.assertEqual(self.counts(), before, "nothing was written")
        for role in (self.viewer, self.reviewer):
            self.assertEqual(role.ask("PUT", "/api/settings", {"community": {"open": True, "telephone": ""}}).status, 403)

    def test_a_find_is_a_ticket_a_spot_task_and_an_indication_in_one_act(self):
        place = self.rows("place", filter="level = 1")[0]
        west, south, east, north = self.box(self.root.get(f"/ogc/collections/place/items/{place['id']}").json()["geometry"])
        lon, lat = round((west + east) / 2, 5), round((south + north) / 2, 5)
        find = {"place": place["name"], "position": f"{lat}, {lon}", "language": "ar", "once": "one-find"}
        before = self.counts()
        sent = self.send(**find)
        self.assertEqual(sent.status, 201, sent.body)
        told = sent.json()
        self.assertRegex(told["reference"], f"^{REFERENCE.pattern}$")
        self.assertIn(told["reference"], told["reply"])
        self.assertEqual({name: count - before[name] for name, count in self.counts().items()}, {"helpdesk_ticket": 1, "spot_task": 1, "evidence": 1})
        number = told["reference"].replace("-", "")[:8]
        ticket = self.rows("helpdesk_ticket", filter=f"local_id = '{number}'")[0]
        self.assertEqual((ticket["topic"], ticket["channel"], ticket["language"], ticket["answered_at"]), ("report_a_find", "form", "ar", None))
        self.assertEqual(ticket["place"], place["id"])
        self.assertEqual(ticket["due_on"], told["due"])
        self.assertIn(WORDS, ticket["words"])
        self.assertEqual(ticket["contact"], CONTACT)
        task = self.root.get(f"/ogc/collections/spot_task/items/{ticket['spot_task']}").json()
        self.assertEqual((task["properties"]["status"], task["properties"]["from_public"]), ("reported", True))
        self.assertEqual(task["geometry"]["coordinates"], [lon, lat])
        self.assertNotIn(WORDS, json.dumps(task))
        signs = self.rows("evidence", filter=f"spot_task = '{ticket['spot_task']}'")
        self.assertEqual([(one["kind"], one["hazard"]) for one in signs], [("indirect", None)])
        history = self.root.get(f"/api/records/helpdesk_ticket/{ticket['id']}/history").body.decode()
        self.assertIn("community door", history)
        # Sent again it is the same; the same name with other words is not taken for it.
        again = self.send(**find)
        self.assertEqual(again.json()["reference"], told["reference"])
        other = self.nobody.ask("POST", "/api/community/messages", {"words": "another", "once": "one-find"})
        self.assertNotEqual(other.json()["reference"], told["reference"])
        self.assertEqual({name: count - before[name] for name, count in self.counts().items()}, {"helpdesk_ticket": 2, "spot_task": 1, "evidence": 1})

    def test_a_place_is_found_by_its_point_else_it_is_the_country(self):
        inside = self.rows("place", filter="level = 1")[0]
        shape = self.root.get(f"/ogc/collections/place/items/{inside['id']}").json()["geometry"]
        west, south, east, north = self.box(shape)
        reference = self.send(position=f"{(south + north) / 2:.5f}, {(west + east) / 2:.5f}", once="by-point").json()["reference"]
        ticket = self.rows("helpdesk_ticket", filter=f"local_id = '{reference.replace('-', '')[:8]}'")[0]
        self.assertIsNotNone(ticket["place"])
        self.assertNotEqual(ticket["place"], self.rows("place", filter="level = 0")[0]["id"])
        reference = self.send(place="qz no such village", once="by-nothing").json()["reference"]
        ticket = self.rows("helpdesk_ticket", filter=f"local_id = '{reference.replace('-', '')[:8]}'")[0]
        self.assertEqual(ticket["place"], self.rows("place", filter="level = 0")[0]["id"])
        self.assertIn("qz no such village", ticket["words"])

    @staticmethod
    def box(shape):
        numbers = re.findall(r"\[(-?[\d.]+), (-?[\d.]+)[\],]", json.dumps(shape["coordinates"]))
        xs, ys = [float(x) for x, _ in numbers], [float(y) for _, y in numbers]
        return min(xs), min(ys), max(xs), max(ys)

    def test_the_answer_goes_to_who_holds_the_reference_alone(self):
        reference = self.send(once="to-be-answered").json()["reference"]
        number = reference.replace("-", "")[:8]
        waiting = self.nobody.ask("POST", "/api/community/answers", {"reference": reference.lower().replace("-", " ")})
        self.assertEqual((waiting.status, waiting.json()["answered"], waiting.json()["answer"]), (200, False, ""))
        ticket = self.rows("helpdesk_ticket", filter=f"local_id = '{number}'")[0]
        done = self.root.ask("PATCH", f"/ogc/collections/helpdesk_ticket/items/{ticket['id']}",
                             {"properties": {"answer": "qz A team came today.", "answered_at": "2026-11-28T10:00:00Z"}},
                             more={"Content-Type": "application/merge-patch+json", "If-Match": "*"})
        self.assertIn(done.status, (200, 204), done.body)
        told = self.nobody.ask("POST", "/api/community/answers", {"reference": reference})
        self.assertEqual((told.json()["answered"], told.json()["answer"]), (True, "qz A team came today."))
        self.assertNotIn(WORDS, told.body.decode(), "what was written does not come back")
        page = self.form("/community/answer", reference=reference)
        self.assertEqual(page.status, 200)
        self.assertIn("qz A team came today.", page.body.decode())
        # Who sees the ticket, or guesses, has no reference.
        for wrong in (number, number + "AAAAAA", reference[:-1] + ("2" if reference[-1] != "2" else "3"), "", "x" * 200):
            answer = self.nobody.ask("POST", "/api/community/answers", {"reference": wrong})
            self.assertEqual((answer.status, answer.json()["code"]), (404, "community.unknown_reference"), wrong)

    def test_a_reference_opens_the_ticket_it_was_given_for_whatever_is_written_into_it(self):
        mine, theirs = (self.send(words=words, once=words).json()["reference"] for words in ("qz mine", "qz theirs"))
        number = lambda reference: reference.replace("-", "")[:8]
        write = lambda ticket, **fields: self.assertIn(self.reviewer.ask(
            "PATCH", f"/ogc/collections/helpdesk_ticket/items/{ticket}", {"properties": fields},
            more={"Content-Type": "application/merge-patch+json", "If-Match": "*"}).status, (200, 204))
        tickets = {name: self.rows("helpdesk_ticket", filter=f"local_id = '{number(name)}'")[0]["id"] for name in (mine, theirs)}
        done = self.root.ask("PATCH", f"/ogc/collections/helpdesk_ticket/items/{tickets[theirs]}", {"properties": {"answer": "qz only theirs"}},
                             more={"Content-Type": "application/merge-patch+json", "If-Match": "*"})
        self.assertIn(done.status, (200, 204), done.body)
        write(tickets[mine], local_id="qz renamed")
        write(tickets[theirs], local_id=number(mine))
        answer = lambda reference: self.nobody.ask("POST", "/api/community/answers", {"reference": reference}).json()["answer"]
        self.assertEqual((answer(mine), answer(theirs)), ("", "qz only theirs"))

    def test_no_message_is_taken_for_another_persons(self):
        sent = [self.nobody.ask("POST", "/api/community/messages", {"words": "HELP", "contact": contact, "once": "1"}).json()["reference"]
                for contact in ("qz +111", "qz +222", "qz +111")]
        self.assertEqual(sent[0], sent[2])
        self.assertNotEqual(sent[0], sent[1])
        contacts = [row["contact"] for row in self.rows("helpdesk_ticket") if (row["words"] or "").startswith("HELP")]
        self.assertEqual(sorted(contacts), ["qz +111", "qz +222"])

    def test_a_form_of_another_page_is_refused_and_a_shared_link_is_not(self):
        before = self.counts()
        body = urllib.parse.urlencode({"words": WORDS, "topic": "report_a_find"})
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
            for address in ("/community", "/community/answer"):
                self.assertEqual(self.nobody.ask("POST", address, body, more={**FORM, **headers}).status, 403, (address, headers))
        self.assertEqual(self.counts(), before)
        self.assertEqual(self.nobody.ask("POST", "/community", body, more={**FORM, "Sec-Fetch-Site": "same-origin"}).status, 201)
        self.assertEqual(self.nobody.get("/community?fbclid=x").status, 200)
        broken = self.nobody.ask("POST", "/community", b"words=%FF", more=FORM)
        self.assertEqual(broken.status, 400)
        self.assertIn("<html", broken.body.decode())
        self.assertIn("tel:", broken.body.decode())

    def test_a_point_elsewhere_than_the_place_that_is_written_wins_and_one_outside_the_country_counts_nothing(self):
        one, other = self.rows("place", filter="level = 1")[:2]
        west, south, east, north = self.box(self.root.get(f"/ogc/collections/place/items/{other['id']}").json()["geometry"])
        ticket = lambda reference: self.rows("helpdesk_ticket", filter=f"local_id = '{reference.replace('-', '')[:8]}'")[0]
        parents = {row["id"]: row["parent"] for row in self.rows("place")}

        def within(place):
            while place and place not in (one["id"], other["id"]):
                place = parents[place]
            return place

        told = ticket(self.send(place=one["name"], position=f"{(south + north) / 2:.5f}, {(west + east) / 2:.5f}", once="elsewhere").json()["reference"])
        self.assertEqual(within(told["place"]), other["id"])
        self.assertIn(one["name"], told["words"])
        far = ticket(self.send(place=one["name"], position="60 N, 10 E", once="far").json()["reference"])
        self.assertEqual(far["place"], one["id"])
        self.assertIn("60 N, 10 E", far["words"])
        self.assertIsNone(self.root.get(f"/ogc/collections/spot_task/items/{far['spot_task']}").json()["geometry"])

    def test_nothing_that_came_in_is_shown_to_the_public_or_stands_in_the_log(self):
        reference = self.send(position="1.51 N, 31.71 E", once="not-shown").json()["reference"]
        number = reference.replace("-", "")[:8]
        self.door(True, public_view=True)
        try:
            for address in ("/community", "/community?lang=ar", "/api/community", "/api/home", "/ogc/collections", "/api/tables/place?limit=1000",
                            "/api/reports", "/api/published-reports", "/api/settings"):
                body = self.nobody.get(address).body.decode()
                for secret in (WORDS, CONTACT, number, reference, "31.71"):
                    self.assertNotIn(secret, body, address)
            for name in ("helpdesk_ticket", "spot_task", "evidence"):
                for address in (f"/api/tables/{name}", f"/ogc/collections/{name}/items", f"/ogc/collections/{name}/tiles/WebMercatorQuad/0/0/0"):
                    self.assertEqual(self.nobody.get(address).status, 404, address)
        finally:
            self.door(True)
        for secret in (WORDS, CONTACT, number, reference):
            self.assertNotIn(secret, self.server.log())
        # A reviewer works on the ticket and sees neither words nor contact; a viewer sees no ticket.
        seen = self.reviewer.get("/api/tables/helpdesk_ticket?limit=1000").body.decode()
        self.assertIn(number, seen)
        self.assertNotIn(WORDS, seen)
        self.assertNotIn(CONTACT, seen)
        self.assertEqual(self.viewer.get("/api/tables/helpdesk_ticket").status, 404)
        # Nor does the file hold them in clear.
        for name in (self.server.file, self.server.file + "-wal"):
            if os.path.exists(name):
                with open(name, "rb") as file:
                    self.assertNotIn(WORDS.encode(), file.read())

    def test_the_land_is_the_ledgers_by_province_and_no_outline(self):
        told = self.nobody.get("/api/community").json()
        ledger = self.root.get("/api/ledger?by=province").json()
        total, mine = ledger["total"], told["land"]["total"]
        for name in ("cancelled", "reduced", "cleared"):
            self.assertLessEqual(mine[name], total[name])
            self.assertGreater(mine[name] + 1, total[name])
        self.assertGreaterEqual(mine["remaining"], total["remaining"])
        self.assertEqual({row["place"] for row in told["land"]["rows"]}, {row["label"] for row in ledger["rows"]})
        self.assertNotIn("coordinates", json.dumps(told))
        for hazard in self.rows("hazard")[:50]:
            self.assertNotIn(hazard["id"], json.dumps(told))
        page = self.nobody.get("/community").body.decode()
        self.assertNotRegex(page.lower(), r"\bsafe\b")
        self.assertIn("residual", page)
        self.assertLess(len(page), 20_000, "a page for a slow network")

    def test_messages_are_those_that_somebody_checked_in_the_language(self):
        checked = {(row["language"], row["text"]) for row in self.rows("message_translation") if row["checked_on"]}
        unchecked = {row["text"] for row in self.rows("message_translation") if not row["checked_on"]}
        for language, texts in MESSAGES.items():
            told = [message["text"] for message in self.nobody.get(f"/api/community?lang={language}").json()["messages"]]
            self.assertEqual(sorted(told), sorted(texts), f"the three messages in {language}")
            for text in texts:
                self.assertIn((language, text), checked)
                self.assertNotIn(text, unchecked)
            # The page says what to do in the program's own words, which speak these languages.
            page = self.nobody.get(f"/community?lang={language}").body.decode()
            (danger,) = re.findall(r'<section class="danger"[^>]*>.*?</section>', page)
            steps = re.findall("<li>(.*?)</li>", danger)
            self.assertEqual((len(steps), html.unescape(steps[0])), (3, FIRST_STEP[language]), language)

    def test_a_language_that_the_program_does_not_speak_has_its_messages_with_english_around_them(self):
        message = self.rows("public_message")[0]["id"]
        for language, text, checked in (("km", "\u179f\u17bc\u1798\u1780\u17bb\u17c6\u1785\u17bc\u179b (qz)", {"checked_on": "2024-06-01"}), ("my", "qz nobody checked this", {})):
            made = self.root.ask("POST", "/ogc/collections/message_translation/items", {"type": "Feature", "geometry": None, "properties": {
                "message": message, "language": language, "text": text, **checked}})
            self.assertEqual(made.status, 201, made.body)
        told = self.nobody.get("/api/community?lang=km").json()
        self.assertEqual([one["text"] for one in told["messages"]], ["\u179f\u17bc\u1798\u1780\u17bb\u17c6\u1785\u17bc\u179b (qz)"])
        self.assertIn("km", told["message_languages"])
        self.assertNotIn("my", told["message_languages"], "what nobody checked is nowhere")
        khmer = '<section class="danger" lang="km" dir="auto"><ol><li>\u179f\u17bc\u1798\u1780\u17bb\u17c6\u1785\u17bc\u179b (qz)</li>'
        for page in (self.nobody.get("/community?lang=km-KH"), self.nobody.ask("GET", "/community", more={"Accept-Language": "km-KH,km;q=0.9,en;q=0.5"})):
            body = page.body.decode()
            self.assertIn(khmer, body)
            self.assertIn('<html lang="en" dir="ltr">', body)
            self.assertIn("Do not go near it.", body)
            self.assertIn('href="/community?lang=km"', body)
            self.assertIn('action="/community?lang=km#write"', body)
        for page in (self.nobody.get("/community?lang=my"), self.nobody.ask("GET", "/community", more={"Accept-Language": "ar,km;q=0.9"})):
            self.assertNotIn(khmer, page.body.decode())
        self.assertNotIn("nobody checked", self.nobody.get("/community?lang=my").body.decode())
        # Who reads Khmer is answered in Khmer: the queue of the help desk is by language.
        sent = self.form("/community?lang=km", topic="other", words="qz in Khmer", once="in-khmer").body.decode()
        number = REFERENCE.search(sent).group().replace("-", "")[:8]
        self.assertEqual(self.rows("helpdesk_ticket", filter=f"local_id = '{number}'")[0]["language"], "km")

    def test_the_form_keeps_what_was_written_when_it_is_refused(self):
        page = self.form("/community?lang=es", topic="report_a_find", words="<b>algo</b> & \"más\"", position="por ahí", once="n1")
        self.assertEqual(page.status, 400)
        body = page.body.decode()
        self.assertIn("&lt;b&gt;algo&lt;/b&gt; &amp; &quot;más&quot;", body)
        self.assertNotIn("<b>algo", body)
        self.assertIn('lang="es"', body)
        self.assertIn('role="alert"', body)
        self.assertIn('value="n1"', body, "the same form is still the same message")
        taken = self.form("/community?lang=ar", topic="other", words="سؤال", once="n2")
        self.assertEqual(taken.status, 201)
        self.assertIn('dir="rtl"', taken.body.decode())
        self.assertRegex(taken.body.decode(), REFERENCE.pattern)
        self.assertEqual(taken.header("Cache-Control"), "no-store")

    def test_bad_messages_are_refused_with_the_field_and_leave_nothing(self):
        before = self.counts()
        for field, message in (("words", {"words": " \n"}), ("words", {"words": "x" * 4001}), ("words", {"words": "a\u0007b"}),
                               ("topic", {"words": "x", "topic": "gossip"}), ("language", {"words": "x", "language": "en'; --"}),
                               ("position", {"words": "x", "position": "95 N, 10 E"}), ("contact", {"words": "x", "contact": "9" * 201}),
                               ("place", {"words": "x", "place": "p" * 201})):
            answer = self.nobody.ask("POST", "/api/community/messages", message)
            self.assertEqual((answer.status, answer.json()["code"], answer.json()["values"]["field"]), (400, "community.bad_message", field))
        self.assertEqual(self.nobody.ask("POST", "/api/community/messages", {}).status, 400)
        self.assertEqual(self.nobody.ask("POST", "/api/community/messages", {"words": "x" * 40_000}).status, 413)
        self.assertEqual(self.counts(), before)

    def test_a_gateway_has_a_key_that_an_administrator_makes_anew(self):
        text = {"text": "qz text message", "from": CONTACT, "id": "gateway-1", "language": "fr"}
        send = lambda key: self.nobody.ask("POST", "/api/community/text-messages", text, more={"Authorization": f"Bearer {key}"} if key else {})
        for key in ("", "nonsense"):
            self.assertEqual((send(key).status, send(key).json()["code"]), (401, "community.wrong_key"))
        self.assertEqual(self.reviewer.ask("POST", "/api/community/gateway-key").status, 403)
        key = self.root.ask("POST", "/api/community/gateway-key").json()["key"]
        first, second = send(key), send(key)
        self.assertEqual(first.status, 201, first.body)
        self.assertEqual(first.json()["reference"], second.json()["reference"], "a gateway that tries again makes no second ticket")
        self.assertIn("N'approchez pas", first.json()["reply"])
        ticket = self.rows("helpdesk_ticket", filter=f"local_id = '{first.json()['reference'].replace('-', '')[:8]}'")[0]
        self.assertEqual((ticket["channel"], ticket["contact"], ticket["topic"]), ("sms", CONTACT, "other"))
        newer = self.root.ask("POST", "/api/community/gateway-key").json()["key"]
        self.assertEqual((send(key).status, send(newer).status), (401, 201))
        with sqlite3.connect(f"file:{self.server.file}?mode=ro", uri=True) as file:
            kept = str(file.execute("SELECT * FROM tilth_setting").fetchall())
        self.assertIn("community_door", kept)
        self.assertNotIn(newer, kept, "the key itself is not kept")

    def test_a_report_is_shown_when_it_was_published_for_everybody(self):
        made = {}
        for reader in ("inside", "public"):
            done = self.root.ask("POST", "/api/reports/national_balance/published", {"reader": reader, "period": "2023"})
            self.assertEqual(done.status, 201, done.body)
            made[reader] = done.json()["id"]
        listed = {one["id"] for one in self.nobody.get("/api/community").json()["reports"]}
        self.assertIn(made["public"], listed)
        self.assertNotIn(made["inside"], listed)
        self.assertEqual(self.root.ask("PUT", "/api/settings", {"title": "Qz Land & Sons (made up)"}).status, 200)
        page = self.nobody.get(f"/community/reports/{made['public']}")
        self.assertEqual(page.status, 200)
        self.assertNotIn("Qz Land", page.body.decode(), "what was published stays")
        now = self.root.get("/api/reports/national_balance?period=2023").json()
        self.assertEqual(now["programme"], "Qz Land & Sons (made up)")
        self.assertEqual(self.nobody.get(f"/community/reports/{made['inside']}").status, 404)

    def test_a_flood_from_one_address_is_stopped_and_says_when_to_try_again(self):
        with Serving(records=0) as server:
            nobody = Person(server)
            link = re.split("[=/]", server.said["first_link"])[-1]
            redeemed = nobody.ask("POST", "/api/session/first", {"token": link, "name": "root", "password": "seven quiet oxen plough"})
            self.assertEqual(redeemed.status, 200, redeemed.body)
            opened = lambda: nobody.ask("PUT", "/api/settings", {"community": {"open": True, "telephone": ""}})
            self.assertEqual((opened().status, opened().json()["values"]["name"]), (400, "community.open"), "no place: a find would have none")
            made = nobody.ask("POST", "/ogc/collections/place/items", {"type": "Feature", "geometry": None, "properties": {
                "name": "Made-up country", "pcode": "KT", "level": 0}}, more={"Content-Type": "application/geo+json"})
            self.assertEqual(made.status, 201, made.body)
            self.assertEqual(opened().status, 200)
            page = nobody.get("/community").body.decode()
            self.assertIn("No hazardous area is recorded yet. That does not mean that there is none.", page)
            unsized = nobody.ask("POST", "/ogc/collections/hazard/items", {"type": "Feature", "geometry": None, "properties": {
                "local_id": "H1", "class": "cha", "status": "open", "identified_on": "2024-01-01", "contamination": ["ap_mine"],
                "place": made.header("Location").split("/")[-1]}}, more={"Content-Type": "application/geo+json"})
            self.assertEqual(unsized.status, 201, unsized.body)
            self.assertEqual(nobody.get("/api/community").json()["land"]["unsized"], 1)
            page = nobody.get("/community").body.decode()
            self.assertNotIn("No hazardous area is recorded", page)
            self.assertIn("of a size that nobody knows yet", page)
            guest = Person(server)
            answers = [guest.ask("POST", "/api/community/messages", {"words": f"message {count}"}) for count in range(21)]
            self.assertEqual([answer.status for answer in answers], [201] * 20 + [429])
            self.assertEqual(answers[-1].json()["code"], "community.too_many")
            self.assertGreater(answers[-1].json()["values"]["seconds"], 0)


if __name__ == "__main__":
    unittest.main()
