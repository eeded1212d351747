// SPDX-License-Identifier: Apache-2.0
// The tables of a programme file.
#include "store/sqlite/schema.h"

#include "geo/codec.h"
#include "store/operation_text.h"

#include <bit>
#include <cstdint>
#include <stdexcept>

namespace tilth::store::sqlite {
namespace {

using model::Field;
using model::FieldKind;

std::string_view column_type(const Field& field) {
  if (field.many) return "TEXT";
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::area:
    case FieldKind::money:
      return "INTEGER";
    case FieldKind::decimal:
    case FieldKind::length:
      return "DOUBLE";
    case FieldKind::boolean:
      return "BOOLEAN";
    case FieldKind::geometry:
      return "GEOMETRY";
    default:
      return "TEXT";
  }
}

struct Shape {
  std::string table, column, rtree;  ///< quoted
  std::string plain_table, plain_column;
};

std::vector<Shape> shapes(const TypeTable& table) {
  std::vector<Shape> all;
  const std::string& type = table.type->name;
  if (table.main_geometry >= 0) {
    const std::string& column = table.type->fields[static_cast<std::size_t>(table.main_geometry)].name;
    all.push_back({table.table, in_quotes(column), table.rtree(table.main_geometry), type, column});
  }
  for (const int field : table.side_shapes) {
    const std::string plain = type + "_" + table.type->fields[static_cast<std::size_t>(field)].name;
    all.push_back({table.side_table(field), "\"geom\"", table.rtree(field), plain, "geom"});
  }
  return all;
}

std::vector<std::string> guarded(const TypeTable& table) {
  std::vector<std::string> names{table.type->name, table.type->name + "_history"};
  for (const int field : table.side_shapes)
    names.push_back(table.type->name + "_" + table.type->fields[static_cast<std::size_t>(field)].name);
  return names;
}

}  // namespace

std::string in_quotes(std::string_view name) { return "\"" + std::string{name} + "\""; }

TypeTable::TypeTable(const model::RecordType& of)
    : type(&of), table(in_quotes(of.name)), history(in_quotes(of.name + "_history")) {
  main_geometry = of.geometry_field.empty() ? -1 : of.index_of(of.geometry_field);
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    const int index = static_cast<int>(i);
    if (of.fields[i].kind == FieldKind::geometry && index != main_geometry)
      side_shapes.push_back(index);
    else
      columns.push_back(index);
  }
  std::string selected = "SELECT t.fid, t.seq_from, t.removed", joins, names, marks, sets;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string name = in_quotes(of.fields[static_cast<std::size_t>(columns[i])].name);
    const std::string mark = "?" + std::to_string(i + 4);
    selected += ", t." + name;
    names += ", " + name;
    marks += ", " + mark;
    sets += ", " + name + " = " + mark;
  }
  for (std::size_t i = 0; i < side_shapes.size(); ++i) {
    const std::string alias = "g" + std::to_string(i);
    selected += ", " + alias + ".geom";
    joins += " LEFT JOIN " + side_table(side_shapes[i]) + " AS " + alias + " ON " + alias + ".fid = t.fid";
  }
  exists = "SELECT 1 FROM " + table + " WHERE id = ?1";
  state = selected + " FROM " + table + " AS t" + joins + " WHERE t.id = ?1";
  insert = "INSERT INTO " + table + " (id, seq_from, removed" + names + ") VALUES (?1, ?2, ?3" + marks + ")";
  update = "UPDATE " + table + " SET seq_from = ?2, removed = ?3" + sets + " WHERE id = ?1";
  std::string all_names, all_marks;
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    all_names += ", " + in_quotes(of.fields[i].name);
    all_marks += ", ?" + std::to_string(i + 5);
  }
  keep = "INSERT INTO " + history + " (id, seq_from, seq_to, removed" + all_names + ") VALUES (?1, ?2, ?3, ?4" +
         all_marks + ")";
}

std::string TypeTable::side_table(int field) const {
  return in_quotes(type->name + "_" + type->fields[static_cast<std::size_t>(field)].name);
}

std::string TypeTable::rtree(int field) const {
  const std::string& name = type->fields[static_cast<std::size_t>(field)].name;
  return in_quotes(field == main_geometry ? "rtree_" + type->name + "_" + name
                                          : "rtree_" + type->name + "_" + name + "_geom");
}

