// SPDX-License-Identifier: Apache-2.0
// What Kitara owes under two treaties and says of it: reports, retained and stockpiled items, deadlines, a plan.
#pragma once

#include "generate/made_up_account.h"
#include "generate/record_writer.h"

namespace tilth::generate {

/// What the draft of the last year says is still open.
enum class StatedArea : std::uint8_t {
  as_it_is,
  wrong,     ///< five hectares too many: the account of the land finds it
  left_out,  ///< where other faults move the account
};

/// Writes and flushes them; what is stated of land is what the account holds. Returns the form of the draft that states
/// an area.
Uuid write_treaties(RecordWriter& writer, const MadeUpAccount& account, const Uuid& country, StatedArea stated);

/// What the extension plans to release in each of its years: the land open when it was asked for, spread over them.
/// Whole square metres; the last year takes what is left by rounding.
std::int64_t planned_release(const MadeUpAccount& account, int year);
inline constexpr int kFirstPlanned = 2024, kLastPlanned = 2029;

}  // namespace tilth::generate
