// SPDX-License-Identifier: Apache-2.0
// Instruments of examples/instruments as records of the made-up programme.
#pragma once

#include "generate/record_writer.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::generate {

struct MadeUpQuestion {
  Uuid id;
  std::string text, evidence_asked;
  std::int64_t criterion_of = 0;  ///< 0: of no level
  bool may_not_apply = false;
};
struct MadeUpArea {
  Uuid id;
  std::string name;
  double weight = 1;
  std::vector<MadeUpQuestion> questions;
};
struct MadeUpInstrument {
  Uuid id;
  std::string name, edition;
  std::vector<MadeUpArea> areas;
};

/// The instrument of that name. Another edition than that of the file has other ids, and of its areas the first
/// `areas`.
/// @throws std::logic_error when examples/ has none of that name
MadeUpInstrument made_up_instrument(std::string_view name);
MadeUpInstrument made_up_instrument(std::string_view name, std::string_view edition, std::size_t areas);

/// Drafts its records.
void write_instrument(RecordWriter& writer, const MadeUpInstrument& instrument);

}  // namespace tilth::generate
