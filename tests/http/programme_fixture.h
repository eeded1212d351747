// SPDX-License-Identifier: Apache-2.0
// A small programme on the base model behind the routes of /api, asked without a socket.
#pragma once

#include "base/problem.h"
#include "geo/codec.h"
#include "http/jobs.h"
#include "http/log.h"
#include "http/router.h"
#include "http/routes/all_routes.h"
#include "http/services.h"
#include "model/field_value.h"
#include "store/sqlite/sqlite_store.h"
#include "support/paths.h"
#include "support/scratch_folder.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <map>

namespace tilth::http {

/// Does the work at once, on the caller's thread.
class PromptJobs final : public Jobs {
 public:
  std::string start(std::string_view kind, const Session& by, Json about, Work work) override {
    JobState job;
    job.id = std::to_string(jobs_.size() + 1);
    job.kind = kind;
    job.account = by.account;
    job.about = std::move(about);
    SilentProgress progress;
    try {
      job.result = work(progress);
      job.state = "done";
    } catch (const Problem& problem) {
      job.state = "failed";
      job.problem = {{"code", problem.kind().code}, {"title", problem.title()}, {"values", problem.values()}};
    }
    jobs_.push_back(job);
    return job.id;
  }
  [[nodiscard]] JobState find(const Session&, std::string_view id) const override {
    return jobs_.at(std::stoul(std::string{id}) - 1);
  }
  [[nodiscard]] std::vector<JobState> all(const Session&) const override { return jobs_; }
  void cancel(const Session&, std::string_view) override {}
  [[nodiscard]] EventSource events(const Session&, std::string_view) const override { return {}; }

 private:
  std::vector<JobState> jobs_;
};

class TestServices final : public Services {
 public:
  TestServices(store::Store& store, std::filesystem::path work_folder)
      : store_(store),
        work_folder_(std::move(work_folder)),
        maps_folder_(work_folder_.string() + ".maps"),
        program_folder_(test::bin_dir()) {}
  [[nodiscard]] store::Store& store() override { return store_; }
  [[nodiscard]] Jobs& jobs() override { return jobs_; }
  [[nodiscard]] Sessions& sessions() override { throw std::logic_error("no sessions here"); }
  [[nodiscard]] Metrics& metrics() override { throw std::logic_error("no metrics here"); }
  [[nodiscard]] Log& log() override { return log_; }
  [[nodiscard]] const std::filesystem::path& work_folder() const override { return work_folder_; }
  [[nodiscard]] const std::filesystem::path& maps_folder() const override { return maps_folder_; }
  [[nodiscard]] Json openapi(std::string_view, std::string_view) const override { return {}; }
  [[nodiscard]] const std::filesystem::path& program_folder() const override { return program_folder_; }

