#include "engine/condition/ip_network.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(condition)
BOOST_AUTO_TEST_SUITE(ip_network)

// Capture of AWS, condition_ip, unless said otherwise.
TEST_TABLE(networks_contain_what_they_should) {
  struct Row {
    const char* network;
    const char* address;
    bool contains;
  };

  const Row rows[] = {
      {"10.0.0.0/8", "10.255.0.1", true},
      {"10.0.0.0/8", "11.0.0.1", false},
      {"203.0.113.5", "203.0.113.5", true},
      {"203.0.113.5", "203.0.113.6", false},
      // Host bits of an IPv4 network do not count.
      {"203.0.113.77/24", "203.0.113.1", true},
      {"0.0.0.0/0", "255.255.255.255", true},
      {"10.0.0.0/9", "10.127.255.255", true},
      {"10.0.0.0/9", "10.128.0.0", false},
      {"192.0.2.128/25", "192.0.2.127", false},
      {"192.0.2.130/31", "192.0.2.131", true},
      {"192.0.2.130/31", "192.0.2.132", false},
      {"192.0.2.1/32", "192.0.2.1", true},
      // Leading zeros are decimal; the prefix may have zeros or a plus in front.
      {"010.000.000.008/29", "10.0.0.15", true},
      {"10.0.0.0/08", "10.1.2.3", true},
      {"10.0.0.0/+8", "10.1.2.3", true},
      {"10.0.0.0/8", "010.001.002.003", true},
      {"2001:db8::/32", "2001:db8:ffff::1", true},
      {"2001:db8::/32", "2001:db9::1", false},
      {"2001:DB8::/32", "2001:db8::A", true},
      {"::/0", "2001:db8::1", true},
      {"2001:db8::1", "2001:0db8:0:0:0:0:0:1", true},
      {"2001:db8::/33", "2001:db8:7fff::", true},
      {"2001:db8::/33", "2001:db8:8000::", false},
      {"2001:db8::5", "2001:db8::5", true},
      // IPv6 networks with host bits never match, not even their own address.
      {"2001:db8::5/64", "2001:db8::5", false},
      {"2001:db8::5/64", "2001:db8::", false},
      {"::1/0", "2001:db8::1", false},
      // Families never mix.
      {"0.0.0.0/0", "2001:db8::1", false},
      {"::/0", "10.0.0.1", false},
      // A mapped request is IPv4; a mapped network does not cover IPv4.
      {"10.0.0.0/8", "::ffff:10.1.2.3", true},
      {"10.0.0.0/8", "::ffff:a01:203", true},
      {"::ffff:a00:0/104", "10.1.2.3", false},
      // `:::` is accepted as `::`.
      {"2001:db8::1", "2001:db8:::1", true},
  };
  for (const Row& row : rows) {
    if (table.row(row.address, " in ", row.network)) {
      const auto network = IpNetwork::parse(row.network);
      const auto address = IpAddress::parse(row.address);
      BOOST_REQUIRE(network);
      BOOST_REQUIRE(address);
      BOOST_TEST(network->contains(*address) == row.contains);
    }
  }
}

TEST_TABLE(other_texts_are_no_addresses) {
  for (const char* text : {"",
                           "10.0.0",
                           "10.0.0.1.2",
                           "10.0.0.256",
                           "10.0.0.",
                           ".10.0.0",
                           "10..0.1",
                           "10.0.0.1/32",
                           " 10.0.0.1",
                           "10.0.0.1 ",
                           "10.0.0.-1",
                           "10.0.0.0x1",
                           "99999999999.0.0.1",
                           "localhost",
                           "2001:db8::192.0.2.1",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "1::2::3",
                           "12345::",
                           "g::1",
                           "::1%eth0",
                           "[::1]"}) {
    if (table.row('"', text, '"')) {
      BOOST_TEST(!IpAddress::parse(text).has_value());
    }
  }
}

TEST_TABLE(other_texts_are_no_networks) {
  for (const char* text : {"",
                           "/8",
                           "10.0.0.0/",
                           "10.0.0.0/33",
                           "10.0.0.0/-1",
                           "10.0.0.0/8/8",
                           "10.0.0.0/a",
                           "10.0.0.0/255.0.0.0",
                           "10.0.0.0/++8",
                           "10.0.0.0/999999999999999999",
                           "2001:db8::/129",
                           "2001:db8::192.0.2.0/120"}) {
    if (table.row('"', text, '"')) {
      BOOST_TEST(!IpNetwork::parse(text).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(without_prefix_a_network_is_one_address) {
  BOOST_TEST(IpNetwork::parse("10.0.0.1")->prefix() == 32);
  BOOST_TEST(IpNetwork::parse("2001:db8::1")->prefix() == 128);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
