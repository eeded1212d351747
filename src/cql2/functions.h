// SPDX-License-Identifier: Apache-2.0
// The functions a filter may call: name, kinds of argument, kind of answer.
#pragma once

#include "cql2/value.h"

#include <span>
#include <string>
#include <string_view>

namespace tilth::cql2 {

enum class Call : std::uint8_t {
  casei,
  accenti,
  s_intersects,
  s_disjoint,
  s_equals,
  s_touches,
  s_crosses,
  s_within,
  s_contains,
  s_overlaps,
  t_after,
  t_before,
  t_contains,
  t_disjoint,
  t_during,
  t_equals,
  t_finished_by,
  t_finishes,
  t_intersects,
  t_meets,
  t_met_by,
  t_overlapped_by,
  t_overlaps,
  t_started_by,
  t_starts,
  a_equals,
  a_contains,
  a_contained_by,
  a_overlaps,
  today,
  now,
  year,
  month,
  days_between,
  hours_between,
  abs,
  round,
  floor,
  ceil,
  coalesce,
  lower,
  upper,
  length_of,
  area_m2,
  length_m,
  distance_m,
};

/// Letters of `arguments`: t text, n number, d date, instant or interval, g geometry, a array, x anything; the last one
/// repeats when `many`.
struct Function {
  std::string_view name;
  Call call;
  std::string_view arguments;
  ValueType type;
  bool many = false;
};

std::span<const Function> functions();
/// Index into functions(), -1 when there is none of that name (lower case).
int find_function(std::string_view name);
/// The name in lower case where it is a known function's; else as written.
std::string function_name(std::string_view written);

}  // namespace tilth::cql2
