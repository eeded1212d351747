// SPDX-License-Identifier: Apache-2.0
// Long work: it has progress with rate and time left, can be cancelled, and says how it ended.
#pragma once

#include "base/date.h"
#include "base/json.h"
#include "base/progress.h"
#include "http/message.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::http {

/// What is known of a job now.
struct JobState {
  std::string id;
  std::string kind;                   ///< "import", "dry_run", "check", "export"
  std::string account;                ///< who started it; only they, managers and administrators see it
  Json about;                         ///< what it works on, for people: {"file": "events.csv"}
  std::string state;                  ///< "waiting", "running", "done", "failed", "cancelled"
  std::string step;                   ///< "rows read"
  std::uint64_t done = 0, total = 0;  ///< of the step; total 0 when it is not known
  double rate = 0;                    ///< a second, over the last seconds
  std::optional<double> seconds_left;
  Json result;   ///< of a job that is done
  Json problem;  ///< of a job that failed: {code, title, detail, values}
  Instant created, ended;

  [[nodiscard]] bool over() const { return state == "done" || state == "failed" || state == "cancelled"; }
};
Json json_of(const JobState& job);

class Jobs {
 public:
  /// Does the work and returns the result. Throws Problem "job.cancelled" once progress says so, after rolling back.
  using Work = std::function<Json(Progress&)>;

  virtual ~Jobs() = default;
  /// Queues the work; returns the job's id. Work of the same `kind` runs one at a time.
  /// @throws Problem "job.too_many"
  virtual std::string start(std::string_view kind, const Session& by, Json about, Work work) = 0;
  /// What `session` may see. @throws Problem "job.unknown"
  [[nodiscard]] virtual JobState find(const Session& session, std::string_view id) const = 0;
  [[nodiscard]] virtual std::vector<JobState> all(const Session& session) const = 0;  ///< the newest first
  /// Asks a job to stop; nothing when it is over. @throws Problem "job.unknown"
  virtual void cancel(const Session& session, std::string_view id) = 0;
  /// "event: job" with json_of the state at each change, until the job is over. @throws Problem "job.unknown"
  [[nodiscard]] virtual EventSource events(const Session& session, std::string_view id) const = 0;
};

}  // namespace tilth::http
