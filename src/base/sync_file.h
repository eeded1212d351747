// SPDX-License-Identifier: Apache-2.0
// Bytes on the disk before anybody says "saved".
#pragma once

#include <filesystem>

namespace tilth {

/// @throws Problem "store.io"
void sync_file(const std::filesystem::path& file);
/// The folder that holds the file: its name is then on the disk too. Silent where the file system cannot.
void sync_folder_of(const std::filesystem::path& file);

}  // namespace tilth
