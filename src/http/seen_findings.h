// SPDX-License-Identifier: Apache-2.0
// The saved findings as one caller may see them, with the organisation and place of the record they are about.
#pragma once

#include "http/answer_cache.h"
#include "http/message.h"
#include "http/record_words.h"
#include "http/services.h"
#include "report/finding_words.h"

#include <atomic>
#include <map>
#include <memory>
#include <vector>

namespace tilth::http {

struct SeenFinding {
  const store::SavedFinding* saved = nullptr;
  std::string organisation, place;  ///< ids as text; "" where the record names none or the caller may not see it
};

/// One caller's findings, in the store's order: severity, rule, id.
struct SeenFindings {
  std::shared_ptr<const std::vector<store::SavedFinding>> all;
  std::vector<SeenFinding> seen;
  [[nodiscard]] const SeenFinding* find(const Uuid& id) const;
};

/// A finding is seen by who may see its rule with all that the rule reads, and every record it is about. Findings that
/// count records, or name others than their own, are seen only by callers from whom no row is hidden; so are those
/// whose rule read a record that this caller may not see.
class Findings {
 public:
  std::shared_ptr<const SeenFindings> of(const store::Store& store, const store::Caller& caller);
  /// After anything was saved or settled.
  void changed() { ++generation_; }
  [[nodiscard]] std::uint64_t generation() const { return generation_; }

 private:
  std::atomic<std::uint64_t> generation_{0};
  AnswerCache cache_{512U << 20};
};

/// Of the records of one finding so many are named: ten thousand copies of one record are one finding.
inline constexpr std::size_t kRecordsTold = 50;
/// As it travels. `assigned` is the setting kAssignments.
/// The public is not told who settled it, why, and whose work it is.
Json finding_json(const SeenFinding& finding, const report::FindingWords& words, RecordWords& labels,
                  const Json& assigned, const Session& reader);
Json finding_json(const Finding& finding, const report::FindingWords& words);  ///< of a draft: it has no life yet
/// What a pair of people's finding says of how far its two records agree (report/person_pairs.h); null for any other.
Json pair_json(const Finding& finding);
Json pair_schema();
/// The schema "Finding" of OpenAPI.
Json finding_schema();
/// Of one in a draft: nobody has seen it yet, and `repair` is what would mend it.
Json draft_finding_schema();

/// Setting: id of a finding -> {"to", "by", "at"}.
inline constexpr const char* kAssignments = "findings/assigned";

}  // namespace tilth::http
