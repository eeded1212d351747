# SPDX-License-Identifier: Apache-2.0
"""A conference as a secretariat keeps it, in tables that go into a programme through `tilth import`: what its report must say is built into them."""

MEETING = "Hundredth meeting (entered)"
BEFORE = "Ninety-ninth meeting (entered)"
COUNTRIES = ("AF AL AM AO AR AT AU AZ BA BD BE BF BG BI BJ BO BR BT CA CD CF CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DO DZ EC EE EG ER ES ET FI FR GA GB GE GH GM GN GQ "
             "GR GT GW HN HR HU ID IE IL IN IQ IR IS IT JO JP KE KH KR KW KZ LA LB LK LR LY MA ME ML MM MN MR MZ NE NG NI NL NO NP PE PH PK PL PS RS RW SD SN SO SS SY TD TJ YE").split()
CATEGORIES = "national_director mine_action_centre un_adviser un_other donor academic civil_society ngo military private media".split()
PLENARIES = ["Money in lean years", "Nobody left out", "Survey with those who live there", "Partners as equals", "Rubble", "Open data"]
SIDE_EVENTS = ["Soil and water", "Neighbours", "Women who survey", "Going home", "Peers", "Cash", "Looking at oneself", "Heat in pictures", "Two sides of a line", "Messages",
               "Helpdesk", "Rights of survivors"]
PLENARY_TOP = [19, 19, 19, 24, 20, 19]  # good or excellent of 25: 120 of 150 are 80 %, 24 of 25 are 96 %
SIDE_EVENT_TOP = [(36, 11), (20, 20), (15, 25), (18, 21), (20, 17), (22, 20), (19, 24), (20, 19), (25, 15), (21, 20), (17, 23), (22, 17)]  # of 50: 72 % and 22 %; 37 are 74 %
ORGANISATION = "How do you rate organisation and logistics of the hundredth meeting?"
PLENARY_NUMBER = "Was the number of plenaries of the hundredth meeting right?"
SIDE_EVENT_NUMBER = "Was the number of side events of the hundredth meeting right?"
USEFUL = "How useful was this session to your work?"  # asked twice of one session: while it went on, and after it
OPENING = {96: "Minister of planning (entered)", 97: "Director of the authority (entered)", 98: "Resident coordinator (entered)"}
FIRST_QUESTION = 9001  # the position of ORGANISATION in the survey of the whole meeting
QUOTED = ["Of the local organisations 63 % sit in coordination (entered).", "A quarter of the money was to reach local actors (entered)."]


def rating_question(kind, title):
    return f"How do you rate the {kind} {title}?"


def person(number, prefix="E"):
    return f"{prefix}-{number:04}"


def sex_of(number):
    """Of the 34 who speak in plenaries the last two are unknown, and the others alternate."""
    return "unknown" if number in (33, 34) else "male" if number % 2 == 0 else "female"


def enter_meetings(programme):
    programme.enter("meeting", [{"number": "99", "title": BEFORE, "starts": "2021-09-07", "ends": "2021-09-10", "format": "in_person", "participants_reported": "480"}], key=["title"])
    programme.enter("meeting", [{"number": "100", "title": MEETING, "theme": "With whom", "starts": "2022-09-06", "ends": "2022-09-08", "format": "virtual", "utc_offset": "5.5",
                                 "predecessor": BEFORE}], key=["title"])
    registered = [{"meeting": MEETING, "participant": person(n), "category": CATEGORIES[n % 11], "country": COUNTRIES[n % 106] if n <= 921 else "TM", "sex": sex_of(n),
                   "registered_on": "2022-08-01", "attended": "true" if n <= 921 else "false"} for n in range(1, 1001)]
    registered += [{"meeting": BEFORE, "participant": person(n), "category": "ngo", "country": "LB", "sex": sex_of(n), "registered_on": "2021-08-01", "attended": "true"}
                   for n in range(1, 501)]
    programme.enter("registration", registered, key=["meeting", "participant"])


def enter_sessions(programme):
    sessions = [{"meeting": MEETING, "kind": "opening", "number": "1", "title": "Opening of the hundredth", "starts_at": "2022-09-06T03:30:00Z"}]
    for number, title in enumerate(PLENARIES, 1):
        sessions.append({"meeting": MEETING, "kind": "plenary", "number": number, "title": title, "starts_at": f"2022-09-0{6 + (number - 1) // 2}T04:30:00Z",
                         "recording_video": f"https://example.org/made-up/{number}", "recommendations": "Say what does not work."})
    sessions += [{"meeting": MEETING, "kind": "side_event", "number": number, "title": title, "organised_by": f"Group {number}", "themes": f"theme {number}",
                  "recommendations": f"keep to {title}", "next_steps": f"group {number} writes it down"} for number, title in enumerate(SIDE_EVENTS, 1)]
    programme.enter("meeting_session", sessions, key=["meeting", "kind", "number"])
    speaks = lambda session, number, role, affected=False: {"session": session, "participant": person(number), "role": role, "sex": sex_of(number),
                                                            "country": COUNTRIES[number % 106], "affected_country": str(affected).lower(),
                                                            "function": OPENING.get(number, f"Function of {person(number)}"), "affiliation": f"House {number}"}
    roles = [speaks(PLENARIES[(n - 1) % 6], n, "chair" if n <= 6 else "panellist", 6 < n <= 13) for n in range(1, 35)]
    # The first twelve of them chair one side event each.
    roles += [speaks(SIDE_EVENTS[(n - 1) % 12], n, "chair" if n < 47 else "panellist") for n in range(35, 96)]
    # One person sits on two panels of plenaries, one speaks in both kinds of session: each counts once.
    roles += [speaks(PLENARIES[1], 1, "panellist"), speaks(SIDE_EVENTS[0], 2, "moderator")]
    roles += [speaks("Opening of the hundredth", n, "opening") for n in (96, 97, 98)]
    programme.enter("speaker_role", roles, key=["session", "participant", "role"])
    programme.enter("quoted_figure", [
        {"session": PLENARIES[0], "speaker": person(7), "text": QUOTED[0], "value": "63", "unit": "%", "figure_source": "Register of the centre (entered)"},
        {"session": PLENARIES[1], "speaker": person(8), "text": QUOTED[1], "value": "25", "unit": "%", "figure_source": "The pledge of 2016 (entered)"},
        {"session": PLENARIES[1], "speaker": person(8), "text": "Half of it never came (entered)."}], key=["text"])


