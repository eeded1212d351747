// SPDX-License-Identifier: Apache-2.0
// The model's own rules over every record: fields, child counts and reference paths.
#pragma once

#include "model/record_check.h"
#include "quality/record_tables.h"

#include <unordered_map>

namespace tilth::quality {

/// Child counts and what lies at the end of reference paths, read from the store once.
class ProgrammeSurroundings final : public model::Surroundings {
 public:
  ProgrammeSurroundings(const store::Store& store, const store::Caller& caller,
                        const std::vector<const model::CompiledType*>& types, unsigned threads, Progress& progress);

  [[nodiscard]] Value child(const model::RecordType& type, std::size_t child, const Uuid& record) const override;
  [[nodiscard]] Value path(const model::RecordType& type, std::span<const Value> values,
                           const std::string& path) const override;

 private:
  struct Step {
    const RecordTable* table;
    const std::vector<Value>* values;
  };
  struct Route {
    std::size_t first;  // field index in the record's own type
    std::vector<Step> steps;
  };
  void count_children(const store::Store& store, const store::Caller& caller, const model::RecordType& type);
  void lay_routes(const model::CompiledType& type, bool rehearsal);

  RecordTables tables_;
  std::map<std::pair<const model::RecordType*, std::size_t>, std::unordered_map<Uuid, double>> children_;
  std::unordered_map<const model::RecordType*, std::unordered_map<std::string, Route>> routes_;
};

/// Checks records as they are read (RecordTables::read).
class RecordRules {
 public:
  /// `wanted` says which findings are asked for, by rule.
  RecordRules(const store::Store& store, const store::Caller& caller, const std::set<std::string>& types,
              std::function<bool(const std::string&)> wanted, unsigned threads, Progress& progress);

  /// Pieces may be checked at the same time.
  void check(std::size_t piece, const store::Record& record);
  /// What was found, in no order; to be asked once all is read.
  std::vector<Finding> take_findings();

 private:
  std::shared_ptr<const model::Model> model_;
  std::map<std::string, std::unique_ptr<model::CompiledType>> compiled_;
  std::unique_ptr<ProgrammeSurroundings> around_;
  std::function<bool(const std::string&)> wanted_;
  std::vector<std::vector<Finding>> found_;  // by piece
};

}  // namespace tilth::quality
