// SPDX-License-Identifier: Apache-2.0
// What the history rests on: the hybrid clock, the hash chain, canonical JSON and ids (reference methods 6).
#include "base/hybrid_clock.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/uuid.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <cmath>
#include <limits>
#include <set>

namespace tilth {
namespace {

void expect_time(const std::optional<HybridTime>& time, std::int64_t wall_ms, int counter) {
  ASSERT_TRUE(time);
  EXPECT_EQ(time->wall_ms, wall_ms);
  EXPECT_EQ(time->counter, counter);
}

TEST(HybridClock, FollowsTheWorkedExampleOfThreeNodes) {  // T-6.2
  HybridClock a{"A"}, b{"B"}, c{"C"};
  expect_time(a.local(100), 100, 0);
  const HybridTime m1 = a.local(100);
  expect_time(m1, 100, 1);
  expect_time(b.receive(m1, 95), 100, 2);
  const HybridTime m2 = b.local(96);
  expect_time(m2, 100, 3);
  const HybridTime m3 = c.local(300);
  expect_time(m3, 300, 0);
  expect_time(a.receive(m2, 101), 101, 0);
  expect_time(a.receive(m3, 102), 300, 1);
  expect_time(a.local(103), 300, 2);
  expect_time(a.local(301), 301, 0);
}

TEST(HybridClock, OneWrongClockIsHeldBackAndPoisonsNobody) {
  HybridClock clock{"A"};
  const std::int64_t day = 24LL * 3600 * 1000;
  EXPECT_FALSE(clock.receive({1000 + day + 1, 0, "B"}, 1000));
  expect_time(clock.local(1000), 1000, 0);
  EXPECT_TRUE(clock.receive({1000 + day, 0, "B"}, 1000));
}

TEST(HybridClock, ACounterThatIsFullRaisesTheTime) {
  HybridClock clock{"A"};
  clock.resume({100, 0xffff, "A"});
  expect_time(clock.local(100), 101, 0);
}

TEST(HybridTime, HasOneTextOnly) {
  EXPECT_EQ((HybridTime{100, 1, "A"}.text()), "0000000000064.0001.A");
  EXPECT_EQ(HybridTime::parse("0000000000064.0001.A"), (HybridTime{100, 1, "A"}));
  for (const char* text :
       {"", "64.1.A", "-000000000064.0001.A", "-000000000000.0001.A", "000000000006A.0001.A", "0000000000064.-001.A",
        "0000000000064.0001", "0000000000064.0001.", "000000000006g.0001.A"}) {
    EXPECT_FALSE(HybridTime::parse(text)) << text;
  }
}

RC_GTEST_PROP(HybridClock, NeverGoesBackAndItsTextsSortAsItsTimes, ()) {
  HybridClock clock{"A"};
  HybridTime last = clock.local(0);
  const auto walls = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000));
  for (const int wall : walls) {
    const bool message = *rc::gen::arbitrary<bool>();
    const HybridTime heard{*rc::gen::inRange(0, 1000), 0, "B"};
    const HybridTime now = message ? *clock.receive(heard, wall) : clock.local(wall);
    RC_ASSERT(now > last && now.text() > last.text());
    RC_ASSERT(!message || now > heard);
    RC_ASSERT(HybridTime::parse(now.text()) == now);
    last = now;
  }
}

TEST(HashChain, GivesTheWorkedHashes) {  // T-6.4
  const Json first{
      {"op", "A:1"}, {"hlc", "0000000000064.0001.A"}, {"rec", "HA-17"}, {"field", "status"}, {"value", "open"}};
  const Json second{
      {"op", "A:2"}, {"hlc", "0000000000064.0002.A"}, {"rec", "HA-17"}, {"field", "status"}, {"value", "released"}};
  EXPECT_EQ(canonical_json(first),
            R"({"field":"status","hlc":"0000000000064.0001.A","op":"A:1","rec":"HA-17","value":"open"})");
  const Sha256 one = chain_link(Sha256{}, canonical_json(first));
  EXPECT_EQ(hex(one), "3dfa19fa6e07077c970de9c16c1f7513ace8299c6fdd60eb869e0c45504bd84b");
  EXPECT_EQ(hex(chain_link(one, canonical_json(second))),
            "bd1cccbf68dba7a73b5095af67739058289533aaef99afc0b3a1c3b33841e922");
}

