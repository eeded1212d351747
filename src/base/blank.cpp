// SPDX-License-Identifier: Apache-2.0
#include "base/blank.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace tilth {

bool is_blank(std::string_view utf8) {
  const auto length = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 letter = 0;
    U8_NEXT(utf8.data(), at, length, letter);
    if (letter < 0) return false;  // no UTF-8, but something
    if (u_isUWhiteSpace(letter) == 0 && u_hasBinaryProperty(letter, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0)
      return false;
  }
  return true;
}

}  // namespace tilth
