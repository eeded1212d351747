// SPDX-License-Identifier: Apache-2.0
#include "tiles/vector_tile.h"

#include <algorithm>
#include <protozero/pbf_writer.hpp>

namespace tilth::tiles {
namespace {

using geo::Geometry;

// vector_tile.proto of the specification 2.1.
constexpr protozero::pbf_tag_type kTileLayer = 3, kLayerName = 1, kLayerFeature = 2, kLayerKey = 3, kLayerValue = 4,
                                  kLayerExtent = 5, kLayerVersion = 15, kFeatureId = 1, kFeatureTags = 2,
                                  kFeatureType = 3, kFeatureGeometry = 4, kValueText = 1, kValueDouble = 3,
                                  kValueSigned = 6, kValueBoolean = 7;

constexpr std::uint32_t kMoveTo = 1, kLineTo = 2, kClosePath = 7;

std::uint32_t command(std::uint32_t what, std::size_t count) { return (static_cast<std::uint32_t>(count) << 3) | what; }

/// Commands and zigzag steps.
class Pen {
 public:
  explicit Pen(std::vector<std::uint32_t>& out) : out_(out) {}
  void begin(std::uint32_t what, std::size_t count) { out_.push_back(command(what, count)); }
  void step(double x, double y) {
    const auto to_x = static_cast<std::int32_t>(x), to_y = static_cast<std::int32_t>(y);
    out_.push_back(protozero::encode_zigzag32(to_x - x_));
    out_.push_back(protozero::encode_zigzag32(to_y - y_));
    x_ = to_x;
    y_ = to_y;
  }

 private:
  std::vector<std::uint32_t>& out_;
  std::int32_t x_ = 0, y_ = 0;
};

}  // namespace

void append_commands(std::vector<std::uint32_t>& out, const Geometry& g) {
  Pen pen{out};
  const int dimension = g.dimension();
  if (dimension == 0) {
    pen.begin(kMoveTo, g.x.size());
    for (std::size_t i = 0; i < g.x.size(); ++i) pen.step(g.x[i], g.y[i]);
    return;
  }
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    const std::size_t from = g.path_begin(path), to = g.path_end(path) - (dimension == 2 ? 1 : 0);
    pen.begin(kMoveTo, 1);
    pen.step(g.x[from], g.y[from]);
    pen.begin(kLineTo, to - from - 1);
    for (std::size_t i = from + 1; i < to; ++i) pen.step(g.x[i], g.y[i]);
    if (dimension == 2) pen.begin(kClosePath, 1);
  }
}

TileLayer::TileLayer(std::string name, int extent) : name_(std::move(name)), extent_(extent) {}

std::uint32_t TileLayer::key(std::string_view name) {
  const auto found = std::find(keys_.begin(), keys_.end(), name);
  if (found != keys_.end()) return static_cast<std::uint32_t>(found - keys_.begin());
  keys_.emplace_back(name);
  return static_cast<std::uint32_t>(keys_.size() - 1);
}

std::int64_t TileLayer::append(const std::string& encoded) {
  protozero::pbf_writer{values_}.add_message(kLayerValue, encoded);
  return value_count_++;
}

std::int64_t TileLayer::number_of(const std::string& encoded) {
  const auto [at, added] = value_numbers_.try_emplace(encoded, value_count_);
  if (added) append(encoded);
  return at->second;
}

std::int64_t TileLayer::text_of_its_own(std::string_view text) {
  encoded_.clear();
  protozero::pbf_writer{encoded_}.add_string(kValueText, text.data(), text.size());
  return append(encoded_);
}

std::int64_t TileLayer::value(const cql2::Value& value) {
  encoded_.clear();
  protozero::pbf_writer writer{encoded_};
  if (const auto* text = std::get_if<std::string>(&value))
    writer.add_string(kValueText, *text);
  else if (const auto* whole = std::get_if<std::int64_t>(&value))
    writer.add_sint64(kValueSigned, *whole);
  else if (const auto* real = std::get_if<double>(&value))
    writer.add_double(kValueDouble, *real);
  else if (const auto* yes = std::get_if<bool>(&value))
    writer.add_bool(kValueBoolean, *yes);
  else if (const auto* date = std::get_if<Date>(&value))
    writer.add_string(kValueText, date->text());
  else if (const auto* instant = std::get_if<Instant>(&value))
    writer.add_string(kValueText, instant->text());
  else
    return -1;
  return number_of(encoded_);
}

void TileLayer::add(std::uint64_t id, int dimension, std::span<const std::uint32_t> commands,
                    std::span<const std::uint32_t> tags) {
  protozero::pbf_writer layer{features_};
  protozero::pbf_writer feature{layer, kLayerFeature};
  feature.add_uint64(kFeatureId, id);
  feature.add_packed_uint32(kFeatureTags, tags.begin(), tags.end());
  feature.add_enum(kFeatureType, dimension + 1);
  feature.add_packed_uint32(kFeatureGeometry, commands.begin(), commands.end());
  ++count_;
}

void TileLayer::append_to(std::string& tile) const {
  protozero::pbf_writer writer{tile};
  protozero::pbf_writer layer{writer, kTileLayer};
  layer.add_uint32(kLayerVersion, 2);
  layer.add_string(kLayerName, name_);
  tile.append(features_);
  for (const std::string& key : keys_) layer.add_string(kLayerKey, key);
  tile.append(values_);
  layer.add_uint32(kLayerExtent, static_cast<std::uint32_t>(extent_));
}

}  // namespace tilth::tiles
