// SPDX-License-Identifier: Apache-2.0
// Attachments, imports, exports, checks, settings and help: what each account gets, and what it does not.
#include "http/file_kind.h"
#include "http/help_pages.h"
#include "http/programme_fixture.h"
#include "http/uploads.h"

#include <fstream>
#include <set>

namespace tilth::http {
namespace {

class Files : public ProgrammeTest {
 protected:
  std::filesystem::path written(const std::string& bytes) {
    const std::filesystem::path file = folder_ / ("sent-" + Uuid::make().text());
    std::ofstream{file, std::ios::binary} << bytes;
    return file;
  }
  Answer send(const Session& who, const std::string& target, const std::string& bytes) {
    return ask_raw(who, Method::post, target, "", written(bytes));
  }
};

TEST_F(Files, AreWhatTheirContentSays) {
  const auto kind = [&](const std::string& bytes) { return media_type_by_content(written(bytes)).value_or("-"); };
  EXPECT_EQ(kind("\xff\xd8\xff\xe0 rest"), "image/jpeg");
  EXPECT_EQ(kind("%PDF-1.7"), "application/pdf");
  EXPECT_EQ(kind("PK\x03\x04 rest"), "application/zip");
  EXPECT_EQ(kind("name;area\nHügel;12\n"), "text/plain; charset=utf-8");
  EXPECT_EQ(kind("<html>"), "-");
  EXPECT_EQ(kind("\xef\xbb\xbf  <svg onload=x>"), "-");
  EXPECT_EQ(kind("#!/bin/sh"), "-");
  EXPECT_EQ(kind("\x7f"
                 "ELF"),
            "-");
  EXPECT_EQ(kind(""), "-");
  EXPECT_EQ(kind("latin-1 \xe9t\xe9"), "-");
}

TEST_F(Files, AnAttachmentIsSeenByWhoSeesARecordThatHoldsIt) {
  const std::string picture = "\x89PNG\r\n\x1a\n a picture of HA-2";
  const Answer sent = send(session("collector"), "/api/attachments", picture);
  ASSERT_EQ(sent.status, 201);
  const std::string path = "/api/attachments/" + sent.json()["sha256"].get<std::string>();
  EXPECT_EQ(get(session("collector"), path).problem, "");  // who sent it
  EXPECT_EQ(get(administrator(), path).problem, "attachment.unknown");
  make("evidence", {{"hazard", other_.text()}, {"kind", "direct"}, {"picture", sent.json()["sha256"]}});
  const Answer seen = get(viewer(), path);
  ASSERT_EQ(seen.problem, "");
  EXPECT_EQ(*first(seen.headers, "Content-Type"), "image/png");
  EXPECT_EQ(get(everybody(), path).problem, "attachment.unknown");
  EXPECT_EQ(get(viewer(), "/api/attachments/no-digest").problem, "attachment.unknown");
  EXPECT_EQ(send(session("collector"), "/api/attachments", "<script>").problem, "attachment.not_taken");
}

TEST_F(Files, AnUploadIsItsSendersAlone) {
  const Answer sent = send(session("information_manager"), "/api/imports?name=../../etc/a.csv", "local_id\nX\n");
  ASSERT_EQ(sent.problem, "") << sent.values.dump();
  const std::string path = "/api/imports/" + sent.json()["upload"].get<std::string>();
  EXPECT_EQ(sent.json()["tables"][0]["columns"][0]["name"], "local_id");
  EXPECT_EQ(sent.json()["tables"][0]["rows"][0][0], "X");
  EXPECT_EQ(got(session("information_manager"), "/api/imports")["items"].size(), 1U);
  EXPECT_TRUE(got(administrator(), "/api/imports")["items"].empty());
  EXPECT_EQ(get(administrator(), path).problem, "import.unknown_upload");
  EXPECT_EQ(get(session("information_manager"), path + "/rejects").problem, "import.unknown_upload");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "etc"));
  EXPECT_EQ(ask(session("information_manager"), Method::delete_, path).status, 204);
  EXPECT_EQ(get(session("information_manager"), path).problem, "import.unknown_upload");
}

TEST_F(Files, AnUploadThatCannotBeReadLeavesNothing) {
  EXPECT_EQ(send(session("information_manager"), "/api/imports?name=a.gpkg", "no such thing").status / 100, 4);
  EXPECT_TRUE(got(session("information_manager"), "/api/imports")["items"].empty());
  EXPECT_EQ(send(session("information_manager"), "/api/imports?name=", "x").problem, "request.bad_parameter");
}

