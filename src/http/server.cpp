// SPDX-License-Identifier: Apache-2.0
// The server's sockets.
#include <utility>  // Boost 1.74's Asio needs std::exchange before its own headers

#include "http/server.h"

#include "base/problem.h"
#include "base/uuid.h"
#include "http/problem.h"

#include <fcntl.h>
#include <unistd.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <algorithm>
#include <limits>
#include <list>
#include <map>

namespace tilth::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = boost::asio::ssl;
namespace bhttp = boost::beast::http;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kPiece = 64 << 10;
constexpr std::size_t kBodyPiece = 16 << 10;
constexpr std::chrono::milliseconds kEventBeat{500};
constexpr std::chrono::seconds kEventHeartbeat{15};

/// What every answer says to browsers: no request leaves this machine, nobody frames the pages, nothing is guessed.
constexpr std::pair<std::string_view, std::string_view> kSecurityHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: "
     "blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; "
     "base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=(), usb=()"},
};

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

bool fit_for_header(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
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

/// A temporary file, gone with this.
struct TemporaryFile {
  std::filesystem::path path;
  int descriptor = -1;

  TemporaryFile() = default;
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    close();
    std::error_code error;
    if (!path.empty()) std::filesystem::remove(path, error);
  }
  void open(const std::filesystem::path& folder) {
    path = folder / ("body-" + Uuid::make().text());
    descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  }
  /// False when the disk takes no more.
  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  void close() {
    if (descriptor >= 0) ::close(descriptor);
    descriptor = -1;
  }
};

std::string http_date() {
  char text[64];
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

}  // namespace

class Server::Impl {
 public:
  Impl(ServerSettings settings, const Application& application, Log& log, Metrics& metrics)
      : settings_(std::move(settings)),
        application_(application),
        log_(log),
        metrics_(metrics),
        acceptor_(io_),
        signals_(io_),
        grace_(io_) {
    if (!settings_.certificate.empty() || !settings_.key.empty()) prepare_tls();
    bind();
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const {
    const bool v6 = settings_.address.find(':') != std::string::npos;
    std::string host = settings_.address;
    if (host == "0.0.0.0" || host == "::")
      host = "localhost";
    else if (v6)
      host = "[" + host + "]";
    return std::string{tls_ ? "https" : "http"} + "://" + host + ":" + std::to_string(port_);
  }

  void run(const std::function<void()>& stopping) {
    stopping_called_ = stopping;
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    signals_.async_wait([this](error_code error, int) {
      if (!error) begin_to_stop();
    });
    asio::co_spawn(io_, accept(), asio::detached);
    io_.run();
  }

  void stop() {
    asio::post(io_, [this] { begin_to_stop(); });
  }

 private:
  /// One connection, as the limits see it. All of it belongs to the I/O thread.
  struct Line {
    std::string address;
    beast::tcp_stream* stream = nullptr;
    std::list<Line*>::iterator place;  ///< in silent_, while it waits for a request
    bool silent = false;
    bool evicted = false;
  };

  void prepare_tls() {
    tls_ = std::make_unique<ssl::context>(ssl::context::tls_server);
    error_code error;
    SSL_CTX_set_min_proto_version(tls_->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_mode(tls_->native_handle(), SSL_MODE_RELEASE_BUFFERS);
    tls_->set_options(ssl::context::default_workarounds | ssl::context::no_compression, error);
    tls_->use_certificate_chain_file(settings_.certificate.string(), error);
    if (!error) tls_->use_private_key_file(settings_.key.string(), ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(tls_->native_handle()) != 1) {
      throw Problem{"server.bad_certificate",
                    {{"certificate", settings_.certificate.string()},
                     {"key", settings_.key.string()},
                     {"reason", error ? error.message() : "the key is not the certificate's"}}};
    }
  }

  void bind() {
    error_code error;
    const auto address = asio::ip::make_address(settings_.address, error);
    if (error) throw Problem{"server.bad_address", {{"address", settings_.address}}};
    const tcp::endpoint endpoint{address, settings_.port};
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address{true}, error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
      throw Problem{error == asio::error::address_in_use ? "server.address_in_use" : "server.bad_address",
                    {{"address", settings_.address + ":" + std::to_string(settings_.port)}}};
    }
    port_ = acceptor_.local_endpoint().port();
  }

  // --- connections -----------------------------------------------------------------------------------------------

  awaitable<void> accept() {
    while (!stopping_) {
      error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(use_awaitable, error));
      if (stopping_) co_return;
      if (error) {  // out of descriptors: those in use must end first
        asio::steady_timer pause{io_, std::chrono::milliseconds{50}};
        co_await pause.async_wait(asio::redirect_error(use_awaitable, error));
        continue;
      }
      ++metrics_.connections_accepted;
      const auto peer = socket.remote_endpoint(error);
      if (error) continue;
      socket.set_option(tcp::no_delay{true}, error);
      std::string address = peer.address().to_string();
      if (!make_room(address)) {
        ++metrics_.connections_refused;
        refuse(std::move(socket));
        continue;
      }
      asio::co_spawn(io_, converse(std::move(socket), std::move(address)), asio::detached);
    }
  }

