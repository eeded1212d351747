// SPDX-License-Identifier: Apache-2.0
// Creating, replacing, changing and removing records (OGC API Features Part 4). Nothing is overwritten unseen: a change
// names the state that it was made from.
#include "base/fold.h"
#include "base/problem.h"
#include "http/ogc/answer.h"
#include "http/ogc/feature_change.h"
#include "http/ogc/feature_text.h"
#include "http/ogc/item_tag.h"
#include "http/ogc/visible.h"
#include "http/record_words.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include <algorithm>
#include <array>

namespace tilth::http {
namespace {

using namespace ogc;

constexpr std::string_view kMergePatch = "application/merge-patch+json", kJsonPatch = "application/json-patch+json";

/// "application/json-patch+json" of a Content-Type that the route takes.
std::string media_type(const Request& request) {
  const std::string_view header = request.header("content-type").value_or("");
  std::string type{header.substr(0, header.find(';'))};
  while (type.ends_with(' ')) type.pop_back();
  std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) { return std::tolower(c); });
  return type;
}

bool prefers(const Request& request, std::string_view what) {
  for (const auto& [name, value] : request.headers) {
    if (name == "prefer" && value.find(what) != std::string::npos) return true;
  }
  return false;
}

Handling handling_of(const Request& request) {
  return prefers(request, "handling=lenient") ? Handling::lenient : Handling::strict;
}

/// The system of the body: Content-Crs, else longitude and latitude.
Crs body_crs(const Request& request) {
  auto name = request.header("content-crs");
  if (!name) return *find_crs(kCrs84);
  std::string_view uri = *name;
  if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
  return crs_of("Content-Crs", uri);
}

store::Batch batch_of(const Request& request) {
  store::Batch batch;
  batch.author = request.session.account;
  batch.device = "http";
  batch.rights = request.session.caller;
  if (const auto reason = request.header("tilth-reason")) {
    if (!is_utf8(*reason)) throw Problem{"request.malformed", {{"reason", "the header Tilth-Reason is not UTF-8"}}};
    constexpr std::size_t kMostReason = 1000;
    batch.reason = beginning_of(*reason, kMostReason);
  }
  return batch;
}

Json feature_json(const store::Store& store, const model::RecordType& type, const store::Caller& caller,
                  store::Record record, const Crs& crs) {
  store::leave_out_unseen(store, caller, type, {&record, 1});
  std::string text;
  FeatureText{type, caller, crs}.append(text, record);
  return Json::parse(text);
}

/// Both states, so that a person can choose. @throws Problem "request.stale"
[[noreturn]] void stale(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                        const Uuid& id, std::string_view tags) {
  const Crs crs = *find_crs(kCrs84);
  Json values = {{"now", nullptr}, {"seen", nullptr}};
  if (const auto now = store.find(caller, type.name, id); now && !now->removed) {
    values["now"] = feature_json(store, type, caller, *now, crs);
    values["etag"] = item_tag(*now, crs, Format::json, "");
  }
  if (const auto seq = first_state(tags)) {
    if (const auto seen = store.find(caller, type.name, id, *seq); seen && seen->seq == *seq)
      values["seen"] = feature_json(store, type, caller, *seen, crs);
  }
  throw Problem{"request.stale", std::move(values)};
}

/// Appends one change; a write that came between is told as a stale state.
void write(store::Store& store, const Request& request, const model::RecordType& type, store::Change change,
           std::string_view tags) {
  const Uuid id = change.record;
  try {
    store.append(batch_of(request), {std::move(change)});
  } catch (const Problem& problem) {
    if (problem.kind().code == "store.stale") stale(store, request.session.caller, type, id, tags);
    throw;
  }
}

/// The answer to a write: the record where "Prefer: return=representation" asks for it.
Response written(const Request& request, const store::Store& store, const model::RecordType& type, const Uuid& id,
                 bool created) {
  const Crs crs = body_crs(request);
  auto record = store.find(request.session.caller, type.name, id);
  if (record) store::leave_out_unseen(store, request.session.caller, type, {&*record, 1});
  Response response = empty(created ? 201 : 204);
  if (record && prefers(request, "return=representation")) {
    std::string out;
    FeatureText{type, request.session.caller, crs}.append(out, *record);
    response = text(out + "\n", kGeoJson, created ? 201 : 200);
    response.with("Content-Crs", "<" + crs.uri + ">").with("Preference-Applied", "return=representation");
  } else if (prefers(request, "handling=lenient")) {
    response.with("Preference-Applied", "handling=lenient");
  }
  if (record) response.with("ETag", item_tag(*record, *find_crs(kCrs84), Format::json, ""));
  if (created) {
    const std::string at = ogc_url(request, "/collections/" + type.name + "/items/" + id.text());
    response.with("Location", at);
  }
  return response;
}

