// SPDX-License-Identifier: Apache-2.0
// A whole copy of a programme file, taken while it is in use.
#pragma once

#include "base/progress.h"
#include "store/sqlite/connection.h"

#include <filesystem>

namespace tilth::store::sqlite {

/// One moment of the file behind the connection, marked as a backup, on the disk when this returns; nothing is left
/// when it throws. @throws Problem "store.exists", "file.unwritable", "store.disk_full", "store.unsound",
/// "job.cancelled"
void whole_copy(Connection& from, const std::filesystem::path& to, Progress& progress);

}  // namespace tilth::store::sqlite