  /// Room for one more connection of this address, at the cost of the longest silent one where it must be.
  bool make_room(const std::string& address) {
    if (by_address_[address] >= settings_.most_of_one_address) {
      const auto silent =
          std::find_if(silent_.begin(), silent_.end(), [&](const Line* line) { return line->address == address; });
      if (silent == silent_.end()) return false;
      evict(**silent);
    } else if (lines_ >= settings_.most_connections) {
      if (silent_.empty()) return false;
      evict(*silent_.front());
    }
    return true;
  }

  void evict(Line& line) {
    ++metrics_.connections_evicted;
    line.evicted = true;
    speaks(line);
    leave(line);  // its place is free from now on, though its coroutine ends a moment later
    line.stream->cancel();
    line.stream->close();
  }

  /// A last word to a connection that there is no room for; nothing waits for it.
  static void refuse(tcp::socket socket) {
    static constexpr std::string_view kFull =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    error_code error;
    socket.non_blocking(true, error);
    if (!error) socket.write_some(asio::buffer(kFull.data(), kFull.size()), error);
  }

  void enter(Line& line) {
    ++lines_;
    ++by_address_[line.address];
    metrics_.connections = static_cast<std::int64_t>(lines_);
  }
  void leave(Line& line) {
    --lines_;
    const auto known = by_address_.find(line.address);
    if (known != by_address_.end() && --known->second == 0) by_address_.erase(known);
    metrics_.connections = static_cast<std::int64_t>(lines_);
  }
  void waits(Line& line) {
    line.place = silent_.insert(silent_.end(), &line);
    line.silent = true;
  }
  void speaks(Line& line) {
    if (line.silent) silent_.erase(line.place);
    line.silent = false;
  }

  awaitable<void> converse(tcp::socket socket, std::string address) {
    Line line;
    line.address = std::move(address);
    enter(line);
    try {
      if (tls_) {
        beast::ssl_stream<beast::tcp_stream> stream{beast::tcp_stream{std::move(socket)}, *tls_};
        line.stream = &beast::get_lowest_layer(stream);
        line.stream->expires_after(settings_.header);
        waits(line);
        error_code error;
        co_await stream.async_handshake(ssl::stream_base::server, asio::redirect_error(use_awaitable, error));
        speaks(line);
        if (!error) {
          co_await exchange(stream, line, true);
          if (!line.evicted) {
            line.stream->expires_after(std::chrono::seconds{2});
            co_await stream.async_shutdown(asio::redirect_error(use_awaitable, error));
          }
        } else if (error == beast::error::timeout) {
          ++metrics_.timeouts;
        }
      } else {
        beast::tcp_stream stream{std::move(socket)};
        line.stream = &stream;
        co_await exchange(stream, line, false);
        error_code error;
        if (!line.evicted) stream.socket().shutdown(tcp::socket::shutdown_send, error);
      }
    } catch (const std::exception& error) {
      log_.write(Log::Level::error, "fault", {{"what", error.what()}});
    }
    speaks(line);
    if (!line.evicted) leave(line);
  }

