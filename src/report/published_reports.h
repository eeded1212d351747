// SPDX-License-Identifier: Apache-2.0
// Reports as they were published: documents that never change, whatever the records come to say.
#pragma once

#include "report/report_document.h"

#include <filesystem>
#include <string>

namespace tilth::report {

/// Keeps a document as an attachment (content-addressed, encrypted, its SHA-256 in the log's chain) and lists it.
/// One at a time.
/// @param folder where a file of this account alone may lie for a moment
/// @return the entry: id, report, title, language, reader, parameters, as_of, published_at, by, sha256
Json keep_published(store::Store& store, const Json& document, const store::Batch& by,
                    const std::filesystem::path& folder);

/// Entries of those that were made for `reader` or for more people, the newest first.
Json published_reports(const store::Store& store, ReportReader reader);

/// The entry. @throws Problem "report.unknown_published", also for one that was made for fewer people
Json published_entry(const store::Store& store, std::string_view id, ReportReader reader);

/// The document of an entry, as it was published; it must still have its hash.
/// @throws Problem "attachment.expired", "attachment.locked", "store.unsound"
Json published_document(const store::Store& store, const Json& entry, const std::filesystem::path& folder);

/// The question that made a document, about what is known now, of what was handed in since as well.
ReportRequest request_again(const store::Store& store, const Json& document);

/// Which figures differ: {"same": n, "differing": [{name, title, cell, period, published, today, difference}]}. A
/// figure that was kept back is not compared: what it was is not to be known.
Json compared(const Json& published, const Json& today);

/// How much of the programme a caller may read in published reports.
ReportReader reader_of(const store::Caller& caller);

/// Whoever publishes, personal fields are in no document.
store::Caller publishing_caller(store::Caller caller);

}  // namespace tilth::report
