// SPDX-License-Identifier: Apache-2.0
// What people call records: by their label field, as the caller may see it.
#pragma once

#include "store/seen_references.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tilth::http {

/// Remembers what it met; of one request, one thread. The store must outlive it.
class RecordWords {
 public:
  RecordWords(const store::Store& store, store::Caller caller, std::string language)
      : store_(store), model_(store.model()), caller_(std::move(caller)), language_(std::move(language)) {}

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
  std::map<std::pair<std::string, Uuid>, std::string, std::less<>> labels_;
};

/// A field as JSON: areas with at most 2 decimals.
Json json_value(const model::Field& field, const store::Value& value);

/// The same without references to records that the caller may not see: to it they are not there.
Json seen_value(RecordWords& words, const model::Field& field, const store::Value& value);

/// A caller who writes back what it was shown changes nothing of what store::leave_out_unseen() left out. `values` are
/// fields and their new values for `before`.
void keep_unseen(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                 const store::Record& before, std::vector<std::pair<int, store::Value>>& values);

}  // namespace tilth::http
