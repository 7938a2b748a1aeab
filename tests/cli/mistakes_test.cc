#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/table.h"

// Slips that people make, each with the sentence that helps: what is wrong, and what would be
// right.
BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(mistakes)

namespace {

constexpr const char* kScenario = R"(remora: 1
buckets:
  - name: logs-111122223333
    accountId: "111122223333"
    region: us-east-1
    policy: bucket.json
keys:
  - arn: arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d
    policy: key.json
roles:
  - arn: arn:aws:iam::111122223333:role/recorder
    trustPolicy: trust.json
topics:
  - arn: arn:aws:sns:us-east-1:111122223333:changes
    policy: topic.json
deliveries:
  - id: channel
    service: config
    accountId: "111122223333"
    region: us-east-1
    configurationRecorder: {name: default, roleARN: arn:aws:iam::111122223333:role/recorder}
    deliveryChannel:
      name: default
      s3BucketName: logs-111122223333
      s3KmsKeyArn: arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d
      snsTopicARN: arn:aws:sns:us-east-1:111122223333:changes
    expect: {outcome: delivered}
)";

constexpr const char* kPolicy =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "*", "Resource": "*"}]})";
constexpr const char* kTrust =
    R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:AssumeRole"}]})";

/// What somebody wrote in the scenario, instead of what is right, and what he is told.
struct Slip {
  const char* name;
  std::string right;
  std::string written;
  std::string told;
  int status = 2;
};

/// A folder with the scenario and its policies, after the slip.
class Workplace {
 public:
  Workplace() {
    for (const char* name : {"bucket.json", "key.json", "topic.json"}) {
      folder_.write(name, kPolicy);
    }
    folder_.write("trust.json", kTrust);
    write(kScenario);
  }

  void write(const std::string& scenario) const { folder_.write("s.yaml", scenario); }

  void slip(const Slip& slip) const {
    std::string text = kScenario;
    const std::size_t at = text.find(slip.right);
    BOOST_REQUIRE_NE(at, std::string::npos);
    write(text.replace(at, slip.right.size(), slip.written));
  }

  /// Both outputs of the command on one line, blanks in place of wrapped lines.
  struct Told {
    int status;
    std::string text;
  };