TEST(Sha256, IsTheStandardsOwnInOnePieceOrMany) {  // FIPS 180-4, "abc"
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256Stream stream;
  for (const char* piece : {"a", "", "bc"}) stream.add(piece);
  EXPECT_EQ(stream.finish(), sha256("abc"));
  EXPECT_EQ(stream.finish(), sha256(""));
}

TEST(CanonicalJson, HasOneTextForOneTree) {
  EXPECT_EQ(canonical_json(Json::parse(R"({ "b" : [1, 2.5, -0.1], "a": {"z": null, "y": true} })")),
            R"({"a":{"y":true,"z":null},"b":[1,2.5,-0.1]})");
  EXPECT_EQ(canonical_json(Json("é\n\"\\")), "\"é\\n\\\"\\\\\"");
  EXPECT_THROW(canonical_json(Json(std::numeric_limits<double>::quiet_NaN())), std::invalid_argument);
  EXPECT_THROW(canonical_json(Json(std::numeric_limits<double>::infinity())), std::invalid_argument);
  EXPECT_THROW(canonical_json(Json("\xff")), std::invalid_argument);
}

RC_GTEST_PROP(CanonicalJson, ReadsBackTheSameDoubles, (double number)) {
  RC_PRE(std::isfinite(number));
  RC_ASSERT(Json::parse(canonical_json(Json(number))).get<double>() == number);
}

TEST(Uuid, IsReadInEitherCaseAndInNoOtherForm) {
  const auto id = Uuid::parse("0190A5C8-7B1E-7CCC-8DDD-0123456789AB");
  ASSERT_TRUE(id);
  EXPECT_EQ(id->text(), "0190a5c8-7b1e-7ccc-8ddd-0123456789ab");
  for (const char* text : {"", "0190a5c87b1e7ccc8ddd0123456789ab", "{0190a5c8-7b1e-7ccc-8ddd-0123456789ab}",
                           "0190a5c8-7b1e-7ccc-8ddd-0123456789a", "0190a5c8-7b1e-7ccc-8ddd-0123456789ag",
                           "0190a5c8 7b1e-7ccc-8ddd-0123456789ab", "0190a5c8-7b1e-7ccc-8ddd-0123456789ab "}) {
    EXPECT_FALSE(Uuid::parse(text)) << text;
  }
}

TEST(Uuid, OfVersionSevenRisesAndNeverRepeats) {
  std::set<Uuid> seen;
  Uuid last;
  for (int i = 0; i < 20'000; ++i) {
    const Uuid id = Uuid::make();
    EXPECT_LT(last, id);
    EXPECT_EQ(id.bytes[6] >> 4, 7);
    EXPECT_EQ(id.bytes[8] >> 6, 2);
    seen.insert(id);
    last = id;
  }
  EXPECT_EQ(seen.size(), 20'000u);
}

TEST(Uuid, OfANameOrOfPartsIsAlwaysTheSame) {
  EXPECT_EQ(Uuid::named("row 1"), Uuid::named("row 1"));
  EXPECT_NE(Uuid::named("row 1"), Uuid::named("row 2"));
  EXPECT_EQ(Uuid::named("row 1").bytes[6] >> 4, 8);
  const Uuid id = Uuid::from_parts(0x0190a5c87b1e, 1, 2);
  EXPECT_EQ(id.text().substr(0, 13), "0190a5c8-7b1e");
  EXPECT_EQ(id, Uuid::from_parts(0x0190a5c87b1e, 1, 2));
  EXPECT_NE(id, Uuid::from_parts(0x0190a5c87b1e, 1, 3));
  EXPECT_LT(id, Uuid::from_parts(0x0190a5c87b1f, 0, 0));
}

}  // namespace
}  // namespace tilth
