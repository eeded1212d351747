// SPDX-License-Identifier: Apache-2.0
// A questionnaire in one edition, and what an assessment answered to it.
#pragma once

#include "base/date.h"
#include "base/uuid.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tilth::assess {

/// From this level on an answer needs evidence (methods 4.1, M02).
inline constexpr int kEvidenceFrom = 3;

enum class Scoring : std::uint8_t {
  levels,    ///< a question is answered with a level; an area has the mean of them (domain 4.2)
  criteria,  ///< a question is a criterion of a level and is met or not; an area has a staged level (methods 4.1)
};

struct Level {
  int value = 0;
  std::string label, description;
};

/// What a score of the whole is called from `from` on, such as "poor" from 4.0.
struct Band {
  double from = 0;
  std::string label;
};

struct Question {
  Uuid id;
  std::string text;
  double weight = 1;
  std::optional<int> criterion_of;  ///< the level whose criterion it is; of `criteria` alone
  std::string evidence_asked;
  bool may_not_apply = false;
};

struct Area {
  Uuid id;
  std::string name;
  double weight = 1;
  std::vector<Question> questions;
};

/// One edition: another edition is another instrument, and nothing is compared between the two.
struct Instrument {
  Uuid id;
  std::string name, edition, purpose, owner, licence_note;
  Scoring scoring = Scoring::levels;
  std::vector<Level> levels;  ///< by value; never empty
  std::vector<Band> bands;    ///< by `from`; may be empty
  std::vector<Area> areas;    ///< in their order

  [[nodiscard]] int lowest() const { return levels.front().value; }
  [[nodiscard]] int highest() const { return levels.back().value; }
};

struct Answer {
  Uuid id;  ///< of its record
  bool not_applicable = false;
  std::optional<int> level;  ///< of `levels`
  std::optional<bool> met;   ///< of `criteria`
  std::optional<int> target;
  bool proved = false;  ///< there is evidence
  std::string evidence, action, owner;
  std::optional<Date> due;
};

/// By question; a question without a record was not answered.
using Answers = std::map<Uuid, Answer>;

}  // namespace tilth::assess
