// SPDX-License-Identifier: Apache-2.0
// The canonical texts of whole operations and their chain, to the byte: hashes worked out by Python's hashlib over JSON
// that Python wrote.
#include "store/operation_text.h"

#include "store_fixture.h"

namespace tilth::store {
namespace {

const std::string kNode = "00000000-0000-7000-8000-00000000000a", kRecord = "00000000-0000-7000-8000-000000000002";
const std::string kContext = "d32028ef5c8ed33c79d4cbb9c4327a7bfd226be3b7d59b0c322f369e22114b0a";

/// A canonical object of some fields of a hazard; `values` in the order of their names.
std::string object(const std::vector<std::pair<std::string, Value>>& values) {
  static const model::Loaded loaded = model::load_sources(small_programme());
  const model::RecordType& type = *loaded.model->find_type("hazard");
  std::string text = "{";
  for (const auto& [name, value] : values) {
    text += (text.size() > 1 ? ",\"" : "\"") + name + "\":";
    append_value(text, *type.find(name), value);
  }
  return text + "}";
}

OperationParts parts(OperationKind kind, std::int64_t n, std::string_view hlc, std::string_view after,
                     std::string_view before) {
  OperationParts of;
  of.node = kNode;
  of.hlc = hlc;
  of.context = kContext;
  of.node_seq = n;
  of.kind = kind;
  of.record = kRecord;
  of.type = "hazard";
  of.after = after;
  of.before = before;
  return of;
}

TEST(OperationText, OfABatchIsCanonicalAndItsHashIsTheContext) {
  Batch batch;
  batch.author = "ana";
  batch.device = "tablet 7";
  batch.reason = "found";
  batch.from_report = Uuid::parse("00000000-0000-7000-8000-0000000000ff");
  batch.extra["file"] = "a.csv";
  Instant at = *Instant::parse("2020-01-02T04:04:05.678+01:00");
  const std::string text = canonical_batch(batch, at);
  EXPECT_EQ(
      text,
      R"({"at":"2020-01-02T03:04:05.678Z","at_offset":60,"author":"ana","device":"tablet 7","extra":{"file":"a.csv"},"from_report":"00000000-0000-7000-8000-0000000000ff","reason":"found"})");
  EXPECT_EQ(hex(sha256(text)), kContext);
}

TEST(OperationText, OfACreationAChangeAndARemovalGiveTheWorkedChain) {
  auto kinds = std::make_shared<cql2::Array>();
  kinds->emplace_back(std::string{"open"});
  kinds->emplace_back(std::string{"closed"});
  const std::string created =
      object({{"area", 1234.56},
              {"benchmark", Value{std::make_shared<const geo::Geometry>(geo::Geometry::point(9.5, -1.25))}},
              {"depth", 0.13},
              {"devices", std::int64_t{9007199254740993}},
              {"found_on", *Date::parse("2016-08")},
              {"kinds", std::shared_ptr<const cql2::Array>{kinds}},
              {"local_id", std::string{"HA-1 \"é\"\n"}},
              {"marked", true},
              {"place", std::string{"00000000-0000-7000-8000-000000000001"}},
              {"seen_at", *Instant::parse("2020-01-02T03:04:05.678Z")}});
  const std::string first =
      canonical_operation(parts(OperationKind::create, 1, "0016f647b9d8e.0000." + kNode, created, "{}"));
  EXPECT_EQ(
      first,
      R"({"after":{"area":123456,"benchmark":"AQEAAAAAAAAAAAAjQAAAAAAAAPS/","depth":"0.13","devices":9007199254740993,"found_on":"2016-08","kinds":["open","closed"],"local_id":"HA-1 \"é\"\n","marked":true,"place":"00000000-0000-7000-8000-000000000001","seen_at":"2020-01-02T03:04:05.678Z"},"before":{},"context":"d32028ef5c8ed33c79d4cbb9c4327a7bfd226be3b7d59b0c322f369e22114b0a","hlc":"0016f647b9d8e.0000.00000000-0000-7000-8000-00000000000a","kind":"create","n":1,"node":"00000000-0000-7000-8000-00000000000a","record":"00000000-0000-7000-8000-000000000002","type":"hazard"})");
  Sha256 hash = chain_link(Sha256{}, first);
  EXPECT_EQ(hex(hash), "50e9a7172b63b427dbd3ac3b2ceabfb9c2885e74d3c2504860485433618a3a79");
  const std::string after = object({{"depth", Value{}}, {"devices", std::int64_t{-4}}});
  const std::string before = object({{"depth", 0.13}, {"devices", std::int64_t{9007199254740993}}});
  hash = chain_link(hash,
                    canonical_operation(parts(OperationKind::change, 2, "0016f647b9d8e.0001." + kNode, after, before)));
  EXPECT_EQ(hex(hash), "3ff7965f89fafed7243f796afd99f42357324aaf5505143b3b73559b92927be5");
  hash =
      chain_link(hash, canonical_operation(parts(OperationKind::remove, 3, "0016f647b9d8e.0002." + kNode, "{}", "{}")));
  EXPECT_EQ(hex(hash), "ac812c36f13d426bb64a1a2efff6916fc1d14147889ef93394df7550df9f5e1c");
}

using StoreLog = StoreTest;
INSTANTIATE_TEST_SUITE_P(Makers, StoreLog, testing::ValuesIn(makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(StoreLog, HoldsCanonicalTextsWhoseChainAnybodyCanWorkOut) {
  const Uuid id = Uuid::make();
  store_->append(by("found"), {create("hazard", id, {{"area", 0.1}, {"perimeter", square(1, 1, 1)}}),
                               create("place", Uuid::make(), {{"name", std::string{"Kérou"}}})});
  store_->append(by("changed"), {set("hazard", id, {{"area", 0.2}, {"depth", 0.3}})});
  reopen();
  store_->append(by("removed"), {{OperationKind::remove, id, "hazard", {}, 0}});
  Sha256 hash{};
  std::int64_t n = 0;
  HybridTime last;
  store_->operations_since(0, [&](const Operation& operation) {
    hash = sha256(std::string{reinterpret_cast<const char*>(hash.data()), hash.size()} + operation.canonical);
    EXPECT_EQ(hex(operation.hash), hex(hash)) << "operation " << operation.seq;
    EXPECT_EQ(canonical_json(Json::parse(operation.canonical)), operation.canonical);
    EXPECT_EQ(operation.node_seq, ++n);
    EXPECT_EQ(operation.node, store_->node());
    EXPECT_LT(last, operation.hlc) << "the hybrid clock went back";
    last = operation.hlc;
    return true;
  });
  EXPECT_EQ(n, 4);
}

TEST_P(StoreLog, SaysWhichStateWasKnownAtAnInstant) {
  EXPECT_EQ(store_->seq_at(Instant::now()), 0);
  const Instant before = Instant::now();
  Instant tomorrow = before;
  tomorrow.unix_ms += 24LL * 3600 * 1000;
  Batch late = by("a date of the author's own");
  late.at = Instant::parse("2001-01-01T00:00:00Z");  // what was known depends on the receipt, not on the author's clock
  const auto seq = store_->append(late, {create("place", Uuid::make(), {{"name", std::string{"P"}}})});
  EXPECT_EQ(store_->seq_at(*Instant::parse("2001-01-02T00:00:00Z")), 0);
  EXPECT_EQ(store_->seq_at(tomorrow), seq);
}

}  // namespace
}  // namespace tilth::store
