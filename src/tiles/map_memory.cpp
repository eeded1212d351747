// SPDX-License-Identifier: Apache-2.0
#include "tiles/map_memory.h"

#include <algorithm>

namespace tilth::tiles {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kIdle = std::chrono::minutes{10};
constexpr std::size_t kManyChanges = 2000;  // beyond, the table is read anew while this one still answers

}  // namespace

MapMemory::MapMemory(const store::Store& store, std::size_t most_bytes) : store_(store), most_bytes_(most_bytes) {}

MapMemory::~MapMemory() {
  {
    const std::lock_guard lock{guard_};
    ending_ = true;
  }
  changed_.notify_all();
  if (reader_.joinable()) reader_.join();
}

std::shared_ptr<const MapTable> MapMemory::table(const store::Caller& caller, const model::RecordType& type) {
  if (caller.rows.contains(type.name)) return nullptr;
  const auto model = store_.model();
  const std::lock_guard lock{guard_};
  kept_.remove_if([&](const auto& one) { return one->model != model; });
  const auto at = std::find_if(kept_.begin(), kept_.end(), [&](const auto& one) {
    return one->type == type.name && one->highest_class == caller.highest_class;
  });
  if (at == kept_.end()) {
    kept_.push_front(std::make_shared<Kept>(Kept{model, type.name, caller.highest_class, nullptr, {}}));
  } else {
    kept_.splice(kept_.begin(), kept_, at);
  }
  Kept& kept = *kept_.front();
  kept.asked = Clock::now();
  if (kept.table) {
    kept.table = MapTable::caught_up(kept.table, store_, caller, type);
    kept.wanted = kept.wanted || !kept.table || kept.table->changes() > kManyChanges;
  }
  if (kept.wanted) {
    if (!reader_.joinable()) reader_ = std::thread{[this] { work(); }};
    changed_.notify_all();
  }
  return kept.table;
}

std::size_t MapMemory::held() const {
  std::size_t sum = 0;
  for (const auto& one : kept_) sum += one->table ? one->table->bytes() : 0;
  return sum;
}

void MapMemory::let_go_unlocked(Time since) {
  kept_.remove_if(
      [&](const auto& one) { return one->asked < since || (!one->table && !one->wanted && one->read < since); });
}

void MapMemory::let_go(Time since) {
  const std::lock_guard lock{guard_};
  let_go_unlocked(since);
}

void MapMemory::work() {
  std::unique_lock lock{guard_};
  while (!ending_) {
    let_go_unlocked(Clock::now() - kIdle);
    const auto next = std::find_if(kept_.begin(), kept_.end(), [](const auto& one) { return one->wanted; });
    if (next == kept_.end()) {
      const auto longest = std::min_element(kept_.begin(), kept_.end(),
                                            [](const auto& a, const auto& b) { return a->asked < b->asked; });
      changed_.wait_until(lock, (longest == kept_.end() ? Clock::now() : (*longest)->asked) + kIdle);
      continue;
    }
    const std::shared_ptr<Kept> one = *next;
    const std::size_t room = most_bytes_ - std::min(most_bytes_, held() - (one->table ? one->table->bytes() : 0));
    reading_ = true;
    lock.unlock();
    std::shared_ptr<const MapTable> table;
    try {
      store::Caller caller;
      caller.highest_class = one->highest_class;
      if (const model::RecordType* type = one->model->find_type(one->type))
        table = MapTable::read(store_, caller, *type, room, ending_);
    } catch (const std::exception&) {
      // The file is there for tiles; it will say the same to them, with words.
    }
    lock.lock();
    reading_ = false;
    one->table = std::move(table);
    one->read = Clock::now();
    one->wanted = false;
    changed_.notify_all();
  }
}

void MapMemory::settle() {
  std::unique_lock lock{guard_};
  changed_.wait(lock, [this] {
    return !reading_ && std::none_of(kept_.begin(), kept_.end(), [](const auto& one) { return one->wanted; });
  });
}

std::size_t MapMemory::bytes() const {
  const std::lock_guard lock{guard_};
  return held();
}

}  // namespace tilth::tiles
