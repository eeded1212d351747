// SPDX-License-Identifier: Apache-2.0
// A model of two record types, small enough to read in a test.
#pragma once

#include "model/model.h"

namespace tilth::model {

using Sources = std::map<std::string, std::string>;

inline Sources small_model() {
  return {
      {"model.yaml", "model: small\nversion: 1\nlanguages: [en, fr]\n"},
      {"codes/kind.yaml",
       "codes: kind\ntitle: Kind\nvalues:\n  mine: {title: {en: Mine, fr: Mine}, aliases: [MINA]}\n  bomb: Bomb\n"},
      {"types/place.yaml", "type: place\ntitle: Place\nsource: test\nfields:\n  name: {kind: text, required: true}\n"},
      {"types/find.yaml",
       "type: find\ntitle: {en: Find, fr: Découverte}\nsource: test\nfields:\n"
       "  kind: {kind: code, codes: kind, required: true}\n"
       "  found_on: {kind: date}\n"
       "  closed_on: {kind: date}\n"
       "  place: {kind: reference, to: place}\n"
       "  people: {kind: counts}\n"
       "  note: {kind: text, encrypted: true}\n"
       "  depth: {kind: length, minimum: 0, maximum: 10}\n"
       "rules:\n"
       "  - id: find.closed_after_found\n"
       "    severity: error\n"
       "    when: closed_on IS NOT NULL\n"
       "    must: closed_on >= found_on\n"
       "    field: closed_on\n"
       "    message: {en: \"Closed {closed_on} before {found_on}\"}\n"
       "    source: test\n"
       "    examples:\n"
       "      - {found_on: 2024-03-01, closed_on: 2024-05-20, holds: true}\n"
       "      - {found_on: 2024-03-01, closed_on: 2024-02-01, holds: false}\n"}};
}

/// The small model with one text put in place of another; it must load.
inline std::shared_ptr<const Model> changed_model(const std::string& file, const std::string& from,
                                                  const std::string& to) {
  Sources sources = small_model();
  std::string& text = sources.at(file);
  text.replace(text.find(from), from.size(), to);
  return load_sources(sources).model;
}

}  // namespace tilth::model
