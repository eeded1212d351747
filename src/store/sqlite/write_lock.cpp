// SPDX-License-Identifier: Apache-2.0
// One writing process a file.
#include "store/sqlite/write_lock.h"

#include "base/date.h"
#include "base/problem.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace tilth::store::sqlite {

WriteLock::WriteLock(const std::filesystem::path& file) {
  const std::string name = file.string() + ".lock";
  descriptor_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0)
    throw Problem{errno == EROFS || errno == EACCES ? "store.read_only" : "store.io",
                  {{"file", file.string()}, {"detail", "its lock file cannot be written"}}};
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (fcntl(descriptor_, F_OFD_SETLK, &lock) != 0) {
    char text[256] = {};
    const ssize_t got = pread(descriptor_, text, sizeof text - 1, 0);
    ::close(descriptor_);
    throw Problem{"store.locked",
                  {{"file", file.string()}, {"holder", got > 0 ? std::string{text} : std::string{"another program"}}}};
  }
  char host[128] = {};
  gethostname(host, sizeof host - 1);
  const std::string holder = "process " + std::to_string(getpid()) + " on " + host + " since " + Instant::now().text();
  if (ftruncate(descriptor_, 0) != 0 || pwrite(descriptor_, holder.data(), holder.size(), 0) < 0) {
    // The lock holds without its words.
  }
}

WriteLock::~WriteLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace tilth::store::sqlite