  /// Requests and answers, in order, until one side has enough. Pipelined requests wait in the buffer.
  template <class Stream>
  awaitable<void> exchange(Stream& stream, Line& line, bool secure) {
    beast::flat_buffer buffer{settings_.largest_header + kPiece};
    bool first_request = true;
    while (!stopping_ && !line.evicted) {
      error_code error;
      if (buffer.size() == 0) {
        line.stream->expires_after(first_request ? settings_.first_byte : settings_.idle);
        waits(line);
        const auto room = buffer.prepare(2048);
        const std::size_t got = co_await stream.async_read_some(room, asio::redirect_error(use_awaitable, error));
        speaks(line);
        if (line.evicted || error) co_return;
        buffer.commit(got);
      }
      first_request = false;
      bhttp::request_parser<bhttp::buffer_body> parser;
      parser.header_limit(static_cast<std::uint32_t>(settings_.largest_header));
      parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // the route says how much
      line.stream->expires_after(settings_.header);
      co_await bhttp::async_read_header(stream, buffer, parser, asio::redirect_error(use_awaitable, error));
      if (error) {
        co_await refuse_header(stream, line, error);
        co_return;
      }
      if (!co_await one_request(stream, line, buffer, parser, secure)) co_return;
    }
  }

  template <class Stream>
  awaitable<void> refuse_header(Stream& stream, Line& line, error_code error) {
    if (error == bhttp::error::end_of_stream || error == asio::error::connection_reset || error == asio::error::eof)
      co_return;
    std::string code = "request.malformed";
    Json values = {{"reason", error.message()}};
    if (error == beast::error::timeout) {
      ++metrics_.timeouts;
      code = "request.too_slow";
    } else if (error == bhttp::error::header_limit) {
      code = "request.header_too_large";
      values = {{"limit", settings_.largest_header}};
    } else if (error.category() != bhttp::make_error_code(bhttp::error::bad_method).category()) {
      co_return;  // the connection broke
    }
    Request request;
    request.path = "/";
    Response response = answer_of(Problem{code, values}, request);
    const Sending last = last_words("");
    co_await send(stream, line, response, last);
  }

  // --- one request -----------------------------------------------------------------------------------------------

  struct Sending {
    bool head = false, keep = false;
    unsigned version = 11;
    std::string method, route;
    Clock::time_point begun;
  };

  /// Of an answer after which the connection ends. A named object each time: GCC 12 destroys braced temporaries of an
  /// awaited call twice.
  static Sending last_words(std::string route) {
    Sending sending;
    sending.route = std::move(route);
    sending.begun = Clock::now();
    return sending;
  }

  /// False when the connection must end.
  template <class Stream>
  awaitable<bool> one_request(Stream& stream, Line& line, beast::flat_buffer& buffer,
                              bhttp::request_parser<bhttp::buffer_body>& parser, bool secure) {
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
    sending.keep = head.keep_alive() && !stopping_;
    sending.version = head.version();
    sending.method = method ? std::string{text_of(*method)} : "OTHER";
    sending.begun = Clock::now();

    Meant meant = application_.meant(method, target, std::move(headers), line.address, secure);
    Request& request = meant.request;
    if (!meant.answer && head.version() == 11 && head.count(bhttp::field::host) != 1)
      meant.answer = answer_of(Problem{"request.malformed", {{"reason", "there is no Host header, or two"}}}, request);
    if (meant.route != nullptr) sending.route = meant.route->pattern;

    TemporaryFile file;
    std::optional<Share> share;
    const bool has_body = !parser.is_done();
    if (has_body && !meant.answer) meant.answer = refused_body(*meant.route, parser, request);
    if (has_body && !meant.answer) {
      const std::uint64_t length = parser.content_length().value_or(meant.route->max_body);
      if (!meant.route->body_to_file) {
        if (body_bytes_ + length > settings_.most_body_bytes) {
          ++metrics_.busy;
          meant.answer = answer_of(Problem{"server.busy", Json::object()}, request);
        } else {
          share.emplace(body_bytes_, length);
        }
      }
    }
    if (has_body && !meant.answer) {
      if (beast::iequals(head[bhttp::field::expect], "100-continue")) {
        error_code error;
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        line.stream->expires_after(settings_.write_piece);
        co_await asio::async_write(stream, asio::buffer(kContinue.data(), kContinue.size()),
                                   asio::redirect_error(use_awaitable, error));
        if (error) co_return false;
      }
      if (!co_await read_body(stream, line, buffer, parser, meant, file)) co_return false;
    }
    if (has_body && !parser.is_done()) sending.keep = false;  // what is left of the body would look like a request
    if (!meant.answer) {
      ++metrics_.in_work;
      Response response;
      const bool taken = co_await on_pool([&] { response = application_.answer(*meant.route, request); }, true);
      --metrics_.in_work;
      if (!taken) {
        ++metrics_.busy;
        response = answer_of(Problem{"server.busy", Json::object()}, request);
      }
      meant.answer = std::move(response);
    }
    sending.keep = sending.keep && !stopping_;
    const bool sent = co_await send(stream, line, *meant.answer, sending);
    if (sent && !sending.keep && has_body && !parser.is_done()) co_await drain(stream, line);
    co_return sent&& sending.keep;
  }

