// SPDX-License-Identifier: Apache-2.0
// The records that a computation of an indicator goes through.
#pragma once

#include "indicators/indicators.h"

#include <functional>

namespace tilth::indicators {

/// Whether a date lies in the period whole; a value that is no date does not.
bool inside(const Question& question, const cql2::Value& value);

/// Records of a type that hold a filter, with the field named `date` in the period; without one all of them.
void each_in_period(const store::Store& store, const store::Caller& caller, const Question& question, const char* type,
                    const char* date, const char* where,
                    const std::function<void(const model::RecordType&, const store::Record&)>& visit);

}  // namespace tilth::indicators
