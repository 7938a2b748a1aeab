#include <boost/test/unit_test.hpp>

#include "engine/wire/snapshot.h"
#include "tests/support/table.h"
#include "tests/wire/wire_client.h"

// What an answer tells, and what it must not make up.
namespace remora::test {

namespace {

bool answers_with(const remora::wire::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

WireClient client_with_bucket() {
  WireClient client;
  client.region = "us-east-1";
  client.s3("PUT", "/bucket");
  return client;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(small_facts)

BOOST_AUTO_TEST_CASE(object_lock_is_told_as_it_was_set) {
  WireClient client = client_with_bucket();
  const auto put = [&](const std::string& retention) {
    return client
        .s3("PUT",
            "/bucket?object-lock",
            "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>" + retention +
                "</ObjectLockConfiguration>")
        .status;
  };
  const std::string retention =
      "<Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>2</Years></DefaultRetention></Rule>";
  BOOST_TEST(
      put("<Rule><DefaultRetention><Mode>X</Mode><Days>1</Days></DefaultRetention></Rule>") == 400);
  BOOST_TEST(put("<Rule><DefaultRetention><Mode>COMPLIANCE</Mode></DefaultRetention></Rule>") ==
             400);
  BOOST_TEST(put(retention) == 200);
  BOOST_TEST(answers_with(client.s3("GET", "/bucket?object-lock"), retention));
  BOOST_TEST(put("") == 200);
  BOOST_TEST(!answers_with(client.s3("GET", "/bucket?object-lock"), "<Rule>"));
  // A world says that there is a default retention, not which.
  client.state.change().buckets[0].object_lock_default_retention = true;
  client.state.buckets["bucket"].object_lock = false;
  BOOST_TEST(answers_with(client.s3("GET", "/bucket?object-lock"), "UndeterminedException"));
}

BOOST_AUTO_TEST_CASE(an_acl_that_gives_something_is_not_taken) {
  WireClient client = client_with_bucket();
  const auto put = [&](const char* acl) {
    return client.s3("PUT", "/bucket?acl", "", {{"x-amz-acl", acl}}).status;
  };
  BOOST_TEST(put("private") == 200);
  BOOST_TEST(put("public-read") == 400);
  client.s3("DELETE", "/bucket?ownershipControls");
  client.state.change().buckets[0].object_ownership = "ObjectWriter";
  BOOST_TEST(put("private") == 200);
  BOOST_TEST(put("log-delivery-write") == 501);
}

TEST_TABLE(a_copy_is_of_a_version_that_is_kept) {
  struct Row {
    const char* source;
    int status;
  };

  for (const Row& row : {Row{"/bucket/a%3FversionId=x", 200},
                         Row{"bucket/a%3FversionId=x?versionId=null", 200},
                         Row{"/bucket/a%3FversionId=x?versionId=v1", 404},
                         Row{"/bucket/none", 404}}) {
    if (table.row(row.source)) {
      WireClient client = client_with_bucket();
      client.s3("PUT", "/bucket/a%3FversionId=x", "text");
      const auto copied = client.s3("PUT", "/bucket/copy", "", {{"x-amz-copy-source", row.source}});
      BOOST_TEST(copied.status == row.status, copied.body);
      BOOST_TEST(client.s3("GET", "/bucket/copy").status == (row.status == 200 ? 200 : 404));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_kept_has_an_end) {
  WireClient client = client_with_bucket();
  client.s3("PUT", "/bucket/large", "x");
  auto& objects = client.state.buckets["bucket"].objects;
  objects["large"].body = std::string(remora::wire::kMostStoredBytes - 3, 'x');
  BOOST_TEST(client.s3("PUT", "/bucket/a", "abc").status == 200);
  const auto full = client.s3("PUT", "/bucket/b", "a");
  BOOST_TEST(full.status == 400);
  BOOST_TEST(answers_with(full, "<Code>QuotaExceeded</Code>"));
  BOOST_TEST(client.s3("PUT", "/bucket/a", "cba").status == 200);  // in its own place
  BOOST_TEST(client.s3("PUT", "/bucket/empty", "").status == 200);
  BOOST_TEST(client.s3("DELETE", "/bucket/a").status == 204);
  BOOST_TEST(client.s3("PUT", "/bucket/b", "a").status == 200);
}

BOOST_AUTO_TEST_CASE(the_session_that_ends_first_is_forgotten) {
  WireClient client;
  client.query(
      "Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=%7B%22Version%22%"
      "3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%"
      "3A%7B%22AWS%22%3A%22*%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D");
  for (std::size_t i = 0; i < remora::wire::kMostSessions; ++i) {
    client.state.sessions["ASIA" + std::to_string(i)].ends =
        client.now + static_cast<remora::wire::Time>(i == 5 ? 0 : 10 + i);
  }
  client.query("Action=AssumeRole&Version=2011-06-15&RoleSessionName=me&RoleArn=arn:aws:iam::" +
               client.account + ":role/r");
  BOOST_TEST(client.state.sessions.size() == remora::wire::kMostSessions);
  BOOST_TEST(client.state.sessions.count("ASIA5") == 0U);
  BOOST_TEST(client.state.sessions.count("ASIA6") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
