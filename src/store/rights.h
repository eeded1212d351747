// SPDX-License-Identifier: Apache-2.0
// What an account may see: its role and grants as a Caller.
#pragma once

#include "store/account.h"
#include "store/store.h"

namespace tilth::store {

inline bool may_see(const Caller& caller, const model::RecordType& type) {
  return type.record_class <= caller.highest_class;
}
inline bool may_see(const Caller& caller, const model::Field& field) {
  return field.field_class <= caller.highest_class;
}
/// True when no row of the type is hidden from the caller.
inline bool sees_all_rows(const Caller& caller, const model::RecordType& type) {
  return may_see(caller, type) && !caller.rows.contains(type.name);
}

/// The class that a role sees up to: viewers what partners may see, information managers and administrators the
/// personal too, all others the restricted.
model::FieldClass class_of(Role role);

/// Rows are narrowed by the account's grants, and an operator's to the own organisation. How a record belongs to an
/// organisation or a place is read off the model: by its own field, else by the shortest way over references (three at
/// most); where there are several, any of them. Types of class public (places, organisations, ordnance) are never
/// narrowed. A type that cannot be told apart is hidden from an account that is narrowed: when in doubt, nothing.
Caller caller_of(const Store& store, const Account& account);

/// Nobody, where the programme has switched its public view on: the public class alone.
Caller public_caller();

/// Whether an attachment hangs on a record and field that the caller sees.
bool sees_attachment(const Store& store, const Caller& caller, std::string_view sha256_hex);

}  // namespace tilth::store
