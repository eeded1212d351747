// SPDX-License-Identifier: Apache-2.0
// Writes made-up records by field name into a bulk load; those of one site can be changed until they are flushed.
#pragma once

#include "store/store.h"

#include <map>
#include <string>
#include <string_view>

namespace tilth::generate {

/// A record that is not written yet. A field that the model does not have is a fault of the generator:
/// std::logic_error.
class Draft {
 public:
  Draft(const model::RecordType& record_type, const Uuid& record) : type_(&record_type), id_(record) {}

  [[nodiscard]] const model::RecordType& type() const { return *type_; }
  [[nodiscard]] const Uuid& id() const { return id_; }
  [[nodiscard]] const store::Value& at(std::string_view field) const;      ///< null where it was not set
  [[nodiscard]] std::string text(std::string_view field) const;            ///< empty where there is none
  [[nodiscard]] Date date(std::string_view field) const;                   ///< @pre it has one
  [[nodiscard]] const geo::Geometry& shape(std::string_view field) const;  ///< @pre it has one

  Draft& set(std::string_view field, store::Value value);  ///< null clears
  Draft& set(std::string_view field, const geo::Geometry& shape);
  Draft& set(std::string_view field, const Uuid& reference);
  Draft& set(std::string_view field, const char* text) { return set(field, store::Value{std::string{text}}); }
  Draft& codes(std::string_view field, std::initializer_list<std::string_view> values);
  /// The same fields under another id.
  [[nodiscard]] Draft copy(const Uuid& record) const;
  [[nodiscard]] store::Change change() const;

 private:
  [[nodiscard]] int index_of(std::string_view field) const;

  const model::RecordType* type_;
  Uuid id_;
  std::map<int, store::Value> values_;
};

class RecordWriter {
 public:
  RecordWriter(const model::Model& model, store::Store::Load& load) : model_(model), load_(load) {}

  /// Starts a record. The reference holds until the next begin or flush.
  Draft& begin(std::string_view type, const Uuid& id);
  void add(Draft draft) { drafts_.push_back(std::move(draft)); }
  [[nodiscard]] std::vector<Draft>& drafts() { return drafts_; }
  void flush();  ///< writes the drafts in the order they were begun

  [[nodiscard]] const model::Model& model() const { return model_; }
  [[nodiscard]] std::uint64_t written() const { return written_; }
  [[nodiscard]] const std::map<std::string, std::uint64_t>& by_type() const { return by_type_; }

 private:
  const model::Model& model_;
  store::Store::Load& load_;
  std::vector<Draft> drafts_;
  std::uint64_t written_ = 0;
  std::map<std::string, std::uint64_t> by_type_;
};

}  // namespace tilth::generate
