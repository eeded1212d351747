// SPDX-License-Identifier: Apache-2.0
// Listens, hands each connection to sockets/converse.h, and stops gracefully.
#include "http/sockets/io.h"

#include "http/server.h"

#include "base/problem.h"
#include "http/sockets/converse.h"
#include "http/sockets/state.h"
#include "http/sockets/tls.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>

namespace tilth::http {

using sockets::awaitable;
using sockets::Clock;
using sockets::error_code;
using sockets::tcp;
using sockets::use_awaitable;
namespace asio = boost::asio;

class Server::Impl {
 public:
  Impl(ServerSettings settings, const Application& application, Log& log, Metrics& metrics)
      : state_(std::move(settings), application, log, metrics) {
    if (!state_.settings.certificate.empty() || !state_.settings.key.empty())
      state_.tls = sockets::tls_context(state_.settings.certificate, state_.settings.key);
    bind();
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const {
    const bool v6 = state_.settings.address.find(':') != std::string::npos;
    std::string host = state_.settings.address;
    if (host == "0.0.0.0" || host == "::")
      host = "localhost";
    else if (v6)
      host = "[" + host + "]";
    return std::string{state_.tls ? "https" : "http"} + "://" + host + ":" + std::to_string(port_);
  }

  void run(const std::function<void()>& stopping) {
    stopping_called_ = stopping;
    signals_.async_wait([this](error_code error, int) {
      if (!error) begin_to_stop();
    });
    asio::co_spawn(state_.io, accept(), asio::detached);
    state_.io.run();
  }

  void stop() {
    asio::post(state_.io, [this] { begin_to_stop(); });
  }

 private:
  void bind() {
    error_code error;
    const auto address = asio::ip::make_address(state_.settings.address, error);
    if (error) throw Problem{"server.bad_address", {{"address", state_.settings.address}}};
    const tcp::endpoint endpoint{address, state_.settings.port};
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address{true}, error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
      throw Problem{error == asio::error::address_in_use ? "server.address_in_use" : "server.bad_address",
                    {{"address", state_.settings.address + ":" + std::to_string(state_.settings.port)}}};
    }
    port_ = acceptor_.local_endpoint().port();
  }

  awaitable<void> accept() {
    while (!state_.stopping) {
      error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(use_awaitable, error));
      if (state_.stopping) co_return;
      if (error) {  // out of descriptors: those in use must end first
        asio::steady_timer pause{state_.io, std::chrono::milliseconds{50}};
        co_await pause.async_wait(asio::redirect_error(use_awaitable, error));
        continue;
      }
      ++state_.metrics.connections_accepted;
      const auto peer = socket.remote_endpoint(error);
      if (error) continue;
      socket.set_option(tcp::no_delay{true}, error);
      std::string address = peer.address().to_string();
      if (!state_.connections.make_room(address)) {
        ++state_.metrics.connections_refused;
        refuse(std::move(socket));
        continue;
      }
      asio::co_spawn(state_.io, sockets::converse(state_, std::move(socket), std::move(address)), asio::detached);
    }
  }

  /// A last word to a connection that there is no room for; nothing waits for it.
  static void refuse(tcp::socket socket) {
    static constexpr std::string_view kFull =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    error_code error;
    socket.non_blocking(true, error);
    if (!error) socket.write_some(asio::buffer(kFull.data(), kFull.size()), error);
  }

  /// No new connections; silent ones end at once, those in work when their answer has left, or after the grace.
  void begin_to_stop() {
    if (state_.stopping) return;
    state_.stopping = true;
    if (stopping_called_) stopping_called_();
    error_code error;
    acceptor_.close(error);
    signals_.cancel(error);
    state_.connections.end_silent_ones();
    grace_.expires_after(std::chrono::milliseconds{100});
    wait_for_the_rest(Clock::now() + state_.settings.grace);
  }

  void wait_for_the_rest(Clock::time_point until) {
    grace_.async_wait([this, until](error_code) {
      if (state_.connections.count() == 0 || Clock::now() > until) {
        state_.io.stop();
        return;
      }
      grace_.expires_after(std::chrono::milliseconds{50});
      wait_for_the_rest(until);
    });
  }

  sockets::State state_;
  std::function<void()> stopping_called_;
  std::uint16_t port_ = 0;
  tcp::acceptor acceptor_{state_.io};
  asio::signal_set signals_{state_.io, SIGINT, SIGTERM};  // from the start: whoever reads the address may end it
  asio::steady_timer grace_{state_.io};
};

Server::Server(ServerSettings settings, const Application& application, Log& log, Metrics& metrics)
    : impl_(std::make_unique<Impl>(std::move(settings), application, log, metrics)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return impl_->port(); }
std::string Server::url() const { return impl_->url(); }
void Server::run(const std::function<void()>& stopping) { impl_->run(stopping); }
void Server::stop() { impl_->stop(); }

}  // namespace tilth::http
