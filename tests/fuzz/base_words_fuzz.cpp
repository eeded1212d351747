// SPDX-License-Identifier: Apache-2.0
// Short texts from anyone: dates, instants, ids, clock times, names. What is read is written and read again as the
// same.
#include "base/date.h"
#include "base/fold.h"
#include "base/hybrid_clock.h"
#include "base/json.h"
#include "base/uuid.h"
#include "must.h"

namespace {

using tilth::fuzz::must;

void read_and_write(std::string_view text) {
  using namespace tilth;
  if (const auto date = Date::parse(text)) {
    must(date->first_day() <= date->last_day());
    must(Date::parse(date->text()) == date);
    must(compare(*date, *date) == std::strong_ordering::equal);
    must(Date::from_days(date->first_day()).first_day() == date->first_day());
  }
  if (const auto instant = Instant::parse(text)) {
    must(Instant::parse(instant->text()) == instant);
    must(instant->date().first_day() <= instant->unix_ms / 86'400'000 + 1);
  }
  if (const auto id = Uuid::parse(text)) must(Uuid::parse(id->text()) == id && id->text().size() == 36);
  if (const auto time = HybridTime::parse(text)) must(HybridTime::parse(time->text()) == time);
}

void fold(std::string_view text) {
  using namespace tilth;
  // Folded once is folded for good, else a name is not found again under what it was kept as.
  for (const auto folding : {fold_case, fold_accents, fold_name}) {
    const std::string once = folding(text);
    must(is_utf8(once));
    must(folding(once) == once);
  }
  must(is_utf8(raise_case(text)));
  const std::string_view half = text.substr(0, text.size() / 2);
  if (text.size() <= 256)
    must(edit_distance(text, text) == 0 && edit_distance(text, half) == edit_distance(half, text));
  std::string literal;
  append_json_string(literal, text);
  const Json read = Json::parse(literal, nullptr, false);
  must(read.is_string() && (!is_utf8(text) || read == text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  read_and_write(tilth::fuzz::text_of(data, size));
  fold(tilth::fuzz::text_of(data, size));
  return 0;
}
