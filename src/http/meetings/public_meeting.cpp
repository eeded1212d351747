// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/public_meeting.h"

#include "base/problem.h"
#include "http/record_words.h"
#include "http/settings.h"
#include "http/visitors/new_record.h"
#include "store/rights.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace tilth::http::meetings {
namespace {

using model::RecordType;
using visitors::value_in;

constexpr std::size_t kMostMeetings = 50, kMostSessions = 1000, kMostSpeakers = 5000;

std::string text_of(const RecordType& type, const store::Record& record, std::string_view field) {
  return value_in<std::string>(type, record, field, "");
}

template <typename Kind>
std::optional<Kind> known_in(const RecordType& type, const store::Record& record, std::string_view field) {
  if (type.index_of(field) < 0) return std::nullopt;
  const auto* value = std::get_if<Kind>(&store::value_of(type, record, field));
  return value == nullptr ? std::nullopt : std::optional<Kind>{*value};
}

Meeting meeting_of(const RecordType& type, const store::Record& record) {
  const auto text = [&](std::string_view field) { return text_of(type, record, field); };
  Meeting meeting{.id = record.id,
                  .title = text("title"),
                  .theme = text("theme"),
                  .format = text("format"),
                  .host_state = text("host_state"),
                  .convener = text("convener"),
                  .venue = text("venue"),
                  .hashtag = text("hashtag"),
                  .languages = text("languages"),
                  .consent_text = text("consent_text"),
                  .starts = value_in(type, record, "starts", Date{}),
                  .ends = value_in(type, record, "ends", Date{})};
  // A whole number of hours may be kept as one.
  const double hours = known_in<double>(type, record, "utc_offset")
                           .value_or(static_cast<double>(value_in<std::int64_t>(type, record, "utc_offset", 0)));
  meeting.utc_offset_minutes = static_cast<int>(std::lround(hours * 60));
  meeting.registration_open = value_in(type, record, "registration_open", false);
  meeting.registration_closes = known_in<Date>(type, record, "registration_closes_on");
  return meeting;
}

/// Null where the public may not see the type: then there is no page.
const RecordType* public_type(const model::Model& model, std::string_view name) {
  const RecordType* type = model.find_type(name);
  return type != nullptr && may_see(store::public_caller(), *type) ? type : nullptr;
}

std::vector<store::Record> of_meeting(const store::Store& store, const Meeting& meeting, std::string_view type) {
  return store
      .query(store::public_caller(), {.type = std::string{type},
                                      .where = cql2::parse_text("meeting = '" + meeting.id.text() + "'"),
                                      .limit = kMostSessions})
      .records;
}

int rank_of(const std::string& role) {
  if (role == "opening") return 0;
  if (role == "chair") return 1;
  if (role == "moderator") return 2;
  return role == "keynote" ? 3 : 4;
}

void add_speakers(const store::Store& store, const Meeting& meeting, std::vector<AgendaSession>& sessions) {
  const auto model = store.model();
  const RecordType* type = model->find_type("speaker_role");
  if (type == nullptr || type->index_of("on_agenda") < 0) return;
  std::map<std::string, AgendaSession*> by_id;
  for (AgendaSession& session : sessions) by_id[session.id.text()] = &session;
  store.each(caller_of_the_pages(),
             {.type = "speaker_role",
              .where = cql2::parse_text("on_agenda = TRUE AND session.meeting = '" + meeting.id.text() + "'"),
              .limit = kMostSpeakers},
             [&](const store::Record& record) {
               const auto text = [&](std::string_view field) { return text_of(*type, record, field); };
               if (const auto at = by_id.find(text("session")); at != by_id.end())
                 at->second->speakers.push_back(
                     {text("role"), text("name"), text("function"), text("affiliation"), text("country")});
               return true;
             });
  for (AgendaSession& session : sessions)
    std::stable_sort(session.speakers.begin(), session.speakers.end(),
                     [](const AgendaSession::Speaker& a, const AgendaSession::Speaker& b) {
                       return std::pair{rank_of(a.role), a.name} < std::pair{rank_of(b.role), b.name};
                     });
}

std::vector<std::string> organisers_of(const RecordType& type, const store::Record& record, RecordWords& words) {
  std::vector<std::string> names;
  if (type.index_of("organisers") >= 0)
    for (const Uuid& id : store::ids_in(store::value_of(type, record, "organisers")))
      if (const std::string& label = words.label("organisation", id); !label.empty()) names.push_back(label);
  if (std::string others = text_of(type, record, "organised_by"); !others.empty()) names.push_back(std::move(others));
  return names;
}

/// The public does not see them; the pages give them to those who registered.
void add_links_to_join(const store::Store& store, const Meeting& meeting, const RecordType& type,
                       std::vector<AgendaSession>& sessions) {
  if (type.index_of("join_link") < 0) return;  // of a model before there were any
  store.each(caller_of_the_pages(),
             {.type = type.name,
              .where = cql2::parse_text("join_link IS NOT NULL AND meeting = '" + meeting.id.text() + "'"),
              .limit = kMostSessions,
              .fields = {"join_link"}},
             [&](const store::Record& record) {
               for (AgendaSession& session : sessions)
                 if (session.id == record.id) session.join_link = text_of(type, record, "join_link");
               return true;
             });
}

/// In the order of their times, those without at the end. @param words null: without the organisers
std::vector<AgendaSession> read_sessions(const store::Store& store, const Meeting& meeting, RecordWords* words) {
  const auto model = store.model();
  const RecordType& type = *model->find_type("meeting_session");
  std::vector<AgendaSession> sessions;
  for (const store::Record& record : of_meeting(store, meeting, "meeting_session")) {
    const auto text = [&](std::string_view field) { return text_of(type, record, field); };
    sessions.push_back(
        {.id = record.id,
         .kind = text("kind"),
         .title = text("title"),
         .room = text("room"),
         .abstract = text("abstract"),
         .join_link = "",
         .number = known_in<std::int64_t>(type, record, "number"),
         .starts = known_in<Instant>(type, record, "starts_at"),
         .ends = known_in<Instant>(type, record, "ends_at"),
         .organisers = words == nullptr ? std::vector<std::string>{} : organisers_of(type, record, *words),
         .speakers = {},
         .video = text("recording_video"),
         .audio = text("recording_audio"),
         .slides = text("slides")});
  }
  add_links_to_join(store, meeting, type, sessions);
  const auto key = [](const AgendaSession& one) {
    return std::tuple{!one.starts, one.starts ? one.starts->unix_ms : 0, one.kind, one.number.value_or(0), one.title};
  };
  std::stable_sort(sessions.begin(), sessions.end(),
                   [&](const AgendaSession& a, const AgendaSession& b) { return key(a) < key(b); });
  return sessions;
}

}  // namespace

