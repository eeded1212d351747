// SPDX-License-Identifier: Apache-2.0
// /ogc/collections/{type}/items: reading records (OGC API Features Parts 1 to 3).
#include "base/problem.h"
#include "base/sha256.h"
#include "http/answer_cache.h"
#include "http/ask.h"
#include "http/ogc/answer.h"
#include "http/ogc/feature_text.h"
#include "http/ogc/item_tag.h"
#include "http/ogc/items_question.h"
#include "http/ogc/page_route.h"
#include "http/ogc/visible.h"
#include "http/record_words.h"
#include "http/rights.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "model/field_value.h"
#include "model/record_label.h"

#include <fmt/format.h>

#include <algorithm>

namespace tilth::http {
namespace {

using namespace ogc;

constexpr std::int64_t kHighestCount = 10'000;  // counting costs a look at every match: beyond, the count is left out

/// How many match, up to a limit, kept until the next write: a filter or a box costs a look at every match.
class Counts {
 public:
  std::int64_t of(const Request& request, const store::Store& store, const store::Query& counted) {
    const std::string where = counted.where ? cql2::to_text(*counted.where) : "";
    if (where.find("now(") != std::string::npos) return store.count(request.session.caller, counted);
    std::string key = std::to_string(store.last_seq()) + "|" + Instant::now().date().text() + "|" +
                      hex(store.model()->hash).substr(0, 16) + "|" + fingerprint(request.session.caller) + "|" +
                      counted.type + "|" + where;
    if (counted.box)
      key += fmt::format("|{},{},{},{}", counted.box->west, counted.box->south, counted.box->east, counted.box->north);
    if (counted.known_at) key += "|" + std::to_string(*counted.known_at);
    return std::stoll(*cache_.text(key, [&] { return std::to_string(store.count(request.session.caller, counted)); }));
  }

