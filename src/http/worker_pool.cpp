// SPDX-License-Identifier: Apache-2.0
// Threads for work that may wait.
#include "http/worker_pool.h"

namespace tilth::http {

WorkerPool::WorkerPool(std::size_t threads, std::size_t longest_queue) : longest_queue_(longest_queue) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock{guard_};
    ending_ = true;
  }
  ready_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::try_post(std::function<void()> work) {
  {
    const std::lock_guard lock{guard_};
    if (queue_.size() >= longest_queue_) return false;
    queue_.push_back(std::move(work));
  }
  ready_.notify_one();
  return true;
}

void WorkerPool::post(std::function<void()> work) {
  {
    const std::lock_guard lock{guard_};
    queue_.push_back(std::move(work));
  }
  ready_.notify_one();
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock{guard_};
  return queue_.size();
}

void WorkerPool::run() {
  while (true) {
    std::function<void()> work;
    {
      std::unique_lock lock{guard_};
      ready_.wait(lock, [this] { return ending_ || !queue_.empty(); });
      if (queue_.empty()) return;
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    work();
  }
}

}  // namespace tilth::http