  std::optional<Response> refused_body(const Route& route, const bhttp::request_parser<bhttp::buffer_body>& parser,
                                       const Request& request) const {
    const auto length = parser.content_length();
    if (length && *length > route.max_body)
      return answer_of(Problem{"request.body_too_large", {{"limit", route.max_body}}}, request);
    const auto coding = request.header("content-encoding");
    if (coding && *coding != "identity")
      return answer_of(Problem{"request.media_type", {{"given", *coding}, {"takes", "no Content-Encoding"}}}, request);
    return std::nullopt;
  }

  /// False when the connection broke or was too slow.
  template <class Stream>
  awaitable<bool> read_body(Stream& stream, Line& line, beast::flat_buffer& buffer,
                            bhttp::request_parser<bhttp::buffer_body>& parser, Meant& meant, TemporaryFile& file) {
    Request& request = meant.request;
    const Route& route = *meant.route;
    if (route.body_to_file) {
      file.open(settings_.work_folder);
      if (file.descriptor < 0) {
        meant.answer = answer_of(Problem{"server.no_room", Json::object()}, request);
        co_return true;
      }
    }
    const std::size_t piece_size = route.body_to_file ? kPiece : kBodyPiece;
    std::string piece(piece_size, '\0');
    std::uint64_t read = 0;
    while (!parser.is_done()) {
      auto& body = parser.get().body();
      body.data = piece.data();
      body.size = piece.size();
      error_code error;
      line.stream->expires_after(settings_.body_piece);
      co_await bhttp::async_read(stream, buffer, parser, asio::redirect_error(use_awaitable, error));
      if (error == bhttp::error::need_buffer) error = {};
      if (error) {
        if (error == beast::error::timeout) {
          ++metrics_.timeouts;
          Response response = answer_of(Problem{"request.too_slow", Json::object()}, request);
          const Sending last = last_words(route.pattern);
          co_await send(stream, line, response, last);
        } else if (error.category() == bhttp::make_error_code(bhttp::error::bad_method).category()) {
          Response response = answer_of(Problem{"request.malformed", {{"reason", error.message()}}}, request);
          const Sending last = last_words(route.pattern);
          co_await send(stream, line, response, last);
        }
        co_return false;
      }
      const std::size_t got = piece.size() - parser.get().body().size;
      read += got;
      if (read > route.max_body) {
        meant.answer = answer_of(Problem{"request.body_too_large", {{"limit", route.max_body}}}, request);
        co_return true;
      }
      if (!route.body_to_file) {
        request.body.append(piece, 0, got);
        continue;
      }
      bool written = false;
      co_await on_pool([&] { written = file.write({piece.data(), got}); }, false);
      if (!written) {
        meant.answer = answer_of(Problem{"server.no_room", Json::object()}, request);
        co_return true;
      }
    }
    if (route.body_to_file) {
      file.close();
      request.body_file = file.path;
    }
    co_return true;
  }

  /// Reads on for a moment after a refusal, so that the caller sees the answer instead of a reset.
  template <class Stream>
  awaitable<void> drain(Stream& stream, Line& line) {
    std::string sink(kPiece, '\0');
    error_code error;
    beast::get_lowest_layer(stream).socket().shutdown(tcp::socket::shutdown_send, error);
    for (int pieces = 0; pieces < 64; ++pieces) {  // 4 MiB at most
      line.stream->expires_after(std::chrono::seconds{2});
      co_await beast::get_lowest_layer(stream).async_read_some(asio::buffer(sink),
                                                               asio::redirect_error(use_awaitable, error));
      if (error) co_return;
    }
  }

