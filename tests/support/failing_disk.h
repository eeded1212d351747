// SPDX-License-Identifier: Apache-2.0
// A disk under SQLite that is cut off or filled up at a chosen write, and that keeps apart what was never synchronised.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilth::support {

/// What becomes of the writes that no sync had reached when the power went.
enum class Unsynced {
  lost,       ///< none arrives
  prefix,     ///< the first of them arrive, the next one torn at a sector
  reordered,  ///< some arrive whole, in any order
  torn,       ///< some sectors of some arrive; a grown file may hold anything where none did
};

/// SQLite's default disk while it lives (one at a time), in front of the real one. Promises to SQLite what POSIX does:
/// a write counts once its file was synchronised, a new or deleted name once its folder was; sectors of 512 bytes;
/// bytes beside a write are safe (SQLite's powersafe overwrite, which its unix disk promises too).
class FailingDisk {
 public:
  FailingDisk() : real_(sqlite3_vfs_find(nullptr)) {
    vfs_ = *real_;
    vfs_.zName = "failing-disk";
    vfs_.pNext = nullptr;
    vfs_.pAppData = this;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.xOpen = open;
    vfs_.xDelete = remove;
    if (sqlite3_vfs_register(&vfs_, 1) != SQLITE_OK) throw std::runtime_error("the disk cannot be registered");
  }
  ~FailingDisk() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
  }
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  /// Writes, syncs, truncations and deletions so far.
  [[nodiscard]] std::int64_t events() const { return events_; }
  /// Syncs alone.
  [[nodiscard]] std::int64_t syncs() const { return syncs_; }
  /// From that event on each of them fails with this code and does nothing.
  void fail_from(std::int64_t event, int code) {
    fail_from_ = event;
    code_ = code;
  }
  void mend() { fail_from_ = INT64_MAX; }
  [[nodiscard]] bool failed() const { return events_ >= fail_from_; }

  /// Lays down in another folder what the power cut left of the files.
  void after_cut(const std::filesystem::path& folder, Unsynced fate, std::mt19937_64& random) const {
    std::set<std::string> names;
    for (const auto& [name, content] : synced_names_) names.insert(name);
    for (const auto& [name, content] : names_) names.insert(name);
    for (const std::string& name : names) {
      const auto at = [&](const Names& all) {
        const auto found = all.find(name);
        return found == all.end() ? nullptr : found->second;
      };
      auto content = at(synced_names_);
      if (const auto now = at(names_); now != content && fate != Unsynced::lost && random() % 2 == 0) content = now;
      if (!content) continue;
      std::ofstream out{folder / std::filesystem::path{name}.filename(), std::ios::binary};
      out << content->after_cut(fate, random);
      if (!out.flush()) throw std::runtime_error("what the power cut left cannot be laid down");
    }
  }

 private:
  static constexpr std::size_t kSector = 512;

  struct Write {
    std::size_t at = 0;
    std::string bytes;
    bool truncates = false;  ///< to `at`
  };

  struct Content {
    std::string synced;
    std::vector<Write> since;

    void sync() {
      for (const Write& write : since) apply(synced, write);
      since.clear();
    }

    [[nodiscard]] std::string after_cut(Unsynced fate, std::mt19937_64& random) const {
      std::string left = synced;
      switch (fate) {
        case Unsynced::lost:
          break;
        case Unsynced::prefix: {
          const std::size_t whole = since.empty() ? 0 : random() % (since.size() + 1);
          for (std::size_t i = 0; i < whole; ++i) apply(left, since[i]);
          if (whole < since.size() && !since[whole].truncates) {
            Write torn = since[whole];
            torn.bytes.resize(random() % (torn.bytes.size() / kSector + 1) * kSector);
            if (!torn.bytes.empty()) apply(left, torn);
          }
          break;
        }
        case Unsynced::reordered: {
          std::vector<Write> some;
          for (const Write& write : since) {
            if (random() % 3 != 0) some.push_back(write);
          }
          std::shuffle(some.begin(), some.end(), random);
          for (const Write& write : some) apply(left, write);
          break;
        }
        case Unsynced::torn:
          for (const Write& write : since) {
            if (write.truncates) {
              if (random() % 2 == 0) apply(left, write);
              continue;
            }
            for (std::size_t begin = 0; begin < write.bytes.size();) {
              const std::size_t length = std::min(kSector - (write.at + begin) % kSector, write.bytes.size() - begin);
              Write piece{write.at + begin, write.bytes.substr(begin, length), false};
              begin += length;
              const bool arrives = random() % 2 == 0;
              if (!arrives && (piece.at < left.size() || random() % 2 == 0)) continue;
              if (!arrives) {  // the file has grown, and what was on the disk before shows
                for (char& byte : piece.bytes) byte = static_cast<char>(random());
              }
              apply(left, piece);
            }
          }
          break;
      }
      return left;
    }

   private:
    static void apply(std::string& bytes, const Write& write) {
      if (write.truncates) {
        bytes.resize(write.at);
        return;
      }
      if (bytes.size() < write.at + write.bytes.size()) bytes.resize(write.at + write.bytes.size());
      bytes.replace(write.at, write.bytes.size(), write.bytes);
    }
  };

  using Names = std::map<std::string, std::shared_ptr<Content>>;

  /// SQLite's file object; the real one's lies behind it.
  struct File {
    sqlite3_file base;
    FailingDisk* disk;
    std::shared_ptr<Content>* content;  ///< none for files without a name
    bool new_beside;                    ///< a journal or log made here: its first sync brings its name to the disk too
    [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };
  static File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
  static FailingDisk* of(sqlite3_vfs* vfs) { return static_cast<FailingDisk*>(vfs->pAppData); }

  /// Counts one event; the code it fails with, or SQLITE_OK.
  int event() { return ++events_ >= fail_from_ ? code_ : SQLITE_OK; }

  static int open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* raw, int flags, int* out_flags) {
    FailingDisk& disk = *of(vfs);
    const std::lock_guard lock{disk.guard_};
    File* file = ::new (raw) File{{nullptr}, &disk, nullptr, false};
    const bool kept =
        name != nullptr &&
        (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
    const bool existed = kept && std::filesystem::exists(name);
    if (kept && !existed && disk.failed()) return disk.code_;
    const int code = disk.real_->xOpen(disk.real_, name, file->real(), flags, out_flags);
    if (code != SQLITE_OK) return code;
    if (kept) {
      auto& content = disk.names_[name];
      if (!content) {
        content = std::make_shared<Content>();
        if (existed) {
          std::ifstream in{name, std::ios::binary};
          content->synced.assign(std::istreambuf_iterator<char>{in}, {});
          disk.synced_names_[name] = content;
        }
      }
      file->content = new std::shared_ptr<Content>{content};
      file->new_beside = !existed && (flags & SQLITE_OPEN_MAIN_DB) == 0;
    }
    file->base.pMethods = &methods();
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    FailingDisk& disk = *of(vfs);
    const std::lock_guard lock{disk.guard_};
    if (const int code = disk.event(); code != SQLITE_OK) return code;
    const int code = disk.real_->xDelete(disk.real_, name, 0);
    if (code != SQLITE_OK) return code;
    disk.names_.erase(name);
    if (sync_folder != 0) disk.synced_names_ = disk.names_;
    return SQLITE_OK;
  }

  static int close(sqlite3_file* raw) {
    File* file = of(raw);
    const int code = file->real()->pMethods->xClose(file->real());
    delete file->content;
    return code;
  }

  static int write(sqlite3_file* raw, const void* bytes, int length, sqlite3_int64 at) {
    File* file = of(raw);
    if (file->content == nullptr) return file->real()->pMethods->xWrite(file->real(), bytes, length, at);
    const std::lock_guard lock{file->disk->guard_};
    if (const int code = file->disk->event(); code != SQLITE_OK) return code;
    const int code = file->real()->pMethods->xWrite(file->real(), bytes, length, at);
    if (code == SQLITE_OK) {
      (*file->content)
          ->since.push_back({static_cast<std::size_t>(at),
                             {static_cast<const char*>(bytes), static_cast<std::size_t>(length)},
                             false});
    }
    return code;
  }

  static int truncate(sqlite3_file* raw, sqlite3_int64 size) {
    File* file = of(raw);
    if (file->content == nullptr) return file->real()->pMethods->xTruncate(file->real(), size);
    const std::lock_guard lock{file->disk->guard_};
    if (const int code = file->disk->event(); code != SQLITE_OK) return code;
    const int code = file->real()->pMethods->xTruncate(file->real(), size);
    if (code == SQLITE_OK) (*file->content)->since.push_back({static_cast<std::size_t>(size), {}, true});
    return code;
  }

  static int sync(sqlite3_file* raw, int flags) {
    File* file = of(raw);
    if (file->content == nullptr) return file->real()->pMethods->xSync(file->real(), flags);
    const std::lock_guard lock{file->disk->guard_};
    if (const int code = file->disk->event(); code != SQLITE_OK) return code;
    ++file->disk->syncs_;
    (*file->content)->sync();  // the real disk need not be waited for
    if (std::exchange(file->new_beside, false)) file->disk->synced_names_ = file->disk->names_;
    return SQLITE_OK;
  }

  static const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods all = [] {
      sqlite3_io_methods m{};
      m.iVersion = 2;  // no memory maps
      m.xClose = close;
      m.xWrite = write;
      m.xTruncate = truncate;
      m.xSync = sync;
      m.xRead = [](sqlite3_file* f, void* to, int length, sqlite3_int64 at) {
        return of(f)->real()->pMethods->xRead(of(f)->real(), to, length, at);
      };
      m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
        return of(f)->real()->pMethods->xFileSize(of(f)->real(), size);
      };
      m.xLock = [](sqlite3_file* f, int level) { return of(f)->real()->pMethods->xLock(of(f)->real(), level); };
      m.xUnlock = [](sqlite3_file* f, int level) { return of(f)->real()->pMethods->xUnlock(of(f)->real(), level); };
      m.xCheckReservedLock = [](sqlite3_file* f, int* held) {
        return of(f)->real()->pMethods->xCheckReservedLock(of(f)->real(), held);
      };
      m.xFileControl = [](sqlite3_file* f, int what, void* with) {
        return of(f)->real()->pMethods->xFileControl(of(f)->real(), what, with);
      };
      m.xSectorSize = [](sqlite3_file* f) { return of(f)->real()->pMethods->xSectorSize(of(f)->real()); };
      m.xDeviceCharacteristics = [](sqlite3_file* f) {
        return of(f)->real()->pMethods->xDeviceCharacteristics(of(f)->real());
      };
      m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** to) {
        return of(f)->real()->pMethods->xShmMap(of(f)->real(), page, size, extend, to);
      };
      m.xShmLock = [](sqlite3_file* f, int at, int count, int flags) {
        return of(f)->real()->pMethods->xShmLock(of(f)->real(), at, count, flags);
      };
      m.xShmBarrier = [](sqlite3_file* f) { of(f)->real()->pMethods->xShmBarrier(of(f)->real()); };
      m.xShmUnmap = [](sqlite3_file* f, int remove) {
        return of(f)->real()->pMethods->xShmUnmap(of(f)->real(), remove);
      };
      return m;
    }();
    return all;
  }

  sqlite3_vfs* real_;
  sqlite3_vfs vfs_{};
  std::mutex guard_;
  std::int64_t events_ = 0, syncs_ = 0, fail_from_ = INT64_MAX;
  int code_ = SQLITE_OK;
  Names names_, synced_names_;  ///< what the folder says now, and what it says after a cut
};

}  // namespace tilth::support
