// SPDX-License-Identifier: Apache-2.0
#include "exchange/pages.h"

#include "exchange/frames.h"

namespace tilth::exchange {

void write_pages(const std::filesystem::path& file, const Json& document, const std::filesystem::path& worker,
                 const Progress& progress) {
  std::string out;
  append_frame(out, 'H', document.dump(-1, ' ', false, Json::error_handler_t::replace));
  append_frame(out, 'E', "{}");
  write_whole(file, "pdf", out, worker, progress);
}

}  // namespace tilth::exchange
