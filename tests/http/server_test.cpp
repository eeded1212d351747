// SPDX-License-Identifier: Apache-2.0
// The server over a real socket: answers of any size, limits on time and size, order, and the graceful stop.
#include "http/server.h"

#include "http/programme.h"
#include "http/programme_fixture.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <future>
#include <thread>

namespace tilth::http {
namespace {

using namespace std::chrono_literals;

/// A caller that decides itself what it sends and when it reads.
class Line {
 public:
  explicit Line(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 30, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~Line() { ::close(socket_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  [[nodiscard]] bool open() const { return open_; }
  void send(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // the server has hung up: what it answers is what counts
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  /// Everything until the server ends the connection.
  [[nodiscard]] std::string rest() {
    while (more()) {
    }
    return std::exchange(read_, {});
  }
  /// Everything until `end` was read, with it.
  [[nodiscard]] std::string until(std::string_view end) {
    std::size_t at = read_.find(end);
    while (at == std::string::npos && more()) at = read_.find(end);
    if (at == std::string::npos) return std::exchange(read_, {});
    std::string text = read_.substr(0, at + end.size());
    read_.erase(0, text.size());
    return text;
  }

 private:
  bool more() {
    char piece[65536];
    const ssize_t got = ::recv(socket_, piece, sizeof piece, 0);
    if (got <= 0) return false;
    read_.append(piece, static_cast<std::size_t>(got));
    return true;
  }
  int socket_;
  bool open_ = false;
  std::string read_;
};

std::string body_of(const std::string& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

std::string unchunked(std::string_view text, bool& whole) {
  std::string body;
  whole = false;
  while (!text.empty()) {
    const std::size_t line = text.find("\r\n");
    if (line == std::string_view::npos) break;
    const std::size_t size = std::stoul(std::string{text.substr(0, line)}, nullptr, 16);
    if (size == 0) {
      whole = true;
      break;
    }
    body += text.substr(line + 2, size);
    text.remove_prefix(std::min(text.size(), line + 2 + size + 2));
  }
  return body;
}

/// Text that shows at once when a piece of it is missing, twice there or in the wrong place.
std::string numbered(int piece) {
  std::string text;
  for (int i = 0; text.size() < 60'000; ++i) text += std::to_string(piece) + "." + std::to_string(i) + "\n";
  return text;
}

class ServerOfAProgramme : public ProgrammeTest {
 protected:
  void SetUp() override {
    ProgrammeTest::SetUp();
    settings_.port = 0;
    settings_.work_folder = folder_ / "served";
  }
  void TearDown() override {
    stop();
    programme_.reset();
    ProgrammeTest::TearDown();
  }
  void make_server() {
    RouteList list;
    list.routes = {
        route(Method::get, "/pieces/{count}", [this](const Request& request, Services&) { return pieces(request); }),
        route(Method::get, "/broken",
              [](const Request&, Services&) {
                Response response = text("", "text/plain");
                auto made = std::make_shared<int>(0);
                response.body = Producer{[made](std::string& out) -> bool {
                  if (++*made == 3) throw std::runtime_error("the disk is gone");
                  out = numbered(*made);
                  return true;
                }};
                return response;
              }),
        route(Method::get, "/text", [](const Request&, Services&) { return text(numbered(0), "text/plain"); }),
        route(Method::get, "/bad-header",
              [](const Request&, Services&) {
                return text("x", "text/plain").with("X-Told", "a\r\nSet-Cookie: stolen").with("X-Good", "b");
              }),
        route(Method::get, "/waiting",
              [this](const Request&, Services&) {
                ++waiting_;
                go_.get_future().wait();
                return text("at last", "text/plain");
              }),
        route(Method::post, "/echo",
              [](const Request& request, Services&) { return text(request.body, "text/plain"); }),
        route(Method::post, "/file", [](const Request& request, Services&) {
          struct stat about {};
          stat(request.body_file.c_str(), &about);
          std::ifstream in{request.body_file, std::ios::binary};
          const std::string kept{std::istreambuf_iterator<char>{in}, {}};
          return json({{"file", request.body_file.string()},
                       {"mode", about.st_mode & 0777},
                       {"bytes", kept.size()},
                       {"right", kept == numbered(1) + numbered(2)}});
        })};
    list.routes.back().body_to_file = true;
    list.routes.back().max_body = 1 << 20;
    programme_ = std::make_unique<Programme>(
        *store_, std::vector{list},
        ProgrammeFolders{.work = settings_.work_folder, .maps = folder_ / "maps", .program = test::bin_dir()}, log_);
    application_ = std::make_unique<Application>(programme_->routes(), *programme_, log_);
    server_ = std::make_unique<Server>(settings_, *application_, log_, metrics());
  }
  void serve() {
    make_server();
    running_ = std::thread{[this] { server_->run(); }};
  }
  void stop() {
    if (server_) server_->stop();
    if (running_.joinable()) running_.join();
    server_.reset();
    application_.reset();
  }
  [[nodiscard]] Server& server() { return *server_; }
  [[nodiscard]] Metrics& metrics() { return programme_->metrics(); }
  [[nodiscard]] Line line() const { return Line{server_->port()}; }
  [[nodiscard]] std::string ask(const std::string& request) const {
    Line caller = line();
    caller.send(request);
    return caller.rest();
  }
  static std::string get(const std::string& path, const std::string& more = "Connection: close\r\n") {
    return "GET " + path + " HTTP/1.1\r\nHost: here\r\n" + more + "\r\n";
  }
  static std::string post(const std::string& path, const std::string& body, const std::string& more = "") {
    return "POST " + path +
           " HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + more + "\r\n" + body;
  }
  /// Until it is so; the test fails where it never comes to be.
  template <class Condition>
  static void wait_for(Condition&& so) {
    for (int tries = 0; tries < 6000 && !so(); ++tries) std::this_thread::sleep_for(5ms);
    ASSERT_TRUE(so());
  }

  ServerSettings settings_;
  std::atomic<int> made_ = 0, waiting_ = 0;
  std::promise<void> go_;
  std::unique_ptr<Programme> programme_;

 private:
  static Route route(Method method, std::string pattern, decltype(Route::handle) handle) {
    Route route;
    route.method = method;
    route.pattern = std::move(pattern);
    route.access = Access::anyone;
    if (route.pattern.find('{') != std::string::npos) route.parameters = {{.name = "count", .in = "path"}};
    route.request_type = "*/*";
    route.max_body = 1000;
    route.handle = std::move(handle);
    return route;
  }
  Response pieces(const Request& request) {
    Response response = text("", "text/plain");
    const int count = std::stoi(std::string{request.capture("count")});
    auto next = std::make_shared<int>(0);
    response.body = Producer{[this, next, count](std::string& out) {
      out = numbered((*next)++);
      ++made_;
      return *next < count;
    }};
    return response;
  }

  Log log_{-1};
  std::unique_ptr<Application> application_;
  std::unique_ptr<Server> server_;
  std::thread running_;
};

TEST_F(ServerOfAProgramme, SendsALargeAnswerWholeAsItIsMade) {
  serve();
  std::string whole;
  for (int i = 0; i < 100; ++i) whole += numbered(i);
  const std::string answer = ask(get("/pieces/100"));
  EXPECT_NE(answer.find("Transfer-Encoding: chunked"), std::string::npos);
  bool ended = false;
  EXPECT_TRUE(unchunked(body_of(answer), ended) == whole);
  EXPECT_TRUE(ended);
  // HTTP/1.0 knows no chunks: the end of the connection is the end of the answer.
  const std::string old = ask("GET /pieces/100 HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.find("chunked"), std::string::npos);
  EXPECT_TRUE(body_of(old) == whole);
}

TEST_F(ServerOfAProgramme, MakesNoMoreThanACallerTakesAndLeavesOneWhoTakesNothing) {
  settings_.write_piece = 300ms;
  serve();
  constexpr int kPieces = 4000;  // some 240 MB: no buffer between the two holds them
  Line sleeper = line();
  sleeper.send(get("/pieces/" + std::to_string(kPieces)));
  wait_for([&] { return metrics().timeouts > 0; });
  EXPECT_LT(made_, kPieces / 2);
  EXPECT_GT(made_, 0);
  bool ended = true;
  unchunked(body_of(sleeper.rest()), ended);
  EXPECT_FALSE(ended);
}

TEST_F(ServerOfAProgramme, CutsOffAnAnswerThatBreaksSoThatNobodyTakesAPartForTheWhole) {
  serve();
  const std::string answer = ask(get("/broken"));
  bool ended = true;
  EXPECT_TRUE(unchunked(body_of(answer), ended) == numbered(1) + numbered(2));
  EXPECT_FALSE(ended);
}

TEST_F(ServerOfAProgramme, LetsNoValueOfAnAnswerBecomeAHeader) {
  serve();
  const std::string answer = ask(get("/bad-header"));
  EXPECT_EQ(answer.find("stolen"), std::string::npos);
  EXPECT_NE(answer.find("X-Good: b"), std::string::npos);
}

TEST_F(ServerOfAProgramme, AnswersPipelinedRequestsInTheirOrder) {
  serve();
  const std::string answer = ask(post("/echo", "the first") + post("/echo", "the second") + get("/pieces/3", "") +
                                 post("/echo", "the last", "Connection: close\r\n"));
  const std::size_t first = answer.find("the first"), second = answer.find("the second"), stream = answer.find("2.0\n"),
                    last = answer.find("the last");
  EXPECT_LT(first, second);
  EXPECT_LT(second, stream);
  EXPECT_LT(stream, last);
  EXPECT_NE(last, std::string::npos);
}

TEST_F(ServerOfAProgramme, TakesABodyUpToItsLimitAndNotAByteMore) {
  serve();
  const std::string most(1000, 'x');
  EXPECT_EQ(body_of(ask(post("/echo", most, "Connection: close\r\n"))), most);
  EXPECT_EQ(ask(post("/echo", most + "x")).substr(0, 12), "HTTP/1.1 413");
  const auto chunked = [&](const std::string& body) {
    return ask(
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nConnection: close\r\n"
        "Transfer-Encoding: chunked\r\n\r\n258\r\n" +
        body.substr(0, 600) + "\r\n191\r\n" + body.substr(600) + "\r\n0\r\n\r\n");
  };
  EXPECT_EQ(chunked(most + "x").substr(0, 12), "HTTP/1.1 413");
  // What is left of a body that was refused is never read as a request.
  const std::string smuggled = ask(post("/echo", std::string(70'000, 'x') + get("/text")));
  EXPECT_EQ(smuggled.substr(0, 12), "HTTP/1.1 413");
  EXPECT_EQ(smuggled.find("HTTP/1.1", 1), std::string::npos);
}

TEST_F(ServerOfAProgramme, KeepsALargeBodyInAFileOfItsOwnAndTakesItAwayAfterwards) {
  serve();
  const std::string body = numbered(1) + numbered(2);
  const Json told = Json::parse(body_of(ask(post("/file", body, "Connection: close\r\n"))));
  EXPECT_EQ(told["right"], true) << told.dump();
  EXPECT_EQ(told["mode"], 0600);
  wait_for([&] { return !std::filesystem::exists(told["file"].get<std::string>()); });
  EXPECT_EQ(ask(post("/file", std::string((1 << 20) + 1, 'x'))).substr(0, 12), "HTTP/1.1 413");
  for (const auto& left : std::filesystem::directory_iterator{settings_.work_folder})
    EXPECT_FALSE(left.path().filename().string().starts_with("body-")) << left.path();
}

TEST_F(ServerOfAProgramme, GivesBodiesInMemoryABudgetInAll) {
  settings_.most_body_bytes = 1500;
  serve();
  Line holding = line();
  const std::string body(1000, 'x');
  holding.send(post("/echo", body).substr(0, 300));  // the rest is on its way
  std::string second;
  wait_for([&] {  // the first may not have been read yet
    second = ask(post("/echo", body, "Connection: close\r\n"));
    return second.starts_with("HTTP/1.1 503");
  });
  EXPECT_NE(second.find("Retry-After"), std::string::npos);
  holding.send(post("/echo", body, "").substr(300));
  EXPECT_EQ(holding.until("xx").substr(0, 15), "HTTP/1.1 200 OK");
  wait_for([&] { return ask(post("/echo", body, "Connection: close\r\n")).starts_with("HTTP/1.1 200"); });
}

TEST_F(ServerOfAProgramme, SaysThatItTakesABodyWhereItIsAsked) {
  serve();
  Line caller = line();
  const std::string request = post("/echo", "the body", "Expect: 100-continue\r\nConnection: close\r\n");
  caller.send(request.substr(0, request.size() - 8));
  EXPECT_EQ(caller.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  caller.send("the body");
  EXPECT_EQ(body_of(caller.rest()), "the body");
  // What is too large is refused instead.
  Line other = line();
  other.send("POST /echo HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 2000\r\n\r\n");
  EXPECT_EQ(other.until("\r\n").substr(0, 12), "HTTP/1.1 413");
}

TEST_F(ServerOfAProgramme, HangsUpOnWhoIsTooSlow) {
  settings_.first_byte = settings_.header = settings_.idle = settings_.body_piece = 200ms;
  serve();
  EXPECT_EQ(line().rest(), "");  // it says nothing
  Line half = line();
  half.send("GET /text HTTP/1.1\r\nHost: he");
  EXPECT_EQ(half.rest().substr(0, 12), "HTTP/1.1 408");
  Line quiet = line();
  quiet.send(get("/text", ""));
  EXPECT_TRUE(body_of(quiet.rest()) == numbered(0)) << "one answer, and the end";
  Line stuck = line();
  stuck.send(post("/echo", std::string(500, 'x')).substr(0, 300));
  EXPECT_EQ(stuck.rest().substr(0, 12), "HTTP/1.1 408");
  EXPECT_GE(metrics().timeouts, 2U);
}

TEST_F(ServerOfAProgramme, RefusesAHeaderThatIsTooLarge) {
  settings_.largest_header = 2000;
  serve();
  EXPECT_EQ(ask(get("/text", "X: " + std::string(1500, 'a') + "\r\nConnection: close\r\n")).substr(0, 12),
            "HTTP/1.1 200");
  EXPECT_EQ(ask(get("/text", "X: " + std::string(2000, 'a') + "\r\n")).substr(0, 12), "HTTP/1.1 431");
}

TEST_F(ServerOfAProgramme, RefusesOneMoreOfAnAddressWhenNoneOfItsConnectionsIsSilent) {
  settings_.most_of_one_address = 1;
  serve();
  Line silent = line();
  Line working = line();  // takes the place of the silent one
  EXPECT_EQ(silent.rest(), "");
  working.send(get("/waiting"));
  wait_for([&] { return waiting_ == 1; });
  EXPECT_EQ(line().rest().substr(0, 12), "HTTP/1.1 503");
  go_.set_value();
  EXPECT_EQ(body_of(working.rest()), "at last");
  wait_for([&] { return metrics().connections == 0; });
  EXPECT_EQ(ask(get("/text")).substr(0, 12), "HTTP/1.1 200");
}

TEST_F(ServerOfAProgramme, EndsInOrderWhereItIsToldToBeforeItRuns) {
  make_server();
  std::raise(SIGTERM);  // from somebody who read its address and changed his mind
  bool stopping = false;
  server().run([&] { stopping = true; });
  EXPECT_TRUE(stopping);
}

TEST_F(ServerOfAProgramme, FinishesTheRequestsInWorkWhenItStopsAndTakesNoMore) {
  serve();
  Line silent = line(), working = line();
  working.send(get("/waiting", "") + get("/text", ""));
  wait_for([&] { return waiting_ == 1 && metrics().connections == 2; });
  std::future<void> stopped = std::async(std::launch::async, [this] { stop(); });
  EXPECT_EQ(silent.rest(), "");  // it had asked for nothing
  go_.set_value();
  const std::string answer = working.rest();
  EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 200");
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  EXPECT_EQ(body_of(answer), "at last");  // and the one behind it is not answered
  stopped.wait();
}

}  // namespace
}  // namespace tilth::http