 private:
  AnswerCache cache_{1U << 20};
};

std::string content_crs(const Crs& crs) { return "<" + crs.uri + ">"; }

std::string title_of(const model::RecordType& type, const std::string& language) {
  return (type.plural.empty() ? type.title : type.plural).in(language);
}

std::string label_of(const model::Model& model, const model::RecordType& type, const store::Record& record,
                     const std::string& language) {
  const int index = type.index_of(type.label_field);
  const store::Value label = index < 0 ? store::Value{} : record.values[static_cast<std::size_t>(index)];
  return model::record_label(model, type, label, record.id, language);
}

Response items_page(const Request& request, const store::Store& store, const model::RecordType& type,
                    const store::Page& page_of_records, const ItemsQuestion& asked) {
  const std::string& language = request.session.language;
  const auto model = store.model();
  Page page{request, title_of(type, language)};
  page.crumb(model->name, "/?f=html")
      .crumb(word(request, "collections"), "/collections?f=html")
      .crumb(title_of(type, language), "/collections/" + type.name + "?f=html");
  // The first fields people know a record by; the record's own page has the rest.
  std::vector<std::size_t> shown;
  std::vector<std::string> head{"id"};
  for (std::size_t i = 0; i < type.fields.size() && shown.size() < 7; ++i) {
    const model::Field& field = type.fields[i];
    if (!may_see(request.session.caller, field) || field.kind == model::FieldKind::geometry ||
        field.kind == model::FieldKind::lines)
      continue;
    if (!asked.properties.empty() &&
        std::find(asked.properties.begin(), asked.properties.end(), field.name) == asked.properties.end())
      continue;
    shown.push_back(i);
    head.push_back(field.title.empty() ? field.name : field.title.in(language));
  }
  std::vector<std::vector<std::string>> rows;
  for (const store::Record& record : page_of_records.records) {
    std::vector<std::string> row{
        "href:" + ogc_url(request, "/collections/" + type.name + "/items/" + record.id.text() + "?f=html") + "|" +
        label_of(*model, type, record, language)};
    for (const std::size_t i : shown) {
      const cql2::Value& value = record.values[i];
      row.push_back(value.is_null() ? "" : model::shown(value));
    }
    rows.push_back(std::move(row));
  }
  if (rows.empty()) page.paragraph(word(request, "none"));
  if (!rows.empty()) page.table(title_of(type, language), head, rows);
  if (!page_of_records.next.empty())
    page.links({{std::string{word(request, "next_page")}, with_parameter(request, "after", page_of_records.next)}});
  return page.response();
}

Response items(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const model::RecordType& type = collection_of(store, caller, request.capture("collectionId"));
  ItemsQuestion asked = items_question(request, store, type);
  const Format format = format_of(request);
  const std::string tag = list_tag(request, store);
  if (not_modified(request, tag)) return empty(304).with("ETag", tag);
  const FeatureText writer{type, caller, asked.crs, asked.properties, asked.with_geometry};
  if (format == Format::json) asked.query.fields = writer.fields();
  store::Page page = store.query(caller, asked.query);
  store::leave_out_unseen(store, caller, type, page.records);
  if (format == Format::html) return items_page(request, store, type, page, asked).with("ETag", tag);

  Json links =
      Json::array({Json{{"rel", "self"}, {"href", with_parameter(request, "f", "json")}, {"type", kGeoJson}},
                   Json{{"rel", "alternate"}, {"href", with_parameter(request, "f", "html")}, {"type", "text/html"}},
                   link(request, "collection", "/collections/" + type.name + "?f=json", "application/json")});
  if (!page.next.empty())
    links.push_back({{"rel", "next"}, {"href", with_parameter(request, "after", page.next)}, {"type", kGeoJson}});
  std::string out = R"({"type":"FeatureCollection","timeStamp":")" + Instant::now().text() + R"(","numberReturned":)" +
                    std::to_string(page.records.size());
  std::optional<std::int64_t> matched;
  if (asked.query.after.empty()) {
    if (page.next.empty()) {
      matched = static_cast<std::int64_t>(page.records.size());
    } else {
      store::Query counted = asked.query;
      counted.limit = static_cast<std::size_t>(kHighestCount) + 1;
      counted.sort.clear();
      const std::int64_t count = services.shared<Counts>().of(request, store, counted);
      if (count <= kHighestCount) matched = count;
    }
  }
  if (matched) out += R"(,"numberMatched":)" + std::to_string(*matched);
  out += R"(,"links":)" + links.dump() + R"(,"features":[)";
  bool first = true;
  for (const store::Record& record : page.records) {
    if (!first) out += ",\n";
    writer.append(out, record);
    first = false;
  }
  out += "]}\n";
  return text(std::move(out), kGeoJson)
      .with("Content-Crs", content_crs(asked.crs))
      .with("ETag", tag)
      .with("Vary", "Accept, Accept-Language, Cookie, Authorization");
}

Response item(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const model::RecordType& type = collection_of(store, caller, request.capture("collectionId"));
  const auto known_at = tilth::http::known_at(request, store);
  const auto crs_name = request.parameter("crs");
  const Crs crs = crs_name ? crs_of("crs", *crs_name) : *find_crs(kCrs84);
  const Format format = format_of(request);
  store::Record record = found_item(store, caller, type, request.capture("featureId"), known_at);
  store::leave_out_unseen(store, caller, type, {&record, 1});
  const std::string tag = item_tag(record, crs, format, request.session.language);
  if (not_modified(request, tag)) return empty(304).with("ETag", tag);
  const std::string path = "/collections/" + type.name;
  if (format == Format::html) {
    const std::string& language = request.session.language;
    const std::string label = label_of(*store.model(), type, record, language), title = type.title.in(language);
    Page page{request, label.starts_with(title) ? label : title + ": " + label};
    page.crumb(store.model()->name, "/?f=html")
        .crumb(word(request, "collections"), "/collections?f=html")
        .crumb(title_of(type, language), path + "?f=html")
        .crumb(word(request, "items"), path + "/items?f=html");
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      const model::Field& field = type.fields[i];
      const cql2::Value& value = record.values[i];
      if (value.is_null() || !may_see(caller, field) || field.kind == model::FieldKind::geometry) continue;
      std::string cell = model::shown(value);
      const model::RecordType* target = store.model()->find_type(field.refers_to);
      if (field.kind == model::FieldKind::reference && !field.many && target != nullptr && may_see(caller, *target))
        cell = "href:" + ogc_url(request, "/collections/" + target->name + "/items/" + cell + "?f=html") + "|" + cell;
      rows.push_back({field.title.empty() ? field.name : field.title.in(language), std::move(cell)});
    }
    page.table(type.title.in(language), {std::string{word(request, "field")}, std::string{word(request, "value")}},
               rows);
    return page.response().with("ETag", tag);
  }
  std::string out;
  FeatureText{type, caller, crs}.append_open(out, record);
  const std::string self = path + "/items/" + record.id.text();
  const Json links =
      Json::array({Json{{"rel", "self"}, {"href", with_parameter(request, "f", "json")}, {"type", kGeoJson}},
                   Json{{"rel", "alternate"}, {"href", with_parameter(request, "f", "html")}, {"type", "text/html"}},
                   link(request, "collection", path + "?f=json", "application/json")});
  out += R"(,"links":)" + links.dump() + "}\n";
  return text(std::move(out), kGeoJson)
      .with("Content-Crs", content_crs(crs))
      .with("ETag", tag)
      .with("Vary", "Accept, Accept-Language, Cookie, Authorization");
}

}  // namespace

