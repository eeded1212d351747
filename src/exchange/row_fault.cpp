// SPDX-License-Identifier: Apache-2.0
#include "exchange/row_fault.h"

#include "base/problem.h"

#include <algorithm>
#include <stdexcept>

namespace tilth::exchange {
namespace {

constexpr RowFaultKind kKinds[] = {
    {"code.unknown", "'{value}' is no value of {field}",
     "Give it a meaning in the profile: fields: {field}: values:{nearest}"},
    {"coordinates.outside_world", "the coordinates {lon}, {lat} are not on the earth",
     "Check the coordinate system (crs:) and the order of longitude and latitude in the profile"},
    {"coordinates.swapped", "the coordinates {lon}, {lat} are outside the country, and inside it the other way round",
     "Longitude and latitude are exchanged: exchange the columns in the profile, or mend the row"},
    {"coordinates.unreadable", "'{value}' is no position",
     "Write decimal degrees, degrees-minutes-seconds, UTM or MGRS"},
    {"date.implausible", "the date {value} lies before {earliest} or after {latest}",
     "Mend the date; if it is right, put latest: into the profile for {field}"},
    {"date.unreadable", "'{value}' is no date that can be read in one way only",
     "Say in the profile how dates are written: fields: {field}: format: dd/mm/yyyy"},
    {"formula.refused", "the cell holds a formula",
     "Paste its value over it; or say read: formulas: take in the profile to take what the sheet last worked out"},
    {"formula.without_value", "the cell holds a formula without a value",
     "Open the file in a spreadsheet, save it, or paste the value over the formula"},
    {"geometry.too_many_vertices", "the geometry has {value}, the most is 100,000",
     "Simplify the outline; no field team walks so many points"},
    {"geometry.unreadable", "the geometry cannot be read: {reason}", "Mend it, or export it anew from its source"},
    {"geometry.wrong_kind", "the geometry is a {value}, {field} takes a {wanted}",
     "Map it to another field, or mend the row"},
    {"key.missing", "the key {field} is empty", "Fill it in, or choose another key in the profile"},
    {"key.repeated", "the key {value} is given twice with different content",
     "Mend the row that is wrong, or choose a key that tells them apart"},
    {"lines.unreadable", "'{value}' is no list of lines", "Write them as JSON: [{...}, {...}]"},
    {"number.out_of_range", "{value} is out of the range of {field}", "Mend the number, or its unit in the profile"},
    {"number.unreadable", "'{value}' is no number",
     "Mend it, or say in the profile how numbers are written: thousands: and decimal:"},
    {"place.unknown", "no place is known as '{value}'",
     "Give it a meaning in the profile: place: aliases:, or import the place first"},
    {"reference.unknown", "no {type} has {field} '{value}'", "Import it first, or say create: true in the profile"},
    {"row.unreadable", "{reason}", "Mend the row in the file"},
    {"rule.broken", "{reason}", "{mend}"},
    {"text.too_long", "the text has {length} characters, {field} takes {limit}",
     "Shorten it, or map it to a longer field"},
    {"text.unclean", "the text holds characters that are no text", "Mend the row; look at the file's encoding"},
    {"truth.unreadable", "'{value}' is neither yes nor no",
     "Give it a meaning in the profile: fields: {field}: values:"},
};

const RowFaultKind& kind_of(std::string_view code) {
  const auto* const found =
      std::lower_bound(std::begin(kKinds), std::end(kKinds), code,
                       [](const RowFaultKind& kind, std::string_view wanted) { return kind.code < wanted; });
  if (found == std::end(kKinds) || found->code != code) throw std::logic_error{"no row fault " + std::string{code}};
  return *found;
}

}  // namespace

std::span<const RowFaultKind> row_fault_kinds() { return kKinds; }

std::string RowFault::reason() const {
  Json all = values;
  all.emplace("value", value);
  return filled(kind_of(code).reason, all);
}

std::string RowFault::mend() const {
  Json all = values;
  all.emplace("value", value);
  return filled(kind_of(code).mend, all);
}

}  // namespace tilth::exchange
