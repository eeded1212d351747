// SPDX-License-Identifier: Apache-2.0
// What an account may see and change, at the store's door. Two organisations, three places, one of them below another.
#include "store/rights.h"

#include "store_fixture.h"

namespace tilth::store {
namespace {

std::map<std::string, std::string> programme_of_rights() {
  return {
      {"model.yaml", "model: rights\nversion: 1\nlanguages: [en]\n"},
      {"types/organisation.yaml",
       "type: organisation\ntitle: Organisation\nsource: test\nclass: public\nfields:\n  name: {kind: text}\n"},
      {"types/place.yaml",
       "type: place\ntitle: Place\nsource: test\nclass: public\nplace: parent\nfields:\n  name: {kind: text}\n"
       "  parent: {kind: reference, to: place}\n"},
      {"types/hazard.yaml",
       "type: hazard\ntitle: Hazard\nsource: test\nclass: restricted\nlabel: local_id\nplace: place\norganisation: "
       "organisation\nfields:\n  local_id: {kind: text}\n  size: {kind: integer}\n  place: {kind: reference, to: "
       "place}\n"
       "  organisation: {kind: reference, to: organisation}\n  owner: {kind: text, class: personal}\n"
       "  informant: {kind: text, encrypted: true}\n"},
      {"types/evidence.yaml",
       "type: evidence\ntitle: Evidence\nsource: test\nclass: partner\nfields:\n  hazard: {kind: reference, to: "
       "hazard}\n"
       "  what: {kind: text}\n"},
      {"types/memo.yaml", "type: memo\ntitle: Memo\nsource: test\nclass: partner\nfields:\n  text: {kind: text}\n"}};
}

class Rights : public testing::Test {
 protected:
  void SetUp() override {
    store_ = sqlite::create(folder_ / "programme.gpkg", programme_of_rights());
    put("organisation", ours_, {{"name", "Ours"}});
    put("organisation", theirs_, {{"name", "Theirs"}});
    put("place", country_, {{"name", "Country"}});
    put("place", north_, {{"name", "North"}, {"parent", country_.text()}});
    put("place", village_, {{"name", "Village"}, {"parent", north_.text()}});
    hazard(a_, "A", ours_, village_);
    hazard(b_, "B", theirs_, village_);
    hazard(c_, "C", ours_, country_);
    put("evidence", of_a_, {{"hazard", a_.text()}, {"what", "seen at A"}});
    put("evidence", of_b_, {{"hazard", b_.text()}, {"what", "seen at B"}});
    put("memo", memo_, {{"text", "of nobody in particular"}});
  }

  [[nodiscard]] int field(const std::string& type, const std::string& name) const {
    return store_->model()->find_type(type)->index_of(name);
  }
  Change change_of(OperationKind kind, const std::string& type, const Uuid& id,
                   const std::vector<std::pair<std::string, Value>>& values) const {
    Change change;
    change.kind = kind;
    change.type = type;
    change.record = id;
    for (const auto& [name, value] : values) change.set.emplace_back(field(type, name), value);
    return change;
  }
  void put(const std::string& type, const Uuid& id, const std::vector<std::pair<std::string, std::string>>& texts) {
    std::vector<std::pair<std::string, Value>> values;
    for (const auto& [name, text] : texts) values.emplace_back(name, Value{text});
    store_->append(batch(), {change_of(OperationKind::create, type, id, values)});
  }
  void hazard(const Uuid& id, const std::string& name, const Uuid& organisation, const Uuid& place) {
    store_->append(batch(), {change_of(OperationKind::create, "hazard", id,
                                       {{"local_id", Value{name}},
                                        {"size", Value{std::int64_t{10}}},
                                        {"organisation", Value{organisation.text()}},
                                        {"place", Value{place.text()}},
                                        {"owner", Value{std::string{"a made-up owner"}}},
                                        {"informant", Value{std::string{"a made-up informant"}}}})});
  }
  static Batch batch(std::optional<Caller> rights = {}) {
    Batch made;
    made.author = "test";
    made.reason = "test";
    made.rights = std::move(rights);
    return made;
  }
  [[nodiscard]] Caller caller(Role role, std::vector<Grant> grants = {}, const std::string& organisation = "") const {
    Account account;
    account.name = "somebody";
    account.role = role;
    account.organisation = organisation;
    account.grants = std::move(grants);
    return caller_of(*store_, account);
  }
  /// The names of the hazards that are seen, by query, and the same by find, each and count.
  [[nodiscard]] std::string hazards(const Caller& who, std::optional<std::int64_t> known_at = {}) const {
    Query query;
    query.type = "hazard";
    query.known_at = known_at;
    std::set<std::string> names, each;
    for (const Record& record : store_->query(who, query).records)
      names.insert(std::get<std::string>(value_of(*store_->model()->find_type("hazard"), record, "local_id")));
    store_->each(who, query, [&](const Record& record) {
      each.insert(std::get<std::string>(value_of(*store_->model()->find_type("hazard"), record, "local_id")));
      return true;
    });
    EXPECT_EQ(names, each);
    EXPECT_EQ(store_->count(who, query), static_cast<std::int64_t>(names.size()));
    std::string found, text;
    for (const auto& [id, name] : {std::pair{a_, "A"}, std::pair{b_, "B"}, std::pair{c_, "C"}}) {
      if (store_->find(who, "hazard", id, known_at)) found += name;
    }
    for (const std::string& name : names) text += name;
    EXPECT_EQ(found, text);
    Aggregate sum;
    sum.type = "hazard";
    sum.sum = {"size"};
    sum.known_at = known_at;
    const auto groups = store_->aggregate(who, sum);
    EXPECT_EQ(groups.empty() ? 0 : groups.front().sums.front(), 10.0 * static_cast<double>(names.size()));
    return text;
  }

