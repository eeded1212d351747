// SPDX-License-Identifier: Apache-2.0
#include "exchange/map_tiles.h"

#include "base/problem.h"
#include "exchange/format_worker.h"

namespace tilth::exchange {

Json make_map_tiles(const std::filesystem::path& source, const std::filesystem::path& target,
                    const std::filesystem::path& worker, Progress& progress) {
  constexpr std::uint64_t kCpuSeconds = 24UL * 3600;  // a whole country's pictures
  FormatWorker maker{worker, {"map", source.string(), target.string()}, {.cpu_seconds = kCpuSeconds}};
  maker.close_input();
  char letter = 0;
  std::string_view payload;
  std::string step;
  while (maker.next(letter, payload, progress)) {
    Json said = Json::parse(payload);
    if (letter == 'E') return said;
    if (letter == 'P') throw Problem{said.at("code").get<std::string>(), said.at("values")};
    if (said.at("step") != step) progress.start(step = said.at("step"), said.at("total"));
    progress.done(said.at("done"));
  }
  const std::string reason = maker.ending();
  throw Problem{"map.not_a_picture", {{"reason", reason.empty() ? "the work stopped" : reason}}};
}

}  // namespace tilth::exchange
