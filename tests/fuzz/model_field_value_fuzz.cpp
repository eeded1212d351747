// SPDX-License-Identifier: Apache-2.0
// Values of forms, requests and files from anyone, as JSON, for a field of every kind: refused, or read and written as
// JSON that is read as the same. The input is a field's number and JSON.
#include "base/problem.h"
#include "model/carried_value.h"
#include "model/field_value.h"
#include "model/record_check.h"
#include "must.h"
#include "small_sources.h"

namespace {

using namespace tilth;
using namespace tilth::model;
using fuzz::must;

const Model& small_model() {
  static const Loaded loaded = load_sources(fuzz::small_sources());
  must(loaded.model != nullptr);
  return *loaded.model;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const RecordType& type = *small_model().find_type("thing");
  static const CompiledType compiled{small_model(), type};
  const std::size_t index = data[0] % type.fields.size();
  const Field& field = type.fields[index];
  const Json given = Json::parse(data + 1, data + size, nullptr, false);
  if (given.is_discarded()) return 0;
  cql2::Value value;
  try {
    value = value_from_json(field, given);
  } catch (const Problem&) {
    return 0;
  }
  const Json written = value_to_json(field, value);
  must(cql2::same(value_from_json(field, Json::parse(written.dump())), value));
  static_cast<void>(shown(value));
  std::vector<cql2::Value> values(type.fields.size());
  values[index] = value;
  compiled.compute(values);
  static_cast<void>(compiled.check(Uuid{}, values, Alone{}));
  const CodeList* codes = field.codes.empty() ? nullptr : small_model().find_codes(field.codes);
  const auto carried_on = carried(field, field, codes, value);
  must(!carries_as_is(field, field, codes) || !carried_on || cql2::same(*carried_on, value));
  return 0;
}
