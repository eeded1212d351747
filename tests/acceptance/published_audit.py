# SPDX-License-Identifier: Apache-2.0
"""What an outsider learns from two published tables of casualties, by GLPK's own program, and every figure counted anew from the rows. It shares no code with Tilth.

published_audit.py split VICTIMS FIRST WHOLE   the rows that come first, and the whole list as it comes a second time, with those that came late at its end
published_audit.py check FOLDER               what published_casualties_test.sh left there
"""
import csv
import itertools
import json
import os
import subprocess
import sys
import unicodedata
from collections import Counter

LIMIT = 10
SEX, OUTCOME = {"Hombre": "male", "Mujer": "female"}, {"Herido": "injured", "Muerto": "killed"}


def rows_of(file):
    with open(file, encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def of_2018(rows):
    return [row for row in rows if row["ano"].replace(",", "") == "2018"]


def split(victims, first, whole):
    rows, kept, held = rows_of(victims), [], []
    for number, row in enumerate(rows):
        is_late = row["ano"].replace(",", "") == "2018" and number % 5 == 0
        (held if is_late else kept).append(row)
    for row in held[::5]:
        row["condicion"] = "Sin Información"
    for file, some in ((first, kept), (whole, kept + held)):
        with open(file, "w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, rows[0])
            writer.writeheader()
            writer.writerows(some)


def plain(name):
    return "".join(one for one in unicodedata.normalize("NFD", name.upper()) if not unicodedata.combining(one))


def counted(rows):
    """People by (department, sex, outcome), "" for all of them."""
    counts = Counter()
    for row in of_2018(rows):
        cell = (plain(row["departamento"]), SEX[row["estado"]], OUTCOME[row["genero"]])
        for whole in itertools.product((False, True), repeat=3):
            counts[tuple("" if left_out else part for part, left_out in zip(cell, whole))] += 1
    return counts


class Table:
    """A published table: what is shown, and in GLPK's words what it says of its cells."""

    def __init__(self, answer, name, truth):
        assert answer["split_by"] == ["place.parent", "sex", "outcome"] and not answer["withheld"] and not answer["rolled_up"], "given up"
        self.shown = {(plain(cell["key"][0]), *cell["key"][1:]): cell["value"] for cell in answer["cells"]}
        assert len(self.shown) == len(answer["cells"])
        assert {key for key in truth if truth[key]} <= set(self.shown), "a cell is not in the table"
        self.truth = {key: truth[key] for key in self.shown}
        self.names = {key: f"{name}{number}" for number, key in enumerate(self.shown)}
        self.kept_back = [key for key, value in self.shown.items() if value is None]
        for key, value in self.shown.items():
            assert value is None or value == self.truth[key], f"{key}: {value} is shown, {self.truth[key]} are in the rows"
            assert value is None or value == 0 or value >= LIMIT, f"{key}: {value} is shown"

    def says(self):
        lines = []
        for total in self.shown:
            for at in range(3):
                if total[at] == "":
                    parts = [key for key in self.shown if key[at] != "" and key[:at] + ("",) + key[at + 1:] == total]
                    lines.append(" + ".join(self.names[part] for part in parts) + f" - {self.names[total]} = 0")
        return lines + [f"{self.names[key]} = {value}" for key, value in self.shown.items() if value is not None]


def reach(asked, lines, folder):
    """The least and the most that a sum can be."""
    ends = []
    for aim in ("Minimize", "Maximize"):
        base = os.path.join(folder, "asked")
        with open(base + ".lp", "w", encoding="ascii") as lp:
            lp.write(f"{aim}\n obj: {asked}\nSubject To\n" + "".join(f" r{i}: {line}\n" for i, line in enumerate(lines)) + "End\n")
        subprocess.run(["glpsol", "--lp", base + ".lp", "-w", base + ".sol"], check=True, stdout=subprocess.DEVNULL)
        with open(base + ".sol", encoding="ascii") as solution:
            (line,) = [line.split() for line in solution if line.startswith("s bas")]
        # "f f": both bounds are proved. The truth is feasible, so anything but an optimum or no bound is a fault of the audit.
        assert line[4] == "f" and (line[5] == "f" or aim == "Maximize"), line
        ends.append(float(line[6]) if line[5] == "f" else float("inf"))
    return ends


def require(what, asked, lines, folder):
    least, most = reach(asked, lines, folder)
    assert least <= 1e-6 and most >= LIMIT - 1e-6, f"{what}: an outsider knows that it is {least} to {most}"


def audit(before, after, folder):
    """No small cell of either table, and no small number of people who came in between, can be narrowed below 0 to LIMIT: by either table alone, and by both
    for whoever guesses that no cell went down."""
    for table in (before, after):
        for key in table.kept_back:
            least, most = reach(table.names[key], table.says(), folder)
            assert most > least + 0.5, f"{key} is known: {least}"
    both = before.says() + after.says() + [f"{after.names[key]} - {before.names[key]} >= 0" for key in before.shown if key in after.names]
    checked = Counter()
    for name, table in (("before", before), ("after", after)):
        for key in table.kept_back:
            if 0 < table.truth[key] < LIMIT:
                require(f"{name} {key}", table.names[key], table.says(), folder)
                require(f"{name} {key}, with both", table.names[key], both, folder)
                checked[name] += 1
    for key in before.shown:
        if key in after.truth and 0 < after.truth[key] - before.truth[key] < LIMIT:
            require(f"who came in, {key}", f"{after.names[key]} - {before.names[key]}", both, folder)
            checked["came in"] += 1
    return checked


def share(rows):
    """Civilians over those whose status is known, in percent."""
    status = Counter(row["condicion"] for row in rows)
    return 100 * status["Civil"] / (status["Civil"] + status["Fuerza pública"])


def same(what, found, expected):
    assert abs(found - expected) < 1e-9, f"{what}: {found}, counted {expected}"
    print(f"ok: {what}: {found:g}")


def check(folder):
    def answer(name):
        with open(os.path.join(folder, name + ".json"), encoding="utf-8") as file:
            return json.load(file)

    def total(name):
        return answer(name)[0]["total"]["value"]

    def figure(report, name):
        (value,) = [one["value"] for one in answer(report)["figures"] if one["name"] == f"{name} 2018-01-01..2018-12-31"]
        return value

    first, everyone = rows_of(os.path.join(folder, "first.csv")), rows_of(os.path.join(folder, "whole.csv"))
    late = everyone[len(first):]
    assert len(late) > 20 and {row["condicion"] for row in late} == {"Civil", "Fuerza pública", "Sin Información"}
    same("rows that came late", answer("late")["created"], len(late))
    same("rows that were there", answer("late")["unchanged"], len(first))
    same("casualties of 2018 before", total("count-before"), len(of_2018(first)))
    same("civilian share before", total("share-before"), share(first))
    same("civilian share after, of known status alone", total("share-after"), share(everyone))
    same("civilian share of 2018 after", total("share-2018-after"), share(of_2018(everyone)))
    assert share(of_2018(everyone)) > 100 * sum(row["condicion"] == "Civil" for row in of_2018(everyone)) / len(of_2018(everyone)) + 1, "unknowns make no difference"
    # As of then the figures are those of then, whatever came late.
    for report, rows in (("bulletin-then", first), ("bulletin-now", everyone)):
        same(f"{report}: casualties", figure(report, "casualties"), len(of_2018(rows)))
        same(f"{report}: civilian share", figure(report, "civilian_share"), share(of_2018(rows)))
    before, after = Table(answer("before"), "x", counted(first)), Table(answer("after"), "y", counted(everyone))
    assert answer("then")["cells"] == answer("before")["cells"], "the table as of then is another"
    assert answer("after")["audited_with"] == 1, "the gate did not look at the first table"
    for table in (before, after):
        assert len(table.shown) - len(table.kept_back) > len(table.shown) / 3, "little is left to see"
    checked = audit(before, after, folder)
    assert checked["before"] > 20 and checked["after"] > 20 and checked["came in"] > 10, checked
    print(f"ok: {len(before.kept_back)} and {len(after.kept_back)} cells kept back; {checked['before']} and {checked['after']} small ones and {checked['came in']} small "
          f"numbers of people who came in reach from 0 to {LIMIT} by GLPK")


if __name__ == "__main__":
    {"split": split, "check": check}[sys.argv[1]](*sys.argv[2:])
