// SPDX-License-Identifier: Apache-2.0
// Whom a report or a table is made for.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tilth::report {

/// The fewer may read it, the earlier.
enum class ReportReader : std::uint8_t { inside, partners, everybody };
std::string_view text_of(ReportReader reader);  ///< "inside", "partners", "public"
std::optional<ReportReader> reader_from(std::string_view text);

}  // namespace tilth::report
