// SPDX-License-Identifier: Apache-2.0
#include "http/community/page.h"

#include "base/document.h"
#include "base/problem.h"
#include "http/community/overview.h"
#include "http/community/page_words.h"
#include "http/password.h"
#include "http/visitors/page_frame.h"
#include "report/report_words.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace tilth::http::community {
namespace {

/// What people choose from: a find first.
constexpr std::array<std::string_view, 4> kTopics{"report_a_find", "assistance", "land", "other"};

/// Words, language and address of one answer.
class Words {
 public:
  /// @param asked the language of the messages, which need not be one of the program's
  explicit Words(const Request& request, std::string asked = {})
      : language_(visitors::spoken(request.session.language)), asked_(asked.empty() ? language_ : std::move(asked)) {
    if (visitors::spoken(asked_) == asked_) language_ = asked_;
  }
  std::string operator()(std::string_view id) const { return html_text(page_word(id, language_)); }
  [[nodiscard]] const std::string& language() const { return language_; }
  [[nodiscard]] const std::string& asked() const { return asked_; }
  [[nodiscard]] std::string number(const Json& value) const {
    return report::number_text(value.get<double>(), 0, language_);
  }

 private:
  std::string language_, asked_;
};

std::string page(const Words& word, const std::string& programme, const std::string& body,
                 const Json& languages = Json::array()) {
  return visitors::framed({.language = word.language(),
                           .programme = programme,
                           .title = std::string{page_word("title", word.language())},
                           .address = "/community",
                           .draft = std::string{page_word("draft", word.language())},
                           .more = languages.get<std::vector<std::string>>()},
                          body);
}

std::string call(const Words& word, const std::string& telephone) {
  std::string out;
  for (std::size_t at = 0; at < telephone.size();) {
    const std::size_t comma = std::min(telephone.find(',', at), telephone.size());
    const std::string number = telephone.substr(at, comma - at);
    at = comma + 1;
    std::string dialled;
    for (const char c : number)
      if (std::string_view{"0123456789+*#"}.find(c) != std::string_view::npos)
        dialled += c == '#' ? "%23" : std::string(1, c);
    if (dialled.empty()) continue;
    out += fmt::format(R"(<p><a class="call" href="tel:{}">{} <bdi dir="ltr">{}</bdi></a></p>)", dialled, word("call"),
                       html_text(number));
  }
  return out;
}

std::string danger(const Words& word, const std::string& telephone) {
  return fmt::format(R"(<section class="danger"><h2>{}</h2><ol><li>{}</li><li>{}</li><li>{}</li></ol>{}</section>)",
                     word("rules"), word("stay"), word("leave"), word("report"), call(word, telephone));
}

/// In a language that the page has no words of its own in: first of all, and as they are.
std::string own_messages(const Words& word, const Json& list, const std::string& telephone) {
  if (list.empty() || word.asked() == word.language()) return {};
  std::string out = fmt::format(R"(<section class="danger" lang="{}" dir="auto"><ol>)", html_text(word.asked()));
  for (const Json& one : list) out += "<li>" + html_text(one.at("text").get<std::string>()) + "</li>";
  return out + "</ol>" + call(word, telephone) + "</section>";
}

std::string messages(const Words& word, const Json& list) {
  if (list.empty() || word.asked() != word.language()) return {};
  std::string out = "<section><h2>" + word("messages") + "</h2>";
  for (const Json& one : list)
    out += fmt::format("<h3>{}</h3><p>{}</p>", html_text(one.at("title").get<std::string>()),
                       html_text(one.at("text").get<std::string>()));
  return out + "</section>";
}

std::string land(const Words& word, const Json& land) {
  std::string out = "<section><h2>" + word("land") + "</h2>";
  if (land.is_null()) return out + "<p>" + word("land_none") + "</p></section>";
  out += "<p class=\"help\">" + word("land_help") +
         "</p><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" + word("land") +
         "\"><table><thead><tr><th scope=\"col\">" + word("place") + "</th>";
  constexpr std::array<std::string_view, 4> kColumns{"remaining", "cleared", "reduced", "cancelled"};
  for (const std::string_view column : kColumns)
    out += fmt::format(R"(<th class="n" scope="col">{} (m²)</th>)", word(column));
  const auto cells = [&](const Json& row) {
    std::string line;
    for (const std::string_view column : kColumns)
      line +=
          fmt::format(R"(<td class="n{}">{}</td>)", column == "remaining" ? " left" : "", word.number(row.at(column)));
    return line + "</tr>";
  };
  out += "</tr></thead><tbody>";
  for (const Json& row : land.at("rows"))
    out += "<tr><th scope=\"row\">" +
           (row.at("place").is_null() ? word("no_place") : html_text(row.at("place").get<std::string>())) + "</th>" +
           cells(row);
  out += "</tbody><tfoot><tr><th scope=\"row\">" + word("total") + "</th>" + cells(land.at("total")) +
         "</tfoot></table></div>";
  if (const auto unsized = land.at("unsized").get<std::int64_t>(); unsized > 0)
    out += "<p><strong>" + word("unsized") + " " + word.number(land.at("unsized")) + "</strong></p>";
  return out + "</section>";
}

std::string reports(const Words& word, const Json& list) {
  if (list.empty()) return {};
  std::string out = "<section><h2>" + word("reports") + "</h2><ul>";
  for (const Json& one : list)
    out += fmt::format(R"(<li><a href="/community/reports/{}" lang="{}">{}</a> <bdi>{}</bdi></li>)",
                       html_text(one.at("id").get<std::string>()), html_text(one.at("language").get<std::string>()),
                       html_text(one.at("title").get<std::string>()),
                       html_text(one.at("published_at").get<std::string>().substr(0, 10)));
  return out + "</ul></section>";
}

std::string refused(const Words& word, const Problem& problem) {
  const std::string_view id = has_page_word(problem.kind().code) ? problem.kind().code : "error";
  std::string field;
  if (problem.kind().code == "community.bad_message") {
    const std::string named = problem.values().value("field", "");
    field = " " + word(named == "words" || named == "position" || named == "contact" ? named
                       : named == "place"                                            ? "where"
                                                                                     : "about");
  }
  return "<p class=\"error\" role=\"alert\">" + word(id) + field + "</p>";
}

std::string form(Services& services, const Words& word, const Message& written, const Problem* refusal) {
  const model::CodeList* topics = services.store().model()->find_codes("helpdesk_topic");
  std::string choices;
  for (const std::string_view topic : kTopics) {
    const model::Code* code = topics == nullptr ? nullptr : topics->find(topic);
    if (code == nullptr) continue;
    choices += fmt::format(R"(<option value="{}"{}>{}</option>)", topic, written.topic == topic ? " selected" : "",
                           html_text(code->title.in(word.language())));
  }
  // The same form sent twice, by an impatient thumb, is one message.
  const std::string once = written.once.empty() ? new_token() : written.once;
  return fmt::format(
      R"(<section id="write"><h2>{}</h2><p>{}</p>{}<form method="post" action="/community?lang={}#write" accept-charset="utf-8">)"
      R"(<input type="hidden" name="once" value="{}"><label for="topic">{}</label><select id="topic" name="topic">{}</select>)"
      R"(<label for="words">{}</label><textarea id="words" name="words" required maxlength="2000" dir="auto">{}</textarea>)"
      R"(<label for="place">{}</label><input id="place" name="place" maxlength="100" dir="auto" value="{}">)"
      R"(<label for="position">{}</label><input id="position" name="position" maxlength="100" dir="ltr" value="{}" )"
      R"(aria-describedby="position-help"><p class="help" id="position-help">{}</p>)"
      R"(<button type="button" id="here" hidden data-wait="{}" data-none="{}">{}</button>)"
      R"(<label for="contact">{}</label><input id="contact" name="contact" maxlength="100" dir="auto" autocomplete="tel" value="{}">)"
      R"(<p class="help">{}</p><button class="main">{}</button></form></section><script src="/community.js" defer></script>)",
      word("write"), word("write_help"), refusal == nullptr ? "" : refused(word, *refusal), html_text(word.asked()),
      html_text(once), word("about"), choices, word("words"), html_text(written.words), word("where"),
      html_text(written.place), word("position"), html_text(written.position), word("position_help"), word("here_wait"),
      word("here_none"), word("here"), word("contact"), html_text(written.contact), word("private"), word("send"));
}

std::string lookup(const Words& word) {
  return fmt::format(
      R"(<section><h2>{}</h2><form method="post" action="/community/answer?lang={}"><label for="reference">{}</label>)"
      R"(<input id="reference" name="reference" required maxlength="40" dir="ltr" autocomplete="off" autocapitalize="characters">)"
      R"(<button>{}</button></form></section>)",
      word("read"), html_text(word.asked()), word("reference"), word("show"));
}

std::string back(const Words& word) {
  return fmt::format(R"(<p><a href="/community?lang={}">{}</a></p>)", html_text(word.asked()), word("back"));
}

std::string day(const Words& word, const Date& date) {
  return html_text(report::in_order(date.text(), word.language()));
}

}  // namespace

