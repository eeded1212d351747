// SPDX-License-Identifier: Apache-2.0
// Files kept with the programme: content-addressed, in pieces, each file encrypted under a key of its own.
#include "base/problem.h"
#include "store/sqlite/store_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

namespace tilth::store::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = 1 << 20;

/// Calls visit for each piece of the file. @throws Problem "attachment.unreadable"
template <typename Visit>
void each_piece(const fs::path& file, Visit&& visit) {
  std::ifstream in{file, std::ios::binary};
  std::string buffer(kPiece, '\0');
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())), in.gcount() > 0)
    visit(std::string_view{buffer.data(), static_cast<std::size_t>(in.gcount())});
  if (in.bad() || !in.eof()) throw Problem{"attachment.unreadable", {{"file", file.string()}}};
}

/// A new file for its owner alone, in the place of an old one; it goes again unless it is finished.
class PrivateFile {
 public:
  explicit PrivateFile(fs::path path) : path_(std::move(path)) {
    fs::remove(path_, error_);
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw Problem{"file.unwritable", {{"file", path_.string()}}};
  }
  ~PrivateFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    fs::remove(path_, error_);
  }
  PrivateFile(const PrivateFile&) = delete;
  PrivateFile& operator=(const PrivateFile&) = delete;

  void add(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written <= 0) throw Problem{"file.unwritable", {{"file", path_.string()}}};
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void finish() {
    const int descriptor = std::exchange(descriptor_, -1);
    if (::close(descriptor) != 0) throw Problem{"file.unwritable", {{"file", path_.string()}}};
  }

 private:
  fs::path path_;
  int descriptor_ = -1;
  std::error_code error_;
};

}  // namespace

std::string StoreFile::keep_attachment(const OpenBatch& batch, const fs::path& file, std::string_view media_type) {
  std::error_code error;
  const auto bytes = fs::file_size(file, error);
  if (error) throw Problem{"attachment.unreadable", {{"file", file.string()}}};
  if (static_cast<std::int64_t>(bytes) > kLargestAttachment)
    throw Problem{"attachment.too_large", {{"file", file.string()}, {"bytes", bytes}, {"limit", kLargestAttachment}}};
  Sha256Stream hash;
  each_piece(file, [&](std::string_view piece) { hash.add(piece); });
  std::string digest = hex(hash.finish());
  {
    Statement known = writer_->prepare(
        "SELECT coalesce(s.expired, 0) FROM tilth_attachment AS a LEFT JOIN tilth_attachment_seal AS s USING (sha256) "
        "WHERE sha256 = ?1");
    known.bind(1, digest);
    if (known.step()) {
      if (known.integer(0) == 0) return digest;
      // It had expired; who brings it again keeps it anew.
      writer_->prepare("DELETE FROM tilth_attachment_seal WHERE sha256 = ?1").bind(1, digest).run();
      writer_->prepare("DELETE FROM tilth_attachment WHERE sha256 = ?1").bind(1, digest).run();
    }
  }
  const Uuid key = Uuid::named(digest);
  std::int64_t number = 0;
  Sha256Stream again, stored;
  each_piece(file, [&](std::string_view piece) {
    again.add(piece);
    const std::string sealed = keys_->sealed(key, number, piece);
    stored.add(sealed);
    writer_->prepare("INSERT INTO tilth_attachment_chunk VALUES (?1, ?2, ?3)")
        .bind(1, digest)
        .bind(2, number++)
        .bind_blob(3, sealed)
        .run();
  });
  if (hex(again.finish()) != digest)
    throw Problem{"attachment.unreadable", {{"file", file.string()}}};  // it changed while it was read
  const std::string stored_digest = hex(stored.finish());
  write_operation(
      batch, OperationKind::create, key, "attachment",
      canonical_json(
          {{"bytes", bytes}, {"media_type", media_type}, {"sha256", digest}, {"stored_sha256", stored_digest}}),
      "{}");
  writer_->prepare("INSERT INTO tilth_attachment VALUES (?1, ?2, ?3)")
      .bind(1, digest)
      .bind(2, media_type)
      .bind(3, static_cast<std::int64_t>(bytes))
      .run();
  writer_->prepare("INSERT INTO tilth_attachment_seal VALUES (?1, ?2, 0)").bind(1, digest).bind(2, stored_digest).run();
  return digest;
}

std::string StoreFile::attach(const fs::path& file, std::string_view media_type, const Batch& by) {
  Writing writing{*this};
  const OpenBatch batch = start_batch(by);
  std::string digest = keep_attachment(batch, file, media_type);
  if (!writing.changed()) return digest;  // it is kept already: no batch either
  end_batch(batch);
  writing.commit();
  return digest;
}

void StoreFile::attachment(std::string_view sha256_hex, const fs::path& to) const {
  const Lease reader{*this};
  bool is_sealed = false;
  {
    // A backup of the first schema is read as it is.
    const bool seals = reader->integer("SELECT count(*) FROM sqlite_master WHERE name = 'tilth_attachment_seal'") > 0;
    Statement known = reader->prepare(
        seals ? "SELECT s.expired FROM tilth_attachment AS a LEFT JOIN tilth_attachment_seal AS s USING (sha256) WHERE "
                "sha256 = ?1"
              : "SELECT NULL FROM tilth_attachment WHERE sha256 = ?1");
    known.bind(1, sha256_hex);
    if (!known.step()) throw Problem{"attachment.unknown", {{"sha256", sha256_hex}}};
    is_sealed = !known.is_null(0);
    if (is_sealed && known.integer(0) != 0) throw Problem{"attachment.expired", {{"sha256", sha256_hex}}};
  }
  PrivateFile out{to};
  Statement piece =
      reader->prepare("SELECT number, bytes FROM tilth_attachment_chunk WHERE sha256 = ?1 ORDER BY number");
  piece.bind(1, sha256_hex);
  while (piece.step()) {
    if (!is_sealed) {
      out.add(piece.blob(1));
      continue;
    }
    const auto plain = keys_->opened(Uuid::named(sha256_hex), piece.integer(0), piece.blob(1));
    if (!plain) throw Problem{"attachment.locked", {{"sha256", sha256_hex}}};
    out.add(*plain);
  }
  out.finish();
}

void StoreFile::expire_attachment(std::string_view sha256_hex, const Batch& by) {
  Writing writing{*this};
  const Uuid key = Uuid::named(sha256_hex);
  writer_->run("PRAGMA secure_delete=ON");  // files of the first schema are not encrypted
  try {
    {
      Statement known = writer_->prepare("SELECT 1 FROM tilth_attachment WHERE sha256 = ?1");
      known.bind(1, sha256_hex);
      if (!known.step()) throw Problem{"attachment.unknown", {{"sha256", sha256_hex}}};
    }
    const OpenBatch batch = start_batch(by);
    write_operation(batch, OperationKind::remove, key, "attachment", canonical_json({{"sha256", sha256_hex}}), "{}");
    writer_->prepare("DELETE FROM tilth_attachment_chunk WHERE sha256 = ?1").bind(1, sha256_hex).run();
    writer_
        ->prepare("INSERT INTO tilth_attachment_seal VALUES (?1, '', 1) ON CONFLICT (sha256) DO UPDATE SET expired = 1")
        .bind(1, sha256_hex)
        .run();
    end_batch(batch);
    writing.commit();
    keys_->erase(key);
  } catch (...) {
    writer_->run("PRAGMA secure_delete=OFF");
    throw;
  }
  writer_->run("PRAGMA secure_delete=OFF; PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace tilth::store::sqlite