  [[nodiscard]] Told run(const std::string& command) const {
    const ProgramRun run = run_shell("unset CI GITHUB_ACTIONS\ncd '" + folder_.path().string() +
                                     "' || exit 9\nremora " + command + " </dev/null");
    std::string text;
    for (const char c : run.err + run.out) {
      const bool blank = c == '\n' || c == ' ';
      if (!blank || (!text.empty() && text.back() != ' ')) {
        text += blank ? ' ' : c;
      }
    }
    return {run.status, text};
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_TABLE(a_slip_in_a_scenario) {
  const std::string key = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d\n    policy";
  const std::string channel_key = "s3KmsKeyArn: arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d";
  const std::vector<Slip> slips{
      {"an account of seven digits",
       "accountId: \"111122223333\"",
       "accountId: \"1111222\"",
       "s.yaml:4:16: error: \"1111222\" is no account id, it has twelve digits"},
      {"a Region with a letter missing",
       "region: us-east-1",
       "region: us-est-1",
       "s.yaml:5:13: error: \"us-est-1\" is no Region name, did you mean \"us-east-1\"?"},
      {"a Region in words",
       "region: us-east-1",
       "region: Ireland",
       "s.yaml:5:13: error: \"Ireland\" is no Region name, write it as in us-east-1"},
      {"a key's ARN with an account of seven digits",
       key,
       "arn:aws:kms:us-east-1:1111222:key/0a1b2c3d\n    policy",
       "s.yaml:8:10: error: \"1111222\" is no account id, it has twelve digits"},
      {"a key's ARN in a Region that is misspelt",
       key,
       "arn:aws:kms:us-eats-1:111122223333:key/0a1b2c3d\n    policy",
       "\"us-eats-1\" is no Region name, did you mean \"us-east-1\"?"},
      {"an alias for a key",
       key,
       "arn:aws:kms:us-east-1:111122223333:alias/logs\n    policy",
       "error: this is an alias, and no key, give the ARN of the key, and the alias under "
       "\"aliases\""},
      {"a key's id for its ARN",
       key,
       "0a1b2c3d\n    policy",
       "\"0a1b2c3d\" is not the ARN of a KMS key, write it as in arn:aws:kms:"},
      {"a topic's ARN with an account of seven digits",
       "- arn: arn:aws:sns:us-east-1:111122223333",
       "- arn: arn:aws:sns:us-east-1:1111222",
       "s.yaml:14:10: error: \"1111222\" is no account id, it has twelve digits"},
      {"a role's ARN with roles/",
       "- arn: arn:aws:iam::111122223333:role/",
       "- arn: arn:aws:iam::111122223333:roles/",
       "\"roles/recorder\" is not a role, write it as in arn:aws:iam::111122223333:role/ROLE"},
      {"a bucket's ARN for its name",
       "- name: logs",
       "- name: arn:aws:s3:::logs",
       "error: a bucket has a name here, and no ARN, write what stands behind \":::\""},
      {"a bucket one digit short of one that there is",
       "s3BucketName: logs-111122223333",
       "s3BucketName: logs-11112222333",
       "there is no bucket logs-11112222333 (did you mean logs-111122223333?)",
       1},
      {"the nearest of two buckets that are near",
       "  - name: logs-111122223333",
       "  - {name: logs-11112222333344, accountId: \"111122223333\", region: us-east-1}\n"
       "  - name: logs-11112222333",
       "(did you mean logs-11112222333?)",
       1},
      {"a key one letter away from one that there is",
       channel_key,
       "s3KmsKeyArn: arn:aws:kms:us-east-1:111122223333:key/0a1b2c3e",
       "(did you mean arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d?)",
       1},
      {"a role one letter short of one that there is",
       "role/recorder}",
       "role/recoder}",
       "(did you mean arn:aws:iam::111122223333:role/recorder?)",
       1},
      {"a key's alias in the channel",
       channel_key,
       "s3KmsKeyArn: alias/logs",
       "change the call itself: s3KmsKeyArn must be the ARN of a key",
       1},
      {"a service that is misspelt",
       "service: config",
       "service: confg",
       "\"service\" cannot be \"confg\", did you mean \"config\"?"},
      {"the wrong service",
       "service: config",
       "service: cloudtrail",
       "error: a cloudtrail delivery needs \"trail\""},
      {"a member that is misspelt",
       "policy: bucket.json",
       "polcy: bucket.json",
       "a bucket has no member \"polcy\", did you mean \"policy\"?"},
      {"a list that is misspelt",
       "deliveries:",
       "delivery:",
       "a scenario has no member \"delivery\", did you mean \"deliveries\"?"},
      {"a delivery without a name",
       "- id: channel",
       "- name: channel",
       "error: a delivery needs \"id\""},
      {"a recorder that is left out",
       "configurationRecorder: {name: default, roleARN: arn:aws:iam::111122223333:role/recorder}",
       "",
       "needs \"configurationRecorder\", null if the account has none"},
      {"a scenario of no format",
       "remora: 1\n",
       "",
       "s.yaml:1:1: error: a scenario needs \"remora\": 1"},
      {"an outcome that is misspelt",
       "outcome: delivered",
       "outcome: deliverd",
       "\"outcome\" cannot be \"deliverd\", did you mean \"delivered\"?"},
      {"a state in lower case",
       "    policy: key.json",
       "    policy: key.json\n    keyState: disabled",
       "\"keyState\" cannot be \"disabled\", did you mean \"Disabled\"?"},
      {"an encryption that is misspelt",
       "    policy: bucket.json",
       "    policy: bucket.json\n    encryption: {SSEAlgorithm: aws-kms}",
       "\"SSEAlgorithm\" cannot be \"aws-kms\", did you mean \"aws:kms\"?"},
      {"a policy file that is not there",
       "policy: bucket.json",
       "policy: buckt.json",
       "s.yaml:6:13: error: cannot read buckt.json: No such file or directory"},
      {"a managed policy that is misspelt",
       "policy: bucket.json",
       "policy: arn:aws:iam::aws:policy/ReadOnlyAcces",
       "remora does not know the managed policy \"arn:aws:iam::aws:policy/ReadOnlyAcces\", did you "
       "mean "
       "\"ReadOnlyAccess\"?"},
      {"a file that extends one that is not there",
       "remora: 1\n",
       "remora: 1\nextends: base.yml\n",
       "s.yaml:2:10: error: cannot read base.yml"},
      {"a tab",
       "    policy: key.json",
       "\tpolicy: key.json",
       "error: a tab indents this line, indent with blanks"},
      {"two deliveries of one name",
       "deliveries:\n",
       "deliveries:\n  - {id: channel, service: config, operation: PutDeliveryChannel, accountId: "
       "\"111122223333\", "
       "region: us-east-1, configurationRecorder: null, deliveryChannel: {name: default, "
       "s3BucketName: b}}\n",
       "error: the id \"channel\" stands twice"},
  };
  const Workplace workplace;
  for (const Slip& slip : slips) {
    if (table.row(slip.name)) {
      workplace.slip(slip);
      const auto told = workplace.run("check s.yaml");
      BOOST_TEST(contains(told.text, slip.told), told.text);
      BOOST_TEST(told.status == slip.status);
    }
  }
}

TEST_TABLE(a_name_of_a_single_request) {
  struct Row {
    const char* name;
    const char* principal;
    const char* action;
    const char* rest;
    const char* told;
    int status = 0;
  };

  const char* const kConfig = "config.amazonaws.com";
  const char* const kRole = "arn:aws:sts::111122223333:assumed-role/r/s";
  const std::vector<Row> rows{
      {"a service by its first name",
       "config",
       "s3:PutObject",
       "",
       "\"config\" is no principal that makes requests, did you mean \"config.amazonaws.com\"?",
       2},
      {"a service that is misspelt",
       "cloudtrial.amazonaws.com",
       "s3:PutObject",
       "",
       "\"cloudtrial.amazonaws.com\" is no service principal, did you mean "
       "\"cloudtrail.amazonaws.com\"?"},
      {"an action without its service",
       kConfig,
       "PutObject",
       "",
       "\"PutObject\" is no action, did you mean \"s3:PutObject\"?",
       2},
      {"an action that is misspelt",
       kConfig,
       "s3:PutObjekt",
       "",
       "AWS has no action \"s3:PutObjekt\", did you mean \"s3:PutObject\"?"},
      {"the service of an action that is misspelt",
       kConfig,
       "kmss:GenerateDataKey",
       "",
       "AWS has no action \"kmss:GenerateDataKey\", did you mean \"kms:GenerateDataKey\"?"},
      {"a bucket for an ARN",
       kConfig,
       "s3:PutObject",
       "--resource logs/x",
       "\"logs/x\" is no ARN, write it as in arn:aws:s3:::BUCKET/KEY"},
      {"an ARN that is cut short",
       kConfig,
       "s3:PutObject",
       "--resource arn:aws:s3::logs",
       "\"arn:aws:s3::logs\" is no ARN, it has six fields"},
      {"the service of an ARN",
       kConfig,
       "kms:Decrypt",
       "--resource arn:aws:kmss:us-east-1:111122223333:key/a",
       "\"kmss\" is not the service of that ARN, did you mean \"kms\"?"},
      {"the Region of an ARN",
       kConfig,
       "kms:Decrypt",
       "--resource arn:aws:kms:us-est-1:111122223333:key/a",
       "\"us-est-1\" is no Region name, did you mean \"us-east-1\"?"},
      {"the account of an ARN",
       kConfig,
       "kms:Decrypt",
       "--resource arn:aws:kms:us-east-1:1111222:key/a",
       "\"1111222\" is no account id, it has twelve digits"},
      {"the partition of an ARN",
       kRole,
       "s3:GetObject",
       "--resource arn:asw:s3:::logs/x",
       "\"asw\" is no partition of AWS, did you mean \"aws\"?"},
      {"a condition key",
       kConfig,
       "s3:PutObject",
       "--context aws:SourceAcount=111122223333",
       "AWS has no condition key \"aws:SourceAcount\", did you mean \"aws:SourceAccount\"?"},
      {"a verdict",
       kConfig,
       "s3:PutObject",
       "--expect Alowed",
       "--expect cannot be \"Alowed\", did you mean \"Allowed\"?",
       2},
  };
  const Workplace workplace;
  for (const Row& row : rows) {
    for (const char* command : {"eval", "explain"}) {
      if (table.row(row.name, ", ", command)) {
        const auto told = workplace.run(std::string(command) + " --principal " + row.principal +
                                        " --action " + row.action + " " + row.rest);
        BOOST_TEST(contains(told.text, row.told), told.text);
        BOOST_TEST(told.status == row.status, told.text);
      }
    }
  }
}

TEST_TABLE(a_slip_in_a_matrix) {
  struct Row {
    const char* name;
    const char* matrix;
    const char* told;
  };

  const std::vector<Row> rows{
      {"an axis that is excluded",
       "{region: [us-east-1], exclude: [{regin: us-east-1}]}",
       "the matrix has no axis \"regin\", did you mean \"region\"?"},
      {"a value that is excluded",
       "{region: [us-east-1, eu-west-1], exclude: [{region: eu-west-11}]}",
       "s.yaml:2:61: error: the axis \"region\" has no value \"eu-west-11\", did you mean "
       "\"eu-west-1\"?"},
      {"a value that is none of few",
       "{region: [us-east-1, eu-west-1], exclude: [{region: Ireland}]}",
       "the axis \"region\" has no value \"Ireland\", it has us-east-1, eu-west-1"},
      {"exclude itself",
       "{region: [us-east-1], exlude: [{region: us-east-1}]}",
       "a value that is an object needs a name, did you mean \"exclude\"?"},
      {"a member of a value",
       "{key: {open: {policy: key.json}}}\ntitle: ${{ key.polcy }}",
       "the variable \"key\" has no member \"polcy\", did you mean \"policy\"?"},
      {"an axis",
       "{region: [us-east-1]}\ntitle: ${{ regoin }}",
       "there is no variable \"regoin\", did you mean \"region\"?"},
  };
  const Workplace workplace;
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      workplace.write(std::string("remora: 1\nmatrix: ") + row.matrix + "\n");
      const auto told = workplace.run("check --allow-empty s.yaml");
      BOOST_TEST(contains(told.text, row.told), told.text);
      BOOST_TEST(told.status == 2);
    }
  }
}

