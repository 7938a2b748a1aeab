#include <fstream>
#include <set>
#include <sstream>

#include <boost/test/unit_test.hpp>

#include "engine/wire/attempt.h"
#include "engine/wire/digest.h"
#include "engine/wire/operations.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"
#include "tests/wire/wire_client.h"

namespace remora::test {

namespace {

bool holds(const remora::wire::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

std::string channel_of(const std::string& bucket, const std::string& key) {
  return R"({"DeliveryChannel":{"name":"default","s3BucketName":")" + bucket +
         R"(","s3KmsKeyArn":")" + key + R"("}})";
}

/// The default key policy with the statement that AWS Config needs.
std::string key_policy_for_config(const WireClient& client, const std::string& key) {
  return R"({"KeyId":")" + key +
         R"(","Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::)" +
         client.account +
         R"(:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"},{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"config.amazonaws.com\"},\"Action\":[\"kms:Decrypt\",\"kms:GenerateDataKey\"],\"Resource\":\"*\"}]}"})";
}

constexpr const char* kPutChannel = "StarlingDoveService.PutDeliveryChannel";

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(answers)

BOOST_AUTO_TEST_CASE(a_refused_channel_is_accepted_once_the_key_lets_config_in) {
  WireClient client;
  const std::string key = prepare_config(client, "logs");
  const remora::wire::Response refused = client.json(kPutChannel, channel_of("logs", key));
  BOOST_TEST(refused.status == 400);
  BOOST_TEST(
      refused.body ==
      R"({"__type":"InsufficientDeliveryPolicyException","message":"Insufficient delivery policy to s3 bucket: logs, unable to write to bucket, provided s3 key prefix is 'null', provided kms key is ')" +
          key + R"('."})");
  BOOST_TEST(refused.header("x-amzn-ErrorType") == "InsufficientDeliveryPolicyException");
  BOOST_TEST(refused.header("x-remora-explanation") ==
             "http://127.0.0.1:4566/_remora/deliveries/2");
  BOOST_TEST(client.state.world->channels.empty());
  const auto page = remora::wire::handle_admin(
      client.state, {"GET", "/_remora/deliveries/2?format=text", {}, {}}, {}, client.state);
  BOOST_REQUIRE(page.has_value());
  BOOST_TEST(holds(page->response, "kms:GenerateDataKey"));
  BOOST_TEST(client.json("TrentService.PutKeyPolicy", key_policy_for_config(client, key)).status ==
             200);
  const remora::wire::Response accepted = client.json(kPutChannel, channel_of("logs", key));
  BOOST_TEST(accepted.status == 200);
  BOOST_TEST(accepted.body == "");
  BOOST_TEST(holds(client.s3("GET", "/logs?list-type=2"), "ConfigWritabilityCheckFile"));
  const std::string marker =
      "/logs/AWSLogs/" + client.account + "/Config/ConfigWritabilityCheckFile";
  BOOST_TEST(client.s3("HEAD", marker).header("x-amz-server-side-encryption-aws-kms-key-id") ==
             key);
}

BOOST_AUTO_TEST_CASE(what_is_delivered_later_is_in_the_bucket) {
  WireClient client;
  prepare_config(client, "logs");
  client.json(kPutChannel, R"({"DeliveryChannel":{"s3BucketName":"logs","s3KeyPrefix":"p"}})");
  client.json("StarlingDoveService.StartConfigurationRecorder",
              R"({"ConfigurationRecorderName":"default"})");
  client.json("StarlingDoveService.DeliverConfigSnapshot", R"({"deliveryChannelName":"default"})");
  const std::string day = "p/AWSLogs/" + client.account + "/Config/eu-west-1/2026/11/23/";
  BOOST_TEST(holds(client.s3("GET", "/logs?list-type=2"),
                   "<Key>" + day + "ConfigSnapshot/" + client.account + "_Config_eu-west-1_"));
  const remora::wire::Delivered delivered =
      remora::wire::deliver_all(client.state, client.now, "request");
  BOOST_TEST(delivered.arrived == 1U);
  BOOST_TEST(holds(client.s3("GET", "/logs?list-type=2"), day + "ConfigHistory/"));
  client.s3("DELETE", "/logs?policy");
  BOOST_TEST(remora::wire::deliver_all(client.state, client.now, "request").failed == 1U);
  BOOST_TEST(holds(
      client.json("StarlingDoveService.DescribeDeliveryChannelStatus", "{}"),
      R"("configHistoryDeliveryInfo":{"lastStatus":"FAILURE","lastErrorCode":"AccessDenied")"));
}

