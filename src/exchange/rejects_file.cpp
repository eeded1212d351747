// SPDX-License-Identifier: Apache-2.0
#include "exchange/rejects_file.h"

#include "base/csv_cell.h"
#include "base/problem.h"

#include <fcntl.h>
#include <unistd.h>

namespace tilth::exchange {
namespace {

constexpr std::uint64_t kMostLines = 1'000'000;  // nobody mends more by hand; the profile is wrong then

}  // namespace

RejectsFile::RejectsFile(std::filesystem::path file) : file_(std::move(file)), growing_(file_.string() + ".partial") {}

RejectsFile::~RejectsFile() {
  if (!out_) return;
  out_.reset();
  std::error_code error;
  std::filesystem::remove(growing_, error);
}

void RejectsFile::put(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), out_.get()) != text.size()) throw Problem{"import.no_room"};
}

void RejectsFile::add(const RowFault& fault) {
  if (!out_) {
    const int descriptor = ::open(growing_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    out_.reset(descriptor < 0 ? nullptr : ::fdopen(descriptor, "wb"));
    if (!out_) throw Problem{"import.no_room"};
    put("\xef\xbb\xbfrow,column,value,reason,how to mend,code\r\n");
  }
  if (++lines_ > kMostLines) return;
  put(std::to_string(fault.row) + "," + csv_cell(fault.column) + "," + csv_cell(fault.value) + "," +
      csv_cell(fault.reason()) + "," + csv_cell(fault.mend()) + "," + fault.code + "\r\n");
}

void RejectsFile::finish() {
  if (!out_) return;
  if (std::fflush(out_.get()) != 0) throw Problem{"import.no_room"};
  out_.reset();
  std::error_code error;
  std::filesystem::rename(growing_, file_, error);
  if (error) throw Problem{"import.no_room"};
}

}  // namespace tilth::exchange
