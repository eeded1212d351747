// SPDX-License-Identifier: Apache-2.0
// A whole type read on several threads, with a progress bar and a way to stop.
#pragma once

#include "base/progress.h"
#include "store/store.h"

namespace tilth::store {

/// Store::each_in_pieces as a step "reading TYPE" of the progress; visit may take the values out of the record.
/// @throws Problem "job.cancelled", and what each_in_pieces throws
void read_in_pieces(const Store& store, const Caller& caller, const Query& query, unsigned threads, Progress& progress,
                    const std::function<void(std::size_t piece, Record& record)>& visit);

}  // namespace tilth::store
