#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/wire/uri.h"
#include "engine/wire/xml.h"
#include "tests/support/table.h"
#include "tests/wire/wire_client.h"

// What a client sends to break what comes out.
namespace remora::test {

namespace {

/// A client whose buckets need no location.
WireClient client_of_us_east_1() {
  WireClient client;
  client.region = "us-east-1";
  return client;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(hostile)

// A header that Beast cannot hold ended the process; one with a line end would be another header.
TEST_TABLE(no_header_of_an_answer_is_a_clients_own) {
  for (const std::string& type :
       {std::string("a/b\r\nX-Evil: 1"), std::string(70000, 'x'), std::string("a\x01") + "b"}) {
    if (table.row(type.substr(0, 20))) {
      WireClient client = client_of_us_east_1();
      BOOST_TEST(client.s3("PUT", "/bucket").status == 200);
      BOOST_TEST(client.s3("PUT", "/bucket/key", "text", {{"Content-Type", type}}).status == 200);
      const auto answer = client.s3("GET", "/bucket/key");
      BOOST_TEST(answer.status == 200);
      for (const auto& [name, value] : answer.headers) {
        BOOST_TEST(value.size() <= 8192U, name);
        BOOST_TEST(value.find_first_of("\r\n\x01") == std::string::npos, name);
      }
    }
  }
}

TEST_TABLE(a_mark_of_symbols_comes_in_by_no_way) {
  struct Row {
    const char* name;
    std::string target;
    std::string body;
    remora::wire::Headers headers;
  };

  const std::string encryption =
      "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>"
      "aws:kms"
      "</SSEAlgorithm><KMSMasterKeyID>";
  const std::string end =
      "</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></Rule></"
      "ServerSideEncryptionConfiguration>";
  for (const Row& row :
       {Row{"a reference", "/bucket?encryption", encryption + "&#x1E;unknown x&#x1F;" + end, {}},
        Row{"as it is", "/bucket?encryption", encryption + "\x1Eunknown x\x1F" + end, {}},
        Row{"a key", "/bucket/%1Eunknown%20x%1F", "", {}},
        Row{"a header",
            "/bucket/key",
            "",
            {{"x-amz-server-side-encryption", "aws:kms"},
             {"x-amz-server-side-encryption-aws-kms-key-id", "\x1Eunknown x\x1F"}}}}) {
    if (table.row(row.name)) {
      WireClient client = client_of_us_east_1();
      BOOST_TEST(client.s3("PUT", "/bucket").status == 200);
      BOOST_TEST(client.s3("PUT", row.target, row.body, row.headers).status == 400);
    }
  }
}

TEST_TABLE(what_is_no_xml_is_not_read) {
  for (const char* text : {"<a>&#x1E;</a>",
                           "<a>&#0;</a>",
                           "<a>&#xD800;</a>",
                           "<a>\x01</a>",
                           "<a>\xFF</a>",
                           "<a>&x;</a>"}) {
    if (table.row(text)) {
      BOOST_TEST(!remora::wire::read_xml(text).has_value());
    }
  }
}

// A hundred thousand tags took 47 s, in which nobody else was answered: each member was looked for
// among all.
BOOST_AUTO_TEST_CASE(a_long_form_is_read_by_its_names) {
  std::string form = "Action=CreateTopic";
  for (int i = 1; i <= 100000; ++i) {
    form += "&Tags.member." + std::to_string(i) + "=v";
  }
  const auto parameters = remora::wire::Parameters::parse(form + "&Action=Second");
  BOOST_TEST(parameters.list("Tags").size() == 100000U);
  BOOST_TEST(*parameters.find("Action") == "CreateTopic");
}

TEST_TABLE(objects_are_listed_and_cut_as_asked) {
  struct Row {
    const char* target;
    const char* range;
    int status;
    const char* with;
    const char* without;
  };

  for (const Row& row :
       {Row{"/bucket?versions&prefix=a/", "", 200, "a/1", "b/1"},
        Row{"/bucket?versions&max-keys=1", "", 200, "<NextKeyMarker>a/1</NextKeyMarker>", "b/1"},
        Row{"/bucket?versions&key-marker=a/1", "", 200, "b/1", "<Key>a/1"},
        Row{"/bucket?list-type=2&max-keys=0", "", 200, "<IsTruncated>false", "<Key>"},
        Row{"/bucket/a/1", "bytes=1-2", 206, "ex", "text"},
        Row{"/bucket/a/1", "bytes=-1", 206, "t", "x"},
        Row{"/bucket/a/1", "bytes=2-1", 200, "text", "InvalidRange"},
        Row{"/bucket/a/1", "bytes=4-", 416, "InvalidRange", "text</"},
        Row{"/bucket/a/1", "bytes=-0", 416, "InvalidRange", "text</"}}) {
    if (table.row(std::string(row.target) + " " + row.range)) {
      WireClient client = client_of_us_east_1();
      client.s3("PUT", "/bucket");
      client.s3("PUT", "/bucket/a/1", "text");
      client.s3("PUT", "/bucket/b/1", "text");
      remora::wire::Headers headers;
      if (*row.range != '\0') {
        headers.emplace_back("Range", row.range);
      }
      const auto answer = client.s3("GET", row.target, {}, headers);
      BOOST_TEST(answer.status == row.status, answer.body);
      BOOST_TEST(has(answer.body, row.with), answer.body);
      BOOST_TEST(!has(answer.body, row.without), answer.body);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_s3_does_not_take_is_not_stored) {
  WireClient client = client_of_us_east_1();
  const auto place =
      client.s3("PUT",
                "/elsewhere",
                "<CreateBucketConfiguration><LocationConstraint>" + std::string(70000, 'x') +
                    "</LocationConstraint></CreateBucketConfiguration>");
  BOOST_TEST(has(place.body, "InvalidLocationConstraint"), place.body);
  client.s3("PUT", "/bucket");
  const auto odd =
      client.s3("PUT", "/bucket/key", "text", {{"x-amz-server-side-encryption", "rot13"}});
  BOOST_TEST(has(odd.body, "InvalidEncryptionAlgorithmError"), odd.body);
  BOOST_TEST(client.s3("GET", "/bucket/key").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
