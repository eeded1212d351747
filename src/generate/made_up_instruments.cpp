// SPDX-License-Identifier: Apache-2.0
#include "generate/made_up_instruments.h"

#include "generate/example_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace tilth::generate {
namespace {

using store::Value;

Uuid named(const std::string& name) { return Uuid::named("kitara/instrument/" + name); }

ExampleRow head_of(std::string_view name) {
  for (ExampleRow& row : example_table("instruments/instruments.csv"))
    if (row["name"] == name) return std::move(row);
  throw std::logic_error("examples/instruments has no " + std::string{name});
}

}  // namespace

MadeUpInstrument made_up_instrument(std::string_view name) {
  return made_up_instrument(name, head_of(name)["edition"], std::numeric_limits<std::size_t>::max());
}

MadeUpInstrument made_up_instrument(std::string_view name, std::string_view edition, std::size_t areas) {
  const std::string key = fmt::format("{}/{}", name, edition);
  MadeUpInstrument instrument{named(key), std::string{name}, std::string{edition}, {}};
  for (ExampleRow& row : example_table("instruments/areas.csv"))
    if (row["instrument"] == name && instrument.areas.size() < areas)
      instrument.areas.push_back({named(key + "/" + row["name"]), row["name"], std::stod(row["weight"]), {}});
  for (ExampleRow& row : example_table("instruments/questions.csv")) {
    const auto area = std::find_if(instrument.areas.begin(), instrument.areas.end(),
                                   [&](const MadeUpArea& one) { return one.name == row["area"]; });
    if (area == instrument.areas.end()) continue;
    area->questions.push_back({named(fmt::format("{}/{}/{}", key, area->name, row["position"])), row["text"],
                               row["evidence_asked"], row["criterion_of"].empty() ? 0 : std::stoll(row["criterion_of"]),
                               row["may_not_apply"] == "true"});
  }
  return instrument;
}

void write_instrument(RecordWriter& writer, const MadeUpInstrument& instrument) {
  ExampleRow row = head_of(instrument.name);
  Draft& head = writer.begin("instrument", instrument.id).set("edition", Value{instrument.edition});
  for (const char* field : {"name", "purpose", "scoring", "owner", "licence_note", "levels", "bands"})
    if (!row[field].empty()) head.set(field, Value{row[field]});
  std::int64_t position = 0;
  for (const MadeUpArea& area : instrument.areas) {
    writer.begin("instrument_area", area.id)
        .set("instrument", instrument.id)
        .set("name", Value{area.name})
        .set("weight", Value{area.weight})
        .set("position", Value{++position});
    std::int64_t at = 0;
    for (const MadeUpQuestion& question : area.questions) {
      Draft& one = writer.begin("instrument_question", question.id)
                       .set("area", area.id)
                       .set("text", Value{question.text})
                       .set("weight", Value{1.0})
                       .set("may_not_apply", Value{question.may_not_apply})
                       .set("position", Value{++at});
      if (question.criterion_of > 0) one.set("criterion_of", Value{question.criterion_of});
      if (!question.evidence_asked.empty()) one.set("evidence_asked", Value{question.evidence_asked});
    }
  }
}

}  // namespace tilth::generate
