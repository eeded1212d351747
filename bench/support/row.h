// SPDX-License-Identifier: Apache-2.0
// One line of the table that bench/run prints, and the time and memory that it tells.
#pragma once

#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>

namespace tilth::bench {

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The most memory this process held since `forget_peak_memory`, in MiB; what it held then counts too.
inline void forget_peak_memory() { std::ofstream{"/proc/self/clear_refs"} << '5'; }
inline double peak_memory_mib() {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

/// What a bench found out. `least` is the ratio that DESIGN 10 asks for, 0 where it asks for none.
struct Row {
  std::string work;
  std::size_t records = 0;
  std::string peer;
  double ours_s = 0, peer_s = 0, least = 0;
  bool agree = false;
  double peak_mib = 0;  ///< 0: not measured

  [[nodiscard]] double ratio() const { return ours_s > 0 ? peer_s / ours_s : 0; }
};

/// Returns whether the answers agree, which is all a bench fails for: a ratio depends on the machine.
inline bool print_row(const Row& row) {
  const auto number = [](const char* format, double value) {
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return std::string{value > 0 ? text : "-"};
  };
  std::printf("ROW | %s | %zu | %s | %.3f | %.3f | %.2f | %s | %s | %s\n", row.work.c_str(), row.records,
              row.peer.c_str(), row.ours_s, row.peer_s, row.ratio(), number("%.3g", row.least).c_str(),
              row.agree ? "yes" : "NO", number("%.0f", row.peak_mib).c_str());
  std::fflush(stdout);
  return row.agree;
}

/// The exit code of a bench. Caught here so that what it started is stopped even when it fails.
int exit_code_of(const auto& work) {
  try {
    return work() ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

}  // namespace tilth::bench
