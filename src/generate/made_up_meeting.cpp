// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_meeting.h"

#include "generate/made_up_country.h"
#include "generate/made_up_values.h"

#include <fmt/format.h>

#include <array>
#include <string>

namespace tilth::generate {
namespace {

using store::Value;

Uuid named(const std::string& what) { return Uuid::named("kitara/meeting/" + what); }
Value whole_number(std::int64_t number) { return Value{number}; }
std::string person(int number) { return fmt::format("P-{:04}", number); }

constexpr std::array<const char*, 106> kCountries{
    "AF", "AL", "AM", "AO", "AR", "AT", "AU", "AZ", "BA", "BD", "BE", "BF", "BG", "BI", "BJ", "BO", "BR", "BT",
    "CA", "CD", "CF", "CH", "CI", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CY", "CZ", "DE", "DJ", "DK", "DO",
    "DZ", "EC", "EE", "EG", "ER", "ES", "ET", "FI", "FR", "GA", "GB", "GE", "GH", "GM", "GN", "GQ", "GR", "GT",
    "GW", "HN", "HR", "HU", "ID", "IE", "IL", "IN", "IQ", "IR", "IS", "IT", "JO", "JP", "KE", "KH", "KR", "KW",
    "KZ", "LA", "LB", "LK", "LR", "LY", "MA", "ME", "ML", "MM", "MN", "MR", "MZ", "NE", "NG", "NI", "NL", "NO",
    "NP", "PE", "PH", "PK", "PL", "PS", "RS", "RW", "SD", "SN", "SO", "SS", "SY", "TD", "TJ", "YE"};
constexpr std::array<const char*, 11> kCategories{"national_director",
                                                  "mine_action_centre",
                                                  "un_adviser",
                                                  "un_other",
                                                  "donor",
                                                  "academic",
                                                  "civil_society",
                                                  "ngo",
                                                  "military",
                                                  "private",
                                                  "media"};
constexpr std::array<const char*, 6> kPlenaries{
    "Financing in a time of scarcity", "Inclusion of everybody", "Survey with communities",
    "Equity and local partnership",    "Towns and rubble",       "Data and transparency"};
constexpr std::array<const char*, 12> kSideEvents{
    "Environment",     "Country coalitions", "Women in survey teams", "Return after displacement", "Peer support",
    "Cash assistance", "Self-assessment",    "Thermal imaging",       "Cross-border survey",       "Risk education",
    "Helpdesks",       "Victims and rights"};

// Of the six plenaries: how many of 25 answers were good or excellent; 24 is 96 %, all together 120 of 150.
constexpr std::array<int, 6> kPlenaryTop{19, 19, 19, 24, 20, 19};
// Of the twelve side events: excellent and good of 50 answers; 36 and 11 are 72 % and 22 %, 37 together are 74 %.
constexpr std::array<std::array<int, 2>, 12> kSideEventTop{{{36, 11},
                                                            {20, 20},
                                                            {15, 25},
                                                            {18, 21},
                                                            {20, 17},
                                                            {22, 20},
                                                            {19, 24},
                                                            {20, 19},
                                                            {25, 15},
                                                            {21, 20},
                                                            {17, 23},
                                                            {22, 17}}};

constexpr std::array<const char*, 3> kFunctions{"Director (made up)", "Head of unit (made up)", "Adviser (made up)"};

constexpr int kPlenarySpeakers = 34, kUnknownSex = 2, kSpeakers = 95, kAffected = 7;

/// A time of the venue's clock as an instant.
Value at(const Date& day, int hour, int minute, int hours_ahead) {
  const std::int64_t hours = day.first_day() * std::int64_t{24} + hour - hours_ahead;
  const std::int64_t minutes = hours * 60 + minute;
  return Value{Instant{.unix_ms = minutes * 60'000, .offset_minutes = 0}};
}
Date day_of(const Date& first, int days_later) { return Date::from_days(first.first_day() + days_later); }

constexpr Date kFirstDay{2021, 5, 25};
constexpr int kHoursAhead = 2;
// Far ahead, so that its registration is open whenever the made-up programme is looked at.
constexpr Date kNextDay{2031, 5, 20};

/// Sex of participant `number`, the same wherever the person appears. Of the first 34, who speak in plenaries, the last
/// two are unknown and the others alternate.
const char* sex_of(int number) {
  if (number > kPlenarySpeakers - kUnknownSex && number <= kPlenarySpeakers) return "unknown";
  return number % 2 == 0 ? "male" : "female";
}
const char* country_of(int number) { return kCountries[static_cast<std::size_t>(number - 1) % kCountries.size()]; }

class Conference {
 public:
  Conference(RecordWriter& writer, bool whole, const std::vector<Uuid>& owners)
      : writer_(writer), whole_(whole), owners_(owners) {}

  void write() {
    meeting("23", 23, "Twenty-third meeting (made up)", {2020, 2, 11}, {2020, 2, 14}, "in_person")
        .set("participants_reported", whole_number(500));
    meeting("24", 24, "Twenty-fourth meeting (made up)", {2021, 5, 25}, {2021, 5, 27}, "virtual")
        .set("theme", "Fit to grow on")
        .set("hashtag", "#MadeUpMeeting")
        .set("languages", "en, fr, es, ar")
        .set("convener", "Secretariat of Kitara (made up)")
        .set("predecessor", named("23"))
        .set("public_page", Value{true})
        .set("utc_offset", Value{static_cast<double>(kHoursAhead)});
    meeting("25", 25, "Twenty-fifth meeting (made up)", {2022, 5, 24}, {2022, 5, 26}, "hybrid")
        .set("predecessor", named("24"))
        .set("coalition", coalition_of_kitara())
        .set("public_page", Value{true});
    meeting("26", 26, "Twenty-sixth meeting (made up)", kNextDay, day_of(kNextDay, 1), "hybrid")
        .set("theme", "What ten years taught")
        .set("venue", "Hall of the made-up capital")
        .set("languages", "en, fr, es, ar")
        .set("predecessor", named("25"))
        .set("public_page", Value{true})
        .set("utc_offset", Value{static_cast<double>(kHoursAhead)})
        .set("registration_open", Value{true})
        .set("registration_closes_on", Value{day_of(kNextDay, -14)});
    registrations();
    sessions();
    speakers();
    poll();
    surveys();
    open_survey_and_poll();
    next_agenda();
    actions();
    writer_.flush();
  }

 private:
  Draft& meeting(const std::string& id, int number, const char* title, Date starts, Date ends, const char* format) {
    return writer_.begin("meeting", named(id))
        .set("number", whole_number(number))
        .set("title", title)
        .set("starts", Value{starts})
        .set("ends", Value{ends})
        .set("format", format);
  }

  [[nodiscard]] int plenaries() const { return whole_ ? 6 : 1; }
  [[nodiscard]] int side_events() const { return whole_ ? 12 : 1; }

  void registrations() {
    const int attended = whole_ ? 921 : 12, registered = whole_ ? 1000 : 14;
    for (int number = 1; number <= registered; ++number) {
      writer_.begin("registration", named("registration/" + person(number)))
          .set("meeting", named("24"))
          .set("participant", text(person(number)))
          .set("category", kCategories[static_cast<std::size_t>(number) % kCategories.size()])
          .set("country", country_of(number))
          .set("sex", sex_of(number))
          .set("mode", "online")
          .set("registered_on", Value{Date{2021, 4, static_cast<std::uint8_t>(1 + number % 28)}})
          .set("attended", Value{number <= attended})
          .set("consent", number % 5 == 0 ? "no" : "yes");
    }
  }

  Draft& session(const std::string& kind, int number, const char* title) {
    return writer_.begin("meeting_session", named(fmt::format("{}/{}", kind, number)))
        .set("meeting", named("24"))
        .set("kind", text(kind))
        .set("number", whole_number(number))
        .set("title", title);
  }

  void sessions() {
    session("opening", 1, "Opening")
        .set("starts_at", at(kFirstDay, 9, 0, kHoursAhead))
        .set("ends_at", at(kFirstDay, 9, 45, kHoursAhead));
    for (int i = 1; i <= plenaries(); ++i) {
      // Two plenaries a day, before and after noon.
      const Date day = day_of(kFirstDay, (i - 1) / 2);
      const int hour = i % 2 == 1 ? 10 : 14;
      session("plenary", i, kPlenaries[static_cast<std::size_t>(i - 1)])
          .set("starts_at", at(day, hour, 0, kHoursAhead))
          .set("ends_at", at(day, hour + 1, 30, kHoursAhead))
          .set("room", "Plenary hall (made up)")
          .set("slides", text(fmt::format("https://example.org/made-up/slides-{}", i)))
          .set("recording_video", text(fmt::format("https://example.org/made-up/plenary-{}", i)))
          .set("abstract", "What was discussed, made up for the demo.")
          .set("themes", "partnership; data; people")
          .set("recommendations", "Share what works, and say what does not.")
          .set("next_steps", "The secretariat writes to every centre.");
    }
    for (int i = 1; i <= side_events(); ++i) {
      // Four side events a day, two at a time.
      const Date day = day_of(kFirstDay, (i - 1) / 4);
      const int hour = (i - 1) % 4 < 2 ? 12 : 16;
      session("side_event", i, kSideEvents[static_cast<std::size_t>(i - 1)])
          .set("starts_at", at(day, hour, 0, kHoursAhead))
          .set("ends_at", at(day, hour, 50, kHoursAhead))
          .set("room", i % 2 == 1 ? "Room A (made up)" : "Room B (made up)")
          .set("organised_by", text(fmt::format("Working group {} (made up)", i)))
          .set("themes", "what worked; what did not")
          .set("recommendations", "Meet again next year.")
          .set("next_steps", text(fmt::format("Working group {} writes down what was agreed.", i)));
    }
  }

  static Uuid role_id(const std::string& session, int number, const char* role) {
    return named(fmt::format("role/{}/{}/{}", session, role, number));
  }

  Draft& role(const std::string& session, int number, const char* role) {
    return writer_.begin("speaker_role", role_id(session, number, role))
        .set("session", named(session))
        .set("participant", text(person(number)))
        .set("name", text(fmt::format("Speaker {} (made up)", number)))
        .set("on_agenda", Value{number % 7 != 0})
        .set("function", kFunctions[static_cast<std::size_t>(number) % kFunctions.size()])
        .set("affiliation", text(fmt::format("Organisation {} (made up)", 1 + number % 20)))
        .set("role", role)
        .set("sex", sex_of(number))
        .set("country", country_of(number))
        .set("affected_country", Value{false})
        .set("constituency", number % 3 == 0 ? "un" : "national_authority");
  }

  void speakers() {
    const int in_plenaries = whole_ ? kPlenarySpeakers : 4, all = whole_ ? kSpeakers : 6;
    for (int number = 1; number <= in_plenaries; ++number) {
      const int plenary = (number - 1) % plenaries() + 1;
      const bool chair = number <= plenaries();
      Draft& one = role(fmt::format("plenary/{}", plenary), number, chair ? "chair" : "panellist");
      if (!chair && number <= plenaries() + (whole_ ? kAffected : 1)) one.set("affected_country", Value{true});
    }
    // One person sits on two panels, and counts once.
    if (whole_) role("plenary/2", 1, "panellist");
    for (int number = in_plenaries + 1; number <= all; ++number) {
      // The first who speaks at a side event chairs it.
      const bool chair = number <= in_plenaries + side_events();
      role(fmt::format("side_event/{}", (number - 1) % side_events() + 1), number, chair ? "chair" : "panellist");
    }
    role("side_event/1", 2, "moderator");
    for (int number = all + 1; number <= all + 3; ++number) role("opening/1", number, "opening");
    writer_.begin("quoted_figure", named("quoted/1"))
        .set("session", named("plenary/1"))
        .set("speaker", role_id("plenary/1", 1, "chair"))
        .set("text", "Of the local organisations 63 % take part in coordination.")
        .set("value", Value{63.0})
        .set("unit", "%")
        .set("figure_source", "Register of the centre (made up)");
    writer_.begin("quoted_figure", named("quoted/2"))
        .set("session", named("plenary/1"))
        .set("speaker", role_id("plenary/1", plenaries() + 1, "panellist"))
        .set("text", "A quarter of the money was to reach local actors.")
        .set("value", Value{25.0})
        .set("unit", "%")
        .set("figure_source", "The pledge of 2016");
  }

  void poll() {
    const std::string session = fmt::format("plenary/{}", whole_ ? 4 : 1);
    writer_.begin("poll", named("poll"))
        .set("session", named(session))
        .set("question", "What are the main challenges?")
        .set("kind", "multi")
        .set("opened_at", at(day_of(kFirstDay, 1), 15, 0, kHoursAhead))
        .set("closed_at", at(day_of(kFirstDay, 1), 15, 10, kHoursAhead));
    constexpr std::array<const char*, 3> kOptions{"Distrust of local actors", "Political will", "Limited resources"};
    constexpr std::array<int, 3> kChosen{44, 31, 22};  // of 50 who answered
    for (std::size_t option = 0; option < kOptions.size(); ++option) {
      const Uuid id = named(fmt::format("poll/{}", option));
      writer_.begin("poll_option", id)
          .set("poll", named("poll"))
          .set("text", kOptions[option])
          .set("position", whole_number(static_cast<std::int64_t>(option) + 1));
      for (int i = 0; i < (whole_ ? kChosen[option] : 3 - static_cast<int>(option)); ++i) {
        // Whoever chose little chose from the end, so that all fifty chose something.
        const int who = option == 0 ? i + 1 : (whole_ ? 50 : 3) - i;
        writer_.begin("poll_answer", named(fmt::format("poll/{}/{}", option, who)))
            .set("option", id)
            .set("respondent", text(fmt::format("R-{:03}", who)));
      }
    }
  }

  Uuid question(const std::string& id, const std::string& survey, std::string words, const char* topic,
                const std::string& session) {
    Draft& one = writer_.begin("meeting_survey_question", named("question/" + id))
                     .set("survey", named("survey/" + survey))
                     .set("text", text(std::move(words)))
                     .set("topic", topic)
                     .set("kind", "scale")
                     .set("position", whole_number(++position_));
    if (!session.empty()) one.set("session", named(session));
    return named("question/" + id);
  }

  void answers(const std::string& id, const Uuid& of, const char* field,
               std::initializer_list<std::pair<const char*, int>> counts) {
    int who = 0;
    for (const auto& [value, count] : counts) {
      for (int i = 0; i < count; ++i) {
        ++who;
        writer_.begin("meeting_survey_answer", named(fmt::format("answer/{}/{}", id, who)))
            .set("question", of)
            .set("respondent", text(fmt::format("R-{:03}", who)))
            .set(field, value);
      }
    }
  }

  Draft& survey(const char* id, const char* title, const char* timing, Date sent) {
    return writer_.begin("meeting_survey", named(std::string{"survey/"} + id))
        .set("title", title)
        .set("meeting", named("24"))
        .set("timing", timing)
        .set("audience", "everybody who attended")
        .set("sent_on", Value{sent})
        .set("sent", whole_number(whole_ ? 921 : 12));
  }

  void surveys() {
    survey("all", "How was the meeting?", "after", {2021, 6, 1});
    for (const char* when : {"during", "after"})
      survey(when, when == std::string_view{"during"} ? "During the session" : "After the session", when, {2021, 5, 26})
          .set("session", named(fmt::format("plenary/{}", whole_ ? 4 : 1)));
    // The same question during the session and after it, each of its own survey.
    for (const char* when : {"during", "after"}) {
      const std::string id = fmt::format("session/{}", when);
      const Uuid of = question(id, when, "How useful is this session to your work?", "other",
                               fmt::format("plenary/{}", whole_ ? 4 : 1));
      const int more = when == std::string_view{"after"} ? 1 : 0;  // one more found it excellent afterwards
      if (whole_)
        answers(id, of, "rating", {{"excellent", 8 + more}, {"good", 10 - more}, {"fair", 2}});
      else
        answers(id, of, "rating", {{"excellent", 1 + more}, {"good", 2 - more}});
    }
    const int half = whole_ ? 1 : 0;  // a small meeting has a few answers, of the same shares as far as they go
    const Uuid organisation =
        question("organisation", "all", "How do you rate the organisation and logistics?", "organisation", "");
    if (half == 1)
      answers("organisation", organisation, "rating", {{"excellent", 18}, {"good", 22}, {"fair", 8}, {"poor", 2}});
    else
      answers("organisation", organisation, "rating", {{"excellent", 2}, {"good", 2}, {"fair", 1}});
    for (int i = 1; i <= plenaries(); ++i) {
      const std::string id = fmt::format("plenary/{}", i);
      const Uuid of = question(id, "all", fmt::format("How do you rate plenary {}?", i), "plenary", id);
      const int top = whole_ ? kPlenaryTop[static_cast<std::size_t>(i - 1)] : 4, asked = whole_ ? 25 : 5;
      answers(id, of, "rating", {{"excellent", top / 2}, {"good", top - top / 2}, {"fair", asked - top}});
    }
    for (int i = 1; i <= side_events(); ++i) {
      const std::string id = fmt::format("side_event/{}", i);
      const Uuid of = question(id, "all", fmt::format("How do you rate side event {}?", i), "side_event", id);
      const auto [excellent, good] = whole_ ? kSideEventTop[static_cast<std::size_t>(i - 1)] : std::array{3, 1};
      answers(id, of, "rating",
              {{"excellent", excellent}, {"good", good}, {"fair", (whole_ ? 50 : 5) - excellent - good}});
    }
    const int n = whole_ ? 1 : 0;
    answers("plenaries", question("plenaries", "all", "Was the number of plenaries right?", "plenary_number", ""),
            "number_opinion", {{"just_right", n * 46}, {"too_few", n * 2}, {"too_many", n * 2}});
    answers("side_events",
            question("side_events", "all", "Was the number of side events right?", "side_event_number", ""),
            "number_opinion", {{"just_right", n * 75}, {"too_few", n * 14}, {"too_many", n * 11}});
  }

  Draft& breakout(const std::string& of, int number, const char* title, const Date& day, int hour, int hours_ahead) {
    return writer_.begin("meeting_session", named(fmt::format("{}/breakout/{}", of, number)))
        .set("meeting", named(of))
        .set("kind", "breakout")
        .set("number", whole_number(number))
        .set("title", title)
        .set("starts_at", at(day, hour, 0, hours_ahead))
        .set("ends_at", at(day, hour + 1, 0, hours_ahead));
  }

  /// Of the meeting after: what still takes answers, so that nobody's answers are in its figures yet.
  void open_survey_and_poll() {
    const Date first{2022, 5, 24};
    breakout("25", 1, "Lessons of the year", first, 9, 0).set("room", "Room A (made up)");
    writer_.begin("poll", named("poll/open"))
        .set("session", named("25/breakout/1"))
        .set("question", "Which subject should the next meeting begin with?")
        .set("kind", "single")
        .set("opened_at", at(first, 9, 30, 0));
    constexpr std::array<const char*, 3> kOptions{"Survey with communities", "Money", "Victims and their rights"};
    for (std::size_t option = 0; option < kOptions.size(); ++option)
      writer_.begin("poll_option", named(fmt::format("poll/open/{}", option)))
          .set("poll", named("poll/open"))
          .set("text", kOptions[option])
          .set("position", whole_number(static_cast<std::int64_t>(option) + 1));
    writer_.begin("meeting_survey", named("survey/25"))
        .set("title", "How was the twenty-fifth meeting?")
        .set("meeting", named("25"))
        .set("timing", "after")
        .set("audience", "everybody who attended")
        .set("sent_on", Value{Date{2022, 5, 27}})
        .set("open", Value{true});
    question("25/organisation", "25", "How do you rate the organisation and logistics?", "organisation", "");
    question("25/plenaries", "25", "Was the number of plenaries right?", "plenary_number", "");
    writer_.begin("meeting_survey_question", named("question/25/open"))
        .set("survey", named("survey/25"))
        .set("text", "What should be different next time?")
        .set("topic", "other")
        .set("kind", "open")
        .set("position", whole_number(++position_));
  }

  void next_agenda() {
    breakout("26", 1, "Survey beside a border", kNextDay, 9, kHoursAhead)
        .set("room", "Room A (made up)")
        .set("join_link", "https://example.org/made-up/survey-beside-a-border")
        .set("abstract", "How two neighbours agree on a strip that neither can survey alone, made up for the demo.");
    breakout("26", 2, "Money that reaches local partners", kNextDay, 9, kHoursAhead).set("room", "Room B (made up)");
    breakout("26", 3, "What to ask a survivor, and what not", day_of(kNextDay, 1), 10, kHoursAhead)
        .set("room", "Room A (made up)");
  }

  void actions() {
    struct Action {
      const char* words;
      Date due;
      const char* status;
    };
    constexpr std::array<Action, 6> kActions{{{"Publish the recordings", {2021, 7, 1}, "done"},
                                              {"Translate the minimum standards", {2021, 12, 31}, "done"},
                                              {"Share the mapping profiles", {2022, 3, 31}, "in_progress"},
                                              {"Draft the joint survey plan", {2022, 2, 28}, "open"},
                                              {"Name a focal point for helpdesks", {2022, 12, 31}, "done"},
                                              {"Set up a regional pool of trainers", {2021, 10, 31}, "dropped"}}};
    for (std::size_t i = 0; i < kActions.size(); ++i) {
      const Action& action = kActions[i];
      Draft& one = writer_.begin("action_item", named(fmt::format("action/{}", i)))
                       .set("meeting", named("24"))
                       .set("session", named("plenary/1"))
                       .set("text", action.words)
                       .set("owner", owners_[i % owners_.size()])
                       .set("due_on", Value{action.due})
                       .set("status", action.status);
      if (std::string_view{action.status} == "done") one.set("done_on", Value{action.due});
      if (std::string_view{action.status} == "dropped") one.set("outcome", "Merged with another plan (made up)");
    }
  }

  RecordWriter& writer_;
  bool whole_;
  const std::vector<Uuid>& owners_;
  std::int64_t position_ = 0;
};

}  // namespace

void write_meetings(RecordWriter& writer, bool whole, const std::vector<Uuid>& owners) {
  Conference{writer, whole, owners}.write();
}

}  // namespace tilth::generate
