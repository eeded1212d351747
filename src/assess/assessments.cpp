// SPDX-License-Identifier: Apache-2.0
#include "assess/assessments.h"

#include "base/problem.h"
#include "store/rights.h"

#include <algorithm>
#include <climits>
#include <tuple>

namespace tilth::assess {
namespace {

/// The values of one record by field name; what is hidden or not there is nothing.
class Fields {
 public:
  Fields(const model::RecordType& type, const store::Record& record) : type_(type), record_(record) {}

  [[nodiscard]] std::string text(std::string_view field) const {
    const auto* found = std::get_if<std::string>(&value(field).base());
    return found == nullptr ? std::string{} : *found;
  }
  [[nodiscard]] std::optional<double> number(std::string_view field) const {
    const store::Value& found = value(field);
    if (const auto* whole = std::get_if<std::int64_t>(&found.base())) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&found.base())) return *real;
    return std::nullopt;
  }
  [[nodiscard]] std::optional<int> whole(std::string_view field) const {
    const auto* found = std::get_if<std::int64_t>(&value(field).base());
    return found == nullptr ? std::nullopt : std::optional{static_cast<int>(*found)};
  }
  [[nodiscard]] std::optional<bool> truth(std::string_view field) const {
    const auto* found = std::get_if<bool>(&value(field).base());
    return found == nullptr ? std::nullopt : std::optional{*found};
  }
  [[nodiscard]] std::optional<Date> date(std::string_view field) const {
    const auto* found = std::get_if<Date>(&value(field).base());
    return found == nullptr ? std::nullopt : std::optional{*found};
  }
  [[nodiscard]] Uuid reference(std::string_view field) const { return Uuid::parse(text(field)).value_or(Uuid{}); }
  [[nodiscard]] Json lines(std::string_view field) const {
    const std::string found = text(field);
    Json read = found.empty() ? Json::array() : Json::parse(found, nullptr, false);
    return read.is_array() ? read : Json::array();
  }

 private:
  [[nodiscard]] const store::Value& value(std::string_view field) const {
    static const store::Value kNothing{};
    return type_.find(field) == nullptr ? kNothing : store::value_of(type_, record_, field);
  }
  const model::RecordType& type_;
  const store::Record& record_;
};

const model::RecordType& seen_type(const model::Model& model, const store::Caller& caller, std::string_view name) {
  const model::RecordType* type = model.find_type(name);
  if (type == nullptr || !store::may_see(caller, *type)) throw Problem{"store.unknown_type", {{"type", name}}};
  return *type;
}

/// Calls `visit` with the fields of each record of a type.
template <typename Visit>
void each(const store::Store& store, const store::Caller& caller, std::optional<std::int64_t> known_at,
          const char* name, const Visit& visit, const std::optional<cql2::Expression>& where = {}) {
  const auto model = store.model();
  const model::RecordType& type = seen_type(*model, caller, name);
  store.each(caller, {.type = type.name, .where = where, .known_at = known_at}, [&](const store::Record& record) {
    visit(record.id, Fields{type, record});
    return true;
  });
}

template <typename Item>
struct Placed {
  Uuid under;
  int position = 0;
  Item item;
};
template <typename Item>
void in_order(std::vector<Placed<Item>>& items) {
  std::sort(items.begin(), items.end(), [](const Placed<Item>& a, const Placed<Item>& b) {
    return std::tie(a.position, a.item.id) < std::tie(b.position, b.item.id);
  });
}

Instrument instrument_of(const Uuid& id, const Fields& fields) {
  Instrument made{.id = id,
                  .name = fields.text("name"),
                  .edition = fields.text("edition"),
                  .purpose = fields.text("purpose"),
                  .owner = fields.text("owner"),
                  .licence_note = fields.text("licence_note")};
  if (fields.text("scoring") == "criteria") made.scoring = Scoring::criteria;
  const auto text_of = [](const Json& line, const char* name) {
    const auto at = line.find(name);
    return at != line.end() && at->is_string() ? at->get<std::string>() : std::string{};
  };
  for (const Json& line : fields.lines("levels"))
    if (line.is_object() && line.contains("value") && line["value"].is_number_integer())
      made.levels.push_back({line["value"].get<int>(), text_of(line, "label"), text_of(line, "description")});
  for (const Json& line : fields.lines("bands"))
    if (line.is_object() && line.contains("from") && line["from"].is_number())
      made.bands.push_back({line["from"].get<double>(), text_of(line, "label")});
  if (made.levels.empty())
    for (int value = 0; value <= 5; ++value) made.levels.push_back({value, {}, {}});
  std::sort(made.levels.begin(), made.levels.end(), [](const Level& a, const Level& b) { return a.value < b.value; });
  std::sort(made.bands.begin(), made.bands.end(), [](const Band& a, const Band& b) { return a.from < b.from; });
  return made;
}

}  // namespace

