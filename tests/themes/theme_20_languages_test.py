# SPDX-License-Identifier: Apache-2.0
"""Languages: the answer time of the help desk by language, messages that nobody checked, and a programme that speaks Arabic."""
import json
import pathlib
import re
import unittest

from support.programme import ThemeTest


class Languages(ThemeTest):
    records = 2400  # a country with a record of every type that a report is about

    def test_the_answer_time_is_by_language(self):
        programme = self.programme
        ticket = {"channel": "phone", "topic": "assistance", "opened_on": "2024-06-01", "opened_at": "2024-06-01T08:00:00Z"}
        programme.enter("helpdesk_ticket", [{**ticket, "local_id": f"HD-X{i}", "language": language, "answered_at": at} for i, (language, at) in enumerate(
            [("km", "2024-06-01T10:00:00Z"), ("km", "2024-06-01T12:00:00Z"), ("km", "2024-06-02T14:00:00Z"), ("km", ""), ("my", "2024-06-01T09:00:00Z")])])
        cells = programme.cells("HD1", ["language"], where="language IN ('km', 'my')")
        self.assertEqual(cells, {"km": 4, "my": 1})
        programme.check()
        waiting = [row["id"] for row in programme.rows("helpdesk_ticket") if row["local_id"] == "HD-X3"]
        self.assertEqual([one["records"] for one in programme.findings("helpdesk_ticket.overdue")], [waiting])

    def test_a_text_that_nobody_checked_is_found_and_one_language_has_one_text(self):
        programme = self.programme
        message = programme.rows("public_message")[0]["local_id"]
        row = {"message": message, "text": "made up"}
        programme.enter("message_translation", [{**row, "language": "km"}, {**row, "language": "my", "checked_on": "2024-06-01"}], key=["message", "language"],
                        references={"message": "local_id"})
        programme.check()
        unchecked = [one["id"] for one in programme.rows("message_translation") if one["language"] == "km"]
        self.assertEqual([one["records"] for one in programme.findings("message_translation.unchecked")], [unchecked])

    def test_every_word_of_the_programme_is_there_in_arabic(self):
        from serving import Serving, account, signed_in

        arabic = re.compile("[\u0600-\u06ff]")
        seen = 0
        server = Serving(file=self.programme.file, records=0)
        account(server, "ina", "information_manager")
        with server:
            model = signed_in(server, "ina").get("/api/model?lang=ar").json()
        for one in model["types"]:
            for title in [one["title"], one["plural"], *(field["title"] for field in one["fields"])]:
                self.assertRegex(title, arabic, one["name"])
                self.assertNotIn("[en]", title)
                seen += 1
        self.assertGreater(seen, 500)

    def test_every_report_and_list_reads_from_right_to_left_in_arabic(self):
        from serving import Serving, account, signed_in

        arabic = re.compile("[\u0600-\u06ff]")
        server = Serving(file=self.programme.file, records=0)
        account(server, "ria", "information_manager")
        with server:
            ria = signed_in(server, "ria")
            for listed in ("/api/reports?lang=ar", "/api/indicators?lang=ar", "/api/dashboards?lang=ar"):
                for one in ria.get(listed).json()["items"]:
                    self.assertRegex(one["title"], arabic, f"{listed}: {one}")
            reports = ria.get("/api/reports?lang=ar").json()["items"]
            self.assertGreater(len(reports), 27)
            periods = {"year": "&period=2024", "month": "&period=2024-05", "any": "&period=2016..2025"}
            for report in reports:
                asked = "?lang=ar" + periods.get(report["period"], "")
                records = [row[0] for row in ria.get(f"/api/tables/{report['about']}?limit=30").json()["rows"]] if report["about"] else [""]
                made = next(answer for record in records if (answer := ria.get(f"/api/reports/{report['name']}{asked}" + (f"&record={record}" if record else ""))).status == 200)
                document = made.json()
                self.assertEqual((document["language"], document["direction"]), ("ar", "rtl"), report["name"])
                words = [document["title"], *(section["title"] for section in document["sections"]),
                         *(column["title"] for section in document["sections"] for part in section["parts"] for column in part.get("columns", [])),
                         *("".join(piece["text"] for piece in part["pieces"]) for section in document["sections"] for part in section["parts"] if part["kind"] == "text")]
                for word in words:
                    self.assertTrue(arabic.search(word) or not re.search("[A-Za-z]{3}", word), f"{report['name']}: {word}")
                page = ria.get(f"/api/reports/{report['name']}{asked}&f=html" + (f"&record={document['parameters']['record']['id']}" if report["about"] else "")).body.decode()
                self.assertRegex(page, r'<html[^>]* dir="rtl"', report["name"])

    def test_every_page_of_the_application_has_its_words_and_its_help_in_arabic(self):
        # That each page opens, fits and is accessible from right to left is a matter of a browser: tests/web/every_page.mjs, every_type.mjs, every_report.mjs.
        arabic, root = re.compile("[\u0600-\u06ff]"), pathlib.Path(__file__).parents[2]
        pages = sorted((root / "web/src").rglob("*.i18n.json"))
        self.assertGreater(len(pages), 30)
        for page in pages:
            for key, texts in json.loads(page.read_text(encoding="utf-8")).items():
                self.assertTrue(arabic.search(texts.get("ar", "")) or not re.search("[A-Za-z]", texts["en"]), f"{page.name}: {key}")
        for page in (root / "docs/web").glob("*.md"):
            self.assertRegex((root / "docs/web/ar" / page.name).read_text(encoding="utf-8"), arabic)


if __name__ == "__main__":
    unittest.main()
