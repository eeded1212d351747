// SPDX-License-Identifier: Apache-2.0
// What a caller may see, asked before a question is answered: what is hidden can be neither filtered, sorted nor
// counted by.
#pragma once

#include "report/sight.h"

#include <string>
#include <string_view>

namespace tilth::http {

using report::kWholeView;
using report::may_ask;
using report::sees_the_whole;
using store::may_see;
using store::sees_all_rows;

/// A type that the caller may see. @throws Problem "store.unknown_type": what is hidden is not there
const model::RecordType& seen_type(const model::Model& model, const store::Caller& caller, std::string_view name);
/// Whether the words of a rule can be shown: every property that it reads is one the caller may ask for. A check in
/// code may read any field that is not personal; one that compares people reads the fields that it names.
bool may_see(const store::Caller& caller, const model::Model& model, const model::RecordType& type,
             const model::Rule& rule);

/// @throws Problem "access.partial_view" unless sees_the_whole()
void require_the_whole(const store::Caller& caller, std::string_view what);

/// The same for callers that see the same: a part of the key of every cached answer.
std::string fingerprint(const store::Caller& caller);

}  // namespace tilth::http
