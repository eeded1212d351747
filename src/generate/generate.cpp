// SPDX-License-Identifier: Apache-2.0
// A made-up national programme of any size.
#include "generate/generate.h"

#include "base/problem.h"
#include "generate/made_up_history.h"

namespace tilth::generate {

Made made_up_programme(store::Store& store, const store::Batch& batch, const Options& options, Progress& progress) {
  if (store.last_seq() != 0) throw Problem{"generate.not_empty", {{"operations", store.last_seq()}}};
  const auto model = store.model();
  const auto load = store.begin_load(batch);
  RecordWriter writer{*model, *load};
  Made made;

  progress.start("made up", options.records);
  const std::vector<MadeUpPlace> places = made_up_country(options.seed);
  write_places(writer, places);
  const std::vector<MadeUpOrganisation> organisations = write_organisations(writer, options.seed);
  while (writer.written() < options.records) {
    made.faults += static_cast<std::uint64_t>(write_site(writer, made.sites++, options, places, organisations));
    progress.done(writer.written());
    if (progress.cancelled()) throw Problem{"job.cancelled"};
  }
  writer.finish();
  made.records = writer.written();
  made.by_type = writer.by_type();
  load->commit(progress);
  return made;
}

}  // namespace tilth::generate
