// SPDX-License-Identifier: Apache-2.0
// How long work says where it is, and hears that it should stop.
#pragma once

#include <cstdint>
#include <string_view>

namespace tilth {

/// Given to long work. The terminal draws a bar from it, a job stores it.
class Progress {
 public:
  virtual ~Progress() = default;
  /// A new step of the work; `total` 0 when it is not known.
  virtual void start(std::string_view step, std::uint64_t total) = 0;
  virtual void done(std::uint64_t so_far) = 0;
  /// True once a person asked to stop; the work then rolls back and throws Problem{"job.cancelled"}.
  [[nodiscard]] virtual bool cancelled() const = 0;
};

/// Says nothing and never stops.
class SilentProgress final : public Progress {
 public:
  void start(std::string_view, std::uint64_t) override {}
  void done(std::uint64_t) override {}
  [[nodiscard]] bool cancelled() const override { return false; }
};

}  // namespace tilth
