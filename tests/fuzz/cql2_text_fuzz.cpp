// SPDX-License-Identifier: Apache-2.0
// CQL2 text from anyone: refused or read, and what is read is written and read again as the same tree.
#include "cql2_rounds.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  cql2::Expression expression;
  try {
    expression = cql2::parse_text({reinterpret_cast<const char*>(data), size});
  } catch (const Problem&) {
    return 0;
  }
  cql2::ask_everything(expression);
  return 0;
}
