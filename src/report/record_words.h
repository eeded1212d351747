// SPDX-License-Identifier: Apache-2.0
// What people call records: by their label field, as the caller may see it.
#pragma once

#include "store/store.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilth::report {

/// Remembers what it met; of one request, one thread. The store must outlive it.
class RecordWords {
 public:
  /// @param known_at what they were called as known after that operation; without it what they are called now
  RecordWords(const store::Store& store, store::Caller caller, std::string language,
              std::optional<std::int64_t> known_at = {})
      : store_(store),
        model_(store.model()),
        caller_(std::move(caller)),
        language_(std::move(language)),
        known_at_(known_at) {}

  /// As model::record_label says; "" where the caller may not see the record.
  const std::string& label(std::string_view type, const Uuid& id);
  /// Reads many at once.
  void meet(std::string_view type, const std::vector<Uuid>& ids);
  /// Of a record that is at hand.
  [[nodiscard]] std::string label_of(const model::RecordType& type, const store::Record& record) const;

 private:
  const store::Store& store_;
  std::shared_ptr<const model::Model> model_;
  store::Caller caller_;
  std::string language_;
  std::optional<std::int64_t> known_at_;
  std::map<std::pair<std::string, Uuid>, std::string, std::less<>> labels_;
};

}  // namespace tilth::report
