// SPDX-License-Identifier: Apache-2.0
// The models that a programme has had, and how what was written under an earlier one reads under the one of now.
#pragma once

#include "store/sqlite/connection.h"
#include "store/store.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tilth::store::sqlite {

/// Operations about the model are filed under this record and type.
Uuid model_record();
inline constexpr std::string_view kModelType = "model";

/// Knows from which operation on the model of now holds; earlier models are read when first asked for. Any thread.
class ModelHistory {
 public:
  ModelHistory(Connection& connection, std::shared_ptr<const model::Model> now);

  /// The operation that brought the model of now; 0: it is the first.
  [[nodiscard]] std::int64_t since() const { return since_; }
  /// How many models there have been.
  [[nodiscard]] std::int64_t number() const { return number_; }
  /// The model under which an operation was written. @throws Problem "model.unsound"
  [[nodiscard]] const model::Model& at(std::int64_t seq, Connection& connection) const;

  struct Carried {
    int field;  ///< index in the type of now
    Value value;
  };
  /// A value of an operation's JSON as it reads now; nothing where its type or field went. @throws
  /// std::invalid_argument for what is no value of the field
  [[nodiscard]] std::optional<Carried> carried(std::int64_t seq, const std::string& type, const std::string& field,
                                               const Json& json, Connection& connection) const;
  /// Whether the type has been there from the operation until now, so that its records are those of now.
  [[nodiscard]] bool has_lasted(std::int64_t seq, const std::string& type, Connection& connection) const;

 private:
  struct Past {
    std::int64_t until;  ///< the operation that brought the next
    std::shared_ptr<const model::Model> model;
    std::map<std::string, std::vector<int>, std::less<>> next;  ///< by type: each field's place in the next model
  };
  /// Oldest first; read once.
  const std::vector<Past>& past(Connection& connection) const;
  /// Of the models past and now, by number from 0.
  [[nodiscard]] const model::Model& numbered(std::size_t number) const;
  [[nodiscard]] std::size_t number_at(std::int64_t seq, Connection& connection) const;

  std::shared_ptr<const model::Model> now_;
  std::int64_t since_ = 0, number_ = 1;
  mutable std::once_flag read_;
  mutable std::vector<Past> past_;
};

}  // namespace tilth::store::sqlite
