// SPDX-License-Identifier: Apache-2.0
// Long work as a person follows it: how far it is, how it ended, and what a restart says of it.
#include "http/job_runner.h"

#include "base/problem.h"
#include "support/scratch_folder.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>

namespace tilth::http {
namespace {

namespace fs = std::filesystem;

class JobsOfAServer : public testing::Test {
 protected:
  static Session person(std::string account, std::string role = "reviewer") {
    Session session;
    session.account = std::move(account);
    session.role = std::move(role);
    return session;
  }
  static JobState end_of(const JobRunner& runner, const Session& who, const std::string& id) {
    EventSource events = runner.events(who, id);
    for (std::string told; events.next(told); told.clear()) {
    }
    return runner.find(who, id);
  }

  const test::ScratchFolder scratch_;
  const fs::path folder_ = scratch_ / "jobs";
  Log log_{-1};
};

TEST_F(JobsOfAServer, TellHowFarTheyAreUntilTheyAreOver) {
  JobRunner runner{folder_, log_};
  std::promise<void> read;
  const std::string id = runner.start("check", person("amina"), {{"what", "all"}}, [&](Progress& progress) {
    progress.start("records checked", 3);
    std::this_thread::sleep_for(std::chrono::milliseconds{150});  // it tells ten times a second at most
    progress.done(2);
    read.get_future().wait();
    return Json{{"open", 2}};
  });
  EventSource events = runner.events(person("amina"), id);
  std::string told;
  while (told.find(R"("done":2)") == std::string::npos && events.next(told)) {
  }
  EXPECT_NE(told.find("event: job"), std::string::npos) << told;
  const JobState half = runner.find(person("amina"), id);
  EXPECT_EQ(half.state, "running");
  EXPECT_EQ(half.step, "records checked");
  EXPECT_EQ(half.total, 3U);
  EXPECT_GT(half.seconds_left.value_or(0), 0);
  read.set_value();
  EXPECT_EQ(end_of(runner, person("amina"), id).state, "done");
  EXPECT_EQ(runner.find(person("amina"), id).result, (Json{{"open", 2}}));
}

TEST_F(JobsOfAServer, AreSeenByWhoStartedThemAndByManagersAlone) {
  JobRunner runner{folder_, log_};
  const std::string id = runner.start("export", person("amina"), Json::object(), [](Progress&) { return Json(); });
  end_of(runner, person("amina"), id);
  EXPECT_THROW((void)runner.find(person("otto"), id), Problem);
  EXPECT_THROW((void)runner.events(person("otto"), id), Problem);
  EXPECT_THROW(runner.cancel(person("otto"), id), Problem);
  EXPECT_TRUE(runner.all(person("otto")).empty());
  EXPECT_EQ(runner.all(person("ines", "information_manager")).size(), 1U);
}

TEST_F(JobsOfAServer, StopWhenAPersonSaysSoAndSayWhyTheyFailed) {
  JobRunner runner{folder_, log_};
  std::promise<void> runs;
  const std::string asked = runner.start("import", person("amina"), Json::object(), [&](Progress& progress) -> Json {
    runs.set_value();
    while (!progress.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    throw Problem{"job.cancelled"};
  });
  runs.get_future().wait();
  runner.cancel(person("amina"), asked);
  EXPECT_EQ(end_of(runner, person("amina"), asked).state, "cancelled");
  const std::string bad = runner.start("import", person("amina"), Json::object(), [](Progress&) -> Json {
    throw Problem{"store.unknown_type", {{"type", "nothing"}}};
  });
  const JobState failed = end_of(runner, person("amina"), bad);
  EXPECT_EQ(failed.state, "failed");
  EXPECT_EQ(failed.problem["code"], "store.unknown_type");
}

TEST_F(JobsOfAServer, OfOneKindRunOneAfterTheOther) {
  JobRunner runner{folder_, log_};
  std::atomic<int> at_once = 0, most = 0;
  std::vector<std::string> ids;
  for (int i = 0; i < 4; ++i)
    ids.push_back(runner.start("import", person("amina"), Json::object(), [&](Progress&) {
      most = std::max(most.load(), ++at_once);
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
      --at_once;
      return Json();
    }));
  for (const std::string& id : ids) EXPECT_EQ(end_of(runner, person("amina"), id).state, "done");
  EXPECT_EQ(most, 1);
}

TEST_F(JobsOfAServer, ThatRanWhenTheServerWentSayThatTheyFailedAndOthersStayAsTheyEnded) {
  JobState cut, ended;
  {
    JobRunner runner{folder_, log_};
    const auto start = [&](auto work) { return runner.start("import", person("amina"), {{"file", "a.csv"}}, work); };
    ended = end_of(runner, person("amina"), start([](Progress&) { return Json{{"created", 3}}; }));
  }
  // What a server that was killed in the middle leaves: the state as it was last written, and another written half.
  cut.id = "0190a000-0000-7000-8000-000000000001";
  cut.kind = "import";
  cut.account = "amina";
  cut.state = "running";
  cut.created = Instant::now();
  std::ofstream{folder_ / (cut.id + ".json")} << json_of(cut).dump();
  std::ofstream{folder_ / "half.json"} << R"({"id":"half","ki)";

  for (int restart = 0; restart < 2; ++restart) {
    const JobRunner again{folder_, log_};
    EXPECT_EQ(again.all(person("amina")).size(), 2U);
    const JobState found = again.find(person("amina"), cut.id);
    EXPECT_EQ(found.state, "failed");
    EXPECT_EQ(found.problem["code"], "job.interrupted");
    EXPECT_EQ(again.find(person("amina"), ended.id).state, "done");
    EXPECT_EQ(again.find(person("amina"), ended.id).result, (Json{{"created", 3}}));
  }
}

}  // namespace
}  // namespace tilth::http