std::vector<Assessment> assessments_in(const store::Store& store, const store::Caller& caller,
                                       std::optional<std::int64_t> known_at) {
  const auto model = store.model();
  std::vector<Assessment> all;
  each(store, caller, known_at, "assessment", [&](const Uuid& id, const Fields& fields) {
    all.push_back({.id = id,
                   .instrument = fields.reference("instrument"),
                   .subject = fields.reference("subject"),
                   .name = fields.text("local_id"),
                   .kind = fields.text("kind"),
                   .on = fields.date("assessed_on"),
                   .target = fields.whole("target_level")});
  });
  std::sort(all.begin(), all.end(), [](const Assessment& a, const Assessment& b) {
    const std::string left = a.on ? a.on->text() : "", right = b.on ? b.on->text() : "";
    return std::tie(right, a.name, a.id) < std::tie(left, b.name, b.id);
  });
  return all;
}

std::map<Uuid, Instrument> instruments_in(const store::Store& store, const store::Caller& caller,
                                          std::optional<std::int64_t> known_at) {
  std::map<Uuid, Instrument> all;
  each(store, caller, known_at, "instrument",
       [&](const Uuid& id, const Fields& fields) { all.emplace(id, instrument_of(id, fields)); });
  std::vector<Placed<Area>> areas;
  each(store, caller, known_at, "instrument_area", [&](const Uuid& id, const Fields& fields) {
    areas.push_back({fields.reference("instrument"),
                     fields.whole("position").value_or(INT_MAX),
                     {.id = id, .name = fields.text("name"), .weight = fields.number("weight").value_or(1)}});
  });
  std::vector<Placed<Question>> questions;
  each(store, caller, known_at, "instrument_question", [&](const Uuid& id, const Fields& fields) {
    questions.push_back({fields.reference("area"),
                         fields.whole("position").value_or(INT_MAX),
                         {.id = id,
                          .text = fields.text("text"),
                          .weight = fields.number("weight").value_or(1),
                          .criterion_of = fields.whole("criterion_of"),
                          .evidence_asked = fields.text("evidence_asked"),
                          .may_not_apply = fields.truth("may_not_apply").value_or(false)}});
  });
  in_order(areas);
  in_order(questions);
  std::map<Uuid, std::vector<Question>> by_area;
  for (Placed<Question>& one : questions) by_area[one.under].push_back(std::move(one.item));
  for (Placed<Area>& one : areas) {
    const auto instrument = all.find(one.under);
    if (instrument == all.end()) continue;
    one.item.questions = std::move(by_area[one.item.id]);
    instrument->second.areas.push_back(std::move(one.item));
  }
  return all;
}

std::map<Uuid, Answers> answers_in(const store::Store& store, const store::Caller& caller, const std::vector<Uuid>& of,
                                   std::optional<std::int64_t> known_at) {
  std::optional<cql2::Expression> where;
  if (!of.empty()) {
    std::string ids;
    for (const Uuid& id : of) ids += (ids.empty() ? "'" : ", '") + id.text() + "'";
    where = cql2::parse_text("assessment IN (" + ids + ")");
  }
  std::map<Uuid, Answers> all;
  each(
      store, caller, known_at, "assessment_answer",
      [&](const Uuid& id, const Fields& fields) {
        Answer answer{.id = id,
                      .not_applicable = fields.truth("not_applicable").value_or(false),
                      .level = fields.whole("level"),
                      .met = fields.truth("met"),
                      .target = fields.whole("target_level"),
                      .evidence = fields.text("evidence"),
                      .action = fields.text("action"),
                      .owner = fields.text("action_owner"),
                      .due = fields.date("due_on")};
        answer.proved = !answer.evidence.empty() || !fields.text("evidence_file").empty();
        all[fields.reference("assessment")].emplace(fields.reference("question"), std::move(answer));
      },
      where);
  return all;
}

std::vector<NationalShare> national_shares_in(const store::Store& store, const store::Caller& caller) {
  const auto model = store.model();
  std::vector<NationalShare> all;
  each(store, caller, std::nullopt, "self_reliance_share", [&](const Uuid& id, const Fields& fields) {
    const auto year = fields.date("in_year");
    if (!year) return;
    all.push_back({.id = id,
                   .aspect = fields.text("aspect"),
                   .source = fields.text("source"),
                   .unit = fields.text("unit"),
                   .year = year->year,
                   .national = fields.number("national").value_or(0),
                   .total = fields.number("total").value_or(0)});
  });
  const model::CodeList* codes = model->find_codes("self_reliance_aspect");
  const auto place = [&](const std::string& aspect) {
    const model::Code* code = codes == nullptr ? nullptr : codes->find(aspect);
    return code == nullptr ? SIZE_MAX : static_cast<std::size_t>(code - codes->codes.data());
  };
  std::sort(all.begin(), all.end(), [&](const NationalShare& a, const NationalShare& b) {
    return std::tuple{a.year, place(a.aspect), a.id} < std::tuple{b.year, place(b.aspect), b.id};
  });
  return all;
}

}  // namespace tilth::assess
