// SPDX-License-Identifier: Apache-2.0
#include "report/sealing.h"

namespace tilth::report {

std::optional<Sealing> sealing_of(const store::Store& store, const model::RecordType& type, const Uuid& record) {
  if (!type.workflow || type.workflow->sealed.empty()) return std::nullopt;
  std::optional<Sealing> sealing;
  for (const store::Operation& operation : store.history(store::Caller{}, record)) {
    const auto state = operation.after.find(type.workflow->field);
    if (operation.type != type.name || state == operation.after.end()) continue;
    if (!state->is_string() || !type.workflow->seals(state->get<std::string>())) {
      sealing.reset();
    } else if (!sealing) {
      sealing = Sealing{.operation = operation.seq,
                        .at = operation.context.at,
                        .on_arrival = operation.kind == store::OperationKind::create};
    }
  }
  return sealing;
}

}  // namespace tilth::report
