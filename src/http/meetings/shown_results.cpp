// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/shown_results.h"

#include "http/meetings/public_meeting.h"
#include "http/meetings/visitors_of_meetings.h"

#include <algorithm>
#include <cstdlib>

namespace tilth::http::meetings {
namespace {

/// {"people": of each result that was shown, "options": {id: {"count", "first"}} of the last}
std::string setting_of(const Poll& poll) { return "server/meeting_results/" + poll.id.text(); }

Json options_json(const Poll& poll) {
  Json options = Json::object();
  for (const PollOption& option : poll.options)
    options[option.id.text()] = {{"count", option.count}, {"first", option.first}};
  return options;
}

}  // namespace

bool count_for_everybody(Services& services, Poll& poll) {
  store::Store& store = services.store();
  count_answers(store, caller_of_the_pages(), poll);
  if (poll.n < kFewestShown) {
    poll.counted = false;
    return false;
  }
  // Locked after the count, so that nobody's answer waits for it: two people who ask at once are shown the same.
  const std::lock_guard lock{services.shared<Visitors>().guard};
  Json kept = store.setting(setting_of(poll)).value_or(Json{{"people", Json::array()}, {"options", Json::object()}});
  Json& people = kept.at("people");
  const Json counted = options_json(poll);
  if (!people.empty() && people.back() == poll.n && kept.at("options") == counted) return false;
  const bool apart = std::all_of(people.begin(), people.end(), [&](const Json& before) {
    return std::abs(poll.n - before.get<std::int64_t>()) >= kFewestShown;
  });
  if (apart) {
    people.push_back(poll.n);
    kept["options"] = counted;
    store.put_setting(setting_of(poll), kept);
    return false;
  }
  poll.n = people.back().get<std::int64_t>();
  for (PollOption& option : poll.options) {
    const Json before = kept.at("options").value(option.id.text(), Json::object());
    option.count = before.value("count", std::int64_t{0});
    option.first = before.value("first", std::int64_t{0});
  }
  return true;
}

}  // namespace tilth::http::meetings
