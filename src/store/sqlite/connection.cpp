// SPDX-License-Identifier: Apache-2.0
// One SQLite connection and its statements.
#include "store/sqlite/connection.h"

#include "geo/codec.h"

namespace tilth::store::sqlite {
namespace {

/// ST_MinX ... of a GeoPackage blob, as the R-tree's triggers call them (OGC 12-128r14, F.3). Read from the header's
/// envelope where there is one.
void box_function(sqlite3_context* context, int, sqlite3_value** values) {
  const auto which = *static_cast<const int*>(sqlite3_user_data(context));
  if (sqlite3_value_type(values[0]) != SQLITE_BLOB) {
    if (which == 4) sqlite3_result_null(context);
    return;
  }
  const std::string_view blob{static_cast<const char*>(sqlite3_value_blob(values[0])),
                              static_cast<std::size_t>(sqlite3_value_bytes(values[0]))};
  try {
    const geo::Box box = geo::from_gpkg(blob).box();
    if (which == 4) {
      sqlite3_result_int(context, box.empty() ? 1 : 0);
    } else if (!box.empty()) {
      sqlite3_result_double(context, which == 0   ? box.west
                                     : which == 1 ? box.east
                                     : which == 2 ? box.south
                                                  : box.north);
    }
  } catch (const Problem&) {
    sqlite3_result_error(context, "not a GeoPackage geometry", -1);
  }
}

void writer_function(sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_int(context, 1); }

}  // namespace

void throw_problem(int code, const std::string& detail, const std::filesystem::path& file) {
  const Json values{{"file", file.string()}, {"detail", detail}};
  switch (code & 0xff) {
    case SQLITE_FULL:
      throw Problem{"store.disk_full", values};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw Problem{"store.read_only", values};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Problem{"store.locked", {{"file", file.string()}, {"holder", "another program"}}};
    case SQLITE_CORRUPT:
      throw Problem{"store.unsound", values};
    case SQLITE_NOTADB:
      throw Problem{"store.not_a_programme", values};
    case SQLITE_IOERR:
      throw Problem{(code == SQLITE_IOERR_SHORT_READ) ? "store.truncated" : "store.io", values};
    case SQLITE_CANTOPEN:
      throw Problem{"store.missing", values};
    default:
      throw std::runtime_error("SQLite " + std::to_string(code) + ": " + detail);
  }
}

Statement& Statement::bind(int at, std::int64_t value) {
  connection_->check(sqlite3_bind_int64(statement_, at, value));
  return *this;
}
Statement& Statement::bind(int at, double value) {
  connection_->check(sqlite3_bind_double(statement_, at, value));
  return *this;
}
Statement& Statement::bind(int at, std::string_view text) {
  connection_->check(sqlite3_bind_text(statement_, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT));
  return *this;
}
Statement& Statement::bind_blob(int at, std::string_view bytes) {
  connection_->check(sqlite3_bind_blob(statement_, at, bytes.empty() ? "" : bytes.data(),
                                       static_cast<int>(bytes.size()), SQLITE_TRANSIENT));
  return *this;
}
Statement& Statement::bind_null(int at) {
  connection_->check(sqlite3_bind_null(statement_, at));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_->check(code);
  return false;
}

void Statement::run() {
  while (step()) {
  }
  sqlite3_reset(statement_);
}

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes == nullptr ? std::string_view{}
                          : std::string_view{bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr ? std::string_view{}
                          : std::string_view{bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Connection::Connection(const std::filesystem::path& file, Access access) : file_(file) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  flags |= access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (access == Access::create) flags |= SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(file.c_str(), &connection_, flags, nullptr);
  if (code != SQLITE_OK) {
    const std::string detail = connection_ != nullptr ? sqlite3_errmsg(connection_) : "no memory";
    sqlite3_close_v2(connection_);
    connection_ = nullptr;
    throw_problem(code, detail, file);
  }
  sqlite3_extended_result_codes(connection_, 1);
  sqlite3_busy_timeout(connection_, 10'000);
  // Statements are kept and used again: without this, binding another id makes SQLite plan them anew each time.
  sqlite3_db_config(connection_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  static constexpr const char* kBox[] = {"ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY", "ST_IsEmpty"};
  static int which[] = {0, 1, 2, 3, 4};
  for (int& one : which) {
    sqlite3_create_function_v2(connection_, kBox[one], 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, &one,
                               box_function, nullptr, nullptr, nullptr);
  }
  if (access != Access::read) {
    sqlite3_create_function_v2(connection_, "tilth_writer", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, nullptr, writer_function,
                               nullptr, nullptr, nullptr);
  }
}

Connection::~Connection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(connection_);
}

void Connection::check(int code) {
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    throw_problem(code, sqlite3_errmsg(connection_), file_);
}

void Connection::run(const std::string& sql) {
  check(sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr));
}

Statement Connection::prepare(const std::string& sql) {
  const auto kept = statements_.find(sql);
  // One that is in use (a query inside a query) is prepared a second time, under another name.
  if (kept != statements_.end() && sqlite3_stmt_busy(kept->second) == 0) {
    sqlite3_reset(kept->second);
    return {*this, kept->second};
  }
  if (kept != statements_.end()) return prepare(sql + " ");
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v3(connection_, sql.c_str(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr));
  if (statements_.size() > 500) {  // questions of many shapes: keep memory bounded
    for (auto at = statements_.begin(); at != statements_.end();) {
      if (sqlite3_stmt_busy(at->second) != 0) {
        ++at;
        continue;
      }
      sqlite3_finalize(at->second);
      at = statements_.erase(at);
    }
  }
  statements_.emplace(sql, statement);
  return {*this, statement};
}

std::int64_t Connection::integer(const std::string& sql) {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Connection::text(const std::string& sql) {
  Statement statement = prepare(sql);
  return statement.step() ? std::string{statement.text(0)} : std::string{};
}

Transaction::~Transaction() {
  if (open_) sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  connection_.run("COMMIT");
  open_ = false;
}

}  // namespace tilth::store::sqlite