def enter_survey(programme):
    """Three surveys of the meeting: of the whole of it, and of one session while it went on and after it. The meeting before asked about its organisation in the same words."""
    survey, during, after, before = "How was the hundredth meeting?", "While the session went on (entered)", "After the session (entered)", "How was the meeting before? (entered)"
    programme.enter("meeting_survey", [{"meeting": MEETING, "title": survey, "timing": "after", "sent_on": "2022-09-12", "sent": "921"},
                                        {"meeting": MEETING, "title": during, "timing": "during", "sent_on": "2022-09-07", "sent": "40", "session": PLENARIES[3]},
                                        {"meeting": MEETING, "title": after, "timing": "after", "sent_on": "2022-09-08", "sent": "40", "session": PLENARIES[3]},
                                        {"meeting": BEFORE, "title": before, "timing": "after", "sent_on": "2021-09-12", "sent": "500"}], key=["title"])
    asked = [{"text": ORGANISATION, "topic": "organisation"}, {"text": PLENARY_NUMBER, "topic": "plenary_number"}, {"text": SIDE_EVENT_NUMBER, "topic": "side_event_number"}]
    asked += [{"text": rating_question("plenary", title), "topic": "plenary", "session": title} for title in PLENARIES]
    asked += [{"text": rating_question("side event", title), "topic": "side_event", "session": title} for title in SIDE_EVENTS]
    asked = [{"survey": survey, **question} for question in asked]
    asked += [{"survey": one, "text": USEFUL, "topic": "other", "session": PLENARIES[3]} for one in (during, after)]
    asked.append({"survey": before, "text": ORGANISATION, "topic": "organisation"})
    # Two questions of one text are told apart by a position that no other survey reaches.
    positions = {(question["survey"], question["text"]): FIRST_QUESTION + n for n, question in enumerate(asked)}
    programme.enter("meeting_survey_question", [{**question, "position": positions[question["survey"], question["text"]]} for question in asked], key=["survey", "text"])
    answers = []

    def answered(question, field, of=survey, **counts):
        values = [value for value, count in counts.items() for _ in range(count)]
        answers.extend({"question": positions[of, question], "respondent": f"ER-{n:03}", field: value} for n, value in enumerate(values, 1))

    answered(ORGANISATION, "rating", excellent=18, good=22, fair=8, poor=2)
    for title, top in zip(PLENARIES, PLENARY_TOP):
        answered(rating_question("plenary", title), "rating", excellent=top // 2, good=top - top // 2, fair=25 - top)
    for title, (excellent, good) in zip(SIDE_EVENTS, SIDE_EVENT_TOP):
        answered(rating_question("side event", title), "rating", excellent=excellent, good=good, fair=50 - excellent - good)
    answered(PLENARY_NUMBER, "number_opinion", just_right=46, too_few=2, too_many=2)
    answered(SIDE_EVENT_NUMBER, "number_opinion", just_right=75, too_few=14, too_many=11)
    answered(USEFUL, "rating", of=during, excellent=5, good=9, fair=5, poor=1)
    answered(USEFUL, "rating", of=after, excellent=12, good=6, fair=2)
    answered(ORGANISATION, "rating", of=before, poor=30)
    programme.enter("meeting_survey_answer", answers, key=["question", "respondent"], references={"question": "position"})


def enter_poll(programme):
    """44, 31 and 22 of 50 people chose each; whoever chose little is of the last ones, so that each of the fifty chose something."""
    question = "What stands most in the way?"
    programme.enter("poll", [{"session": PLENARIES[3], "question": question, "kind": "multi"}], key=["question"])
    options = {"Distrust of those nearby": range(1, 45), "Political resolve": range(20, 51), "Scarce means": range(29, 51)}
    programme.enter("poll_option", [{"poll": question, "text": text, "position": n} for n, text in enumerate(options, 1)], key=["poll", "text"])
    programme.enter("poll_answer", [{"option": text, "respondent": f"ER-{n:03}"} for text, who in options.items() for n in who], key=["option", "respondent"])


def parts_of(programme, title, section, language="en"):
    """The parts of a section of a meeting's report, as the program renders it."""
    document = programme.run("--language", language, "report", programme.file, "meeting", "--record", title)
    return next(one for one in document["sections"] if one["id"] == section)["parts"]


def texts(row):
    """What stands in the cells of a row of a table or of records."""
    return [cell["text"] for cell in (row["cells"] if isinstance(row, dict) else row)]


def sentences(programme, title, section, language="en"):
    """The sentences of a section of a meeting's report: a line a paragraph."""
    parts = parts_of(programme, title, section, language)
    return "\n".join("".join(piece["text"] for piece in part["pieces"]) for part in parts if part["kind"] == "text")
