#include "engine/wire/route.h"

#include <boost/test/unit_test.hpp>

#include "engine/wire/guard.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(routes)

TEST_TABLE(s3_is_addressed_by_path_and_by_host) {
  struct Row {
    const char* method;
    const char* host;
    const char* target;
    const char* operation;
    const char* bucket;
    const char* key;
  };

  for (const Row& row : {
           Row{"PUT", "127.0.0.1:1", "/b", "CreateBucket", "b", ""},
           Row{"PUT", "127.0.0.1:1", "/b/", "CreateBucket", "b", ""},
           Row{"GET", "127.0.0.1:1", "/", "ListBuckets", "", ""},
           Row{"GET", "localhost:1", "/b?list-type=2&prefix=", "ListObjectsV2", "b", ""},
           Row{"GET", "localhost", "/b?policy", "GetBucketPolicy", "b", ""},
           Row{"PUT", "localhost", "/b/?policy=", "PutBucketPolicy", "b", ""},
           Row{"PUT",
               "localhost",
               "/b/a//b%20c%2Bd/../e?x-id=PutObject",
               "PutObject",
               "b",
               "a//b c+d/../e"},
           Row{"PUT", "localhost", "/b/a%2Fb%252F", "PutObject", "b", "a/b%2F"},
           Row{"HEAD", "b.localhost:4566", "/", "HeadBucket", "b", ""},
           Row{"GET", "b.c.s3.eu-west-1.amazonaws.com", "/k", "GetObject", "b.c", "k"},
           Row{"GET", "b.s3-eu-west-1.amazonaws.com", "/k", "GetObject", "b", "k"},
           Row{"GET", "s3.localhost:1", "/b/k", "GetObject", "b", "k"},
           Row{"GET", "[::1]:1", "/b/k", "GetObject", "b", "k"},
           Row{"POST", "localhost", "/b?delete", "DeleteObjects", "b", ""},
           Row{"PUT", "localhost", "/b/k?partNumber=1&uploadId=x", "UploadPart", "b", "k"},
           Row{"DELETE",
               "localhost",
               "/b?lifecycle",
               "DeleteBucketLifecycleConfiguration",
               "b",
               ""},
       }) {
    if (table.row(row.method, " ", row.host, row.target)) {
      const remora::wire::Routed routed =
          remora::wire::route({row.method, row.target, {{"Host", row.host}}, {}});
      BOOST_TEST((routed.service == remora::wire::Service::S3));
      BOOST_TEST(routed.operation == row.operation);
      BOOST_TEST(routed.bucket == row.bucket);
      BOOST_TEST(routed.key == row.key);
    }
  }
}

TEST_TABLE(targets_and_versions_name_the_service) {
  using remora::wire::Service;

  struct Row {
    const char* header;
    const char* value;
    const char* body;
    Service service;
    const char* operation;
  };

  constexpr const char* kForm = "application/x-www-form-urlencoded";
  for (const Row& row : {
           Row{"X-Amz-Target",
               "StarlingDoveService.PutDeliveryChannel",
               "{}",
               Service::Config,
               "PutDeliveryChannel"},
           Row{"x-amz-target",
               "CloudTrail_20131101.CreateTrail",
               "{}",
               Service::CloudTrail,
               "CreateTrail"},
           Row{"X-Amz-Target",
               "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.CreateTrail",
               "{}",
               Service::CloudTrail,
               "CreateTrail"},
           Row{"X-Amz-Target", "TrentService.CreateKey", "", Service::Kms, "CreateKey"},
           Row{"X-Amz-Target",
               "DynamoDB_20120810.ListTables",
               "{}",
               Service::Unknown,
               "ListTables"},
           Row{"X-Amz-Target", "nothing", "{}", Service::Unknown, "nothing"},
           Row{"Content-Type",
               kForm,
               "Action=GetCallerIdentity&Version=2011-06-15",
               Service::Sts,
               "GetCallerIdentity"},
           Row{"Content-Type",
               kForm,
               "Action=CreateTopic&Version=2010-03-31&Name=t",
               Service::Sns,
               "CreateTopic"},
           Row{"Content-Type", kForm, "Action=X&Version=1999-01-01", Service::Unknown, "X"},
           Row{"Smithy-Protocol", "rpc-v2-cbor", "", Service::Unknown, "/"},
       }) {
    if (table.row(row.value, " ", row.body)) {
      const remora::wire::Routed routed =
          remora::wire::route({"POST", "/", {{row.header, row.value}}, row.body});
      BOOST_TEST((routed.service == row.service));
      BOOST_TEST(routed.operation == row.operation);
    }
  }
}

