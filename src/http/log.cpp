// SPDX-License-Identifier: Apache-2.0
// The server's log.
#include "http/log.h"

#include "base/date.h"

#include <unistd.h>

namespace tilth::http {
namespace {

constexpr std::size_t kMostWaiting = 4 << 20;

std::string_view text_of(Log::Level level) {
  return level == Log::Level::info ? "info" : level == Log::Level::warning ? "warning" : "error";
}

}  // namespace

Log::Log(int descriptor) : descriptor_(descriptor) {
  if (descriptor_ >= 0) thread_ = std::thread{[this] { run(); }};
}

Log::~Log() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock{guard_};
    ending_ = true;
  }
  ready_.notify_all();
  thread_.join();
}

void Log::write(Level level, std::string_view event, const Json& values) {
  if (descriptor_ < 0) return;
  // In this order, whatever the values are: people read it too.
  std::string line = "{\"at\":\"" + Instant::now().text() + "\",\"level\":\"" + std::string{text_of(level)} +
                     "\",\"event\":\"" + std::string{event} + "\"";
  for (const auto& [name, value] : values.items()) {
    line += ",";
    append_json_string(line, name);
    line += ":" + value.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  line += "}\n";
  {
    const std::lock_guard lock{guard_};
    if (waiting_.size() + line.size() > kMostWaiting) {
      ++dropped_;
      return;
    }
    waiting_ += line;
  }
  ready_.notify_one();
}

void Log::run() {
  while (true) {
    std::string lines;
    {
      std::unique_lock lock{guard_};
      ready_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      lines.swap(waiting_);
    }
    for (std::string_view left = lines; !left.empty();) {
      const ssize_t written = ::write(descriptor_, left.data(), left.size());
      if (written <= 0) break;  // nobody reads any more
      left.remove_prefix(static_cast<std::size_t>(written));
    }
  }
}

}  // namespace tilth::http
