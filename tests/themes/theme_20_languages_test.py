# SPDX-License-Identifier: Apache-2.0
"""Languages: the answer time of the help desk by language, messages that nobody checked, and a programme that speaks Arabic."""
import re
import unittest

from support.programme import ThemeTest


class Languages(ThemeTest):
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


if __name__ == "__main__":
    unittest.main()