store::Caller caller_of_the_pages() {
  return {.name = kAuthor, .highest_class = model::FieldClass::personal, .rows = {}};
}

store::Batch batch_of_page(std::string reason) {
  store::Batch batch;
  batch.author = kAuthor;
  batch.reason = std::move(reason);
  batch.rights = caller_of_the_pages();
  return batch;
}

bool has_meetings(const store::Store& store) {
  const auto model = store.model();
  const RecordType* meetings = public_type(*model, "meeting");
  const RecordType* sessions = public_type(*model, "meeting_session");
  return meetings != nullptr && sessions != nullptr && meetings->index_of("public_page") >= 0 &&
         sessions->index_of("meeting") >= 0;
}

void require_pages_open(const store::Store& store) {
  if (!settings_of(store).at("meeting_pages").get<bool>() || !has_meetings(store))
    throw Problem{"meeting.closed", Json::object()};
}

std::vector<Meeting> public_meetings(const store::Store& store) {
  require_pages_open(store);
  const auto model = store.model();
  std::vector<Meeting> meetings;
  for (const store::Record& record : store
                                         .query(store::public_caller(), {.type = "meeting",
                                                                        .where = cql2::parse_text("public_page = TRUE"),
                                                                        .sort = {{"starts", true}},
                                                                        .limit = kMostMeetings})
                                         .records)
    meetings.push_back(meeting_of(*model->find_type("meeting"), record));
  return meetings;
}

Meeting public_meeting(const store::Store& store, std::string_view id) {
  require_pages_open(store);
  const auto model = store.model();
  const RecordType& type = *model->find_type("meeting");
  if (const auto uuid = Uuid::parse(id)) {
    const auto record = store.find(store::public_caller(), "meeting", *uuid);
    if (record && !record->removed && value_in(type, *record, "public_page", false)) return meeting_of(type, *record);
  }
  throw Problem{"meeting.closed", Json::object()};
}

std::vector<AgendaSession> sessions_of(const store::Store& store, const Meeting& meeting) {
  return read_sessions(store, meeting, nullptr);
}

std::vector<AgendaSession> agenda_of(const store::Store& store, const Meeting& meeting, const std::string& language) {
  // Names of organisations as the public may see them.
  RecordWords words{store, store::public_caller(), language};
  std::vector<AgendaSession> sessions = read_sessions(store, meeting, &words);
  add_speakers(store, meeting, sessions);
  return sessions;
}

Date today_at(const Meeting& meeting) {
  Instant now = Instant::now();
  now.unix_ms += std::int64_t{meeting.utc_offset_minutes} * 60'000;
  return now.date();
}

bool takes_registrations(const Meeting& meeting) {
  const std::int32_t today = today_at(meeting).first_day();
  return meeting.registration_open && today <= meeting.ends.last_day() &&
         (!meeting.registration_closes || today <= meeting.registration_closes->last_day());
}

std::vector<std::pair<std::size_t, std::size_t>> parallel_groups(const std::vector<AgendaSession>& sessions) {
  std::vector<std::pair<std::size_t, std::size_t>> groups;
  std::int64_t until = 0;
  for (std::size_t i = 0; i < sessions.size() && sessions[i].starts; ++i) {
    const std::int64_t starts = sessions[i].starts->unix_ms,
                       ends = sessions[i].ends.value_or(*sessions[i].starts).unix_ms;
    const bool together = !groups.empty() && (starts < until || starts == sessions[i - 1].starts->unix_ms);
    if (together)
      groups.back().second = i + 1;
    else
      groups.emplace_back(i, i + 1);
    until = together ? std::max(until, ends) : ends;
  }
  return groups;
}

}  // namespace tilth::http::meetings
