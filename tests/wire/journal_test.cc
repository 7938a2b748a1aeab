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
#include "tests/support/trials.h"
#include "tests/wire/wire_client.h"

namespace remora::test {

namespace {

remora::wire::Change change_of(const std::string& body) {
  remora::wire::Settings settings;
  settings.soft = true;
  return {settings, 1795435155882, {"PUT", "/b/k?x=1", {{"Host", "h"}, {"X-A", ""}}, body}};
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
    switch (pick(9)) {
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

 private:
  unsigned pick(unsigned below) {
    return std::uniform_int_distribution<unsigned>(0, below - 1)(random_);
  }

  remora::wire::Response note(remora::wire::Response response) {
    if (client.last.changed) {
      changes.push_back({client.state.settings, client.now, client.sent});
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
  for (std::size_t at = 4; at < first.size(); ++at) {  // behind the size
    std::string bytes = first + second;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    const remora::wire::Journaled read = remora::wire::read_journal(bytes);
    BOOST_TEST(read.changes.empty());
    BOOST_TEST(read.damaged);
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
