// SPDX-License-Identifier: Apache-2.0
// Values as operations keep them, from a log that anyone may have written: refused, or read and written as a text that
// is read as the same. The input is a field's number and JSON.
#include "base/problem.h"
#include "must.h"
#include "store/operation_text.h"

#include <stdexcept>

namespace {

using namespace tilth;
using fuzz::must;

/// One field of every kind that a log keeps.
std::vector<model::Field> fields() {
  using model::FieldKind;
  std::vector<model::Field> made;
  for (const FieldKind kind :
       {FieldKind::text, FieldKind::integer, FieldKind::decimal, FieldKind::date, FieldKind::time, FieldKind::instant,
        FieldKind::boolean, FieldKind::code, FieldKind::reference, FieldKind::area, FieldKind::length, FieldKind::money,
        FieldKind::geometry, FieldKind::attachment, FieldKind::lines}) {
    made.emplace_back().kind = kind;
    made.back().name = model::text_of(kind);
  }
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const std::vector<model::Field> all = fields();
  const model::Field& field = all[data[0] % all.size()];
  const Json given = Json::parse(data + 1, data + size, nullptr, false);
  if (given.is_discarded()) return 0;
  try {
    const store::Value value = store::value_of_json(field, given);
    std::string text;
    store::append_value(text, field, value);
    const Json written = Json::parse(text, nullptr, false);
    must(!written.is_discarded());
    must(cql2::same(store::value_of_json(field, written), value));
  } catch (const Problem&) {
  } catch (const std::invalid_argument&) {
  }
  return 0;
}
