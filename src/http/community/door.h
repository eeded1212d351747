// SPDX-License-Identifier: Apache-2.0
// The community door: what people without an account may do - report a find, ask, read the answer - while the
// programme has it open. Nothing that comes in by it is ever shown to the public but the answer, to who holds the
// reference.
#pragma once

#include "base/date.h"
#include "http/services.h"

#include <optional>
#include <string>
#include <string_view>

namespace tilth::http::community {

/// @throws Problem "community.closed" unless is_open()
void require_open(const store::Store& store);
/// Opened by a manager, and nothing stands in the way.
bool is_open(const store::Store& store);
/// What the programme needs before the door can open: the fields of a ticket, and a place to send a find to.
bool has_tickets(const store::Store& store);
bool has_places(const store::Store& store);
std::string telephone(const store::Store& store);  ///< whom to call; "" where nobody wrote a number

inline constexpr std::size_t kMostWords = 4000, kMostShort = 200, kMostLanguage = 35;  ///< bytes

struct Message {
  std::string topic = "other";   ///< of the code list helpdesk_topic
  std::string words;             ///< what the person says; kept encrypted
  std::string contact;           ///< how to answer; kept encrypted
  std::string place;             ///< as the person writes it
  std::string position;          ///< a coordinate in any notation, latitude first
  std::string language;          ///< a BCP 47 tag
  std::string channel = "form";  ///< of the code list feedback_channel
  std::string once;              ///< names the sending: sent again, it is the same message. "" for one that is not
};

struct Taken {
  std::string reference;  ///< whoever has it may read the answer; it stands in no list
  Date due;
};
/// One ticket; of a find also a spot task and an indication (indirect evidence), in one act of the author
/// "community door".
/// @param from the address it came from, for its limit; "" for a gateway, which has none of its own
/// @throws Problem "community.closed", "community.bad_message", "community.too_many"
Taken take(Services& services, const Message& message, const std::string& from);

struct Answer {
  Date opened, due;
  bool answered = false;
  std::string words;  ///< "" where it was answered otherwise, by telephone
};
/// @throws Problem "community.closed", "community.unknown_reference", "community.too_many"
Answer answer_to(Services& services, std::string_view reference, const std::string& from);

/// What a gateway of text messages shows as its Bearer token; the one before is void.
std::string new_gateway_key(Services& services);
/// @throws Problem "community.closed", "community.wrong_key", "community.too_many"
void require_gateway_key(Services& services, std::string_view key, const std::string& from);

}  // namespace tilth::http::community
