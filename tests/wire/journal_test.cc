#include "engine/wire/journal.h"

#include <map>
#include <random>
#include <set>

#include <boost/test/unit_test.hpp>

#include "engine/fixture/run.h"
#include "engine/input/load.h"
#include "engine/wire/scenario_text.h"
#include "engine/wire/snapshot.h"
#include "tests/support/memory_files.h"
#include "tests/support/table.h"
#include "tests/support/trials.h"
#include "tests/wire/wire_client.h"

namespace remora::test {

namespace {

remora::wire::Change change_of(const std::string& body) {
  remora::wire::Settings settings;
  settings.soft = true;
  settings.assume = {{"a", "b"}};
  return {settings, 1795435155882, {"PUT", "/b/k?x=1", {{"Host", "h"}, {"X-A", ""}}, body}, 7};
}

/// Each account of the organization, with its path.
std::string paths_of(const world::World& world) {
  std::string paths;
  if (world.organization) {
    for (const auto& [id, account] : world.organization->accounts) {
      paths += id + " " + account.path.shown("unknown") + "\n";
    }
  }
  return paths;
}

/// A client that does something at random, keeps what changed something, and knows what must be
/// there.
class RandomClient {
 public:
  explicit RandomClient(unsigned seed) : random_(seed) {
    client.region = "us-east-1";
    begin = remora::wire::snapshot_of(client.state);
  }