BOOST_AUTO_TEST_CASE(a_soft_endpoint_says_yes_and_records_what_aws_would_have_said) {
  remora::wire::Settings settings;
  settings.soft = true;
  WireClient client(settings);
  const std::string key = prepare_config(client, "logs");
  BOOST_TEST(client.json(kPutChannel, channel_of("logs", key)).status == 200);
  BOOST_TEST(client.state.world->channels.size() == 1U);
  BOOST_TEST(client.state.deliveries.back().code == "InsufficientDeliveryPolicyException");
  BOOST_TEST(client.state.deliveries.back().soft);
}

BOOST_AUTO_TEST_CASE(the_same_requests_give_the_same_bytes) {
  const auto run = [] {
    WireClient client;
    const std::string key = prepare_config(client, "logs");
    const remora::wire::Response last = client.json(kPutChannel, channel_of("logs", key));
    std::string all = last.body;
    for (const auto& [name, value] : last.headers) {
      all += name + value;
    }
    return all;
  };
  BOOST_TEST(run() == run());
}

// What a client sends that nobody planned for; it always gets an answer in its own protocol.
TEST_TABLE(faults_have_the_form_of_the_protocol) {
  struct Row {
    const char* name;
    const char* target;  // of JSON, or empty
    const char* body;    // of JSON or a form
    int status;
    const char* holds;
  };

  for (const Row& row : {
           Row{"an unknown operation of JSON",
               "StarlingDoveService.PutX",
               "{}",
               400,
               R"({"__type":"UnknownOperationException",)"},
           Row{"an unknown service of JSON",
               "DynamoDB_20120810.ListTables",
               "{}",
               501,
               R"({"__type":"UnknownOperationException",)"},
           Row{"a body that is no JSON",
               kPutChannel,
               "{",
               400,
               R"({"__type":"SerializationException",)"},
           Row{"a body that is no object",
               kPutChannel,
               "[]",
               400,
               R"({"__type":"SerializationException",)"},
           Row{"a missing member",
               kPutChannel,
               "{}",
               400,
               "Value null at 'deliveryChannel' failed"},
           Row{"a member of another type",
               kPutChannel,
               R"({"DeliveryChannel":7})",
               400,
               "ValidationException"},
           Row{"a mark of symbols",
               kPutChannel,
               "{\"DeliveryChannel\":{\"s3BucketName\":\"\\u001eunknown x\\u001f\"}}",
               400,
               "SerializationException"},
           Row{"an unknown operation of a form",
               "",
               "Action=CreateUser2&Version=2010-05-08",
               400,
               "<Code>InvalidAction</Code><Message>Could not find operation CreateUser2 for "
               "version 2010-05-08</Message>"},
           Row{"an unknown version of a form",
               "",
               "Action=X&Version=1999-01-01",
               501,
               "<ErrorResponse xmlns=\"\"><Error><Type>Receiver</Type>"},
           Row{"a name of a form with markup",
               "",
               "Action=GetRole&Version=2010-05-08&RoleName=%3Cb%3E",
               404,
               "The role with name &lt;b&gt; cannot be found."},
       }) {
    if (table.row(row.name)) {
      WireClient client;
      const remora::wire::Response response =
          *row.target == 0 ? client.query(row.body) : client.json(row.target, row.body);
      BOOST_TEST(response.status == row.status);
      BOOST_TEST(holds(response, row.holds), response.body);
    }
  }
}

