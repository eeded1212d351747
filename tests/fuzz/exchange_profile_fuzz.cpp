// SPDX-License-Identifier: Apache-2.0
// Mapping profiles from anyone: read, or their problems named, never a crash.
#include "exchange/mapping_profile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 65536) return 0;
  tilth::exchange::profile_from_yaml({reinterpret_cast<const char*>(data), size});
  return 0;
}
