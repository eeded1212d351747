// SPDX-License-Identifier: Apache-2.0
#include "http/type_sequences.h"

#include <algorithm>

namespace tilth::http {
namespace {

constexpr int kMostOperations = 2000;  // more at once (an import): every type counts as changed

}  // namespace

std::int64_t TypeSequences::of(const store::Store& store, const std::vector<std::string>& types) {
  const std::lock_guard lock{guard_};
  const std::int64_t now = store.last_seq();
  if (types.empty()) return now;
  if (seen_ < 0) {
    seen_ = all_ = now;
  } else if (now > seen_) {
    if (now - seen_ > kMostOperations) {
      all_ = now;
      seen_ = now;
    } else {
      store.operations_since(seen_, [&](const store::Operation& operation) {
        last_[operation.type] = operation.seq;
        seen_ = std::max(seen_, operation.seq);
        return true;
      });
    }
  }
  std::int64_t latest = all_;
  for (const std::string& type : types)
    if (const auto at = last_.find(type); at != last_.end()) latest = std::max(latest, at->second);
  return latest;
}

std::string state_key(TypeSequences& sequences, const store::Store& store, const std::vector<std::string>& types) {
  return std::to_string(sequences.of(store, types)) + "|" + hex(store.model()->hash).substr(0, 16) + "|";
}

}  // namespace tilth::http