void create_type_tables(Connection& connection, const TypeTable& table) {
  const model::RecordType& type = *table.type;
  std::string columns;
  for (const int index : table.columns) {
    const Field& field = type.fields[static_cast<std::size_t>(index)];
    columns += ", " + in_quotes(field.name) + " " + std::string{column_type(field)};
  }
  connection.run("CREATE TABLE " + table.table +
                 " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id BLOB NOT NULL UNIQUE, seq_from INTEGER NOT "
                 "NULL, removed BOOLEAN NOT NULL" +
                 columns + ")");
  std::string history;
  for (const Field& field : type.fields) {
    history += ", " + in_quotes(field.name) + " " +
               std::string{field.kind == FieldKind::geometry ? "BLOB" : column_type(field)};
  }
  connection.run("CREATE TABLE " + table.history +
                 " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id BLOB NOT NULL, seq_from INTEGER NOT NULL, "
                 "seq_to INTEGER NOT NULL, removed BOOLEAN NOT NULL" +
                 history + ")");
  connection.run("CREATE INDEX " + in_quotes(type.name + "_history_id") + " ON " + table.history + " (id, seq_from)");
  // References are looked up from their children.
  for (const Field& field : type.fields) {
    if (field.kind == FieldKind::reference && !field.many) {
      connection.run("CREATE INDEX " + in_quotes(type.name + "_by_" + field.name) + " ON " + table.table + " (" +
                     in_quotes(field.name) + ")");
    }
  }
  const auto contents = [&](const std::string& name, bool features) {
    Statement row = connection.prepare(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?1, ?2, ?1, ?3)");
    row.bind(1, name).bind(2, features ? "features" : "attributes");
    if (features) row.bind(3, std::int64_t{4326});
    row.run();
  };
  contents(type.name, table.main_geometry >= 0);
  contents(type.name + "_history", false);
  for (const Shape& shape : shapes(table)) {
    if (shape.plain_table != type.name) {
      connection.run("CREATE TABLE " + shape.table +
                     " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY)");
      contents(shape.plain_table, true);
    }
    connection.prepare("INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, 'GEOMETRY', 4326, 0, 0)")
        .bind(1, shape.plain_table)
        .bind(2, shape.plain_column)
        .run();
    connection
        .prepare(
            "INSERT INTO gpkg_extensions VALUES (?1, ?2, 'gpkg_rtree_index', "
            "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')")
        .bind(1, shape.plain_table)
        .bind(2, shape.plain_column)
        .run();
    connection.run("CREATE VIRTUAL TABLE " + shape.rtree + " USING rtree(id, minx, maxx, miny, maxy)");
  }
  describe_contents(connection, table);
  create_triggers(connection, table);
}

void describe_contents(Connection& connection, const TypeTable& table) {
  const std::string& name = table.type->name;
  for (const std::string& part : guarded(table)) {
    const std::string title =
        table.type->title.en() + (part == name                ? ""
                                  : part == name + "_history" ? ": earlier states"
                                                              : ": " + part.substr(name.size() + 1));
    connection.prepare("UPDATE gpkg_contents SET description = ?2 WHERE table_name = ?1")
        .bind(1, part)
        .bind(2, title)
        .run();
  }
}

namespace {

/// Everything of a type's tables but the rows.
void take_off(Connection& connection, const TypeTable& table) {
  drop_triggers(connection, table);
  for (const Shape& shape : shapes(table)) connection.run("DROP TABLE " + shape.rtree);
  for (const std::string& name : guarded(table)) {
    for (const char* from : {"gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents"})
      connection.prepare("DELETE FROM " + std::string{from} + " WHERE table_name = ?1").bind(1, name).run();
  }
}

}  // namespace

void drop_type_tables(Connection& connection, const TypeTable& table) {
  take_off(connection, table);
  for (const std::string& name : guarded(table)) connection.run("DROP TABLE " + in_quotes(name));
}

