// SPDX-License-Identifier: Apache-2.0
// Runs jobs on threads of their own, and remembers them in the work folder.
#pragma once

#include "http/jobs.h"
#include "http/log.h"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

namespace tilth::http {

/// Each state that matters is a file in `folder`, so after a restart a job that was waiting or running says honestly
/// that it failed ("job.interrupted"): its work was rolled back with the program. Jobs that are over are kept for a
/// week.
class JobRunner final : public Jobs {
 public:
  JobRunner(std::filesystem::path folder, Log& log);
  ~JobRunner() override;  ///< asks what runs to stop, and waits for it

  std::string start(std::string_view kind, const Session& by, Json about, Work work) override;
  [[nodiscard]] JobState find(const Session& session, std::string_view id) const override;
  [[nodiscard]] std::vector<JobState> all(const Session& session) const override;
  void cancel(const Session& session, std::string_view id) override;
  [[nodiscard]] EventSource events(const Session& session, std::string_view id) const override;

  /// Asks all to stop: the program ends.
  void stop();
  [[nodiscard]] std::size_t unfinished() const;

 private:
  class Told;
  struct Job;

  void run();
  void remember(const JobState& state) const;
  /// @pre guard_ is held
  void end(Job& job, std::string_view state, Json result, Json problem);
  std::shared_ptr<Job> seen(const Session& session, std::string_view id) const;

  std::filesystem::path folder_;
  Log& log_;
  mutable std::mutex guard_;
  std::condition_variable ready_;
  std::map<std::string, std::shared_ptr<Job>, std::less<>> jobs_;  ///< guarded
  std::deque<std::shared_ptr<Job>> queue_;                         ///< guarded
  bool ending_ = false;                                            ///< guarded
  std::vector<std::thread> threads_;
};

}  // namespace tilth::http
