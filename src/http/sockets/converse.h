// SPDX-License-Identifier: Apache-2.0
// One connection, from its first byte to its last.
#pragma once

#include "http/sockets/state.h"

#include <string>

namespace tilth::http::sockets {

/// TLS where the server speaks it, then requests and answers in order, until one side has enough. Throws nothing.
awaitable<void> converse(State& state, tcp::socket socket, std::string address);

}  // namespace tilth::http::sockets
