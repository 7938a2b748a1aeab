#include "engine/remedy/remedy.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/remedy/policy_draft.h"
#include "tests/support/config_case.h"
#include "tests/support/known.h"
#include "tests/support/print.h"
#include "tests/support/table.h"
#include "tests/support/trail_case.h"

namespace remora::test {

namespace {

using remora::remedy::Edit;
using remora::remedy::PolicyDraft;
using remora::remedy::PolicyEdit;
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

/// The case with some edits made, each on what the ones before left.
template <class Case>
Case with(Case made, const std::vector<Edit>& edits) {
  std::vector<PolicyDraft> drafts;
  for (const Edit& edit : edits) {
    const auto known = std::find_if(drafts.begin(), drafts.end(), [&](const PolicyDraft& one) {
      return one.slot() == edit.slot && one.base() == edit.base;
    });
    PolicyDraft& draft =
        known != drafts.end() ? *known : drafts.emplace_back(PolicyDraft(edit.slot, edit.base));
    PolicyEdit one;
    one.json = edit.statement;
    draft.add(one);
  }
  for (const PolicyDraft& draft : drafts) {
    if (draft.base() == nullptr) {
      remora::remedy::set_policy(made.world, draft.slot(), draft.compile());
    } else {
      remora::remedy::replace_policy(made.world, draft.base().get(), draft.compile());
    }
  }
  return made;
}

/// Applied as a whole it delivers, with any edit left out it does not.
template <class Case>
void check_proof(const Case& made, const Remedy& remedy) {
  BOOST_TEST(remedy.verified);
  BOOST_TEST(!remedy.summary.empty());
  for (const Edit& edit : remedy.edits) {
    BOOST_TEST(!edit.documented.empty());
    BOOST_TEST(!edit.owner.empty());
    BOOST_TEST(!edit.what.empty());
  }
  BOOST_TEST(with(made, remedy.edits).run().outcome == Outcome::Delivered);
  for (std::size_t left_out = 0; left_out < remedy.edits.size(); ++left_out) {
    std::vector<Edit> fewer = remedy.edits;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
    BOOST_TEST(with(made, fewer).run().outcome != Outcome::Delivered);
  }
}

/// The best remedy that does nothing but add statements.
Remedy added_statements(const std::vector<Remedy>& remedies) {
  for (const Remedy& one : remedies) {
    if (std::none_of(one.edits.begin(), one.edits.end(), [](const Edit& edit) {
          return edit.kind == remora::remedy::EditKind::CorrectStatement;
        })) {
      return one;
    }
  }
  BOOST_FAIL("no remedy adds statements alone");
  return {};
}

constexpr const char* kServicesOfOrganization =
    "keep the Deny away from AWS services (aws:PrincipalIsAWSService), and deny those that act for "
    "others than the organization instead";

/// What the best remedy does, in words.
template <class Case>
std::string best(const Case& made) {
  const std::vector<Remedy> found = remedies_of(made);
  std::string text;
  for (const Edit& edit : found.empty() ? std::vector<Edit>() : found.front().edits) {
    text += (text.empty() ? "" : "; ") + edit.what;
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(remedy)
BOOST_AUTO_TEST_SUITE(remedy)

TEST_TABLE(missing_statements_of_config_are_found_and_proved) {
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
       "bucket bucket key"},
      {"trust", [](ConfigCase& c) { c.world.roles[0].trust = nullptr; }, "trust"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      row.change(made);
      const Remedy remedy = added_statements(remedies_of(made));
      BOOST_TEST(edits_of({remedy}) == row.edits);
      check_proof(made, remedy);
    }
  }
}

TEST_TABLE(missing_statements_of_cloudtrail_are_found_and_proved) {
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
         c.trail().is_organization_trail = true;
         c.trail().enable_log_file_validation = true;
       }},
      {"prefix", [](TrailCase& c) { c.trail().s3_key_prefix = "p"; }},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      TrailCase made;
      row.change(made);
      check_proof(made, added_statements(remedies_of(made)));
    }
  }
}

