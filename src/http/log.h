// SPDX-License-Identifier: Apache-2.0
// The server's log: one JSON object a line, without personal data.
#pragma once

#include "base/json.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace tilth::http {

/// Lines go to a file descriptor from a thread of its own, so that a slow reader of the log holds nobody up; what does
/// not fit in 4 MiB of waiting lines is dropped and counted. Neither query, path, account nor body of a request is
/// ever written: a route is named by its pattern.
class Log {
 public:
  enum class Level { info, warning, error };

  /// @param descriptor where lines go, such as 2; -1 writes nothing
  explicit Log(int descriptor);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// {"at":..,"level":..,"event":..} and the members of `values`.
  void write(Level level, std::string_view event, const Json& values = Json::object());
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

 private:
  void run();
  int descriptor_;
  std::mutex guard_;
  std::condition_variable ready_;
  std::string waiting_;  ///< guarded
  bool ending_ = false;  ///< guarded
  std::atomic<std::uint64_t> dropped_ = 0;
  std::thread thread_;
};

}  // namespace tilth::http