RouteList ogc_item_routes() {
  RouteList list;
  list.schemas["FeatureCollection"] = {
      {"type", "object"},
      {"required", Json::array({"type", "features"})},
      {"properties",
       {{"type", {{"type", "string"}, {"enum", Json::array({"FeatureCollection"})}}},
        {"features", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Feature"}}}}},
        {"links", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Link"}}}}},
        {"timeStamp", {{"type", "string"}, {"format", "date-time"}}},
        {"numberMatched", {{"type", "integer"}, {"minimum", 0}}},
        {"numberReturned", {{"type", "integer"}, {"minimum", 0}}}}}};
  list.schemas["Feature"] = {{"type", "object"},
                             {"required", Json::array({"type", "id", "geometry", "properties"})},
                             {"properties",
                              {{"type", {{"type", "string"}, {"enum", Json::array({"Feature"})}}},
                               {"id", {{"type", "string"}}},
                               {"geometry", schema::nullable(schema::ref("Geometry"))},
                               {"properties", schema::map(schema::anything())},
                               {"links", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Link"}}}}}}}};
  const Json uri{{"type", "string"}, {"format", "uri"}};
  const Parameter crs = query("crs", "the coordinate system of the answer", uri);
  Route all = page_route("/ogc/collections/{collectionId}/items", "getFeatures", "Records of a collection.",
                         "FeatureCollection", kGeoJson, items);
  all.any_parameter = true;
  const std::vector<Parameter> of_all = {
      query("limit", "at most so many records",
            {{"type", "integer"}, {"minimum", 1}, {"maximum", kHighestLimit}, {"default", kUsualLimit}}),
      query("bbox", "land that meets the box; west > east crosses the antimeridian",
            {{"type", "array"},
             {"oneOf", Json::array({Json{{"minItems", 4}, {"maxItems", 4}}, Json{{"minItems", 6}, {"maxItems", 6}}})},
             {"items", {{"type", "number"}}}}),
      query("bbox-crs", "the coordinate system of bbox", uri),
      crs,
      query("datetime", "records whose date meets the instant, the day or the interval a/b; .. is open"),
      filter_parameter(),
      filter_lang_parameter(),
      query("filter-crs", "the coordinate system of the filter's geometries", uri),
      query("sortby", "sortables, + or - before each", schema::list(schema::text())),
      query("properties", "the fields that are wanted", schema::list(schema::text())),
      query("skipGeometry", "true leaves geometries out", {{"type", "boolean"}, {"default", false}}),
      query("after", "where the page before ended; given by the link to the next page"),
      known_at_parameter()};
  all.parameters.insert(all.parameters.end(), of_all.begin(), of_all.end());
  Route one = page_route("/ogc/collections/{collectionId}/items/{featureId}", "getFeature", "One record.", "Feature",
                         kGeoJson, item);
  one.parameters.push_back(crs);
  one.parameters.push_back(known_at_parameter());
  list.routes = {std::move(all), std::move(one)};
  return list;
}

}  // namespace tilth::http
