// SPDX-License-Identifier: Apache-2.0
// The quality inspector's calculator.
#include "http/ask.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"

#include "report/sampling_answer.h"

namespace tilth::http {
namespace {

/// Leaves what it stands for as it is where the parameter is missing or empty.
template <typename Number, typename Kept>
void take(const Request& request, std::string_view name, Kept& kept) {
  if (const std::string text = text_parameter(request, name); !text.empty()) kept = number_in<Number>(name, text);
}

Response get_sampling(const Request& request, Services&) {
  report::SamplingQuestion question;
  take<double>(request, "share", question.share);
  take<double>(request, "risk", question.risk);
  take<std::int64_t>(request, "left", question.left);
  take<double>(request, "sensitivity", question.sensitivity);
  take<std::int64_t>(request, "plots", question.plots);
  take<std::int64_t>(request, "bad", question.bad);
  take<std::int64_t>(request, "sample", question.sample);
  take<double>(request, "bad-share", question.bad_share);
  take<std::int64_t>(request, "none-of", question.none_of);
  take<double>(request, "confidence", question.confidence);
  take<std::int64_t>(request, "lot", question.lot);
  take<double>(request, "aql", question.aql);
  question.lqas = numbers_in<double>(request, "lqas");
  question.survey = yes_or_no(request, "survey", false);
  take<double>(request, "expected", question.plan.share);
  take<double>(request, "margin", question.plan.margin);
  take<double>(request, "population", question.plan.population);
  take<double>(request, "cluster-size", question.plan.cluster_size);
  take<double>(request, "rho", question.plan.intra_cluster);
  take<double>(request, "response", question.plan.response_rate);
  question.cluster_yes = numbers_in<std::int64_t>(request, "cluster-yes");
  if (const auto fault = report::fault_in(question))
    refuse_parameter(fault->name, text_parameter(request, fault->name), fault->expected);
  return json(report::sampling_json(question));
}

RouteList schemas_of() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"SamplingAnswer",
       object({{"passes", number("chance that land with so many items left passes")},
               {"share", nullable(number("of the land to search again; null where all of it is too little"))},
               {"lot_passes", number("chance that no bad plot is in the sample")},
               {"sample", nullable(integer("plots to inspect; null where there is nothing to find"))},
               {"by_formula", number("the same by the usual formula")},
               {"sample_of_many", integer("to inspect of a lot too large to count")},
               {"before_rounding", number()},
               {"bad_share_at_most", number("that may still be bad where none was found")},
               {"plan", object({{"letter", text()},
                                {"sample", integer()},
                                {"accept", integer("with so many faulty or fewer")},
                                {"reject", integer("with so many faulty or more")},
                                {"everything", boolean("the sample is as large as the lot")}},
                               {"letter", "sample", "accept", "reject", "everything"})},
               {"accepts_at_level", number("chance, at the acceptance quality limit")},
               {"limiting_quality", number("share that is accepted only once in ten")},
               {"accepts_this_lot", number("chance, with so many faulty in it")},
               {"lqas", nullable(object({{"sample", integer("people of each area")},
                                         {"pass", integer("the area passes with so many or more")},
                                         {"wrongly_failed", number("chance")},
                                         {"wrongly_passed", number("chance")}},
                                        {"sample", "pass", "wrongly_failed", "wrongly_passed"}))},
               {"intra_cluster",
                object({{"clusters", integer()}, {"size", integer()}, {"rho", number()}, {"design_effect", number()}},
                       {"clusters", "size", "rho", "design_effect"})},
               {"survey", object({{"simple", number("people of a simple sample")},
                                  {"finite", number("of this population")},
                                  {"design_effect", number()},
                                  {"clustered", number("in clusters")},
                                  {"asked", number("with those who do not answer")},
                                  {"people", integer("rounded up")}},
                                 {"simple", "finite", "design_effect", "clustered", "asked", "people"})},
               {"notes", list(one_of({"finds_a_process", "one_found_rejects"}))}},
              {"notes"})}};
  return list_of;
}

}  // namespace

RouteList sampling_routes() {
  using schema::boolean;
  using schema::integer;
  using schema::number;
  RouteList list_of = schemas_of();
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/sampling",
       .access = Access::member,
       .operation_id = "getSampling",
       .summary = "What a sample of land, plots, work or people can say, and how large it must be",
       .tag = "quality",
       .parameters = {query("share", "of the land searched again: how likely it passes", number()),
                      query("risk", "chance that it may pass: which share to search again", number()),
                      query("left", "items left in the ground, 5 unless said", integer()),
                      query("sensitivity", "chance that the search finds an item that is there, 0.9 unless said",
                            number()),
                      query("plots", "in the lot", integer()),
                      query("bad", "of them with an item left; of a lot of work, faulty", integer()),
                      query("sample", "of them inspected; without it the smallest that holds a bad one", integer()),
                      query("bad-share", "of a lot too large to count: how many to inspect", number()),
                      query("none-of", "so many inspected and none bad: what may still be", integer()),
                      query("confidence", "how sure to be, 0.95 unless said", number()),
                      query("lot", "pieces of work, with aql", integer()),
                      query("aql", "acceptance quality limit in percent (ISO 2859-1, level II)", number()),
                      query("lqas", "the share of a good area and that of a bad one: 0.8,0.5"),
                      query("survey", "how many people a survey must ask", boolean()),
                      query("expected", "share that the survey expects, 0.5 unless said", number()),
                      query("margin", "half the width of its interval, 0.05 unless said", number()),
                      query("population", "people to choose from; without it there are many", number()),
                      query("cluster-size", "people asked in each cluster, 1 unless said", number()),
                      query("rho", "correlation within a cluster, 0 unless said", number()),
                      query("cluster-yes", "how many said yes in each cluster of an earlier survey: 8,12,5"),
                      query("response", "share of those asked who answer, 1 unless said", number())},
       .response_schema = "SamplingAnswer",
       .handle = get_sampling}};
  return list_of;
}

}  // namespace tilth::http
