// SPDX-License-Identifier: Apache-2.0
// Whole copies of a programme file: backups, and live files made of them.
#include "store/sqlite/whole_copy.h"

#include "base/problem.h"
#include "base/sync_file.h"
#include "store/sqlite/store_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tilth::store::sqlite {
namespace {

namespace fs = std::filesystem;

/// By SQLite's backup, at one moment, page by page.
void copy_pages(Connection& from, const fs::path& to, Progress& progress) {
  const int descriptor = ::open(to.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) throw Problem{errno == EEXIST ? "store.exists" : "file.unwritable", {{"file", to.string()}}};
  ::close(descriptor);
  try {
    Connection target{to, Connection::Access::write};
    target.run("PRAGMA synchronous=FULL");
    sqlite3_backup* copy = sqlite3_backup_init(target.get(), "main", from.get(), "main");
    if (copy == nullptr) target.check(sqlite3_errcode(target.get()));
    progress.start("pages copied", 0);
    int code = SQLITE_OK;
    while ((code = sqlite3_backup_step(copy, 4096)) == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
      progress.done(static_cast<std::uint64_t>(sqlite3_backup_pagecount(copy) - sqlite3_backup_remaining(copy)));
      if (progress.cancelled()) {
        sqlite3_backup_finish(copy);
        throw Problem{"job.cancelled"};
      }
    }
    const int finished = sqlite3_backup_finish(copy);
    if (code != SQLITE_DONE) throw_problem(code, sqlite3_errmsg(target.get()), to);
    target.check(finished);
  } catch (...) {
    std::error_code error;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(to.string() + suffix, error);
    throw;
  }
}

}  // namespace

void whole_copy(Connection& from, const fs::path& to, Progress& progress) {
  copy_pages(from, to, progress);
  {
    Connection copy{to, Connection::Access::write};
    copy.run(
        "PRAGMA synchronous=FULL; INSERT OR REPLACE INTO tilth_meta VALUES ('backup', '1'); PRAGMA "
        "wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");
    if (copy.text("PRAGMA integrity_check(1)") != "ok")
      throw Problem{"store.unsound", {{"file", to.string()}, {"detail", "the copy is damaged"}}};
  }
  sync_file(to);
}

void StoreFile::backup(const fs::path& to, Progress& progress) const {
  const Lease reader{*this};
  whole_copy(*reader, to, progress);
}

void restore(const fs::path& backup, const fs::path& to) {
  SilentProgress silent;
  const StoreFile from{backup, Mode::read_only};
  const VerifyReport report = from.verify(silent);
  if (!report.sound())
    throw Problem{
        "store.unsound",
        {{"file", backup.string()}, {"detail", report.faults.empty() ? "it does not verify" : report.faults.front()}}};
  {
    Connection source{backup, Connection::Access::read};
    copy_pages(source, to, silent);
  }
  {
    Connection copy{to, Connection::Access::write};
    copy.run("PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL; DELETE FROM tilth_meta WHERE name = 'backup'");
    // A new node: the chain of the copy's file goes on elsewhere, or nowhere.
    copy.prepare("INSERT INTO tilth_node (node, since) VALUES (?1, ?2)")
        .bind(1, Uuid::make().text())
        .bind(2, Instant::now().text())
        .run();
    struct stat about {};
    stat(to.c_str(), &about);
    copy.prepare("INSERT OR REPLACE INTO tilth_meta VALUES ('place', ?1)")
        .bind(1, std::to_string(about.st_dev) + ":" + std::to_string(about.st_ino))
        .run();
    copy.run("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  sync_file(to);
}

}  // namespace tilth::store::sqlite
