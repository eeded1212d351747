// SPDX-License-Identifier: Apache-2.0
// People register for a meeting without an account, and correct or withdraw it with the reference they were given. A
// person's name and how to reach them are encrypted, and no page shows them again.
#pragma once

#include "http/meetings/public_meeting.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::http::meetings {

inline constexpr std::size_t kMostShort = 200;  ///< bytes of a name, a contact, an organisation

struct Registration {
  std::string name, contact;  ///< of a correction: empty leaves what is kept
  std::string organisation;
  std::string category, country, sex, mode;  ///< codes of participant_category, country, sex, attendance_mode
  std::string consent;                       ///< "yes" or "no": to be named and contacted
  std::vector<std::string> sessions;         ///< ids of sessions of the meeting
  std::string once;                          ///< names the sending: sent again, it is the same registration
};

/// One registration; the reference that opens it. The same person again (name and contact alike) gets another one with
/// the same code: figures count the person once, the check finds both, and nobody learns by the form who is registered.
/// @param from the address it came from
/// @throws Problem "meeting.closed", "meeting.registration_closed", "meeting.bad_answer", "meeting.too_many"
std::string register_for(Services& services, const Meeting& meeting, const Registration& sent, const std::string& from);

/// What is kept, without name and contact.
/// @throws Problem "meeting.unknown_reference", "meeting.too_many"
Registration registration_of(Services& services, const Meeting& meeting, std::string_view reference,
                             const std::string& from);
/// @throws Problem "meeting.unknown_reference", "meeting.bad_answer", "meeting.over", "meeting.too_many"
void correct(Services& services, const Meeting& meeting, std::string_view reference, const Registration& sent,
             const std::string& from);
/// Takes it away, and forgets name and contact for ever. Of somebody who attended the count stays, without them: false.
/// @throws Problem "meeting.unknown_reference", "meeting.too_many"
bool withdraw(Services& services, const Meeting& meeting, std::string_view reference, const std::string& from);

/// What a reference's id stands for, if it is a registration of this meeting that is there.
bool is_registered(const store::Store& store, const Meeting& meeting, const std::string& secret, const std::string& id);

}  // namespace tilth::http::meetings
