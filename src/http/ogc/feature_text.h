// SPDX-License-Identifier: Apache-2.0
// Records as GeoJSON text (RFC 7946), straight into a buffer.
#pragma once

#include "http/ogc/crs.h"
#include "store/store.h"

#include <functional>
#include <string>
#include <vector>

namespace tilth::http::ogc {

/// Writes the features of one collection for one caller. Fields without a value are left out; areas are m2 with at most
/// two decimals, money whole minor units, dates as precise as they are known.
class FeatureText {
 public:
  /// @param properties field names to write; empty: all that the caller may see
  FeatureText(const model::RecordType& type, const store::Caller& caller, const Crs& crs,
              const std::vector<std::string>& properties = {}, bool with_geometry = true);

  /// {"type":"Feature","id":..,"geometry":..,"properties":{..}} without the last brace, so that members can follow.
  void append_open(std::string& out, const store::Record& record) const;
  void append(std::string& out, const store::Record& record) const {
    append_open(out, record);
    out += '}';
  }
  /// The fields that a query must fetch; empty: all.
  [[nodiscard]] const std::vector<std::string>& fields() const { return fields_; }

 private:
  struct Property {
    std::size_t index;
    std::string name;  ///< ,"name":
    const model::Field* field;
  };
  void append_geometry(std::string& out, const geo::Geometry& geometry) const;
  void append_value(std::string& out, const model::Field& field, const cql2::Value& value) const;

  std::vector<Property> properties_;
  std::vector<std::string> fields_;
  int geometry_ = -1;
  bool geometry_asked_;
  std::function<void(geo::Geometry&)> turn_;
  int decimals_;
};

}  // namespace tilth::http::ogc
