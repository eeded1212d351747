// SPDX-License-Identifier: Apache-2.0
// What a calculator cannot work with, as its command and its address tell people.
#pragma once

#include <string>

namespace tilth::report {

struct CalculatorFault {
  std::string name;      ///< "bad-share": the option of the command and the parameter of the address
  std::string expected;  ///< what it takes: "a number from 0 to 1"
};

}  // namespace tilth::report
