// SPDX-License-Identifier: Apache-2.0
// Question: how much faster are the flat-array kernels than GEOS and PROJ on hazard polygons, with the same answers?
// Data: hazard_polygons.h, plain and realistic. geo_bench [polygons, 100000 unless named] [threads, 1 unless named]
#include "geo/area.h"
#include "geo/coverage.h"
#include "geo/geos_bridge.h"
#include "geo/overlap.h"
#include "geo/points_in_polygons.h"
#include "geo/spatial_index.h"
#include "support/hazard_polygons.h"
#include "support/row.h"

#include <geodesic.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace tilth::geo {
namespace {

using bench::Mix;
using bench::seconds_of;
using geos::context;

bool all_agree = true;

void row(const std::string& work, std::size_t records, const char* peer, double ours, double theirs, bool agree,
         double least = 0) {
  all_agree = bench::print_row({work, records, peer, ours, theirs, least, agree}) && all_agree;
}

bool same(double a, double b, double share) { return std::abs(a - b) <= share * std::max(std::abs(a), std::abs(b)); }

double proj_area(const Geometry& g, const geod_geodesic& wgs84) {
  double sum = 0;
  std::size_t part = 0;
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    geod_polygon ring;
    geod_polygon_init(&ring, 0);
    for (std::size_t i = g.path_begin(path); i + 1 < g.path_end(path); ++i) {
      geod_polygon_addpoint(&wgs84, &ring, g.y[i], g.x[i]);
    }
    double area = 0;
    geod_polygon_compute(&wgs84, &ring, 0, 1, &area, nullptr);
    const bool shell = path == g.part_begin(part);
    sum += shell ? std::abs(area) : -std::abs(area);
    if (path + 1 == g.part_end(part)) ++part;
  }
  return sum;
}

/// GEOS' STRtree over boxes, asked for the numbers of the shapes that meet a shape's box.
class Tree {
 public:
  explicit Tree(const std::vector<geos::Shape>& shapes) : tree_(GEOSSTRtree_create_r(context(), 10)) {
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      GEOSSTRtree_insert_r(context(), tree_, shapes[i].get(), reinterpret_cast<void*>(i));
    }
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() { GEOSSTRtree_destroy_r(context(), tree_); }
  const std::vector<std::size_t>& meeting(const GEOSGeometry* shape) {
    found_.clear();
    GEOSSTRtree_query_r(
        context(), tree_, shape,
        [](void* item, void* list) {
          static_cast<std::vector<std::size_t>*>(list)->push_back(reinterpret_cast<std::size_t>(item));
        },
        &found_);
    return found_;
  }

 private:
  GEOSSTRtree* tree_;
  std::vector<std::size_t> found_;
};