  test::ScratchFolder folder_;
  std::unique_ptr<Store> store_;
  const Uuid ours_ = Uuid::make(), theirs_ = Uuid::make(), country_ = Uuid::make(), north_ = Uuid::make(),
             village_ = Uuid::make(), a_ = Uuid::make(), b_ = Uuid::make(), c_ = Uuid::make(), of_a_ = Uuid::make(),
             of_b_ = Uuid::make(), memo_ = Uuid::make();
};

TEST_F(Rights, ARoleSeesUpToItsClass) {
  EXPECT_EQ(hazards(caller(Role::viewer)), "");
  EXPECT_EQ(hazards(caller(Role::collector)), "ABC");
  EXPECT_EQ(hazards(caller(Role::administrator)), "ABC");
  EXPECT_EQ(hazards(public_caller()), "");
  const auto owner_of = [&](Role role) {
    const auto found = store_->find(caller(role), "hazard", a_);
    return found ? value_of(*store_->model()->find_type("hazard"), *found, "owner").is_null() : true;
  };
  EXPECT_TRUE(owner_of(Role::reviewer));
  EXPECT_FALSE(owner_of(Role::information_manager));
}

TEST_F(Rights, AHiddenFieldIsNeitherFilteredSortedNorCountedBy) {
  const Caller reviewer = caller(Role::reviewer);
  Query query;
  query.type = "hazard";
  query.where = cql2::parse_text("owner = 'a made-up owner'");
  EXPECT_THROW((void)store_->query(reviewer, query), Problem);
  EXPECT_THROW((void)store_->count(reviewer, query), Problem);
  query.where.reset();
  query.sort = {{"owner", false}};
  EXPECT_THROW((void)store_->query(reviewer, query), Problem);
  Aggregate by;
  by.type = "hazard";
  by.group_by = {"owner"};
  EXPECT_THROW((void)store_->aggregate(reviewer, by), Problem);
  Query path;
  path.type = "evidence";
  path.where = cql2::parse_text("hazard.owner IS NOT NULL");
  EXPECT_THROW((void)store_->count(reviewer, path), Problem);
}

TEST_F(Rights, AnOperatorSeesTheRowsOfItsOrganisationAlone) {
  const Caller ours = caller(Role::operator_, {}, ours_.text());
  EXPECT_EQ(hazards(ours), "AC");
  Query evidence;
  evidence.type = "evidence";  // belongs to an organisation by its hazard
  EXPECT_EQ(store_->count(ours, evidence), 1);
  EXPECT_TRUE(store_->find(ours, "evidence", of_a_));
  EXPECT_FALSE(store_->find(ours, "evidence", of_b_));
  EXPECT_TRUE(store_->history(ours, of_b_).empty());
  EXPECT_FALSE(store_->find(ours, "memo", memo_)) << "what cannot be told apart is hidden";
  EXPECT_TRUE(store_->find(ours, "organisation", theirs_)) << "public types are for everybody";
  EXPECT_EQ(hazards(caller(Role::operator_)), "") << "an operator without an organisation has no rows";
}

TEST_F(Rights, AGrantOfAPlaceHoldsForAllBelowItAndGrantsAddUp) {
  EXPECT_EQ(hazards(caller(Role::reviewer, {{"", north_.text()}})), "AB");
  EXPECT_EQ(hazards(caller(Role::reviewer, {{"", village_.text()}})), "AB");
  EXPECT_EQ(hazards(caller(Role::reviewer, {{"", country_.text()}})), "ABC");
  EXPECT_EQ(hazards(caller(Role::reviewer, {{ours_.text(), north_.text()}})), "A");
  EXPECT_EQ(hazards(caller(Role::reviewer, {{theirs_.text(), ""}, {"", country_.text()}})), "ABC");
  EXPECT_EQ(hazards(caller(Role::operator_, {{theirs_.text(), north_.text()}}, ours_.text())), "ABC");
}

TEST_F(Rights, AnEarlierStateIsSeenOnlyWithTodaysRightsToo) {
  const std::int64_t before = store_->last_seq();
  store_->append(batch(), {change_of(OperationKind::change, "hazard", a_, {{"organisation", Value{theirs_.text()}}})});
  const Caller ours = caller(Role::operator_, {}, ours_.text()), theirs = caller(Role::operator_, {}, theirs_.text());
  EXPECT_EQ(hazards(ours), "C");
  EXPECT_EQ(hazards(ours, before), "C") << "it was ours then, and is not now";
  EXPECT_EQ(hazards(theirs), "AB");
  EXPECT_EQ(hazards(theirs, before), "B") << "it is theirs now, and was not then";
  const auto told = store_->history(theirs, a_);
  ASSERT_EQ(told.size(), 1u) << "what was done while it was ours stays ours";
  EXPECT_EQ(told.front().kind, OperationKind::change);
  EXPECT_TRUE(store_->history(ours, a_).empty());
  EXPECT_EQ(store_->history(Caller{}, a_).size(), 2u);
}

TEST_F(Rights, AHistoryDoesNotTellHiddenFields) {
  for (const Operation& operation : store_->history(caller(Role::reviewer), a_)) {
    EXPECT_FALSE(operation.after.contains("owner"));
    EXPECT_FALSE(operation.after.contains("informant"));
    EXPECT_EQ(operation.canonical.find("owner"), std::string::npos);
  }
}

std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const Problem& problem) {
    return std::string{problem.kind().code};
  }
  return "done";
}