std::string first_page(Services& services, const Request& request, const Message& written, const Problem* refusal) {
  const Words word{request, message_language(services, request)};
  const Json told = overview(services, word.asked());
  const bool of_reference = refusal != nullptr && refusal->kind().code == "community.unknown_reference";
  return page(word, told.at("programme"),
              own_messages(word, told.at("messages"), told.at("telephone")) + danger(word, told.at("telephone")) +
                  (of_reference ? refused(word, *refusal) + lookup(word) : std::string{}) +
                  form(services, word, written, of_reference ? nullptr : refusal) +
                  (of_reference ? std::string{} : lookup(word)) + messages(word, told.at("messages")) +
                  land(word, told.at("land")) + reports(word, told.at("reports")),
              told.at("message_languages"));
}

std::string thanks_page(Services& services, const Request& request, const Taken& taken, bool find) {
  const Words word{request, message_language(services, request)};
  const Json told = overview(services, word.asked());
  return page(
      word, told.at("programme"),
      fmt::format(
          R"(<section role="status"><h2>{}</h2><p>{}: <strong class="reference">{}</strong></p><p>{}</p>)"
          R"(<p>{} <bdi>{}</bdi>.</p></section>{}{})",
          word("thanks"), word("reference"), html_text(taken.reference), word("keep"), word("due"),
          day(word, taken.due),
          find ? own_messages(word, told.at("messages"), told.at("telephone")) + danger(word, told.at("telephone"))
               : std::string{},
          back(word)),
      told.at("message_languages"));
}

std::string answer_page(Services& services, const Request& request, const Answer& answer) {
  const Words word{request, message_language(services, request)};
  const std::string what = !answer.answered
                               ? word("waiting") + " " + word("due") + " <bdi>" + day(word, answer.due) + "</bdi>."
                           : answer.words.empty() ? word("answered_otherwise")
                                                  : html_text(answer.words);
  return page(
      word, overview(services, word.language()).at("programme"),
      fmt::format(
          R"(<section><h2>{}</h2><p>{} <bdi>{}</bdi></p><p dir="auto" style="white-space:pre-wrap">{}</p></section>{})",
          word("answer"), word("opened"), day(word, answer.opened), what, back(word)));
}

std::string sorry_page(const Request& request, std::string_view code, const std::string& telephone) {
  const Words word{request};
  return page(word, "",
              "<p class=\"error\" role=\"alert\">" + word(has_page_word(code) ? code : "error") + "</p>" +
                  call(word, telephone) + back(word));
}

}  // namespace tilth::http::community
