// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/spatial_load.h"

#include "base/problem.h"
#include "geo/hilbert.h"

#include <algorithm>

namespace tilth::store::sqlite {
namespace {

constexpr std::size_t kMostKept = 2'000'000;  // 96 MB: keeps memory bounded

}  // namespace

void SpatialLoad::add(const TypeTable& table, std::int64_t fid, const std::vector<Value>& values) {
  const auto keep = [&](int field) {
    const auto* shape = std::get_if<geo::GeometryPtr>(&values[static_cast<std::size_t>(field)]);
    const geo::Box box = shape == nullptr ? geo::Box{} : (*shape)->box();
    auto& entries = entries_[table.rtree(field)];
    entries.push_back(
        {box.empty() ? 0 : geo::hilbert_key((box.west + box.east) / 2, (box.south + box.north) / 2), fid, box});
    ++shapes_;
    if (entries.size() >= kMostKept) flush(table.rtree(field), entries, nullptr, nullptr);
  };
  if (table.main_geometry >= 0) keep(table.main_geometry);
  for (const int field : table.side_shapes) keep(field);
}

void SpatialLoad::finish(Progress& progress) {
  progress.start("indexed", shapes_);
  std::uint64_t so_far = 0;
  for (auto& [rtree, entries] : entries_) flush(rtree, entries, &progress, &so_far);
}

void SpatialLoad::flush(const std::string& rtree, std::vector<Entry>& entries, Progress* progress,
                        std::uint64_t* so_far) {
  // A record that changed twice in one load keeps its last box.
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.fid < b.fid; });
  const auto last =
      std::unique(entries.rbegin(), entries.rend(), [](const Entry& a, const Entry& b) { return a.fid == b.fid; });
  entries.erase(entries.begin(), last.base());
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
  Statement put = writer_.prepare("INSERT OR REPLACE INTO " + rtree + " VALUES (?1, ?2, ?3, ?4, ?5)");
  Statement drop = writer_.prepare("DELETE FROM " + rtree + " WHERE id = ?1");
  for (const Entry& entry : entries) {
    if (entry.box.empty()) {
      drop.bind(1, entry.fid).run();
    } else {
      put.bind(1, entry.fid)
          .bind(2, entry.box.west)
          .bind(3, entry.box.east)
          .bind(4, entry.box.south)
          .bind(5, entry.box.north)
          .run();
    }
    if (progress != nullptr && (++*so_far & 0xfff) == 0) {
      progress->done(*so_far);
      if (progress->cancelled()) throw Problem{"job.cancelled"};
    }
  }
  entries.clear();
}

}  // namespace tilth::store::sqlite
