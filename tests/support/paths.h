// SPDX-License-Identifier: Apache-2.0
// Where the sources and the built programs lie. Known to one object alone, so a compiler cache serves every
// checkout.
#pragma once

#include <filesystem>

namespace tilth::test {

std::filesystem::path source_dir();
std::filesystem::path bin_dir();  ///< holds tilth and tilth-formats
/// ../shared/data, or that of $TILTH_SHARED; need not be there.
std::filesystem::path shared_data();

}  // namespace tilth::test
