// SPDX-License-Identifier: Apache-2.0
// Requests from anyone, signed in to a small programme: every one has an answer, no answer is a fault of ours, what
// calls itself JSON is JSON, and a viewer never reads what is hidden. The input is who asks, method and target in a
// line, header lines, an empty line, a body: "viewer GET /api/session".
#include "http/application.h"
#include "http/password.h"
#include "http/programme.h"
#include "http/routes/all_routes.h"
#include "model/field_value.h"
#include "must.h"
#include "small_store.h"

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <thread>

namespace tilth::http {
namespace {

using fuzz::must;

constexpr std::string_view kHidden = "Vz7veiled";
constexpr int kWritesOfOneProgramme = 200;
constexpr int kMostPieces = 64;

/// A programme in a folder of its own with a record that seeds know, and two accounts that are signed in.
class Served {
 public:
  Served() {
    add("thing", "00000000-0000-7000-8000-000000000001",
        {{"name", "first"},
         {"one", "mine"},
         {"count", 3},
         {"day", "2024-05-20"},
         {"land", 1200.5},
         {"secret", kHidden},
         {"shape", "POLYGON ((30 10, 30.01 10, 30.01 10.01, 30 10.01, 30 10))"}});
    add("person", "00000000-0000-7000-8000-000000000002", {{"name", kHidden}});
    for (const store::Role role : {store::Role::administrator, store::Role::viewer}) {
      store::Account account;
      account.name = store::text_of(role);
      account.role = role;
      store_->put_account(account, {.author = "test"});
      store_->put_session({hash_of_token(account.name), account.name, *Instant::parse("9999-01-01T00:00:00Z")});
    }
    programme_ = std::make_unique<Programme>(*store_, all_routes(),
                                             ProgrammeFolders{folder() / "work", folder() / "maps", folder()}, log_);
    application_ = std::make_unique<Application>(programme_->routes(), *programme_, log_);
  }
  [[nodiscard]] const Application& application() const { return *application_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return store_.folder(); }

  static Fields signed_in(const std::string& name) {
    return {{"cookie", "tilth_session=" + name}, {"x-csrf-token", hash_of_token("csrf " + name)}};
  }

 private:
  void add(std::string_view type_name, std::string_view id, const Json& values) {
    const auto model = store_->model();
    const model::RecordType& type = *model->find_type(type_name);
    store::Change change{
        .kind = store::OperationKind::create, .record = *Uuid::parse(id), .type = type.name, .set = {}};
    for (const auto& [name, value] : values.items())
      change.set.emplace_back(type.index_of(name), model::value_from_json(*type.find(name), value));
    store_->append({.author = "test"}, {change});
  }

  fuzz::SmallStore store_{"request"};
  Log log_{2};
  std::unique_ptr<Programme> programme_;
  std::unique_ptr<Application> application_;
};

/// The bytes of an answer; of a stream as much as a few pieces.
std::string body_of(const Response& response, bool& whole) {
  whole = true;
  if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
  if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body)) return **shared;
  std::string body;
  if (const auto* produce = std::get_if<Producer>(&response.body)) {
    for (int piece = 0; piece < kMostPieces; ++piece)
      if (!(*produce)(body)) return body;
  } else if (const auto* events = std::get_if<EventSource>(&response.body)) {
    static_cast<void>(events->next(body));
  }
  whole = false;
  return body;
}

void judge(const Response& response, bool viewer, bool names_hidden) {
  bool read_whole = true;
  // The program of the file formats is not beside a fuzzer: what needs it says so.
  if (response.status == 500 && body_of(response, read_whole).find("worker.missing") != std::string::npos) return;
  if (response.status < 200 || response.status == 500 || response.status > 599) {
    std::this_thread::sleep_for(std::chrono::milliseconds{200});  // the log says why, from a thread of its own
    std::fprintf(stderr, "answered %d\n", response.status);
    std::abort();
  }
  for (const auto& [name, value] : response.headers)
    must((name + value).find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos);
  bool whole = true;
  const std::string body = body_of(response, whole);
  const std::string_view type = first(response.headers, "Content-Type").value_or("");
  const bool packed = first(response.headers, "Content-Encoding").has_value();
  if (whole && !packed && !body.empty() && type.find("json") != std::string_view::npos &&
      type.find("json-seq") == std::string_view::npos)
    must(Json::accept(body));
  if (response.status >= 400 && type.starts_with("application/problem+json"))
    must(!Json::parse(body).value("title", "").empty());
  if (viewer && !packed && !names_hidden) must(body.find(kHidden) == std::string::npos);
}

void ask(std::string_view input) {
  static std::unique_ptr<Served> served;
  static int writes = 0;
  if (!served || writes >= kWritesOfOneProgramme) {
    served.reset();
    served = std::make_unique<Served>();
    writes = 0;
  }
  const bool names_hidden = input.find(kHidden.substr(2)) != std::string_view::npos;
  std::string_view first_line = fuzz::take_line(input);
  const auto word = [&first_line] {
    const std::string_view text = first_line.substr(0, first_line.find(' '));
    first_line.remove_prefix(std::min(text.size() + 1, first_line.size()));
    return text;
  };
  const std::string who{word()};
  const std::string_view method_name = word();
  std::optional<Method> method;
  for (const Method known :
       {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::delete_, Method::options}) {
    if (text_of(known) == method_name) method = known;
  }
  Fields headers = who == "administrator" || who == "viewer" ? Served::signed_in(who) : Fields{};
  for (std::string_view header = fuzz::take_line(input); !header.empty(); header = fuzz::take_line(input)) {
    const std::size_t colon = header.find(':');
    if (colon == std::string_view::npos || header.find('\0') != std::string_view::npos) continue;
    const std::string_view value = header.substr(colon + 1);
    headers.emplace_back(header.substr(0, colon), value.substr(std::min(value.find_first_not_of(' '), value.size())));
  }
  const Application& application = served->application();
  Meant meant = application.meant(method, first_line, std::move(headers), "127.0.0.1", false);
  if (!meant.answer) {
    if (input.size() > meant.route->max_body) return;
    if (meant.route->body_to_file) {
      meant.request.body_file = served->folder() / "body";
      std::ofstream{meant.request.body_file, std::ios::binary} << input;
    } else {
      meant.request.body = input;
    }
    meant.answer = application.answer(*meant.route, meant.request);
    const bool reads = method == Method::get || method == Method::head || method == Method::options;
    // A programme that changed is soon made anew, at once where people may no longer be signed in.
    if (!reads && meant.answer->status < 400) {
      const std::string& path = meant.request.path;
      writes += path.starts_with("/api/session") || path.starts_with("/api/accounts") ? kWritesOfOneProgramme : 1;
    }
  }
  judge(*meant.answer, who == "viewer", names_hidden);
}

}  // namespace
}  // namespace tilth::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tilth::http::ask(tilth::fuzz::text_of(data, size));
  return 0;
}
