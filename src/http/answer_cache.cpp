// SPDX-License-Identifier: Apache-2.0
#include "http/answer_cache.h"

#include <optional>

namespace tilth::http {

std::shared_ptr<const std::string> AnswerCache::text(const std::string& key, const std::function<std::string()>& work) {
  return get<std::string>(key, [&] {
    auto value = std::make_shared<const std::string>(work());
    const std::size_t bytes = value->size();
    return std::pair{std::move(value), bytes};
  });
}

std::size_t AnswerCache::bytes() const {
  const std::lock_guard lock{guard_};
  return bytes_;
}

std::shared_ptr<const void> AnswerCache::find_or_work(const std::string& key, const std::function<Answer()>& work) {
  std::promise<std::shared_ptr<const void>> promise;
  std::optional<Waiting> other;
  {
    const std::lock_guard lock{guard_};
    if (const auto known = by_key_.find(key); known != by_key_.end()) {
      kept_.splice(kept_.begin(), kept_, known->second);
      return known->second->answer.value;
    }
    if (const auto working = working_.find(key); working != working_.end())
      other = working->second;
    else
      working_.emplace(key, promise.get_future().share());
  }
  if (other) return other->get();
  try {
    Answer answer = work();
    promise.set_value(answer.value);
    const std::lock_guard lock{guard_};
    working_.erase(key);
    keep(key, answer);
    return answer.value;
  } catch (...) {
    promise.set_exception(std::current_exception());
    const std::lock_guard lock{guard_};
    working_.erase(key);
    throw;
  }
}

void AnswerCache::keep(const std::string& key, Answer answer) {
  const std::size_t bytes = answer.bytes + key.size() + sizeof(Kept);
  if (bytes > most_bytes_) return;  // larger than all that may be kept: given once, not kept
  answer.bytes = bytes;
  kept_.push_front({key, std::move(answer)});
  by_key_[key] = kept_.begin();
  bytes_ += bytes;
  while (bytes_ > most_bytes_) {
    bytes_ -= kept_.back().answer.bytes;
    by_key_.erase(kept_.back().key);
    kept_.pop_back();
  }
}

}  // namespace tilth::http
