// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/answer_code.h"

#include "base/problem.h"
#include "http/meetings/registration.h"
#include "http/meetings/visitors_of_meetings.h"
#include "http/visitors/reference.h"

#include <sodium.h>

#include <mutex>
#include <stdexcept>

namespace tilth::http::meetings {
namespace {

using visitors::letters_of;

constexpr std::string_view kDigits = "23456789ABCDEFGHJKMNPQRSTVWXYZ";  // 30: three of them count to 27,000
constexpr std::size_t kNumberLetters = 3, kCodeProof = 5, kTicketLetters = 16, kTicketProof = 12, kShortName = 5;
constexpr int kCookieSeconds = 14 * 24 * 3600;

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string secret(Services& services) {
  const std::lock_guard lock{services.shared<Visitors>().guard};
  return visitors::secret_of(services.store(), kKept);
}

std::string number_letters(int number) {
  std::string letters(kNumberLetters, kDigits[0]);
  for (std::size_t at = kNumberLetters; at-- > 0; number /= static_cast<int>(kDigits.size()))
    letters[at] = kDigits[static_cast<std::size_t>(number) % kDigits.size()];
  return letters;
}

std::string code_proof(const std::string& secret, const Uuid& meeting, std::string_view number) {
  return letters_of(secret, "code\n" + meeting.text() + "\n" + std::string{number}, kCodeProof);
}

/// One that codes_of() gave out, however it was typed.
bool is_code(const std::string& secret, const Uuid& meeting, const std::string& letters) {
  if (letters.size() != kNumberLetters + kCodeProof) return false;
  const std::string number = letters.substr(0, kNumberLetters);
  int value = 0;
  for (const char c : number) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return false;
    value = value * static_cast<int>(kDigits.size()) + static_cast<int>(digit);
  }
  return value >= 1 && value <= kMostCodes &&
         same(code_proof(secret, meeting, number), std::string_view{letters}.substr(kNumberLetters));
}

std::string ticket_proof(const std::string& secret, const Uuid& meeting, std::string_view seed) {
  return letters_of(secret, "ticket\n" + meeting.text() + "\n" + std::string{seed}, kTicketProof);
}

/// What a code or a reference is exchanged for; always the same.
std::string ticket_of(const std::string& secret, const Uuid& meeting, std::string_view letters) {
  const std::string seed = letters_of(secret, "seed\n" + meeting.text() + "\n" + std::string{letters}, kTicketLetters);
  return seed + ticket_proof(secret, meeting, seed);
}

/// The setting that is there where a ticket is ended. Its name is drawn from the ticket, and tells it to nobody.
std::string ended(const std::string& secret, std::string_view ticket) {
  return "server/meeting_tickets_ended/" + letters_of(secret, "ended\n" + std::string{ticket}, kTicketLetters);
}

/// One cookie a meeting; by the end of its id, since ids that were made within a minute begin alike.
std::string cookie_name(const Uuid& meeting) { return "tilth_answers_" + meeting.text().substr(24); }

}  // namespace

std::vector<std::string> codes_of(Services& services, const Uuid& meeting, int first, int count) {
  if (first < 1 || count < 1 || first > kMostCodes || count > kMostCodes - first + 1)
    throw std::invalid_argument("codes of a meeting are numbered from 1 to " + std::to_string(kMostCodes));
  const std::string key = secret(services);
  std::vector<std::string> codes;
  for (int number = first; number < first + count; ++number) {
    const std::string letters = number_letters(number);
    const std::string code = letters + code_proof(key, meeting, letters);
    codes.push_back(code.substr(0, 4) + "-" + code.substr(4));
  }
  return codes;
}

std::string short_name(Services& services, const Uuid& meeting) {
  return letters_of(secret(services), "short\n" + meeting.text(), kShortName);
}

Meeting meeting_of_short_name(Services& services, std::string_view name) {
  const std::string letters = visitors::typed_letters(name), key = secret(services);
  for (Meeting& meeting : public_meetings(services.store()))
    if (letters_of(key, "short\n" + meeting.id.text(), kShortName) == letters) return std::move(meeting);
  throw Problem{"meeting.closed", Json::object()};
}

std::string ticket_for(Services& services, const Meeting& meeting, std::string_view code, const std::string& from) {
  visitors::Limits& limits = services.shared<Visitors>().codes;
  limits.require_may_guess(from);
  const std::string key = secret(services), letters = visitors::typed_letters(code);
  const auto reference = visitors::id_of(key, code);
  const bool known =
      is_code(key, meeting.id, letters) || (reference && is_registered(services.store(), meeting, key, *reference));
  std::string ticket = ticket_of(key, meeting.id, letters);
  if (!known || services.store().setting(ended(key, ticket))) {
    limits.guessed_wrong(from);
    throw Problem{"meeting.unknown_code", Json::object()};
  }
  return ticket;
}

void end_ticket_of(store::Store& store, const Meeting& meeting, std::string_view reference) {
  const std::string key = visitors::kept_secret(store, kKept);
  store.put_setting(ended(key, ticket_of(key, meeting.id, visitors::typed_letters(reference))), true);
}

std::string cookie_of(const Request& request, const Meeting& meeting, const std::string& ticket) {
  return cookie_name(meeting.id) + "=" + ticket +
         "; Path=/meetings; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(kCookieSeconds) +
         (request.secure ? "; Secure" : "");
}

std::optional<std::string> ticket_in(Services& services, const Meeting& meeting, const Request& request) {
  const std::string wanted = cookie_name(meeting.id) + "=";
  std::string_view rest = request.header("cookie").value_or("");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (!pair.starts_with(wanted)) continue;
    const std::string_view ticket = pair.substr(wanted.size());
    if (ticket.size() != kTicketLetters + kTicketProof) continue;
    const std::string_view seed = ticket.substr(0, kTicketLetters);
    const std::string key = secret(services);
    if (same(ticket_proof(key, meeting.id, seed), ticket.substr(kTicketLetters)) &&
        !services.store().setting(ended(key, ticket)))
      return std::string{ticket};
  }
  return std::nullopt;
}

std::string respondent(Services& services, const std::string& ticket, const Uuid& of) {
  return "W-" + letters_of(secret(services), "respondent\n" + of.text() + "\n" + ticket, 12);
}

}  // namespace tilth::http::meetings
