// SPDX-License-Identifier: Apache-2.0
// One record against its type: computed values, requiredness, codes, ranges, and the rules that CQL2 can say.
#pragma once

#include "base/finding.h"
#include "model/model.h"

#include <memory>
#include <span>
#include <vector>

namespace tilth::model {

/// What a rule may ask that the record does not hold itself. Answers must stay the same during one check.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  /// The child count `child` (index into RecordType::children) of a record.
  [[nodiscard]] virtual cql2::Value child(const RecordType& type, std::size_t child, const Uuid& record) const = 0;
  /// The value at the end of a reference path; null when a reference is empty or its record is gone.
  [[nodiscard]] virtual cql2::Value path(const RecordType& type, std::span<const cql2::Value> values,
                                         const std::string& path) const = 0;
};

/// A record that stands alone: no children, no references to follow. Rules that ask for either are unknown, so they
/// hold.
class Alone final : public Surroundings {
 public:
  [[nodiscard]] cql2::Value child(const RecordType&, std::size_t, const Uuid&) const override { return {}; }
  [[nodiscard]] cql2::Value path(const RecordType&, std::span<const cql2::Value>, const std::string&) const override {
    return {};
  }
};

/// A type with its expressions bound once. Immutable; many threads may use one.
class CompiledType {
 public:
  CompiledType(const Model& model, const RecordType& type);

  [[nodiscard]] const RecordType& type() const { return type_; }
  /// Fills the computed fields of a full row of values.
  void compute(std::vector<cql2::Value>& values) const;
  /// What the record's own state says: field.required, field.code_unknown, field.several_values, field.out_of_range or
  /// field.too_long with the field as the place, and each rule of the type that does not hold. Required is an error.
  [[nodiscard]] std::vector<Finding> check(const Uuid& id, std::span<const cql2::Value> values,
                                           const Surroundings& around) const;
  /// Whether one rule (by index) holds of the record; true for what only code can check.
  [[nodiscard]] bool holds(std::size_t rule, const Uuid& id, std::span<const cql2::Value> values,
                           const Surroundings& around) const;
  /// Paths that the rules follow, so that a caller may fetch what they need at once.
  [[nodiscard]] const std::vector<std::string>& paths() const { return schema_.paths(); }

 private:
  struct BoundRule {
    std::unique_ptr<cql2::Bound> when, must;
    std::vector<std::pair<std::string, int>> message_slots;
  };
  struct BoundField {
    std::unique_ptr<cql2::Bound> computed, required_when;
    const CodeList* codes = nullptr;
  };
  void check_field(std::size_t index, const Uuid& id, std::span<const cql2::Value> values, const cql2::Row& row,
                   std::vector<Finding>& out) const;
  void check_lines(const Field& field, const Uuid& id, const cql2::Value& value, std::vector<Finding>& out) const;

  const Model& model_;
  const RecordType& type_;
  TypeSchema schema_;
  std::vector<BoundField> fields_;
  std::vector<std::size_t> compute_order_;
  std::vector<BoundRule> rules_;
};

/// Runs every rule's examples; what comes out otherwise than the file says is a problem at the example's line.
std::vector<ModelProblem> run_examples(const Model& model);

}  // namespace tilth::model
