// SPDX-License-Identifier: Apache-2.0
#include "tiles/tile_cache.h"

#include <algorithm>

namespace tilth::tiles {
namespace {

constexpr std::size_t kMostChangesLookedAt = 500;  // beyond, all is forgotten: looking would cost more than making anew
constexpr std::size_t kOverhead = 512;             // of an entry beside its bytes

struct Touched {
  std::string type;
  geo::Box box;
};

void add_land(const store::Store& store, const model::RecordType& type, const Uuid& id, std::int64_t seq,
              std::vector<Touched>& touched) {
  const int geometry = type.index_of(type.geometry_field);
  for (const std::int64_t at : {seq - 1, seq}) {
    const auto record = store.find(store::Caller{}, type.name, id, at);
    if (!record || record->removed) continue;
    const auto* shape = std::get_if<geo::GeometryPtr>(&record->values[static_cast<std::size_t>(geometry)]);
    if (shape != nullptr && !(*shape)->empty()) touched.push_back({type.name, (*shape)->box()});
  }
}

}  // namespace

void TileCache::forget(std::list<Entry>::iterator entry) {
  bytes_ -= entry->size;
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

void TileCache::catch_up(const store::Store& store) {
  const std::int64_t last = store.last_seq();
  if (last == seen_) return;
  if (!entries_.empty()) {
    std::vector<Touched> touched;
    std::size_t changes = 0;
    const auto model = store.model();
    store.operations_since(seen_, [&](const store::Operation& operation) {
      if (operation.seq > last || ++changes > kMostChangesLookedAt) return false;
      const model::RecordType* type = model->find_type(operation.type);
      if (type != nullptr && !type->geometry_field.empty())
        add_land(store, *type, operation.record, operation.seq, touched);
      return true;
    });
    const bool all = changes > kMostChangesLookedAt;
    for (auto at = entries_.begin(); at != entries_.end();) {
      const auto entry = at++;
      const bool reached =
          all || entry->of.of_others || std::any_of(touched.begin(), touched.end(), [&](const Touched& one) {
            return one.box.meets(entry->of.box) &&
                   std::find(entry->of.types.begin(), entry->of.types.end(), one.type) != entry->of.types.end();
          });
      if (reached) forget(entry);
    }
  }
  seen_ = last;
}

std::optional<KeptTile> TileCache::find(const store::Store& store, const std::string& key, std::int64_t& seq) {
  const std::lock_guard lock{guard_};
  catch_up(store);
  seq = seen_;
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->tile;
}

void TileCache::put(std::string key, KeptTile tile, MadeOf of, std::int64_t seq) {
  const std::lock_guard lock{guard_};
  if (seq != seen_ || by_key_.contains(key)) return;
  const std::size_t size = kOverhead + 2 * key.size() + tile.bytes->size();
  if (size > most_bytes_ / 4) return;
  while (bytes_ + size > most_bytes_) forget(std::prev(entries_.end()));
  entries_.push_front({std::move(key), std::move(tile), std::move(of), size});
  by_key_.emplace(entries_.front().key, entries_.begin());
  bytes_ += size;
}

std::size_t TileCache::bytes() const {
  const std::lock_guard lock{guard_};
  return bytes_;
}

std::size_t TileCache::tiles() const {
  const std::lock_guard lock{guard_};
  return entries_.size();
}

}  // namespace tilth::tiles