void put_aside(Connection& connection, const TypeTable& table, const TypeTable& aside) {
  take_off(connection, table);
  Statement index =
      connection.prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL");
  const std::vector<std::string> from = guarded(table), to = guarded(aside);
  std::vector<std::string> indexes;
  for (const std::string& name : from) {
    index.bind(1, name);
    while (index.step()) indexes.emplace_back(index.text(0));
    sqlite3_reset(index.get());
  }
  for (const std::string& name : indexes) connection.run("DROP INDEX " + in_quotes(name));
  for (std::size_t i = 0; i < from.size(); ++i)
    connection.run("ALTER TABLE " + in_quotes(from[i]) + " RENAME TO " + in_quotes(to[i]));
}

void create_triggers(Connection& connection, const TypeTable& table) {
  for (const Shape& s : shapes(table)) {
    const std::string base = "rtree_" + s.plain_table + "_" + s.plain_column;
    const std::string values = "NEW.\"fid\", ST_MinX(NEW." + s.column + "), ST_MaxX(NEW." + s.column +
                               "), ST_MinY(NEW." + s.column + "), ST_MaxY(NEW." + s.column + ")";
    const auto trigger = [&](std::string_view suffix, const std::string& body) {
      connection.run("CREATE TRIGGER " + in_quotes(base + "_" + std::string{suffix}) + " " + body);
    };
    const std::string full = "(NEW." + s.column + " NOT NULL AND NOT ST_IsEmpty(NEW." + s.column + "))";
    const std::string hollow = "(NEW." + s.column + " ISNULL OR ST_IsEmpty(NEW." + s.column + "))";
    // The seven triggers of the GeoPackage 1.2 R-tree extension (annex F.3).
    trigger("insert", "AFTER INSERT ON " + s.table + " WHEN " + full + " BEGIN INSERT OR REPLACE INTO " + s.rtree +
                          " VALUES (" + values + "); END");
    trigger("update1", "AFTER UPDATE OF " + s.column + " ON " + s.table + " WHEN OLD.\"fid\" = NEW.\"fid\" AND " +
                           full + " BEGIN INSERT OR REPLACE INTO " + s.rtree + " VALUES (" + values + "); END");
    trigger("update2", "AFTER UPDATE OF " + s.column + " ON " + s.table + " WHEN OLD.\"fid\" = NEW.\"fid\" AND " +
                           hollow + " BEGIN DELETE FROM " + s.rtree + " WHERE id = OLD.\"fid\"; END");
    trigger("update3", "AFTER UPDATE ON " + s.table + " WHEN OLD.\"fid\" != NEW.\"fid\" AND " + full +
                           " BEGIN DELETE FROM " + s.rtree + " WHERE id = OLD.\"fid\"; INSERT OR REPLACE INTO " +
                           s.rtree + " VALUES (" + values + "); END");
    trigger("update4", "AFTER UPDATE ON " + s.table + " WHEN OLD.\"fid\" != NEW.\"fid\" AND " + hollow +
                           " BEGIN DELETE FROM " + s.rtree + " WHERE id IN (OLD.\"fid\", NEW.\"fid\"); END");
    trigger("delete", "AFTER DELETE ON " + s.table + " WHEN OLD." + s.column + " NOT NULL BEGIN DELETE FROM " +
                          s.rtree + " WHERE id = OLD.\"fid\"; END");
  }
  // Other programs have no tilth_writer(), so that their writes fail.
  for (const std::string& name : guarded(table)) {
    for (const std::string_view act : {"INSERT", "UPDATE", "DELETE"}) {
      connection.run("CREATE TRIGGER " + in_quotes("tilth_guard_" + name + "_" + std::string{act}) + " BEFORE " +
                     std::string{act} + " ON " + in_quotes(name) +
                     " WHEN tilth_writer() = 0 BEGIN SELECT RAISE(ABORT, 'this file is written by tilth alone; use "
                     "tilth import or tilth export'); END");
    }
  }
}

void drop_triggers(Connection& connection, const TypeTable& table) {
  for (const Shape& s : shapes(table)) {
    for (const std::string_view suffix : {"insert", "update1", "update2", "update3", "update4", "delete"}) {
      connection.run("DROP TRIGGER IF EXISTS " +
                     in_quotes("rtree_" + s.plain_table + "_" + s.plain_column + "_" + std::string{suffix}));
    }
  }
  for (const std::string& name : guarded(table)) {
    for (const std::string_view act : {"INSERT", "UPDATE", "DELETE"})
      connection.run("DROP TRIGGER IF EXISTS " + in_quotes("tilth_guard_" + name + "_" + std::string{act}));
  }
}

