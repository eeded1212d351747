// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/model_history.h"

#include "base/problem.h"
#include "model/carried_value.h"
#include "store/operation_text.h"

#include <algorithm>

namespace tilth::store::sqlite {
namespace {

std::string_view bytes_of(const Uuid& id) { return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()}; }

constexpr const char* kChanges = "SELECT seq FROM tilth_operation WHERE record = ?1 ORDER BY seq";

}  // namespace

Uuid model_record() { return Uuid::named("model"); }

ModelHistory::ModelHistory(Connection& connection, std::shared_ptr<const model::Model> now) : now_(std::move(now)) {
  Statement row = connection.prepare(kChanges);
  const Uuid id = model_record();
  row.bind_blob(1, bytes_of(id));
  while (row.step()) since_ = row.integer(0);
  number_ = connection.integer("SELECT count(*) FROM tilth_model");
}

const std::vector<ModelHistory::Past>& ModelHistory::past(Connection& connection) const {
  std::call_once(read_, [&] {
    std::vector<Past> past;
    Statement change = connection.prepare(kChanges);
    const Uuid id = model_record();
    change.bind_blob(1, bytes_of(id));
    Statement stored = connection.prepare("SELECT sources FROM tilth_model ORDER BY number");
    while (change.step() && stored.step()) {
      model::Loaded loaded = model::load_sources(Json::parse(stored.text(0)).get<std::map<std::string, std::string>>());
      if (!loaded.model)
        throw Problem{"model.unsound", {{"count", loaded.problems.size()}, {"first", loaded.problems.front().message}}};
      past.push_back({change.integer(0), loaded.model, {}});
    }
    for (std::size_t i = 0; i < past.size(); ++i) {
      const model::Model& next = i + 1 < past.size() ? *past[i + 1].model : *now_;
      for (const model::RecordType& type : past[i].model->types)
        if (const model::RecordType* then = next.find_type(type.name))
          past[i].next.emplace(type.name, model::successors(type.fields, then->fields));
    }
    past_ = std::move(past);
  });
  return past_;
}

const model::Model& ModelHistory::numbered(std::size_t number) const {
  return number < past_.size() ? *past_[number].model : *now_;
}

std::size_t ModelHistory::number_at(std::int64_t seq, Connection& connection) const {
  const auto& models = past(connection);
  return static_cast<std::size_t>(
      std::find_if(models.begin(), models.end(), [&](const Past& one) { return seq < one.until; }) - models.begin());
}

const model::Model& ModelHistory::at(std::int64_t seq, Connection& connection) const {
  return seq >= since_ ? *now_ : numbered(number_at(seq, connection));
}

bool ModelHistory::has_lasted(std::int64_t seq, const std::string& type, Connection& connection) const {
  if (seq < since_) {
    for (std::size_t i = number_at(seq, connection); i < past_.size(); ++i)
      if (!past_[i].next.contains(type)) return false;
  }
  return now_->find_type(type) != nullptr;
}

std::optional<ModelHistory::Carried> ModelHistory::carried(std::int64_t seq, const std::string& type,
                                                           const std::string& field, const Json& json,
                                                           Connection& connection) const {
  const model::RecordType* at = this->at(seq, connection).find_type(type);
  int index = at == nullptr ? -1 : at->index_of(field);
  if (index < 0) return std::nullopt;
  Value value = value_of_json(at->fields[static_cast<std::size_t>(index)], json);
  if (seq >= since_) return Carried{index, std::move(value)};
  for (std::size_t i = number_at(seq, connection); i < past_.size(); ++i) {
    const auto next = past_[i].next.find(type);
    const int to = next == past_[i].next.end() ? -1 : next->second[static_cast<std::size_t>(index)];
    if (to < 0) return std::nullopt;
    const model::RecordType* then = numbered(i + 1).find_type(type);
    const model::Field& before = at->fields[static_cast<std::size_t>(index)];
    const model::Field& after = then->fields[static_cast<std::size_t>(to)];
    auto now = model::carried(before, after, numbered(i + 1).find_codes(after.codes), value);
    if (!now) return std::nullopt;
    value = std::move(*now);
    at = then;
    index = to;
  }
  return Carried{index, std::move(value)};
}

}  // namespace tilth::store::sqlite
