// SPDX-License-Identifier: Apache-2.0
// One SQLite connection and its statements; SQLite's errors as problems.
#pragma once

#include "base/problem.h"

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tilth::store::sqlite {

/// Throws the problem that an SQLite result code means: store.disk_full, store.read_only, store.locked, store.unsound
/// ...
[[noreturn]] void throw_problem(int code, const std::string& detail, const std::filesystem::path& file);

class Connection;

/// A prepared statement in use; reset when it goes.
class Statement {
 public:
  Statement(Connection& connection, sqlite3_stmt* statement) : connection_(&connection), statement_(statement) {}
  ~Statement() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Statement(Statement&& other) noexcept
      : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int at, std::int64_t value);
  Statement& bind(int at, double value);
  Statement& bind(int at, std::string_view text);        ///< copied
  Statement& bind_blob(int at, std::string_view bytes);  ///< copied
  Statement& bind_null(int at);
  bool step();  ///< true when there is a row
  void run();   ///< to the end, and ready to be bound anew

  [[nodiscard]] bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  [[nodiscard]] double real(int column) const { return sqlite3_column_double(statement_, column); }
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string_view blob(int column) const;
  [[nodiscard]] sqlite3_stmt* get() const { return statement_; }

 private:
  Connection* connection_;
  sqlite3_stmt* statement_;
};

class Connection {
 public:
  enum class Access { read, write, create };
  Connection(const std::filesystem::path& file, Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void run(const std::string& sql);                         ///< any number of statements
  [[nodiscard]] Statement prepare(const std::string& sql);  ///< kept and used again
  std::int64_t integer(const std::string& sql);             ///< the one answer of a query
  std::string text(const std::string& sql);
  void check(int code);  ///< throws unless fine
  [[nodiscard]] sqlite3* get() const { return connection_; }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  sqlite3* connection_ = nullptr;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

/// BEGIN IMMEDIATE; rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) { connection_.run("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

}  // namespace tilth::store::sqlite