Response create_with(const Request& request, Services& services, const model::RecordType& type, const Uuid& id,
                     const Json& feature) {
  store::Store& store = services.store();
  store::Change change{store::OperationKind::create, id, type.name, {}, 0};
  change.set =
      fields_of_feature(feature, type, request.session.caller, body_crs(request), handling_of(request), nullptr);
  if (type.workflow) {  // a record begins at the beginning
    const int state = type.index_of(type.workflow->field);
    const bool given =
        std::any_of(change.set.begin(), change.set.end(), [&](const auto& value) { return value.first == state; });
    if (!given) change.set.emplace_back(state, cql2::Value{type.workflow->initial});
  }
  require_allowed(store, request.session.caller, type, id, change.set, nullptr);
  write(store, request, type, std::move(change), "");
  return written(request, store, type, id, true);
}

Response create(const Request& request, Services& services) {
  const model::RecordType& type =
      collection_of(services.store(), request.session.caller, request.capture("collectionId"));
  const Json feature = json_of(request);
  // An id of the author's own device is kept, so that a repeated POST cannot make two records of one.
  Uuid id = Uuid::make();
  if (feature.is_object() && feature.contains("id") && feature["id"].is_string()) {
    if (const auto given = Uuid::parse(feature["id"].get_ref<const std::string&>())) id = *given;
  }
  return create_with(request, services, type, id, feature);
}

/// The record that a write is about, once its conditions hold.
store::Record to_change(const Request& request, const store::Store& store, const model::RecordType& type) {
  store::Record record = found_item(store, request.session.caller, type, request.capture("featureId"));
  const auto none = request.header("if-none-match");
  if (none && none->find('*') != std::string_view::npos) stale(store, request.session.caller, type, record.id, "");
  const auto tags = request.header("if-match");
  if (!tags) throw Problem{"request.no_condition", Json::object()};
  if (!names_state(*tags, record.seq)) stale(store, request.session.caller, type, record.id, *tags);
  return record;
}

Response change_with(const Request& request, Services& services, const model::RecordType& type,
                     const store::Record& before, FieldValues values) {
  keep_unseen(services.store(), request.session.caller, type, before, values);
  require_allowed(services.store(), request.session.caller, type, before.id, values, &before);
  store::Change change{store::OperationKind::change, before.id, type.name, std::move(values), before.seq};
  write(services.store(), request, type, std::move(change), *request.header("if-match"));
  return written(request, services.store(), type, before.id, false);
}

Response replace(const Request& request, Services& services) {
  store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const model::RecordType& type = collection_of(store, caller, request.capture("collectionId"));
  const Json feature = json_of(request);
  // A record that does not exist is made under the author's id, where that is one.
  const auto id = Uuid::parse(request.capture("featureId"));
  if (id && !store.find(caller, type.name, *id)) {
    if (request.header("if-match")) stale(store, caller, type, *id, *request.header("if-match"));
    return create_with(request, services, type, *id, feature);
  }
  const store::Record before = to_change(request, store, type);
  return change_with(request, services, type, before,
                     replacement_of(feature, type, caller, body_crs(request), handling_of(request), before));
}

Response update(const Request& request, Services& services) {
  store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const model::RecordType& type = collection_of(store, caller, request.capture("collectionId"));
  const std::string kind = media_type(request);
  const Json patch = json_of(request);
  const store::Record before = to_change(request, store, type);
  const Crs crs = body_crs(request);
  if (kind == kJsonPatch) {
    const Json feature = patched(feature_json(store, type, caller, before, crs), patch);
    return change_with(request, services, type, before,
                       replacement_of(feature, type, caller, crs, handling_of(request), before));
  }
  // RFC 7396: what is there is set, null empties, what is not there stays.
  if (patch.is_object() && patch.contains("id") && patch["id"] != before.id.text())
    throw Problem{"ogc.bad_patch", {{"reason", "it changes the id"}}};
  return change_with(request, services, type, before,
                     fields_of_feature(patch, type, caller, crs, handling_of(request), &before));
}

