// SPDX-License-Identifier: Apache-2.0
#include "http/sockets/answer_sender.h"

#include "http/security_headers.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace tilth::http::sockets {
namespace {

constexpr std::chrono::milliseconds kEventBeat{500};
constexpr std::chrono::seconds kEventHeartbeat{15};

bool fit_for_header(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

const std::string kOwnPolicy = content_security_policy();

std::string http_date() {
  char text[64];
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

template <class Body>
void fill(const State& state, bhttp::response<Body>& message, const Response& response, const Sending& sending) {
  message.version(sending.version);
  message.result(static_cast<unsigned>(response.status));
  message.keep_alive(sending.keep);
  message.set(bhttp::field::date, http_date());
  for (const auto& [name, value] : security_headers())
    message.set(boost::string_view{name.data(), name.size()}, boost::string_view{value.data(), value.size()});
  message.set("Content-Security-Policy", kOwnPolicy);  // a page that needs more says so itself
  if (state.tls && is_strict_host(sending.host)) message.set("Strict-Transport-Security", "max-age=31536000");
  for (const auto& [name, value] : response.headers) {
    if (!fit_for_header(name) || !fit_for_header(value)) continue;  // nothing a caller sent can add a header
    if (name == "Vary" || name == "Set-Cookie" || name == "Link")
      message.insert(name, value);
    else
      message.set(name, value);
  }
}

template <class Serializer>
std::string header_text(Serializer& serializer) {
  std::string text;
  error_code error;
  serializer.split(true);
  while (!serializer.is_header_done()) {
    serializer.next(error, [&](error_code& failed, const auto& buffers) {
      failed = {};
      for (const auto buffer : beast::buffers_range_ref(buffers))
        text.append(static_cast<const char*>(buffer.data()), buffer.size());
      serializer.consume(beast::buffer_bytes(buffers));
    });
  }
  return text;
}

/// On a worker thread.
bool next_piece(const Response& response, int descriptor, std::string& piece) {
  if (const auto* producer = std::get_if<Producer>(&response.body)) return (*producer)(piece);
  if (const auto* source = std::get_if<EventSource>(&response.body)) return source->next(piece);
  piece.resize(kPiece);
  const ssize_t got = descriptor < 0 ? -1 : ::read(descriptor, piece.data(), piece.size());
  if (got < 0) throw std::runtime_error("a file of an answer cannot be read");
  piece.resize(static_cast<std::size_t>(got));
  return got > 0;
}

/// A stream with backpressure: the next piece is made when the one before has left.
template <class Stream>
awaitable<bool> send_stream(State& state, Stream& stream, Connection& connection, Response& response,
                            const Sending& sending, std::uint64_t& bytes) {
  error_code error;
  const bool chunked = sending.version == 11;
  bhttp::response<bhttp::empty_body> head;
  fill(state, head, response, sending);
  if (chunked)
    head.chunked(true);
  else
    head.keep_alive(false);
  bhttp::response_serializer<bhttp::empty_body> serializer{head};
  const std::string start = header_text(serializer);
  connection.stream->expires_after(state.settings.write_piece);
  bytes += co_await asio::async_write(stream, asio::buffer(start), asio::redirect_error(use_awaitable, error));
  if (error || sending.head) co_return !error;

  int descriptor = -1;
  if (const auto* path = std::get_if<std::filesystem::path>(&response.body))
    descriptor = ::open(path->c_str(), O_RDONLY | O_CLOEXEC);
  const std::unique_ptr<int, void (*)(int*)> closing{&descriptor, [](int* open) {
                                                       if (*open >= 0) ::close(*open);
                                                     }};
  bool more = true, failed = false;
  auto last_event = Clock::now();
  std::string piece;
  while (more && !failed) {
    piece.clear();
    const bool events = std::holds_alternative<EventSource>(response.body);
    co_await on_pool(
        state,
        [&] {
          try {
            more = next_piece(response, descriptor, piece);
          } catch (const std::exception& thrown) {
            state.log.write(Log::Level::error, "stream_broke", {{"route", sending.route}, {"what", thrown.what()}});
            failed = true;
          }
        },
        false);
    if (events && piece.empty() && Clock::now() - last_event > kEventHeartbeat) piece = ": still here\n\n";
    if (!piece.empty()) {
      last_event = Clock::now();
      char size[24];
      const int length = std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
      for (std::size_t at = 0; at < piece.size() && !error;) {
        const std::size_t part = std::min(piece.size() - at, kPiece);
        const bool first_part = at == 0, last_part = at + part == piece.size();
        const std::array<asio::const_buffer, 3> buffers{
            asio::buffer(size, chunked && first_part ? static_cast<std::size_t>(length) : 0),
            asio::buffer(piece.data() + at, part), asio::buffer("\r\n", chunked && last_part ? 2 : 0)};
        connection.stream->expires_after(state.settings.write_piece);
        bytes += co_await asio::async_write(stream, buffers, asio::redirect_error(use_awaitable, error));
        at += part;
      }
    }
    if (error) {
      if (error == beast::error::timeout) ++state.metrics.timeouts;
      co_return false;
    }
    if (events && more) {
      if (state.stopping) break;
      asio::steady_timer beat{state.io, kEventBeat};
      connection.stream->expires_never();
      co_await beat.async_wait(asio::redirect_error(use_awaitable, error));
    }
  }
  if (failed) co_return false;  // cut off, so that nobody takes a part for the whole
  if (chunked) {
    connection.stream->expires_after(state.settings.write_piece);
    bytes +=
        co_await asio::async_write(stream, asio::buffer("0\r\n\r\n", 5), asio::redirect_error(use_awaitable, error));
  }
  co_return chunked && !error;
}

template <class Stream>
awaitable<bool> send_unlogged(State& state, Stream& stream, Connection& connection, Response& response,
                              const Sending& sending, std::uint64_t& bytes) {
  error_code error;
  std::string_view whole;
  if (const auto* text = std::get_if<std::string>(&response.body))
    whole = *text;
  else if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body))
    whole = **shared;
  else
    co_return co_await send_stream(state, stream, connection, response, sending, bytes);

  const bool without_body = response.status == 204 || response.status == 304;
  bhttp::response<bhttp::empty_body> head;
  fill(state, head, response, sending);
  if (!without_body) head.content_length(whole.size());
  bhttp::response_serializer<bhttp::empty_body> serializer{head};
  if (sending.head || without_body) whole = {};
  // The header and the first piece of the body leave in one packet.
  std::string start = header_text(serializer);
  const std::size_t first_piece = std::min(whole.size(), kPiece);
  const std::array<asio::const_buffer, 2> both{asio::buffer(start), asio::buffer(whole.data(), first_piece)};
  connection.stream->expires_after(state.settings.write_piece);
  bytes += co_await asio::async_write(stream, both, asio::redirect_error(use_awaitable, error));
  whole.remove_prefix(first_piece);
  while (!error && !whole.empty()) {
    connection.stream->expires_after(state.settings.write_piece);
    const std::size_t size = std::min(whole.size(), kPiece);
    bytes += co_await asio::async_write(stream, asio::buffer(whole.data(), size),
                                        asio::redirect_error(use_awaitable, error));
    whole.remove_prefix(size);
  }
  if (error == beast::error::timeout) ++state.metrics.timeouts;
  co_return !error;
}

}  // namespace

