// SPDX-License-Identifier: Apache-2.0
// A programme as it is served: its store, and what lives beside it as long as the server.
#pragma once

#include "http/job_runner.h"
#include "http/log.h"
#include "http/metrics.h"
#include "http/route.h"
#include "http/services.h"
#include "http/sessions.h"

namespace tilth::http {

/// Where things lie beside the programme.
struct ProgrammeFolders {
  std::filesystem::path work;     ///< made if it is missing, mode 0700; uploads older than a day in it go
  std::filesystem::path maps;     ///< base maps; made when the first is added
  std::filesystem::path program;  ///< with tilth-formats
};

class Programme final : public Services {
 public:
  Programme(store::Store& store, std::vector<RouteList> lists, ProgrammeFolders folders, Log& log);

  [[nodiscard]] store::Store& store() override { return store_; }
  [[nodiscard]] Jobs& jobs() override { return jobs_; }
  [[nodiscard]] Sessions& sessions() override { return sessions_; }
  [[nodiscard]] Metrics& metrics() override { return metrics_; }
  [[nodiscard]] Log& log() override { return log_; }
  [[nodiscard]] const std::filesystem::path& work_folder() const override { return folders_.work; }
  [[nodiscard]] const std::filesystem::path& maps_folder() const override { return folders_.maps; }
  [[nodiscard]] const std::filesystem::path& program_folder() const override { return folders_.program; }
  [[nodiscard]] Json openapi(std::string_view below, std::string_view base_url) const override;
  /// All routes of the lists, in their order.
  [[nodiscard]] std::vector<Route> routes() const;
  [[nodiscard]] JobRunner& job_runner() { return jobs_; }

 private:
  store::Store& store_;
  std::vector<RouteList> lists_;
  ProgrammeFolders folders_;
  Log& log_;
  Metrics metrics_;
  Sessions sessions_;
  JobRunner jobs_;
};

}  // namespace tilth::http
