// SPDX-License-Identifier: Apache-2.0
// Bytes from anyone to the port of a server: answered as HTTP or left, never a fault of ours, and the next caller is
// served. The input is what one connection sends before it falls silent.
#include "http/application.h"
#include "http/programme.h"
#include "http/server.h"
#include "must.h"
#include "small_store.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

namespace tilth::http {
namespace {

using fuzz::must;

Route route(Method method, std::string pattern, decltype(Route::handle) handle) {
  Route made;
  made.method = method;
  made.pattern = std::move(pattern);
  made.access = Access::anyone;
  made.request_type = "*/*";
  made.max_body = 4096;
  made.handle = std::move(handle);
  return made;
}

/// A route for each way of a body: none, in memory, to a file; and for an answer in pieces.
RouteList small_routes() {
  RouteList list;
  list.routes = {
      route(Method::get, "/text", [](const Request&, Services&) { return text("here", "text/plain"); }),
      route(Method::get, "/pieces",
            [](const Request&, Services&) {
              Response response = text("", "text/plain");
              response.body = Producer{[left = 4](std::string& out) mutable {
                out.append(20'000, 'x');
                return --left > 0;
              }};
              return response;
            }),
      route(Method::post, "/echo", [](const Request& request, Services&) { return text(request.body, "text/plain"); }),
      route(Method::put, "/file", [](const Request& request, Services&) {
        return text(std::to_string(std::filesystem::file_size(request.body_file)), "text/plain");
      })};
  list.routes.back().body_to_file = true;
  return list;
}

class Served {
 public:
  Served() {
    const auto& folder = store_.folder();
    programme_ = std::make_unique<Programme>(*store_, std::vector{small_routes()},
                                             ProgrammeFolders{folder / "work", folder / "maps", folder}, log_);
    application_ = std::make_unique<Application>(programme_->routes(), *programme_, log_);
    ServerSettings settings;
    settings.port = 0;
    settings.work_folder = folder / "work";
    server_ = std::make_unique<Server>(settings, *application_, log_, programme_->metrics());
    running_ = std::thread{[this] { server_->run(); }};
  }
  ~Served() {
    server_->stop();
    running_.join();
  }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  /// Sends it all, falls silent, and gives what comes back until the server has enough.
  [[nodiscard]] std::string ask(std::string_view bytes) const {
    const int line = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server_->port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    must(::connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    while (!bytes.empty()) {
      const ssize_t sent = ::send(line, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;  // refused before its end
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    ::shutdown(line, SHUT_WR);
    std::string answer;
    char piece[16384];
    for (ssize_t got = 0; (got = ::recv(line, piece, sizeof piece, 0)) > 0;)
      answer.append(piece, static_cast<std::size_t>(got));
    ::close(line);
    return answer;
  }

 private:
  fuzz::SmallStore store_{"connection"};
  Log log_{-1};
  std::unique_ptr<Programme> programme_;
  std::unique_ptr<Application> application_;
  std::unique_ptr<Server> server_;
  std::thread running_;
};

}  // namespace
}  // namespace tilth::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  if (size > 65536) return 0;
  static const http::Served served;
  const std::string answer = served.ask(fuzz::text_of(data, size));
  if (!answer.empty()) {
    fuzz::must(answer.starts_with("HTTP/1.1 ") || answer.starts_with("HTTP/1.0 "));
    fuzz::must(answer.find("HTTP/1.1 500") == std::string::npos);
  }
  static int asked = 0;
  if (++asked % 50 == 0)
    fuzz::must(served.ask("GET /text HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").ends_with("here"));
  return 0;
}
