// SPDX-License-Identifier: Apache-2.0
#include "http/sockets/deadline.h"

namespace tilth::http::sockets {

void Deadline::start(std::chrono::milliseconds after) {
  stop();
  stream_.expires_never();
  passed_ = false;
  running_ = std::make_shared<bool>(true);
  timer_.expires_after(after);
  timer_.async_wait([this, running = running_](error_code error) {
    if (error || !*running) return;
    passed_ = true;
    stream_.cancel();
  });
}

void Deadline::stop() {
  if (!running_) return;
  *running_ = false;
  running_.reset();
  timer_.cancel();
}

}  // namespace tilth::http::sockets
