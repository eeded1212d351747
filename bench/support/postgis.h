// SPDX-License-Identifier: Apache-2.0
// A private PostGIS cluster that a bench starts and stops, and answers of psql with their time.
#pragma once

#include "support/row.h"

#include <unistd.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tilth::bench {

/// Output of a shell command; throws when it fails.
inline std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot start " + command);
  char buffer[65536];
  for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, got);
  if (const int status = pclose(pipe); status != 0)
    throw std::runtime_error(command + " ended with " + std::to_string(status));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

/// The cluster lives as long as this object, listens on a socket in its own folder and nowhere else.
class Postgis {
 public:
  /// Nothing where PostgreSQL with PostGIS is not installed.
  static std::optional<Postgis> start(const std::string& source_dir) {
    Postgis cluster;
    cluster.script_ = source_dir + "/tests/support/postgis_cluster.sh";
    cluster.folder_ = "/tmp/tilth-bench-postgis-" + std::to_string(getpid());
    try {
      cluster.connection_ = output_of("bash " + cluster.script_ + " start " + cluster.folder_);
    } catch (const std::runtime_error&) {
      return std::nullopt;
    }
    return cluster;
  }
  Postgis(Postgis&& other) noexcept : script_(other.script_), folder_(other.folder_), connection_(other.connection_) {
    other.connection_.clear();
  }
  Postgis(const Postgis&) = delete;
  Postgis& operator=(const Postgis&) = delete;
  ~Postgis() {
    if (connection_.empty()) return;
    const int status = std::system(("bash " + script_ + " stop " + folder_).c_str());
    if (status != 0) std::fprintf(stderr, "the cluster in %s did not stop\n", folder_.c_str());
  }

  /// The answer of one statement, fields apart by '|'.
  std::string ask(const std::string& sql) const {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("tilth-bench-" + std::to_string(getpid()) + ".sql");
    if (FILE* out = std::fopen(file.c_str(), "w")) {
      std::fputs(sql.c_str(), out);
      std::fclose(out);
    }
    const std::string text = output_of("psql -X -q -A -t -v ON_ERROR_STOP=1 '" + connection_ + "' -f " + file.string());
    std::filesystem::remove(file);
    return text;
  }
  /// The same, and the seconds it took (psql's own start is about 0.02 s).
  std::string ask(const std::string& sql, double& seconds) const {
    const auto begun = std::chrono::steady_clock::now();
    std::string text = ask(sql);
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return text;
  }

 private:
  Postgis() = default;
  std::string script_, folder_, connection_;
};

/// The exit code of a bench beside PostGIS over as many records as its first word says, 100 000 unless it does. Where
/// PostGIS is not installed there is nothing to compare with, and that is no failure.
int beside_postgis(int count, char** words, const auto& measure) {
  const std::size_t records = count > 1 ? std::strtoull(words[1], nullptr, 10) : 100'000;
  return exit_code_of([&] {
    const auto postgis = Postgis::start(TILTH_SOURCE_DIR);
    if (!postgis) {
      std::fprintf(stderr, "# PostgreSQL with PostGIS is not installed, so there is nothing to compare with\n");
      return true;
    }
    return measure(records, *postgis);
  });
}

/// Bytes as COPY takes them for a geometry column.
inline std::string hexadecimal(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

}  // namespace tilth::bench
