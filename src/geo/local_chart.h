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
    const double w = 1 - kEccentricity2 * s * s, root = std::sqrt(w), u = 1 / w, secant = 1 / c;
    // h(phi) = cos(phi) / w^2 and its derivatives; the third to the first power of e2, its share is below 1e-10.
    const double es = kEccentricity2 * s * s * u, ec = kEccentricity2 * c * c * u, u2 = u * u, fall = 4 * ec - 1;
    const double h0 = c * u2, h1 = s * u2 * fall;
    const double h2 = c * u2 * ((1 + 4 * es) * fall - 8 * es * (1 - ec));
    const double h3 = s * (1 + 2 * kEccentricity2 * (7 - 27 * c * c));
    constexpr double kScale = kEquatorRadius * kEquatorRadius * (1 - kEccentricity2) * kRadian * kRadian;
    q_ = {kScale * h0, kScale * kRadian / 2 * h1, kScale * kRadian * kRadian / 6 * h2,
          kScale * kRadian * kRadian * kRadian / 24 * h3};
    const double normal = kEquatorRadius * root * u;  // the radius of curvature across the meridian
    metres_north_ = normal * (1 - kEccentricity2) * u * kRadian;
    metres_east_ = normal * c * kRadian;
    metres_east_slope_ = -normal * s * kRadian * kRadian;
    tangent_ = s * secant;
    tangent_slope_ = kRadian * secant * secant;
    bulge_ = -root / (12 * kEquatorRadius);
  }

  /// The numbers behind q() and bulge(), for loops over many edges.
  struct Terms {
    std::array<double, 4> q;
    double tangent, tangent_slope, east, east_slope, north, bulge;
  };
  [[nodiscard]] Terms terms() const {
    return {q_, tangent_, tangent_slope_, metres_east_, metres_east_slope_, metres_north_, bulge_};
  }

  [[nodiscard]] double lon() const { return lon_; }
  [[nodiscard]] double lat() const { return lat_; }

  /// Square metres of a square degree at the origin.
  [[nodiscard]] double square_degree_m2() const { return metres_east_ * metres_north_; }

  /// Q of a latitude, in degrees from the origin's.
  [[nodiscard]] double q(double north) const {
    return north * (q_[0] + north * (q_[1] + north * (q_[2] + north * q_[3])));
  }

  /// Twice what a chart-straight edge adds to the area, from degrees east and Q.
  static double cross(double east1, double q1, double east2, double q2) { return east1 * q2 - east2 * q1; }

  /// What lies between the chart-straight edge and the geodesic between the same corners; degrees from the origin.
  /// From the geodesic curvature of the chart line, -(sin(az) tan(phi) / N) (1 + 2 cos2(az)).
  [[nodiscard]] double bulge(double east1, double north1, double east2, double north2) const {
    const double mid = 0.5 * (north1 + north2);
    const double de = (east2 - east1) * (metres_east_ + metres_east_slope_ * mid);
    const double dn = (north2 - north1) * metres_north_;
    return bulge_ * (tangent_ + tangent_slope_ * mid) * de * (de * de + 3 * dn * dn);
  }

  /// Signed square metres that the geodesic edge adds.
  [[nodiscard]] double edge(double east1, double north1, double east2, double north2) const {
    return 0.5 * cross(east1, q(north1), east2, q(north2)) + bulge(east1, north1, east2, north2);
  }

 private:
  static constexpr double kRadian = std::numbers::pi / 180;

  double lon_, lat_;
  std::array<double, 4> q_{};
  double metres_north_, metres_east_, metres_east_slope_, tangent_, tangent_slope_, bulge_;
};

// How far the chart carries. Beyond, PROJ or GEOS measure. The bulge's next term is (edge tan(phi) / N)^2 of the bulge.
inline constexpr double kChartLatitude = 75;
inline constexpr double kChartSpan = 1;              ///< degrees
inline constexpr double kChartPiece = 0.1;           ///< degrees either way, of an edge between two crossings
inline constexpr double kChartEdgeMetres = 5'000;    ///< of an edge in area_m2(), which promises 1e-8
inline constexpr double kMetresPerDegree = 111'700;  ///< more than any degree of latitude or longitude has

}  // namespace tilth::geo
