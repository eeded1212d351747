// SPDX-License-Identifier: Apache-2.0
// The embedded maker of a Store: one GeoPackage file, SQLite in WAL mode.
#pragma once

#include "store/store.h"

#include <filesystem>

namespace tilth::store::sqlite {

/// A new programme file. @throws Problem "store.exists", "store.unwritable", "store.disk_full"
std::unique_ptr<Store> create(const std::filesystem::path& file,
                              const std::map<std::string, std::string>& model_sources);

enum class Mode { read_only, read_write };
/// @throws Problem "store.missing", "store.not_a_programme", "store.newer", "store.truncated", "store.locked",
/// "store.read_only"
std::unique_ptr<Store> open(const std::filesystem::path& file, Mode mode);

/// A backup becomes a live file of a new node. @throws Problem "store.exists", "store.unsound"
void restore(const std::filesystem::path& backup, const std::filesystem::path& to);

}  // namespace tilth::store::sqlite
