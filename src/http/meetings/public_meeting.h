// SPDX-License-Identifier: Apache-2.0
// Meetings that people without an account may read of: shut until a manager opens the pages of meetings in the
// settings, and then those whose record says that it has a public page. What is read here is what the class public may
// see; who speaks, those alone who agreed to stand on the agenda.
#pragma once

#include "base/date.h"
#include "http/services.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilth::http::meetings {

/// The setting of this program's own that no answer shows: {"secret"}.
inline constexpr const char* kKept = "server/meeting_pages";
/// Who the log says wrote what came in by a page.
inline constexpr const char* kAuthor = "page of the meeting";

/// What the pages need of the model: a meeting that says whether it has a page, and its sessions.
bool has_meetings(const store::Store& store);
/// @throws Problem "meeting.closed" unless a manager opened the pages
void require_pages_open(const store::Store& store);
store::Caller caller_of_the_pages();             ///< what is written and what is kept restricted
store::Batch batch_of_page(std::string reason);  ///< of the pages' own author, within their rights

struct AgendaSession {
  Uuid id;
  std::string kind, title, room, abstract;
  std::string join_link;  ///< for those who registered and chose the session, nobody else
  std::optional<std::int64_t> number;
  std::optional<Instant> starts, ends;
  std::vector<std::string> organisers;
  struct Speaker {
    std::string role, name, function, affiliation, country;  ///< role and country are codes
  };
  std::vector<Speaker> speakers;  ///< chair and moderator first
  std::string video, audio, slides;
};

struct Meeting {
  Uuid id;
  std::string title, theme, format, host_state, convener, venue, hashtag, languages, consent_text;
  Date starts, ends;
  int utc_offset_minutes = 0;  ///< of the venue's clock
  bool registration_open = false;
  std::optional<Date> registration_closes;
};

/// Those with a page, the latest first. @throws Problem "meeting.closed"
std::vector<Meeting> public_meetings(const store::Store& store);
/// @throws Problem "meeting.closed" where it is not there, or has no page
Meeting public_meeting(const store::Store& store, std::string_view id);
/// In the order of their times, those without at the end. @param language of the organisers' names
std::vector<AgendaSession> agenda_of(const store::Store& store, const Meeting& meeting, const std::string& language);
/// Titles and times alone: what a form offers to choose.
std::vector<AgendaSession> sessions_of(const store::Store& store, const Meeting& meeting);

/// The day at the venue now.
Date today_at(const Meeting& meeting);
bool takes_registrations(const Meeting& meeting);
/// Sessions that overlap stand together: pairs of the first and the one after the last, of those that have a time.
std::vector<std::pair<std::size_t, std::size_t>> parallel_groups(const std::vector<AgendaSession>& sessions);

}  // namespace tilth::http::meetings
