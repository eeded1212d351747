// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.h"

namespace tilth::http {

RouteList report_routes();

}  // namespace tilth::http
