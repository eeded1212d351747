// SPDX-License-Identifier: Apache-2.0
// Pairs of records that may be of one person (methods 3.3). They are proposed to people: nothing is merged.
#pragma once

#include "base/progress.h"
#include "people/linkage_rule.h"
#include "store/store.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tilth::people {

/// What is compared of one record: values in the order of the type's fields, those not compared null. Of a record of
/// the referred type each value stands where the field of the rule's type stands that it is compared with.
struct Person {
  Uuid id;
  std::vector<cql2::Value> values;
  bool referred = false;
};

struct ProposedPair {
  Uuid one, other;              ///< one < other; between two types, `other` is the referred
  stats::Levels levels;         ///< by compared field
  std::vector<double> weights;  ///< the same, in bits; a common value's lower weight is in it
  double weight = 0;            ///< with the prior
  double probability = 0;
  bool link = false;  ///< nearly certain; else to be looked at
};

/// Blocks that were too large to be compared: what they would have found is missed.
struct LeftOutBlocks {
  std::int64_t blocks = 0, pairs = 0;
};

struct Linkage {
  std::int64_t records = 0;   ///< of the type, living; between two types, of both, those that the rule speaks of
  std::int64_t compared = 0;  ///< of these, with something that identifies a person
  std::int64_t candidates = 0;
  std::optional<double> reduction_ratio;  ///< of the pairs of those compared
  LeftOutBlocks left_out;
  stats::LinkageModel model;        ///< what the weights come from
  bool estimated_u = false;         ///< from pairs drawn at random; otherwise the rule's
  bool estimated_m = false;         ///< and lambda, by EM over the candidates; otherwise the rule's
  int rounds = 0;                   ///< of EM
  std::vector<ProposedPair> pairs;  ///< heaviest first
};

struct LinkageOptions {
  bool estimate = true;  ///< otherwise the rule's m, u and lambda as they are
  /// To start from, instead of what the rule's `duplicates` gives for so many records.
  std::optional<double> lambda;
  /// Largest block that is compared, and most candidates: the smallest blocks go first. They bound time and memory.
  std::int64_t largest_block = 2'000, most_candidates = 10'000'000;
};

/// The order of the persons changes nothing. @throws Problem "job.cancelled"
Linkage link_persons(const LinkageRule& rule, std::vector<Person> persons, const LinkageOptions& options,
                     Progress& progress);
/// Whether the caller may see every field that the rule reads.
bool may_link(const store::Caller& caller, const model::Model& model, const model::RecordType& type,
              const model::Rule& rule);
/// And every record that it compares.
bool sees_all_compared(const store::Caller& caller, const LinkageRule& rule);
/// Reads the living records of the rule's type as the caller sees them. @throws Problem "link.hidden_names" where the
/// caller may not see a field that the rule reads, or not every row
Linkage link_records(const store::Store& store, const store::Caller& caller, const LinkageRule& rule,
                     const LinkageOptions& options, Progress& progress);
/// Records of the rule's type as link_records compares them. @throws as it
std::vector<Person> read_persons(const store::Store& store, const store::Caller& caller, const LinkageRule& rule,
                                 Progress& progress);

/// The values of a referred record, each where the field stands that it is compared with. @pre rule.across()
std::vector<cql2::Value> as_compared(const LinkageRule& rule, const std::vector<cql2::Value>& values);

/// The values of a key's parts, normalised; several where a part has several (the sounds of a name's words). None where
/// a part has no value.
std::vector<std::string> key_values(const std::vector<BlockPart>& key, const Person& person);

/// The same for a code that another organisation makes too, in upper case, all words of a name or their sounds as one
/// part. None where a part has no value.
std::vector<std::string> code_parts(const std::vector<BlockPart>& key, const Person& person);

/// What people said of pairs, put together.
struct SamePeople {
  std::vector<std::vector<Uuid>> groups;  ///< records of one person by confirmed pairs, chains followed; sorted
  /// Pairs of different people by their own word, of one person by the chain of others: somebody is wrong.
  std::vector<std::pair<Uuid, Uuid>> contradictions;
  /// Records beyond one a person, of those that are there: who was removed stays in the chain and is counted no more.
  [[nodiscard]] std::int64_t surplus(const std::set<Uuid>& there) const;
};
SamePeople same_people(const std::vector<std::pair<Uuid, Uuid>>& same,
                       const std::vector<std::pair<Uuid, Uuid>>& different);

}  // namespace tilth::people
