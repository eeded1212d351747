# SPDX-License-Identifier: Apache-2.0
"""Risk education before return: a session in a camp shows under the place people go to as well, and counts once."""
import unittest

from support.programme import ThemeTest


class BeforeReturn(ThemeTest):
    records = 3000

    def test_a_session_in_a_camp_shows_at_its_destination_and_counts_once(self):
        programme = self.programme
        camp, home = programme.places()[1], programme.places()[2]
        names = {row["pcode"]: row["name"] for row in programme.rows("place")}

        def one_cell(indicator, split):
            (key, value), = programme.cells(indicator, [split], where="local_id = 'ES-CAMP'").items()
            return key.split(",")[0], value  # "Kita, Ashari" where two are called Kita

        hazards = [row for row in programme.rows("hazard") if row["place_label"] != names[home]]
        hazard = hazards[0]
        before = programme.value("E2", period="2024")
        programme.enter("return_area", [{"local_id": "RA-X", "name": "Home of X", "place": home, "hazards": f'{hazard["local_id"]};{hazards[1]["local_id"]}', "expected_on": "2024-05-01",
                                         "status": "expected"}], lists=("hazards",))
        programme.check()
        lacking = {one["records"][0] for one in programme.findings("return_area.hazards_without_risk_education")}
        area = [row for row in programme.rows("return_area") if row["local_id"] == "RA-X"][0]["id"]
        self.assertIn(area, lacking)
        programme.enter("eore_session", [{"local_id": "ES-CAMP", "held_on": "2024-05-10", "place": camp, "organisation": "ORG-02", "category": "direct",
                                          "activity": "direct_re", "residence_status": "refugee", "displaced_site": "true", "reached_women": "17",
                                          "reached_boys": "13", "origin": camp, "destination": home, "return_area": "RA-X"}],
                        references={"organisation": "local_id", "origin": "pcode", "destination": "pcode", "return_area": "local_id"})
        self.assertEqual(programme.value("E2", period="2024"), before + 30, "the session counts once")
        self.assertEqual(one_cell("E2", "place"), (names[camp], 30))
        self.assertEqual(one_cell("E2D", "destination"), (names[home], 30))
        self.assertEqual(one_cell("E2", "residence_status"), ("refugee", 30))
        programme.check()
        self.assertNotIn(area, {one["records"][0] for one in programme.findings("return_area.hazards_without_risk_education")})
        # Under each hazardous area there, in its dossier, and once in the figure of all.
        for dossier_of, named in ((hazard, True), (hazards[1], True), (hazards[2], False)):
            dossier = programme.run("report", programme.file, "hazard_dossier", "--record", dossier_of["id"])
            (returns,) = [one for one in dossier["sections"] if one["id"] == "returns"]
            (sessions,) = [part for part in returns["parts"] if part["kind"] == "records"]
            rows = [[cell["text"] for cell in row["cells"]] for row in sessions["rows"] if row["cells"][0]["text"] == "ES-CAMP"]
            self.assertEqual(len(rows), 1 if named else 0, dossier_of["local_id"])
            (figure,) = [one for one in dossier["figures"] if one["indicator"] == "eore_direct"]
            self.assertEqual(figure["value"], sum(float(row["cells"][-1]["text"].replace(",", "")) for row in sessions["rows"]) or 0)
            if named:
                self.assertEqual((rows[0][2], rows[0][3], rows[0][-1]), (names[camp], names[home], "30"))
                self.assertGreaterEqual(figure["value"], 30)
        self.assertEqual(programme.value("E2", period="2024"), before + 30, "two dossiers tell of it, and it still counts once")

    def test_coverage_by_residence_status_is_of_the_same_people(self):
        programme = self.programme
        places = {row["id"]: row for row in programme.rows("place")}
        open_in = {row["place"] for row in programme.rows("hazard") if row["status"] != "closed"}
        here = next(one for one in open_in if places[one]["population"])
        people = sum(int(places[one]["population"]) for one in open_in if places[one]["population"])
        by = lambda: programme.cells("E4", ["residence_status"], period="2023")
        before, whole = by(), programme.value("E4", period="2023")
        session = {"held_on": "2023-05-10", "place": places[here]["pcode"], "organisation": "ORG-02", "category": "direct", "activity": "direct_re"}
        programme.enter("eore_session", [{**session, "local_id": "ES-REF", "residence_status": "refugee", "reached_women": "60", "first_time": "40"},
                                         {**session, "local_id": "ES-IDP", "residence_status": "idp", "reached_women": "30", "first_time": "25"},
                                         {**session, "local_id": "ES-AGAIN", "residence_status": "refugee", "reached_women": "9", "first_time": "0"}],
                        references={"organisation": "local_id"})
        after = by()
        for status, more in (("refugee", 40), ("idp", 25), ("resident", 0), ("returnee", 0)):
            self.assertAlmostEqual((after.get(status) or 0) - (before.get(status) or 0), 100 * more / people, places=9, msg=status)
        self.assertAlmostEqual(programme.value("E4", period="2023") - whole, 100 * 65 / people, places=9)
        self.assertAlmostEqual(sum(value or 0 for value in after.values()), programme.value("E4", period="2023"), places=9, msg="the shares are of one population")
        report = programme.run("report", programme.file, "risk_education", "--period", "2023")
        told = {tuple(split["value"] for split in one["cell"]): one["value"] for one in report["figures"] if one["code"] == "E4"}
        self.assertEqual(told["refugee",], after["refugee"])

    def test_the_place_of_return_has_risk_education_by_the_session_in_the_camp(self):
        programme = self.programme
        home = programme.places()[3]
        programme.enter("return_area", [{"local_id": "RA-Y", "name": "Home of Y", "place": home, "expected_on": "2025-07-01", "status": "expected"}])
        without = programme.figure("E9", period="2025-07")["total"]
        programme.enter("eore_session", [{"local_id": "ES-Y", "held_on": "2025-09-01", "place": programme.places()[4], "organisation": "ORG-02",
                                          "category": "direct", "activity": "direct_re", "reached_women": "5", "destination": home}],
                        references={"organisation": "local_id", "destination": "pcode"})
        after = programme.figure("E9", period="2025-07")["total"]
        self.assertEqual(after["n"], without["n"], "the same places")
        self.assertAlmostEqual(after["value"] - without["value"], 100 / after["n"], places=9)


if __name__ == "__main__":
    unittest.main()
