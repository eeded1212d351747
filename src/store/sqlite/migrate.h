// SPDX-License-Identifier: Apache-2.0
// Files of an older Tilth brought up to date.
#pragma once

#include "store/sqlite/connection.h"

#include <filesystem>

namespace tilth::store::sqlite {

/// How many of the numbered migrations a file has had, and how many this program knows.
int schema_of(Connection& connection);
int newest_schema();

/// Runs the numbered migrations that come after the file's schema.
void run_migrations(Connection& connection, int from);

/// Brings an older file up to date: a whole copy beside it first (FILE.schema-N, a backup), then one transaction, all
/// or nothing. Whoever calls holds the file's write lock. @throws Problem as whole_copy and any write
void migrate(Connection& writer);

}  // namespace tilth::store::sqlite
