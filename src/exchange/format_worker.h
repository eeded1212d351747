// SPDX-License-Identifier: Apache-2.0
// The program tilth-formats at the other end of a pipe, with limits on its memory and time.
#pragma once

#include "base/json.h"
#include "base/progress.h"
#include "exchange/header_rows.h"
#include "exchange/table.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tilth::exchange {

struct WorkerLimits {
  std::uint64_t memory_bytes = 2ULL << 30;  ///< of address space
  std::uint64_t cpu_seconds = 3600;
  int silent_seconds = 120;  ///< without a byte from it
};

/// The process and its two pipes. Killed when this object goes.
class FormatWorker {
 public:
  /// @throws Problem "worker.missing" when the program is not there
  FormatWorker(const std::filesystem::path& program, const std::vector<std::string>& words, const WorkerLimits& limits);
  ~FormatWorker();
  FormatWorker(const FormatWorker&) = delete;
  FormatWorker& operator=(const FormatWorker&) = delete;

  /// The next frame; false when the stream just stops. The payload stays valid until the next call.
  /// @throws Problem "job.cancelled", "import.worker_stopped"
  bool next(char& letter, std::string_view& payload, const Progress& progress);
  /// False when it listens no more.
  /// @throws Problem "job.cancelled"
  bool write(std::string_view bytes, const Progress& progress);
  void close_input();
  /// Waits for its end and says in words how it went when that was not well; empty otherwise.
  std::string ending();

 private:
  void kill_it();
  int process_ = -1;
  int from_ = -1, to_ = -1;
  WorkerLimits limits_;
  std::string buffer_;
  std::size_t at_ = 0;
};

/// Lets the worker write one file from frames that are at hand, and waits for its end.
/// @param worker tilth-formats; beside the running program when empty
/// @throws Problem "export.unwritable", "worker.missing", and whatever the worker says
void write_whole(const std::filesystem::path& file, const std::string& format, std::string_view frames,
                 const std::filesystem::path& worker, const Progress& progress);

struct WorkerReadRequest {
  std::filesystem::path program;  ///< tilth-formats
  std::filesystem::path file;
  std::string format, layer, encoding;
  HeaderChoice headers;  ///< of a sheet
  WorkerLimits limits;
};

/// Rows of a file that only GDAL can read.
std::unique_ptr<RowReader> open_through_worker(const WorkerReadRequest& request, const Progress& progress);

}  // namespace tilth::exchange
