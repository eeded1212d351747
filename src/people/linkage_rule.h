// SPDX-License-Identifier: Apache-2.0
// How records are compared to find the same person: a rule of the model with `check: same_person`. Within one type it
// finds a person who stands twice; with `as`, the record of another type that a reference should name.
#pragma once

#include "model/model.h"
#include "stats/record_linkage.h"

#include <optional>
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
  int other = -1;  ///< index in the type that it is compared with; the same within one type
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
  int other = -1;  ///< as ComparedField::other
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
  /// Of a rule with `as`: the reference of `type` that a pair proposes to set, and the type that it refers to. Records
  /// of `type` whose reference is empty and which the rule's `when` holds are compared with records of `referred` that
  /// `others` holds; `duplicates` is then the share of the former that have one among the latter.
  int reference = -1;
  const model::RecordType* referred = nullptr;
  std::optional<cql2::Expression> others;
  /// Between two types, not within one.
  [[nodiscard]] bool across() const { return referred != nullptr; }
  /// The fields that are read, by name.
  [[nodiscard]] std::vector<std::string> field_names() const;
  /// Of `referred`.
  [[nodiscard]] std::vector<std::string> other_field_names() const;
};

/// The rule that compares records of the type with each other. Null where it has none.
const model::Rule* same_person_rule(const model::RecordType& type);
/// The rule that proposes what a reference should name. Null where there is none.
const model::Rule* reference_rule(const model::RecordType& type, std::string_view reference);
/// Whether the rule is one of those: `as` names its reference; "" within one type.
std::string reference_of(const model::Rule& rule);
/// @throws Problem "check.bad_parameter" naming the parameter and what is wrong with it
LinkageRule read_linkage_rule(const model::Model& model, const model::RecordType& type, const model::Rule& rule);

}  // namespace tilth::people