TEST_F(Rights, AChangeIsBoundByTheRightsOfWhoMakesIt) {
  const Caller ours = caller(Role::operator_, {}, ours_.text());
  const auto change = [&](const Uuid& id, const std::string& name, Value value,
                          OperationKind kind = OperationKind::change) {
    return refusal([&] { store_->append(batch(ours), {change_of(kind, "hazard", id, {{name, std::move(value)}})}); });
  };
  const std::int64_t before = store_->last_seq();
  EXPECT_EQ(change(b_, "size", Value{std::int64_t{1}}), "store.unknown_record")
      << "not theirs to change, nor to know of";
  EXPECT_EQ(change(a_, "organisation", Value{theirs_.text()}), "store.outside_rights") << "no record is given away";
  EXPECT_EQ(change(a_, "owner", Value{std::string{"x"}}), "store.hidden_field");
  EXPECT_EQ(change(Uuid::make(), "organisation", Value{theirs_.text()}, OperationKind::create), "store.outside_rights");
  EXPECT_EQ(refusal([&] {
              store_->append(batch(ours), {change_of(OperationKind::create, "evidence", Uuid::make(),
                                                     {{"hazard", Value{b_.text()}}})});
            }),
            "store.outside_rights");
  EXPECT_EQ(refusal([&] { store_->append(batch(ours), {change_of(OperationKind::remove, "hazard", b_, {})}); }),
            "store.unknown_record");
  EXPECT_EQ(store_->last_seq(), before) << "nothing of it was written";
  EXPECT_EQ(change(a_, "size", Value{std::int64_t{1}}), "done");
  EXPECT_EQ(change(Uuid::make(), "organisation", Value{ours_.text()}, OperationKind::create), "done");
  EXPECT_EQ(refusal([&] {
              store_->append(batch(caller(Role::viewer)),
                             {change_of(OperationKind::change, "hazard", a_, {{"size", Value{std::int64_t{2}}}})});
            }),
            "store.unknown_record");
}

TEST_F(Rights, AccountsAreKeptAndTheirChangesLoggedWithoutSecrets) {
  Account account;
  account.name = "amal";
  account.role = Role::reviewer;
  account.password_hash = "$argon2id$secret";
  account.grants = {{ours_.text(), north_.text()}};
  account.highest_class = model::FieldClass::partner;
  store_->put_account(account, batch());
  account.disabled = true;
  account.link_hash = "linksecret";
  store_->put_account(account, batch());
  const auto all = store_->accounts();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all.front().grants, account.grants);
  EXPECT_EQ(all.front().password_hash, account.password_hash);
  EXPECT_EQ(all.front().highest_class, account.highest_class);
  std::vector<std::string> told;
  store_->operations_since(0, [&](const Operation& operation) {
    if (operation.type == "account") told.push_back(operation.canonical);
    return true;
  });
  ASSERT_EQ(told.size(), 2u);
  for (const std::string& text : told) EXPECT_EQ(text.find("secret"), std::string::npos) << text;
  EXPECT_NE(told[1].find("\"disabled\":true"), std::string::npos);
  EXPECT_TRUE(store_->history(caller(Role::reviewer), Uuid::named("account amal")).empty());
  SilentProgress silent;
  EXPECT_TRUE(store_->verify(silent).sound());
  account.name = "Big Name";
  EXPECT_THROW(store_->put_account(account, batch()), Problem);
}

TEST_F(Rights, SessionsEnd) {
  KeptSession session;
  session.account = "amal";
  session.until.unix_ms = Instant::now().unix_ms + 60'000;
  for (const char* token : {"one", "two", "three"}) {
    session.token_hash = token;
    store_->put_session(session);
  }
  session.token_hash = "old";
  session.until.unix_ms = 1;
  store_->put_session(session);
  EXPECT_TRUE(store_->session("one"));
  EXPECT_FALSE(store_->session("old"));
  store_->end_sessions("", "one", "");
  EXPECT_FALSE(store_->session("one"));
  store_->end_sessions("amal", "", "two");
  EXPECT_TRUE(store_->session("two"));
  EXPECT_FALSE(store_->session("three"));
}

}  // namespace
}  // namespace tilth::store
