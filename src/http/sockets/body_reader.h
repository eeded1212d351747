// SPDX-License-Identifier: Apache-2.0
// Bodies on their way in: to memory or to a file, within the limits of their route.
#pragma once

#include "http/sockets/state.h"
#include "http/sockets/temporary_file.h"

#include <optional>

namespace tilth::http::sockets {

using Parser = bhttp::request_parser<bhttp::buffer_body>;

/// Why a body is not read at all, by its header.
std::optional<Response> refused_body(const Route& route, const Parser& parser, const Request& request);

/// Reads the body into meant.request; what speaks against it becomes meant.answer. False when the connection broke or
/// was too slow: it must end. Stream is PlainStream or TlsStream.
template <class Stream>
awaitable<bool> read_body(State& state, Stream& stream, Connection& connection, beast::flat_buffer& buffer,
                          Parser& parser, Meant& meant, TemporaryFile& file);

}  // namespace tilth::http::sockets
