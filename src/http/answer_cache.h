// SPDX-License-Identifier: Apache-2.0
// Answers that are dear to work out, kept in bounded memory; worked out once however many ask at the same time.
#pragma once

#include <cstddef>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace tilth::http {

/// The key must hold all that the answer depends on: sequence, model, rights, question. Any thread.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  struct Answer {
    std::shared_ptr<const void> value;
    std::size_t bytes = 0;
  };
  /// The kept answer, or the one that `work` gives. Who asks while it is being worked out waits for it. What `work`
  /// throws goes to all that wait, and is not kept.
  template <typename Value>
  std::shared_ptr<const Value> get(const std::string& key,
                                   const std::function<std::pair<std::shared_ptr<const Value>, std::size_t>()>& work) {
    return std::static_pointer_cast<const Value>(find_or_work(key, [&] {
      auto [value, bytes] = work();
      return Answer{std::move(value), bytes};
    }));
  }
  std::shared_ptr<const std::string> text(const std::string& key, const std::function<std::string()>& work);

  [[nodiscard]] std::size_t bytes() const;

 private:
  using Waiting = std::shared_future<std::shared_ptr<const void>>;
  struct Kept {
    std::string key;
    Answer answer;
  };

  std::shared_ptr<const void> find_or_work(const std::string& key, const std::function<Answer()>& work);
  void keep(const std::string& key, Answer answer);

  std::size_t most_bytes_;
  mutable std::mutex guard_;
  std::list<Kept> kept_;  ///< the latest asked for first
  std::unordered_map<std::string, std::list<Kept>::iterator> by_key_;
  std::unordered_map<std::string, Waiting> working_;
  std::size_t bytes_ = 0;
};

}  // namespace tilth::http
