#include "engine/delivery/assumptions.h"

#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora::test {

namespace {

using remora::delivery::Assumption;
using remora::delivery::AssumptionInfo;
using remora::delivery::Assumptions;
using remora::delivery::known_assumptions;

}  // namespace

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(assumptions)

TEST_TABLE(every_switch_has_a_choice_and_evidence) {
  std::set<std::string_view> names;
  for (const AssumptionInfo& switch_info : known_assumptions()) {
    const bool is_new = names.insert(switch_info.name).second;
    if (table.row(switch_info.name)) {
      BOOST_TEST(is_new);
      BOOST_TEST(switch_info.values.size() > 1U);
      BOOST_TEST(!switch_info.evidence.empty());
    }
  }
}

// A type, its index and its spelling are of one switch.
BOOST_AUTO_TEST_CASE(defaults_are_those_of_the_model) {
  const Assumptions settings;
  BOOST_TEST((settings.get<remora::delivery::ConfigCheckOrder>() ==
              remora::delivery::ConfigCheckOrder::PutFirst));
  BOOST_TEST((settings.get<remora::delivery::Era>() == remora::delivery::Era::Current));
  BOOST_TEST(settings.value(Assumption::ConfigCheckOrder) == "put_first");
  BOOST_TEST(settings.value(Assumption::ConfigSpnFallback) == "always");
  BOOST_TEST(settings.value(Assumption::ConfigAclOnSpnPath) == "required");
  BOOST_TEST(settings.value(Assumption::ConfigSseHeader) == "AES256");
  BOOST_TEST(settings.value(Assumption::AclHeaderNeedsPutObjectAcl) == "role_cross_account");
  BOOST_TEST(settings.value(Assumption::KmsDecrypt) == "warn");
  BOOST_TEST(settings.value(Assumption::CloudTrailKmsCall) == "via_s3");
  BOOST_TEST(settings.value(Assumption::CtPutDeniedWithKey) == "encryption");
  BOOST_TEST(settings.value(Assumption::ServiceTlsVersion) == "1.2");
  BOOST_TEST(settings.value(Assumption::Era) == "current");
}

TEST_TABLE(every_known_value_can_be_set) {
  for (std::size_t i = 0; i < known_assumptions().size(); ++i) {
    const AssumptionInfo& row = known_assumptions()[i];
    for (std::size_t j = 0; j < row.values.size(); ++j) {
      if (table.row(row.name, "=", row.values[j])) {
        Assumptions settings;
        BOOST_TEST(!settings.set(row.name, row.values[j]).has_value());
        const auto assumption = static_cast<Assumption>(i);
        BOOST_TEST(settings.setting(assumption) == j);
        BOOST_TEST(Assumptions().with(assumption, j).value(assumption) == row.values[j]);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_setting_is_set_by_type) {
  Assumptions settings;
  settings.set(remora::delivery::Era::Year2019);
  BOOST_TEST(settings.value(Assumption::Era) == "2019");
  BOOST_TEST((settings.get<remora::delivery::Era>() == remora::delivery::Era::Year2019));
}

BOOST_AUTO_TEST_CASE(a_setting_counts_and_can_be_changed_again) {
  Assumptions settings;
  BOOST_TEST(!settings.set("config_spn_fallback", "never").has_value());
  BOOST_TEST(settings.value(Assumption::ConfigSpnFallback) == "never");
  BOOST_TEST(to_string(Assumption::ConfigSpnFallback, settings) == "config_spn_fallback=never");
  BOOST_TEST(!settings.set("config_spn_fallback", "always").has_value());
  BOOST_TEST(settings.value(Assumption::ConfigSpnFallback) == "always");
}

BOOST_AUTO_TEST_CASE(what_is_unknown_is_refused_and_changes_nothing) {
  Assumptions settings;
  const auto wrong_value = settings.set("config_spn_fallback", "sometimes");
  BOOST_REQUIRE(wrong_value);
  BOOST_TEST(wrong_value->find("always, cross_account, never") != std::string::npos);
  const auto wrong_name = settings.set("config_spn_fallbak", "never");
  BOOST_REQUIRE(wrong_name);
  BOOST_TEST(wrong_name->find("did you mean \"config_spn_fallback\"?") != std::string::npos);
  BOOST_TEST(settings.set("zzz", "x").has_value());
  BOOST_TEST(settings.set("config_spn_fallback", "").has_value());
  BOOST_TEST(settings.value(Assumption::ConfigSpnFallback) == "always");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
