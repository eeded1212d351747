// SPDX-License-Identifier: Apache-2.0
// A small piece of the ellipsoid laid flat so that areas are true: where the kernels of this floor add up square
// metres.
#pragma once

#include <array>
#include <cmath>
#include <numbers>

namespace tilth::geo {

inline constexpr double kEquatorRadius = 6378137.0;  // WGS 84, EPSG:7030
inline constexpr double kFlattening = 1 / 298.257223563;
inline constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);

/// Cylindrical equal-area coordinates about an origin: east in degrees of longitude, north as Q, the integral of
/// cos(phi) / (1 - e2 sin2(phi))^2 by its Taylor series, scaled so that degrees times Q are square metres.
///
/// The area of a ring with geodesic edges is the sum of edge() over its edges, positive when it runs anticlockwise.
/// Good to 1e-9 of the area for edges below 5 km and 1 degree around the origin, between 75 degrees south and north.
class LocalChart {
 public:
  LocalChart(double lon, double lat) : lon_(lon), lat_(lat) {
    const double phi = lat * kRadian, s = std::sin(phi), c = std::cos(phi);
    const Series sine = {s, c, -s / 2, -c / 6, s / 24}, cosine = {c, -s, -c / 2, s / 6, c / 24};
    Series w = product(sine, sine);
    for (double& term : w) term *= -kEccentricity2;
    w[0] += 1;
    const Series h = product(cosine, inverse(product(w, w)));
    double scale = kEquatorRadius * kEquatorRadius * (1 - kEccentricity2) * kRadian * kRadian;
    for (std::size_t i = 0; i < h.size(); ++i, scale *= kRadian) q_[i] = scale * h[i] / static_cast<double>(i + 1);
    const double root = std::sqrt(w[0]);
    normal_radius_ = kEquatorRadius / root;
    metres_north_ = kEquatorRadius * (1 - kEccentricity2) / (root * root * root) * kRadian;
    tangent_ = s / c;
    tangent_slope_ = kRadian / (c * c);
    metres_east_ = normal_radius_ * c * kRadian;
    metres_east_slope_ = -normal_radius_ * s * kRadian * kRadian;
  }

  [[nodiscard]] double lon() const { return lon_; }
  [[nodiscard]] double lat() const { return lat_; }

  /// Square metres of a square degree at the origin.
  [[nodiscard]] double square_degree_m2() const { return metres_east_ * metres_north_; }

  /// Q of a latitude, in degrees from the origin's.
  [[nodiscard]] double q(double north) const {
    return north * (q_[0] + north * (q_[1] + north * (q_[2] + north * (q_[3] + north * q_[4]))));
  }

  /// Twice what a chart-straight edge adds to the area, from degrees east and Q.
  static double cross(double east1, double q1, double east2, double q2) { return east1 * q2 - east2 * q1; }

  /// What lies between the chart-straight edge and the geodesic between the same corners; degrees from the origin.
  /// From the geodesic curvature of the chart line, -(sin(az) tan(phi) / N) (1 + 2 cos2(az)).
  [[nodiscard]] double bulge(double east1, double north1, double east2, double north2) const {
    const double mid = 0.5 * (north1 + north2);
    const double de = (east2 - east1) * (metres_east_ + metres_east_slope_ * mid);
    const double dn = (north2 - north1) * metres_north_;
    return -(tangent_ + tangent_slope_ * mid) * de * (de * de + 3 * dn * dn) / (12 * normal_radius_);
  }

  /// Signed square metres that the geodesic edge adds.
  [[nodiscard]] double edge(double east1, double north1, double east2, double north2) const {
    return 0.5 * cross(east1, q(north1), east2, q(north2)) + bulge(east1, north1, east2, north2);
  }

 private:
  using Series = std::array<double, 5>;
  static constexpr double kRadian = std::numbers::pi / 180;

  static Series product(const Series& a, const Series& b) {
    Series out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
      for (std::size_t j = 0; i + j < out.size(); ++j) out[i + j] += a[i] * b[j];
    }
    return out;
  }
  static Series inverse(const Series& a) {
    Series out{};
    out[0] = 1 / a[0];
    for (std::size_t i = 1; i < out.size(); ++i) {
      double sum = 0;
      for (std::size_t j = 1; j <= i; ++j) sum += a[j] * out[i - j];
      out[i] = -sum * out[0];
    }
    return out;
  }

  double lon_, lat_;
  Series q_{};
  double normal_radius_, metres_north_, tangent_, tangent_slope_, metres_east_, metres_east_slope_;
};

// How far the chart carries. Beyond, PROJ or GEOS measure. The bulge's next term is (edge tan(phi) / N)^2 of the bulge.
inline constexpr double kChartLatitude = 75;
inline constexpr double kChartSpan = 1;              ///< degrees
inline constexpr double kChartPiece = 0.1;           ///< degrees either way, of an edge between two crossings
inline constexpr double kChartEdgeMetres = 5'000;    ///< of an edge in area_m2(), which promises 1e-8
inline constexpr double kMetresPerDegree = 111'700;  ///< more than any degree of latitude or longitude has

}  // namespace tilth::geo
