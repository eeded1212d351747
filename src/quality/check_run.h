// SPDX-License-Identifier: Apache-2.0
// What a check in code sees of its rule, the records and the other checks, and how it answers.
#pragma once

#include "base/finding.h"
#include "quality/record_tables.h"

#include <span>
#include <string_view>

namespace tilth::quality {

/// One rule of the model that names a check. Asks for everything it reads before its first loop: a check is rehearsed
/// over empty tables to learn that.
class CheckRun {
 public:
  CheckRun(RecordTables& tables, const model::RecordType& type, const model::Rule& rule, std::vector<Finding>& findings)
      : tables_(tables), type_(type), rule_(rule), findings_(findings) {}

  [[nodiscard]] const model::RecordType& type() const { return type_; }
  [[nodiscard]] const model::Rule& rule() const { return rule_; }
  [[nodiscard]] const model::Model& model() const { return tables_.model(); }
  [[nodiscard]] unsigned threads() const { return tables_.threads(); }
  [[nodiscard]] bool rehearsing() const { return tables_.rehearsing(); }

  // Parameters (`with:`). @throws Problem "check.bad_parameter" for the wrong kind
  [[nodiscard]] std::string text(const std::string& name, const std::string& otherwise) const;
  [[nodiscard]] double number(const std::string& name, double otherwise) const;
  [[nodiscard]] std::vector<std::string> list(const std::string& name, std::vector<std::string> otherwise) const;
  [[nodiscard]] bool has(const std::string& name) const { return rule_.parameters.contains(name); }
  [[noreturn]] void refuse(const std::string& name, const std::string& reason) const;

  // Records.
  const RecordTable& table(const std::string& type, const std::set<std::string>& fields);
  const RecordTable& table(const std::set<std::string>& fields) { return table(type_.name, fields); }
  const std::vector<std::uint32_t>& rows(const std::string& type, const std::string& where);
  /// Of the rule's type, those its `where` holds.
  const std::vector<std::uint32_t>& rows() { return rows(type_.name, text("where", "")); }
  /// The geometry field of the rule. @throws Problem "check.bad_parameter" when the type has none
  [[nodiscard]] std::string geometry_field() const;
  Shapes& shapes(const std::string& type, const std::string& field) { return tables_.shapes(type, field); }
  /// A value of each record, through references: "task.start". Null where a reference is empty or leads nowhere.
  std::vector<Value> along(const std::string& type, const std::string& path);
  /// The type that a reference field or path of references leads to.
  const model::RecordType& target(const std::string& type, const std::string& path) const;
  /// What people call the records of a table: its label field, else the end of its id.
  std::vector<std::string> labels(const std::string& type);

  // Answers.
  struct Found {
    std::vector<Uuid> records;
    Json values = Json::object();
    std::string place;  ///< within the record; the rule's field when empty
    std::optional<double> lon, lat;
    Json repair;
  };
  void find(Found found);
  /// The same for what make(i) gives, i below count, in that order; make is called by several threads at once.
  void find_each(std::size_t count, const std::function<std::optional<Found>(std::size_t)>& make);
  /// {"record": ..., "type": ..., "set": {field: value}}
  [[nodiscard]] Json repair_of(const Uuid& record, const std::string& field, Json value) const;

 private:
  [[nodiscard]] Finding finding_of(const RecordTable& own, Found found) const;

  RecordTables& tables_;
  const model::RecordType& type_;
  const model::Rule& rule_;
  std::vector<Finding>& findings_;
};

struct CheckKind {
  std::string_view name;
  void (*run)(CheckRun&);
};

// One table a file of checks.
std::span<const CheckKind> shape_checks();
std::span<const CheckKind> overlap_checks();
std::span<const CheckKind> area_checks();
std::span<const CheckKind> place_checks();
std::span<const CheckKind> register_checks();
std::span<const CheckKind> work_checks();
std::span<const CheckKind> accident_checks();
std::span<const CheckKind> treaty_checks();

/// Null when there is none of that name.
const CheckKind* find_check(std::string_view name);
/// Checks whose findings come out of the ledger: product_outside_hazard, double_release, remaining_negative,
/// closed_with_remaining, hazard_without_area, release_before_hazard, release_without_area.
bool is_ledger_check(std::string_view name);

/// "same_person": its findings are pairs of records that people/record_linkage.h proposes when somebody asks for them.
bool is_linkage_check(std::string_view name);

/// The number in a value: integer or decimal. Nothing for anything else.
std::optional<double> number_in(const Value& value);
std::optional<std::string> text_in(const Value& value);
std::optional<Date> date_in(const Value& value);
/// A code or reference field's values, one or many.
std::vector<std::string> texts_in(const Value& value);
/// As text, for keys and messages.
std::string shown(const Value& value);

}  // namespace tilth::quality
