// SPDX-License-Identifier: Apache-2.0
// The canonical text of an operation.
#include "store/operation_text.h"

#include "geo/codec.h"

#include <sodium.h>

#include <charconv>
#include <stdexcept>

namespace tilth::store {
namespace {

void append_integer(std::string& out, std::int64_t value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void append_quoted(std::string& out, std::string_view plain) {
  out += '"';
  out += plain;
  out += '"';
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // its closing zero
  return out;
}

std::string from_base64(std::string_view text) {
  std::string out(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                        &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
    throw std::invalid_argument("not base64");
  }
  out.resize(length);
  return out;
}

void append_value(std::string& out, const model::Field& field, const Value& value) {
  if (value.is_null()) {
    out += "null";
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    append_json_string(out, *text);
  } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    append_integer(out, *whole);
  } else if (const auto* real = std::get_if<double>(&value)) {
    if (field.kind == model::FieldKind::area) {
      append_integer(out, SquareMetres::from_double(*real).hundredths());
    } else {
      char digits[40];
      append_quoted(
          out, {digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, *real).ptr - digits)});
    }
  } else if (const auto* yes = std::get_if<bool>(&value)) {
    out += *yes ? "true" : "false";
  } else if (const auto* date = std::get_if<Date>(&value)) {
    append_quoted(out, date->text());
  } else if (const auto* instant = std::get_if<Instant>(&value)) {
    append_quoted(out, instant->text());
  } else if (const auto* shape = std::get_if<geo::GeometryPtr>(&value)) {
    append_quoted(out, base64(geo::to_wkb(**shape)));
  } else if (const auto* array = std::get_if<std::shared_ptr<const cql2::Array>>(&value)) {
    out += '[';
    bool first = true;
    for (const Value& item : **array) {
      if (!first) out += ',';
      first = false;
      append_value(out, field, item);
    }
    out += ']';
  } else {
    throw std::invalid_argument("a value of a kind that no field has");
  }
}

Value value_of_json(const model::Field& field, const Json& json) {
  using model::FieldKind;
  if (json.is_null()) return {};
  if (json.is_array()) {
    auto items = std::make_shared<cql2::Array>();
    for (const Json& item : json) items->push_back(value_of_json(field, item));
    return Value{std::shared_ptr<const cql2::Array>{std::move(items)}};
  }
  if (json.is_boolean()) return Value{json.get<bool>()};
  if (json.is_number_integer()) {
    if (field.kind == FieldKind::area)
      return Value{SquareMetres::from_hundredths(json.get<std::int64_t>()).as_double()};
    return Value{json.get<std::int64_t>()};
  }
  if (!json.is_string()) throw std::invalid_argument("a value of a kind that no operation holds");
  const auto& text = json.get_ref<const std::string&>();
  switch (field.kind) {
    case FieldKind::decimal:
    case FieldKind::length:
    case FieldKind::area: {
      double real = 0;
      const char* end = text.data() + text.size();
      const auto read = std::from_chars(text.data(), end, real);
      if (read.ec != std::errc{} || read.ptr != end) throw std::invalid_argument("not a number");
      return Value{field.kind == FieldKind::area ? SquareMetres::from_double(real).as_double() : real};
    }
    case FieldKind::date:
      if (const auto date = Date::parse(text)) return Value{*date};
      throw std::invalid_argument("not a date");
    case FieldKind::instant:
      if (const auto instant = Instant::parse(text)) return Value{*instant};
      throw std::invalid_argument("not an instant");
    case FieldKind::geometry:
      return Value{std::make_shared<const geo::Geometry>(geo::from_wkb(from_base64(text)))};
    default:
      return Value{text};
  }
}

std::string_view text_of(OperationKind kind) {
  return kind == OperationKind::create ? "create" : kind == OperationKind::change ? "change" : "remove";
}

std::string canonical_operation(const OperationParts& parts) {
  std::string out;
  out.reserve(parts.after.size() + parts.before.size() + 320);
  out += "{\"after\":";
  out += parts.after;
  out += ",\"before\":";
  out += parts.before;
  out += ",\"context\":\"";
  out += parts.context;
  out += "\",\"hlc\":\"";
  out += parts.hlc;
  out += "\",\"kind\":\"";
  out += text_of(parts.kind);
  out += "\",\"n\":";
  append_integer(out, parts.node_seq);
  out += ",\"node\":\"";
  out += parts.node;
  out += "\",\"record\":\"";
  out += parts.record;
  out += "\",\"type\":\"";
  out += parts.type;
  out += "\"}";
  return out;
}

std::string canonical_batch(const Batch& batch, const Instant& at) {
  Json tree{{"at", at.text()},        {"at_offset", at.offset_minutes}, {"author", batch.author},
            {"device", batch.device}, {"extra", batch.extra},           {"reason", batch.reason}};
  if (batch.from_report) tree["from_report"] = batch.from_report->text();
  return canonical_json(tree);
}

}  // namespace tilth::store
