// SPDX-License-Identifier: Apache-2.0
#include "exchange/format_worker.h"

#include "base/address_sanitizer.h"
#include "base/problem.h"
#include "exchange/frames.h"
#include "exchange/open_table.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <chrono>

namespace tilth::exchange {
namespace {

constexpr std::size_t kReadBytes = 1U << 18;
constexpr int kPollMs = 200;

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  setrlimit(static_cast<__rlimit_resource_t>(resource), &both);
}

void close_if_open(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

}  // namespace

FormatWorker::FormatWorker(const std::filesystem::path& program, const std::vector<std::string>& words,
                           const WorkerLimits& limits)
    : limits_(limits) {
  if (::access(program.c_str(), X_OK) != 0) throw Problem{"worker.missing", {{"program", program.string()}}};
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0) throw Problem{"worker.missing", {{"program", program.string()}}};
  if (pipe2(out, O_CLOEXEC) != 0) {
    ::close(in[0]);
    ::close(in[1]);
    throw Problem{"worker.missing", {{"program", program.string()}}};
  }
  std::vector<std::string> texts{program.string()};
  texts.insert(texts.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  arguments.reserve(texts.size() + 1);
  for (std::string& text : texts) arguments.push_back(text.data());
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ == 0) {
    setpgid(0, 0);  // Ctrl-C is tilth's to answer
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nothing >= 0) dup2(nothing, STDERR_FILENO);
    if (!kAddressSanitizer) limit(RLIMIT_AS, limits.memory_bytes);
    limit(RLIMIT_CPU, limits.cpu_seconds);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 256);
    execv(program.c_str(), arguments.data());
    _exit(127);
  }
  ::close(in[0]);
  ::close(out[1]);
  to_ = in[1];
  from_ = out[0];
  if (process_ < 0) {
    close_if_open(to_);
    close_if_open(from_);
    throw Problem{"worker.missing", {{"program", program.string()}}};
  }
  signal(SIGPIPE, SIG_IGN);  // a worker that is gone shows as a failed write
}

FormatWorker::~FormatWorker() {
  kill_it();
  close_if_open(to_);
  close_if_open(from_);
}

void FormatWorker::kill_it() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  int status = 0;
  while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
}

bool FormatWorker::next(char& letter, std::string_view& payload, const Progress& progress) {
  auto heard = std::chrono::steady_clock::now();
  while (true) {
    const std::size_t waiting = buffer_.size() - at_;
    if (waiting >= 5) {
      std::uint32_t length = 0;
      std::memcpy(&length, buffer_.data() + at_ + 1, 4);
      if (length > kMaxFrameBytes) return false;
      if (waiting >= 5ULL + length) {
        letter = buffer_[at_];
        payload = std::string_view{buffer_}.substr(at_ + 5, length);
        at_ += 5ULL + length;
        return true;
      }
    }
    buffer_.erase(0, at_);
    at_ = 0;
    if (progress.cancelled()) {
      kill_it();
      throw Problem{"job.cancelled"};
    }
    pollfd poll_from{from_, POLLIN, 0};
    const int ready = ::poll(&poll_from, 1, kPollMs);
    if (ready < 0 && errno != EINTR) return false;
    if (ready <= 0) {
      if (std::chrono::steady_clock::now() - heard > std::chrono::seconds(limits_.silent_seconds)) {
        kill_it();
        throw Problem{
            "import.worker_stopped",
            {{"file", ""}, {"reason", "it gave no answer for " + std::to_string(limits_.silent_seconds) + " s"}}};
      }
      continue;
    }
    const std::size_t before = buffer_.size();
    buffer_.resize(before + kReadBytes);
    const ssize_t count = ::read(from_, buffer_.data() + before, kReadBytes);
    buffer_.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
    if (count == 0 || (count < 0 && errno != EINTR)) return false;
    heard = std::chrono::steady_clock::now();
  }
}

bool FormatWorker::write(std::string_view bytes, const Progress& progress) {
  if (progress.cancelled()) {
    kill_it();
    throw Problem{"job.cancelled"};
  }
  return write_all(to_, bytes);
}

void FormatWorker::close_input() { close_if_open(to_); }

