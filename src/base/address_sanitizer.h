// SPDX-License-Identifier: Apache-2.0
// Whether this build runs under the address sanitizer, whose shadow memory takes more address space than any limit.
#pragma once

namespace tilth {

#if defined(__SANITIZE_ADDRESS__)  // GCC
inline constexpr bool kAddressSanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)  // clang
inline constexpr bool kAddressSanitizer = true;
#else
inline constexpr bool kAddressSanitizer = false;
#endif
#else
inline constexpr bool kAddressSanitizer = false;
#endif

}  // namespace tilth
