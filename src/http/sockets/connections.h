// SPDX-License-Identifier: Apache-2.0
// The connections that are open, and how many there may be.
#pragma once

#include "http/metrics.h"
#include "http/server.h"
#include "http/sockets/io.h"

#include <list>
#include <map>
#include <string>

namespace tilth::http::sockets {

/// One connection, as the limits see it.
struct Connection {
  std::string address;  ///< of the other side
  beast::tcp_stream* stream = nullptr;
  std::list<Connection*>::iterator place;  ///< among the silent ones
  bool silent = false;
  bool evicted = false;
};

/// Counts connections and lets the longest silent one make room. Of the I/O thread alone.
class Connections {
 public:
  Connections(const ServerSettings& settings, Metrics& metrics) : settings_(settings), metrics_(metrics) {}

  /// Room for one more connection of this address, at the cost of the longest silent one where it must be. False: there
  /// is none.
  bool make_room(const std::string& address);
  void enter(const Connection& connection);
  void leave(const Connection& connection);
  void waits(Connection& connection);   ///< for a request: from now on it is silent
  void speaks(Connection& connection);  ///< no longer silent
  void end_silent_ones();
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  void evict(Connection& connection);

  const ServerSettings& settings_;
  Metrics& metrics_;
  std::size_t count_ = 0;
  std::map<std::string, std::size_t> by_address_;
  std::list<Connection*> silent_;  ///< the longest silent first
};

}  // namespace tilth::http::sockets
