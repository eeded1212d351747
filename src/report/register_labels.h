// SPDX-License-Identifier: Apache-2.0
// What records are called, read once a register: a report names the same places and organisations again and again.
#pragma once

#include "store/distinct_labels.h"

#include <map>
#include <optional>
#include <string>

namespace tilth::report {

class RegisterLabels {
 public:
  RegisterLabels(const store::Store& store, const store::Caller& caller, std::optional<std::int64_t> known_at)
      : store_(store), caller_(caller), known_at_(known_at) {}

  /// id -> label, as store::distinct_labels tells them apart.
  const std::map<std::string, std::string>& of(const model::RecordType& type) {
    const auto [at, fresh] = read_.try_emplace(type.name);
    if (fresh) at->second = store::distinct_labels(store_, caller_, type, known_at_);
    return at->second;
  }

 private:
  const store::Store& store_;
  const store::Caller& caller_;
  std::optional<std::int64_t> known_at_;
  std::map<std::string, std::map<std::string, std::string>> read_;
};

}  // namespace tilth::report
