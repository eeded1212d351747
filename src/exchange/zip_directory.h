// SPDX-License-Identifier: Apache-2.0
// What a zip archive says it holds, read before anything in it is unpacked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tilth::exchange {

struct ZipEntry {
  std::string name;
  std::uint64_t packed = 0, unpacked = 0;
};

/// @throws Problem "import.unreadable" when it is no sound archive, "import.encrypted"
std::vector<ZipEntry> zip_directory(const std::filesystem::path& file);

inline constexpr std::uint64_t kMostUnpackedBytes = 4ULL << 30;
inline constexpr std::uint64_t kMostPackingRatio = 200;           ///< real shapefiles and sheets pack 3 to 40 times
inline constexpr std::uint64_t kFreeUnpackedBytes = 64ULL << 20;  ///< up to here no ratio is asked for
inline constexpr std::size_t kMostZipEntries = 10'000;

/// @throws Problem "import.inflates_too_much" for an archive that would unpack to more than a real one does
void refuse_zip_bomb(const std::filesystem::path& file, const std::vector<ZipEntry>& entries);
/// The same for a gzip file, by unpacking it once without keeping it.
void refuse_gzip_bomb(const std::filesystem::path& file);

}  // namespace tilth::exchange
