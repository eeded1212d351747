// SPDX-License-Identifier: Apache-2.0
// A limit on how long a connection is waited for, after which a last word can still be sent.
#pragma once

#include "http/sockets/io.h"

#include <chrono>
#include <memory>

namespace tilth::http::sockets {

/// Beast's own limit closes the connection when it passes; this one ends the wait and leaves the connection open. Of
/// the I/O thread alone.
class Deadline {
 public:
  /// The stream must outlive it, with its own limit off.
  explicit Deadline(beast::tcp_stream& stream) : stream_(stream), timer_(stream.get_executor()) {}
  ~Deadline() { stop(); }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  /// What is being waited for when the time is over fails with operation_aborted; passed() then says why.
  void start(std::chrono::milliseconds after);
  void stop();
  [[nodiscard]] bool passed() const { return passed_; }

 private:
  beast::tcp_stream& stream_;
  asio::steady_timer timer_;
  std::shared_ptr<bool> running_;  ///< false: stopped, though the timer's word may be on its way
  bool passed_ = false;
};

}  // namespace tilth::http::sockets
