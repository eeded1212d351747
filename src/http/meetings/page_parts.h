// SPDX-License-Identifier: Apache-2.0
// Parts that the pages of meetings share: words, times of the venue's clock, fields of forms.
#pragma once

#include "http/meetings/public_meeting.h"
#include "http/message.h"

#include "base/problem.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilth::http::meetings {

/// Words and titles of one answer; everything comes back as HTML text.
class Words {
 public:
  Words(Services& services, const Request& request)
      : model_(services.store().model()), language_(request.session.language) {}
  std::string operator()(std::string_view id) const;
  [[nodiscard]] const std::string& language() const { return language_; }
  [[nodiscard]] std::string code(std::string_view codes, const std::string& value) const;
  [[nodiscard]] std::string day(const Date& date) const;
  /// "from to to", or one day.
  [[nodiscard]] std::string days(const Date& from, const Date& to) const;
  [[nodiscard]] std::string number(double value, int decimals = 0) const;
  /// The choices of a code list that are offered, by title: value and title.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> choices(std::string_view codes, bool by_title) const;
  /// "?lang=ar"
  [[nodiscard]] std::string query() const { return "?lang=" + language_; }

 private:
  std::shared_ptr<const model::Model> model_;
  std::string language_;
};

std::string address_of(const Meeting& meeting);  ///< "/meetings/ID"
/// "Plenary 2"; the kind alone where there is no number.
std::string kind_and_number(const Words& word, const AgendaSession& session);
/// "09:00-10:30" of the venue's clock; "" without a time.
std::string times_of(const Meeting& meeting, const AgendaSession& session);
Date day_of(const Meeting& meeting, const AgendaSession& session);  ///< @pre it has a time
std::string clock_of(const Meeting& meeting);                       ///< "UTC+02:00"
bool is_link(std::string_view text);                                ///< http:// or https://, and nothing that ends it
/// A link where it is one, else the text.
std::string linked(const std::string& address, const std::string& words);

std::string select(std::string_view name, const std::string& label,
                   const std::vector<std::pair<std::string, std::string>>& choices, const std::string& chosen,
                   const std::string& first);
std::string hidden(std::string_view name, const std::string& value);
std::string input(std::string_view name, const std::string& label, const std::string& value, std::string_view more);
/// "radio" or "checkbox".
std::string choice(std::string_view kind, std::string_view name, const std::string& value, const std::string& label,
                   bool chosen, std::string_view more = "");

/// Why it was refused, in a frame that a reader of screens speaks at once.
std::string refused(const Words& word, const Problem& problem);
std::string back(const Words& word, const Meeting& meeting);
/// @param title of the page, plain text
std::string whole(Services& services, const Words& word, const std::string& title, const std::string& address,
                  const std::string& main);
std::string sorry_page(Services& services, const Request& request, std::string_view code);

}  // namespace tilth::http::meetings
