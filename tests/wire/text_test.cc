#include <boost/test/unit_test.hpp>

#include "engine/wire/digest.h"
#include "engine/wire/exchange.h"
#include "engine/wire/uri.h"
#include "engine/wire/xml.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(wire)
BOOST_AUTO_TEST_SUITE(texts)

TEST_TABLE(percent_escapes_are_decoded_once) {
  struct Row {
    const char* text;
    bool form;
    const char* decoded;
  };

  for (const Row& row : {Row{"b%20c%2Bd.txt", false, "b c+d.txt"},
                         Row{"a+b", false, "a+b"},
                         Row{"a+b", true, "a b"},
                         Row{"%252F", false, "%2F"},
                         Row{"100%", false, "100%"},
                         Row{"%zz%4", false, "%zz%4"},
                         Row{"%c3%A9", false, "\xC3\xA9"}}) {
    if (table.row(row.text, row.form ? " in a form" : "")) {
      BOOST_TEST(remora::wire::percent_decoded(row.text, row.form) == row.decoded);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_encoded_is_decoded_again) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
  }
  BOOST_TEST(remora::wire::percent_decoded(remora::wire::percent_encoded(bytes)) == bytes);
  BOOST_TEST(remora::wire::percent_encoded("a/b", true) == "a/b");
}

BOOST_AUTO_TEST_CASE(a_form_has_lists_and_pairs) {
  const auto form = remora::wire::Parameters::parse(
      "A=1&Tags.member.1.Key=k&Tags.member.1.Value=v&L.member.1=x&L.member.2=y&flag&&e=");
  BOOST_TEST(*form.find("A") == "1");
  BOOST_TEST(form.has("flag"));
  BOOST_TEST(*form.find("e") == "");
  BOOST_TEST((form.list("L") == std::vector<std::string>{"x", "y"}));
  BOOST_REQUIRE(form.pairs("Tags.member", "Key", "Value").size() == 1U);
  BOOST_TEST(form.pairs("Tags.member", "Key", "Value")[0].second == "v");
}

// RFC 1321, "A.5 Test suite"; FIPS 180-4 examples; the check value of CRC-32.
TEST_TABLE(checksums_are_those_of_their_standards) {
  struct Row {
    const char* text;
    const char* md5;
    const char* sha256;
  };

  for (const Row& row :
       {Row{"",
            "d41d8cd98f00b204e9800998ecf8427e",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        Row{"abc",
            "900150983cd24fb0d6963f7d28e17f72",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        Row{"12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a",
            "f371bc4a311f2b009eef952dd83ca80e2b60026c8e935592d0f9c308453c813e"}}) {
    if (table.row("\"", row.text, "\"")) {
      BOOST_TEST(remora::wire::hex(remora::wire::md5(row.text)) == row.md5);
      BOOST_TEST(remora::wire::hex(remora::wire::sha256(row.text)) == row.sha256);
    }
  }
}

BOOST_AUTO_TEST_CASE(crc32_and_base64) {
  BOOST_TEST(remora::wire::hex(remora::wire::crc32("123456789")) == "cbf43926");
  BOOST_TEST(remora::wire::base64(remora::wire::crc32("hello")) == "NhCmhg==");
  for (const std::string text : {"", "a", "ab", "abc", "abcd\xFF"}) {
    BOOST_TEST(remora::wire::from_base64(remora::wire::base64(text)) == text);
  }
}

TEST_TABLE(xml_that_is_none_is_refused) {
  for (const char* text : {"",
                           "<a>",
                           "<a></b>",
                           "<a/><b/>",
                           "text",
                           "<a>&unknown;</a>",
                           "<a>&#xD800;</a>",
                           "<a b></a>",
                           "<a b=c></a>",
                           "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
                           "<a><!ELEMENT b></a>",
                           "<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a>"
                           "</a></a></a></a></a></a></a></a></a></a></a></a></a>"}) {
    if (table.row(text)) {
      BOOST_TEST(!remora::wire::read_xml(text).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(xml_of_clients_is_read) {
  const auto root = remora::wire::read_xml(
      "<?xml version=\"1.0\"?><!-- c --><s3:A xmlns='x'>\n<B q=\"1\"><C>a&lt;b&#x20;c</C></B>"
      "<D><![CDATA[<&>]]></D></s3:A>\n");
  BOOST_REQUIRE(root.has_value());
  BOOST_TEST(root->name == "A");
  BOOST_TEST(root->text_of({"B", "C"}) == "a<b c");
  BOOST_TEST(root->text_of({"D"}) == "<&>");
  BOOST_TEST(root->text_of({"B", "none"}) == "");
}

BOOST_AUTO_TEST_CASE(times_are_written_as_each_protocol_has_them) {
  BOOST_TEST(remora::wire::iso_time(1795435155882) == "2026-11-23T11:59:15Z");
  BOOST_TEST(remora::wire::iso_time(1795435155882, true) == "2026-11-23T11:59:15.882Z");
  BOOST_TEST(remora::wire::http_time(1795435155882) == "Mon, 23 Nov 2026 11:59:15 GMT");
  BOOST_TEST(remora::wire::iso_time(951782400000) == "2000-02-29T00:00:00Z");
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_object();
  remora::wire::write_time(writer, "t", 1795435155082);
  BOOST_TEST(writer.end_object().text() == "{\"t\":1795435155.082}");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
