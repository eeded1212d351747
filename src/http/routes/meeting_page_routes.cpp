// SPDX-License-Identifier: Apache-2.0
// /meetings: agenda and forms of meetings for people without an account, as pages that need no script.
#include "base/problem.h"
#include "http/meetings/agenda_page.h"
#include "http/meetings/answer_code.h"
#include "http/meetings/answer_page.h"
#include "http/meetings/registration_page.h"
#include "http/problem.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/target.h"
#include "http/visitors/form.h"

namespace tilth::http {
namespace {

using meetings::Meeting;
using meetings::Registration;
using visitors::in_form;
using visitors::page;

constexpr std::size_t kMostBody = 64 << 10;

/// A person gets a page whatever is wrong with what was sent.
Response page_of(const Request& request, Services& services, const std::function<Response()>& work) {
  try {
    return work();
  } catch (const Problem& problem) {
    return page(meetings::sorry_page(services, request, problem.kind().code), problem.kind().status);
  }
}

Meeting meeting_of(const Request& request, Services& services) {
  return meetings::public_meeting(services.store(), request.capture("meeting"));
}

Registration registration_in(const Fields& form) {
  Registration sent{.name = in_form(form, "name"),
                    .contact = in_form(form, "contact"),
                    .organisation = in_form(form, "organisation"),
                    .category = in_form(form, "category"),
                    .country = in_form(form, "country"),
                    .sex = in_form(form, "sex"),
                    .mode = in_form(form, "mode"),
                    .consent = in_form(form, "consent"),
                    .sessions = {},
                    .once = in_form(form, "once")};
  for (const auto& [name, value] : form)
    if (name == "sessions") sent.sessions.push_back(value);
  return sent;
}

bool is_of_meetings(const Problem& problem) {
  return problem.kind().code.starts_with("meeting.") && problem.kind().code != "meeting.closed";
}

Response show_list(const Request& request, Services& services) {
  return page_of(request, services, [&] { return page(meetings::list_page(services, request)); });
}

Response show_agenda(const Request& request, Services& services) {
  return page_of(request, services,
                 [&] { return page(meetings::agenda_page(services, request, request.capture("meeting"))); });
}

Response show_form(const Request& request, Services& services) {
  return page_of(request, services,
                 [&] { return page(meetings::register_page(services, request, meeting_of(request, services))); });
}

Response take_registration(const Request& request, Services& services) {
  return page_of(request, services, [&] {
    visitors::require_own_form(request);
    const Meeting meeting = meeting_of(request, services);
    const Registration sent = registration_in(parse_query(request.body));
    try {
      const std::string reference = meetings::register_for(services, meeting, sent, request.peer);
      return page(meetings::registered_page(services, request, meeting, sent, reference), 201);
    } catch (const Problem& problem) {
      if (!is_of_meetings(problem)) throw;
      return page(meetings::register_page(services, request, meeting, sent, &problem), problem.kind().status);
    }
  });
}

/// What is done with the reference of a form; a reference that opens nothing comes back to the agenda.
Response with_reference(const Request& request, Services& services,
                        const std::function<Response(const Meeting&, const Fields&, const std::string&)>& work) {
  return page_of(request, services, [&] {
    visitors::require_own_form(request);
    const Meeting meeting = meeting_of(request, services);
    const Fields form = parse_query(request.body);
    try {
      return work(meeting, form, in_form(form, "reference"));
    } catch (const Problem& problem) {
      if (!is_of_meetings(problem)) throw;
      return page(meetings::agenda_page(services, request, request.capture("meeting"), &problem),
                  problem.kind().status);
    }
  });
}

Response show_registration(const Request& request, Services& services) {
  return with_reference(request, services, [&](const Meeting& meeting, const Fields&, const std::string& reference) {
    const Registration kept = meetings::registration_of(services, meeting, reference, request.peer);
    return page(meetings::correct_page(services, request, meeting, reference, kept, false));
  });
}

Response correct_registration(const Request& request, Services& services) {
  return with_reference(
      request, services, [&](const Meeting& meeting, const Fields& form, const std::string& reference) {
        const Registration sent = registration_in(form);
        try {
          meetings::correct(services, meeting, reference, sent, request.peer);
        } catch (const Problem& problem) {
          if (problem.kind().code != "meeting.bad_answer" && problem.kind().code != "meeting.over") throw;
          return page(meetings::correct_page(services, request, meeting, reference, sent, false, &problem),
                      problem.kind().status);
        }
        const Registration kept = meetings::registration_of(services, meeting, reference, request.peer);
        return page(meetings::correct_page(services, request, meeting, reference, kept, true));
      });
}

Response withdraw_registration(const Request& request, Services& services) {
  return with_reference(
      request, services, [&](const Meeting& meeting, const Fields& form, const std::string& reference) {
        if (in_form(form, "sure") != "yes")
          throw Problem{"meeting.bad_answer", {{"field", "withdraw"}, {"reason", "a value is missing"}}};
        const bool gone = meetings::withdraw(services, meeting, reference, request.peer);
        return page(meetings::withdrawn_page(services, request, meeting, gone));
      });
}

/// To another address of ours; a form that was sent is not sent again by who goes back.
Response see(const std::string& address) {
  return empty(303).with("Location", address).with("Cache-Control", "no-store");
}

Response show_answers(const Request& request, Services& services) {
  return page_of(request, services, [&] {
    const Meeting meeting = meeting_of(request, services);
    return page(meetings::answers_page(services, request, meeting, meetings::ticket_in(services, meeting, request)));
  });
}

/// "polls/ID" and "surveys/ID" alone: a form leads to no other place.
std::string place_of(const std::string& back) {
  for (const std::string_view part : {"polls/", "surveys/"})
    if (back.starts_with(part) && Uuid::parse(std::string_view{back}.substr(part.size()))) return "/" + back;
  return "/answers";
}

Response take_code(const Request& request, Services& services) {
  return page_of(request, services, [&] {
    visitors::require_own_form(request);
    const Meeting meeting = meeting_of(request, services);
    const Fields form = parse_query(request.body);
    try {
      const std::string ticket = meetings::ticket_for(services, meeting, in_form(form, "code"), request.peer);
      return see(meetings::address_of(meeting) + place_of(in_form(form, "back")) + "?lang=" + request.session.language)
          .with("Set-Cookie", meetings::cookie_of(request, meeting, ticket));
    } catch (const Problem& problem) {
      if (!is_of_meetings(problem)) throw;
      return page(meetings::answers_page(services, request, meeting, std::nullopt, &problem), problem.kind().status);
    }
  });
}

Response show_vote(const Request& request, Services& services) {
  return page_of(request, services, [&] {
    return see(meetings::address_of(meetings::meeting_of_short_name(services, request.capture("name"))) +
               "/answers?lang=" + request.session.language);
  });
}

using AnswerPage = std::string (*)(Services&, const Request&, const Meeting&, std::string_view,
                                   const std::optional<std::string>&, const Fields&, const Problem*);
using TakeAnswer = void (*)(Services&, const Meeting&, std::string_view, const std::string&, const Fields&);

/// Takes an answer and leads to the page that says so; refused, the form comes back as it was filled in.
Response take_answer(const Request& request, Services& services, const std::string& part, TakeAnswer take,
                     AnswerPage shown) {
  return page_of(request, services, [&] {
    visitors::require_own_form(request);
    const Meeting meeting = meeting_of(request, services);
    const std::string id{request.capture("id")};
    const auto ticket = meetings::ticket_in(services, meeting, request);
    const Fields form = parse_query(request.body);
    try {
      if (!ticket) throw Problem{"meeting.unknown_code", Json::object()};
      take(services, meeting, id, *ticket, form);
      return see(meetings::address_of(meeting) + "/" + part + "/" + id + "?lang=" + request.session.language);
    } catch (const Problem& problem) {
      if (!is_of_meetings(problem) || problem.kind().code == "meeting.not_open") throw;
      return page(shown(services, request, meeting, id, ticket, form, &problem), problem.kind().status);
    }
  });
}

Response show_survey(const Request& request, Services& services) {
  return page_of(request, services, [&] {
    const Meeting meeting = meeting_of(request, services);
    return page(meetings::survey_page(services, request, meeting, request.capture("id"),
                                      meetings::ticket_in(services, meeting, request), {}, nullptr));
  });
}

Response answer_survey(const Request& request, Services& services) {
  return take_answer(request, services, "surveys", meetings::answer_survey, meetings::survey_page);
}

Response show_poll(const Request& request, Services& services) {
  return page_of(request, services, [&] {
    const Meeting meeting = meeting_of(request, services);
    const auto ticket = meetings::ticket_in(services, meeting, request);
    Response answer = page(meetings::poll_page(services, request, meeting, request.capture("id"), ticket, {}, nullptr));
    if (meetings::waits_for_results(services, meeting, request.capture("id"), ticket)) answer.with("Refresh", "15");
    return answer;
  });
}

Response answer_poll(const Request& request, Services& services) {
  return take_answer(request, services, "polls", meetings::answer_poll, meetings::poll_page);
}

}  // namespace

RouteList meeting_page_routes() {
  RouteList list_of;
  const auto add = [&](Method method, std::string pattern, std::string id, std::string summary,
                       std::vector<int> statuses, std::function<Response(const Request&, Services&)> handle) {
    const bool of_one = pattern.find("{meeting}") != std::string::npos;
    list_of.routes.push_back({.method = method,
                              .pattern = std::move(pattern),
                              .access = Access::anyone,
                              .operation_id = std::move(id),
                              .summary = std::move(summary),
                              .tag = "Pages of meetings",
                              .request_type = visitors::kForm,
                              .response_type = "text/html",
                              .statuses = std::move(statuses),
                              .max_body = kMostBody,
                              .any_parameter = true,  // links grow parameters where they are shared
                              .handle = std::move(handle)});
    if (of_one) list_of.routes.back().parameters = {in_path("meeting", "id of a meeting with a public page")};
  };
  add(Method::get, "/meetings", "meetingsPage", "Meetings that have a public page.", {200, 404}, show_list);
  add(Method::get, "/meetings/{meeting}", "agendaPage", "The agenda of a meeting.", {200, 404}, show_agenda);
  add(Method::get, "/meetings/{meeting}/register", "registerPage", "The form to register.", {200, 404}, show_form);
  add(Method::post, "/meetings/{meeting}/register", "registerForMeeting", "Registers: a page with the reference.",
      {201, 400, 403, 404, 409, 429}, take_registration);
  add(Method::post, "/meetings/{meeting}/registration", "registrationPage",
      "What is kept of a registration, by its reference; never name or contact.", {200, 400, 403, 404, 429},
      show_registration);
  add(Method::post, "/meetings/{meeting}/registration/correct", "correctRegistration", "Corrects a registration.",
      {200, 400, 403, 404, 409, 429}, correct_registration);
  add(Method::post, "/meetings/{meeting}/registration/withdraw", "withdrawRegistration",
      "Withdraws a registration; name and contact are forgotten.", {200, 400, 403, 404, 429}, withdraw_registration);
  add(Method::get, "/meetings/{meeting}/answers", "answersPage",
      "Polls and surveys that take answers, and the form for a code.", {200, 404}, show_answers);
  add(Method::post, "/meetings/{meeting}/answers", "takeCode",
      "Exchanges a code, or the reference of a registration, for a ticket in a cookie.", {303, 400, 403, 404, 429},
      take_code);
  const auto add_answers = [&](const std::string& pattern, const std::string& of, std::string summary,
                               Response (*show)(const Request&, Services&),
                               Response (*take)(const Request&, Services&)) {
    add(Method::get, pattern, of + "Page", std::move(summary), {200, 404, 409}, show);
    list_of.routes.back().parameters.push_back(in_path("id", "id of the record"));
    add(Method::post, pattern, of + "Answer", "Takes an answer: one a ticket.", {303, 400, 403, 404, 409}, take);
    list_of.routes.back().parameters.push_back(in_path("id", "id of the record"));
  };
  add_answers("/meetings/{meeting}/surveys/{id}", "survey", "The form of a survey.", show_survey, answer_survey);
  add_answers("/meetings/{meeting}/polls/{id}", "poll", "The form of an open poll; of a closed one its results.",
              show_poll, answer_poll);
  add(Method::get, "/vote/{name}", "voteAddress", "The short address of a meeting's polls and surveys.", {303, 404},
      show_vote);
  list_of.routes.back().parameters = {in_path("name", "five letters")};
  return list_of;
}

}  // namespace tilth::http
