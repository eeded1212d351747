// SPDX-License-Identifier: Apache-2.0
// The canonical text of an operation, which the hash chain is made of, and its reading back. The same for every maker.
#pragma once

#include "store/store.h"

namespace tilth::store {

/// A field's value as canonical JSON text: strings, integers, true, false, null and lists of them alone. Areas are
/// hundredths of m2; other reals the shortest text that reads back the same, in quotes; geometries WKB in base64.
void append_value(std::string& out, const model::Field& field, const Value& value);
/// The inverse. @throws std::invalid_argument
Value value_of_json(const model::Field& field, const Json& json);

/// What an operation says, ready to be written.
struct OperationParts {
  std::string_view node, hlc, context;  ///< context: SHA-256 of the batch's canonical JSON, hex
  std::int64_t node_seq = 0;
  OperationKind kind = OperationKind::change;
  std::string_view record, type;
  std::string_view after, before;  ///< canonical JSON objects of the changed fields
};
/// Sorted keys, no spaces.
std::string canonical_operation(const OperationParts& parts);

std::string_view text_of(OperationKind kind);
/// The canonical JSON of what a batch's operations share.
std::string canonical_batch(const Batch& batch, const Instant& at);

std::string base64(std::string_view bytes);
std::string from_base64(std::string_view text);  ///< @throws std::invalid_argument

}  // namespace tilth::store
