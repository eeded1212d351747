// SPDX-License-Identifier: Apache-2.0
// /meetings: agenda and forms of meetings for people without an account, as pages that need no script.
#include "base/problem.h"
#include "http/meetings/agenda_page.h"
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
  return list_of;
}

}  // namespace tilth::http
