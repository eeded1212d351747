// SPDX-License-Identifier: Apache-2.0
// A figure about people on its way out of the programme: through the disclosure gate, and remembered for the next one.
#pragma once

#include "base/progress.h"
#include "indicators/indicators.h"
#include "people/microdata.h"
#include "report/readers.h"

#include <optional>
#include <string>
#include <vector>

namespace tilth::report {

/// The smallest count that is shown to such readers (methods 3.9: 10 to the public, 5 to partners).
/// @throws std::invalid_argument for inside, where no gate is
std::int64_t limit_of(ReportReader reader);

struct PublicationRequest {
  std::string indicator;  ///< id or code of an indicator that counts or adds up people
  std::string period;     ///< "2018", "2018-03", "2016..2018"; empty: all time
  std::string where;      ///< CQL2, may be empty
  std::vector<std::string> split_by;
  ReportReader reader = ReportReader::everybody;
  std::optional<std::int64_t> k;  ///< counts of 1 to k-1 are kept back; not below limit_of(reader), which it is without
  std::optional<std::int64_t> known_at;  ///< as it was known after this operation; without it as it is known now
  bool roll_up = false;                  ///< merge places of fewer than k people into those they lie in
};

struct Publication {
  const model::Indicator* indicator = nullptr;
  people::GateResult gate;  ///< first dimension: "period"
  std::int64_t known_at = 0;
  std::size_t audited_with = 0;  ///< earlier publications of the same people that the audit went through
  std::size_t other_states = 0;  ///< of those, of another state of knowledge: by who came in or went out in between
};

/// Whether an indicator is a plain count or sum of people, which alone is published.
bool is_published_kind(const model::Indicator& indicator);

/// No filter that somebody thought of: one may speak of what the indicator is split by and of nothing else, so that
/// a table tells nothing of a person that its splits would not. The filters of reports are those of the model.
/// @throws Problem "publication.ad_hoc_filter"
void require_plain_filter(const model::Indicator& indicator, const std::optional<cql2::Expression>& where);

/// The table as it may be shown. Nothing is saved. Reads all records, whatever a later reader may see, and no personal
/// field.
/// @param pending entries that are about to be kept with it, which it is audited with too
/// @throws Problem "indicator.unknown", "indicator.bad_period", "publication.not_a_count", "publication.bad_limit",
/// "publication.split_twice", "publication.too_large", "publication.overlapping_periods", "publication.cannot_audit",
/// "store.hidden_field"
Publication prepare_publication(const store::Store& store, const PublicationRequest& request, Progress& progress,
                                const Json& pending = Json::array());

/// The same people as records without names, each one among enough others.
struct RecordsRequest {
  PublicationRequest counted;  ///< an indicator that counts records; `split_by`: what an outsider may know of a person
  std::vector<std::string> sensitive;  ///< what the records alone tell
  std::int64_t l = 2;                  ///< fewest values of each of those among people who are alike
  double risk = 0.03;                  ///< largest share of records that a guess may name
};
struct RecordsPublication {
  const model::Indicator* indicator = nullptr;
  people::RecordsResult result;  ///< first dimension: "period"
  std::int64_t known_at = 0;
  std::size_t audited_with = 0;
};
/// @throws Problem as prepare_publication
RecordsPublication prepare_records(const store::Store& store, const RecordsRequest& request, Progress& progress);
/// All that is remembered of it. @see kept_entry
Json entry_of(const RecordsRequest& request, const RecordsPublication& publication, std::string_view by);
void remember(store::Store& store, const RecordsRequest& request, const RecordsPublication& publication,
              std::string_view by);

Json entry_of(const PublicationRequest& request, const Publication& publication, std::string_view by);
/// Remembers a publication, so that later ones cannot be compared with it to work somebody out. Withheld ones are not.
void remember(store::Store& store, const PublicationRequest& request, const Publication& publication,
              std::string_view by);

/// What whoever publishes is told beside the table: withheld, audited_with, other_states, and the exposure of records.
Json told_of(const Publication& publication);
Json told_of(const RecordsPublication& publication);
/// "*" for a kept-back cell.
std::string shown(const people::PublishedCell& cell);

}  // namespace tilth::report
