// SPDX-License-Identifier: Apache-2.0
// ETags under /ogc: a record's says which operation made its state, a list's how far the log had come.
#pragma once

#include "http/entity_tag.h"
#include "http/message.h"
#include "http/ogc/answer.h"
#include "http/ogc/crs.h"
#include "store/store.h"

#include <optional>
#include <string>
#include <string_view>

namespace tilth::http::ogc {

/// A record the caller sees. @throws Problem "ogc.unknown_item"
store::Record found_item(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                         std::string_view id, std::optional<std::int64_t> known_at = {});

/// "\"17\"", with the system and the format behind a dash where they are not the usual ones: If-Match takes any of
/// them.
std::string item_tag(const store::Record& record, const Crs& crs, Format format, std::string_view language);
/// Weak: the same while nothing at all was written, for one caller and one address.
std::string list_tag(const Request& request, const store::Store& store);

/// Whether a list of tags ("*" too) of If-Match names the state that `seq` made.
bool names_state(std::string_view tags, std::int64_t seq);
/// The first state that a list of tags names; nothing where it names none.
std::optional<std::int64_t> first_state(std::string_view tags);

}  // namespace tilth::http::ogc
