// SPDX-License-Identifier: Apache-2.0
// What an account may see.
#include "store/rights.h"

#include "base/sha256.h"

#include <algorithm>
#include <array>
#include <set>

namespace tilth::store {
namespace {

using model::Field;
using model::FieldKind;
using model::RecordType;

constexpr std::array<std::string_view, 7> kRoles{"viewer",   "collector",           "operator",     "reviewer",
                                                 "director", "information_manager", "administrator"};
constexpr int kMostSteps = 3;  // as model::TypeSchema follows them

/// The reference fields and paths by which a record of `type` belongs to a record of type `target`: those of the
/// fewest steps.
std::vector<std::string> ways_to(const model::Model& model, const RecordType& type, std::string_view target) {
  const std::string& own = target == "place" ? type.place_field : type.organisation_field;
  if (!own.empty()) return {own};
  struct Step {
    const RecordType* type;
    std::string path;
  };
  std::vector<Step> reached{{&type, ""}};
  std::set<std::string_view> met{type.name};
  for (int step = 0; step <= kMostSteps; ++step) {
    std::vector<std::string> ways;
    std::vector<Step> next;
    for (const Step& from : reached) {
      const std::string& known = target == "place" ? from.type->place_field : from.type->organisation_field;
      if (!known.empty()) {
        ways.push_back(from.path + known);
        continue;
      }
      for (const Field& field : from.type->fields) {
        if (field.kind != FieldKind::reference || field.many) continue;
        if (field.refers_to == target) ways.push_back(from.path + field.name);
        const RecordType* to = model.find_type(field.refers_to);
        if (to != nullptr && !met.contains(to->name)) next.push_back({to, from.path + field.name + "."});
      }
    }
    if (!ways.empty()) return ways;
    for (const Step& to : next) met.insert(to.type->name);
    reached = std::move(next);
  }
  return {};
}

std::string marked(std::string_view path) { return "\"" + std::string{path} + "\""; }

/// "a IN (ids) OR b IN (ids)"; empty when the type has no such way.
std::string in_any(const std::vector<std::string>& ways, const std::vector<std::string>& ids) {
  std::string list;
  for (const std::string& id : ids) list += (list.empty() ? "'" : ", '") + id + "'";
  std::string text;
  for (const std::string& way : ways) text += (text.empty() ? "" : " OR ") + marked(way) + " IN (" + list + ")";
  return text;
}

/// A place and all below it.
std::vector<std::string> subtree(const Store& store, const std::string& top) {
  const RecordType* type = store.model()->find_type("place");
  if (type == nullptr || type->place_field.empty()) return {top};
  std::map<std::string, std::vector<std::string>> below;
  Query query;
  query.type = "place";
  query.fields = {type->place_field};
  const auto parent = static_cast<std::size_t>(type->index_of(type->place_field));
  store.each(Caller{}, query, [&](const Record& place) {
    if (const auto* up = std::get_if<std::string>(&place.values[parent])) below[*up].push_back(place.id.text());
    return true;
  });
  std::vector<std::string> all{top};
  std::set<std::string> met{top};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::string& place : below[std::string{all[i]}]) {
      if (met.insert(place).second) all.push_back(place);
    }
  }
  return all;
}

}  // namespace

std::string_view text_of(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

std::optional<Role> role_from(std::string_view text) {
  const auto at = std::find(kRoles.begin(), kRoles.end(), text);
  if (at == kRoles.end()) return std::nullopt;
  return static_cast<Role>(at - kRoles.begin());
}

bool is_account_name(std::string_view name) {
  return !name.empty() && name.size() <= 60 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
  });
}

model::FieldClass class_of(Role role) {
  if (role == Role::viewer) return model::FieldClass::partner;
  if (role == Role::information_manager || role == Role::administrator) return model::FieldClass::personal;
  return model::FieldClass::restricted;
}

Caller caller_of(const Store& store, const Account& account) {
  Caller caller;
  caller.name = account.name;
  caller.highest_class = account.highest_class.value_or(class_of(account.role));
  std::vector<Grant> grants = account.grants;
  if (account.role == Role::operator_) {
    // Without an organisation an operator has no rows of its own; a grant may still give some.
    if (!account.organisation.empty() || grants.empty())
      grants.push_back({account.organisation.empty() ? Uuid{}.text() : account.organisation, ""});
  }
  if (grants.empty()) return caller;
  std::map<std::string, std::vector<std::string>> places;
  for (const Grant& grant : grants) {
    if (!grant.place.empty() && !places.contains(grant.place)) places[grant.place] = subtree(store, grant.place);
  }
  const auto model = store.model();
  for (const RecordType& type : model->types) {
    if (type.record_class == model::FieldClass::public_) continue;
    const auto by_organisation = ways_to(*model, type, "organisation"), by_place = ways_to(*model, type, "place");
    std::string rows;
    for (const Grant& grant : grants) {
      std::vector<std::string> parts;
      if (!grant.organisation.empty()) parts.push_back(in_any(by_organisation, {grant.organisation}));
      if (!grant.place.empty()) parts.push_back(in_any(by_place, places[grant.place]));
      std::string both;
      for (const std::string& part : parts)
        both += (both.empty() ? "(" : " AND (") + (part.empty() ? "FALSE" : part) + ")";
      rows += (rows.empty() ? "(" : " OR (") + (both.empty() ? "TRUE" : both) + ")";
    }
    caller.rows.emplace(type.name, cql2::parse_text(rows));
  }
  return caller;
}

Caller public_caller() {
  Caller caller;
  caller.name = "";
  caller.highest_class = model::FieldClass::public_;
  return caller;
}

bool sees_attachment(const Store& store, const Caller& caller, std::string_view sha256_hex) {
  if (sha256_hex.find('\'') != std::string_view::npos) return false;
  for (const RecordType& type : store.model()->types) {
    if (type.record_class > caller.highest_class) continue;
    for (const Field& field : type.fields) {
      if (field.kind != FieldKind::attachment || field.field_class > caller.highest_class) continue;
      Query query;
      query.type = type.name;
      query.where = cql2::parse_text(marked(field.name) + " = '" + std::string{sha256_hex} + "'");
      query.limit = 1;
      if (store.count(caller, query) > 0) return true;
    }
  }
  return false;
}

}  // namespace tilth::store
