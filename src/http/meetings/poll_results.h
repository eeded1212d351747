// SPDX-License-Identifier: Apache-2.0
// How a poll stands: counts of its options among those who answered, and never who answered what.
#pragma once

#include "store/store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::http::meetings {

enum class PollState : std::uint8_t { waiting, open, closed };
std::string_view text_of(PollState state);  ///< "waiting", "open", "closed"

struct PollOption {
  Uuid id;
  std::string text;
  std::int64_t count = 0;  ///< of a ranking: who gave it any rank
  std::int64_t first = 0;  ///< of a ranking: who put it first
  double ranks = 0;        ///< sum of the ranks given
};

struct Poll {
  Uuid id, session;
  std::string question, kind;
  std::optional<Instant> opened, closed;
  PollState state = PollState::waiting;
  std::vector<PollOption> options;  ///< in their order
  std::int64_t n = 0;               ///< different people who answered
  bool counted = false;             ///< false: nobody counted, or the caller may not
};

/// The polls of a meeting by the time they were opened, those that wait at the end, without counts.
std::vector<Poll> polls_of(const store::Store& store, const store::Caller& caller, const Uuid& meeting);
std::optional<Poll> poll_of(const store::Store& store, const store::Caller& caller, const Uuid& id);
/// Counts as the caller sees them; not at all where some answers are hidden from it, since a part would look right.
void count_answers(const store::Store& store, const store::Caller& caller, Poll& poll);
/// The share of those who answered, in per cent; 0 where nobody did.
double share_of(const Poll& poll, const PollOption& option);

}  // namespace tilth::http::meetings
