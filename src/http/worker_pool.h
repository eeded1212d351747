// SPDX-License-Identifier: Apache-2.0
// Threads for work that may wait: handlers, compression, passwords.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tilth::http {

/// A fixed number of threads and a bounded queue. What is queued runs even when the pool goes.
class WorkerPool {
 public:
  WorkerPool(std::size_t threads, std::size_t longest_queue);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full: the work is not taken. @pre the work throws nothing
  [[nodiscard]] bool try_post(std::function<void()> work);
  /// For the next piece of an answer that has begun: taken even when the queue is full.
  void post(std::function<void()> work);
  [[nodiscard]] std::size_t waiting() const;

 private:
  void run();
  std::size_t longest_queue_;
  mutable std::mutex guard_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> queue_;  ///< guarded
  bool ending_ = false;                      ///< guarded
  std::vector<std::thread> threads_;
};

}  // namespace tilth::http
