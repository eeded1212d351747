// SPDX-License-Identifier: Apache-2.0
// Records in a report: lists with columns along paths, facts of one record, and outlines for a map.
#pragma once

#include "report/record_words.h"
#include "report/report_map.h"
#include "report/sight.h"
#include "stats/sums.h"
#include "store/seen_references.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tilth::report {

/// What was there on a day before today (model::ReportMapLayer).
struct ThereOn {
  Date day;
  std::string begins, ends, still;
  bool surely_begun = false;  ///< its beginning counts from the last day that it may be, and must be known
};

struct RecordList {
  std::string where;                      ///< CQL2 text; empty: all
  std::optional<std::vector<Uuid>> only;  ///< these records alone
  std::string dated_by;                   ///< a field or path
  std::optional<std::pair<Date, Date>> period;
  std::optional<ThereOn> there_on;                 ///< of draw()
  std::vector<std::pair<std::string, bool>> sort;  ///< field, descending
  std::vector<std::string> columns, sums;
  std::size_t limit = 500;
};

struct Drawn {
  std::int64_t unclear = 0;      ///< with a date too coarse for the period, and not drawn
  std::int64_t unknown_end = 0;  ///< ended on a day that nobody recorded, and drawn
};

struct RecordRows {
  Json rows = Json::array();       ///< each {"id", "cells"}
  Json sums;                       ///< cells beneath; null without
  std::vector<std::string> notes;  ///< what the sums are without
  std::int64_t total = 0;          ///< in the period, those beyond the limit too
  std::int64_t unclear = 0;        ///< with a date too coarse for the period: not in the list, as in no figure
};

/// Records of one type as one reader sees them.
class RecordReader {
 public:
  RecordReader(const store::Store& store, const store::Caller& caller, const model::Model& model,
               const model::RecordType& type, RecordWords& names, std::optional<std::int64_t> known_at,
               std::string language);

  /// The times at that path are read by a clock so many hours ahead of UTC as another property says. Without: in UTC.
  void read_clock(const std::string& path, std::string hours_ahead) { clocks_[path] = std::move(hours_ahead); }

  /// Whether the reader may see the property at all.
  [[nodiscard]] bool may_show(const std::string& path) const;
  /// Whether the reader may be shown such a list: the type, and what it is filtered, dated and sorted by.
  [[nodiscard]] bool may_list(const RecordList& list) const;
  [[nodiscard]] bool may_draw() const;
  [[nodiscard]] std::string title(const std::string& path) const;
  [[nodiscard]] bool is_number(const std::string& path) const;

  /// The value at the end of a path; null where the reader may not see it.
  [[nodiscard]] store::Value value(const store::Record& record, const std::string& path) const;
  [[nodiscard]] std::string text(const store::Record& record, const std::string& path) const;
  /// Whether a CQL2 text holds of a record; unknown does not hold.
  [[nodiscard]] bool holds(const store::Record& record, const std::string& where) const;
  /// {"text", "value"?, "record"?}
  [[nodiscard]] Json cell(const store::Record& record, const std::string& path) const;

  [[nodiscard]] RecordRows list(const RecordList& list) const;
  Drawn draw(const RecordList& list, const std::string& role, std::vector<MapShape>& shapes) const;
  /// The outline of one record of the type; without one where it has none or is not there for the reader.
  [[nodiscard]] MapShape shape_of(const Uuid& id, const std::string& role) const;

 private:
  void each(const RecordList& list, const std::vector<std::string>& fields,
            const std::function<void(store::Record&)>& visit) const;
  /// "2021-05-25 10:00 (UTC+02:00)"
  [[nodiscard]] std::string time_of(const store::Record& record, const std::string& path, const Instant& instant) const;
  /// The field at the end of a path, or that a child count adds up.
  [[nodiscard]] const model::Field* counted_field(const std::string& path) const;
  [[nodiscard]] Json cell_of(const store::Record& record, const std::string& path, const store::Value& value) const;
  /// One column added up.
  struct Summing {
    stats::Sum sum;
    std::int64_t known = 0, missing = 0;
    std::optional<std::vector<std::string>> apart;  ///< the values that may not differ, as the first record has them
    bool mixed = false;                             ///< and others have others

    void add(double number, std::vector<std::string> like) {
      ++known;
      sum.add(number);
      if (!apart)
        apart = std::move(like);
      else
        mixed = mixed || *apart != like;
    }
  };
  /// What records must be alike in for this to be added up: what the model keeps apart, and the currency of money.
  [[nodiscard]] std::vector<std::string> kept_apart(const std::string& sum) const;
  [[nodiscard]] Json sum_cell(const std::string& path, const Summing& summed, std::vector<std::string>& notes) const;

  const store::Store& store_;
  const store::Caller& caller_;
  const model::Model& model_;
  const model::RecordType& type_;
  RecordWords& names_;
  std::optional<std::int64_t> known_at_;
  std::string language_;
  std::shared_ptr<const model::Surroundings> around_;
  struct Path {
    Path(model::TypeSchema of, cql2::Bound value) : schema(std::move(of)), bound(std::move(value)) {}
    model::TypeSchema schema;
    cql2::Bound bound;
  };
  std::map<std::string, std::string> clocks_;                   ///< by path
  mutable std::map<std::string, std::unique_ptr<Path>> paths_;  ///< bound once
};

}  // namespace tilth::report
