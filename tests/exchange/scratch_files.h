// SPDX-License-Identifier: Apache-2.0
// Files made for one test: texts, gzip and zip archives; and where the real data lie.
#pragma once

#include "base/problem.h"
#include "exchange/open_table.h"
#include "support/paths.h"
#include "support/scratch_folder.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace tilth::exchange {

/// A folder that goes with the test, and what writes files into it.
class ScratchFiles : public test::ScratchFolder {
 public:
  [[nodiscard]] std::filesystem::path at(const std::string& name) const { return *this / name; }
  std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream{at(name), std::ios::binary} << bytes;
    return at(name);
  }
  std::filesystem::path write_gzip(const std::string& name, const std::string& bytes) const {
    gzFile out = gzopen(at(name).c_str(), "wb9");
    for (std::size_t done = 0; done < bytes.size(); done += 1U << 20) {
      gzwrite(out, bytes.data() + done, static_cast<unsigned>(std::min<std::size_t>(bytes.size() - done, 1U << 20)));
    }
    gzclose(out);
    return at(name);
  }
  /// A zip archive, every member deflated.
  std::filesystem::path write_zip(const std::string& name,
                                  const std::vector<std::pair<std::string, std::string>>& members) const {
    std::string out, directory;
    const auto number = [](std::string& to, std::uint64_t value, int bytes) {
      for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> (8 * i));
    };
    for (const auto& [member, bytes] : members) {
      std::string packed(compressBound(bytes.size()) + 64, '\0');
      z_stream stream{};
      deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
      stream.avail_in = static_cast<uInt>(bytes.size());
      stream.next_out = reinterpret_cast<Bytef*>(packed.data());
      stream.avail_out = static_cast<uInt>(packed.size());
      deflate(&stream, Z_FINISH);
      packed.resize(stream.total_out);
      deflateEnd(&stream);
      const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
      std::string common;
      number(common, 20, 2);
      number(common, 0, 2);
      number(common, 8, 2);
      number(common, 0, 4);
      number(common, crc, 4);
      number(common, packed.size(), 4);
      number(common, bytes.size(), 4);
      number(common, member.size(), 2);
      number(common, 0, 2);
      directory += std::string{"PK\x01\x02"};
      number(directory, 20, 2);
      directory += common;
      number(directory, 0, 2);
      number(directory, 0, 2);
      number(directory, 0, 2);
      number(directory, 0, 4);
      number(directory, out.size(), 4);
      directory += member;
      out += "PK\x03\x04" + common + member + packed;
    }
    const std::size_t start = out.size();
    out += directory;
    out += std::string{"PK\x05\x06"} + std::string(4, '\0');
    number(out, members.size(), 2);
    number(out, members.size(), 2);
    number(out, directory.size(), 4);
    number(out, start, 4);
    number(out, 0, 2);
    return write(name, out);
  }
};

/// The real data beside the project; empty when they are not there.
inline std::filesystem::path real_data() {
  const std::filesystem::path folder = test::shared_data();
  return std::filesystem::exists(folder) ? folder : std::filesystem::path{};
}
#define TILTH_NEEDS_REAL_DATA \
  if (real_data().empty()) GTEST_SKIP() << "no ../shared/data here"

inline ReadOptions with_worker(ReadOptions options = {}) {
  options.worker = test::bin_dir() / "tilth-formats";
  return options;
}

struct WholeTable {
  SourceHeader header;
  std::vector<SourceRow> rows;
};
inline WholeTable whole(const std::filesystem::path& file, const ReadOptions& options = with_worker()) {
  static const SilentProgress silent;
  const auto reader = open_table(file, options, silent);
  WholeTable table{reader->header(), {}};
  SourceRow row;
  while (reader->next(row)) table.rows.push_back(row);
  return table;
}

/// The problem's code, or "none".
template <typename Work>
std::string problem_of(Work&& work, Json* values = nullptr) {
  try {
    work();
  } catch (const Problem& problem) {
    if (values != nullptr) *values = problem.values();
    EXPECT_EQ(problem.kind().exit_code, ExitCode::cannot) << problem.kind().code;
    EXPECT_EQ(problem.title().find('{'), std::string::npos) << problem.title();
    return std::string{problem.kind().code};
  }
  return "none";
}

}  // namespace tilth::exchange