TEST_TABLE(a_slip_on_the_command_line) {
  struct Row {
    const char* command;
    const char* told;
    int status = 2;
  };

  const std::vector<Row> rows{
      {"chekc s.yaml", "there is no command \"chekc\", did you mean \"check\"?"},
      {"check s.yml", "cannot read s.yml: No such file or directory"},
      {"check --asume x=y s.yaml", "there is no option --asume, did you mean \"--assume\"?"},
      {"check --assume kms_decript=warn s.yaml",
       "there is no assumption \"kms_decript\", did you mean \"kms_decrypt\"?"},
      {"check --assume kms_decrypt=wran s.yaml",
       "\"kms_decrypt\" cannot be \"wran\", it is one of "},
      {"check -f jsn s.yaml", "did you mean \"json\"?"},
      {"check --as terrafrom s.yaml",
       "--as knows no form \"terrafrom\", did you mean \"terraform\"?"},
      {"fix --as-code terrafrom s.yaml",
       "--as-code knows no language \"terrafrom\", did you mean \"terraform\"?"},
      {"check --limit file-byte=1 s.yaml",
       "there is no limit \"file-byte\", did you mean \"file-bytes\"?"},
      {"check --set 'buckets[0].regin=us-east-1' s.yaml",
       "a bucket has no member \"regin\", did you mean \"region\"?"},
      {"explain -r chanel s.yaml",
       "there is no delivery or request \"chanel\", did you mean \"channel\"?"},
      {"fix --delivery chanel s.yaml",
       "there is no delivery \"chanel\", did you mean \"channel\"?"},
      {"schema scenari", "there is no schema of \"scenari\", did you mean \"scenario\"?"},
      {"check key.json",
       "nothing here says what is delivered, and by whom, `remora check key.json --channel "},
      {"check bucket.json --channel bucket=b,account=111122223333,region=us-est-1",
       "\"us-est-1\" is no Region name, did you mean \"us-east-1\"?"},
      {"check bucket.json --channel bucket=b,account=1111222,region=us-east-1",
       "\"1111222\" is no account id, it has twelve digits"},
      {"check bucket.json --channel bukcet=b,account=111122223333,region=us-east-1",
       "--channel has no \"bukcet=b\", did you mean \"bucket\"?"},
      {"check bucket.json --trail bucket=b,account=111122223333",
       "--trail does not say the region, add region=us-east-1"},
      {"eval --principal service:config.amazon.com --action s3:PutObject --resource "
       "arn:aws:s3:::b/k "
       "--resource-policy bucket.json",
       "is no principal that makes requests, write a user, role session or root ARN, a service "
       "such as "
       "config.amazonaws.com, or anonymous"},
      {"eval --principal anonymous --action s3:GetObject --resource arn:aws:s3:::b/k "
       "--resource-policy bucket.json --resource-account 44445555666",
       "\"44445555666\" is no account id, it has twelve digits"},
      {"eval --principal config.amazonaws.com --action s3:PutObject --resource arn:aws:s3:::b/k "
       "--resource-polic bucket.json",
       "there is no option --resource-polic"},
      // An option of another tool, for a format of this one.
      {"check --json s.yaml", "there is no option --json, `-f json` prints that"},
      {"lint --html key.json",
       "there is no option --html, and this command prints no html but text, json, sarif (-f)"},
      {"check -f pdf s.yaml",
       "this command prints no format \"pdf\", but text, json, html, markdown"},
      {"check -r chanel s.yaml",
       "there is no delivery or request \"chanel\", did you mean \"channel\"?"},
      {"completion bahs", "not for \"bahs\", did you mean \"bash\"?"},
      {"help semantics/evaluatoin",
       "there is no command and no topic \"semantics/evaluatoin\", did you mean "
       "\"semantics/evaluation\"?"},
      {"help -f man chekc", "did you mean \"check\"?"},
      {"init cloudtrial", "there is no starter \"cloudtrial\", did you mean \"cloudtrail\"?"},
      {"lint --type ky key.json", "there is no policy type \"ky\", did you mean \"key\"?"},
      {"test --report jnuit=x s.yaml", "there is no report \"jnuit\", did you mean \"junit\"?"},
      {"test --run nope s.yaml", "no case of that name (--allow-empty lets that pass)", 1},
      {"check .", "./bucket.json:1:1: error: nothing here says what is delivered, and by whom"},
  };
  const Workplace workplace;
  for (const Row& row : rows) {
    if (table.row(row.command)) {
      const auto told = workplace.run(row.command);
      BOOST_TEST(contains(told.text, row.told), told.text);
      BOOST_TEST(told.status == row.status);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
