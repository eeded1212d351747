// SPDX-License-Identifier: Apache-2.0
// Answers on their way out: header, whole body or stream with backpressure, limits on time.
#pragma once

#include "http/sockets/state.h"

#include <string>

namespace tilth::http::sockets {

/// How an answer leaves.
struct Sending {
  bool head = false;  ///< the header alone
  bool keep = false;  ///< the connection goes on after it
  unsigned version = 11;
  std::string method, route;  ///< for log and metrics
  std::string host;           ///< as the request names it, with its port
  Clock::time_point begun;
};

/// Of an answer after which the connection ends. A named object each time: GCC 12 destroys braced temporaries of an
/// awaited call twice.
Sending last_words(std::string route);

/// Sends, counts and logs an answer. False: the connection must end, for the answer is not whole or cannot be ended
/// otherwise. Stream is PlainStream or TlsStream.
template <class Stream>
awaitable<bool> send(State& state, Stream& stream, Connection& connection, Response& response, const Sending& sending);

/// Reads on for a moment after a refusal, so that the caller sees the answer instead of a reset.
template <class Stream>
awaitable<void> drain(Stream& stream, Connection& connection);

}  // namespace tilth::http::sockets
