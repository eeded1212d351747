// SPDX-License-Identifier: Apache-2.0
#include "http/sockets/converse.h"

#include "base/problem.h"
#include "http/problem.h"
#include "http/sockets/answer_sender.h"
#include "http/sockets/body_reader.h"
#include "http/sockets/deadline.h"

#include <algorithm>
#include <limits>

namespace tilth::http::sockets {
namespace {

std::optional<Method> method_of(bhttp::verb verb) {
  switch (verb) {
    case bhttp::verb::get:
      return Method::get;
    case bhttp::verb::head:
      return Method::head;
    case bhttp::verb::post:
      return Method::post;
    case bhttp::verb::put:
      return Method::put;
    case bhttp::verb::patch:
      return Method::patch;
    case bhttp::verb::delete_:
      return Method::delete_;
    case bhttp::verb::options:
      return Method::options;
    default:
      return std::nullopt;
  }
}

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

/// Gives bytes of a budget back when it goes.
class Share {
 public:
  Share(std::size_t& used, std::size_t bytes) : used_(&used), bytes_(bytes) { *used_ += bytes_; }
  ~Share() { *used_ -= bytes_; }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;

 private:
  std::size_t* used_;
  std::size_t bytes_;
};

// Problems with values are made outside of coroutines: of an initializer list within one, clang 16 without optimisation
// loses what it holds.

/// Nothing for a connection that broke or ended.
std::optional<Problem> fault_of_header(State& state, error_code error, bool too_slow) {
  if (error == bhttp::error::end_of_stream || error == asio::error::connection_reset || error == asio::error::eof)
    return std::nullopt;
  if (too_slow) {
    ++state.metrics.timeouts;
    return Problem{"request.too_slow", Json::object()};
  }
  if (error == bhttp::error::header_limit)
    return Problem{"request.header_too_large", {{"limit", state.settings.largest_header}}};
  if (error.category() != bhttp::make_error_code(bhttp::error::bad_method).category()) return std::nullopt;
  return Problem{"request.malformed", {{"reason", error.message()}}};
}

Problem without_host() { return Problem{"request.malformed", {{"reason", "there is no Host header, or two"}}}; }

template <class Stream>
awaitable<void> refuse_header(State& state, Stream& stream, Connection& connection, error_code error, bool too_slow) {
  const std::optional<Problem> fault = fault_of_header(state, error, too_slow);
  if (!fault) co_return;
  Request request;
  request.path = "/";
  Response response = answer_of(*fault, request);
  const Sending last = last_words("");
  co_await send(state, stream, connection, response, last);
}

/// False when the connection must end.
template <class Stream>
awaitable<bool> one_request(State& state, Stream& stream, Connection& connection, beast::flat_buffer& buffer,
                            Parser& parser, bool secure) {
  const auto& head = parser.get();
  Fields headers;
  for (const auto& field : head) {
    headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}),
                         std::string{field.value().data(), field.value().size()});
  }
  const std::optional<Method> method = method_of(head.method());
  const std::string target{head.target().data(), head.target().size()};
  Sending sending;
  sending.head = head.method() == bhttp::verb::head;
  sending.keep = head.keep_alive() && !state.stopping;
  sending.version = head.version();
  sending.method = method ? std::string{text_of(*method)} : "OTHER";
  sending.host = std::string{head[bhttp::field::host].data(), head[bhttp::field::host].size()};
  sending.begun = Clock::now();

  Meant meant = state.application.meant(method, target, std::move(headers), connection.address, secure);
  Request& request = meant.request;
  if (!meant.answer && head.version() == 11 && head.count(bhttp::field::host) != 1)
    meant.answer = answer_of(without_host(), request);
  if (meant.route != nullptr) sending.route = meant.route->pattern;

  TemporaryFile file;
  std::optional<Share> share;
  const bool has_body = !parser.is_done();
  if (has_body && meant.route != nullptr) {
    if (!meant.answer) meant.answer = refused_body(*meant.route, parser, request);
    if (!meant.answer && !meant.route->body_to_file) {
      const std::uint64_t length = parser.content_length().value_or(meant.route->max_body);
      if (state.body_bytes + length > state.settings.most_body_bytes) {
        ++state.metrics.busy;
        meant.answer = answer_of(Problem{"server.busy", Json::object()}, request);
      } else {
        share.emplace(state.body_bytes, length);
      }
    }
  }
  if (has_body && !meant.answer) {
    if (beast::iequals(head[bhttp::field::expect], "100-continue")) {
      error_code error;
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      connection.stream->expires_after(state.settings.write_piece);
      co_await asio::async_write(stream, asio::buffer(kContinue.data(), kContinue.size()),
                                 asio::redirect_error(use_awaitable, error));
      if (error) co_return false;
    }
    if (!co_await read_body(state, stream, connection, buffer, parser, meant, file)) co_return false;
  }
  if (has_body && !parser.is_done()) sending.keep = false;  // what is left of the body would look like a request
  if (!meant.answer) {
    ++state.metrics.in_work;
    Response response;
    const bool taken = co_await on_pool(
        state, [&] { response = state.application.answer(*meant.route, request); }, true);
    --state.metrics.in_work;
    if (!taken) {
      ++state.metrics.busy;
      response = answer_of(Problem{"server.busy", Json::object()}, request);
    }
    meant.answer = std::move(response);
  }
  sending.keep = sending.keep && !state.stopping;
  const bool sent = co_await send(state, stream, connection, *meant.answer, sending);
  if (sent && !sending.keep && has_body && !parser.is_done()) co_await drain(stream, connection);
  co_return sent&& sending.keep;
}

