// SPDX-License-Identifier: Apache-2.0
// A made-up national programme of any size: ten years of consistent history, the same for the same seed, dirt on
// request.
#pragma once

#include "base/progress.h"
#include "store/store.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::generate {

/// One fault that was put in on purpose, so that a check can be scored for misses and false alarms.
struct PlantedFault {
  std::string kind;  ///< "crossing_outline", as fault_kinds() lists them
  std::string rule;  ///< id of the model's rule that should find it
  Uuid record;       ///< the record that carries it; ids of one site begin with the same 12 digits
  std::string what;  ///< in words: "the outline crosses itself"
  Uuid other;        ///< of a fault that is about two records, such as a person who stands twice; else nil
};

/// A kind of dirt, in words for people.
struct FaultDescription {
  std::string_view kind, rule, what;
};
std::vector<FaultDescription> fault_kinds();

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t records = 20'000;  ///< at least so many; the last site is finished
  double dirt =
      0;  ///< share of sites that get one planted fault, 0 to 1, spread over the kinds that `rates` leaves out
  std::map<std::string, double> rates;               ///< share of sites with a fault of this kind
  bool each_once = false;                            ///< one fault of every kind, in the first sites
  std::function<void(const PlantedFault&)> planted;  ///< told of each
};

struct Made {
  std::uint64_t records = 0, sites = 0, faults = 0;
  std::map<std::string, std::uint64_t> by_type;
};

/// @throws Problem "generate.unknown_dirt", "generate.too_much_dirt" when the shares are more than 1
void require_possible(const Options& options);

/// Fills an empty programme of the base model. Streams: memory does not grow with the number of records. All or
/// nothing.
/// @throws Problem "generate.not_empty" when the programme has records already, "job.cancelled", as require_possible
Made made_up_programme(store::Store& store, const store::Batch& batch, const Options& options, Progress& progress);

}  // namespace tilth::generate