Response remove(const Request& request, Services& services) {
  store::Store& store = services.store();
  const model::RecordType& type = collection_of(store, request.session.caller, request.capture("collectionId"));
  const store::Record before = to_change(request, store, type);
  store::Change change{store::OperationKind::remove, before.id, type.name, {}, before.seq};
  write(store, request, type, std::move(change), *request.header("if-match"));
  return empty(204);
}

bool may_write(const Request& request) {
  static constexpr std::array<std::string_view, 6> kWriters = {
      "collector", "operator", "reviewer", "director", "information_manager", "administrator"};
  return std::find(kWriters.begin(), kWriters.end(), request.session.role) != kWriters.end();
}

Response list_options(const Request& request, Services& services) {
  (void)collection_of(services.store(), request.session.caller, request.capture("collectionId"));
  Response response = empty(200);
  if (!may_write(request)) return response.with("Allow", "GET, HEAD, OPTIONS"), response;
  response.with("Allow", "GET, HEAD, POST, OPTIONS");
  response.with("Accept-Post", std::string{kGeoJson} + ", application/json");
  return response;
}

Response item_options(const Request& request, Services& services) {
  const model::RecordType& type =
      collection_of(services.store(), request.session.caller, request.capture("collectionId"));
  (void)found_item(services.store(), request.session.caller, type, request.capture("featureId"));
  Response response = empty(200);
  if (!may_write(request)) return response.with("Allow", "GET, HEAD, OPTIONS"), response;
  response.with("Allow", "GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
  response.with("Accept-Patch", std::string{kMergePatch} + ", " + std::string{kJsonPatch});
  return response;
}

Parameter header(std::string name, std::string description) {
  return {std::move(name), "header", std::move(description), {{"type", "string"}}};
}

}  // namespace

RouteList ogc_write_routes() {
  RouteList list;
  list.schemas["FeatureIn"] = {{"type", "object"},
                               {"properties",
                                {{"type", {{"type", "string"}, {"enum", Json::array({"Feature"})}}},
                                 {"id", {{"type", "string"}}},
                                 {"geometry", schema::nullable(schema::ref("Geometry"))},
                                 {"properties", schema::map(schema::anything())}}}};
  list.schemas["FeaturePatch"] = schema::anything("a merge patch of the feature (RFC 7396), or a list (RFC 6902)");
  const std::string items = "/ogc/collections/{collectionId}/items", item = items + "/{featureId}";
  const auto add = [&](Method method, const std::string& pattern, std::string id, std::string summary,
                       std::string schema, std::string types, std::vector<int> statuses, auto handle) {
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.access = method == Method::options ? Access::reader : Access::writer;
    route.operation_id = std::move(id);
    route.summary = std::move(summary);
    route.tag = "OGC API";
    route.request_schema = std::move(schema);
    route.request_type = std::move(types);
    route.statuses = std::move(statuses);
    if (!route.request_schema.empty()) {  // the record, where "Prefer: return=representation" asks for it
      route.response_schema = "Feature";
      route.response_type = std::string{kGeoJson};
    }
    route.max_body = 16 << 20;
    if (method != Method::options) {
      route.parameters = {header("Tilth-Reason", "Why; it stays in the history.")};
      if (method != Method::post)
        route.parameters.push_back(header("If-Match", "The ETag of the state that the change was made from."));
      if (method != Method::delete_) {
        route.parameters.push_back(header("Content-Crs", "The coordinate system of the body."));
        route.parameters.push_back(header("Prefer", "handling=strict or lenient; return=minimal or representation."));
      }
    }
    route.handle = handle;
    list.routes.push_back(std::move(route));
  };
  const std::string feature = std::string{kGeoJson} + ", application/json";
  add(Method::post, items, "createFeature", "Add a record.", "FeatureIn", feature, {201}, create);
  add(Method::options, items, "optionsFeatures", "What the address takes.", "", "application/json", {}, list_options);
  add(Method::put, item, "replaceFeature", "Replace a record, or make one under this id.", "FeatureIn", feature,
      {200, 201, 204}, replace);
  add(Method::patch, item, "updateFeature", "Change parts of a record.", "FeaturePatch",
      std::string{kMergePatch} + ", " + std::string{kJsonPatch}, {200, 204}, update);
  add(Method::delete_, item, "deleteFeature", "Remove a record; its history stays.", "", "application/json", {},
      remove);
  add(Method::options, item, "optionsFeature", "What the address takes.", "", "application/json", {}, item_options);
  return list;
}

}  // namespace tilth::http
