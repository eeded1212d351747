// SPDX-License-Identifier: Apache-2.0
// The embedded maker of a Store: one GeoPackage file, SQLite in WAL mode.
#pragma once

#include "store/model_change.h"
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

/// What another model would do to the records of a programme. Changes nothing.
std::vector<ModelEffect> model_effects(const std::filesystem::path& file, const model::Model& after);
/// Makes it the programme's model: the log says who and why, tables and indexes follow, all in one transaction. Nothing
/// where it is the model already. @throws Problem "model.loses_data", "model.no_reason", "store.locked" and those of
/// open
std::vector<ModelEffect> change_model(const std::filesystem::path& file, const model::Model& after, const Batch& by,
                                      Progress& progress);

/// A backup becomes a live file of a new node. @throws Problem "store.exists", "store.unsound"
void restore(const std::filesystem::path& backup, const std::filesystem::path& to);

}  // namespace tilth::store::sqlite
