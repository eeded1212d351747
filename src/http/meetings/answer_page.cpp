// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/answer_page.h"

#include "base/document.h"
#include "http/meetings/meeting_words.h"
#include "http/meetings/shown_results.h"
#include "http/visitors/form.h"

#include <fmt/format.h>

#include <algorithm>

namespace tilth::http::meetings {
namespace {

using visitors::in_form;

/// Asks for the code, and comes back to the page that asked.
std::string code_form(const Words& word, const Meeting& meeting, const std::string& back_to) {
  return fmt::format(
      R"(<p>{}</p><form method="post" action="{}/answers{}">{}<label for="code">{}</label>)"
      R"(<input id="code" name="code" required maxlength="40" dir="ltr" autocomplete="off" autocapitalize="characters">)"
      R"(<button class="main">{}</button></form>)",
      word("code_help"), address_of(meeting), word.query(), hidden("back", back_to), word("code"), word("go_on"));
}

std::string line(const Words& word, const std::string& address, const std::string& title, std::string_view state) {
  return fmt::format(R"(<li><a href="{}{}" dir="auto">{}</a> ({})</li>)", address, word.query(), html_text(title),
                     word(state));
}

std::string to_answers(const Words& word, const Meeting& meeting) {
  return fmt::format(R"(<p class="screen"><a href="{}/answers{}">{}</a></p>)", address_of(meeting), word.query(),
                     word("all_answers"));
}

bool is_chosen(const Fields& written, std::string_view name, const std::string& value) {
  return std::any_of(written.begin(), written.end(),
                     [&](const auto& field) { return field.first == name && field.second == value; });
}

std::string textarea(const Words& word, std::string_view name, const std::string& label, const std::string& value) {
  return fmt::format(
      R"(<label for="{0}" dir="auto">{1}</label><textarea id="{0}" name="{0}" maxlength="1000" dir="auto">{2}</textarea><p class="help">{3}</p>)",
      name, label, html_text(value), word("no_names"));
}

std::string question_field(const Words& word, const SurveyQuestion& question, const Fields& written) {
  const std::string name = question.id.text();
  if (question.codes.empty()) return textarea(word, name, html_text(question.text), in_form(written, name));
  std::string out = "<fieldset><legend><bdi>" + html_text(question.text) + "</bdi></legend>";
  for (const auto& [value, title] : word.choices(question.codes, false))
    out += choice("radio", name, value, html_text(title), is_chosen(written, name, value));
  return out + choice("radio", name, "", word("no_answer"), in_form(written, name).empty()) + "</fieldset>";
}

std::string poll_fields(const Words& word, const Poll& poll, const Fields& written) {
  if (poll.kind == "open") return textarea(word, "comment", word("comment"), in_form(written, "comment"));
  std::string out;
  if (poll.kind == "rank") {
    out = "<p class=\"help\">" + word("rank_help") + "</p>";
    for (const PollOption& option : poll.options) {
      const std::string name = "rank-" + option.id.text(), chosen = in_form(written, name);
      out += fmt::format(
          R"(<label for="{0}" dir="auto">{1}</label><select id="{0}" name="{0}"><option value="">–</option>)", name,
          html_text(option.text));
      for (std::size_t rank = 1; rank <= poll.options.size(); ++rank)
        out += fmt::format("<option{}>{}</option>", chosen == std::to_string(rank) ? " selected" : "", rank);
      out += "</select>";
    }
    return out;
  }
  const bool several = poll.kind == "multi";
  out = "<fieldset><legend>" + word(several ? "choose_several" : "choose_one") + "</legend>";
  for (const PollOption& option : poll.options)
    out += choice(several ? "checkbox" : "radio", "option", option.id.text(),
                  "<bdi>" + html_text(option.text) + "</bdi>", is_chosen(written, "option", option.id.text()));
  return out + "</fieldset>";
}

/// @param changed since what is shown
std::string results(const Words& word, const Poll& poll, bool changed) {
  if (!poll.counted) return "<p>" + word("too_few") + "</p>";
  std::string out = "<p>n = " + word.number(static_cast<double>(poll.n)) + "</p>";
  if (changed) out += "<p class=\"help\">" + word("few_since") + "</p>";
  if (poll.kind == "open") return out;
  const bool rank = poll.kind == "rank";
  out += "<table><thead><tr><th scope=\"col\">" + word("option") + "</th><th class=\"n\" scope=\"col\">" +
         word(rank ? "put_first" : "answers") + "</th><th class=\"n\" scope=\"col\">%</th></tr></thead><tbody>";
  for (const PollOption& option : poll.options) {
    const auto count = static_cast<double>(rank ? option.first : option.count);
    const double share = 100.0 * count / static_cast<double>(poll.n);
    out += fmt::format(
        R"(<tr><th scope="row"><bdi>{}</bdi><span class="bar" style="width:{:.1f}%" aria-hidden="true"></span></th>)"
        R"(<td class="n">{}</td><td class="n">{}</td></tr>)",
        html_text(option.text), share, word.number(count), word.number(share, 1));
  }
  out += "</tbody></table>";
  if (poll.kind == "multi") out += "<p class=\"help\">" + word("several_help") + "</p>";
  return out;
}

}  // namespace

std::string answers_page(Services& services, const Request& request, const Meeting& meeting,
                         const std::optional<std::string>& ticket, const Problem* refusal) {
  const Words word{services, request};
  const std::string address = address_of(meeting);
  std::string main = refusal == nullptr ? "" : refused(word, *refusal);
  if (!ticket) main += code_form(word, meeting, "");
  std::string lines;
  for (const Poll& poll : shown_polls(services.store(), meeting)) {
    const std::string_view state = poll.state == PollState::closed                   ? "poll_closed"
                                   : ticket && has_answered(services, poll, *ticket) ? "taken_short"
                                                                                     : "poll_open";
    lines += line(word, address + "/polls/" + poll.id.text(), poll.question, state);
  }
  for (const OpenSurvey& survey : open_surveys(services.store(), meeting))
    lines += line(word, address + "/surveys/" + survey.id.text(), survey.title,
                  ticket && has_answered(services, survey, *ticket) ? "taken_short" : "poll_open");
  main += lines.empty() ? "<p>" + word("nothing_open") + "</p>" : "<ul>" + lines + "</ul>";
  return whole(services, word, std::string{meeting_word("answers_title", word.language())} + ": " + meeting.title,
               address + "/answers", main + back(word, meeting));
}

std::string survey_page(Services& services, const Request& request, const Meeting& meeting, std::string_view id,
                        const std::optional<std::string>& ticket, const Fields& written, const Problem* refusal) {
  const Words word{services, request};
  const OpenSurvey survey = open_survey(services.store(), meeting, id);
  const std::string address = address_of(meeting) + "/surveys/" + survey.id.text();
  std::string main = refusal == nullptr ? "" : refused(word, *refusal);
  if (!ticket) {
    main += code_form(word, meeting, "surveys/" + survey.id.text());
  } else if (has_answered(services, survey, *ticket)) {
    main += "<p role=\"status\">" + word("taken") + "</p>";
  } else {
    main += "<p class=\"help\">" + word("nobody_learns") + "</p>" +
            fmt::format(R"(<form method="post" action="{}{}" accept-charset="utf-8">)", address, word.query());
    for (const SurveyQuestion& question : survey.questions) main += question_field(word, question, written);
    main += "<button class=\"main\">" + word("send") + "</button></form>";
  }
  return whole(services, word, survey.title, address, main + to_answers(word, meeting));
}

std::string poll_page(Services& services, const Request& request, const Meeting& meeting, std::string_view id,
                      const std::optional<std::string>& ticket, const Fields& written, const Problem* refusal) {
  const Words word{services, request};
  Poll poll = shown_poll(services.store(), meeting, id);
  const std::string address = address_of(meeting) + "/polls/" + poll.id.text();
  std::string main = refusal == nullptr ? "" : refused(word, *refusal);
  if (poll.state == PollState::closed) {
    const bool changed = count_for_everybody(services, poll);
    main += results(word, poll, changed);
  } else if (!ticket) {
    main += code_form(word, meeting, "polls/" + poll.id.text());
  } else if (has_answered(services, poll, *ticket)) {
    main += "<p role=\"status\">" + word("taken") + "</p><p>" + word("results_later") + "</p>";
  } else {
    main += "<p class=\"help\">" + word("nobody_learns") + "</p>" +
            fmt::format(
                R"(<form method="post" action="{}{}" accept-charset="utf-8">{}<button class="main">{}</button></form>)",
                address, word.query(), poll_fields(word, poll, written), word("send"));
  }
  return whole(services, word, poll.question, address, main + to_answers(word, meeting));
}

bool waits_for_results(Services& services, const Meeting& meeting, std::string_view id,
                       const std::optional<std::string>& ticket) {
  const Poll poll = shown_poll(services.store(), meeting, id);
  return poll.state == PollState::open && ticket && has_answered(services, poll, *ticket);
}

}  // namespace tilth::http::meetings
