// SPDX-License-Identifier: Apache-2.0
// Requests from anyone, signed in as an administrator of an empty programme: every one has an answer, and no answer is
// a fault of ours. The input is a method and target, header lines, an empty line, a body.
#include "http/programme.h"
#include "http/routes/all_routes.h"
#include "store/sqlite/sqlite_store.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace tilth::http {
namespace {

/// A programme in a folder of its own, and one account that is signed in.
struct Served {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("tilth-fuzz-" + std::to_string(getpid()));
  std::unique_ptr<store::Store> store;
  Log log{-1};
  std::unique_ptr<Programme> programme;
  std::unique_ptr<Application> application;
  std::string cookie, csrf;

  Served() {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    store = store::sqlite::create(
        folder / "empty.gpkg",
        {{"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
         {"types/place.yaml",
          "type: place\ntitle: Place\nsource: test\nclass: public\nfields:\n  name: {kind: text}\n"}});
    programme = std::make_unique<Programme>(*store, all_routes(),
                                            ProgrammeFolders{folder / "work", folder / "maps", folder}, log);
    application = std::make_unique<Application>(programme->routes(), *programme, log, programme->metrics());
    const auto in =
        programme->sessions().redeem(Request{}, programme->sessions().first_link(), "root", "made-up words");
    cookie = in.cookie.substr(0, in.cookie.find(';'));
    csrf = in.session.csrf;
  }
};

void ask(std::string_view input) {
  static Served served;
  const auto line = [&] {
    const std::size_t end = std::min(input.find('\n'), input.size());
    const std::string_view text = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    return text;
  };
  const std::string_view first_line = line();
  const std::size_t space = std::min(first_line.find(' '), first_line.size());
  std::optional<Method> method;
  for (const Method known :
       {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::delete_, Method::options}) {
    if (text_of(known) == first_line.substr(0, space)) method = known;
  }
  Fields headers{{"cookie", served.cookie}, {"x-csrf-token", served.csrf}};
  for (std::string_view header = line(); !header.empty(); header = line()) {
    const std::size_t colon = header.find(':');
    if (colon != std::string_view::npos) headers.emplace_back(header.substr(0, colon), header.substr(colon + 1));
  }
  Meant meant = served.application->meant(method, first_line.substr(std::min(space + 1, first_line.size())),
                                          std::move(headers), "127.0.0.1", false);
  if (!meant.answer) {
    meant.request.body = input;
    meant.answer = served.application->answer(*meant.route, meant.request);
  }
  const int status = meant.answer->status;
  if (status < 200 || status == 500 || status > 599) {
    std::fprintf(stderr, "answered %d\n", status);
    std::abort();
  }
}

}  // namespace
}  // namespace tilth::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tilth::http::ask({reinterpret_cast<const char*>(data), size});
  return 0;
}
