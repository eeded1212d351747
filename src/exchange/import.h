// SPDX-License-Identifier: Apache-2.0
// An import: every row of a file mapped, placed, matched with the records that are there, checked, and then all or
// nothing.
#pragma once

#include "base/progress.h"
#include "exchange/mapping_profile.h"
#include "exchange/place_index.h"
#include "exchange/row_fault.h"
#include "store/store.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tilth::exchange {

struct ImportRequest {
  std::filesystem::path file;
  MappingProfile profile;
  store::Batch batch;             ///< author and device; the import adds reason, file and hash
  bool dry_run = false;           ///< everything but the writing
  bool partial = false;           ///< import the good rows although some are rejected
  bool keep_original = true;      ///< the file becomes an attachment
  bool others_write = false;      ///< others write meanwhile: staged outside the store, which is held at the end alone
  std::filesystem::path rejects;  ///< where rejected rows are written; empty: nowhere
};

/// What an import did, or would do.
struct ImportReport {
  std::string file, sha256, profile, type;
  bool dry_run = false;
  std::uint64_t rows = 0;      ///< read
  std::uint64_t left_out = 0;  ///< not asked for by `only`
  std::uint64_t created = 0, changed = 0, unchanged = 0;
  std::uint64_t rejected = 0;
  std::uint64_t repeated = 0;          ///< rows like an earlier one, kept as its second, third ... occurrence
  std::uint64_t repeated_keys = 0;     ///< rows with the key and the content of an earlier one, counted once
  std::uint64_t without_record = 0;    ///< left alone since the profile makes no new records
  std::uint64_t removed_here = 0;      ///< people have removed the record; it stays removed
  std::uint64_t kept_corrections = 0;  ///< values that people changed after the source gave what it gives again
  std::uint64_t referred_created = 0;  ///< records made because rows speak of them
  std::uint64_t with_geometry = 0, outside_country = 0;
  std::map<PlacedBy, std::uint64_t> placed;
  std::uint64_t point_elsewhere = 0;        ///< in another place than named
  std::uint64_t point_otherwise_named = 0;  ///< in a place of another name: the same, and places known by an alias
  std::uint64_t point_outside_all = 0;      ///< in no place at all
  std::map<std::string, std::uint64_t> unplaced;  ///< what rows call places that are not known
  std::uint64_t formulas_taken = 0;
  std::map<std::string, std::uint64_t> warnings;  ///< rule -> records; these are imported, the check shows them
  std::vector<std::string> unused_columns;
  std::optional<std::string> imported_before;  ///< when this very file came in with this profile
  bool original_kept = false;                  ///< the file is an attachment now; never one of more than 2 GB
  std::int64_t last_seq = 0;
  std::optional<RowFault> first_fault;
  [[nodiscard]] bool changes_something() const { return created + changed + referred_created > 0; }
  [[nodiscard]] Json json() const;
};

/// @throws Problem "import.rejected", "import.outside_country", "import.profile_unfit", "job.cancelled", those of the
/// readers and of the store. Whatever is thrown, nothing was changed.
ImportReport import_file(store::Store& store, const ImportRequest& request, Progress& progress);

}  // namespace tilth::exchange
