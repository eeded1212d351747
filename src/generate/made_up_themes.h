// SPDX-License-Identifier: Apache-2.0
// The themes beside land release and people: cash assistance, environment, maturity, towns; a little at some sites.
#pragma once

#include "generate/record_writer.h"
#include "stats/rng.h"

#include <functional>

namespace tilth::generate {

/// What the themes' records refer to.
struct ThemeSite {
  std::uint64_t number = 0;
  Uuid place, organisation, hazard;
  Uuid screening;  ///< of the site's task; nil where there is none
  Uuid task;
  Uuid product;               ///< one that was approved; nil where there is none
  std::int32_t released = 0;  ///< its day, as days since 1970-01-01
  std::int32_t found = 0, last_day = 0;
  geo::Geometry point;   ///< inside the site's plot
  geo::Geometry inside;  ///< on the hazard's land
  bool all = false;      ///< something of every theme
  std::function<Uuid()> id;
};

/// Drafts some of the themes' records; the caller flushes.
void write_themes(RecordWriter& writer, stats::Rng& rng, const ThemeSite& site);

/// The instrument that the assessments of sites answer: two areas of two questions.
void write_starter(RecordWriter& writer);

}  // namespace tilth::generate
