# SPDX-License-Identifier: Apache-2.0
"""Mine Ban Convention: Form C is what the account holds open on 31 December, and a submitted report never changes."""
import unittest

from support.programme import ThemeTest


class MineBanTreaty(ThemeTest):
    records = 4000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.remaining = cls.programme.value("LR1", period="2025", where="contamination LIKE '%ap_mine%'")
        assert cls.remaining > 0

    def report(self, name, code=0, **values):
        self.programme.enter("treaty_report", [{"local_id": name, "treaty": "apmbc", "state": "AQ", "year": "2025", "kind": "annual", "due_on": "2026-04-30",
                                                "status": "draft", **values}], code=code)

    def form(self, report, form, code=0, **values):
        return self.programme.enter("form_entry", [{"report": report, "form": form, "state": "changed", **values}], key=["report", "form"],
                                    references={"report": "local_id"}, code=code)

    def test_form_c_must_be_the_account(self):
        self.report("A7-C", version="7")
        self.form("A7-C", "c", total_area=f"{self.remaining + 500:.2f}")
        self.programme.check()
        found = self.programme.findings("T02")
        self.assertEqual(len(found), 1)
        self.assertAlmostEqual(found[0]["values"]["computed_m2"], self.remaining, places=2)
        self.form("A7-C", "c", total_area=f"{self.remaining:.2f}")
        self.programme.check()
        self.assertEqual(self.programme.findings("T02"), [])

    def test_form_g_must_be_the_devices_that_were_destroyed(self):
        kinds = ("ap_blast", "ap_fragmentation", "ap_improvised")
        gone = [row for row in self.programme.rows("device_line") if row["category"] in kinds and row["disposed_on"].startswith("2025")
                and row["disposal"] in ("detonated_in_situ", "moved_and_destroyed", "burned", "disarmed")]
        destroyed = sum(int(row["quantity"] or 0) for row in gone)
        self.report("A7-G", version="8")
        self.form("A7-G", "g", ground_destroyed=str(destroyed + 1))
        self.programme.check()
        found = self.programme.findings("T03")
        self.assertEqual([(one["values"]["stated"], one["values"]["counted"]) for one in found], [(destroyed + 1, destroyed)])
        self.form("A7-G", "g", ground_destroyed=str(destroyed))
        self.programme.check()
        self.assertEqual(self.programme.findings("T03"), [])

    def test_a_form_opens_with_what_the_last_one_closed_with(self):
        last = {row["local_id"]: row["id"] for row in self.programme.rows("treaty_report")}["A7-2024"]
        closed = int(next(row["total_quantity"] for row in self.programme.rows("form_entry") if row["report"] == last and row["form"] == "d"))
        self.report("A7-D", version="9")
        self.form("A7-D", "d", opening_quantity=str(closed + 7))
        self.programme.check()
        found = self.programme.findings("T05")
        self.assertEqual([(one["values"]["opening"], one["values"]["closing"], one["values"]["year"]) for one in found], [(closed + 7, closed, 2024)])
        self.form("A7-D", "d", opening_quantity=str(closed + 7), opening_explained="Seven were found in a store (made up).")
        self.programme.check()
        self.assertEqual(self.programme.findings("T05"), [])

    def test_a_submitted_report_and_its_forms_cannot_change(self):
        before = {row["local_id"]: row for row in self.programme.rows("treaty_report")}
        self.assertEqual(before["A7-2020"]["status"], "submitted")
        forms = len(self.programme.rows("form_entry"))
        self.report("A7-2020", code=3, submitted_on="2021-05-20", status="submitted", year="2020", due_on="2021-04-30")
        self.report("A7-2020", code=3, status="draft", year="2020", due_on="2021-04-30")
        self.form("A7-2020", "c", code=3, narrative="Another text (made up).")
        self.programme.enter("form_entry", [{"report": "A7-2020", "form": "j", "state": "changed", "narrative": "One more"}], key=["narrative"],
                             references={"report": "local_id"}, code=3)
        self.assertEqual({row["local_id"]: row for row in self.programme.rows("treaty_report")}["A7-2020"], before["A7-2020"])
        self.assertEqual(len(self.programme.rows("form_entry")), forms)

    def test_by_the_page_it_changes_by_its_steps_alone(self):
        from serving import Serving, account, signed_in

        server = Serving(file=self.programme.file, records=0)
        account(server, "ina", "information_manager")
        record = [row["id"] for row in self.programme.rows("treaty_report") if row["local_id"] == "A7-2019"][0]
        with server:
            ina = signed_in(server, "ina")
            at = f"/ogc/collections/treaty_report/items/{record}"
            tag = ina.get(at).header("ETag")
            answer = ina.ask("PATCH", at, {"type": "Feature", "properties": {"snapshot": "other"}, "geometry": None},
                             more={"Content-Type": "application/merge-patch+json", "If-Match": tag})
            self.assertEqual((answer.status, answer.json()["type"].split("/")[-1].split(":")[-1]), (409, "store.sealed"))
            answer = ina.ask("DELETE", at, more={"If-Match": tag})
            self.assertEqual(answer.status, 409)
            answer = ina.post(f"/api/records/treaty_report/{record}/transitions", {"transition": "publish"})
            self.assertEqual(answer.status, 200, answer.body)
            self.assertEqual(answer.json()["state"], "published")

    def test_its_document_stays_what_was_handed_in(self):
        from serving import Serving, account, signed_in

        self.report("A7-KEPT", version="9")
        for form in "abcdefghij":
            self.form("A7-KEPT", form, narrative="Made up.")
        record = [row["id"] for row in self.programme.rows("treaty_report") if row["local_id"] == "A7-KEPT"][0]

        def form_c(*words):
            document = self.programme.run("report", self.programme.file, "apmbc_article_7", "--record", "A7-KEPT", "--format", "json", *words)
            remaining = [figure["value"] for figure in document["figures"] if figure["name"].startswith("remaining_area 2025-")]
            self.assertTrue(remaining)
            return document, remaining[0]

        server = Serving(file=self.programme.file, records=0)
        account(server, "ivo", "information_manager")
        with server:
            ivo = signed_in(server, "ivo")
            for step in ("review", "approve", "submit"):
                answer = ivo.post(f"/api/records/treaty_report/{record}/transitions", {"transition": step, "reason": "made up"})
                self.assertEqual(answer.status, 200, answer.body)
        handed_in, remaining = form_c()
        hazard = {"local_id": "HA-LATE", "class": "cha", "status": "open", "contamination": "ap_mine", "identified_on": "2024-06-01",
                  "place": self.programme.places()[0], "area_reported": "50000"}
        self.programme.enter("hazard", [hazard], lists=("contamination",))
        later, still = form_c()
        self.assertEqual(still, remaining)
        self.assertEqual(later["sections"], handed_in["sections"])
        self.assertIn("This report was handed in.", later["words"]["as_known"])
        _, today = form_c("--as-of", "2100-01-01")
        self.assertAlmostEqual(today - remaining, 50000, places=2)

    def test_a_correction_is_a_new_version(self):
        self.report("A7-2020-2", year="2020", due_on="2021-04-30", version="2")
        self.assertIn("A7-2020-2", [row["local_id"] for row in self.programme.rows("treaty_report")])

    def test_retained_items_add_up_from_year_to_year(self):
        last = [row for row in self.programme.rows("retained_item") if row["year"] == "2025"][0]
        row = {"treaty": "apmbc", "kind_of": last["kind_of"], "year": "2026", "consumed": "40", "year_before": last["kind_of"]}
        self.assertEqual(int(last["quantity"]), 640)
        # The record of the year before is found by its quantity, which no other year has.
        wanted = {"year_before": "quantity"}
        self.programme.enter("retained_item", [{**row, "year_before": last["quantity"], "quantity": "610"}], key=["year"], references=wanted)
        self.programme.check()
        self.assertEqual(len(self.programme.findings("T04")), 1)
        self.programme.enter("retained_item", [{**row, "year_before": last["quantity"], "quantity": "600"}], key=["year"], references=wanted)
        self.programme.check()
        self.assertEqual(self.programme.findings("T04"), [])

    def test_reports_on_time(self):
        rows = [row for row in self.programme.rows("treaty_report") if row["local_id"].startswith("A7-20") and row["status"] in ("submitted", "published")]
        # Nine under this treaty and one under another; that for 2018 came three weeks late.
        self.assertEqual(self.programme.value("TR1", where="status IN ('submitted', 'published') AND local_id <> 'A7-KEPT'"), 90)
        self.assertEqual(len(rows), 9)


if __name__ == "__main__":
    unittest.main()