TEST_TABLE(single_elements_are_corrected) {
  const auto key_statement =
      [](const std::string& principal, const std::string& actions, const std::string& condition) {
        return std::string(kDefaultKeyPolicy) + "," + allow(principal, actions, "*", condition);
      };

  struct Row {
    const char* name;
    std::function<void(ConfigCase&)> change;
    const char* what;
  };

  const Row rows[] = {
      {"an action is missing",
       [&](ConfigCase& c) { c.with_key(key_statement(kToConfig, R"("kms:Encrypt")", "")); },
       "add \"kms:GenerateDataKey\" to Action"},
      {"an action is misspelt",
       [&](ConfigCase& c) {
         c.with_key(key_statement(kToConfig, R"(["kms:Decrypt", "kms:GenerateDatakeys"])", ""));
       },
       "replace \"kms:GenerateDatakeys\" by \"kms:GenerateDataKey\" in Action"},
      {"a value names an account that is not listed: somebody may deliver by it",
       [&](ConfigCase& c) {
         c.with_key(key_statement(kToConfig,
                                  R"(["kms:Decrypt", "kms:GenerateDataKey"])",
                                  R"({"StringEquals": {"aws:SourceAccount": "999999999999"}})"));
       },
       "add \"111111111111\" to the condition on aws:SourceAccount"},
      {"a value names an account that exists",
       [&](ConfigCase& c) {
         c.with_key(key_statement(kToConfig,
                                  R"(["kms:Decrypt", "kms:GenerateDataKey"])",
                                  R"({"StringEquals": {"aws:SourceAccount": "222222222222"}})"));
       },
       "add \"111111111111\" to the condition on aws:SourceAccount"},
      {"the same in an open world, where nobody knows who uses it",
       [&](ConfigCase& c) {
         c.with_key(key_statement(kToConfig,
                                  R"(["kms:Decrypt", "kms:GenerateDataKey"])",
                                  R"({"StringEquals": {"aws:SourceAccount": "999999999999"}})"));
         c.world.closure = world::Closure::Open;
       },
       "add \"111111111111\" to the condition on aws:SourceAccount"},
      {"the folder of another account",
       [](ConfigCase& c) {
         c.service_policy(
             {.put_resource = "arn:aws:s3:::cfg-logs-2222/AWSLogs/999999999999/Config/*",
              .put_resource_without_prefix = "arn:aws:s3:::cfg-logs-2222"});
       },
       "add \"arn:aws:s3:::cfg-logs-2222/AWSLogs/111111111111/Config/*\" to Resource"},
      {"the statement is for another service: this one gets its own",
       [](ConfigCase& c) {
         c.bucket_policy(
             allow(kToCloudTrail,
                   R"(["s3:PutObject"])",
                   "arn:aws:s3:::cfg-logs-2222/AWSLogs/111111111111/Config/*",
                   kFromRecorder) +
             "," +
             allow(kToConfig, R"("s3:GetBucketAcl")", "arn:aws:s3:::cfg-logs-2222", kFromRecorder));
       },
       "add a statement that lets config.amazonaws.com do s3:PutObject"},
      {"the role's own policy has another folder",
       [](ConfigCase& c) {
         c.bucket_policy("");
         c.bucket_owner(kRecorderAccount);
         c.world.roles = {recorder_role(allow(
             "", R"(["s3:PutObject", "s3:PutObjectAcl"])", "arn:aws:s3:::cfg-logs-2222/other/*"))};
       },
       "add \"arn:aws:s3:::cfg-logs-2222/AWSLogs/111111111111/*\" to Resource"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      row.change(made);
      BOOST_TEST(best(made) == row.what);
    }
  }
}

