// SPDX-License-Identifier: Apache-2.0
// Runs jobs on threads of their own, and remembers them in the work folder.
#include "http/job_runner.h"

#include "base/problem.h"
#include "base/uuid.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>

namespace tilth::http {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kThreads = 2;
constexpr std::size_t kMostUnfinished = 100;
constexpr std::int64_t kKeptMs = 7LL * 24 * 3600 * 1000;

Json problem_of(const Problem& problem) {
  return {{"code", problem.kind().code},
          {"title", problem.title()},
          {"detail", problem.hint()},
          {"values", problem.values()}};
}

bool may_see(const Session& session, const JobState& job) {
  return session.account == job.account || session.role == "information_manager" || session.role == "director" ||
         session.role == "administrator";
}

JobState state_from(const Json& kept) {
  JobState state;
  state.id = kept.at("id");
  state.kind = kept.at("kind");
  state.account = kept.at("account");
  state.about = kept.at("about");
  state.state = kept.at("state");
  state.step = kept.at("step");
  state.done = kept.at("done");
  state.total = kept.at("total");
  state.result = kept.at("result");
  state.problem = kept.at("problem");
  state.created = Instant::parse(kept.at("created").get<std::string>()).value_or(Instant{});
  if (kept.at("ended").is_string())
    state.ended = Instant::parse(kept.at("ended").get<std::string>()).value_or(Instant{});
  return state;
}

}  // namespace

Json json_of(const JobState& job) {
  Json text = {{"id", job.id},       {"kind", job.kind},     {"account", job.account}, {"about", job.about},
               {"state", job.state}, {"step", job.step},     {"done", job.done},       {"total", job.total},
               {"rate", job.rate},   {"result", job.result}, {"problem", job.problem}, {"created", job.created.text()}};
  text["seconds_left"] = job.seconds_left ? Json(*job.seconds_left) : Json();
  text["ended"] = job.over() ? Json(job.ended.text()) : Json();
  return text;
}

struct JobRunner::Job {
  JobState state;             ///< guarded by JobRunner::guard_
  std::uint64_t changes = 1;  ///< guarded
  Work work;                  ///< of the thread that runs it
  std::atomic<bool> cancelled = false;
  bool asked = false;  ///< guarded: a person cancelled it, not the end of the program
};

/// Progress as the job's state. The rate is that of the last seconds: a smoothed one, time constant 5 s.
class JobRunner::Told final : public Progress {
 public:
  Told(JobRunner& runner, Job& job) : runner_(runner), job_(job) {}

  void start(std::string_view step, std::uint64_t total) override {
    const std::lock_guard lock{runner_.guard_};
    job_.state.step = step;
    job_.state.total = total;
    job_.state.done = 0;
    job_.state.rate = 0;
    job_.state.seconds_left.reset();
    ++job_.changes;
    begun_ = told_ = Clock::now();
    before_ = 0;
  }

  void done(std::uint64_t so_far) override {
    const auto now = Clock::now();
    if (now - told_ < std::chrono::milliseconds{100}) return;
    const double seconds = std::chrono::duration<double>(now - told_).count();
    const double rate = so_far > before_ ? static_cast<double>(so_far - before_) / seconds : 0;
    const std::lock_guard lock{runner_.guard_};
    JobState& state = job_.state;
    const double weight = state.rate == 0 ? 1 : std::min(1.0, seconds / 5);
    state.rate += weight * (rate - state.rate);
    state.done = so_far;
    state.seconds_left.reset();
    if (state.total >= so_far && state.rate > 0)
      state.seconds_left = static_cast<double>(state.total - so_far) / state.rate;
    ++job_.changes;
    told_ = now;
    before_ = so_far;
  }

  [[nodiscard]] bool cancelled() const override { return job_.cancelled; }

 private:
  JobRunner& runner_;
  Job& job_;
  Clock::time_point begun_ = Clock::now(), told_ = begun_;
  std::uint64_t before_ = 0;
};

JobRunner::JobRunner(fs::path folder, Log& log) : folder_(std::move(folder)), log_(log) {
  fs::create_directories(folder_);
  fs::permissions(folder_, fs::perms::owner_all);
  const std::int64_t now = Instant::now().unix_ms;
  for (const auto& entry : fs::directory_iterator{folder_}) {
    if (entry.path().extension() != ".json") continue;
    try {
      std::ifstream in{entry.path()};
      auto job = std::make_shared<Job>();
      job->state = state_from(Json::parse(in));
      if (!job->state.over()) {
        job->state.state = "failed";
        job->state.problem = problem_of(Problem{"job.interrupted", Json::object()});
        job->state.ended.unix_ms = now;
        remember(job->state);
      }
      if (job->state.ended.unix_ms + kKeptMs < now)
        fs::remove(entry.path());
      else
        jobs_.emplace(job->state.id, std::move(job));
    } catch (const std::exception&) {
      std::error_code error;  // written half when the power went: it says nothing that could be believed
      fs::remove(entry.path(), error);
    }
  }
  for (std::size_t i = 0; i < kThreads; ++i) threads_.emplace_back([this] { run(); });
}

JobRunner::~JobRunner() {
  stop();
  for (std::thread& thread : threads_) thread.join();
}

void JobRunner::stop() {
  {
    const std::lock_guard lock{guard_};
    ending_ = true;
    for (const auto& [id, job] : jobs_) job->cancelled = true;
  }
  ready_.notify_all();
}