 private:
  store::Store& store_;
  std::filesystem::path work_folder_, maps_folder_, program_folder_;
  PromptJobs jobs_;
  Log log_{-1};
};

/// Who asks. Rights as the roles of DESIGN 8 give them.
inline Session session(std::string role, model::FieldClass highest = model::FieldClass::personal) {
  Session who;
  who.account = role + "-account";
  who.role = std::move(role);
  who.caller.name = who.account;
  who.caller.highest_class = highest;
  return who;
}
inline Session administrator() { return session("administrator"); }
inline Session viewer() { return session("viewer", model::FieldClass::restricted); }
inline Session partner() { return session("viewer", model::FieldClass::partner); }
inline Session everybody() {
  Session who = session("public", model::FieldClass::public_);
  who.account = "";
  return who;
}

struct Answer {
  int status = 200;
  Fields headers;
  std::string body;
  std::filesystem::path file;
  std::string problem;  ///< code, where it was refused
  Json values;          ///< of the problem
  [[nodiscard]] Json json() const { return Json::parse(body); }
};

/// Places: country K with provinces North and South. Organisations O-1 and O-2. Hazards HA-1 (O-1, North) with an
/// approved product of a quarter of it, HA-2 (O-2, South) without any, and a second product of HA-2 that is a draft.
class ProgrammeTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (sources_.empty()) {
      const model::Loaded loaded = model::load({test::source_dir() / "model"});
      ASSERT_TRUE(loaded.problems.empty());
      sources_ = loaded.model->sources;
    }
  }

  void SetUp() override {
    store_ = store::sqlite::create(folder_ / "programme.gpkg", sources_);
    services_ = std::make_unique<TestServices>(*store_, folder_ / "work");
    fill();
    for (const RouteList& list : all_routes()) routes_.insert(routes_.end(), list.routes.begin(), list.routes.end());
    router_ = std::make_unique<Router>(routes_);
  }
  void TearDown() override {
    router_.reset();
    services_.reset();
    store_.reset();
  }

  /// A square with its south-west corner there, in degrees; its side is about 111 m a thousandth.
  static Json square(double lon, double lat, double side) {
    return {
        {"type", "Polygon"},
        {"coordinates", {{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}, {lon, lat}}}}};
  }

  Uuid make(const std::string& type, const Json& values, const std::string& author = "owner") {
    const Uuid id = Uuid::make();
    store::Change change{.kind = store::OperationKind::create, .record = id, .type = type, .set = set(type, values)};
    store::Batch batch;
    batch.author = author;
    batch.device = "test";
    store_->append(batch, {change});
    return id;
  }
  void change(const std::string& type, const Uuid& id, const Json& values) {
    store::Batch batch;
    batch.author = "owner";
    store_->append(batch,
                   {{.kind = store::OperationKind::change, .record = id, .type = type, .set = set(type, values)}});
  }
  std::vector<std::pair<int, store::Value>> set(const std::string& type, const Json& values) const {
    std::vector<std::pair<int, store::Value>> out;
    const auto model = store_->model();
    const model::RecordType& of = *model->find_type(type);
    for (const auto& [name, value] : values.items()) {
      const int index = of.index_of(name);
      if (index < 0) throw std::logic_error("no field " + name);
      out.emplace_back(index, model::value_from_json(of.fields[static_cast<std::size_t>(index)], value));
    }
    return out;
  }

  Answer ask(const Session& who, Method method, const std::string& target, const Json& body = nullptr) {
    return ask_raw(who, method, target, body.is_null() ? std::string{} : body.dump());
  }
  Answer ask_raw(const Session& who, Method method, const std::string& target, std::string body,
                 const std::filesystem::path& file = {}) {
    Target parsed = parse_target(target);
    const Router::Found found = router_->find(method, parsed);
    if (found.route == nullptr) throw std::logic_error("no route for " + target);
    for (const auto& [name, value] : parsed.query) {
      const bool known = std::any_of(found.route->parameters.begin(), found.route->parameters.end(),
                                     [&name = name](const Parameter& one) { return one.name == name; });
      EXPECT_TRUE(known) << target << " does not describe " << name;
    }
    Request request;
    request.method = method;
    request.path = parsed.path();
    request.captured = found.captured;
    request.query = parsed.query;
    request.body = std::move(body);
    request.body_file = file;
    request.base_url = "http://127.0.0.1:1";
    request.session = who;
    Answer answer;
    try {
      Response response = found.route->handle(request, *services_);
      answer.status = response.status;
      answer.headers = response.headers;
      if (auto* text = std::get_if<std::string>(&response.body)) answer.body = *text;
      if (auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body)) answer.body = **shared;
      if (auto* made = std::get_if<std::filesystem::path>(&response.body)) answer.file = *made;
    } catch (const Problem& problem) {
      answer.status = problem.kind().status;
      answer.problem = problem.kind().code;
      answer.values = problem.values();
    }
    return answer;
  }
  Answer get(const Session& who, const std::string& target) { return ask(who, Method::get, target); }
  Json got(const Session& who, const std::string& target) {
    const Answer answer = get(who, target);
    EXPECT_EQ(answer.problem, "") << target << " " << answer.values.dump();
    return answer.problem.empty() ? answer.json() : Json();
  }

  /// One's own organisation's hazards only.
  Session operator_of(const Uuid& organisation) const {
    Session who = session("operator", model::FieldClass::restricted);
    const std::string own = "organisation = '" + organisation.text() + "'";
    who.caller.rows.emplace("hazard", cql2::parse_text(own));
    who.caller.rows.emplace("land_release_product", cql2::parse_text(own));
    return who;
  }

  void fill() {
    country_ = make("place", {{"name", "K"}, {"level", 0}});
    north_ = make("place", {{"name", "North"}, {"level", 1}, {"parent", country_.text()}});
    south_ = make("place", {{"name", "South"}, {"level", 1}, {"parent", country_.text()}});
    first_ = make("organisation", {{"name", "O-1"}});
    second_ = make("organisation", {{"name", "O-2"}});
    hazard_ = make("hazard", {{"local_id", "HA-1"},
                              {"class", "cha"},
                              {"status", "worked_on"},
                              {"place", north_.text()},
                              {"organisation", first_.text()},
                              {"contamination", {"ap_mine"}},
                              {"identified_on", "2024-03-01"},
                              {"perimeter", square(30, 10, 0.002)},
                              {"landowner", "A name that nobody may read"}});
    other_ = make("hazard", {{"local_id", "HA-2"},
                             {"class", "sha"},
                             {"status", "open"},
                             {"place", south_.text()},
                             {"organisation", second_.text()},
                             {"contamination", {"cluster_munition"}},
                             {"identified_on", "2024-05"},
                             {"perimeter", square(30.1, 10, 0.002)}});
    product_ = make("land_release_product", product("approved", hazard_, first_, square(30, 10, 0.001)));
    draft_ = make("land_release_product", product("draft", other_, second_, square(30.1, 10, 0.001)));
  }
  Json product(const std::string& status, const Uuid& hazard, const Uuid& organisation, const Json& outline) const {
    const auto model = store_->model();
    const model::RecordType& type = *model->find_type("land_release_product");
    Json values{{"hazard", hazard.text()},
                {"product", "cleared"},
                {"status", status},
                {"depth", 0.2},
                {type.date_field, "2025-02-03"},
                {type.geometry_field, outline},
                {type.organisation_field, organisation.text()},
                {type.place_field, north_.text()}};
    return values;
  }

  inline static std::map<std::string, std::string> sources_;
  test::ScratchFolder folder_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<TestServices> services_;
  std::vector<Route> routes_;
  std::unique_ptr<Router> router_;
  Uuid country_, north_, south_, first_, second_, hazard_, other_, product_, draft_;
};

}  // namespace tilth::http