  // --- the answer ------------------------------------------------------------------------------------------------

  template <class Stream>
  awaitable<bool> send(Stream& stream, Line& line, Response& response, const Sending& sending) {
    std::uint64_t bytes = 0;
    const bool sent = co_await send_unlogged(stream, line, response, sending, bytes);
    const auto took = Clock::now() - sending.begun;
    metrics_.answered(sending.method, sending.route, response.status, took, bytes);
    log_.write(Log::Level::info, "request",
               {{"method", sending.method},
                {"route", sending.route},
                {"status", response.status},
                {"ms", std::chrono::duration_cast<std::chrono::milliseconds>(took).count()},
                {"bytes", bytes},
                {"whole", sent}});
    co_return sent;
  }

  template <class Body>
  void fill(bhttp::response<Body>& message, const Response& response, const Sending& sending) const {
    message.version(sending.version);
    message.result(static_cast<unsigned>(response.status));
    message.keep_alive(sending.keep);
    message.set(bhttp::field::date, http_date());
    for (const auto& [name, value] : kSecurityHeaders)
      message.set(boost::string_view{name.data(), name.size()}, boost::string_view{value.data(), value.size()});
    if (tls_) message.set("Strict-Transport-Security", "max-age=31536000");
    for (const auto& [name, value] : response.headers) {
      if (!fit_for_header(name) || !fit_for_header(value)) continue;  // nothing a caller sent can add a header
      if (name == "Vary" || name == "Set-Cookie" || name == "Link")
        message.insert(name, value);
      else
        message.set(name, value);
    }
  }

