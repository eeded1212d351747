// SPDX-License-Identifier: Apache-2.0
// A made-up national programme of any size.
#include "generate/generate.h"

#include "base/problem.h"
#include "generate/made_up_assessments.h"
#include "generate/made_up_borders.h"
#include "generate/made_up_evaluations.h"
#include "generate/made_up_history.h"
#include "generate/made_up_institutions.h"
#include "generate/made_up_meeting.h"
#include "generate/made_up_people.h"
#include "generate/made_up_plan.h"
#include "generate/made_up_sketches.h"
#include "generate/made_up_themes.h"
#include "generate/made_up_treaties.h"
#include "generate/planted_faults.h"

#include <algorithm>

namespace tilth::generate {
namespace {

constexpr std::uint64_t kRecordsPerSite = 10;  // a little fewer than there are, so that plots suffice

/// Seven instruments with fifteen assessments are six hundred records, two evaluations a hundred.
constexpr std::uint64_t kWithAssessments = 2000;

/// A meeting of a thousand people is a fifth of a programme of this size, and no more.
constexpr std::uint64_t kWithWholeMeeting = 10'000;

/// Says under the treaties what land is open; wrongly where dirt is asked for. Whether that fault was planted.
bool state_the_land(RecordWriter& writer, const MadeUpAccount& account, const Uuid& country, const Options& options) {
  const auto rate = options.rates.find(std::string{kStatedArea.kind});
  const bool wrong = rate != options.rates.end() ? rate->second > 0 : options.dirt > 0 || options.each_once;
  const bool clean = options.dirt <= 0 && options.rates.empty();
  const Uuid form = write_treaties(writer, account, country,
                                   wrong   ? StatedArea::wrong
                                   : clean ? StatedArea::as_it_is
                                           : StatedArea::left_out);
  if (wrong && options.planted)
    options.planted(
        {std::string{kStatedArea.kind}, std::string{kStatedArea.rule}, form, std::string{kStatedArea.what}, Uuid{}});
  return wrong;
}

}  // namespace

void require_possible(const Options& options) {
  double sum = options.dirt;
  for (const auto& [name, rate] : options.rates) {
    const std::vector<FaultDescription> kinds = fault_kinds();
    if (std::none_of(kinds.begin(), kinds.end(),
                     [&wanted = name](const FaultDescription& kind) { return kind.kind == wanted; }))
      throw Problem{"generate.unknown_dirt", {{"kind", name}}};
    sum += rate;
  }
  if (sum > 1 + 1e-9) throw Problem{"generate.too_much_dirt", {{"share", sum}}};
}

Made made_up_programme(store::Store& store, const store::Batch& batch, const Options& options, Progress& progress) {
  if (store.last_seq() != 0) throw Problem{"generate.not_empty", {{"operations", store.last_seq()}}};
  require_possible(options);
  const auto model = store.model();
  auto load = store.begin_load(batch);
  RecordWriter writer{*model, *load};
  Made made;

  progress.start("made up", options.records);
  // A small programme is one of a small country: from 200 records on, the gazetteer is two fifths of it at most.
  const int provinces = options.records < 1000 ? 1 : options.records < 2000 ? 3 : 6;
  const std::vector<MadeUpPlace> places = made_up_country(options.seed, provinces);
  write_places(writer, places);
  const std::vector<MadeUpOrganisation> organisations = write_organisations(writer, options.seed);
  write_ordnance_models(writer);
  write_starter(writer);
  if (options.records >= kWithInstitutions) {
    write_institutions(writer, organisations, places);
    write_border(writer, places);
    write_meetings(writer, options.records >= kWithWholeMeeting, {organisations[0].id, organisations[1].id});
  }
  if (options.records >= kWithAssessments) {
    write_assessments(writer, organisations);
    write_evaluations(writer, places, organisations[0].id, organisations.back().id);
  }
  stats::Rng people{options.seed * 0x9e3779b97f4a7c15ULL - 1};
  write_people_of_country(writer, people, places, organisations, options.records);
  const std::uint64_t fewest = kFewestSites + (options.each_once ? planted_kinds().size() : 0);
  MadeUpPlots plots{places, options.each_once ? std::max(fewest, options.records / kRecordsPerSite)
                                              : options.records / kRecordsPerSite};
  MadeUpAccount account;
  const geo::LineDistance border = border_distance(places);
  while (writer.written() < options.records || made.sites < fewest) {
    made.faults += static_cast<std::uint64_t>(
        write_site(writer, made.sites++, options, plots, places, organisations, border, account));
    progress.done(writer.written());
    if (progress.cancelled()) throw Problem{"job.cancelled"};
  }
  write_plans(writer, account, made.sites);
  if (options.records >= kWithInstitutions)
    made.faults += state_the_land(writer, account, places.front().id, options) ? 1 : 0;
  made.records = writer.written();
  made.by_type = writer.by_type();
  load->commit(progress);
  load.reset();  // a picture is kept by an operation of its own
  if (made.by_type.contains("community_assessment")) keep_sketch(store, batch);
  return made;
}

}  // namespace tilth::generate
