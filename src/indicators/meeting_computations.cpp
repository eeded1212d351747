// SPDX-License-Identifier: Apache-2.0
#include "indicators/meeting_computations.h"

#include "indicators/records_in_period.h"
#include "store/distinct_labels.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tilth::indicators {

using store::Record;

Computed meeting_growth(const store::Store& store, const store::Caller& caller, const Question& question) {
  std::map<std::string, std::set<std::string>> attended;
  each_in_period(store, caller, question, "registration", nullptr, "attended = TRUE",
                 [&](const model::RecordType& type, const Record& record) {
                   attended[text_in(type, record, "meeting")].insert(text_in(type, record, "participant"));
                 });
  std::map<std::string, double> before;
  each_in_period(
      store, caller, question, "meeting", nullptr, nullptr, [&](const model::RecordType& type, const Record& record) {
        const auto people = attended.find(record.id.text());
        const auto* said = std::get_if<std::int64_t>(&store::value_of(type, record, "participants_reported"));
        if (people != attended.end())
          before[record.id.text()] = static_cast<double>(people->second.size());
        else if (said != nullptr)
          before[record.id.text()] = static_cast<double>(*said);
      });
  const model::RecordType* meetings = store.model()->find_type("meeting");
  std::map<std::string, std::string> labels;
  if (meetings != nullptr) labels = store::distinct_labels(store, caller, *meetings, question.known_at);
  double now = 0, then = 0;
  Computed answer;
  std::vector<Cell> cells;
  each_in_period(store, caller, question, "meeting", "starts", nullptr,
                 [&](const model::RecordType& type, const Record& record) {
                   const auto people = attended.find(record.id.text());
                   const auto earlier = before.find(text_in(type, record, "predecessor"));
                   if (people == attended.end() || earlier == before.end() || earlier->second == 0) return;
                   const auto here = static_cast<double>(people->second.size());
                   Cell cell{.key = {labels[record.id.text()]}, .figure = {}};
                   cell.figure.value = (here - earlier->second) / earlier->second * 100;
                   cell.figure.n = static_cast<std::int64_t>(people->second.size());
                   cells.push_back(std::move(cell));
                   now += here;
                   then += earlier->second;
                 });
  answer.total.n = static_cast<std::int64_t>(now);
  if (then == 0)
    answer.total.reason_if_null = "ZERO_DENOMINATOR";
  else
    answer.total.value = (now - then) / then * 100;
  std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.key < b.key; });
  if (question.split_by == std::vector<std::string>{"meeting"}) answer.cells = std::move(cells);
  return answer;
}

}  // namespace tilth::indicators