TEST_TABLE(buckets_answer_as_s3_does) {
  struct Row {
    const char* name;
    const char* method;
    const char* target;
    const char* body;
    int status;
    const char* holds;
  };

  for (
      const Row& row : {
          Row{"no such bucket",
              "GET",
              "/none?policy",
              "",
              404,
              "<Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message>"},
          Row{"no policy",
              "GET",
              "/logs?policy",
              "",
              404,
              "<Code>NoSuchBucketPolicy</Code><Message>The bucket policy does not exist</Message>"},
          Row{"a policy that is no JSON",
              "PUT",
              "/logs?policy",
              "nothing",
              400,
              "<Code>MalformedPolicy</Code>"},
          Row{"a policy of another bucket",
              "PUT",
              "/logs?policy",
              R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"config.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::other/*"}]})",
              400,
              "Policy has invalid resource"},
          Row{"a public policy",
              "PUT",
              "/logs?policy",
              R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*"}]})",
              403,
              "BlockPublicPolicy"},
          Row{"what is not emulated", "GET", "/logs?cors", "", 501, "<Code>NotImplemented</Code>"},
          Row{"tags", "GET", "/logs?tagging", "", 404, "<Code>NoSuchTagSet</Code>"},
          Row{"object lock",
              "GET",
              "/logs?object-lock",
              "",
              404,
              "<Code>ObjectLockConfigurationNotFoundError</Code>"},
          Row{"the default encryption",
              "GET",
              "/logs?encryption",
              "",
              200,
              "<SSEAlgorithm>AES256</SSEAlgorithm>"},
          Row{"XML that is none",
              "PUT",
              "/logs?encryption",
              "<a",
              400,
              "<Code>MalformedXML</Code>"},
          Row{"a name that is none", "PUT", "/No_Name", "", 400, "<Code>InvalidBucketName</Code>"},
          Row{"the same bucket again",
              "PUT",
              "/logs",
              "<C><LocationConstraint>eu-west-1</LocationConstraint></C>",
              409,
              "<Code>BucketAlreadyOwnedByYou</Code>"},
          Row{"a bucket elsewhere", "PUT", "/more", "", 400, "The unspecified location constraint"},
          Row{"no such object",
              "GET",
              "/logs/%3Cx%3E",
              "",
              404,
              "<Resource>/logs/&lt;x&gt;</Resource>"},
          Row{"the bucket is empty", "DELETE", "/logs", "", 204, ""},
      }) {
    if (table.row(row.name)) {
      WireClient client;
      client.s3("PUT", "/logs", "<C><LocationConstraint>eu-west-1</LocationConstraint></C>");
      const remora::wire::Response response = client.s3(row.method, row.target, row.body);
      BOOST_TEST(response.status == row.status);
      BOOST_TEST(holds(response, row.holds), response.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(objects_come_back_as_they_were) {
  WireClient client;
  client.region = "us-east-1";
  client.s3("PUT", "/logs");
  const std::string body("\0\xFF text\r\n", 9);
  const remora::wire::Response put =
      client.s3("PUT", "/logs/a/b%20c%2Bd.txt", body, {{"x-amz-meta-a", "b"}});
  BOOST_TEST(put.header("ETag") == "\"" + remora::wire::hex(remora::wire::md5(body)) + "\"");
  const remora::wire::Response got = client.s3("GET", "/logs/a/b%20c%2Bd.txt");
  BOOST_TEST(got.body == body);
  BOOST_TEST(got.header("x-amz-meta-a") == "b");
  BOOST_TEST(client.s3("GET", "/logs/a/b%20c%2Bd.txt", "", {{"Range", "bytes=2-4"}}).body ==
             body.substr(2, 3));
  BOOST_TEST(holds(client.s3("GET", "/logs?list-type=2&delimiter=/"),
                   "<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>"));
  BOOST_TEST(client.s3("DELETE", "/logs").status == 409);
  BOOST_TEST(client.s3("PUT", "/logs/x", "a", {{"Content-MD5", "AAAA"}}).status == 400);
  BOOST_TEST(client.s3("GET", "/logs/x").status == 404);
}

BOOST_AUTO_TEST_CASE(a_listing_goes_on_where_it_ended) {
  WireClient client;
  client.region = "us-east-1";
  client.s3("PUT", "/logs");
  std::set<std::string> names;
  for (int i = 0; i < 25; ++i) {
    names.insert("k" + std::to_string(i));
    client.s3("PUT", "/logs/k" + std::to_string(i), "x");
  }
  std::set<std::string> seen;
  std::string token;
  do {
    const remora::wire::Response page = client.s3("GET", "/logs?list-type=2&max-keys=7" + token);
    for (const std::string& name : names) {
      if (holds(page, "<Key>" + name + "</Key>")) {
        BOOST_TEST(seen.insert(name).second);
      }
    }
    const std::size_t at = page.body.find("<NextContinuationToken>");
    token = at == std::string::npos
                ? std::string()
                : "&continuation-token=" +
                      page.body.substr(at + 23, page.body.find('<', at + 1) - at - 23);
  } while (!token.empty());
  BOOST_TEST((seen == names));
}

BOOST_AUTO_TEST_CASE(sessions_act_in_the_account_of_their_role) {
  WireClient client;
  client.query(
      "Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=" +
      remora::wire::percent_encoded(
          R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]})"));
  const std::string role = client.account;
  client.account = "999988887777";
  const std::string body = client
                               .query(
                                   "Action=AssumeRole&Version=2011-06-15&RoleSessionName=me&"
                                   "RoleArn=arn%3Aaws%3Aiam%3A%3A" +
                                   role + "%3Arole%2Fr")
                               .body;
  const std::size_t at = body.find("<AccessKeyId>") + 13;
  client.account = body.substr(at, body.find('<', at) - at);
  BOOST_TEST(client.account.starts_with("ASIA"));
  const remora::wire::Response who = client.query("Action=GetCallerIdentity&Version=2011-06-15");
  BOOST_TEST(holds(who, "<Arn>arn:aws:sts::" + role + ":assumed-role/r/me</Arn>"));
  BOOST_TEST(holds(who, "<Account>" + role + "</Account>"));
}

BOOST_AUTO_TEST_CASE(a_world_is_exported_and_taken_again) {
  WireClient client;
  const std::string key = prepare_config(client, "logs");
  client.json(kPutChannel, channel_of("logs", key));
  const auto ask = [&](const std::string& method, const std::string& path, std::string body) {
    return remora::wire::handle_admin(
               client.state, {method, path, {}, std::move(body)}, {client.now, ""}, client.state)
        ->response;
  };
  const std::string world = ask("GET", "/_remora/state", "").body;
  BOOST_TEST(ask("PUT", "/_remora/state", "{}").status == 400);
  BOOST_TEST(client.state.world->keys.size() == 1U);
  BOOST_TEST(ask("POST", "/_remora/reset", "").status == 200);
  BOOST_TEST(client.state.world->keys.empty());
  BOOST_TEST(ask("PUT", "/_remora/state", world).status == 200);
  const remora::wire::Response refused = client.json(kPutChannel, channel_of("logs", key));
  BOOST_TEST(holds(refused, "InsufficientDeliveryPolicyException"));
  BOOST_TEST(ask("GET", "/_remora/state", "").body == world);
}

BOOST_AUTO_TEST_CASE(the_page_names_every_operation) {
  std::ifstream file(source_dir() + "/docs/serve.md");
  std::stringstream page;
  page << file.rdbuf();
  for (const remora::wire::Operation& operation : remora::wire::operations()) {
    BOOST_TEST(page.str().find(operation.name) != std::string::npos, operation.name);
  }
}

BOOST_AUTO_TEST_CASE(each_operation_stands_in_the_table_once) {
  std::set<std::pair<int, std::string_view>> seen;
  for (const remora::wire::Operation& operation : remora::wire::operations()) {
    BOOST_TEST(seen.emplace(static_cast<int>(operation.service), operation.name).second);
    BOOST_TEST((remora::wire::find_operation(operation.service, operation.name) == &operation));
  }
  BOOST_TEST((remora::wire::find_operation(remora::wire::Service::S3, "CreateKey") == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
