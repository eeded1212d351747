// SPDX-License-Identifier: Apache-2.0
// Every problem: its status, what is wrong, and what to do about it. Sorted by code; docs/problems.md names each.
#include "base/problem.h"

namespace tilth {
namespace {

constexpr ExitCode kMisuse = ExitCode::misuse;
constexpr ExitCode kCannot = ExitCode::cannot;

constexpr ProblemKind kKinds[] = {
    {"cql2.syntax", 400, kCannot, "The filter cannot be read at column {column}: found {found}, expected {expected}.",
     "Mend the filter at that column; docs/cql2.md shows what can be written."},
    {"cql2.too_deep", 400, kCannot, "The filter is nested more than {limit} levels deep.",
     "Write the filter with fewer brackets, or as several filters."},
    {"cql2.too_long", 413, kCannot, "The filter is longer than {limit} bytes.", "Shorten the filter."},
    {"cql2.type", 400, kCannot, "The filter does not fit the record type: {reason} (column {column}).",
     "Use the names and kinds of the record type; `tilth model doc` lists them."},
    {"geometry.unknown_crs", 400, kCannot, "The coordinate system {crs} is not known.",
     "Name it as an EPSG code, such as EPSG:32636, or as WKT."},
    {"geometry.unreadable", 400, kCannot, "The geometry cannot be read: {reason} ({place}).",
     "Mend the geometry at that place, or export it anew from its source."},
    {"job.cancelled", 499, kCannot, "Stopped as asked; nothing was changed.", "Start it again when you are ready."},
    {"model.unsound", 400, kCannot, "The model has {count} problems; the first: {first}",
     "Run `tilth model check` on its folder and mend what it lists."},
};

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kKinds; }

}  // namespace tilth