Sending last_words(std::string route) {
  Sending sending;
  sending.route = std::move(route);
  sending.begun = Clock::now();
  return sending;
}

template <class Stream>
awaitable<bool> send(State& state, Stream& stream, Connection& connection, Response& response, const Sending& sending) {
  std::uint64_t bytes = 0;
  const bool sent = co_await send_unlogged(state, stream, connection, response, sending, bytes);
  const auto took = Clock::now() - sending.begun;
  state.metrics.answered(sending.method, sending.route, response.status, took, bytes);
  state.log.write(Log::Level::info, "request",
                  {{"method", sending.method},
                   {"route", sending.route},
                   {"status", response.status},
                   {"ms", std::chrono::duration_cast<std::chrono::milliseconds>(took).count()},
                   {"bytes", bytes},
                   {"whole", sent}});
  co_return sent;
}

template <class Stream>
awaitable<void> drain(Stream& stream, Connection& connection) {
  std::string sink(kPiece, '\0');
  error_code error;
  beast::get_lowest_layer(stream).socket().shutdown(tcp::socket::shutdown_send, error);
  for (int pieces = 0; pieces < 64; ++pieces) {  // 4 MiB at most
    connection.stream->expires_after(std::chrono::seconds{2});
    co_await beast::get_lowest_layer(stream).async_read_some(asio::buffer(sink),
                                                             asio::redirect_error(use_awaitable, error));
    if (error) co_return;
  }
}

template awaitable<bool> send(State&, PlainStream&, Connection&, Response&, const Sending&);
template awaitable<bool> send(State&, TlsStream&, Connection&, Response&, const Sending&);
template awaitable<void> drain(PlainStream&, Connection&);
template awaitable<void> drain(TlsStream&, Connection&);

}  // namespace tilth::http::sockets
