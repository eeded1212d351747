// SPDX-License-Identifier: Apache-2.0
#include "exchange/staged_load.h"

#include "base/problem.h"

namespace tilth::exchange {

StagedLoad::StagedLoad(store::Store& store, const store::Batch& batch, Staging staging) : store_(store), batch_(batch) {
  if (staging == Staging::apart) {
    file_ = std::make_unique<StagingFile>();
    return;
  }
  load_ = store_.begin_load(batch_);
  writer_ = std::thread{[this] { write_all(); }};
}

StagedLoad::~StagedLoad() { stop(); }

void StagedLoad::add(store::Change change) {
  if (apart()) return file_->add(change);
  filling_.push_back(std::move(change));
  if (filling_.size() >= kBatch) hand_over();
}

void StagedLoad::attach(const std::filesystem::path& file, std::string_view media_type) {
  if (apart()) {
    attached_.emplace_back(file, media_type);
    return;
  }
  finish();
  load_->attach(file, media_type);
}

std::int64_t StagedLoad::commit(Progress& progress) {
  if (!apart()) {
    finish();
    return load_->commit(progress);
  }
  load_ = store_.begin_load(batch_);
  progress.start("records written", file_->count());
  std::uint64_t so_far = 0;
  file_->replay([&](const store::Change& change) {
    load_->add(change);
    if (++so_far % kBatch != 0) return;
    progress.done(so_far);
    if (progress.cancelled()) throw Problem{"job.cancelled"};
  });
  for (const auto& [file, media_type] : attached_) load_->attach(file, media_type);
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
