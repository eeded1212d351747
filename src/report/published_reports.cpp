// SPDX-License-Identifier: Apache-2.0
#include "report/published_reports.h"

#include "base/problem.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace tilth::report {
namespace {

constexpr const char* kSetting = "reports.published";
constexpr const char* kMediaType = "application/json";

/// A file of this account alone, gone with the object.
class PassingFile {
 public:
  explicit PassingFile(const std::filesystem::path& folder)
      : folder_(folder / ("report-" + Uuid::make().text())), file_(folder_ / "document.json") {
    std::filesystem::create_directory(folder_);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  }
  ~PassingFile() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  PassingFile(const PassingFile&) = delete;
  PassingFile& operator=(const PassingFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return file_; }

 private:
  std::filesystem::path folder_, file_;
};

ReportReader reader_in(const Json& entry) {
  return reader_from(entry.at("reader").get<std::string>()).value_or(ReportReader::inside);
}

}  // namespace

Json keep_published(store::Store& store, const Json& document, const store::Batch& by,
                    const std::filesystem::path& folder) {
  const PassingFile file{folder};
  {
    std::ofstream out{file.path(), std::ios::binary};
    out << document.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (!out.flush()) throw Problem{"file.unwritable", {{"file", file.path().string()}}};
  }
  const std::string sha256 = store.attach(file.path(), kMediaType, by);
  Json entry{{"id", Uuid::make().text()},
             {"report", document.at("report")},
             {"title", document.at("title")},
             {"language", document.at("language")},
             {"reader", document.at("reader")},
             {"parameters", document.at("parameters")},
             {"as_of", document.at("as_of")},
             {"published_at", Instant::now().text()},
             {"by", by.author},
             {"sha256", sha256}};
  Json all = store.setting(kSetting).value_or(Json::array());
  all.push_back(entry);
  store.put_setting(kSetting, all);
  return entry;
}

Json published_reports(const store::Store& store, ReportReader reader) {
  const Json all = store.setting(kSetting).value_or(Json::array());
  Json seen = Json::array();
  for (auto entry = all.rbegin(); entry != all.rend(); ++entry)
    if (reader_in(*entry) >= reader) seen.push_back(*entry);
  return seen;
}

Json published_entry(const store::Store& store, std::string_view id, ReportReader reader) {
  for (const Json& entry : published_reports(store, reader))
    if (entry.at("id") == id) return entry;
  throw Problem{"report.unknown_published", {{"id", id}}};
}

Json published_document(const store::Store& store, const Json& entry, const std::filesystem::path& folder) {
  const PassingFile file{folder};
  const std::string sha256 = entry.at("sha256").get<std::string>();
  store.attachment(sha256, file.path());
  std::ifstream in{file.path(), std::ios::binary};
  std::stringstream text;
  text << in.rdbuf();
  const std::string content = text.str();
  Sha256Stream hash;
  hash.add(content);
  if (hex(hash.finish()) != sha256)
    throw Problem{"store.unsound", {{"file", entry.at("title")}, {"detail", "a published report has another hash"}}};
  return Json::parse(content);
}

ReportRequest request_again(const store::Store& store, const Json& document) {
  ReportRequest request;
  request.known_at = store.last_seq();
  request.report = document.at("report").get<std::string>();
  request.language = document.at("language").get<std::string>();
  const Json& given = document.at("parameters");
  const auto reports = model::reports_of(*store.model());
  const model::Report* report = reports->find(request.report);
  const bool of_record = report != nullptr && !report->period_from.empty();
  if (const auto period = given.find("period"); period != given.end() && !of_record)
    request.period = period->at("from").get<std::string>() + ".." + period->at("to").get<std::string>();
  const auto id = [&](const char* name) -> std::optional<Uuid> {
    const auto at = given.find(name);
    return at == given.end() ? std::nullopt : Uuid::parse(at->at("id").get<std::string>());
  };
  request.place = id("place");
  request.organisation = id("organisation");
  request.record = id("record");
  return request;
}

namespace {

/// A figure as it was published and as it is today, either of them missing where there was none.
Json difference_of(const Json* published, const Json* today) {
  const Json& figure = published == nullptr ? *today : *published;
  const auto one = [](const Json* from) {
    return from == nullptr ? Json{{"value", nullptr}, {"text", "\u2013"}}
                           : Json{{"value", from->at("value")}, {"text", from->at("text")}};
  };
  Json difference;
  if (published != nullptr && today != nullptr && published->at("value").is_number() && today->at("value").is_number())
    difference = today->at("value").get<double>() - published->at("value").get<double>();
  return {{"name", figure.at("name")},   {"code", figure.at("code")},     {"title", figure.at("title")},
          {"cell", figure.at("cell")},   {"period", figure.at("period")}, {"unit", figure.at("unit")},
          {"published", one(published)}, {"today", one(today)},           {"difference", std::move(difference)}};
}

}  // namespace

Json compared(const Json& published, const Json& today) {
  std::map<std::string, const Json*> now;
  for (const Json& figure : today.at("figures")) now[figure.at("name").get<std::string>()] = &figure;
  const auto kept_back = [](const Json& figure) {
    const Json& reason = figure.at("reason_if_null");
    return reason == "KEPT_BACK" || reason == "ABOUT_PEOPLE" || reason == "HIDDEN";
  };
  std::int64_t same = 0;
  Json differing = Json::array();
  for (const Json& figure : published.at("figures")) {
    const auto found = now.find(figure.at("name").get<std::string>());
    const bool known = found != now.end();
    const Json* const today_figure = known ? found->second : nullptr;
    if (known) now.erase(found);
    if (kept_back(figure)) continue;
    const Json value = today_figure == nullptr ? Json() : today_figure->at("value");
    if (value == figure.at("value")) {
      ++same;
      continue;
    }
    differing.push_back(difference_of(&figure, today_figure));
  }
  // A place or a kind that came into a table since: it was in no figure then.
  for (const Json& figure : today.at("figures"))
    if (now.contains(figure.at("name").get<std::string>()) && !kept_back(figure) && !figure.at("value").is_null())
      differing.push_back(difference_of(nullptr, &figure));
  return {{"same", same},
          {"differing", std::move(differing)},
          {"published_as_of", published.at("as_of")},
          {"today_as_of", today.at("as_of")}};
}

ReportReader reader_of(const store::Caller& caller) {
  if (sees_the_whole(caller)) return ReportReader::inside;
  return caller.highest_class >= model::FieldClass::partner ? ReportReader::partners : ReportReader::everybody;
}

store::Caller publishing_caller(store::Caller caller) {
  caller.highest_class = std::min(caller.highest_class, model::FieldClass::restricted);
  return caller;
}

}  // namespace tilth::report
