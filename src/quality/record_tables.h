// SPDX-License-Identifier: Apache-2.0
// Records read once for all checks: the columns that the checks asked for, one table a record type.
#pragma once

#include "base/progress.h"
#include "geo/overlap.h"
#include "geo/shape_faults.h"
#include "store/store.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace tilth::quality {

using cql2::Value;

/// The living records of one type, in id order.
class RecordTable {
 public:
  RecordTable(const model::RecordType& type, std::set<std::string> fields);

  [[nodiscard]] const model::RecordType& type() const { return *type_; }
  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] const std::vector<Uuid>& ids() const { return ids_; }
  [[nodiscard]] const std::vector<std::int64_t>& seqs() const { return seqs_; }
  /// @throws std::logic_error for a column that was not asked for
  [[nodiscard]] const std::vector<Value>& values(const std::string& field) const;
  [[nodiscard]] const std::vector<geo::GeometryPtr>& geometries(const std::string& field) const;
  /// Row of a record, by its id as text or as a Uuid; -1 when it is not there.
  [[nodiscard]] std::int64_t row_of(const Uuid& id) const;
  [[nodiscard]] std::int64_t row_of(const Value& reference) const;

  [[nodiscard]] const std::set<std::string>& fields() const { return fields_; }
  void add(store::Record& record);  ///< takes the values of its columns out of the record
  void clear(unsigned threads);     ///< forgets all rows
  /// Takes over the rows of tables of the same columns, and puts all into id order.
  void join(std::vector<std::unique_ptr<RecordTable>> parts, unsigned threads);

 private:
  const model::RecordType* type_;
  std::set<std::string> fields_;
  std::vector<Uuid> ids_;
  std::vector<std::int64_t> seqs_;
  std::map<std::string, std::vector<Value>> values_;
  std::map<std::string, std::vector<geo::GeometryPtr>> geometries_;
  std::vector<std::pair<int, std::vector<Value>*>> value_columns_;  // field index -> column
  std::vector<std::pair<int, std::vector<geo::GeometryPtr>*>> geometry_columns_;
};

/// Verdicts, areas and overlaps of one geometry column, each worked out when first asked for.
class Shapes {
 public:
  Shapes(const std::vector<geo::GeometryPtr>& geometries, unsigned threads);

  [[nodiscard]] const std::vector<geo::Validity>& verdicts();
  [[nodiscard]] const geo::Layer& layer();
  /// A valid geometry of the same dimension for a row that is not valid, as geo::repaired(); nothing when none is left.
  /// @pre layer() was asked for; then any number of threads may ask
  [[nodiscard]] std::optional<geo::Geometry> mended(std::size_t row) const;
  [[nodiscard]] const std::vector<double>& areas_m2();  ///< of the sound stand-ins, by row
  [[nodiscard]] double area_m2(std::size_t row) { return areas_m2()[row]; }
  [[nodiscard]] const std::vector<geo::Overlap>& overlaps();
  /// Odd vertices and edges: the faulty rows only, ascending.
  using Faults = std::vector<std::pair<std::uint32_t, std::vector<geo::ShapeFault>>>;
  [[nodiscard]] const Faults& faults(double repeat_degrees, double leg_m);

 private:
  geo::Geometry nothing_;
  std::vector<const geo::Geometry*> geometries_;
  unsigned threads_;
  std::vector<geo::Validity> verdicts_;
  bool judged_ = false, measured_ = false, overlapped_ = false;
  std::vector<double> areas_;
  std::map<std::pair<double, double>, Faults> faults_;
  std::unique_ptr<geo::Layer> layer_;
  std::vector<geo::Overlap> overlaps_;
};

/// All tables of one run. First every check is rehearsed: it asks for its columns and gets empty tables. Then read()
/// streams each type once, and the checks run in earnest.
class RecordTables {
 public:
  RecordTables(const store::Store& store, const store::Caller& caller, unsigned threads);
  ~RecordTables();
  RecordTables(const RecordTables&) = delete;
  RecordTables& operator=(const RecordTables&) = delete;

  /// @throws Problem "check.bad_parameter" for a type or a field that is not there
  const RecordTable& table(const std::string& type, const std::set<std::string>& fields, const std::string& rule);
  /// Types of `whole` are read with all their fields, and each record is shown to the visitor on its way, by several
  /// threads at once but those of one piece (below Store::kPieces) by one.
  using Visit = std::function<void(std::size_t piece, const store::Record&)>;
  void read(const std::set<std::string>& whole, const Visit& visit, Progress& progress);
  [[nodiscard]] bool rehearsing() const { return rehearsing_; }
  /// Records of a type that was read.
  [[nodiscard]] std::size_t size(const std::string& type) const { return tables_.at(type)->size(); }

  /// Rows that hold a filter, ascending. Asks the store where the filter speaks of more than the record's own fields.
  const std::vector<std::uint32_t>& rows(const std::string& type, const std::string& where, const std::string& rule);
  Shapes& shapes(const std::string& type, const std::string& field);

  [[nodiscard]] const model::Model& model() const { return *model_; }
  [[nodiscard]] unsigned threads() const { return threads_; }

 private:
  const store::Store& store_;
  const store::Caller& caller_;
  unsigned threads_;
  std::shared_ptr<const model::Model> model_;
  bool rehearsing_ = true;
  std::map<std::string, std::set<std::string>> wanted_;
  std::map<std::string, std::unique_ptr<RecordTable>> tables_;
  std::vector<std::unique_ptr<RecordTable>> rehearsed_;
  std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>> rows_;
  std::map<std::pair<std::string, std::string>, std::unique_ptr<Shapes>> shapes_;
};

}  // namespace tilth::quality