std::optional<geo::Box> root_box(Connection& connection, const std::string& rtree) {
  // sqlite.org/rtree.html, 5.1: node 1 is the root; a depth and a count of cells of two bytes each, then cells of a
  // 64-bit id and four 32-bit numbers (minx, maxx, miny, maxy), all big-endian.
  Statement row =
      connection.prepare("SELECT data FROM " + rtree.substr(0, rtree.size() - 1) + "_node\" WHERE nodeno = 1");
  if (!row.step()) return std::nullopt;
  const std::string_view node = row.blob(0);
  const auto word = [&](std::size_t at) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) bits = (bits << 8) | static_cast<unsigned char>(node[at + i]);
    return bits;
  };
  const auto number = [&](std::size_t at) { return static_cast<double>(std::bit_cast<float>(word(at))); };
  if (node.size() < 4) return std::nullopt;
  const std::size_t cells = word(0) & 0xffff;
  geo::Box box;
  for (std::size_t i = 0, at = 4; i < cells && at + 24 <= node.size(); ++i, at += 24) {
    box.add(number(at + 8), number(at + 16));
    box.add(number(at + 12), number(at + 20));
  }
  if (box.empty()) return std::nullopt;
  return box;
}

void refresh_contents(Connection& connection, const TypeTable& table) {
  for (const Shape& s : shapes(table)) {
    const auto box = root_box(connection, s.rtree);
    Statement row = connection.prepare(
        "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'), min_x = ?2, max_x = ?3, min_y = "
        "?4, max_y = ?5 WHERE table_name = ?1");
    row.bind(1, s.plain_table);
    if (box) row.bind(2, box->west).bind(3, box->east).bind(4, box->south).bind(5, box->north);
    row.run();
  }
}

void bind_value(Statement& statement, int at, const Field& field, const Value& value) {
  if (value.is_null())
    statement.bind_null(at);
  else if (const auto* text = std::get_if<std::string>(&value))
    statement.bind(at, std::string_view{*text});
  else if (const auto* whole = std::get_if<std::int64_t>(&value))
    statement.bind(at, *whole);
  else if (const auto* real = std::get_if<double>(&value)) {
    if (field.kind == FieldKind::area)
      statement.bind(at, SquareMetres::from_double(*real).hundredths());
    else
      statement.bind(at, *real);
  } else if (const auto* yes = std::get_if<bool>(&value))
    statement.bind(at, std::int64_t{*yes ? 1 : 0});
  else if (const auto* date = std::get_if<Date>(&value))
    statement.bind(at, std::string_view{date->text()});
  else if (const auto* instant = std::get_if<Instant>(&value))
    statement.bind(at, std::string_view{instant->text()});
  else if (const auto* shape = std::get_if<geo::GeometryPtr>(&value))
    statement.bind_blob(at, geo::to_gpkg(**shape));
  else {
    std::string json;
    append_value(json, field, value);
    statement.bind(at, std::string_view{json});
  }
}

Value read_value(const Statement& statement, int column, const Field& field) {
  if (statement.is_null(column)) return {};
  if (field.many) return value_of_json(field, Json::parse(statement.text(column)));
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::money:
      return Value{statement.integer(column)};
    case FieldKind::area:
      return Value{SquareMetres::from_hundredths(statement.integer(column)).as_double()};
    case FieldKind::decimal:
    case FieldKind::length:
      return Value{statement.real(column)};
    case FieldKind::boolean:
      return Value{statement.integer(column) != 0};
    case FieldKind::date:
      if (const auto date = Date::parse(statement.text(column))) return Value{*date};
      throw Problem{"store.unsound", {{"file", ""}, {"detail", "a date cannot be read"}}};
    case FieldKind::instant:
      if (const auto instant = Instant::parse(statement.text(column))) return Value{*instant};
      throw Problem{"store.unsound", {{"file", ""}, {"detail", "an instant cannot be read"}}};
    case FieldKind::geometry:
      return Value{std::make_shared<const geo::Geometry>(geo::from_gpkg(statement.blob(column)))};
    default:
      return Value{std::string{statement.text(column)}};
  }
}

}  // namespace tilth::store::sqlite
