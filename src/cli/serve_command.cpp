// SPDX-License-Identifier: Apache-2.0
// tilth serve: a programme for browsers, QGIS, GDAL and every other client, on one port.
#include "cli/command.h"
#include "http/application.h"
#include "http/programme.h"
#include "http/routes/all_routes.h"
#include "http/server.h"
#include "http/sessions.h"

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <iostream>

namespace tilth::cli {
namespace {

/// "127.0.0.1:8080", "[::1]:8080", ":8080" or "8080".
void read_address(const std::string& text, http::ServerSettings& settings) {
  const std::size_t colon = text.rfind(':');
  std::string host = colon == std::string::npos ? "" : text.substr(0, colon);
  const std::string port = colon == std::string::npos ? text : text.substr(colon + 1);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  if (!host.empty()) settings.address = host;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), settings.port);
  if (error != std::errc{} || end != port.data() + port.size())
    throw Problem{"server.bad_address", {{"address", text}}};
}

void open_in_browser(const std::string& url) {
  const pid_t child = fork();
  if (child != 0) {
    if (child > 0) waitpid(child, nullptr, 0);
    return;
  }
  if (fork() != 0) _exit(0);  // the browser belongs to nobody here
  execlp("xdg-open", "xdg-open", url.c_str(), nullptr);
  _exit(127);
}

}  // namespace

void add_serve_command(CLI::App& app, Terminal& terminal) {
  struct Settings {
    std::filesystem::path file;
    std::string listen = "127.0.0.1:8080";
    bool open = false;
    bool plain = false;
    http::ServerSettings server;
  };
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("serve", "serve a programme to browsers, QGIS, GDAL and other clients");
  command->add_option("FILE", settings->file, "the programme file")->required();
  command->add_option("--listen", settings->listen, "ADDRESS:PORT; port 0 takes a free one")->capture_default_str();
  command->add_flag("--open", settings->open, "open the programme in the browser");
  auto* certificate = command->add_option("--certificate", settings->server.certificate, "TLS certificate chain, PEM");
  auto* key = command->add_option("--key", settings->server.key, "its private key, PEM");
  certificate->needs(key);
  key->needs(certificate);
  command->add_flag("--plain", settings->plain,
                    "serve other machines without TLS: personal data and passwords of tools are then refused");
  command->callback([settings, &terminal] {
    std::signal(SIGPIPE, SIG_IGN);
    read_address(settings->listen, settings->server);
    if (!http::is_loopback(settings->server.address) && settings->server.certificate.empty() && !settings->plain)
      throw Problem{"server.needs_tls", {{"address", settings->listen}}};
    const auto store = open_to_write(settings->file);
    http::Log log{2};
    settings->server.work_folder = settings->file.string() + ".work";
    http::Programme programme{
        *store,
        http::all_routes(),
        {.work = settings->server.work_folder, .maps = settings->file.string() + ".maps", .program = program_folder()},
        log};
    const http::Application application{programme.routes(), programme, log};
    http::Server server{settings->server, application, log, programme.metrics()};
    log.write(http::Log::Level::info, "listening", {{"url", server.url()}});
    const bool no_keys = store->keys_are_missing();
    if (no_keys) log.write(http::Log::Level::warning, "keys_missing");
    malloc_trim(0);  // what reading the model's YAML took is given back: a field laptop has other work
    // Nobody can sign in yet: whoever sees this terminal makes the first administrator. The link is never logged.
    const bool first = programme.sessions().first_run();
    const std::string page = server.url() + (first ? "/#/first?token=" + programme.sessions().first_link() : "/");
    if (terminal.json) {
      Json said = {{"url", server.url()}, {"process", getpid()}};
      if (first) said["first_link"] = page;
      if (no_keys) said["keys_missing"] = true;
      terminal.print(said);
    } else {
      std::cout << "The programme " << settings->file.string() << " is at " << server.url() << "/\n";
      if (first)
        std::cout << "There is no account yet. Make the first administrator, within a day, at\n  " << page << "\n";
      if (no_keys)
        std::cout << "Its key file, " << settings->file.string()
                  << ".keys, is not here: names and attachments cannot be read. Put it there before anybody writes, "
                     "since a new key file does not open what is encrypted now.\n";
      std::cout << "Ctrl-C ends the server.\n";
    }
    std::cout.flush();
    if (settings->open) open_in_browser(page);
    server.run([&] {
      log.write(http::Log::Level::info, "stopping");
      programme.job_runner().stop();
    });
    log.write(http::Log::Level::info, "stopped");
  });
}

}  // namespace tilth::cli
