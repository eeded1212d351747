// SPDX-License-Identifier: Apache-2.0
// What the server counts of itself.
#include "http/metrics.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

namespace tilth::http {
namespace {

std::uint64_t resident_bytes() {
  std::ifstream in{"/proc/self/statm"};
  std::uint64_t all = 0, resident = 0;
  in >> all >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

void add(std::string& out, std::string_view name, std::string_view type, std::string_view help, double value) {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
}

}  // namespace

void Metrics::answered(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds took,
                       std::uint64_t bytes) {
  const std::string labels = fmt::format("method=\"{}\",route=\"{}\",status=\"{}\"", method, route, status);
  const double seconds = std::chrono::duration<double>(took).count();
  std::size_t bucket = 0;
  while (bucket < kBuckets.size() && seconds > kBuckets[bucket]) ++bucket;
  const std::lock_guard lock{guard_};
  Series& series = series_[labels];
  ++series.buckets[bucket];
  ++series.count;
  series.bytes += bytes;
  series.seconds += seconds;
}

std::string Metrics::text() const {
  std::string out;
  {
    const std::lock_guard lock{guard_};
    out +=
        "# HELP tilth_request_seconds Time from the last byte of a request to the last byte of its answer.\n"
        "# TYPE tilth_request_seconds histogram\n";
    for (const auto& [labels, series] : series_) {
      std::uint64_t up_to = 0;
      for (std::size_t i = 0; i < kBuckets.size(); ++i) {
        up_to += series.buckets[i];
        out += fmt::format("tilth_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, kBuckets[i], up_to);
      }
      out += fmt::format(
          "tilth_request_seconds_bucket{{{0},le=\"+Inf\"}} {1}\ntilth_request_seconds_sum{{{0}}} {2}\n"
          "tilth_request_seconds_count{{{0}}} {1}\n",
          labels, series.count, series.seconds);
    }
    out += "# HELP tilth_response_bytes_total Bytes of answers, as sent.\n# TYPE tilth_response_bytes_total counter\n";
    for (const auto& [labels, series] : series_)
      out += fmt::format("tilth_response_bytes_total{{{}}} {}\n", labels, series.bytes);
  }
  const auto number = [](auto& value) { return static_cast<double>(value.load()); };
  add(out, "tilth_connections", "gauge", "Open connections.", number(connections));
  add(out, "tilth_connections_accepted_total", "counter", "Connections taken.", number(connections_accepted));
  add(out, "tilth_connections_refused_total", "counter", "Connections refused for being too many.",
      number(connections_refused));
  add(out, "tilth_connections_evicted_total", "counter", "Silent connections closed to make room.",
      number(connections_evicted));
  add(out, "tilth_timeouts_total", "counter", "Connections closed for being too slow.", number(timeouts));
  add(out, "tilth_busy_total", "counter", "Requests turned away because too many waited.", number(busy));
  add(out, "tilth_requests_in_work", "gauge", "Requests being answered.", number(in_work));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + time.tv_usec / 1e6; };
  add(out, "process_cpu_seconds_total", "counter", "Processor time used.",
      seconds(usage.ru_utime) + seconds(usage.ru_stime));
  add(out, "process_resident_memory_bytes", "gauge", "Memory in use.", static_cast<double>(resident_bytes()));
  add(out, "process_start_time_seconds", "gauge", "Start, in seconds since 1970.",
      std::chrono::duration<double>(started_.time_since_epoch()).count());
  return out;
}

}  // namespace tilth::http
