// SPDX-License-Identifier: Apache-2.0
// Records of the themes.
#include "generate/made_up_themes.h"

#include "generate/made_up_instruments.h"
#include "generate/made_up_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tilth::generate {
namespace {

using store::Value;

const MadeUpInstrument& starter() {
  static const MadeUpInstrument instrument = made_up_instrument("Starter (made up)");
  return instrument;
}

void cash(RecordWriter& writer, stats::Rng& rng, const ThemeSite& site) {
  const Uuid grant = site.id();
  const std::int32_t granted = std::min(site.last_day - 70, site.found + 100);
  writer.begin("cva_grant", grant)
      .set("local_id", Value{fmt::format("CV-{:07}", site.number + 1)})
      .set("recipient_kind", "person")
      .set("recipient_code", Value{fmt::format("R-{:07}", site.number + 1)})
      .set("sex", rng.uniform() < 0.5 ? "female" : "male")
      .set("age_band", "adult")
      .set("disability", rng.uniform() < 0.4 ? "yes" : "no")
      .set("place", site.place)
      .set("pillar_link", rng.uniform() < 0.6 ? "va" : "eore_risk_mitigation")
      .set("modality", "cash")
      .set("purpose", "livelihood")
      .set("amount", number(30'000))
      .set("currency", "USD")
      .set("granted_on", day(granted))
      .set("partner", site.organisation)
      .set("used_as_intended", rng.uniform() < 0.8 ? "yes" : "unknown")
      .set("risk_before", "yes")
      .set("risk_after", rng.uniform() < 0.6 ? "no" : "yes");
  for (const int month : {0, 1}) {  // 31 days apart: never twice in one month
    const std::int32_t planned = granted + 5 + 31 * month;
    writer.begin("cva_transfer", site.id())
        .set("grant", grant)
        .set("amount", number(15'000))
        .set("currency", "USD")
        .set("planned_on", day(planned))
        .set("received_on", day(planned));
  }
}

void impact(RecordWriter& writer, stats::Rng& rng, const ThemeSite& site) {
  const Uuid receptor = site.id(), harm = site.id();
  writer.begin("env_receptor", receptor)
      .set("screening", site.screening)
      .set("kind", "soil")
      .set("location", site.inside)
      .set("sensitivity", number(1 + static_cast<std::int64_t>(rng.raw() % 3)));
  writer.begin("env_impact", harm)
      .set("receptor", receptor)
      .set("aspect", "mechanical_prep")
      .set("magnitude", number(3))
      .set("likelihood", number(4))
      .set("residual_magnitude", number(2))
      .set("residual_likelihood", number(3));
  writer.begin("env_measure", site.id())
      .set("impact", harm)
      .set("text", "keep the machine off wet ground")
      .set("hierarchy", "avoid")
      .set("owner", site.organisation)
      .set("due_on", day(site.released))
      .set("done_on", day(site.released));
  if (rng.uniform() > 0.3) return;
  writer.begin("env_incident", site.id())
      .set("task", site.task)
      .set("kind", "spill")
      .set("happened_on", day(site.released))
      .set("location", site.point);
}

void building(RecordWriter& writer, const ThemeSite& site) {
  const Uuid house = site.id();
  writer.begin("site_unit", house)
      .set("local_id", Value{fmt::format("B-{:07}", site.number + 1)})
      .set("kind", "building")
      .set("hazard", site.hazard)
      .set("product", site.product)
      .set("place", site.place)
      .set("footprint", Value{120.0})
      .set("use", "school")
      .set("public_service", Value{true})
      .set("structure", "damaged")
      .set("reuse", "repair")
      .set("released_on", day(site.released))
      .set("rubble_m3", Value{60.0})
      .set("rubble_processed_m3", Value{45.0})
      .set("returned_women", number(12))
      .set("returned_girls", number(15));
  for (const int floor : {0, 1}) {
    writer.begin("site_unit", site.id())
        .set("local_id", Value{fmt::format("B-{:07}-{}", site.number + 1, floor)})
        .set("kind", "floor")
        .set("part_of", house)
        .set("product", site.product)
        .set("place", site.place)
        .set("floor", number(floor))
        .set("floor_space", Value{110.0})
        .set("released_on", day(site.released));
  }
}

void assessment(RecordWriter& writer, stats::Rng& rng, const ThemeSite& site) {
  const Uuid made = site.id();
  writer.begin("assessment", made)
      .set("local_id", Value{fmt::format("AS-{:07}", site.number + 1)})
      .set("instrument", starter().id)
      .set("subject", site.organisation)
      .set("assessed_on", day(std::min(site.last_day, site.found + 200)))
      .set("kind", "self")
      .set("participants_women", number(4))
      .set("participants_men", number(5));
  for (const MadeUpArea& area : starter().areas)
    for (const MadeUpQuestion& question : area.questions)
      writer.begin("assessment_answer", site.id())
          .set("assessment", made)
          .set("question", question.id)
          .set("level", number(1 + static_cast<std::int64_t>(rng.raw() % 4)))
          .set("target_level", number(4))
          .set("evidence", "minutes of the review (made up)");
}

}  // namespace

void write_themes(RecordWriter& writer, stats::Rng& rng, const ThemeSite& site) {
  if (rng.uniform() < 0.08 || site.all) cash(writer, rng, site);
  if (rng.uniform() < 0.04 || site.all) assessment(writer, rng, site);
  if (rng.uniform() < 0.05 || site.all) {
    writer.begin("explosive_incident", site.id())
        .set("local_id", Value{fmt::format("EX-{:07}", site.number + 1)})
        .set("happened_on", day(site.found))
        .set("hours", Value{1.0})
        .set("place", site.place)
        .set("location", site.point)
        .set("killed_civilian", number(static_cast<std::int64_t>(rng.raw() % 2)))
        .set("injured_civilian", number(1 + static_cast<std::int64_t>(rng.raw() % 3)))
        .set("weapon", "ground_launched");
  }
  if (site.product.is_nil()) return;
  if ((rng.uniform() < 0.3 || site.all) && !site.screening.is_nil()) impact(writer, rng, site);
  if (rng.uniform() < 0.1 || site.all) building(writer, site);
}

void write_starter(RecordWriter& writer) {
  write_instrument(writer, starter());
  writer.flush();
}

}  // namespace tilth::generate