BOOST_AUTO_TEST_CASE(nobody_is_let_into_a_statement_that_does_more) {
  // `kms:*` for the administrators: the service gets a statement of its own.
  ConfigCase key;
  key.with_key(kDefaultKeyPolicy);
  BOOST_TEST(edits_of({remedies_of(key).front()}) == "key");
  BOOST_TEST(
      (remedies_of(key).front().edits.front().kind == remora::remedy::EditKind::AddStatement));
  // Without a condition, Config of every account would get in with it.
  ConfigCase bucket;
  bucket.bucket_policy(allow(kToCloudTrail,
                             R"("s3:PutObject")",
                             "arn:aws:s3:::cfg-logs-2222/AWSLogs/111111111111/Config/*"));
  for (const Remedy& one : remedies_of(bucket)) {
    for (const Edit& edit : one.edits) {
      BOOST_TEST(edit.what.find("add \"config.amazonaws.com\"") == std::string::npos, edit.what);
    }
  }
}

TEST_TABLE(a_deny_is_kept_away) {
  struct Row {
    const char* name;
    std::string deny;
    const char* what;
  };

  const Row rows[] = {
      {"by organization",
       deny(R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"),
       kServicesOfOrganization},
      {"by VPC endpoint",
       deny(R"({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}})"),
       kServicesOfOrganization},
      {"by a key that services send: nothing is documented for that",
       deny(R"({"StringNotEquals": {"s3:x-amz-storage-class": "GLACIER"}})", R"("s3:PutObject")"),
       "keep the Deny away from arn:aws:config:us-east-1:111111111111:* (aws:SourceArn)"},
      {"by a list of accounts",
       deny(R"({"StringNotEquals": {"aws:SourceAccount": ["444444444444"]}})"),
       "add \"111111111111\" to the exceptions of the condition on aws:SourceAccount"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      made.service_policy({.more = row.deny});
      BOOST_TEST(best(made) == row.what);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_exception_for_services_leaves_those_of_strangers_out) {
  // The Allow says nothing about accounts: only the Deny keeps other accounts' Config out.
  ConfigCase made;
  made.bucket_policy(
      allow(kToConfig, R"(["s3:PutObject", "s3:GetBucketAcl"])", "arn:aws:s3:::cfg-logs-2222*") +
      "," + deny(R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"));
  BOOST_TEST(best(made) == kServicesOfOrganization);
  // Without an organization there is nobody but the account to make an exception for.
  made.world.organization.reset();
  BOOST_TEST(best(made) ==
             "keep the Deny away from arn:aws:config:us-east-1:111111111111:* (aws:SourceArn)");
}

BOOST_AUTO_TEST_CASE(a_resource_control_policy_is_mended_in_every_place) {
  ConfigCase made;
  made.world.organization->rcps_in_force = true;
  const auto rcp = statements(
      deny(R"({"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})"), PolicyType::Rcp);
  for (auto& [account, member] : made.world.organization->accounts) {
    member.rcps = {{rcp}};
  }
  const std::vector<Remedy> found = remedies_of(made);
  BOOST_REQUIRE(!found.empty());
  BOOST_TEST(found.front().edits.size() == 1U);
  BOOST_TEST((found.front().edits.front().policy == PolicyType::Rcp));
}

// A key must be where it is used: at the topic that it encrypts, not at the bucket.
BOOST_AUTO_TEST_CASE(the_key_of_a_topic_is_wanted_in_the_topics_region) {
  TrailCase made;
  const std::string abroad = "arn:aws:sns:eu-west-1:333333333333:t";
  made.world.topics = {topic(abroad, allow(kToCloudTrail, R"("sns:Publish")", "*"))};
  made.trail().sns_topic_name = abroad;
  for (const char* const key_id : {"alias/aws/sns", "11111111-2222-3333-4444-555555555555"}) {
    made.world.topics[0].kms_key = key_id;
    const auto plan = remora::remedy::plan_repair(made.world, {&made.call}, made.assumptions);
    const auto& advice = plan.deliveries.at(0).advice;
    BOOST_REQUIRE(advice.has_value());
    BOOST_TEST(advice->what.find("eu-west-1, the Region of the topic") != std::string::npos,
               advice->what);
  }
}

TEST_TABLE(what_policy_cannot_mend_has_advice) {
  const std::string for_config = std::string(kDefaultKeyPolicy) + "," +
                                 allow(kToConfig, R"(["kms:Decrypt", "kms:GenerateDataKey"])", "*");

  struct Row {
    const char* name;
    std::function<void(ConfigCase&)> change;
    const char* code;
  };

  const Row rows[] = {
      {"disabled key",
       [&](ConfigCase& c) {
         c.with_key(for_config);
         auto key = c.world.keys[0];
         key.state = "Disabled";
         c.world.keys = {key};
       },
       "key-state"},
      {"no such key",
       [](ConfigCase& c) {
         c.with_key("");
         c.world.keys.clear();
       },
       "no-key"},
      {"no such bucket", [](ConfigCase& c) { c.world.buckets.clear(); }, "no-bucket"},
      {"Requester Pays",
       [](ConfigCase& c) { c.world.buckets[0].requester_pays = true; },
       "requester-pays"},
      {"a guard on encryption",
       [](ConfigCase& c) {
         c.service_policy(
             {.more = deny(R"({"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}})",
                           R"("s3:PutObject")")});
       },
       "give-key"},
      {"a guard on transport",
       [](ConfigCase& c) {
         c.service_policy({.more = deny(R"({"Bool": {"aws:SecureTransport": "true"}})")});
       },
       "guard"},
      {"a slash at the end of the prefix",
       [](ConfigCase& c) {
         c.service_policy({.put_resource = "arn:aws:s3:::cfg-logs-2222/p/AWSLogs/*"});
         c.channel().s3_key_prefix = "p/";
       },
       "prefix-slash"},
      {"a bad parameter", [](ConfigCase& c) { c.channel().s3_key_prefix = ""; }, "parameter"},
      {"no role", [](ConfigCase& c) { c.world.roles.clear(); }, "no-role"},
      {"the key is in another Region",
       [&](ConfigCase& c) {
         c.with_key(for_config);
         c.world.buckets[0].region = "eu-west-1";
       },
       "key-region"},
      {"an AWS managed key that nobody lists",
       [](ConfigCase& c) {
         c.channel().s3_kms_key_arn = "arn:aws:kms:us-east-1:222222222222:alias/aws/s3";
       },
       "foreign-key"},
      {"an AWS managed key",
       [](ConfigCase& c) {
         c.with_key(kDefaultKeyPolicy);
         c.world.keys[0].aws_managed = true;
       },
       "foreign-key"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      row.change(made);
      BOOST_TEST(remedies_of(made).empty());
      const auto plan = remora::remedy::plan_repair(made.world, {&made.call}, made.assumptions);
      const auto& prospect = plan.deliveries.at(0);
      BOOST_TEST((prospect.prospect == remora::remedy::Prospect::NotByPolicy));
      BOOST_REQUIRE(prospect.advice.has_value());
      BOOST_TEST(prospect.advice->code == row.code);
      BOOST_TEST(!prospect.advice->what.empty());
    }
  }
}

// The policy is asked before the organization's setting, so both are told.
BOOST_AUTO_TEST_CASE(an_edit_that_gets_halfway_is_shown_as_such) {
  TrailCase made;
  made.trail().is_organization_trail = true;
  made.world.organization->cloudtrail_access_enabled = false;
  const auto plan = remora::remedy::plan_repair(made.world, {&made.call}, made.assumptions);
  BOOST_TEST(plan.remedies.empty());
  const auto& advice = plan.deliveries.at(0).advice;
  BOOST_REQUIRE(advice.has_value());
  BOOST_TEST(advice->code == "trusted-access");
  BOOST_TEST(advice->behind_policy);
  BOOST_REQUIRE(advice->halfway.size() == 1U);
  BOOST_TEST(advice->halfway.front().statement.find("/AWSLogs/o-a1b2c3d4e5/") != std::string::npos);

  made.world.organization->cloudtrail_access_enabled = true;
  const auto rest = remora::remedy::plan_repair(made.world, {&made.call}, made.assumptions);
  BOOST_REQUIRE(!rest.remedies.empty());
  BOOST_TEST(rest.remedies.front().edits.front().statement == advice->halfway.front().statement);
}

// An incomplete dump: the key policy refuses for certain, and what its mending leads to is open.
BOOST_AUTO_TEST_CASE(an_edit_behind_which_a_fact_is_missing_is_shown_as_such) {
  TrailCase made;
  made.world.buckets[0].region = std::make_shared<const remora::Unknown>(
      remora::Unknown{"the Region of bucket logs", "not in the dump", {}, "buckets[0].region"});
  made.with_key(kDefaultKeyPolicy);
  const auto plan = remora::remedy::plan_repair(made.world, {&made.call}, made.assumptions);
  BOOST_TEST(plan.remedies.empty());
  const auto& advice = plan.deliveries.at(0).advice;
  BOOST_REQUIRE(advice.has_value());
  BOOST_TEST(advice->code == "unknown-fact");
  BOOST_TEST(advice->behind_policy);
  BOOST_TEST(advice->what ==
             "it depends on the Region of bucket logs (not in the dump); give buckets[0].region");
  BOOST_REQUIRE(advice->halfway.size() == 1U);
  BOOST_TEST(advice->halfway.front().statement.find("kms:GenerateDataKey") != std::string::npos);
}

// Who is in which unit matters only to a policy that asks for it.
TEST_TABLE(a_fix_is_proven_though_nobody_knows_the_root) {
  struct Row {
    const char* name;
    std::string statements;
    bool proven = true;
  };

  const Row rows[] = {
      {"no statement", ""},
      {"another account's",
       allow(kToConfig,
             R"(["s3:PutObject", "s3:GetBucketAcl", "s3:ListBucket"])",
             "arn:aws:s3:::cfg-logs-2222*",
             R"({"StringEquals": {"aws:SourceAccount": "444444444444"}})")},
      {"the organization's by another key",
       allow(kToConfig,
             R"(["s3:PutObject", "s3:GetBucketAcl", "s3:ListBucket"])",
             "arn:aws:s3:::cfg-logs-2222*",
             R"({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})")},
      {"a unit's",
       allow(kToConfig,
             R"(["s3:PutObject", "s3:GetBucketAcl", "s3:ListBucket"])",
             "arn:aws:s3:::cfg-logs-2222*",
             R"({"ForAnyValue:StringLike": {"aws:SourceOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-1/*"}})"),
       false},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      ConfigCase made;
      made.bucket_policy(row.statements);
      for (auto& [account, member] : made.world.organization->accounts) {
        member.path = std::make_shared<const Unknown>(
            Unknown{"the path of the root", "no input says it", {}, "organization.root.id"});
      }
      const auto plan = remora::remedy::plan_repair(made.world, {&made.call}, made.assumptions);
      BOOST_TEST(plan.remedies.empty() == !row.proven);
      if (!row.proven) {
        BOOST_TEST((plan.deliveries.at(0).prospect == remora::remedy::Prospect::Undetermined));
        BOOST_TEST(plan.deliveries.at(0).reason.ends_with("; give organization.root.id"),
                   plan.deliveries.at(0).reason);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(where_nothing_is_refused_nothing_is_mended) {
  ConfigCase delivered;
  BOOST_TEST(remedies_of(delivered).empty());
  ConfigCase open;
  open.world.buckets[0].policy = CompiledPolicy::unread(PolicyType::Bucket, "nobody looked");
  BOOST_TEST(remedies_of(open).empty());
  const auto plan = remora::remedy::plan_repair(open.world, {&open.call}, open.assumptions);
  BOOST_TEST((plan.deliveries.at(0).prospect == remora::remedy::Prospect::Undetermined));
  BOOST_TEST(!plan.deliveries.at(0).reason.empty());
}

BOOST_AUTO_TEST_CASE(what_stands_behind_the_fence_is_not_let_in) {
  ConfigCase made;
  made.with_key(kDefaultKeyPolicy);
  Call other = made.call;
  other.account = kManagement;
  std::get<remora::delivery::config::Call>(other.of).recorder->role_arn =
      "arn:aws:iam::333333333333:role/config-role";
  made.world.roles.push_back(
      role(known(std::get<remora::delivery::config::Call>(other.of).recorder->role_arn),
           allow(kToConfig, R"("sts:AssumeRole")", "")));
  const auto is_refused = [&](const world::World& world, const Call& call) {
    return delivery::deliver(world, call, made.assumptions).outcome == delivery::Outcome::Refused;
  };
  BOOST_REQUIRE(is_refused(made.world, made.call));
  BOOST_REQUIRE(is_refused(made.world, other));
  remora::remedy::Fence fence;
  fence.refused = {&other};
  const auto plan =
      remora::remedy::plan_repair(made.world, {&made.call, &other}, made.assumptions, fence);
  BOOST_TEST((plan.deliveries.at(1).prospect == remora::remedy::Prospect::KeptRefused));
  BOOST_TEST(!plan.remedies.empty());
  for (const Remedy& remedy : plan.remedies) {
    const ConfigCase mended = with(made, remedy.edits);
    BOOST_TEST(!is_refused(mended.world, made.call));
    BOOST_TEST(is_refused(mended.world, other), remedy.summary);
  }
}

BOOST_AUTO_TEST_CASE(several_deliveries_are_mended_together) {
  // Two accounts record into one bucket with one key: each gets what it needs, in one fix.
  ConfigCase made;
  made.channel().s3_kms_key_arn = kKey;
  made.world.keys = {key(kKey, kDefaultKeyPolicy)};
  made.bucket_policy("");
  Call other = made.call;
  other.account = kManagement;
  const std::string other_role = "arn:aws:iam::333333333333:role/config-role";
  std::get<remora::delivery::config::Call>(other.of).recorder->role_arn = other_role;
  made.world.roles.push_back(role(other_role, allow(kToConfig, R"("sts:AssumeRole")", "")));
  const auto plan = remora::remedy::plan_repair(made.world, {&made.call, &other}, made.assumptions);
  BOOST_REQUIRE(!plan.remedies.empty());
  for (const auto& prospect : plan.deliveries) {
    BOOST_TEST((prospect.prospect == remora::remedy::Prospect::Mended));
  }
  // Of the second account only its number is new, where a statement has no folder.
  const std::string whole = [&] {
    std::string text;
    for (const Edit& edit : plan.remedies.front().edits) {
      text += edit.statement;
    }
    return text;
  }();
  BOOST_TEST(whole.find("AWSLogs/333333333333/Config/*") != std::string::npos, whole);
  BOOST_TEST(whole.find("AWSLogs/111111111111/Config/*") != std::string::npos);
}

// Source: Amazon S3 User Guide, "Bucket policies": 20 KB.
BOOST_AUTO_TEST_CASE(what_aws_would_not_store_is_no_fix) {
  constexpr std::size_t kJustBelow = 20'400;
  ConfigCase made;
  std::string text =
      R"({"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": [)";
  while (text.size() < kJustBelow - 130) {
    text += R"("arn:aws:s3:::cfg-logs-2222/kept/x",)";
  }
  made.bucket_policy(text + R"("arn:aws:s3:::cfg-logs-2222/kept/y"]})");
  const auto plan = remora::remedy::plan_repair(made.world, {&made.call}, made.assumptions);
  BOOST_TEST(plan.remedies.empty());
  BOOST_REQUIRE(plan.deliveries.at(0).advice.has_value());
  BOOST_TEST(plan.deliveries[0].advice->code == "not-stored");
  BOOST_TEST(
      plan.deliveries[0].advice->what.find("maximum allowed document size") != std::string::npos,
      plan.deliveries[0].advice->what);
}

// Source: AWS KMS Developer Guide, "Default key policy".
BOOST_AUTO_TEST_CASE(a_new_key_policy_leaves_the_key_to_its_account) {
  ConfigCase made;
  made.with_key("");
  const std::vector<Remedy> remedies = remedies_of(made);
  BOOST_REQUIRE(!remedies.empty());
  const auto& changes = remedies.front().edits.front().changes;
  BOOST_REQUIRE(!changes.empty());
  BOOST_TEST(changes.front().value.find("arn:aws:iam::333333333333:root") != std::string::npos,
             changes.front().value);
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
