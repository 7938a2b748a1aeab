#include "engine/delivery/assumptions.h"

#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

namespace remora::test {

namespace {

using remora::delivery::Assumption;
using remora::delivery::AssumptionInfo;
using remora::delivery::Assumptions;
using remora::delivery::known_assumptions;

}  // namespace

BOOST_AUTO_TEST_SUITE(delivery)
BOOST_AUTO_TEST_SUITE(assumptions)

BOOST_AUTO_TEST_CASE(every_switch_has_a_choice_and_evidence) {
  std::set<std::string_view> names;
  for (const AssumptionInfo& switch_info : known_assumptions()) {
    BOOST_TEST_CONTEXT(switch_info.name) {
      BOOST_TEST(names.insert(switch_info.name).second);
      BOOST_TEST(switch_info.values.find(' ') != std::string_view::npos);
      BOOST_TEST(!switch_info.evidence.empty());
    }
  }
}

// delivery-model.md section 9; aws-captures.md section 0 changes some.
BOOST_AUTO_TEST_CASE(defaults_are_those_of_the_model) {
  const Assumptions settings;
  BOOST_TEST(settings.value(Assumption::config_check_order) == "put_first");
  BOOST_TEST(settings.value(Assumption::config_spn_fallback) == "always");
  BOOST_TEST(settings.value(Assumption::config_acl_on_spn_path) == "required");
  BOOST_TEST(settings.value(Assumption::config_sse_header) == "AES256");
  BOOST_TEST(settings.value(Assumption::acl_header_needs_PutObjectAcl) == "role_cross_account");
  BOOST_TEST(settings.value(Assumption::kms_decrypt) == "cloudtrail_bucket_key");
  BOOST_TEST(settings.value(Assumption::cloudtrail_kms_call) == "via_s3");
  BOOST_TEST(settings.value(Assumption::ct_put_denied_with_key) == "encryption");
}

BOOST_AUTO_TEST_CASE(every_known_value_can_be_set) {
  for (const AssumptionInfo& switch_info : known_assumptions()) {
    std::string_view values = switch_info.values;
    while (!values.empty()) {
      const std::string_view value = values.substr(0, values.find(' '));
      values.remove_prefix(std::min(value.size() + 1, values.size()));
      Assumptions settings;
      BOOST_TEST_CONTEXT(switch_info.name << "=" << value) {
        BOOST_TEST(!settings.set(switch_info.name, value).has_value());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_setting_counts_and_can_be_changed_again) {
  Assumptions settings;
  BOOST_TEST(!settings.set("config_spn_fallback", "never").has_value());
  BOOST_TEST(settings.is(Assumption::config_spn_fallback, "never"));
  BOOST_TEST(!settings.is(Assumption::config_spn_fallback, "always"));
  BOOST_TEST(to_string(Assumption::config_spn_fallback, settings) == "config_spn_fallback=never");
  BOOST_TEST(!settings.set("config_spn_fallback", "always").has_value());
  BOOST_TEST(settings.is(Assumption::config_spn_fallback, "always"));
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
  BOOST_TEST(settings.value(Assumption::config_spn_fallback) == "always");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
