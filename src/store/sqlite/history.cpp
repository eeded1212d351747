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

Operation StoreFile::read_operation(const Statement& row) const {
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

std::vector<Operation> StoreFile::history(const Caller& caller, const Uuid& record) const {
  const Lease reader{*this};
  Statement row = reader->prepare(std::string{kSelect} + "WHERE o.record = ?1 ORDER BY o.seq");
  row.bind_blob(1, {reinterpret_cast<const char*>(record.bytes.data()), record.bytes.size()});
  std::vector<Operation> operations;
  while (row.step()) {
    Operation operation = read_operation(row);
    const model::RecordType* type = model_->find_type(operation.type);
    if (operation.type == "account" && caller.highest_class < model::FieldClass::personal) return {};
    if (type != nullptr) {
      // The stricter of the rights: rows this caller may not see have no history for it either.
      if (type->record_class > caller.highest_class) return {};
      if (operations.empty() && caller.rows.contains(type->name) && !find(caller, type->name, record, std::nullopt))
        return {};
      // What was done while the record lay outside the caller's rows stays outside.
      if (caller.rows.contains(type->name) && !find(caller, type->name, record, operation.seq)) continue;
      for (Json* side : {&operation.before, &operation.after}) {
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
    if (!visit(read_operation(row))) return;
  }
}

}  // namespace tilth::store::sqlite
