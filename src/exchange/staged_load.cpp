// SPDX-License-Identifier: Apache-2.0
#include "exchange/staged_load.h"

#include <utility>

namespace tilth::exchange {

StagedLoad::StagedLoad(std::unique_ptr<store::Store::Load> load)
    : load_(std::move(load)), writer_([this] { write_all(); }) {}

StagedLoad::~StagedLoad() { stop(); }

void StagedLoad::add(store::Change change) {
  filling_.push_back(std::move(change));
  if (filling_.size() >= kBatch) hand_over();
}

std::string StagedLoad::attach(const std::filesystem::path& file, std::string_view media_type) {
  finish();
  return load_->attach(file, media_type);
}

std::int64_t StagedLoad::commit(Progress& progress) {
  finish();
  return load_->commit(progress);
}

/// Until everything that was added is written.
void StagedLoad::finish() {
  if (!filling_.empty()) hand_over();
  stop();
  if (failure_) std::rethrow_exception(failure_);
}

void StagedLoad::hand_over() {
  std::unique_lock lock{guard_};
  moved_.wait(lock, [this] { return waiting_.empty() || failure_; });
  if (failure_) std::rethrow_exception(failure_);
  waiting_.swap(filling_);
  filling_.clear();
  lock.unlock();
  moved_.notify_all();
}

void StagedLoad::stop() {
  {
    const std::lock_guard lock{guard_};
    ending_ = true;
  }
  moved_.notify_all();
  if (writer_.joinable()) writer_.join();
}

void StagedLoad::write_all() {
  std::vector<store::Change> batch;
  for (;;) {
    {
      std::unique_lock lock{guard_};
      moved_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      batch.swap(waiting_);
    }
    moved_.notify_all();
    try {
      for (const store::Change& change : batch) load_->add(change);
    } catch (...) {
      const std::lock_guard lock{guard_};
      failure_ = std::current_exception();
      waiting_.clear();
    }
    batch.clear();
    if (failure_) {
      moved_.notify_all();
      return;
    }
  }
}

}  // namespace tilth::exchange
