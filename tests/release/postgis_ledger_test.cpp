// SPDX-License-Identifier: Apache-2.0
// The ledger against PostGIS: random histories with overlapping products, an extension, a split and a merge. 300 of
// them, or 10,000 with TILTH_LONG=1.
#include "geo/codec.h"
#include "release/ledger.h"
#include "support/paths.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <numbers>
#include <random>
#include <sstream>
#include <vector>

namespace tilth::release {
namespace {

std::string output_of(const std::string& command, int& status) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  char buffer[65536];
  for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, got);
  status = pclose(pipe);
  return text;
}

/// A cluster of its own on a socket in its own folder; gone when this goes.
class Cluster {
 public:
  Cluster() : folder_("/tmp/tilth-ledger-test-" + std::to_string(getpid())) {
    int status = 0;
    connection_ = output_of("PG_SHARED_BUFFERS=128MB bash " + script() + " start " + folder_ + " 2>/dev/null", status);
    while (!connection_.empty() && connection_.back() == '\n') connection_.pop_back();
    running_ = status == 0;
  }
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;
  ~Cluster() {
    int status = 0;
    output_of("bash " + script() + " stop " + folder_ + " 2>&1", status);
  }
  [[nodiscard]] bool running() const { return running_; }
  [[nodiscard]] std::string answer(const std::string& sql, int& status) const {
    const std::filesystem::path file = folder_ + ".sql";
    std::ofstream(file) << sql;
    std::string text =
        output_of("psql -X -q -A -t -v ON_ERROR_STOP=1 '" + connection_ + "' -f " + file.string(), status);
    std::filesystem::remove(file);
    return text;
  }

 private:
  static std::string script() { return test::source_dir().string() + "/tests/support/postgis_cluster.sh"; }
  std::string folder_, connection_;
  bool running_ = false;
};

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : bits_(seed) {}
  double uniform(double low, double high) {
    return low + (high - low) * (static_cast<double>(bits_() >> 11) + 0.5) * 0x1p-53;
  }
  int whole(int low, int high) { return static_cast<int>(uniform(low, high + 1)); }
  bool chance(double p) { return uniform(0, 1) < p; }

  /// A star-shaped outline; coordinates to seven decimals, as the field has them. Edges are cut to 40 m: where a border
  /// of 500 m is cut by another outline, the two pieces bulge 2 m2 less than the whole, so pieces that PostGIS measures
  /// one by one do not add up and nothing could be compared closer than that.
  geo::GeometryPtr outline(double lon, double lat, double radius_m) {
    geo::Geometry g{.kind = geo::Kind::polygon};
    const int corners = whole(4, 14);
    std::vector<std::pair<double, double>> corner;
    for (int i = 0; i < corners; ++i) {
      const double angle = 2 * std::numbers::pi * (i + uniform(0, 0.8)) / corners,
                   r = radius_m * uniform(0.4, 1.3) / 111'000;
      corner.emplace_back(lon + r * std::cos(angle) / std::cos(lat * std::numbers::pi / 180),
                          lat + r * std::sin(angle));
    }
    for (std::size_t i = 0; i < corner.size(); ++i) {
      const auto [x1, y1] = corner[i];
      const auto [x2, y2] = corner[(i + 1) % corner.size()];
      const int pieces = 1 + static_cast<int>(std::hypot(x2 - x1, y2 - y1) * 111'000 / 40);
      for (int k = 0; k < pieces; ++k) {
        g.x.push_back(std::round((x1 + (x2 - x1) * k / pieces) * 1e7) / 1e7);
        g.y.push_back(std::round((y1 + (y2 - y1) * k / pieces) * 1e7) / 1e7);
      }
    }
    g.x.push_back(g.x.front());
    g.y.push_back(g.y.front());
    g.close_path();
    g.close_part();
    return std::make_shared<const geo::Geometry>(std::move(g));
  }

 private:
  std::mt19937_64 bits_;
};