TEST_F(Files, KeepANameThatAFileSystemTakes) {
  EXPECT_EQ(safe_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(safe_name("c:\\files\\events.csv"), "events.csv");
  EXPECT_EQ(safe_name(".hidden"), "file.hidden");
  EXPECT_EQ(safe_name(""), "file");
  EXPECT_EQ(safe_name("a<b>|c\n.csv"), "a_b__c_.csv");
  EXPECT_TRUE(safe_name(std::string(500, 'x') + ".csv").ends_with(".csv"));
  EXPECT_LE(safe_name(std::string(500, 'x') + ".csv").size(), 120U);
}

TEST_F(Files, AnExportIsItsAskersAloneAndHoldsWhatHeSees) {
  const Answer started =
      ask(operator_of(first_), Method::post, "/api/exports", {{"format", "csv"}, {"types", {"hazard"}}});
  ASSERT_EQ(started.problem, "");
  const std::string path = "/api/exports/" + started.json()["export"].get<std::string>();
  const Answer file = get(operator_of(first_), path);
  ASSERT_EQ(file.problem, "");
  std::ifstream in{file.file};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_NE(text.find("HA-1"), std::string::npos);
  EXPECT_EQ(text.find("HA-2"), std::string::npos);
  EXPECT_EQ(text.find("landowner"), std::string::npos);
  EXPECT_EQ(get(viewer(), path).problem, "export.unknown_job");
  EXPECT_EQ(ask(partner(), Method::post, "/api/exports", {{"format", "csv"}, {"types", {"hazard"}}}).problem,
            "store.unknown_type");
  EXPECT_EQ(ask(viewer(), Method::post, "/api/exports",
                {{"format", "csv"}, {"types", {"casualty"}}, {"filter", "date_of_birth IS NULL"}})
                .problem,
            "store.hidden_field");
}

TEST_F(Files, ACheckKeepsFindingsAndScoresForWhoSeesTheRows) {
  const Answer started = ask(session("reviewer"), Method::post, "/api/checks");
  ASSERT_EQ(started.status, 202);
  EXPECT_GT(got(viewer(), "/api/findings")["total"], 0);
  const Json scores = got(viewer(), "/api/quality/scores?type=hazard");
  ASSERT_EQ(scores["checks"].size(), 1U);
  bool named = false;
  for (const Json& row : scores["checks"][0]["rows"]) named = named || row["label"] == "O-1";
  EXPECT_TRUE(named);
  ask(session("reviewer"), Method::post, "/api/checks");
  const Json twice = got(viewer(), "/api/quality/scores");
  ASSERT_EQ(twice["checks"].size(), 2U);
  for (const Json& row : twice["checks"][0]["rows"]) EXPECT_EQ(row["organisation"], "*");  // the older one is short
  // Rows that are narrowed are not counted for who sees a part.
  const Json narrowed = got(operator_of(first_), "/api/quality/scores");
  ASSERT_FALSE(narrowed["checks"][1]["rows"].empty());
  for (const Json& row : narrowed["checks"][1]["rows"]) EXPECT_NE(row["type"], "hazard");
  EXPECT_EQ(get(partner(), "/api/quality/scores").problem, "access.partial_view");
}

TEST_F(Files, SettingsTakeWhatFitsAndRememberWho) {
  const Answer put = ask(administrator(), Method::put, "/api/settings",
                         {{"title", "Kitara"},
                          {"public_view", true},
                          {"languages", {"fr", "ar"}},
                          {"base_maps", {{{"name", "Own"}, {"url", "/tiles/{z}/{x}/{y}"}, {"max_zoom", 12}}}}});
  ASSERT_EQ(put.problem, "") << put.values.dump();
  const Json settings = got(viewer(), "/api/settings");
  EXPECT_EQ(settings["public_view"], true);
  EXPECT_EQ(settings["changed_by"], "administrator-account");
  for (const Json& bad : std::vector<Json>{{{"title", ""}},
                                           {{"public_view", "yes"}},
                                           {{"languages", Json::array()}},
                                           {{"languages", {"xx"}}},
                                           {{"colour", "red"}},
                                           {{"base_maps", {{{"name", "x"}, {"url", "javascript:alert(1)"}}}}},
                                           {{"base_maps", {{{"name", "x"}, {"url", "//elsewhere"}}}}},
                                           {{"base_maps", {{{"name", "x"}, {"url", "/t"}, {"max_zoom", 99}}}}}})
    EXPECT_EQ(ask(administrator(), Method::put, "/api/settings", bad).problem, "settings.bad_value") << bad.dump();
  EXPECT_EQ(got(viewer(), "/api/settings"), settings);
}

TEST_F(Files, HelpIsThePagesOfTheDocsWithoutScripts) {
  const Json pages = got(everybody(), "/api/help");
  EXPECT_GT(pages["items"].size(), 15U);
  const Json page = got(everybody(), "/api/help/commands-import");
  EXPECT_NE(page["html"].get<std::string>().find("<h1 id="), std::string::npos);
  EXPECT_EQ(get(everybody(), "/api/help/commands").problem, "help.unknown_page");
  const std::string html =
      help_html("architecture", "# A <b>\n\n<script>x</script> [c](cql2.md#rules) [w](https://x.org)\n", "#/help/");
  EXPECT_EQ(html.find("<script>"), std::string::npos);
  EXPECT_NE(html.find("href=\"#/help/cql2#rules\""), std::string::npos) << html;
  EXPECT_NE(html.find("href=\"https://x.org\""), std::string::npos);
}

TEST_F(Files, HelpIsInTheLanguageAskedForAndSaysWhereItIsEnglish) {
  const auto page = [&](const std::string& name, const std::string& language) {
    Session who = everybody();
    who.language = language;
    return got(who, name.empty() ? "/api/help" : "/api/help/" + name);
  };
  EXPECT_EQ(page("web-map", "fr")["title"], "Carte");
  EXPECT_EQ(page("web-map", "fr")["language"], "fr");
  EXPECT_EQ(page("web-map", "ar")["title"], "الخريطة");
  EXPECT_EQ(page("web-map", "en")["title"], "Map");
  EXPECT_EQ(page("architecture", "es")["language"], "en");
  const std::string html = page("web-exchange", "es")["html"];
  EXPECT_NE(html.find("href=\"#/help/mapping\""), std::string::npos) << html;
  EXPECT_EQ(help_html("web/fr/home", "[carte](map.md)", "#/help/"), "<p><a href=\"#/help/web-map\">carte</a></p>\n");

  const Json english = page("", "en")["items"];
  const Json arabic = page("", "ar")["items"];
  ASSERT_EQ(arabic.size(), english.size());
  std::set<std::string> names;
  int translated = 0;
  for (std::size_t i = 0; i < english.size(); ++i) {
    EXPECT_EQ(arabic[i]["page"], english[i]["page"]);
    EXPECT_EQ(english[i]["language"], "en");
    EXPECT_TRUE(names.insert(english[i]["page"]).second) << english[i];
    const bool of_the_application = arabic[i]["page"].get<std::string>().starts_with("web-");
    EXPECT_EQ(arabic[i]["language"], of_the_application ? "ar" : "en") << arabic[i];
    translated += of_the_application ? 1 : 0;
  }
  EXPECT_GE(translated, 11);
  EXPECT_EQ(get(everybody(), "/api/help/web-fr-map").problem, "help.unknown_page");
}

TEST_F(Files, EventsNameTheTypesThatChangedAndThatTheCallerSees) {
  const auto stream = [&](const Session& who) {
    Request request;
    request.session = who;
    request.query = {{"since", std::to_string(store_->last_seq())}};
    for (const Route& route : routes_)
      if (route.pattern == "/api/events") return std::get<EventSource>(route.handle(request, *services_).body);
    throw std::logic_error("no events");
  };
  EventSource seen = stream(viewer()), open = stream(everybody()), own = stream(operator_of(first_));
  change("hazard", other_, {{"name", "Hill"}});
  std::string text, hidden, narrowed;
  EXPECT_TRUE(seen.next(text));
  EXPECT_TRUE(open.next(hidden));
  EXPECT_TRUE(own.next(narrowed));
  EXPECT_NE(text.find("\"types\":[\"hazard\"]"), std::string::npos) << text;
  EXPECT_EQ(hidden, "");
  EXPECT_EQ(narrowed, "");
  change("place", north_, {{"name", "Norther"}});
  EXPECT_TRUE(open.next(hidden));
  EXPECT_NE(hidden.find("place"), std::string::npos);
}

}  // namespace
}  // namespace tilth::http
