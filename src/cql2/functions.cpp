// SPDX-License-Identifier: Apache-2.0
// The functions a filter may call.
#include "cql2/functions.h"

#include <iterator>

namespace tilth::cql2 {
namespace {

constexpr ValueType kBool = ValueType::boolean, kText = ValueType::text, kNumber = ValueType::number,
                    kWhole = ValueType::integer;

constexpr Function kFunctions[] = {
    {"casei", Call::casei, "t", kText},
    {"accenti", Call::accenti, "t", kText},
    {"s_intersects", Call::s_intersects, "gg", kBool},
    {"s_disjoint", Call::s_disjoint, "gg", kBool},
    {"s_equals", Call::s_equals, "gg", kBool},
    {"s_touches", Call::s_touches, "gg", kBool},
    {"s_crosses", Call::s_crosses, "gg", kBool},
    {"s_within", Call::s_within, "gg", kBool},
    {"s_contains", Call::s_contains, "gg", kBool},
    {"s_overlaps", Call::s_overlaps, "gg", kBool},
    {"t_after", Call::t_after, "dd", kBool},
    {"t_before", Call::t_before, "dd", kBool},
    {"t_contains", Call::t_contains, "dd", kBool},
    {"t_disjoint", Call::t_disjoint, "dd", kBool},
    {"t_during", Call::t_during, "dd", kBool},
    {"t_equals", Call::t_equals, "dd", kBool},
    {"t_finishedby", Call::t_finished_by, "dd", kBool},
    {"t_finishes", Call::t_finishes, "dd", kBool},
    {"t_intersects", Call::t_intersects, "dd", kBool},
    {"t_meets", Call::t_meets, "dd", kBool},
    {"t_metby", Call::t_met_by, "dd", kBool},
    {"t_overlappedby", Call::t_overlapped_by, "dd", kBool},
    {"t_overlaps", Call::t_overlaps, "dd", kBool},
    {"t_startedby", Call::t_started_by, "dd", kBool},
    {"t_starts", Call::t_starts, "dd", kBool},
    {"a_equals", Call::a_equals, "aa", kBool},
    {"a_contains", Call::a_contains, "aa", kBool},
    {"a_containedby", Call::a_contained_by, "aa", kBool},
    {"a_overlaps", Call::a_overlaps, "aa", kBool},
    {"today", Call::today, "", ValueType::date},
    {"now", Call::now, "", ValueType::instant},
    {"year", Call::year, "d", kWhole},
    {"month", Call::month, "d", kWhole},
    {"days_between", Call::days_between, "dd", kWhole},
    {"hours_between", Call::hours_between, "dd", kNumber},
    {"abs", Call::abs, "n", kNumber},
    {"round", Call::round, "n", kNumber},
    {"floor", Call::floor, "n", kNumber},
    {"ceil", Call::ceil, "n", kNumber},
    {"coalesce", Call::coalesce, "x", ValueType::unknown, true},
    {"lower", Call::lower, "t", kText},
    {"upper", Call::upper, "t", kText},
    {"length_of", Call::length_of, "t", kWhole},
    {"area_m2", Call::area_m2, "g", kNumber},
    {"length_m", Call::length_m, "g", kNumber},
    {"distance_m", Call::distance_m, "gg", kNumber},
};

}  // namespace

std::span<const Function> functions() { return kFunctions; }

int find_function(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kFunctions); ++i) {
    if (kFunctions[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

std::string function_name(std::string_view written) {
  std::string lower{written};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return find_function(lower) >= 0 ? lower : std::string{written};
}

}  // namespace tilth::cql2