std::size_t JobRunner::unfinished() const {
  const std::lock_guard lock{guard_};
  return static_cast<std::size_t>(
      std::count_if(jobs_.begin(), jobs_.end(), [](const auto& entry) { return !entry.second->state.over(); }));
}

void JobRunner::remember(const JobState& state) const {
  const fs::path file = folder_ / (state.id + ".json");
  const fs::path beside = file.string() + ".new";
  {
    std::ofstream out{beside, std::ios::trunc};
    out << json_of(state).dump(-1, ' ', false, Json::error_handler_t::replace);
    if (!out.flush()) throw Problem{"job.not_kept", Json::object()};
  }
  fs::rename(beside, file);
}

std::string JobRunner::start(std::string_view kind, const Session& by, Json about, Work work) {
  auto job = std::make_shared<Job>();
  job->state.id = Uuid::make().text();
  job->state.kind = kind;
  job->state.account = by.account;
  job->state.about = std::move(about);
  job->state.state = "waiting";
  job->state.created = Instant::now();
  job->work = std::move(work);
  {
    const std::lock_guard lock{guard_};
    const auto open =
        std::count_if(jobs_.begin(), jobs_.end(), [](const auto& entry) { return !entry.second->state.over(); });
    if (ending_ || static_cast<std::size_t>(open) >= kMostUnfinished)
      throw Problem{"job.too_many", {{"limit", kMostUnfinished}}};
    remember(job->state);
    jobs_.emplace(job->state.id, job);
    queue_.push_back(job);
  }
  ready_.notify_all();
  return job->state.id;
}

void JobRunner::run() {
  while (true) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock{guard_};
      // The first in the queue whose kind does not run already.
      const auto next = [this] {
        return std::find_if(queue_.begin(), queue_.end(), [this](const std::shared_ptr<Job>& waiting) {
          return std::none_of(jobs_.begin(), jobs_.end(), [&](const auto& entry) {
            return entry.second->state.state == "running" && entry.second->state.kind == waiting->state.kind;
          });
        });
      };
      ready_.wait(lock, [&] { return ending_ || next() != queue_.end(); });
      const auto at = ending_ ? queue_.begin() : next();
      if (at == queue_.end()) return;
      job = *at;
      queue_.erase(at);
      if (ending_) {
        end(*job, "failed", Json(), problem_of(Problem{"job.interrupted", Json::object()}));
        continue;
      }
      job->state.state = "running";
      ++job->changes;
    }
    std::string state = "done";
    Json result, problem;
    try {
      Told told{*this, *job};
      result = job->work(told);
    } catch (const Problem& thrown) {
      state = thrown.kind().code == "job.cancelled" ? "cancelled" : "failed";
      problem = problem_of(thrown);
    } catch (const std::exception& error) {
      log_.write(Log::Level::error, "fault", {{"job", job->state.kind}, {"what", error.what()}});
      state = "failed";
      problem = problem_of(Problem{"server.fault", Json::object()});
    }
    {
      const std::lock_guard lock{guard_};
      if (state == "cancelled" && !job->asked) {
        state = "failed";
        problem = problem_of(Problem{"job.interrupted", Json::object()});
      }
      end(*job, state, std::move(result), std::move(problem));
    }
    ready_.notify_all();
  }
}

void JobRunner::end(Job& job, std::string_view state, Json result, Json problem) {
  job.state.state = state;
  job.state.result = std::move(result);
  job.state.problem = std::move(problem);
  job.state.seconds_left.reset();
  job.state.ended = Instant::now();
  if (job.state.state == "done" && job.state.total > 0) job.state.done = job.state.total;
  ++job.changes;
  job.work = nullptr;  // what it holds goes with it
  try {
    remember(job.state);
  } catch (const std::exception& error) {
    log_.write(Log::Level::error, "job_not_kept", {{"job", job.state.kind}, {"what", error.what()}});
  }
}

std::shared_ptr<JobRunner::Job> JobRunner::seen(const Session& session, std::string_view id) const {
  const auto found = jobs_.find(id);
  if (found == jobs_.end() || !may_see(session, found->second->state)) throw Problem{"job.unknown", {{"job", id}}};
  return found->second;
}

JobState JobRunner::find(const Session& session, std::string_view id) const {
  const std::lock_guard lock{guard_};
  return seen(session, id)->state;
}

std::vector<JobState> JobRunner::all(const Session& session) const {
  const std::lock_guard lock{guard_};
  std::vector<JobState> states;
  for (auto entry = jobs_.rbegin(); entry != jobs_.rend(); ++entry) {
    if (may_see(session, entry->second->state)) states.push_back(entry->second->state);
  }
  return states;
}

void JobRunner::cancel(const Session& session, std::string_view id) {
  {
    const std::lock_guard lock{guard_};
    const auto job = seen(session, id);
    job->cancelled = job->asked = true;
    const auto waiting = std::find(queue_.begin(), queue_.end(), job);
    if (waiting != queue_.end()) {
      queue_.erase(waiting);
      end(*job, "cancelled", Json(), problem_of(Problem{"job.cancelled", Json::object()}));
    }
  }
  ready_.notify_all();
}

EventSource JobRunner::events(const Session& session, std::string_view id) const {
  std::shared_ptr<Job> job;
  {
    const std::lock_guard lock{guard_};
    job = seen(session, id);
  }
  return EventSource{[this, job, told = std::uint64_t{0}](std::string& out) mutable {
    const std::lock_guard lock{guard_};
    if (job->changes != told) {
      told = job->changes;
      out += "event: job\ndata: " + json_of(job->state).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n\n";
    }
    return !job->state.over();
  }};
}

}  // namespace tilth::http
