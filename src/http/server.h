// SPDX-License-Identifier: Apache-2.0
// The server's sockets: connections, limits on time and size, TLS, and the graceful stop.
#pragma once

#include "http/application.h"
#include "http/worker_pool.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace tilth::http {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;               ///< 0: a free one
  std::filesystem::path certificate, key;  ///< PEM; both or neither. With them the port speaks TLS alone
  std::filesystem::path work_folder;       ///< for bodies that go to a file
  std::size_t most_connections = 1024;     ///< in all
  std::size_t most_of_one_address = 256;
  std::size_t largest_header = 16 << 10;          ///< bytes of a request line and its headers
  std::size_t most_body_bytes = 256 << 20;        ///< of bodies in memory at one time, all requests together
  std::chrono::milliseconds first_byte{10'000};   ///< a new connection that says nothing
  std::chrono::milliseconds header{10'000};       ///< from the first byte of a header to its last
  std::chrono::milliseconds idle{60'000};         ///< between two requests of a connection
  std::chrono::milliseconds body_piece{20'000};   ///< for 16 KiB of a body
  std::chrono::milliseconds write_piece{30'000};  ///< for 64 KiB of an answer
  std::chrono::milliseconds grace{10'000};        ///< for requests in work when the server stops
};

/// One I/O thread runs coroutines, a pool does what may wait. When connections run out, the one that has been silent
/// for longest makes room; when none is silent, the new one is refused with 503.
class Server {
 public:
  /// Binds the port. @throws Problem "server.bad_address", "server.address_in_use", "server.bad_certificate"
  Server(ServerSettings settings, const Application& application, Log& log, Metrics& metrics);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::string url() const;  ///< "http://127.0.0.1:8080"
  /// Serves until stop(), SIGTERM or SIGINT, also one that came before; then finishes the requests in work. `stopping`
  /// is called once, when it begins to stop.
  void run(const std::function<void()>& stopping = {});
  void stop();  ///< from any thread

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilth::http