  template <class Stream>
  awaitable<bool> send_unlogged(Stream& stream, Line& line, Response& response, const Sending& sending,
                                std::uint64_t& bytes) {
    error_code error;
    std::string_view whole;
    if (const auto* text = std::get_if<std::string>(&response.body))
      whole = *text;
    else if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body))
      whole = **shared;
    else
      co_return co_await send_stream(stream, line, response, sending, bytes);

    const bool without_body = response.status == 204 || response.status == 304;
    bhttp::response<bhttp::empty_body> head;
    fill(head, response, sending);
    if (!without_body) head.content_length(whole.size());
    bhttp::response_serializer<bhttp::empty_body> serializer{head};
    if (sending.head || without_body) whole = {};
    // The header and the first piece of the body leave in one packet.
    std::string start = header_text(serializer);
    const std::size_t first_piece = std::min(whole.size(), kPiece);
    const std::array<asio::const_buffer, 2> both{asio::buffer(start), asio::buffer(whole.data(), first_piece)};
    line.stream->expires_after(settings_.write_piece);
    bytes += co_await asio::async_write(stream, both, asio::redirect_error(use_awaitable, error));
    whole.remove_prefix(first_piece);
    while (!error && !whole.empty()) {
      line.stream->expires_after(settings_.write_piece);
      const std::size_t size = std::min(whole.size(), kPiece);
      bytes += co_await asio::async_write(stream, asio::buffer(whole.data(), size),
                                          asio::redirect_error(use_awaitable, error));
      whole.remove_prefix(size);
    }
    if (error == beast::error::timeout) ++metrics_.timeouts;
    co_return !error;
  }

  template <class Serializer>
  static std::string header_text(Serializer& serializer) {
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

  /// A stream with backpressure: the next piece is made when the one before has left.
  template <class Stream>
  awaitable<bool> send_stream(Stream& stream, Line& line, Response& response, const Sending& sending,
                              std::uint64_t& bytes) {
    error_code error;
    const bool chunked = sending.version == 11;
    bhttp::response<bhttp::empty_body> head;
    fill(head, response, sending);
    if (chunked)
      head.chunked(true);
    else
      head.keep_alive(false);
    bhttp::response_serializer<bhttp::empty_body> serializer{head};
    const std::string start = header_text(serializer);
    line.stream->expires_after(settings_.write_piece);
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
          [&] {
            try {
              more = next_piece(response, descriptor, piece);
            } catch (const std::exception& thrown) {
              log_.write(Log::Level::error, "stream_broke", {{"route", sending.route}, {"what", thrown.what()}});
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
          line.stream->expires_after(settings_.write_piece);
          bytes += co_await asio::async_write(stream, buffers, asio::redirect_error(use_awaitable, error));
          at += part;
        }
      }
      if (error) {
        if (error == beast::error::timeout) ++metrics_.timeouts;
        co_return false;
      }
      if (events && more) {
        if (stopping_) break;
        asio::steady_timer beat{io_, kEventBeat};
        line.stream->expires_never();
        co_await beat.async_wait(asio::redirect_error(use_awaitable, error));
      }
    }
    if (failed) co_return false;  // cut off, so that nobody takes a part for the whole
    if (chunked) {
      line.stream->expires_after(settings_.write_piece);
      bytes +=
          co_await asio::async_write(stream, asio::buffer("0\r\n\r\n", 5), asio::redirect_error(use_awaitable, error));
    }
    co_return chunked && !error;
  }

  /// On a worker thread.
  static bool next_piece(const Response& response, int descriptor, std::string& piece) {
    if (const auto* producer = std::get_if<Producer>(&response.body)) return (*producer)(piece);
    if (const auto* source = std::get_if<EventSource>(&response.body)) return source->next(piece);
    piece.resize(kPiece);
    const ssize_t got = descriptor < 0 ? -1 : ::read(descriptor, piece.data(), piece.size());
    if (got < 0) throw std::runtime_error("a file of an answer cannot be read");
    piece.resize(static_cast<std::size_t>(got));
    return got > 0;
  }

  /// Runs `work` on a worker thread and comes back to the I/O thread. False: the queue is full and it did not run.
  template <class Work>
  awaitable<bool> on_pool(Work&& work, bool may_refuse) {
    bool taken = true;
    co_await asio::async_initiate<decltype(use_awaitable), void()>(
        [&](auto&& handler) {
          auto kept = std::make_shared<std::decay_t<decltype(handler)>>(std::move(handler));
          auto alive = std::make_shared<asio::executor_work_guard<asio::io_context::executor_type>>(io_.get_executor());
          auto resume = [this, kept, alive] { asio::post(io_, [kept, alive]() mutable { std::move (*kept)(); }); };
          auto job = [&work, resume] {
            work();
            resume();
          };
          if (!may_refuse) {
            pool_.post(std::move(job));
          } else if (!pool_.try_post(std::move(job))) {
            taken = false;
            resume();
          }
        },
        use_awaitable);
    co_return taken;
  }

  // --- the end ---------------------------------------------------------------------------------------------------

  /// No new connections; silent ones end at once, those in work when their answer has left, or after the grace.
  void begin_to_stop() {
    if (stopping_) return;
    stopping_ = true;
    if (stopping_called_) stopping_called_();
    error_code error;
    acceptor_.close(error);
    signals_.cancel(error);
    while (!silent_.empty()) evict(*silent_.front());
    grace_.expires_after(std::chrono::milliseconds{100});
    wait_for_the_rest(Clock::now() + settings_.grace);
  }

  void wait_for_the_rest(Clock::time_point until) {
    grace_.async_wait([this, until](error_code) {
      if (lines_ == 0 || Clock::now() > until) {
        io_.stop();
        return;
      }
      grace_.expires_after(std::chrono::milliseconds{50});
      wait_for_the_rest(until);
    });
  }

  ServerSettings settings_;
  const Application& application_;
  Log& log_;
  Metrics& metrics_;
  std::function<void()> stopping_called_;
  std::unique_ptr<ssl::context> tls_;
  std::uint16_t port_ = 0;
  std::size_t lines_ = 0, body_bytes_ = 0;
  std::map<std::string, std::size_t> by_address_;
  std::list<Line*> silent_;  ///< the longest silent first
  bool stopping_ = false;
  asio::io_context io_{1};
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer grace_;
  /// More threads than cores: handlers wait for the disk. Last, so that it ends before what its work uses.
  WorkerPool pool_{std::max<std::size_t>(4, 2 * std::thread::hardware_concurrency()), 512};
};

Server::Server(ServerSettings settings, const Application& application, Log& log, Metrics& metrics)
    : impl_(std::make_unique<Impl>(std::move(settings), application, log, metrics)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return impl_->port(); }
std::string Server::url() const { return impl_->url(); }
void Server::run(const std::function<void()>& stopping) { impl_->run(stopping); }
void Server::stop() { impl_->stop(); }

}  // namespace tilth::http
