// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/agenda_page.h"

#include "base/document.h"
#include "http/meetings/answers.h"
#include "http/meetings/meeting_words.h"
#include "http/meetings/page_parts.h"

#include <fmt/format.h>

namespace tilth::http::meetings {
namespace {

std::string fact(const std::string& name, const std::string& value) {
  return value.empty() ? "" : fmt::format("<dt>{}</dt><dd><bdi>{}</bdi></dd>", name, value);
}

std::string facts(const Words& word, const Meeting& meeting) {
  return "<dl>" + fact(word("when"), word.days(meeting.starts, meeting.ends)) +
         fact(word("theme"), html_text(meeting.theme)) +
         fact(word("format"), word.code("meeting_format", meeting.format)) +
         fact(word("venue"), html_text(meeting.venue)) +
         fact(word("host_state"), meeting.host_state.empty() ? "" : word.code("country", meeting.host_state)) +
         fact(word("convener"), html_text(meeting.convener)) + fact(word("languages"), html_text(meeting.languages)) +
         fact(word("hashtag"), html_text(meeting.hashtag)) + "</dl>";
}

std::string speaker_line(const Words& word, const AgendaSession::Speaker& speaker) {
  std::string line = "<strong>" + html_text(speaker.name) + "</strong>";
  for (const std::string& part : {html_text(speaker.function), html_text(speaker.affiliation),
                                  speaker.country.empty() ? std::string{} : word.code("country", speaker.country)})
    if (!part.empty()) line += ", " + part;
  return "<li>" + word.code("speaker_role", speaker.role) + ": <span dir=\"auto\">" + line + "</span></li>";
}

std::string session_part(const Words& word, const Meeting& meeting, const AgendaSession& session) {
  std::string out = "<article class=\"session\"><p class=\"help\">";
  if (const std::string times = times_of(meeting, session); !times.empty())
    out += "<strong><bdi dir=\"ltr\">" + times + "</bdi></strong> · ";
  out += kind_and_number(word, session) + "</p><h3><bdi>" + html_text(session.title) + "</bdi></h3>";
  // A link to join would let anybody in, wherever it was written: it goes to those who registered.
  const bool link_as_room = is_link(session.room);
  if (!session.room.empty() && !link_as_room)
    out += "<p>" + word("room") + ": <span dir=\"auto\">" + html_text(session.room) + "</span></p>";
  if (!session.join_link.empty() || link_as_room) out += "<p>" + word("online_link") + "</p>";
  if (!session.organisers.empty()) {
    out += "<p>" + word("organisers") + ": <span dir=\"auto\">";
    for (std::size_t i = 0; i < session.organisers.size(); ++i)
      out += (i == 0 ? "" : "; ") + html_text(session.organisers[i]);
    out += "</span></p>";
  }
  std::string speakers;
  for (const AgendaSession::Speaker& speaker : session.speakers)
    if (!speaker.name.empty()) speakers += speaker_line(word, speaker);
  if (!speakers.empty()) out += "<ul aria-label=\"" + word("speakers") + "\">" + speakers + "</ul>";
  if (!session.abstract.empty()) out += "<p dir=\"auto\">" + html_text(session.abstract) + "</p>";
  std::string links;
  for (const auto& [address, name] :
       {std::pair{session.video, "recording_video"}, {session.audio, "recording_audio"}, {session.slides, "slides"}})
    if (!address.empty()) links += "<li>" + linked(address, word(name)) + "</li>";
  if (!links.empty()) out += "<ul>" + links + "</ul>";
  return out + "</article>";
}

std::string agenda(const Words& word, const Meeting& meeting, const std::vector<AgendaSession>& sessions) {
  if (sessions.empty()) return "<section><h2>" + word("agenda") + "</h2><p>" + word("no_sessions") + "</p></section>";
  std::string out = "<section><h2>" + word("agenda") + "</h2>";
  std::size_t timed = 0;
  std::optional<Date> day;
  for (const auto& [begin, end] : parallel_groups(sessions)) {
    if (const Date of = day_of(meeting, sessions[begin]); of != day) {
      if (!day)
        out += "<p class=\"help\">" + word("clock") + " (<bdi dir=\"ltr\">" + clock_of(meeting) + "</bdi>).</p>";
      out += "<h2><bdi>" + word.day(of) + "</bdi></h2>";
      day = of;
    }
    std::string group;
    for (std::size_t i = begin; i < end; ++i) group += session_part(word, meeting, sessions[i]);
    out += end - begin > 1 ? "<div class=\"parallel\"><p class=\"help\">" + word("parallel") + "</p>" + group + "</div>"
                           : group;
    timed = end;
  }
  if (timed < sessions.size()) {
    out += "<h2>" + word("no_time") + "</h2>";
    for (std::size_t i = timed; i < sessions.size(); ++i) out += session_part(word, meeting, sessions[i]);
  }
  return out + "</section>";
}

std::string registering(const Words& word, const Meeting& meeting) {
  if (!takes_registrations(meeting)) return "<p class=\"screen\">" + word("registration_is_closed") + "</p>";
  std::string out = fmt::format(R"(<p class="screen"><a class="call" href="{}/register{}">{}</a>)", address_of(meeting),
                                word.query(), word("register"));
  if (meeting.registration_closes)
    out += "<br><span class=\"help\">" + word("register_until") + " <bdi>" + word.day(*meeting.registration_closes) +
           "</bdi></span>";
  return out + "</p>";
}

std::string answering(const store::Store& store, const Words& word, const Meeting& meeting) {
  if (shown_polls(store, meeting).empty() && open_surveys(store, meeting).empty()) return {};
  return fmt::format(R"(<p class="screen"><a class="call" href="{}/answers{}">{}</a></p>)", address_of(meeting),
                     word.query(), word("answers_title"));
}

std::string lookup(const Words& word, const Meeting& meeting, const Problem* refusal) {
  return fmt::format(
      R"(<section class="screen"><h2>{}</h2>{}<p>{}</p>)"
      R"(<form method="post" action="{}/registration{}"><label for="reference">{}</label>)"
      R"(<input id="reference" name="reference" required maxlength="40" dir="ltr" autocomplete="off" autocapitalize="characters">)"
      R"(<button>{}</button></form></section>)",
      word("already"), refusal == nullptr ? "" : refused(word, *refusal), word("already_help"), address_of(meeting),
      word.query(), word("reference"), word("open_it"));
}

}  // namespace

std::string list_page(Services& services, const Request& request) {
  const Words word{services, request};
  std::string main;
  for (const Meeting& meeting : public_meetings(services.store())) {
    main += fmt::format(R"(<li><a href="{}{}" dir="auto">{}</a><br><bdi>{}</bdi> · {}{}</li>)", address_of(meeting),
                        word.query(), html_text(meeting.title), word.days(meeting.starts, meeting.ends),
                        word.code("meeting_format", meeting.format),
                        meeting.venue.empty() ? "" : " · <span dir=\"auto\">" + html_text(meeting.venue) + "</span>");
  }
  main = main.empty() ? "<p>" + word("none") + "</p>" : "<ul>" + main + "</ul>";
  return whole(services, word, std::string{meeting_word("meetings", word.language())}, "/meetings", main);
}

std::string agenda_page(Services& services, const Request& request, std::string_view id, const Problem* refusal) {
  const Words word{services, request};
  const Meeting meeting = public_meeting(services.store(), id);
  return whole(
      services, word, meeting.title, address_of(meeting),
      facts(word, meeting) + registering(word, meeting) + answering(services.store(), word, meeting) +
          agenda(word, meeting, agenda_of(services.store(), meeting, word.language())) +
          lookup(word, meeting, refusal) +
          fmt::format(R"(<p class="screen"><a href="/meetings{}">{}</a></p>)", word.query(), word("all_meetings")));
}

}  // namespace tilth::http::meetings
