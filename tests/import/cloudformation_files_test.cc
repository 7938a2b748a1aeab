#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "tests/import/cloudformation_support.h"
#include "tests/support/build.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(importing_templates)

// Public templates and what the CDK synthesised, each as it would be read by hand.
TEST_TABLE(templates_that_people_wrote_come_to_what_they_say) {
  struct Row {
    const char* file;
    const char* outcome;
    const char* finding;  // a part of the only one; empty: there is none
  };

  const std::vector<Row> rows = {
      {"cdk/config-kms-broken.json", "Channel refused", ""},
      {"cdk/config-kms-ok.json", "Channel delivered", ""},
      {"cdk/org-trail-imported-bucket.json", "Trail022F0CF2 undetermined", ""},
      {"cdk/org-trail-l2-prefix.json",
       "Trail022F0CF2 refused",
       "does not wait for the policy of its topic"},
      {"cdk/trail-kms-l2-no-grant.json", "Trail022F0CF2 refused", ""},
      {"templates/aws-config.json", "DeliveryChannel delivered", ""},
      {"templates/getcft-cloudtrail.yml",
       "MyCloudTrail delivered",
       "MyCloudTrail does not wait for"},
      {"templates/getcft-config.yml", "DeliveryChannel delivered", ""},
      {"templates/indigoid-cloudtrail-with-notifications.yaml", "Trail delivered", ""},
      {"templates/org-formation-aws-config.yml",
       "DeliveryChannel delivered",
       "DeliveryChannel does not wait for"},
      {"templates/regula-valid-target-full-check.yaml",
       "CloudTrailLogging delivered, CloudTrailLogging2 delivered",
       "CloudTrailLogging2 does not wait for"},
      {"templates/robosystems-cloudtrail.yaml", "CloudTrail delivered", ""},
      {"templates/widdix-config.yaml", "DeliveryChannel delivered", ""},
      {"story/logs.yaml", "Channel refused, Trail delivered", "Trail does not wait for"},
  };
  for (const Row& row : rows) {
    if (table.row(row.file)) {
      cli::DiskReader files;
      const std::string path = source_dir() + "/fixtures/inputs/" + row.file;
      const TemplateTrial trial =
          try_templates({{path, std::string(value_of(files.read(path))->text())}});
      BOOST_TEST(trial.outcome == row.outcome);
      if (*row.finding == '\0') {
        BOOST_TEST(trial.findings == "");
      } else {
        BOOST_TEST(trial.findings.find(row.finding) != std::string::npos, trial.findings);
      }
      BOOST_TEST_MESSAGE(trial.remarks + trial.reasons);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
