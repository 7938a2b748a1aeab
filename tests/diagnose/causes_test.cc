#include "engine/diagnose/causes.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/diagnose/looks.h"
#include "tests/support/paths.h"

BOOST_AUTO_TEST_SUITE(diagnose)
BOOST_AUTO_TEST_SUITE(causes)

namespace {

using remora::diagnose::CauseInfo;
using remora::diagnose::PossibleCause;

const remora::diagnose::Wordings& wordings() {
  static const remora::diagnose::Wordings all;
  return all;
}

std::vector<PossibleCause> causes_of(std::string_view text) {
  const auto found = remora::diagnose::diagnose(text, wordings());
  BOOST_REQUIRE(!found.empty());
  return remora::diagnose::possible_causes(found.front(), wordings());
}

const std::string kWrite =
    "Insufficient delivery policy to s3 bucket: b, unable to write to bucket, ";

}  // namespace

BOOST_AUTO_TEST_CASE(with_a_key_the_key_policy_is_likeliest_and_without_one_the_bucket_policy) {
  const auto with_key =
      causes_of(kWrite +
                "provided s3 key prefix is 'null', provided kms key is "
                "'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555'.");
  BOOST_TEST(with_key.front().policy == "key");
  const auto without =
      causes_of(kWrite + "provided s3 key prefix is 'null', provided kms key is 'null'.");
  BOOST_TEST(without.front().policy == "bucket");
}

BOOST_AUTO_TEST_CASE(what_the_text_shows_stands_before_what_is_frequent) {
  const auto causes = causes_of(
      "Insufficient delivery policy to s3 bucket: arn:aws:s3:::b, unable to write to bucket, "
      "provided s3 key prefix is 'null', provided kms key is 'null'.");
  BOOST_TEST(causes.front().shown);
  BOOST_TEST(causes.front().likelihood == "the text shows it");
  const auto role = causes_of(
      "Insufficient delivery policy to s3 bucket: b, unable to assume role: "
      "arn:aws:iam::111122223333:user/u.");
  BOOST_TEST(role.front().shown);
}

BOOST_AUTO_TEST_CASE(causes_come_in_the_order_of_their_public_cases) {
  for (const auto& wording : wordings().all()) {
    const auto causes = causes_of(std::string(wording.code) + ": " + wording.text);
    std::size_t before = SIZE_MAX;
    for (const PossibleCause& cause : causes) {
      if (!cause.shown) {
        BOOST_TEST(cause.cases <= before, wording.text);
        before = cause.cases;
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_text_that_breaks_off_has_the_causes_of_all_that_it_can_be_once_each) {
  const auto causes = causes_of("Insufficient delivery policy to s3 bucket: b");
  std::set<std::string> seen;
  std::set<std::string_view> policies;
  for (const PossibleCause& cause : causes) {
    BOOST_TEST(seen.insert(cause.summary + std::string(cause.policy)).second, cause.summary);
    policies.insert(cause.policy);
  }
  for (const char* policy : {"bucket", "key", "trust"}) {
    BOOST_TEST(policies.count(policy) == 1U, policy);
  }
}

BOOST_AUTO_TEST_CASE(a_message_without_a_row_speaks_for_itself) {
  const auto causes = causes_of("The s3 key prefix '' is not valid, empty s3 key prefix.");
  BOOST_REQUIRE(causes.size() == 1U);
  BOOST_TEST(causes.front().likelihood == "the text says it");
}

BOOST_AUTO_TEST_CASE(every_row_is_of_a_variant_that_exists_and_of_a_policy_that_can_be_fetched) {
  std::set<std::string_view> variants;
  for (const auto& wording : wordings().all()) {
    variants.insert(wording.variant);
  }
  for (const CauseInfo& row : remora::diagnose::cause_table()) {
    BOOST_TEST(variants.count(row.variant) == 1U, row.variant << " is no variant");
    BOOST_TEST((row.policy.empty() || remora::diagnose::has_look(row.policy)), row.policy);
  }
}

BOOST_AUTO_TEST_CASE(no_other_wording_repeats_a_message_of_the_catalogue) {
  std::set<std::string> seen;
  for (const auto& wording : wordings().all()) {
    BOOST_TEST(!wording.source.empty());
    BOOST_TEST(seen.insert(std::string(wording.code) + wording.text).second, wording.text);
  }
}

BOOST_AUTO_TEST_CASE(the_posted_texts_that_are_named_as_cases_are_there) {
  std::size_t checked = 0;
  for (const CauseInfo& row : remora::diagnose::cause_table()) {
    std::string_view rest = row.cases;
    while (!rest.empty()) {
      const std::string_view one = rest.substr(0, rest.find("; "));
      rest.remove_prefix(std::min(rest.size(), one.size() + 2));
      if (one.starts_with("texts/")) {
        const std::string path =
            remora::test::source_dir() + "/fixtures/" + std::string(one) + ".txt";
        BOOST_TEST(std::filesystem::exists(path), path);
        ++checked;
      }
    }
  }
  BOOST_TEST(checked > 5U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
