// SPDX-License-Identifier: Apache-2.0
// The rows that could not be imported, for the person who mends them: row, column, value, reason, how to mend.
#pragma once

#include "exchange/row_fault.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace tilth::exchange {

/// Written beside its name and put in place by finish(), readable by its owner alone: the values may be about people.
/// Made with the first fault, so that there is none without faults.
class RejectsFile {
 public:
  explicit RejectsFile(std::filesystem::path file);
  ~RejectsFile();
  RejectsFile(const RejectsFile&) = delete;
  RejectsFile& operator=(const RejectsFile&) = delete;

  /// @throws Problem "import.no_room"
  void add(const RowFault& fault);
  void finish();

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void put(const std::string& text);
  std::filesystem::path file_, growing_;
  std::unique_ptr<std::FILE, CloseFile> out_;
  std::uint64_t lines_ = 0;
};

}  // namespace tilth::exchange