TEST_TABLE(scopes_are_read_from_headers_and_presigned_queries) {
  struct Row {
    const char* authorization;
    const char* target;
    const char* key;
    const char* region;
    const char* service;
  };

  for (const Row& row : {
           Row{"AWS4-HMAC-SHA256 Credential=111122223333/20261128/eu-west-1/s3/aws4_request, "
               "SignedHeaders=host, Signature=0",
               "/",
               "111122223333",
               "eu-west-1",
               "s3"},
           Row{"",
               "/b/k?X-Amz-Credential=AK%2F20261128%2Fus-east-1%2Fs3%2Faws4_request",
               "AK",
               "us-east-1",
               "s3"},
           Row{"AWS AK:signature", "/", "AK", "", ""},
           Row{"Bearer x", "/", "", "", ""},
           Row{"AWS4-HMAC-SHA256 Credential=", "/", "", "", ""},
           Row{"AWS4-HMAC-SHA256 Credential=a/b", "/", "a", "", ""},
       }) {
    if (table.row(row.authorization, row.target)) {
      const remora::wire::Scope scope =
          remora::wire::route({"GET", row.target, {{"Authorization", row.authorization}}, {}})
              .scope;
      BOOST_TEST(scope.access_key == row.key);
      BOOST_TEST(scope.region == row.region);
      BOOST_TEST(scope.service == row.service);
    }
  }
}

TEST_TABLE(strangers_are_refused) {
  struct Row {
    const char* host;
    const char* origin;
    bool refused;
  };

  for (const Row& row : {Row{"127.0.0.1:4566", "", false},
                         Row{"localhost", "", false},
                         Row{"b.localhost:1", "", false},
                         Row{"[::1]:1", "", false},
                         Row{"b.s3.amazonaws.com", "", false},
                         Row{"evil.example:4566", "", true},
                         Row{"evil", "", true},
                         Row{"localhost.evil.example", "", true},
                         Row{"127.0.0.1.evil.example", "", true},
                         Row{"localhost", "http://localhost:3000", false},
                         Row{"localhost", "https://app.localhost", false},
                         Row{"localhost", "http://127.0.0.1", false},
                         Row{"localhost", "https://ok.example", false},
                         Row{"localhost", "https://evil.example", true},
                         Row{"localhost", "http://localhost.evil.example", true},
                         Row{"192.0.2.1:1", "http://192.0.2.1:1", false},
                         Row{"192.0.2.1:1", "http://192.0.2.1:2", true},
                         Row{"192.0.2.1:1", "http://192.0.2.2:1", true},
                         Row{"evil.example:1", "http://evil.example:1", true},
                         Row{"localhost", "null", true},
                         Row{"localhost", "file://localhost", true}}) {
    if (table.row(row.host, " from ", row.origin)) {
      remora::wire::Request request{"POST", "/", {{"Host", row.host}}, {}};
      if (*row.origin != 0) {
        request.headers.emplace_back("Origin", row.origin);
      }
      BOOST_TEST(remora::wire::refuse(request, {{"https://ok.example"}, false}).has_value() ==
                 row.refused);
    }
  }
}

// A page of another site can show what can be linked to, and call nothing: an image of it sends no
// origin.
TEST_TABLE(another_site_calls_nothing) {
  struct Row {
    const char* method;
    const char* target;
    bool refused;
  };

  for (const Row& row : {Row{"GET", "/?Action=CreateTopic&Version=2010-03-31&Name=evil", true},
                         Row{"GET", "/bucket/key", true},
                         Row{"POST", "/_remora/reset", true},
                         Row{"GET", "/", false},
                         Row{"GET", "/_remora/deliveries/1", false}}) {
    if (table.row(row.method, " ", row.target)) {
      const remora::wire::Request request{
          row.method, row.target, {{"Host", "localhost"}, {"Sec-Fetch-Site", "cross-site"}}, {}};
      BOOST_TEST(remora::wire::refuse(request, {}).has_value() == row.refused);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