void measure(std::size_t count, unsigned threads, Mix mix) {
  const std::string data = mix == Mix::plain ? "plain polygons" : "realistic polygons";
  const std::vector<Geometry> polygons = bench::hazard_polygons(count, mix);
  std::vector<const Geometry*> refs;
  for (const Geometry& g : polygons) refs.push_back(&g);

  std::vector<geos::Shape> shapes;
  const double convert = seconds_of([&] {
    for (const Geometry& g : polygons) shapes.push_back(geos::shape_of(g));
  });
  std::fprintf(stderr, "# %s: arrays to GEOS shapes %.3f s, in no row\n", data.c_str(), convert);

  // Validity.
  std::vector<Validity> verdicts;
  std::vector<char> geos_verdicts(count);
  const double ours_valid = seconds_of([&] { verdicts = validities(refs, threads); });
  const double geos_valid = seconds_of([&] {
    for (std::size_t i = 0; i < count; ++i)
      geos_verdicts[i] = shapes[i] && GEOSisValid_r(context(), shapes[i].get()) == 1;
  });
  bool agree = true;
  std::size_t doubtful = 0;
  for (std::size_t i = 0; i < count; ++i) {
    agree = agree && verdicts[i].valid == (geos_verdicts[i] == 1);
    if (verdicts[i].valid && !clearly_valid(polygons[i])) ++doubtful;
  }
  row("validity, " + data, count, "GEOS", ours_valid, geos_valid, agree);
  std::fprintf(stderr, "# %s: %zu valid ones had to ask GEOS\n", data.c_str(), doubtful);

  // Geodesic area.
  geod_geodesic wgs84;
  geod_init(&wgs84, 6378137, 1 / 298.257223563);
  std::vector<double> areas, proj_areas(count);
  const double ours_area = seconds_of([&] { areas = areas_m2(refs, threads); });
  const double proj_time = seconds_of([&] {
    for (std::size_t i = 0; i < count; ++i) proj_areas[i] = proj_area(polygons[i], wgs84);
  });
  agree = true;
  for (std::size_t i = 0; i < count; ++i)
    agree = agree && std::abs(areas[i] - proj_areas[i]) <= 1e-8 * proj_areas[i] + 1e-3;
  row("geodesic area, " + data, count, "PROJ", ours_area, proj_time, agree, 100);

  // The peer asks about what is valid; so that both answer the same question it gets our repaired copies.
  const Layer layer{refs, verdicts, threads};
  for (std::size_t i = 0; i < count; ++i) {
    if (layer.repaired(i)) shapes[i] = geos::shape_of(layer.sound(i));
  }

  // Boxes that meet.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  const double ours_join = seconds_of([&] { pairs = meeting_pairs(layer.boxes(), threads); });
  std::size_t tree_pairs = 0;
  const double tree_join = seconds_of([&] {
    Tree tree{shapes};
    for (std::size_t i = 0; i < count; ++i) {
      for (const std::size_t j : tree.meeting(shapes[i].get())) tree_pairs += i < j ? 1 : 0;
    }
  });
  row("boxes that meet, " + data, count, "GEOS STRtree", ours_join, tree_join, tree_pairs == pairs.size());

  // Overlaps, from polygons to square metres.
  std::vector<Overlap> found;
  const double ours_overlap = seconds_of([&] { found = overlaps(layer, threads); });
  std::vector<Overlap> by_geos;
  const double geos_overlap = seconds_of([&] {
    Tree tree{shapes};
    for (std::uint32_t i = 0; i < count; ++i) {
      for (const std::size_t j : tree.meeting(shapes[i].get())) {
        if (j <= i || GEOSIntersects_r(context(), shapes[i].get(), shapes[j].get()) != 1) continue;
        const geos::Shape common{GEOSIntersection_r(context(), shapes[i].get(), shapes[j].get())};
        const double area = proj_area(geos::geometry_of(common.get(), 2), wgs84);
        if (area > kLeastOverlapM2) by_geos.push_back({i, static_cast<std::uint32_t>(j), area});
      }
    }
  });
  std::sort(by_geos.begin(), by_geos.end(), [](const Overlap& a, const Overlap& b) {
    return a.first != b.first ? a.first < b.first : a.second < b.second;
  });
  double sum = 0, geos_sum = 0;
  std::size_t ours_only = 0, theirs_only = 0;
  double largest = 0;
  for (std::size_t i = 0, j = 0; i < found.size() || j < by_geos.size();) {
    const auto key = [](const Overlap& o) { return (std::uint64_t{o.first} << 32) | o.second; };
    if (j == by_geos.size() || (i < found.size() && key(found[i]) < key(by_geos[j]))) {
      ours_only += found[i].area_m2 > 1e-3 ? 1 : 0;
      sum += found[i++].area_m2;
    } else if (i == found.size() || key(by_geos[j]) < key(found[i])) {
      theirs_only += by_geos[j].area_m2 > 1e-3 ? 1 : 0;
      geos_sum += by_geos[j++].area_m2;
    } else {
      largest = std::max(largest, std::abs(found[i].area_m2 - by_geos[j].area_m2));
      sum += found[i++].area_m2, geos_sum += by_geos[j++].area_m2;
    }
  }
  std::fprintf(stderr,
               "# %s: %zu box pairs, %zu overlaps, sums %.6f and %.6f m2 (%.1e apart), largest difference %.2e m2, %zu "
               "and %zu alone\n",
               data.c_str(), pairs.size(), found.size(), sum, geos_sum, std::abs(sum - geos_sum) / sum, largest,
               ours_only, theirs_only);
  row("every overlap and its area, " + data, count, "GEOS and PROJ", ours_overlap, geos_overlap,
      ours_only == 0 && theirs_only == 0 && same(sum, geos_sum, mix == Mix::plain ? 1e-9 : 1e-7));

  // The area of the union.
  std::vector<double> covered;
  const double ours_union = seconds_of([&] { covered = coverage_m2(layer, threads); });
  double union_by_geos = 0;
  const double geos_union = seconds_of([&] {
    std::vector<std::uint32_t> root(count);
    for (std::uint32_t i = 0; i < count; ++i) root[i] = i;
    const auto find = [&](std::uint32_t i) {
      while (root[i] != i) i = root[i] = root[root[i]];
      return i;
    };
    for (const auto& [a, b] : pairs) root[find(a)] = find(b);
    std::vector<std::vector<GEOSGeometry*>> groups(count);
    for (std::uint32_t i = 0; i < count; ++i) groups[find(i)].push_back(GEOSGeom_clone_r(context(), shapes[i].get()));
    for (auto& group : groups) {
      if (group.empty()) continue;
      const geos::Shape all{GEOSGeom_createCollection_r(context(), GEOS_GEOMETRYCOLLECTION, group.data(),
                                                        static_cast<unsigned>(group.size()))};
      const geos::Shape merged{GEOSUnaryUnion_r(context(), all.get())};
      union_by_geos += proj_area(geos::geometry_of(merged.get(), 2), wgs84);
    }
  });
  const double once = covered.empty() ? 0 : covered[0];
  std::fprintf(stderr, "# %s: union %.6f and %.6f m2 (%.1e apart), %zu levels\n", data.c_str(), once, union_by_geos,
               std::abs(once - union_by_geos) / once, covered.size());
  row("area of the union, per group, " + data, count, "GEOS and PROJ", ours_union, geos_union,
      same(once, union_by_geos, mix == Mix::plain ? 1e-9 : 1e-7));

  // Twice as many points in polygons.
  std::vector<double> lon, lat;
  bench::points_near(polygons, 2 * count, lon, lat);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;
  const double ours_points = seconds_of([&] { hits = points_in_polygons(lon, lat, layer, threads); });
  std::size_t geos_hits = 0;
  const double geos_points = seconds_of([&] {
    Tree tree{shapes};
    std::vector<const GEOSPreparedGeometry*> prepared(count, nullptr);
    for (std::size_t i = 0; i < lon.size(); ++i) {
      const geos::Shape point{GEOSGeom_createPointFromXY_r(context(), lon[i], lat[i])};
      for (const std::size_t j : tree.meeting(point.get())) {
        if (prepared[j] == nullptr) prepared[j] = GEOSPrepare_r(context(), shapes[j].get());
        geos_hits += GEOSPreparedIntersects_r(context(), prepared[j], point.get()) == 1 ? 1 : 0;
      }
    }
    for (const GEOSPreparedGeometry* one : prepared) {
      if (one != nullptr) GEOSPreparedGeom_destroy_r(context(), one);
    }
  });
  row("twice as many points in " + data, count, "GEOS prepared", ours_points, geos_points, geos_hits == hits.size(), 3);
}

}  // namespace
}  // namespace tilth::geo

int main(int count, char** words) {
  const std::size_t polygons = count > 1 ? std::strtoull(words[1], nullptr, 10) : 100'000;
  const unsigned threads = count > 2 ? static_cast<unsigned>(std::strtoul(words[2], nullptr, 10)) : 1;
  tilth::geo::measure(polygons, threads, tilth::bench::Mix::plain);
  tilth::geo::measure(polygons, threads, tilth::bench::Mix::realistic);
  return tilth::geo::all_agree ? 0 : 1;
}