std::string FormatWorker::ending() {
  if (process_ <= 0) return "it was stopped";
  int status = 0;
  while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  if (WIFSIGNALED(status)) {
    const int by = WTERMSIG(status);
    if (by == SIGXCPU || by == SIGKILL) return "it used more time than allowed";
    if (by == SIGABRT || by == SIGSEGV || by == SIGBUS)
      return "it broke down on this file, or used more memory than allowed";
    return "it was ended by signal " + std::to_string(by);
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return "it could not be started";
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? std::string{} : "it ended before the last row";
}

namespace {

class WorkerReader final : public RowReader {
 public:
  WorkerReader(const WorkerReadRequest& request, const Progress& progress)
      : name_(request.file.filename().string()),
        progress_(progress),
        worker_(request.program, words(request), request.limits) {
    worker_.close_input();
    char letter = 0;
    std::string_view payload;
    if (!worker_.next(letter, payload, progress_)) stopped();
    if (letter == 'P') raise(payload);
    const Json header = Json::parse(payload);
    header_.layer = header.at("layer");
    header_.crs = header.at("crs");
    header_.has_geometry = header.at("geometry");
    const std::int64_t count = header.at("count");
    total_ = count > 0 ? static_cast<std::uint64_t>(count) : 0;
    for (const Json& column : header.at("columns")) {
      header_.columns.push_back({column.at("name"), column.at("name"), column.at("type")});
    }
    if (header.at("sheet") == true) {
      headed_ = std::make_unique<HeadedRows>(
          [this](std::vector<Cell>& cells, std::uint64_t& number) {
            if (!next_bare(bare_)) return false;
            cells.swap(bare_.cells);
            number = bare_.number;
            return true;
          },
          request.headers);
      header_.columns = headed_->columns();
      header_.tagged = headed_->tagged();
    } else {
      make_names_unique(header_.columns);
    }
  }

  [[nodiscard]] const SourceHeader& header() const override { return header_; }
  [[nodiscard]] std::uint64_t progress_total() const override { return total_; }
  [[nodiscard]] std::uint64_t progress_done() const override { return rows_; }
  bool next(SourceRow& row) override { return headed_ ? headed_->next(row) : next_bare(row); }

 private:
  static std::vector<std::string> words(const WorkerReadRequest& request) {
    std::error_code error;
    const auto whole = std::filesystem::canonical(request.file, error);
    if (error)
      throw Problem{"import.unreadable", {{"file", request.file.filename().string()}, {"reason", error.message()}}};
    std::vector<std::string> all{"read", request.format, whole.string()};
    if (!request.layer.empty()) all.insert(all.end(), {"--layer", request.layer});
    if (!request.encoding.empty()) all.insert(all.end(), {"--encoding", request.encoding});
    return all;
  }

  bool next_bare(SourceRow& row) {
    if (ended_) return false;
    char letter = 0;
    std::string_view payload;
    if (!worker_.next(letter, payload, progress_)) stopped();
    if (letter == 'P') raise(payload);
    if (letter == 'E') {
      ended_ = true;
      return false;
    }
    try {
      read_row(payload, row);
    } catch (const std::runtime_error&) {
      stopped();
    }
    ++rows_;
    return true;
  }

  [[noreturn]] void stopped() {
    std::string reason = worker_.ending();
    if (reason.empty()) reason = "it ended before the last row";
    throw Problem{"import.worker_stopped", {{"file", name_}, {"reason", reason}}};
  }

  [[noreturn]] static void raise(std::string_view payload) {
    const Json problem = Json::parse(payload);
    throw Problem{problem.at("code").get<std::string>(), problem.at("values")};
  }

  std::string name_;
  const Progress& progress_;
  FormatWorker worker_;
  SourceHeader header_;
  std::unique_ptr<HeadedRows> headed_;
  SourceRow bare_;
  bool ended_ = false;
  std::uint64_t rows_ = 0, total_ = 0;
};

}  // namespace

std::unique_ptr<RowReader> open_through_worker(const WorkerReadRequest& request, const Progress& progress) {
  return std::make_unique<WorkerReader>(request, progress);
}

void write_whole(const std::filesystem::path& file, const std::string& format, std::string_view frames,
                 const std::filesystem::path& worker, const Progress& progress) {
  FormatWorker writer{worker.empty() ? worker_beside_program() : worker, {"write", format, file.string()}, {}};
  (void)writer.write(frames, progress);
  writer.close_input();
  char letter = 0;
  std::string_view payload;
  if (!writer.next(letter, payload, progress)) {
    const std::string reason = writer.ending();
    throw Problem{"export.unwritable",
                  {{"file", file.filename().string()}, {"reason", reason.empty() ? "the writer stopped" : reason}}};
  }
  if (letter != 'P') return;
  const Json problem = Json::parse(payload);
  throw Problem{problem.at("code").get<std::string>(), problem.at("values")};
}

}  // namespace tilth::exchange