  void act() {
    const std::string bucket = "bucket-" + std::to_string(pick(3));
    const std::string key = "k" + std::to_string(pick(4));
    switch (pick(12)) {
      case 0:
        note(client.s3("PUT", "/" + bucket));
        objects.try_emplace(bucket);
        return;
      case 1:
        if (note(client.s3("DELETE", "/" + bucket)).status == 204) {
          objects.erase(bucket);
        }
        return;
      case 2:
      case 3:
        if (note(client.s3("PUT", "/" + bucket + "/" + key, "body " + key)).status == 200) {
          objects[bucket].insert(key);
        }
        return;
      case 4:
        if (note(client.s3("DELETE", "/" + bucket + "/" + key)).status == 204) {
          objects[bucket].erase(key);
        }
        return;
      case 5:
        note(client.s3("PUT", "/" + bucket + "?policy", config_bucket_policy(bucket)));
        return;
      case 6: {
        const std::string made = note(client.json("TrentService.CreateKey", "{}")).body;
        const std::size_t at = made.find("\"Arn\":\"") + 7;
        keys_.push_back(made.substr(at, made.find('"', at) - at));
        return;
      }
      case 7:
        note(
            client.query("Action=CreateServiceLinkedRole&Version=2010-05-08&AWSServiceName="
                         "config.amazonaws.com"));
        note(client.json(
            "StarlingDoveService.PutConfigurationRecorder",
            R"({"ConfigurationRecorder":{"name":"default","roleARN":"arn:aws:iam::)" +
                client.account +
                R"(:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"}})"));
        return;
      case 8:
        organize("CreateOrganization", "{}");
        organize(
            "CreateOrganizationalUnit",
            R"({"Name":"u)" + std::to_string(pick(3)) + R"(","ParentId":")" + some_unit() + "\"}");
        return;
      case 9:
        organize("CreateAccount",
                 R"({"AccountName":"a","Email":"a)" + std::to_string(pick(4)) + R"(@b.c"})");
        move_somebody();
        return;
      case 10: {
        const std::string type =
            pick(2) == 0 ? "SERVICE_CONTROL_POLICY" : "RESOURCE_CONTROL_POLICY";
        const bool rcp = type[0] == 'R';
        organize(pick(4) == 0 ? "DisablePolicyType" : "EnablePolicyType",
                 R"({"RootId":")" + some_unit(true) + R"(","PolicyType":")" + type + "\"}");
        organize(
            "CreatePolicy",
            R"({"Name":"p)" + std::to_string(pick(3)) + R"(","Type":")" + type +
                R"(","Content":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",)" +
                (rcp ? R"(\"Principal\":\"*\",)" : "") +
                R"(\"Action\":\"s3:PutObject\",\"Resource\":\"*\"}]}"})");
        const std::vector<std::string> policies =
            ids("ListPolicies", R"({"Filter":")" + type + "\"}");
        if (!policies.empty()) {
          organize(pick(3) == 0 ? "DetachPolicy" : "AttachPolicy",
                   R"({"PolicyId":")" + policies[pick(static_cast<unsigned>(policies.size()))] +
                       R"(","TargetId":")" + some_unit() + "\"}");
        }
        return;
      }
      default: {
        const std::string kms =
            keys_.empty() || pick(2) == 0
                ? std::string()
                : R"(,"s3KmsKeyArn":")" + keys_[pick(static_cast<unsigned>(keys_.size()))] + "\"";
        note(client.json("StarlingDoveService.PutDeliveryChannel",
                         R"({"DeliveryChannel":{"name":"default","s3BucketName":")" + bucket +
                             "\"" + kms + "}}"));
        for (const auto& record : client.state.buckets) {
          if (objects.count(record.first) > 0 && !record.second.objects.empty()) {
            for (const auto& object : record.second.objects) {
              written.insert(object.first);
            }
          }
        }
      }
    }
  }

  WireClient client;
  std::string begin;                                     // a snapshot of the state at first
  std::vector<remora::wire::Change> changes;             // since
  std::map<std::string, std::set<std::string>> objects;  // of clients, by bucket
  std::set<std::string> written;                         // by services as well
  std::map<std::string, std::string> parents;            // of accounts that were moved

  /// Ids in an answer of AWS Organizations, in its order.
  std::vector<std::string> ids(const std::string& operation, const std::string& body) {
    const std::string text = client.json("AWSOrganizationsV20161128." + operation, body).body;
    std::vector<std::string> found;
    for (std::size_t at = text.find("\"Id\":\""); at != std::string::npos;
         at = text.find("\"Id\":\"", at + 1)) {
      found.push_back(text.substr(at + 6, text.find('"', at + 6) - at - 6));
    }
    return found;
  }

 private:
  void organize(const std::string& operation, const std::string& body) {
    note(client.json("AWSOrganizationsV20161128." + operation, body));
  }

  /// The root, or at random one of its units.
  std::string some_unit(bool root_only = false) {
    const std::vector<std::string> roots = ids("ListRoots", "{}");
    if (roots.empty()) {
      return "r-none";
    }
    std::vector<std::string> units =
        ids("ListOrganizationalUnitsForParent", R"({"ParentId":")" + roots[0] + "\"}");
    units.push_back(roots[0]);
    return root_only ? roots[0] : units[pick(static_cast<unsigned>(units.size()))];
  }

  void move_somebody() {
    const std::vector<std::string> accounts = ids("ListAccounts", "{}");
    if (accounts.empty()) {
      return;
    }
    const std::string account = accounts[pick(static_cast<unsigned>(accounts.size()))];
    const std::string from = ids("ListParents", R"({"ChildId":")" + account + "\"}").at(0);
    const std::string to = some_unit();
    organize("MoveAccount",
             R"({"AccountId":")" + account + R"(","SourceParentId":")" + from +
                 R"(","DestinationParentId":")" + to + "\"}");
    parents[account] = to;
  }

  unsigned pick(unsigned below) {
    return std::uniform_int_distribution<unsigned>(0, below - 1)(random_);
  }

  remora::wire::Response note(remora::wire::Response response) {
    if (client.last.changed) {
      changes.push_back({client.state.settings, client.now, client.sent, client.state.answered});
    }
    return response;
  }

  std::mt19937 random_;
  std::vector<std::string> keys_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(journal)

BOOST_AUTO_TEST_CASE(a_change_comes_back_as_it_was) {
  const remora::wire::Change change = change_of(std::string("a\0b\n", 4));
  const std::string bytes = remora::wire::record_of(change);
  const remora::wire::Journaled read = remora::wire::read_journal(bytes + bytes);
  BOOST_REQUIRE(read.changes.size() == 2U);
  BOOST_TEST(read.whole == 2 * bytes.size());
  BOOST_TEST(!read.damaged);
  BOOST_TEST(remora::wire::record_of(read.changes[1]) == bytes);
  BOOST_TEST(read.changes[0].request.body == change.request.body);
  BOOST_TEST(read.changes[0].settings.soft);
}