/// Requests and answers, in order, until one side has enough. Pipelined requests wait in the buffer.
template <class Stream>
awaitable<void> exchange(State& state, Stream& stream, Connection& connection, bool secure) {
  beast::flat_buffer buffer{state.settings.largest_header + kPiece};
  Deadline deadline{*connection.stream};
  bool first_request = true;
  while (!state.stopping && !connection.evicted) {
    error_code error;
    if (buffer.size() == 0) {
      connection.stream->expires_after(first_request ? state.settings.first_byte : state.settings.idle);
      state.connections.waits(connection);
      const auto room = buffer.prepare(2048);
      const std::size_t got = co_await stream.async_read_some(room, asio::redirect_error(use_awaitable, error));
      state.connections.speaks(connection);
      if (connection.evicted || error) co_return;
      buffer.commit(got);
    }
    first_request = false;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(state.settings.largest_header));
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // the route says how much
    deadline.start(state.settings.header);
    co_await bhttp::async_read_header(stream, buffer, parser, asio::redirect_error(use_awaitable, error));
    deadline.stop();
    if (error) {
      co_await refuse_header(state, stream, connection, error, deadline.passed());
      co_return;
    }
    if (!co_await one_request(state, stream, connection, buffer, parser, secure)) co_return;
  }
}

}  // namespace

awaitable<void> converse(State& state, tcp::socket socket, std::string address) {
  Connection connection;
  connection.address = std::move(address);
  state.connections.enter(connection);
  try {
    if (state.tls) {
      beast::ssl_stream<beast::tcp_stream> stream{beast::tcp_stream{std::move(socket)}, *state.tls};
      connection.stream = &beast::get_lowest_layer(stream);
      connection.stream->expires_after(state.settings.header);
      state.connections.waits(connection);
      error_code error;
      co_await stream.async_handshake(ssl::stream_base::server, asio::redirect_error(use_awaitable, error));
      state.connections.speaks(connection);
      if (!error) {
        co_await exchange(state, stream, connection, true);
        if (!connection.evicted) {
          connection.stream->expires_after(std::chrono::seconds{2});
          co_await stream.async_shutdown(asio::redirect_error(use_awaitable, error));
        }
      } else if (error == beast::error::timeout) {
        ++state.metrics.timeouts;
      }
    } else {
      beast::tcp_stream stream{std::move(socket)};
      connection.stream = &stream;
      co_await exchange(state, stream, connection, false);
      error_code error;
      if (!connection.evicted) stream.socket().shutdown(tcp::socket::shutdown_send, error);
    }
  } catch (const std::exception& error) {
    state.log.write(Log::Level::error, "fault", {{"what", error.what()}});
  }
  state.connections.speaks(connection);
  if (!connection.evicted) state.connections.leave(connection);
}

}  // namespace tilth::http::sockets
