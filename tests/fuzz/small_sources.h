// SPDX-License-Identifier: Apache-2.0
// The files of a model with a field of every kind, small enough that a fuzzer spends no time in it.
#pragma once

#include <map>
#include <string>

namespace tilth::fuzz {

/// Types thing (field of every kind, class public but for `secret`) and person (class personal).
inline std::map<std::string, std::string> small_sources() {
  return {{"model.yaml", "model: small\nversion: 1\nlanguages: [en, ar]\n"},
          {"codes/kind.yaml",
           "codes: kind\ntitle: Kind\nvalues:\n  mine: {title: {en: Mine}, aliases: [MINA]}\n  bomb: Bomb\n"},
          {"types/person.yaml",
           "type: person\ntitle: Person\nsource: test\nclass: personal\nlabel: name\nfields:\n  name: {kind: text}\n"},
          {"types/thing.yaml", R"(type: thing
title: Thing
source: test
class: public
label: name
dated_by: day
geometry: shape
fields:
  name: {kind: text, max_length: 20}
  many: {kind: code, codes: kind, many: true}
  one: {kind: code, codes: kind}
  count: {kind: integer, minimum: 0, maximum: 10}
  share: {kind: decimal}
  day: {kind: date}
  hour: {kind: time}
  moment: {kind: instant}
  sure: {kind: boolean}
  other: {kind: reference, to: thing}
  others: {kind: reference, to: thing, many: true}
  land: {kind: area}
  depth: {kind: length, minimum: 0}
  currency: {kind: text}
  price: {kind: money, currency: currency}
  shape: {kind: geometry, geometry: any}
  photo: {kind: attachment}
  people: {kind: counts}
  secret: {kind: text, class: restricted}
  devices:
    kind: lines
    fields:
      kind: {kind: code, codes: kind}
      number: {kind: integer, minimum: 0}
rules:
  - id: thing.count_with_day
    severity: warning
    when: count > 5
    must: day IS NOT NULL
    field: day
    message: "{count} without a day"
    source: test
    examples:
      - {count: 6, day: 2024-05-20, holds: true}
      - {count: 6, holds: false}
)"}};
}

}  // namespace tilth::fuzz
