// SPDX-License-Identifier: Apache-2.0
#include "base/sync_file.h"

#include "base/problem.h"

#include <fcntl.h>
#include <unistd.h>

namespace tilth {

void sync_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || fsync(descriptor) != 0) {
    if (descriptor >= 0) ::close(descriptor);
    throw Problem{"store.io", {{"file", file.string()}, {"detail", "it cannot be brought to the disk"}}};
  }
  ::close(descriptor);
}

void sync_folder_of(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    fsync(descriptor);
    ::close(descriptor);
  }
}

}  // namespace tilth
