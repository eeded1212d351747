// SPDX-License-Identifier: Apache-2.0
// What routes work with: the store, jobs, accounts, places on disk. Lives as long as the server.
#pragma once

#include "base/json.h"
#include "store/store.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeindex>

namespace tilth::http {

class Jobs;
class Log;
class Metrics;
class Sessions;

class Services {
 public:
  virtual ~Services() = default;
  [[nodiscard]] virtual store::Store& store() = 0;
  [[nodiscard]] virtual Jobs& jobs() = 0;
  [[nodiscard]] virtual Sessions& sessions() = 0;
  [[nodiscard]] virtual Metrics& metrics() = 0;
  [[nodiscard]] virtual Log& log() = 0;
  /// Uploads, exports and rejects files, cleared when they expire; mode 0700.
  [[nodiscard]] virtual const std::filesystem::path& work_folder() const = 0;
  /// Base maps that managers add: beside the programme, kept until they are removed.
  [[nodiscard]] virtual const std::filesystem::path& maps_folder() const = 0;
  /// OpenAPI 3.0 of the routes whose pattern starts with `below` ("/ogc"; "" for all), self-contained.
  [[nodiscard]] virtual Json openapi(std::string_view below, std::string_view base_url) const = 0;
  /// The folder with tilth-formats.
  [[nodiscard]] virtual const std::filesystem::path& program_folder() const = 0;

  /// What several routes share, such as a cache of answers: made when it is first asked for, of the store where it
  /// takes one, gone with the server.
  template <typename Shared>
  [[nodiscard]] Shared& shared() {
    const std::lock_guard lock{sharing_};
    std::shared_ptr<void>& kept = shared_[std::type_index{typeid(Shared)}];
    if (!kept) {
      if constexpr (std::is_constructible_v<Shared, const store::Store&>)
        kept = std::make_shared<Shared>(store());
      else
        kept = std::make_shared<Shared>();
    }
    return *static_cast<Shared*>(kept.get());
  }

 private:
  std::mutex sharing_;
  std::map<std::type_index, std::shared_ptr<void>> shared_;
};

}  // namespace tilth::http
