// SPDX-License-Identifier: Apache-2.0
// The tables of a programme file: migrations, and one GeoPackage table a record type.
#pragma once

#include "store/sqlite/connection.h"
#include "store/store.h"

#include <string>
#include <vector>

namespace tilth::store::sqlite {

/// The numbered files of migrations/, in order.
const std::vector<std::string>& migrations();

/// How one record type lies in the file. The main geometry is in the type's own table; every other geometry field is a
/// feature table of its own, TYPE_FIELD, under the same fid (GeoPackage allows one geometry a table).
struct TypeTable {
  const model::RecordType* type = nullptr;
  std::string table;             ///< quoted
  std::string history;           ///< quoted; the states before, with seq_from and seq_to
  int main_geometry = -1;        ///< field index
  std::vector<int> columns;      ///< field indices that are columns of the type's table, main geometry included
  std::vector<int> side_shapes;  ///< field indices that are tables of their own
  // The statements of a row, put together once. ?1 is the id; columns follow in the order of `columns`.
  std::string exists;  ///< a row when the id is there
  std::string state;   ///< fid, seq_from, removed, the columns, the side shapes
  std::string insert;  ///< seq_from ?2, removed ?3, columns from ?4
  std::string update;  ///< the same
  std::string keep;    ///< into the history: seq_from ?2, seq_to ?3, removed ?4, every field from ?5

  explicit TypeTable(const model::RecordType& type);
  [[nodiscard]] std::string side_table(int field) const;  ///< quoted
  [[nodiscard]] std::string rtree(int field) const;       ///< quoted
};

std::string in_quotes(std::string_view name);
/// Makes the tables of a type, their R-trees, guards and GeoPackage rows.
void create_type_tables(Connection& connection, const TypeTable& table);
/// Takes the tables of a type away, with their R-trees and GeoPackage rows.
void drop_type_tables(Connection& connection, const TypeTable& table);
/// Puts the tables of a type aside under the names of another, without R-trees, triggers and GeoPackage rows, so that
/// the type's names are free. @param aside the same fields under another type name
void put_aside(Connection& connection, const TypeTable& table, const TypeTable& aside);
/// The R-tree's and the guard's triggers of a type's tables; a bulk load takes them off inside its transaction.
void create_triggers(Connection& connection, const TypeTable& table);
void drop_triggers(Connection& connection, const TypeTable& table);
/// The box of an R-tree's root: all its boxes together, read from one page however many there are. Degrees, as 32-bit
/// numbers rounded outward; nothing for an empty tree. @param rtree quoted
std::optional<geo::Box> root_box(Connection& connection, const std::string& rtree);
/// gpkg_contents' words of the tables of a type.
void describe_contents(Connection& connection, const TypeTable& table);
/// gpkg_contents' extent and time of the tables of a type.
void refresh_contents(Connection& connection, const TypeTable& table);

/// Binds a value as it lies in a column; reads it back.
void bind_value(Statement& statement, int at, const model::Field& field, const Value& value);
Value read_value(const Statement& statement, int column, const model::Field& field);

}  // namespace tilth::store::sqlite
