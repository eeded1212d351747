// SPDX-License-Identifier: Apache-2.0
// How records of a type are compared to find the same person twice: a rule of the model with `check: same_person`.
#pragma once

#include "model/model.h"
#include "stats/record_linkage.h"

#include <set>
#include <string>
#include <vector>

namespace tilth::people {

inline constexpr std::string_view kSamePersonCheck = "same_person";

enum class ComparedAs : std::uint8_t {
  name,  ///< four levels (people/person_name.h)
  date,  ///< 0 differ, 1 agree as far as known, or nearly (days apart, day and month exchanged, one digit), 2 same day
  number,  ///< 0 differ, 1 within `near`, 2 same
  same,    ///< 0 differ, 1 same: text without regard to case, accents, spaces; codes, references
};

struct ComparedField {
  int field = -1;  ///< index in the type
  ComparedAs as = ComparedAs::same;
  stats::FieldAgreement agreement;  ///< where there is too little to estimate it from
  double near = 0;                  ///< of a number; of a date, days
  std::set<std::string> unknown;    ///< codes that are as good as no value
  bool identifies = false;          ///< a pair is proposed where a field that identifies agrees somewhat, and no other
  bool common_values = false;       ///< a value that many records share says less
  int instead_of =
      -1;  ///< counts only where that other comparison (its index) has no value: an age beside a birth date
};

/// A part of a block's key.
struct BlockPart {
  enum class Of : std::uint8_t { value, year, sound };  ///< sound: of any word of the name
  int field = -1;
  Of of = Of::value;
};

struct LinkageRule {
  const model::RecordType* type = nullptr;  ///< of the model that it was read from
  const model::Rule* rule = nullptr;
  std::vector<ComparedField> fields;           ///< at most 8
  std::vector<std::vector<BlockPart>> blocks;  ///< a pair that shares one key is compared
  std::vector<std::vector<BlockPart>> codes;   ///< what exact codes for another organisation are made of
  int consent = -1;   ///< the field that says to whom a person lets the name be given; -1: the type has none
  int known_by = -1;  ///< records with one value in this field are known to be of one person, so they are no question
  /// Share of records that are a person's second one, where nothing can be estimated: lambda = 2 s / (records - 1).
  double duplicates = 0.02;
  double link = 0.95, review = 0.3;  ///< probabilities from which a pair is nearly certain, and is proposed at all
  /// The fields that are read, by name.
  [[nodiscard]] std::vector<std::string> field_names() const;
};

/// Null where the type has none.
const model::Rule* same_person_rule(const model::RecordType& type);
/// @throws Problem "check.bad_parameter" naming the parameter and what is wrong with it
LinkageRule read_linkage_rule(const model::RecordType& type, const model::Rule& rule);

}  // namespace tilth::people
