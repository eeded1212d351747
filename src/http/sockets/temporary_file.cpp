// SPDX-License-Identifier: Apache-2.0
#include "http/sockets/temporary_file.h"

#include "base/uuid.h"

#include <fcntl.h>
#include <unistd.h>

namespace tilth::http::sockets {

TemporaryFile::~TemporaryFile() {
  close();
  std::error_code error;
  if (!path_.empty()) std::filesystem::remove(path_, error);
}

bool TemporaryFile::open(const std::filesystem::path& folder) {
  path_ = folder / ("body-" + Uuid::make().text());
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  return descriptor_ >= 0;
}

bool TemporaryFile::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void TemporaryFile::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

}  // namespace tilth::http::sockets
