// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/migrate.h"

#include "base/problem.h"
#include "store/sqlite/schema.h"
#include "store/sqlite/whole_copy.h"

#include <charconv>

namespace tilth::store::sqlite {
namespace {

/// Where the copy goes: an earlier one, of a migration that did not end, stays as it is.
std::filesystem::path place_for_copy(const std::filesystem::path& file, int schema) {
  const std::string name = file.string() + ".schema-" + std::to_string(schema);
  std::filesystem::path place = name;
  for (int again = 2; std::filesystem::exists(place); ++again) place = name + "-" + std::to_string(again);
  return place;
}

}  // namespace

int schema_of(Connection& connection) {
  const std::string text = connection.text("SELECT value FROM tilth_meta WHERE name = 'schema'");
  int schema = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), schema);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || schema < 1) {
    throw Problem{"store.unsound", {{"file", connection.file().string()}, {"detail", "its schema has no number"}}};
  }
  return schema;
}

int newest_schema() { return static_cast<int>(migrations().size()); }

void run_migrations(Connection& connection, int from) {
  for (int schema = from; schema < newest_schema(); ++schema)
    connection.run(migrations()[static_cast<std::size_t>(schema)]);
  connection.prepare("INSERT OR REPLACE INTO tilth_meta VALUES ('schema', ?1)")
      .bind(1, std::to_string(newest_schema()))
      .run();
}

void migrate(Connection& writer) {
  const int schema = schema_of(writer);
  if (schema >= newest_schema()) return;
  SilentProgress silent;
  whole_copy(writer, place_for_copy(writer.file(), schema), silent);
  Transaction transaction{writer};
  run_migrations(writer, schema);
  transaction.commit();
}

}  // namespace tilth::store::sqlite
