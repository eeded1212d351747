// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/registration_page.h"

#include "base/document.h"
#include "http/meetings/meeting_words.h"
#include "http/password.h"

#include <fmt/format.h>

#include <algorithm>

namespace tilth::http::meetings {
namespace {

bool is_among(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::string session_line(const Words& word, const Meeting& meeting, const AgendaSession& session) {
  std::string line = "<span dir=\"auto\">" + html_text(session.title) + "</span>";
  if (session.starts)
    line += " <bdi>" + word.day(day_of(meeting, session)) + "</bdi> <bdi dir=\"ltr\">" + times_of(meeting, session) +
            "</bdi>";
  return line;
}

std::string sex_choices(const Words& word, const std::string& chosen) {
  auto choices = word.choices("sex", false);
  // Whoever does not say is counted as unknown.
  for (auto& [value, title] : choices)
    if (value == "unknown") title = std::string{meeting_word("prefer_not", word.language())};
  return select("sex", word("sex"), choices, chosen, word("choose"));
}

std::string mode_choices(const Words& word, const Meeting& meeting, const std::string& chosen) {
  auto choices = word.choices("attendance_mode", false);
  if (meeting.format == "virtual" || meeting.format == "in_person") {
    const std::string only = meeting.format == "virtual" ? "online" : "in_person";
    std::erase_if(choices, [&](const auto& one) { return one.first != only; });
  }
  return select("mode", word("mode"), choices, choices.size() == 1 ? choices[0].first : chosen, word("choose"));
}

/// @param again of a correction: name and contact may stay empty
std::string fields(Services& services, const Words& word, const Meeting& meeting, const Registration& written,
                   bool again) {
  const std::string_view must = again ? "" : "required ";
  std::string out = input("name", word(again ? "name_again" : "name"), written.name,
                          fmt::format(R"({}maxlength="100" autocomplete="name" aria-describedby="private")", must)) +
                    input("contact", word(again ? "contact_again" : "contact"), written.contact,
                          fmt::format(R"({}maxlength="100" autocomplete="email" aria-describedby="private")", must)) +
                    "<p class=\"help\" id=\"private\">" + word("private_help") + "</p>" +
                    input("organisation", word("organisation"), written.organisation,
                          R"(maxlength="100" autocomplete="organization")") +
                    select("category", word("category"), word.choices("participant_category", false), written.category,
                           word("choose")) +
                    select("country", word("country"), word.choices("country", true), written.country, word("choose")) +
                    sex_choices(word, written.sex) + mode_choices(word, meeting, written.mode);
  std::string sessions;
  for (const AgendaSession& session : sessions_of(services.store(), meeting))
    sessions += choice("checkbox", "sessions", session.id.text(), session_line(word, meeting, session),
                       is_among(written.sessions, session.id.text()));
  if (!sessions.empty()) out += "<fieldset><legend>" + word("sessions") + "</legend>" + sessions + "</fieldset>";
  const std::string text = meeting.consent_text.empty() ? word("consent_text") : html_text(meeting.consent_text);
  return out + "<fieldset><legend>" + word("consent") + "</legend><p class=\"help\" dir=\"auto\">" + text + "</p>" +
         choice("radio", "consent", "yes", word("yes"), written.consent == "yes", "required") +
         choice("radio", "consent", "no", word("no"), written.consent == "no", "required") + "</fieldset>";
}

std::string title_of(const Words& word, std::string_view id, const Meeting& meeting) {
  return std::string{meeting_word(id, word.language())} + ": " + meeting.title;
}

/// Room and link of a session, for somebody who chose it.
std::string where_to_go(const Words& word, const AgendaSession& session) {
  std::string out;
  if (!session.room.empty()) out += "<br>" + linked(session.room, word("room"));
  if (!session.join_link.empty()) out += "<br>" + linked(session.join_link, word("join_link"));
  return out;
}

}  // namespace

std::string register_page(Services& services, const Request& request, const Meeting& meeting,
                          const Registration& written, const Problem* refusal) {
  const Words word{services, request};
  const std::string address = address_of(meeting) + "/register";
  std::string main = "<p><bdi>" + word.days(meeting.starts, meeting.ends) + "</bdi></p>";
  if (refusal != nullptr) main += refused(word, *refusal);
  if (takes_registrations(meeting)) {
    // The same form sent twice, by an impatient thumb, is one registration.
    main += fmt::format(
        R"(<form method="post" action="{}{}" accept-charset="utf-8">{}{}<button class="main">{}</button></form>)",
        address, word.query(), hidden("once", written.once.empty() ? new_token() : written.once),
        fields(services, word, meeting, written, false), word("send"));
  } else if (refusal == nullptr) {
    main += "<p>" + word("registration_is_closed") + "</p>";
  }
  return whole(services, word, title_of(word, "register", meeting), address, main + back(word, meeting));
}

std::string registered_page(Services& services, const Request& request, const Meeting& meeting,
                            const Registration& sent, const std::string& reference) {
  const Words word{services, request};
  std::string chosen;
  for (const AgendaSession& session : sessions_of(services.store(), meeting)) {
    if (!is_among(sent.sessions, session.id.text())) continue;
    chosen += "<li>" + session_line(word, meeting, session);
    chosen += where_to_go(word, session) + "</li>";
  }
  return whole(
      services, word, title_of(word, "registered", meeting), address_of(meeting) + "/register",
      fmt::format(R"(<section role="status"><p>{}: <strong class="reference">{}</strong></p><p>{}</p></section>{}{})",
                  word("reference"), html_text(reference), word("keep"),
                  chosen.empty() ? "" : "<h2>" + word("your_sessions") + "</h2><ul>" + chosen + "</ul>",
                  back(word, meeting)));
}

std::string correct_page(Services& services, const Request& request, const Meeting& meeting,
                         const std::string& reference, const Registration& kept, bool corrected,
                         const Problem* refusal) {
  const Words word{services, request};
  const std::string address = address_of(meeting) + "/registration";
  std::string joining;
  for (const AgendaSession& session : sessions_of(services.store(), meeting))
    if (is_among(kept.sessions, session.id.text()))
      joining += "<li>" + session_line(word, meeting, session) + where_to_go(word, session) + "</li>";
  std::string main = corrected ? "<p role=\"status\"><strong>" + word("corrected") + "</strong></p>" : "";
  if (refusal != nullptr) main += refused(word, *refusal);
  if (!joining.empty()) main += "<h2>" + word("your_sessions") + "</h2><ul>" + joining + "</ul>";
  main += fmt::format(
      R"(<form method="post" action="{0}/correct{1}" accept-charset="utf-8">{2}{3}<button class="main">{4}</button></form>)"
      R"(<section><h2>{5}</h2><p>{6}</p><form method="post" action="{0}/withdraw{1}">{2}{7}<button>{5}</button></form></section>)",
      address, word.query(), hidden("reference", reference), fields(services, word, meeting, kept, true), word("save"),
      word("withdraw"), word("withdraw_help"),
      choice("checkbox", "sure", "yes", word("withdraw_sure"), false, "required"));
  return whole(services, word, title_of(word, "correct", meeting), address_of(meeting), main + back(word, meeting));
}

std::string withdrawn_page(Services& services, const Request& request, const Meeting& meeting, bool gone) {
  const Words word{services, request};
  return whole(services, word, title_of(word, "withdraw", meeting), address_of(meeting),
               "<p role=\"status\">" + word(gone ? "withdrawn" : "forgotten") + "</p>" + back(word, meeting));
}

}  // namespace tilth::http::meetings
