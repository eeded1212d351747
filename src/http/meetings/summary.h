// SPDX-License-Identifier: Apache-2.0
// One meeting as the application shows it: counts, polls, surveys and actions, each as far as the caller may see.
#pragma once

#include "http/message.h"
#include "http/services.h"

namespace tilth::http::meetings {

/// The members that the schema "MeetingSummary" names. What the caller may see a part of alone is null, since a part
/// would look right. @throws Problem "store.unknown_record"
Json summary_of(Services& services, const Session& session, std::string_view meeting);

/// The meeting that names this one as the one before; the earliest where there are several.
std::optional<Uuid> successor_of(const store::Store& store, const store::Caller& caller, const Uuid& meeting);

}  // namespace tilth::http::meetings
