// SPDX-License-Identifier: Apache-2.0
#include "exchange/occurrence_count.h"

#include "base/problem.h"

#include <unistd.h>

#include <algorithm>

namespace tilth::exchange {
namespace {

constexpr std::size_t kBlock = 256;     // entries between two that are remembered
constexpr std::size_t kBloomBits = 12;  // of a digest: 0.4 % false alarms with 6 probes
constexpr int kBloomProbes = 6;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

struct OccurrenceCount::Run {
  std::unique_ptr<std::FILE, CloseFile> file;
  std::size_t size = 0;
  std::vector<std::uint64_t> firsts;  // digest of the first entry of each block
  std::vector<std::uint64_t> bloom;

  template <typename Visit>
  bool probe(std::uint64_t digest, Visit&& visit) const {
    const std::uint64_t bits = bloom.size() * 64;
    const std::uint64_t step = (digest >> 32) | 1;
    for (int i = 0; i < kBloomProbes; ++i) {
      const std::uint64_t bit = (digest + static_cast<std::uint64_t>(i) * step) % bits;
      if (!visit(bit / 64, std::uint64_t{1} << (bit % 64))) return false;
    }
    return true;
  }

  [[nodiscard]] std::uint32_t count(std::uint64_t digest) const {
    if (!probe(digest, [&](std::size_t word, std::uint64_t bit) { return (bloom[word] & bit) != 0; })) return 0;
    const auto after = std::upper_bound(firsts.begin(), firsts.end(), digest);
    if (after == firsts.begin()) return 0;
    const std::size_t begin = static_cast<std::size_t>(after - firsts.begin() - 1) * kBlock;
    Entry block[kBlock];
    const std::size_t entries = std::min(kBlock, size - begin);
    const ssize_t got =
        pread(fileno(file.get()), block, entries * sizeof(Entry), static_cast<off_t>(begin * sizeof(Entry)));
    if (got != static_cast<ssize_t>(entries * sizeof(Entry))) throw Problem{"import.no_room"};
    const auto* const found = std::lower_bound(
        block, block + entries, digest, [](const Entry& entry, std::uint64_t wanted) { return entry.digest < wanted; });
    return found != block + entries && found->digest == digest ? found->count : 0;
  }
};

OccurrenceCount::OccurrenceCount(std::size_t in_memory) : in_memory_(in_memory) {}
OccurrenceCount::~OccurrenceCount() = default;

std::uint32_t OccurrenceCount::next(std::uint64_t digest) {
  const auto known = counts_.find(digest);
  if (known != counts_.end()) return ++known->second;
  std::uint32_t before = 0;
  for (auto run = runs_.rbegin(); run != runs_.rend() && before == 0; ++run) before = (*run)->count(digest);
  if (counts_.size() >= in_memory_) spill();
  counts_.emplace(digest, before + 1);
  return before + 1;
}

void OccurrenceCount::spill() {
  std::vector<Entry> entries;
  entries.reserve(counts_.size());
  for (const auto& [digest, count] : counts_) entries.push_back({digest, count, 0});
  counts_.clear();
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.digest < b.digest; });
  auto run = std::make_unique<Run>();
  run->file.reset(std::tmpfile());
  if (!run->file || std::fwrite(entries.data(), sizeof(Entry), entries.size(), run->file.get()) != entries.size() ||
      std::fflush(run->file.get()) != 0) {
    throw Problem{"import.no_room"};
  }
  run->size = entries.size();
  run->bloom.resize(entries.size() * kBloomBits / 64 + 1);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i % kBlock == 0) run->firsts.push_back(entries[i].digest);
    run->probe(entries[i].digest, [&](std::size_t word, std::uint64_t bit) {
      run->bloom[word] |= bit;
      return true;
    });
  }
  runs_.push_back(std::move(run));
}

}  // namespace tilth::exchange
