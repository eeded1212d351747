// SPDX-License-Identifier: Apache-2.0
// CQL2 JSON from anyone: refused or read, and what is read is written and read again as the same tree.
#include "cql2_rounds.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  const Json tree = Json::parse(data, data + size, nullptr, false);
  if (tree.is_discarded()) return 0;
  cql2::Expression expression;
  try {
    expression = cql2::parse_json(tree);
  } catch (const Problem&) {
    return 0;
  }
  cql2::ask_everything(expression);
  return 0;
}
