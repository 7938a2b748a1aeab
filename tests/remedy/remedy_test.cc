#include "engine/remedy/remedy.h"

#include <functional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/remedy/policy_edit.h"
#include "tests/support/config_case.h"
#include "tests/support/print.h"
#include "tests/support/trail_case.h"

namespace remora::test {

namespace {

using remora::remedy::Edit;
using remora::remedy::Remedy;

template <class Case>
std::vector<Remedy> remedies_of(const Case& made) {
  return remora::remedy::find_remedies(made.world, made.call, made.assumptions, made.run());
}

/// The kinds of policies that the first remedy changes, in order.
std::string edits_of(const std::vector<Remedy>& remedies) {
  std::string text;
  for (const Remedy& one : remedies) {
    for (const Edit& edit : one.edits) {
      text += (text.empty() ? "" : " ") + std::string(layer_name(Layer::Resource, edit.policy));
    }
  }
  return text;
}

template <class Case>
void apply(Case& made, const Edit& edit) {
  const auto add = [&](CompiledPolicyPtr& slot) {
    slot = remora::remedy::with_statement(slot.get(), edit.policy, edit.statement);
  };
  switch (edit.policy) {
    case PolicyType::Bucket:
      return add(made.world.buckets[0].policy);
    case PolicyType::Key:
      return add(made.world.keys[0].policy);
    case PolicyType::Topic:
      return add(made.world.topics[0].policy);
    case PolicyType::Trust:
      return add(made.world.roles[0].trust);
    default:
      BOOST_FAIL("an edit of another policy");
  }
}

/// Applied as a whole it delivers, with any edit left out it does not.
template <class Case>
void check_proof(const Case& made, const Remedy& remedy) {
  BOOST_TEST(remedy.verified);
  BOOST_TEST(!remedy.summary.empty());
  Case whole = made;
  for (const Edit& edit : remedy.edits) {
    BOOST_TEST(!edit.documented.empty());
    BOOST_TEST(!edit.owner.empty());
    apply(whole, edit);
  }
  BOOST_TEST(whole.run().outcome == Outcome::Delivered);
  for (std::size_t left_out = 0; left_out < remedy.edits.size(); ++left_out) {
    Case part = made;
    for (std::size_t i = 0; i < remedy.edits.size(); ++i) {
      if (i != left_out) {
        apply(part, remedy.edits[i]);
      }
    }
    BOOST_TEST(part.run().outcome != Outcome::Delivered);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(remedy)
BOOST_AUTO_TEST_SUITE(remedy)

BOOST_AUTO_TEST_CASE(missing_statements_of_config_are_found_and_proved) {
  struct Row {
    const char* name;
    std::function<void(ConfigCase&)> change;
    const char* edits;
  };

  const Row rows[] = {
      {"key", [](ConfigCase& c) { c.with_key(kDefaultKeyPolicy); }, "key"},
      {"write and ACL", [](ConfigCase& c) { c.bucket_policy(""); }, "bucket bucket"},
      {"ACL", [](ConfigCase& c) { c.service_policy({.acl = false}); }, "bucket"},
      {"write, ACL and key",
       [](ConfigCase& c) {
         c.bucket_policy("");
         c.with_key("");
       },
       "bucket key bucket"},
      {"trust", [](ConfigCase& c) { c.world.roles[0].trust = nullptr; }, "trust"},
  };
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.name) {
      ConfigCase made;
      row.change(made);
      const std::vector<Remedy> remedies = remedies_of(made);
      BOOST_REQUIRE(remedies.size() == 1U);
      BOOST_TEST(edits_of(remedies) == row.edits);
      check_proof(made, remedies[0]);
    }
  }
}

BOOST_AUTO_TEST_CASE(missing_statements_of_cloudtrail_are_found_and_proved) {
  struct Row {
    const char* name;
    std::function<void(TrailCase&)> change;
  };

  const Row rows[] = {
      {"no bucket policy", [](TrailCase& c) { c.world.buckets[0].policy = nullptr; }},
      {"key", [](TrailCase& c) { c.with_key(kDefaultKeyPolicy); }},
      {"topic", [](TrailCase& c) { c.with_topic(""); }},
      {"organization trail",
       [](TrailCase& c) {
         c.call.trail.is_organization_trail = true;
         c.call.trail.enable_log_file_validation = true;
       }},
      {"prefix", [](TrailCase& c) { c.call.trail.s3_key_prefix = "p"; }},
  };
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.name) {
      TrailCase made;
      row.change(made);
      const std::vector<Remedy> remedies = remedies_of(made);
      BOOST_REQUIRE(remedies.size() == 1U);
      check_proof(made, remedies[0]);
    }
  }
}

BOOST_AUTO_TEST_CASE(no_statement_mends_what_is_not_a_missing_permission) {
  const std::string for_config = std::string(kDefaultKeyPolicy) + "," +
                                 allow(kToConfig, R"(["kms:Decrypt", "kms:GenerateDataKey"])", "*");

  struct Row {
    const char* name;
    std::function<void(ConfigCase&)> change;
  };

  const Row rows[] = {
      {"explicit Deny",
       [](ConfigCase& c) {
         c.service_policy({.more = deny(R"({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})")});
       }},
      {"disabled key",
       [&](ConfigCase& c) {
         c.with_key(for_config);
         c.world.keys[0].state = "Disabled";
       }},
      {"no such key",
       [](ConfigCase& c) {
         c.with_key("");
         c.world.keys.clear();
       }},
      {"no such bucket", [](ConfigCase& c) { c.world.buckets.clear(); }},
      {"Requester Pays", [](ConfigCase& c) { c.world.buckets[0].requester_pays = true; }},
      {"a bad parameter", [](ConfigCase& c) { c.call.channel.s3_key_prefix = ""; }},
      {"an RCP",
       [](ConfigCase& c) {
         c.world.organization->rcps_in_force = true;
         c.world.organization->accounts[kBucketOwner].rcps = {{statements(
             deny(R"({"Bool": {"aws:PrincipalIsAWSService": "true"}})"), PolicyType::Rcp)}};
       }},
      {"delivered already", [](ConfigCase&) {}},
      {"undetermined",
       [](ConfigCase& c) {
         c.world.buckets[0].policy = CompiledPolicy::unread(PolicyType::Bucket, "nobody looked");
       }},
  };
  for (const Row& row : rows) {
    BOOST_TEST_CONTEXT(row.name) {
      ConfigCase made;
      row.change(made);
      BOOST_TEST(remedies_of(made).empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(an_edit_names_the_text_that_it_changes) {
  ConfigCase made;
  made.with_key(kDefaultKeyPolicy);
  const std::vector<Remedy> remedies = remedies_of(made);
  const Edit& edit = remedies.at(0).edits.at(0);
  BOOST_TEST(edit.owner == kKey);
  BOOST_TEST(edit.source == made.world.keys[0].policy->document()->source());
  BOOST_TEST(edit.patch.find("\"/Statement/-\"") != std::string::npos);
  made.with_key("");
  BOOST_TEST((remedies_of(made).at(0).edits.at(0).source == nullptr));
}

BOOST_AUTO_TEST_CASE(the_world_stays_as_it_was) {
  ConfigCase made;
  made.with_key(kDefaultKeyPolicy);
  const auto before = made.world.keys[0].policy;
  remedies_of(made);
  BOOST_TEST(made.world.keys[0].policy == before);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