BOOST_AUTO_TEST_CASE(a_torn_tail_is_dropped_wherever_it_is_torn) {
  const std::string first = remora::wire::record_of(change_of("first"));
  const std::string second = remora::wire::record_of(change_of("second"));
  for (std::size_t size = 0; size < second.size(); ++size) {
    const remora::wire::Journaled read = remora::wire::read_journal(first + second.substr(0, size));
    BOOST_TEST(read.changes.size() == 1U);
    BOOST_TEST(read.whole == first.size());
    BOOST_TEST(!read.damaged);
  }
}

BOOST_AUTO_TEST_CASE(a_changed_byte_is_noticed) {
  const std::string first = remora::wire::record_of(change_of("first"));
  const std::string second = remora::wire::record_of(change_of("second"));
  const std::string whole = first + second;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
      const remora::wire::Journaled read = remora::wire::read_journal(bytes);
      const bool in_first = at < first.size();
      BOOST_TEST(read.changes.size() == (in_first ? 0U : 1U));
      BOOST_TEST(read.whole == (in_first ? 0U : first.size()));
      BOOST_TEST(read.damaged);
    }
  }
}

BOOST_AUTO_TEST_CASE(texts_of_clients_are_no_variables) {
  const std::string odd = "${{ x }}${{{${${{ unknown y }} }}$\x1eunknown z\x1f{{";
  const std::string arn = "arn:aws:kms:us-east-1:111122223333:key/k";
  WireClient client;
  world::World& world = client.state.change();
  world::Key key;
  key.arn = arn;
  key.aliases = std::vector<std::string>{"alias/" + odd};
  Grant grant;
  grant.grantee = odd;
  grant.operations = {odd};
  grant.constraints.context_subset = {{odd, odd}};
  grant.retirers = {"arn:aws:iam::111122223333:role/a", "111122223333"};
  key.grants = std::vector<Grant>{grant};
  world.keys.push_back(std::move(key));
  world.log_groups.push_back({"arn:aws:logs:us-east-1:111122223333:log-group:${{ x }}", {}});
  client.s3("PUT", "/odd-bucket", "<C><LocationConstraint>eu-west-1</LocationConstraint></C>");
  const std::string policy =
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":)"
      R"({"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:GetObject",)"
      R"("Resource":"arn:aws:s3:::odd-bucket/*"}],"Id":"${{ x }}\u0024{{y}}"})";
  BOOST_TEST(client.s3("PUT", "/odd-bucket?policy", policy).status == 204);
  const std::string snapshot = remora::wire::snapshot_of(client.state);
  const auto restored = remora::wire::restore(snapshot);
  BOOST_REQUIRE(restored.has_value());
  BOOST_TEST(remora::wire::snapshot_of(*restored) == snapshot);
  BOOST_REQUIRE(restored->world->keys.size() == 1U);
  const world::Key& again = restored->world->keys[0];
  BOOST_TEST(again.aliases.known()->front() == "alias/" + odd);
  const Grant& read = again.grants.known()->front();
  BOOST_TEST(read.grantee == odd);
  BOOST_TEST(read.operations.front() == odd);
  BOOST_TEST(read.constraints.context_subset.front().first == odd);
  BOOST_TEST(read.retirers == grant.retirers, boost::test_tools::per_element());
  BOOST_TEST(restored->world->log_groups[0].arn.ends_with("${{ x }}"));
  client.state = *restored;
  BOOST_TEST(client.s3("GET", "/odd-bucket?policy").body == policy);
  // And so it is in what people read.
  BOOST_TEST(remora::wire::read_world(remora::wire::scenario_of(*restored)).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_assumed_outlives_a_reset_and_a_world) {
  const delivery::Assumptions standard;
  const auto& info = delivery::info(delivery::Assumption{});
  const auto other = standard.with(delivery::Assumption{}, 1 - standard.setting({}));
  remora::wire::Settings settings;
  settings.assume = {{std::string(info.name), std::string(other.value({}))}};
  WireClient client(settings);
  const auto in_force = [&] { return client.state.assumptions.setting({}) == other.setting({}); };
  BOOST_TEST(in_force());
  const std::string before(client.s3("PUT", "/logs").header("x-amz-request-id"));
  BOOST_TEST(!before.empty());
  for (const char* const target : {"/_remora/reset", "/_remora/reset?seed=1", "/_remora/state"}) {
    const remora::wire::Request request{
        target == std::string("/_remora/state") ? "PUT" : "POST", target, {}, R"({"remora": 1})"};
    const remora::wire::State seed = client.state;
    const auto handled = remora::wire::handle_admin(client.state, request, {client.now, {}}, seed);
    BOOST_TEST(handled->response.status == 200);
    BOOST_TEST(in_force());
    BOOST_TEST(client.s3("PUT", "/logs").header("x-amz-request-id") != before);
  }
}

TEST_TABLE(what_is_not_known_stays_so) {
  const std::string member =
      R"("organization": {"id": "o-a", "managementAccountId": "999999999999", )";
  const std::string key = R"("keys": [{"arn": "arn:aws:kms:eu-west-1:111122223333:key/k", )";
  const std::string nowhere = R"("buckets": [{"name": "logs", "accountId": "111122223333", )";
  const std::string bucket = nowhere + R"("region": "eu-west-1", )";
  const std::string unknown = R"({"unknown": "nobody looked"})";
  const std::string channel =
      R"("deliveryChannels": [{"accountId": "111122223333", "region": "eu-west-1", )"
      R"("deliveryChannel": {"name": "default", "s3BucketName": "logs", )";
  const std::string trail = R"("trails": [{"accountId": "111122223333", "region": "eu-west-1", )"
                            R"("trail": {"Name": "t", "S3BucketName": "logs", )";
  const std::string unit = R"("root": {"id": "r-a", "accounts": ["999999999999"], "units": [)";
  const std::vector<std::string> rows{
      R"("organization": )" + unknown,
      R"("organization": {"managementAccountId": "999999999999", "id": )" + unknown + "}",
      R"("organization": {"id": "o-a", "managementAccountId": )" + unknown + "}",
      member + R"("cloudTrailAccessEnabled": )" + unknown + "}",
      member + R"("cloudTrailServiceLinkedRole": )" + unknown + "}",
      member + R"("featureSet": )" + unknown + "}",
      member + R"("delegatedAdministrators": )" + unknown + "}",
      member + R"("root": {"accounts": ["111122223333"], "id": )" + unknown + "}}",
      member + unit + R"({"accounts": ["111122223333"], "id": )" + unknown + "}]}}",
      member + unit + R"({"id": "ou-a", "units": [{"accounts": ["111122223333"], "id": )" +
          unknown + "}]}]}}",
      member + unit + R"({"id": "ou-a", "accounts": ["111122223333"], "serviceControlPolicies": )" +
          unknown + "}]}}",
      member + unit +
          R"({"id": "ou-a", "accounts": ["111122223333"], "resourceControlPolicies": )" + unknown +
          "}]}}",
      bucket + R"("policy": )" + unknown + "}]",
      nowhere + R"("region": )" + unknown + "}]",
      bucket + R"("encryption": )" + unknown + "}]",
      bucket + R"("objectOwnership": )" + unknown + "}]",
      bucket + R"("publicAccessBlock": )" + unknown + "}]",
      bucket + R"("requesterPays": )" + unknown + "}]",
      bucket + R"("objectLockDefaultRetention": )" + unknown + "}]",
      key + R"("policy": )" + unknown + "}]",
      key + R"("keyState": )" + unknown + "}]",
      key + R"("aliases": )" + unknown + "}]",
      key + R"("multiRegion": )" + unknown + "}]",
      key + R"("keySpec": )" + unknown + "}]",
      key + R"("keyManager": )" + unknown + "}]",
      key + R"("grants": )" + unknown + "}]",
      R"("topics": [{"arn": "arn:aws:sns:eu-west-1:111122223333:t", "kmsMasterKeyId": )" + unknown +
          "}]",
      R"("roles": [{"arn": "arn:aws:iam::111122223333:role/r", "policies": )" + unknown + "}]",
      R"("roles": [{"arn": "arn:aws:iam::111122223333:role/r", "permissionsBoundary": )" + unknown +
          "}]",
      channel + R"("s3KeyPrefix": )" + unknown + "}}]",
      channel + R"("s3KmsKeyArn": )" + unknown + "}}]",
      channel + R"("snsTopicARN": )" + unknown + "}}]",
      trail + R"("KmsKeyId": )" + unknown + "}}]",
      trail + R"("IsOrganizationTrail": )" + unknown + "}}]",
      trail + R"("HasInsightSelectors": )" + unknown + "}}]",
  };
  for (const std::string& row : rows) {
    if (!table.row(row)) {
      continue;
    }
    const auto seed = remora::wire::read_world(R"({"remora": 1, )" + row + "}");
    BOOST_REQUIRE(seed.has_value());
    const remora::wire::State state = remora::wire::seeded(**seed, {}, 0);
    const std::string text = remora::wire::world_of(state);
    BOOST_TEST(text.find("nobody looked") != std::string::npos, text);
    const auto again = remora::wire::read_world(text);
    BOOST_REQUIRE(again.has_value());
    BOOST_TEST(remora::wire::world_of(remora::wire::seeded(**again, {}, 0)) == text);
    BOOST_TEST(paths_of((*again)->world) == paths_of((*seed)->world));
  }
}

BOOST_AUTO_TEST_CASE(random_sessions_are_kept_and_exported) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    RandomClient session(seed);
    for (int i = 0; i < 60; ++i) {
      session.act();
    }
    const remora::wire::State& state = session.client.state;
    // What clients put is there, and nothing else but what services write.
    BOOST_TEST(state.buckets.size() == session.objects.size());
    for (const auto& [bucket, keys] : session.objects) {
      std::set<std::string> seen;
      for (const auto& [key, object] : state.buckets.at(bucket).objects) {
        if (key.starts_with("k")) {
          seen.insert(key);
        }
      }
      BOOST_TEST((seen == keys));
    }
    for (const auto& [account, parent] : session.parents) {
      const auto found = session.ids("ListParents", R"({"ChildId":")" + account + "\"}");
      BOOST_TEST((found == std::vector<std::string>{parent}), account);
    }
    // A snapshot gives the state again, and so do the changes.
    const std::string snapshot = remora::wire::snapshot_of(state);
    const auto restored = remora::wire::restore(snapshot);
    BOOST_REQUIRE(restored.has_value());
    BOOST_TEST(remora::wire::snapshot_of(*restored) == snapshot);
    auto again = remora::wire::restore(session.begin);
    BOOST_REQUIRE(again.has_value());
    const remora::wire::State seed_state = *again;
    for (const remora::wire::Change& change : session.changes) {
      remora::wire::make_again(*again, change, seed_state);
    }
    BOOST_TEST(remora::wire::world_of(*again) == remora::wire::world_of(state));
    BOOST_TEST(again->made == state.made);
    // The id of a request is not given to another one.
    BOOST_TEST(again->answered == session.changes.back().answered);
    // The export is a scenario whose expectations hold.
    MemoryFiles files;
    files.add("scenario.json", remora::wire::scenario_of(state));
    const auto scenario = input::load_scenario("scenario.json", {}, files);
    BOOST_REQUIRE(scenario.has_value());
    const fixture::ScenarioReport report =
        fixture::run("scenario.json", *scenario, (*scenario)->assumptions);
    for (const fixture::DeliveryReport& one : report.deliveries) {
      BOOST_TEST(one.expect != nullptr);
      BOOST_TEST(one.disagreements.empty());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