constexpr std::uint64_t kActs = 40;  // ids set aside for one history
Uuid id(std::uint64_t n) { return Uuid::from_parts(1'700'000'000'000, 0, n); }
Date day(int n) { return Date::from_days(18'000 + n); }

/// What PostGIS replays: one line an act, in order of time.
struct Act {
  std::uint64_t number;  // of its record; the entry's source
  char what;             // c create, e extend, r release, s split, m merge
  std::uint64_t hazard, other;
  geo::GeometryPtr land;
};

constexpr const char* kReplay = R"sql(
CREATE TABLE act (ord bigint, what text, hazard bigint, other bigint, g geometry);
CREATE TABLE result (ord bigint, what text, area double precision);
CREATE TABLE land (hazard bigint PRIMARY KEY, g geometry);
\copy act FROM '@FILE@'
CREATE FUNCTION m2(g geometry) RETURNS double precision LANGUAGE sql IMMUTABLE AS
  $$ SELECT CASE WHEN g IS NULL OR ST_IsEmpty(g) THEN 0 ELSE ST_Area(ST_CollectionExtract(g, 3)::geography) END $$;
CREATE FUNCTION replay() RETURNS void LANGUAGE plpgsql AS $$
DECLARE a record; mine geometry; theirs geometry; piece geometry;
BEGIN
  FOR a IN SELECT * FROM act ORDER BY ord LOOP
    SELECT g INTO mine FROM land WHERE hazard = a.hazard;
    IF a.what = 'c' THEN
      INSERT INTO land VALUES (a.hazard, a.g);
      INSERT INTO result VALUES (a.ord, 'created', m2(a.g));
    ELSIF a.what = 'e' THEN
      INSERT INTO result VALUES (a.ord, 'extended', m2(ST_Difference(a.g, mine)));
      UPDATE land SET g = ST_Union(mine, a.g) WHERE hazard = a.hazard;
    ELSIF a.what = 'r' THEN
      INSERT INTO result VALUES (a.ord, 'released', m2(ST_Intersection(mine, a.g)));
      UPDATE land SET g = ST_CollectionExtract(ST_Difference(mine, a.g), 3) WHERE hazard = a.hazard;
    ELSIF a.what = 's' THEN
      piece := ST_CollectionExtract(ST_Intersection(mine, a.g), 3);
      INSERT INTO result VALUES (a.ord, 'moved', m2(piece));
      INSERT INTO result VALUES (a.ord, 'created', m2(ST_Difference(a.g, piece)));
      UPDATE land SET g = ST_CollectionExtract(ST_Difference(mine, a.g), 3) WHERE hazard = a.hazard;
      INSERT INTO land VALUES (a.other, a.g);
    ELSE
      SELECT g INTO theirs FROM land WHERE hazard = a.other;
      INSERT INTO result VALUES (a.ord, 'moved', m2(mine));
      IF theirs IS NULL THEN INSERT INTO land VALUES (a.other, mine);
      ELSE UPDATE land SET g = ST_Union(theirs, mine) WHERE hazard = a.other; END IF;
      UPDATE land SET g = ST_GeomFromText('POLYGON EMPTY', 4326) WHERE hazard = a.hazard;
    END IF;
  END LOOP;
  INSERT INTO result SELECT hazard, 'remaining', m2(g) FROM land;
END $$;
SELECT replay();
SELECT ord, what, area FROM result ORDER BY what, ord;
)sql";

TEST(PostgisLedger, GivesTheSameAreasForRandomHistoriesWithOverlapsASplitAndAMerge) {
  const Cluster cluster;
  if (!cluster.running()) GTEST_SKIP() << "PostgreSQL with PostGIS is not installed or does not start";
  const int histories = std::getenv("TILTH_LONG") != nullptr ? 10'000 : 300;
  Draw draw{20'261'124};
  LandHistory history;
  std::vector<Act> acts;
  for (int h = 0; h < histories; ++h) {
    std::uint64_t next = static_cast<std::uint64_t>(h) * kActs + 1;
    const double lon = draw.uniform(22, 40), lat = draw.uniform(-35, 52), size = draw.uniform(40, 400);
    const auto nearby = [&](double scale) {
      return draw.outline(lon + draw.uniform(-1, 1) * size / 111'000, lat + draw.uniform(-1, 1) * size / 111'000,
                          size * scale);
    };
    const auto create = [&](int when, geo::GeometryPtr land) {
      const std::uint64_t number = next++;
      acts.push_back({number, 'c', number, 0, land});
      history.hazards.push_back({.id = id(number), .polygon = std::move(land), .created_on = day(when)});
      return number;
    };
    const auto release = [&](int when, std::uint64_t hazard, geo::GeometryPtr land) {
      const std::uint64_t number = next++;
      acts.push_back({number, 'r', hazard, 0, land});
      history.products.push_back(
          {.id = id(number), .hazard = id(hazard), .polygon = std::move(land), .on = day(when), .approved = true});
    };
    const std::uint64_t first = create(0, draw.outline(lon, lat, size)), second = create(1, nearby(1));
    const std::size_t first_index = history.hazards.size() - 2;
    for (int i = draw.whole(2, 4); i > 0; --i) release(20 - i, draw.chance(0.7) ? first : second, nearby(0.5));
    if (draw.chance(0.7)) {
      const std::uint64_t number = next++;
      const geo::GeometryPtr land = nearby(0.5);
      acts.push_back({number, 'e', first, 0, land});
      history.changes.push_back(
          {.id = id(number), .hazard = id(first), .kind = ChangeKind::extended, .polygon = land, .on = day(25)});
      release(26, first, nearby(0.6));
    }
    const std::uint64_t child = next++;
    const geo::GeometryPtr part = nearby(0.6);
    acts.push_back({child, 's', first, child, part});
    history.hazards.push_back({.id = id(child), .polygon = part, .created_on = day(30), .parent = id(first)});
    for (int i = draw.whole(0, 3); i > 0; --i) release(40 - i, draw.chance(0.5) ? child : first, nearby(0.4));
    if (draw.chance(0.7)) {
      const std::uint64_t whole = next++;
      for (const std::uint64_t from : {first, second}) acts.push_back({from, 'm', from, whole, nullptr});
      for (const std::size_t at : {first_index, first_index + 1}) {
        history.hazards[at].successor = id(whole);
        history.hazards[at].closed_on = day(50);
      }
      history.hazards.push_back({.id = id(whole), .created_on = day(50)});
      release(51, whole, nearby(0.8));
      release(52, whole, nearby(0.8));
    }
  }

  const std::string file = "/tmp/tilth-ledger-acts-" + std::to_string(getpid());
  {
    std::ofstream out(file);
    std::uint64_t ord = 0;
    for (const Act& act : acts) {
      out << ord++ << '\t' << act.what << '\t' << act.hazard << '\t' << act.other << '\t';
      if (!act.land)
        out << "\\N";
      else
        out << "SRID=4326;" << geo::to_wkt(*act.land);
      out << '\n';
    }
  }
  std::string sql = kReplay;
  sql.replace(sql.find("@FILE@"), 6, file);
  int status = 0;
  const std::string text = cluster.answer(sql, status);
  std::filesystem::remove(file);
  ASSERT_EQ(status, 0);

  SilentProgress silent;
  const Ledger ledger = Ledger::of(history, {}, silent);
  // Several acts may have one source (a hazard is created, later merged), so the kind is part of the key.
  std::map<std::pair<std::string, Uuid>, double> ours;
  for (const Entry& entry : ledger.entries()) {
    const char* what = entry.kind == EntryKind::created           ? "created"
                       : entry.kind == EntryKind::extended        ? "extended"
                       : entry.kind == EntryKind::transferred_out ? "moved"
                       : entry.kind == EntryKind::cleared         ? "released"
                                                                  : "";
    ours[{what, entry.source}] += entry.area.as_double();
  }
  int compared = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string ord, what, area;
    std::getline(fields, ord, '|');
    std::getline(fields, what, '|');
    std::getline(fields, area, '|');
    if (area.empty()) continue;
    const std::uint64_t number = std::stoull(ord);
    const double theirs = std::stod(area);
    const double mine =
        what == "remaining" ? ledger.open(id(number)).as_double() : ours[{what, id(acts[number].number)}];
    ++compared;
    // Rounding to 0.01 m2, and for what is left 1e-6 of the hazard (Ledger, kZeroShare).
    ASSERT_NEAR(mine, theirs, 0.05 + kZeroShare * std::max(theirs, 200'000.0)) << what << " of act " << number;
  }
  EXPECT_GT(compared, histories * 8);
}

}  // namespace
}  // namespace tilth::release
