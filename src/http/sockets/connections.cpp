// SPDX-License-Identifier: Apache-2.0
#include "http/sockets/connections.h"

#include <algorithm>

namespace tilth::http::sockets {

bool Connections::make_room(const std::string& address) {
  const auto of_address = by_address_.find(address);
  if (of_address != by_address_.end() && of_address->second >= settings_.most_of_one_address) {
    const auto silent =
        std::find_if(silent_.begin(), silent_.end(), [&](const Connection* one) { return one->address == address; });
    if (silent == silent_.end()) return false;
    evict(**silent);
  } else if (count_ >= settings_.most_connections) {
    if (silent_.empty()) return false;
    evict(*silent_.front());
  }
  return true;
}

void Connections::evict(Connection& connection) {
  ++metrics_.connections_evicted;
  connection.evicted = true;
  speaks(connection);
  leave(connection);  // its place is free from now on, though its coroutine ends a moment later
  connection.stream->cancel();
  connection.stream->close();
}

void Connections::enter(const Connection& connection) {
  ++count_;
  ++by_address_[connection.address];
  metrics_.connections = static_cast<std::int64_t>(count_);
}

void Connections::leave(const Connection& connection) {
  --count_;
  const auto known = by_address_.find(connection.address);
  if (known != by_address_.end() && --known->second == 0) by_address_.erase(known);
  metrics_.connections = static_cast<std::int64_t>(count_);
}

void Connections::waits(Connection& connection) {
  connection.place = silent_.insert(silent_.end(), &connection);
  connection.silent = true;
}

void Connections::speaks(Connection& connection) {
  if (connection.silent) silent_.erase(connection.place);
  connection.silent = false;
}

void Connections::end_silent_ones() {
  while (!silent_.empty()) evict(*silent_.front());
}

}  // namespace tilth::http::sockets
