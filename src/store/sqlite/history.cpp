// SPDX-License-Identifier: Apache-2.0
// The log as people and other sites read it: the history of a record, the operations since a moment.
#include "base/problem.h"
#include "store/operation_text.h"
#include "store/sqlite/store_file.h"

#include <algorithm>

namespace tilth::store::sqlite {
namespace {

constexpr const char* kSelect =
    "SELECT o.seq, o.payload, o.hash, o.batch, b.canonical FROM tilth_operation AS o JOIN tilth_batch AS b ON b.number "
    "= o.batch ";

OperationKind kind_of(const std::string& text) {
  return text == "create" ? OperationKind::create : text == "remove" ? OperationKind::remove : OperationKind::change;
}

}  // namespace

Operation StoreFile::read_operation(const Statement& row, Connection& connection) const {
  Operation operation;
  operation.seq = row.integer(0);
  operation.canonical = row.text(1);
  std::copy_n(row.blob(2).begin(), std::min<std::size_t>(32, row.blob(2).size()), operation.hash.begin());
  operation.batch = row.integer(3);
  const Json payload = Json::parse(operation.canonical);
  operation.node = payload.at("node");
  operation.node_seq = payload.at("n");
  if (const auto hlc = HybridTime::parse(payload.at("hlc").get<std::string>())) operation.hlc = *hlc;
  operation.kind = kind_of(payload.at("kind"));
  if (const auto id = Uuid::parse(payload.at("record").get<std::string>())) operation.record = *id;
  operation.type = payload.at("type");
  operation.before = payload.at("before");
  operation.after = payload.at("after");
  if (operation.seq < models_->since() && models_->has_lasted(operation.seq, operation.type, connection)) {
    const model::RecordType& type = *model_->find_type(operation.type);
    for (Json* side : {&operation.before, &operation.after}) {
      Json now = Json::object();
      for (const auto& [name, json] : side->items()) {
        const auto carried = models_->carried(operation.seq, operation.type, name, json, connection);
        if (!carried) {  // of a field that went; where another has its name now, the log alone says it
          if (type.find(name) == nullptr) now[name] = json;
          continue;
        }
        std::string text;
        const model::Field& field = type.fields[static_cast<std::size_t>(carried->field)];
        append_value(text, field, carried->value);
        now[field.name] = Json::parse(text);
      }
      *side = std::move(now);
    }
  }
  const Json context = Json::parse(row.text(4));
  operation.context.author = context.at("author");
  operation.context.device = context.at("device");
  operation.context.reason = context.at("reason");
  operation.context.extra = context.at("extra");
  operation.context.at = Instant::parse(context.at("at").get<std::string>());
  if (operation.context.at) operation.context.at->offset_minutes = context.at("at_offset").get<std::int16_t>();
  if (context.contains("from_report"))
    operation.context.from_report = Uuid::parse(context.at("from_report").get<std::string>());
  return operation;
}

/// Fields that went with an earlier model: shown as they were, to those who could see them then.
void StoreFile::open_what_went(Json& side, const Uuid& record, const model::RecordType& then,
                               const model::RecordType& now, const Caller& caller) const {
  for (const model::Field& field : then.fields) {
    const auto value = side.find(field.name);
    if (value == side.end() || now.find(field.name) != nullptr) continue;
    if (field.field_class > caller.highest_class) {
      side.erase(value);
    } else if (field.encrypted && value->is_string()) {
      const auto plain = keys_->decrypted(record, value->get_ref<const std::string&>());
      *value = plain ? Json(*plain) : Json();
    }
  }
}

std::vector<Operation> StoreFile::history(const Caller& caller, const Uuid& record) const {
  const Lease reader{*this};
  Statement row = reader->prepare(std::string{kSelect} + "WHERE o.record = ?1 ORDER BY o.seq");
  row.bind_blob(1, {reinterpret_cast<const char*>(record.bytes.data()), record.bytes.size()});
  std::vector<Operation> operations;
  while (row.step()) {
    Operation operation = read_operation(row, *reader);
    if (operation.type == text_of(LoggedAct::pair_opening) &&
        (caller.highest_class < model::FieldClass::personal || !caller.rows.empty()))
      return {};
    const bool lasted = models_->has_lasted(operation.seq, operation.type, *reader);
    const model::RecordType* type = lasted ? model_->find_type(operation.type) : nullptr;
    const model::RecordType* then = models_->at(operation.seq, *reader).find_type(operation.type);
    const bool went = then != nullptr && type == nullptr;
    if ((went || operation.type == "account" || operation.type == kModelType) &&
        caller.highest_class < model::FieldClass::personal)
      return {};
    if (type != nullptr && then != nullptr) {
      // The stricter of the rights: rows this caller may not see have no history for it either.
      if (type->record_class > caller.highest_class) return {};
      if (operations.empty() && caller.rows.contains(type->name) && !find(caller, type->name, record, std::nullopt))
        return {};
      // What was done while the record lay outside the caller's rows stays outside.
      if (caller.rows.contains(type->name) && !find(caller, type->name, record, operation.seq)) continue;
      if (operation.seq < models_->since() && caller.highest_class < model::FieldClass::personal)
        operation.canonical.clear();  // may hold what went
      for (Json* side : {&operation.before, &operation.after}) {
        open_what_went(*side, operation.record, *then, *type, caller);
        for (const model::Field& field : type->fields) {
          const auto value = side->find(field.name);
          if (value == side->end()) continue;
          if (field.field_class > caller.highest_class) {
            side->erase(value);
            operation.canonical.clear();  // its text would say what the caller may not see
          } else if (field.encrypted && value->is_string()) {
            const auto plain = keys_->decrypted(record, value->get_ref<const std::string&>());
            *value = plain ? Json(*plain) : Json();
          }
        }
      }
    }
    operations.push_back(std::move(operation));
  }
  return operations;
}

void StoreFile::operations_since(std::int64_t seq, const std::function<bool(const Operation&)>& visit) const {
  const Lease reader{*this};
  Statement row = reader->prepare(std::string{kSelect} + "WHERE o.seq > ?1 ORDER BY o.seq");
  row.bind(1, seq);
  while (row.step()) {
    if (!visit(read_operation(row, *reader))) return;
  }
}

}  // namespace tilth::store::sqlite
