// SPDX-License-Identifier: Apache-2.0
#include "http/sockets/body_reader.h"

#include "base/problem.h"
#include "http/problem.h"
#include "http/sockets/answer_sender.h"
#include "http/sockets/deadline.h"

namespace tilth::http::sockets {
namespace {

constexpr std::size_t kBodyPiece = 16 << 10;

// Outside of coroutines, as in converse.cpp.
Problem too_large(const Route& route) { return Problem{"request.body_too_large", {{"limit", route.max_body}}}; }
Problem malformed(error_code error) { return Problem{"request.malformed", {{"reason", error.message()}}}; }

}  // namespace

std::optional<Response> refused_body(const Route& route, const Parser& parser, const Request& request) {
  const auto length = parser.content_length();
  if (length && *length > route.max_body) return answer_of(too_large(route), request);
  const auto coding = request.header("content-encoding");
  if (coding && *coding != "identity")
    return answer_of(Problem{"request.media_type", {{"given", *coding}, {"takes", "no Content-Encoding"}}}, request);
  return std::nullopt;
}

template <class Stream>
awaitable<bool> read_body(State& state, Stream& stream, Connection& connection, beast::flat_buffer& buffer,
                          Parser& parser, Meant& meant, TemporaryFile& file) {
  Request& request = meant.request;
  const Route& route = *meant.route;
  if (route.body_to_file) {
    if (!file.open(state.settings.work_folder)) {
      meant.answer = answer_of(Problem{"server.no_room", Json::object()}, request);
      co_return true;
    }
  }
  const std::size_t piece_size = route.body_to_file ? kPiece : kBodyPiece;
  std::string piece(piece_size, '\0');
  std::uint64_t read = 0;
  Deadline deadline{*connection.stream};
  while (!parser.is_done()) {
    auto& body = parser.get().body();
    body.data = piece.data();
    body.size = piece.size();
    error_code error;
    deadline.start(state.settings.body_piece);
    co_await bhttp::async_read(stream, buffer, parser, asio::redirect_error(use_awaitable, error));
    deadline.stop();
    if (error == bhttp::error::need_buffer) error = {};
    if (error) {
      if (deadline.passed()) {
        ++state.metrics.timeouts;
        Response response = answer_of(Problem{"request.too_slow", Json::object()}, request);
        const Sending last = last_words(route.pattern);
        co_await send(state, stream, connection, response, last);
      } else if (error.category() == bhttp::make_error_code(bhttp::error::bad_method).category()) {
        Response response = answer_of(malformed(error), request);
        const Sending last = last_words(route.pattern);
        co_await send(state, stream, connection, response, last);
      }
      co_return false;
    }
    const std::size_t got = piece.size() - parser.get().body().size;
    read += got;
    if (read > route.max_body) {
      meant.answer = answer_of(too_large(route), request);
      co_return true;
    }
    if (!route.body_to_file) {
      request.body.append(piece, 0, got);
      continue;
    }
    bool written = false;
    co_await on_pool(
        state,
        [&] {
          written = file.write({piece.data(), got});
        },
        false);
    if (!written) {
      meant.answer = answer_of(Problem{"server.no_room", Json::object()}, request);
      co_return true;
    }
  }
  if (route.body_to_file) {
    file.close();
    request.body_file = file.path();
  }
  co_return true;
}

template awaitable<bool> read_body(State&, PlainStream&, Connection&, beast::flat_buffer&, Parser&, Meant&,
                                   TemporaryFile&);
template awaitable<bool> read_body(State&, TlsStream&, Connection&, beast::flat_buffer&, Parser&, Meant&,
                                   TemporaryFile&);

}  // namespace tilth::http::sockets
