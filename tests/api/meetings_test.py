# SPDX-License-Identifier: Apache-2.0
"""The pages of meetings: shut by default; agenda, registration by reference, and what must not be seen there."""
import os
import re
import sys
import unittest
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
from serving import Person, Serving, account, signed_in  # noqa: E402

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REFERENCE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{6}")
NAME, CONTACT = "Qzname Of Nobody", "qz-nobody@example.org"
ANSWERS = {"name": NAME, "contact": CONTACT, "organisation": "Qz Office", "category": "ngo", "country": "LB", "sex": "unknown", "mode": "online",
           "consent": "no"}
MERGE = {"Content-Type": "application/merge-patch+json", "If-Match": "*"}


class Meetings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Serving(records=1500)
        for role in ("administrator", "reviewer", "viewer", "collector"):
            account(cls.server, role, role)
        cls.server.start()
        cls.nobody = Person(cls.server)
        cls.root, cls.reviewer, cls.viewer, cls.collector = (signed_in(cls.server, role) for role in ("administrator", "reviewer", "viewer", "collector"))
        cls.meetings = {row["number"]: row for row in cls.rows(cls, "meeting")}

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__(None, None, None)

    def setUp(self):
        self.pages(True)

    def pages(self, is_open):
        done = self.root.ask("PUT", "/api/settings", {"meeting_pages": is_open})
        self.assertEqual(done.status, 200, done.body)

    def rows(self, type_name, person=None, **query):
        answer = (person or self.root).get(f"/api/tables/{type_name}?" + urllib.parse.urlencode({"limit": 1000, **query}))
        table = answer.json()
        return [dict(zip(["id", *table["fields"]], row)) for row in table["rows"]]

    def write(self, type_name, record, person=None, **fields):
        done = (person or self.root).ask("PATCH", f"/ogc/collections/{type_name}/items/{record}", {"properties": fields}, more=MERGE)
        self.assertIn(done.status, (200, 204), done.body)

    def page(self, number, rest=""):
        return f"/meetings/{self.meetings[number]['id']}{rest}"

    def form(self, address, **fields):
        return self.nobody.ask("POST", address, urllib.parse.urlencode(fields, doseq=True), more=FORM)

    def register(self, number=26, **more):
        return self.form(self.page(number, "/register"), **{**ANSWERS, **more})

    def registered(self, number=26, **more):
        done = self.register(number, **more)
        self.assertEqual(done.status, 201, done.body.decode())
        return REFERENCE.search(done.body.decode()).group()

    def registrations(self, number=26):
        return self.rows("registration", filter=f"meeting = '{self.meetings[number]['id']}'")

    # What is open

    def test_the_pages_are_shut_until_a_manager_opens_them_and_a_meeting_says_that_it_has_one(self):
        before = len(self.registrations())
        self.pages(False)
        for address in ("/meetings", self.page(24), self.page(26, "/register")):
            answer = self.nobody.get(address)
            self.assertEqual(answer.status, 404, address)
            self.assertNotIn("Twenty", answer.body.decode(), address)
        self.assertEqual(self.register().status, 404)
        for role in (self.viewer, self.collector, self.reviewer):
            self.assertEqual(role.ask("PUT", "/api/settings", {"meeting_pages": True}).status, 403)
        self.assertEqual(self.root.ask("PUT", "/api/settings", {"meeting_pages": "yes"}).status, 400)
        self.pages(True)
        listed = self.nobody.get("/meetings").body.decode()
        self.assertIn("Twenty-sixth meeting", listed)
        self.assertNotIn("Twenty-third meeting", listed, "its record does not say that it has a page")
        for address in (self.page(23), "/meetings/none", "/meetings/00000000-0000-0000-0000-000000000000"):
            answer = self.nobody.get(address)
            self.assertEqual(answer.status, 404, address)
            self.assertIn("<html", answer.body.decode())
        self.assertEqual(len(self.registrations()), before)

    # The agenda

    def test_the_agenda_stands_in_the_order_of_the_venues_clock_with_what_is_at_the_same_time(self):
        page = self.nobody.get(self.page(26)).body.decode()
        times = re.findall(r"\d\d:\d\d–\d\d:\d\d", page)
        self.assertEqual(times, ["09:00–10:00", "09:00–10:00", "10:00–11:00"], "two hours ahead of UTC")
        self.assertIn("UTC+02:00", page)
        days = [page.index("2031-05-20</bdi></h2>"), page.index("2031-05-21</bdi></h2>")]
        self.assertEqual(days, sorted(days))
        self.assertEqual(page.count('class="parallel"'), 1)
        together = page[page.index('class="parallel"'):page.index("2031-05-21</bdi></h2>")]
        self.assertIn("Survey beside a border", together)
        self.assertIn("Money that reaches local partners", together)
        session = self.rows("meeting_session", filter=f"meeting = '{self.meetings[26]['id']}' AND number = 3")[0]
        self.write("meeting_session", session["id"], starts_at="2031-05-20T22:30:00Z", ends_at="2031-05-20T23:30:00Z")
        moved = self.nobody.get(self.page(26)).body.decode()
        self.assertIn("00:30–01:30", moved, "the next day at the venue")
        self.assertIn("2031-05-21</bdi></h2>", moved)
        self.write("meeting_session", session["id"], starts_at=None, ends_at=None)
        self.assertIn("Time not set yet", self.nobody.get(self.page(26)).body.decode())
        self.write("meeting_session", session["id"], starts_at="2031-05-21T08:00:00Z", ends_at="2031-05-21T09:00:00Z")

    def test_only_who_agreed_stands_on_the_agenda(self):
        page = self.nobody.get(self.page(24)).body.decode()
        speakers = self.rows("speaker_role", filter=f"session.meeting = '{self.meetings[24]['id']}'")
        agreed = {row["name"] for row in speakers if row["on_agenda"]}
        shy = {row["name"] for row in speakers if not row["on_agenda"]} - agreed
        self.assertTrue(agreed and shy)
        for name in agreed:
            self.assertIn(f"<strong>{name}</strong>", page)
        for name in shy:
            self.assertNotIn(f"<strong>{name}</strong>", page)
        for row in speakers:
            self.assertNotIn(row["participant"], page, "codes say nothing to the public")
        one = next(row for row in speakers if row["on_agenda"])
        self.write("speaker_role", one["id"], on_agenda=False)
        self.assertNotIn(f"<strong>{one['name']}</strong>", self.nobody.get(self.page(24)).body.decode())
        self.write("speaker_role", one["id"], on_agenda=True)

    def test_a_recording_is_a_link_only_where_it_is_one_and_a_link_to_join_is_for_those_who_registered(self):
        session = self.rows("meeting_session", filter=f"meeting = '{self.meetings[26]['id']}' AND number = 1")[0]
        self.write("meeting_session", session["id"], recording_video="https://example.org/qz-video", slides="javascript:alert(1)",
                   room="Room A (made up)", join_link="https://example.org/qz-join", abstract="<img src=x onerror=alert(1)>")
        page = self.nobody.get(self.page(26)).body.decode()
        self.assertIn('href="https://example.org/qz-video"', page)
        self.assertNotIn('href="javascript', page)
        self.assertNotIn("<img", page)
        self.assertNotIn("qz-join", page)
        done = self.register(once="join", sessions=[session["id"]], name="Qz Joiner").body.decode()
        self.assertIn('href="https://example.org/qz-join"', done)
        # Whoever has no account, and an account that sees what partners may, does not read it elsewhere either.
        address = f"/ogc/collections/meeting_session/items/{session['id']}?f=json"
        for reader in (self.nobody, self.viewer):
            self.assertNotIn("qz-join", reader.get(address).body.decode())
        self.assertIn("qz-join", self.root.get(address).body.decode())
        # Written where the room stands, it is kept off the agenda all the same.
        self.write("meeting_session", session["id"], join_link=None, room="https://example.org/qz-join")
        self.assertNotIn("qz-join", self.nobody.get(self.page(26)).body.decode())
        self.write("meeting_session", session["id"], recording_video=None, slides=None, room="Room A (made up)", abstract=None)

    def test_the_pages_are_in_four_languages_and_arabic_is_read_from_the_right(self):
        for language, word, direction in (("en", "Agenda", "ltr"), ("fr", "Programme", "ltr"), ("es", "Programa", "ltr"), ("ar", "البرنامج", "rtl")):
            page = self.nobody.get(self.page(26, f"?lang={language}"))
            self.assertIn(f'<html lang="{language}" dir="{direction}">', page.body.decode())
            self.assertIn(f"<h2>{word}</h2>", page.body.decode())
            self.assertEqual(page.header("Cache-Control"), "no-store")
            self.assertIn("default-src 'none'", page.header("Content-Security-Policy"))
            self.assertNotIn("<script", page.body.decode())

    def test_a_language_that_is_none_is_not_written_into_the_page(self):
        for address in ("/meetings", self.page(24), self.page(26, "/register"), self.page(25, "/answers")):
            page = self.nobody.get(address + "?lang=" + urllib.parse.quote('"><b>qz\r\nX-Qz: 1'))
            self.assertNotIn("qz", page.body.decode(), address)
            self.assertIn('<html lang="en"', page.body.decode())
        moved = Person(self.server).ask("POST", self.page(25, "/answers?lang=" + urllib.parse.quote("fr\r\nX-Qz: 1")),
                                urllib.parse.urlencode({"code": self.codes(25, 500, 1)[0], "back": "//example.org/"}), more=FORM)
        self.assertEqual((moved.status, moved.header("Location"), moved.header("X-Qz")), (303, self.page(25, "/answers?lang=en"), ""))

    # Registration

    def test_a_registration_is_a_record_whose_name_is_encrypted_and_hidden_from_who_may_not_see_it(self):
        reference = self.registered(once="hidden")
        mine = next(row for row in self.registrations() if row["name"] == NAME)
        self.assertEqual((mine["contact"], mine["organisation_name"], mine["sex"], mine["mode"], mine["consent"], mine["attended"]),
                         (CONTACT, "Qz Office", "unknown", "online", "no", None))
        self.assertNotIn(mine["participant"].replace("W-", ""), reference.replace("-", ""), "the code does not open it")
        history = self.root.get(f"/api/records/registration/{mine['id']}/history").body.decode()
        self.assertIn("page of the meeting", history)
        seen = self.reviewer.get("/api/tables/registration?limit=1000").body.decode()
        self.assertIn(mine["participant"], seen)
        for secret in (NAME, CONTACT, reference):
            self.assertNotIn(secret, seen)
            self.assertNotIn(secret, self.server.log())
        self.assertEqual(self.viewer.get("/api/tables/registration").status, 404)
        for name in (self.server.file, self.server.file + "-wal"):
            if os.path.exists(name):
                with open(name, "rb") as file:
                    held = file.read()
                    self.assertNotIn(NAME.encode(), held)
                    self.assertNotIn(CONTACT.encode(), held)
        for address in ("/meetings", self.page(26), self.page(26, "/register"), "/api/home", "/api/community"):
            self.assertNotIn(NAME, self.nobody.get(address).body.decode(), address)

    def test_the_same_form_twice_is_one_registration_and_the_same_person_again_counts_once(self):
        before = len(self.registrations())
        first, second = self.registered(once="twice", name="Qz Twice"), self.registered(once="twice", name="Qz Twice")
        self.assertEqual(first, second)
        self.assertEqual(len(self.registrations()), before + 1)
        self.registered(once="other", name="QZ  TWICE", category="donor")
        both = [row for row in self.registrations() if (row["name"] or "").lower().split() == ["qz", "twice"]]
        self.assertEqual(len(both), 2)
        self.assertEqual(len({row["participant"] for row in both}), 1, "one person: figures count the code")
        self.registered(once="friend", name="Qz Friend")
        friend = next(row for row in self.registrations() if row["name"] == "Qz Friend")
        self.assertNotEqual(friend["participant"], both[0]["participant"], "two people may share an address")

    def test_a_reference_corrects_and_withdraws_its_own_registration_alone(self):
        mine, theirs = self.registered(once="mine", name="Qz Mine"), self.registered(once="theirs", name="Qz Theirs")
        opened = self.form(self.page(26, "/registration"), reference=mine.lower().replace("-", " "))
        self.assertEqual(opened.status, 200)
        for secret in ("Qz Mine", CONTACT):
            self.assertNotIn(secret, opened.body.decode(), "name and contact do not come back")
        self.assertIn('value="ngo" selected', opened.body.decode())
        done = self.form(self.page(26, "/registration/correct"), reference=mine, **{**ANSWERS, "name": "", "contact": "", "category": "media", "consent": "yes"})
        self.assertEqual(done.status, 200, done.body)
        row = next(row for row in self.registrations() if row["name"] == "Qz Mine")
        self.assertEqual((row["category"], row["consent"], row["contact"]), ("media", "yes", CONTACT))
        refused = self.form(self.page(26, "/registration/correct"), reference=mine, **{**ANSWERS, "country": "??"})
        self.assertEqual(refused.status, 400)
        self.assertEqual(self.form(self.page(24, "/registration"), reference=mine).status, 404, "of another meeting")
        for wrong in ("", mine[:-1], mine[:-1] + ("2" if mine[-1] != "2" else "3"), "x" * 40):
            answer = self.form(self.page(26, "/registration"), reference=wrong)
            self.assertEqual(answer.status, 404, wrong)
            self.assertIn('role="alert"', answer.body.decode())
        self.assertEqual(self.form(self.page(26, "/registration/withdraw"), reference=mine).status, 400, "not without the mark")
        self.assertEqual(self.form(self.page(26, "/registration/withdraw"), reference=mine, sure="yes").status, 200)
        names = {row["name"] for row in self.registrations()}
        self.assertNotIn("Qz Mine", names)
        self.assertIn("Qz Theirs", names)
        self.assertEqual(self.form(self.page(26, "/registration"), reference=mine).status, 404)
        again = self.registered(once="mine", name="Qz Mine")
        self.assertNotEqual(again, mine, "withdrawn, and registered anew")
        history = self.root.get(f"/api/records/registration/{row['id']}/history").body.decode()
        self.assertNotIn("Qz Mine", history, "forgotten in the history too")
        self.form(self.page(26, "/registration/withdraw"), reference=theirs, sure="yes")

    def test_who_attended_and_withdraws_is_forgotten_and_still_counted(self):
        reference = self.registered(once="came", name="Qz Came")
        row = next(row for row in self.registrations() if row["name"] == "Qz Came")
        self.write("registration", row["id"], person=self.collector, attended=True)
        answer = self.form(self.page(26, "/registration/withdraw"), reference=reference, sure="yes")
        self.assertIn("stays counted", answer.body.decode())
        after = next(one for one in self.registrations() if one["id"] == row["id"])
        self.assertEqual((after["attended"], after["name"], after["contact"], after["organisation_name"], after["consent"]), (True, None, None, None, "no"))

    def test_nobody_registers_before_it_is_open_or_after_the_last_day(self):
        meeting = self.meetings[26]["id"]
        closed = lambda: (self.register(once="late").status, "<select" in self.nobody.get(self.page(26, "/register")).body.decode())
        before = len(self.registrations())
        for fields in ({"registration_open": False}, {"registration_closes_on": "2026-01-01"}):
            self.write("meeting", meeting, **fields)
            self.assertEqual(closed(), (409, False), fields)
            self.write("meeting", meeting, registration_open=True, registration_closes_on="2031-05-06")
        self.assertEqual(self.register(25).status, 409, "its record does not say that registration is open")
        self.write("meeting", self.meetings[25]["id"], registration_open=True)
        self.assertEqual(self.register(25).status, 409, "it is over")
        self.write("meeting", self.meetings[25]["id"], registration_open=None)
        self.assertEqual(len(self.registrations()), before)

    def test_bad_forms_are_refused_with_the_field_keep_what_was_written_and_leave_nothing(self):
        before = len(self.registrations())
        other = self.rows("meeting_session", filter=f"meeting = '{self.meetings[24]['id']}'")[0]["id"]
        for word, more in (("Your name", {"name": " "}), ("Your name", {"name": "x" * 201}), ("Your name", {"name": "a\u0007"}), ("E-mail", {"contact": ""}),
                           ("Sex", {"sex": "maybe"}), ("You come as", {"category": ""}), ("Country", {"country": "Atlantis"}), ("How you take part", {"mode": "by_post"}),
                           ("May you be named", {"consent": ""}), ("Sessions", {"sessions": [other]}), ("Sessions", {"sessions": ["' OR 1=1 --"]})):
            answer = self.register(**more)
            self.assertEqual(answer.status, 400, more)
            alert = re.search(r'role="alert">(.*?)</p>', answer.body.decode()).group(1)
            self.assertIn(word, alert, more)
        kept = self.register(organisation='<b>"Qz"</b>', consent="").body.decode()
        self.assertIn("&lt;b&gt;&quot;Qz&quot;&lt;/b&gt;", kept)
        self.assertIn(f'value="{NAME}"', kept)
        self.write("meeting", self.meetings[26]["id"], format="in_person")
        self.assertEqual(self.register(mode="online").status, 400)
        self.write("meeting", self.meetings[26]["id"], format="hybrid")
        self.assertEqual(self.register(organisation="x" * 70_000).status, 413)
        body = urllib.parse.urlencode(ANSWERS)
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
            self.assertEqual(self.nobody.ask("POST", self.page(26, "/register"), body, more={**FORM, **headers}).status, 403)
        self.assertEqual(len(self.registrations()), before)

    def test_who_the_meeting_asks_to_agree_reads_its_own_text(self):
        meeting = self.meetings[26]["id"]
        self.assertIn("your name and organisation may stand in the list", self.nobody.get(self.page(26, "/register")).body.decode())
        self.write("meeting", meeting, consent_text="Qz <agree> to this.")
        page = self.nobody.get(self.page(26, "/register")).body.decode()
        self.assertIn("Qz &lt;agree&gt; to this.", page)
        self.assertNotIn("may stand in the list", page)
        self.write("meeting", meeting, consent_text=None)


    # What the application shows

    def summary(self, number, person=None):
        answer = (person or self.root).get(f"/api/meetings/{self.meetings[number]['id']}")
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def test_people_are_counted_once_and_by_what_is_said_of_them(self):
        told, rows = self.summary(24)["registrations"], self.registrations(24)
        self.assertEqual(told["registered"], len({row["participant"] for row in rows}))
        self.assertEqual(told["attended"], len({row["participant"] for row in rows if row["attended"]}))
        self.assertLess(told["attended"], told["registered"])
        for by in ("category", "country", "sex", "mode"):
            self.assertEqual({one["value"]: (one["registered"], one["attended"]) for one in told["by"][by]},
                             {value: (len([row for row in rows if row[by] == value]), len([row for row in rows if row[by] == value and row["attended"]]))
                              for value in {row[by] for row in rows}}, by)
        self.assertEqual(self.summary(26, self.reviewer)["registrations"], self.summary(26)["registrations"], "counts say no name")
        seen = self.summary(24, self.viewer)
        self.assertIsNone(seen["registrations"], "a viewer sees no registration, and so no count of them")
        for poll in seen["polls"]:
            self.assertIsNone(poll["n"])
            self.assertEqual({(one["count"], one["share"]) for one in poll["options"]}, {(None, None)})
        for survey in seen["surveys"]:
            self.assertIsNone(survey["respondents"])
        self.assertEqual(self.root.get("/api/meetings/none").status, 404)

    def test_polls_and_surveys_are_counted_and_say_who_answered_nowhere(self):
        told = self.summary(24)
        poll = told["polls"][0]
        self.assertEqual((poll["state"], poll["n"]), ("closed", 3))
        self.assertEqual([(one["text"], one["count"]) for one in poll["options"]],
                         [("Distrust of local actors", 3), ("Political will", 2), ("Limited resources", 1)])
        self.assertAlmostEqual(poll["options"][1]["share"], 200 / 3)
        whole = next(one for one in told["surveys"] if one["title"] == "How was the meeting?")
        rows = self.rows("meeting_survey_answer", filter=f"question.survey = '{whole['id']}'")
        self.assertEqual(whole["respondents"], len({row["respondent"] for row in rows}))
        first = whole["questions"][0]
        self.assertEqual((first["n"], {one["value"]: one["count"] for one in first["counts"]}), (5, {"excellent": 2, "good": 2, "fair": 1, "poor": 0}))
        self.assertNotIn("R-001", str(told))
        self.assertEqual([poll["state"] for poll in self.summary(25)["polls"]], ["open"])

    def test_a_check_in_of_many_counts_at_once_and_is_taken_back(self):
        ids = [row["id"] for row in self.registrations(24) if not row["attended"]]
        before = self.summary(24)["registrations"]["attended"]
        done = self.collector.ask("POST", "/api/bulk", {"type": "registration", "ids": ids, "set": {"attended": True}, "reason": "check-in"}).json()
        self.assertEqual(self.summary(24)["registrations"]["attended"], before + len(ids))
        self.assertEqual(self.collector.ask("POST", f"/api/batches/{done['batch']}/undo").status, 200)
        self.assertEqual(self.summary(24)["registrations"]["attended"], before)

    def test_open_actions_are_carried_into_the_next_meeting_with_a_link_back_and_taken_back(self):
        address = f"/api/meetings/{self.meetings[24]['id']}/carry-over"
        status = lambda number: sorted((one["text"], one["status"]) for one in self.summary(number)["actions"])
        before = status(24), status(25)
        open_ones = {one["text"]: one for one in self.summary(24)["actions"] if one["status"] in ("open", "in_progress")}
        self.assertEqual(len(open_ones), 2)
        self.assertEqual(self.viewer.ask("POST", address, {}).status, 403)
        tried = self.collector.ask("POST", address, {"dry_run": True}).json()
        self.assertEqual((tried["count"], tried["batch"], tried["into"]["id"]), (2, None, self.meetings[25]["id"]))
        self.assertEqual((status(24), status(25)), before, "a dry run changes nothing")
        done = self.collector.ask("POST", address, {}).json()
        self.assertEqual(done["count"], 2)
        carried = {one["text"]: one for one in self.summary(25)["actions"]}
        self.assertEqual(set(carried), set(open_ones))
        for text, one in carried.items():
            old = open_ones[text]
            self.assertEqual((one["status"], one["due_on"], one["owner"], one["overdue"]), (old["status"], old["due_on"], old["owner"], True))
            self.assertEqual(one["carried_from"]["id"], old["id"])
        after = {one["text"]: (one["status"], one["overdue"]) for one in self.summary(24)["actions"]}
        self.assertEqual({after[text] for text in open_ones}, {("carried_over", False)}, "late at one meeting only")
        again = self.collector.ask("POST", address, {}).json()
        self.assertEqual((again["count"], again["batch"]), (0, None), "nothing goes twice")
        document = self.root.get(f"/api/reports/meeting?record={self.meetings[25]['id']}").body.decode()
        for text in open_ones:
            self.assertIn(text, document)
        self.assertEqual(self.collector.ask("POST", f"/api/batches/{done['batch']}/undo").status, 200)
        self.assertEqual((status(24), status(25)), before)
        last = self.collector.ask("POST", f"/api/meetings/{self.meetings[26]['id']}/carry-over", {})
        self.assertEqual((last.status, last.json()["code"]), (409, "meeting.no_successor"))
        self.assertEqual(self.collector.ask("POST", address, {"dry_run": "yes"}).status, 400)


    # Polls and surveys

    def codes(self, number, first, count):
        answer = self.root.ask("POST", f"/api/meetings/{self.meetings[number]['id']}/codes", {"first": first, "count": count})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()["codes"]

    def voter(self, number, code):
        person = Person(self.server)
        answer = person.ask("POST", self.page(number, "/answers"), urllib.parse.urlencode({"code": code}), more=FORM)
        self.assertEqual(answer.status, 303, answer.body)
        cookie = answer.header("Set-Cookie")
        for word in ("HttpOnly", "SameSite=Strict", "Path=/meetings"):
            self.assertIn(word, cookie)
        self.assertNotIn(code.replace("-", ""), cookie, "the ticket leads back to no code")
        return person

    def answer(self, person, number, rest, **fields):
        return person.ask("POST", self.page(number, rest), urllib.parse.urlencode(fields, doseq=True), more=FORM)

    def poll(self, number, kind, options=(), **more):
        """A poll of the first session of a meeting, with its options; waiting unless it says more."""
        session = self.rows("meeting_session", filter=f"meeting = '{self.meetings[number]['id']}' AND number = 1")[0]["id"]
        make = lambda name, **fields: self.root.ask("POST", f"/ogc/collections/{name}/items", {"type": "Feature", "geometry": None, "properties": fields},
                                                    more={"Content-Type": "application/geo+json"}).header("Location").split("/")[-1]
        poll = make("poll", session=session, question=f"Qz {kind}?", kind=kind, **more)
        return poll, [make("poll_option", poll=poll, text=text, position=at + 1) for at, text in enumerate(options)]

    def of_poll(self, number, poll):
        return next(one for one in self.summary(number)["polls"] if one["id"] == poll)

    def test_codes_are_a_managers_to_make_and_open_their_own_meeting_alone(self):
        first = self.codes(25, 1, 3)
        self.assertEqual(len(set(first)), 3)
        self.assertEqual(self.codes(25, 2, 1), first[1:2], "the same number is the same code")
        self.assertFalse(set(first) & set(self.codes(26, 1, 3)))
        address = f"/api/meetings/{self.meetings[25]['id']}/codes"
        for role in (self.collector, self.reviewer):
            self.assertEqual(role.ask("POST", address, {"count": 1}).status, 403)
        for bad in ({"count": 0}, {"first": 2001}, {"count": "many"}):
            self.assertEqual(self.root.ask("POST", address, bad).status, 400, bad)
        self.assertEqual(len(self.codes(25, 1999, 50)), 2, "2,000 at most")
        for code in (self.codes(26, 1, 1)[0], "AAAA-AAAA", "", "x" * 40, first[0][:-1] + ("2" if first[0][-1] != "2" else "3")):
            self.assertEqual(self.form(self.page(25, "/answers"), code=code).status, 404, code)
        short = self.summary(25, self.viewer)["answers_at"]
        to = self.nobody.get(short.lower())
        self.assertEqual((to.status, to.header("Location").split("?")[0]), (303, self.page(25, "/answers")))
        self.assertEqual(self.nobody.get("/vote/ZZZZZ").status, 404)
        self.assertIsNone(self.summary(23)["answers_at"], "it has no public page")
        self.pages(False)
        self.assertIsNone(self.summary(25)["answers_at"])
        self.assertEqual(self.nobody.get(short).status, 404)

    def test_a_poll_is_nobodys_to_see_before_it_opens_and_its_results_before_it_closes(self):
        poll, (one, two) = self.poll(26, "single", ("Qz first", "Qz second"))
        address = self.page(26, f"/polls/{poll}")
        codes = self.codes(26, 100, 6)
        voter = self.voter(26, codes[0])
        for person in (self.nobody, voter):
            self.assertEqual(person.get(address).status, 409)
            self.assertNotIn("Qz", person.get(address).body.decode())
            self.assertNotIn(poll, person.get(self.page(26, "/answers")).body.decode())
        self.assertEqual(self.answer(voter, 26, f"/polls/{poll}", option=one).status, 409)
        self.write("poll", poll, opened_at="2026-01-01T08:00:00Z")
        self.assertEqual(self.answer(self.nobody, 26, f"/polls/{poll}", option=one).status, 404, "not without a code")
        self.assertEqual(self.answer(voter, 26, f"/polls/{poll}", option=one).status, 303)
        again = self.answer(voter, 26, f"/polls/{poll}", option=two)
        self.assertEqual(again.status, 409)
        self.assertEqual(self.answer(self.voter(26, codes[0]), 26, f"/polls/{poll}", option=two).status, 409, "one vote a code, in any browser")
        for code in codes[1:4]:
            self.assertEqual(self.answer(self.voter(26, code), 26, f"/polls/{poll}", option=two).status, 303)
        counted = self.of_poll(26, poll)
        self.assertEqual((counted["n"], [(one["count"], one["share"]) for one in counted["options"]]), (4, [(1, 25), (3, 75)]))
        waiting = voter.get(address)
        self.assertEqual(waiting.header("Refresh"), "15")
        self.assertNotIn("<table", waiting.body.decode(), "no results while it is open")
        self.write("poll", poll, closed_at="2026-01-01T09:00:00Z")
        self.assertIn("Fewer than 5 people", self.nobody.get(address).body.decode(), "in a small circle they tell who answered what")
        self.assertEqual(self.answer(self.voter(26, codes[4]), 26, f"/polls/{poll}", option=one).status, 409, "closed")
        self.write("poll", poll, closed_at=None)
        self.assertEqual(self.answer(self.voter(26, codes[4]), 26, f"/polls/{poll}", option=one).status, 303)
        self.write("poll", poll, closed_at="2026-01-01T09:00:00Z")
        shown = self.nobody.get(address).body.decode()
        self.assertIn("n = 5", shown)
        self.assertRegex(shown, r'Qz second.*?>3</td><td class="n">60.0</td>')
        self.assertEqual(self.nobody.get(self.page(25, f"/polls/{poll}")).status, 409, "of another meeting")

    def test_a_poll_that_is_opened_and_closed_again_does_not_tell_how_the_last_few_answered(self):
        poll, (one, two) = self.poll(26, "single", ("Qz one", "Qz two"), opened_at="2026-01-01T08:00:00Z")
        code = iter(self.codes(26, 600, 30))
        def shown():
            self.write("poll", poll, closed_at="2026-01-01T09:00:00Z")
            page = self.nobody.get(self.page(26, f"/polls/{poll}")).body.decode()
            self.write("poll", poll, closed_at=None)
            return int(re.search(r"n = (\d+)", page).group(1)), [int(count) for count in re.findall(r'<td class="n">(\d+)</td>', page)], "Fewer than 5 answers" in page
        def vote(option, times):
            for _ in range(times):
                self.assertEqual(self.answer(self.voter(26, next(code)), 26, f"/polls/{poll}", option=option).status, 303)
        def remove(option):
            address = "/ogc/collections/poll_answer/items/" + self.rows("poll_answer", filter=f"option = '{option}'")[0]["id"]
            done = self.root.ask("DELETE", address, more={"If-Match": self.root.get(address).header("ETag")})
            self.assertEqual(done.status, 204, done.body)
        vote(one, 6)
        self.assertEqual(shown(), (6, [6, 0], False))
        self.assertEqual(shown(), (6, [6, 0], False))
        vote(two, 4)
        self.assertEqual(shown(), (6, [6, 0], True), "four would be told by the difference")
        self.assertEqual(self.of_poll(26, poll)["n"], 10, "the application counts them all")
        vote(two, 1)
        self.assertEqual(shown(), (11, [6, 5], False))
        vote(one, 1)
        remove(two)
        self.assertEqual([one["count"] for one in self.of_poll(26, poll)["options"]], [7, 4])
        self.assertEqual(shown(), (11, [6, 5], True), "as many people, and other answers")
        for _ in range(5):
            remove(one)
        self.assertEqual(shown(), (11, [6, 5], True), "six is five fewer, and as many as were shown first")
        vote(two, 10)
        self.assertEqual(shown(), (16, [2, 14], False))

    def test_who_answered_what_stands_nowhere(self):
        reference = self.registered(once="voter", name="Qz Voter")
        person = next(row for row in self.registrations() if row["name"] == "Qz Voter")["participant"]
        code = self.codes(26, 200, 1)[0]
        polls = [self.poll(26, "multi", ("a", "b"), opened_at="2026-01-01T08:00:00Z") for _ in range(2)]
        for poll, options in polls:
            for shown in (reference, code):
                self.assertEqual(self.answer(self.voter(26, shown), 26, f"/polls/{poll}", option=options).status, 303)
        rows = [self.rows("poll_answer", filter=f"option.poll = '{poll}'") for poll, _ in polls]
        self.assertEqual([len(one) for one in rows], [4, 4])
        names = [{row["respondent"] for row in one} for one in rows]
        self.assertEqual([len(one) for one in names], [2, 2])
        self.assertFalse(names[0] & names[1], "two polls cannot be joined")
        told = str(rows) + self.server.log()
        for secret in (reference, reference.replace("-", ""), code, code.replace("-", ""), person):
            self.assertNotIn(secret, told)
        summary = str(self.summary(26))
        for name in names[0] | names[1]:
            self.assertNotIn(name, summary)
        self.assertEqual(self.of_poll(26, polls[0][0])["options"][0]["share"], 100)

    def test_who_withdraws_answers_no_more_in_any_browser(self):
        poll, (option, _) = self.poll(26, "single", ("a", "b"), opened_at="2026-01-01T08:00:00Z")
        references = {name: self.registered(once=name, name=f"Qz {name}") for name in ("leaves", "came", "stays")}
        voters = {name: self.voter(26, reference) for name, reference in references.items()}
        came = next(row for row in self.registrations() if row["name"] == "Qz came")
        self.write("registration", came["id"], attended=True)
        for name in ("leaves", "came"):
            typed = references[name].lower().replace("-", " ")
            self.assertEqual(self.form(self.page(26, "/registration/withdraw"), reference=typed, sure="yes").status, 200)
            self.assertIn('name="code"', voters[name].get(self.page(26, f"/polls/{poll}")).body.decode(), name)
            self.assertEqual(self.answer(voters[name], 26, f"/polls/{poll}", option=option).status, 404, name)
            self.assertEqual(self.form(self.page(26, "/answers"), code=references[name]).status, 404, name)
        self.assertEqual(self.answer(voters["stays"], 26, f"/polls/{poll}", option=option).status, 303)
        self.assertEqual(self.of_poll(26, poll)["n"], 1)
        again = self.registered(once="leaves", name="Qz leaves")
        self.assertEqual(self.answer(self.voter(26, again), 26, f"/polls/{poll}", option=option).status, 303, "registered anew")

    def test_every_kind_of_poll_takes_its_answers_and_no_other(self):
        code = iter(self.codes(26, 300, 40))
        opened = {"opened_at": "2026-01-01T08:00:00Z"}
        send = lambda poll, **fields: self.answer(self.voter(26, next(code)), 26, f"/polls/{poll}", **fields).status
        single, (a, b) = self.poll(26, "single", ("a", "b"), **opened)
        other = self.poll(26, "single", ("c",), **opened)[1][0]
        self.assertEqual([send(single, option=[a, b]), send(single), send(single, option=other), send(single, option="' OR 1=1 --"), send(single, option=b)],
                         [400, 400, 400, 400, 303])
        scale, steps = self.poll(26, "scale", ("1", "2", "3"), **opened)
        self.assertEqual([send(scale, option=steps), send(scale, option=steps[2])], [400, 303])
        rank, (x, y, z) = self.poll(26, "rank", ("x", "y", "z"), **opened)
        ranked = lambda *ranks: {f"rank-{option}": value for option, value in zip((x, y, z), ranks)}
        self.assertEqual([send(rank, **ranked(*ranks)) for ranks in ((1, 1, 2), ("", "", ""), (0, 1, 2), (4, 1, 2), ("1x", 2, 3))], [400] * 5)
        self.assertEqual([send(rank, **ranked(*ranks)) for ranks in ((1, 2, 3), (1, 3, 2), (2, 1, ""))], [303] * 3)
        told = self.of_poll(26, rank)
        self.assertEqual((told["n"], [(one["count"], one["first"], one["mean_rank"]) for one in told["options"]]),
                         (3, [(3, 2, 4 / 3), (3, 1, 2), (2, 0, 2.5)]))
        words, _ = self.poll(26, "open", **opened)
        self.assertEqual([send(words, comment=" "), send(words, comment="x" * 2001), send(words, comment="qz in words"), send(words, comment="qz more")],
                         [400, 400, 303, 303])
        rows = self.rows("poll_answer", filter=f"option.poll = '{words}'")
        self.assertEqual(sorted(row["comment"] for row in rows), ["qz in words", "qz more"])
        self.assertNotIn("qz in words", self.reviewer.get("/api/tables/poll_answer?limit=1000").body.decode(), "words are personal")
        self.assertEqual(self.of_poll(26, words)["n"], 2)

    def test_the_application_tells_a_question_by_the_values_that_the_page_offers_before_anybody_answered(self):
        survey = self.summary(25)["surveys"][0]["id"]
        make = lambda **fields: self.root.ask("POST", "/ogc/collections/meeting_survey_question/items", {"type": "Feature", "geometry": None, "properties": {"survey": survey, **fields}},
                                              more={"Content-Type": "application/geo+json"}).header("Location").split("/")[-1]
        scale, words = make(text="Qz how was the tea?", topic="other", kind="scale", position=8), make(text="Qz what else?", topic="other", kind="open", position=9)
        told = {one["id"]: (one["codes"], [count["value"] for count in one["counts"]]) for one in self.summary(25)["surveys"][0]["questions"]}
        form = self.voter(25, self.codes(25, 700, 1)[0]).get(self.page(25, f"/surveys/{survey}")).body.decode()
        offered = [value for value in re.findall(f'name="{scale}" value="(\\w*)"', form) if value]
        self.assertEqual((told[scale], told[words]), (("rating", offered), (None, [])))
        self.assertIn("excellent", offered)
        self.assertIn(f'<textarea id="{words}"', form)
        for question in (scale, words):
            address = f"/ogc/collections/meeting_survey_question/items/{question}"
            self.assertEqual(self.root.ask("DELETE", address, more={"If-Match": self.root.get(address).header("ETag")}).status, 204)

    def test_a_survey_is_answered_once_a_code_and_enters_the_figures_of_the_report(self):
        survey = self.summary(25)["surveys"][0]
        rating, number, words = (one["id"] for one in survey["questions"])
        n = lambda: self.root.get("/api/indicators/MT12?" + urllib.parse.urlencode({"filter": f"question.survey.meeting = '{self.meetings[25]['id']}'"})).json()["total"].get("n", 0)
        before, rest = n(), f"/surveys/{survey['id']}"
        self.assertIn('name="code"', self.nobody.get(self.page(25, rest)).body.decode(), "asks for a code")
        voters = [self.voter(25, code) for code in self.codes(25, 400, 3)]
        form = voters[0].get(self.page(25, rest)).body.decode()
        for text in ("How do you rate the organisation", 'value="excellent"', 'value="just_right"', "<textarea"):
            self.assertIn(text, form)
        for bad in ({}, {rating: "superb"}, {number: "good"}, {words: "x" * 2001}, {"other": "good"}):
            self.assertEqual(self.answer(voters[0], 25, rest, **bad).status, 400, bad)
        self.assertEqual(self.answer(voters[0], 25, rest, **{rating: "good", number: "just_right", words: "qz tea"}).status, 303)
        self.assertEqual(self.answer(voters[0], 25, rest, **{rating: "poor"}).status, 409)
        self.assertEqual(self.answer(voters[1], 25, rest, **{rating: "poor"}).status, 303)
        self.assertEqual(self.answer(self.nobody, 25, rest, **{rating: "good"}).status, 404)
        self.assertEqual(n(), before + 2)
        report = self.root.get(f"/api/reports/meeting?record={self.meetings[25]['id']}").json()
        rows = [row for section in report["sections"] for part in section["parts"] if part["kind"] == "table" for row in part["rows"]]
        rated = next(row for row in rows if row[0]["text"] == "Organisation rated good or excellent")
        self.assertEqual((rated[1]["value"], rated[2]["value"]), (50, 2), "the report tells it with its n")
        told = self.summary(25)["surveys"][0]
        self.assertEqual((told["respondents"], [one["n"] for one in told["questions"]]), (2, [2, 1, 1]))
        self.write("meeting_survey", survey["id"], open=False)
        self.assertEqual(self.answer(voters[2], 25, rest, **{rating: "good"}).status, 409)
        self.assertEqual(self.nobody.get(self.page(25, rest)).status, 409)
        self.write("meeting_survey", survey["id"], open=True)


class Flood(unittest.TestCase):
    def test_a_flood_from_one_address_is_stopped_and_so_is_who_guesses_codes(self):
        server = Serving(records=1500)
        account(server, "root", "administrator")
        with server:
            root, nobody = signed_in(server, "root"), Person(server)
            self.assertEqual(root.ask("PUT", "/api/settings", {"meeting_pages": True}).status, 200)
            table = root.get("/api/tables/meeting?" + urllib.parse.urlencode({"filter": "number = 26"})).json()
            address = f"/meetings/{table['rows'][0][0]}"
            send = lambda rest, **fields: nobody.ask("POST", address + rest, urllib.parse.urlencode(fields), more=FORM).status
            self.assertEqual([send("/register", **{**ANSWERS, "name": f"Qz {count}"}) for count in range(21)], [201] * 20 + [429])
            self.assertEqual(send("/registration/correct", reference="AAAA-AAAA-AAAAAA", **ANSWERS), 404)
            self.assertEqual([send("/registration", reference="AAAA-AAAA-AAAAAA") for _ in range(20)], [404] * 19 + [429])
            self.assertEqual([send("/answers", code="AAAA-AAAA") for _ in range(101)], [404] * 100 + [429])


if __name__ == "__main__":
    unittest.main()
