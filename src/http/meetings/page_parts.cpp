// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/page_parts.h"

#include "base/document.h"
#include "http/meetings/meeting_words.h"
#include "http/settings.h"
#include "http/visitors/page_frame.h"
#include "report/report_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace tilth::http::meetings {
namespace {

constexpr std::int64_t kDay = 24 * 60;

std::int64_t minutes_at(const Meeting& meeting, const Instant& instant) {
  // Rounded down, so that a time before 1970 falls on its own day.
  const std::int64_t ms = instant.unix_ms + std::int64_t{meeting.utc_offset_minutes} * 60'000;
  return ms >= 0 ? ms / 60'000 : -((-ms + 59'999) / 60'000);
}

std::string clock(std::int64_t minutes) {
  const std::int64_t of_day = ((minutes % kDay) + kDay) % kDay;
  return fmt::format("{:02}:{:02}", of_day / 60, of_day % 60);
}

}  // namespace

std::string Words::operator()(std::string_view id) const { return html_text(meeting_word(id, language_)); }

std::string Words::code(std::string_view codes, const std::string& value) const {
  const model::CodeList* list = model_->find_codes(codes);
  const model::Code* code = list == nullptr ? nullptr : list->find(value);
  return html_text(code == nullptr ? value : code->title.in(language_));
}

std::string Words::day(const Date& date) const { return html_text(report::in_order(date.text(), language_)); }

std::string Words::days(const Date& from, const Date& to) const {
  return from == to ? day(from) : day(from) + " " + (*this)("until") + " " + day(to);
}

std::string Words::number(double value, int decimals) const {
  return html_text(report::number_text(value, decimals, language_));
}

std::vector<std::pair<std::string, std::string>> Words::choices(std::string_view codes, bool by_title) const {
  std::vector<std::pair<std::string, std::string>> all;
  if (const model::CodeList* list = model_->find_codes(codes); list != nullptr)
    for (const model::Code& code : list->codes)
      if (!code.retired) all.emplace_back(code.value, code.title.in(language_));
  if (by_title) std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return all;
}

std::string address_of(const Meeting& meeting) { return "/meetings/" + meeting.id.text(); }

std::string kind_and_number(const Words& word, const AgendaSession& session) {
  const std::string kind = word.code("session_kind", session.kind);
  return session.number ? kind + " " + std::to_string(*session.number) : kind;
}

std::string times_of(const Meeting& meeting, const AgendaSession& session) {
  if (!session.starts) return {};
  std::string text = clock(minutes_at(meeting, *session.starts));
  if (session.ends) text += "–" + clock(minutes_at(meeting, *session.ends));
  return text;
}

Date day_of(const Meeting& meeting, const AgendaSession& session) {
  const std::int64_t minutes = minutes_at(meeting, *session.starts);
  return Date::from_days(static_cast<std::int32_t>(minutes >= 0 ? minutes / kDay : -((-minutes + kDay - 1) / kDay)));
}

std::string clock_of(const Meeting& meeting) {
  const int offset = meeting.utc_offset_minutes;
  return offset == 0
             ? "UTC"
             : fmt::format("UTC{}{:02}:{:02}", offset < 0 ? "-" : "+", std::abs(offset) / 60, std::abs(offset) % 60);
}

bool is_link(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         text.find_first_of(" \t\r\n\"'<>") == std::string_view::npos;
}

std::string linked(const std::string& address, const std::string& words) {
  if (!is_link(address)) return words + ": " + html_text(address);
  return fmt::format(R"(<a href="{}" rel="noopener noreferrer">{}</a>)", html_text(address), words);
}

std::string select(std::string_view name, const std::string& label,
                   const std::vector<std::pair<std::string, std::string>>& choices, const std::string& chosen,
                   const std::string& first) {
  std::string out =
      fmt::format(R"(<label for="{0}">{1}</label><select id="{0}" name="{0}" required><option value="">{2}</option>)",
                  name, label, first);
  for (const auto& [value, title] : choices)
    out += fmt::format(R"(<option value="{}"{}>{}</option>)", html_text(value), value == chosen ? " selected" : "",
                       html_text(title));
  return out + "</select>";
}

std::string hidden(std::string_view name, const std::string& value) {
  return fmt::format(R"(<input type="hidden" name="{}" value="{}">)", name, html_text(value));
}

std::string input(std::string_view name, const std::string& label, const std::string& value, std::string_view more) {
  return fmt::format(R"(<label for="{0}">{1}</label><input id="{0}" name="{0}" value="{2}" dir="auto" {3}>)", name,
                     label, html_text(value), more);
}

std::string choice(std::string_view kind, std::string_view name, const std::string& value, const std::string& label,
                   bool chosen, std::string_view more) {
  return fmt::format(R"(<label class="one"><input type="{}" name="{}" value="{}"{} {}><span>{}</span></label>)", kind,
                     name, html_text(value), chosen ? " checked" : "", more, label);
}

std::string refused(const Words& word, const Problem& problem) {
  const std::string code{problem.kind().code};
  std::string field;
  if (code == "meeting.bad_answer") {
    const std::string named = problem.values().value("field", "");
    field = " " + (has_meeting_word(named) ? word(named) : html_text(named));
  }
  return "<p class=\"error\" role=\"alert\">" + word(has_meeting_word(code) ? code : "error") + field + "</p>";
}

std::string back(const Words& word, const Meeting& meeting) {
  return fmt::format(R"(<p class="screen"><a href="{}{}">{}</a></p>)", address_of(meeting), word.query(), word("back"));
}

std::string whole(Services& services, const Words& word, const std::string& title, const std::string& address,
                  const std::string& main) {
  return visitors::framed({.language = word.language(),
                           .programme = settings_of(services.store()).at("title"),
                           .title = title,
                           .address = address,
                           .draft = std::string{meeting_word("draft", word.language())}},
                          main);
}

std::string sorry_page(Services& services, const Request& request, std::string_view code) {
  const Words word{services, request};
  return visitors::framed(
      {.language = word.language(),
       .programme = "",
       .title = std::string{meeting_word("meetings", word.language())},
       .address = "/meetings",
       .draft = ""},
      "<p class=\"error\" role=\"alert\">" + word(has_meeting_word(code) ? code : "error") + "</p>");
}

}  // namespace tilth::http::meetings
