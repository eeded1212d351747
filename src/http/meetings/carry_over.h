// SPDX-License-Identifier: Apache-2.0
// Actions that are still open go into the next meeting: a new one there that says which it comes from, and the old one
// is "carried over", so that it is overdue at one meeting only.
#pragma once

#include "http/message.h"
#include "http/services.h"

namespace tilth::http::meetings {

/// {"count", "into": {"id", "label"}, "batch"}: all of it one act, which undo takes back. `batch` is null where nothing
/// is open, and of a dry run.
/// @throws Problem "store.unknown_record", "meeting.no_successor", "meeting.cannot_carry" where the model lacks the
///         words for it
Json carry_over(Services& services, const Request& request, std::string_view meeting, bool dry_run);

}  // namespace tilth::http::meetings
