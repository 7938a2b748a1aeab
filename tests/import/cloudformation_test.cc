#include <boost/test/unit_test.hpp>

#include "tests/import/cloudformation_support.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(importing_templates)

TEST_TABLE(intrinsic_functions_make_the_resource_that_matches) {
  struct Row {
    const char* name;
    const char* resource;
    const char* sections;
    const char* outcome;
  };

  const char* const kDelivered = "Trail delivered";
  const char* const kRefused = "Trail refused";
  const std::vector<Row> rows = {
      {"Sub with GetAtt", R"(!Sub "${Logs.Arn}/AWSLogs/${AWS::AccountId}/*")", "", kDelivered},
      {"Sub with Ref", R"(!Sub "arn:${AWS::Partition}:s3:::${Logs}/*")", "", kDelivered},
      {"Sub with variables",
       R"(!Sub ["${B}/AWSLogs/${A}/*", {B: !GetAtt Logs.Arn, A: !Ref AWS::AccountId}])",
       "",
       kDelivered},
      {"Sub of another folder", R"(!Sub "${Logs.Arn}/other/${AWS::AccountId}/*")", "", kRefused},
      {"the long form", R"({"Fn::Sub": "${Logs.Arn}/*"})", "", kDelivered},
      {"GetAtt as a list, in a Join",
       R"(!Join ["", [{"Fn::GetAtt": [Logs, Arn]}, "/AWSLogs/", !Ref "AWS::AccountId", "/*"]])",
       "",
       kDelivered},
      {"a Join with a wrong prefix", R"(!Join ["/", [!GetAtt Logs.Arn, "x", "*"]])", "", kRefused},
      {"If that holds",
       R"(!If [All, !Sub "${Logs.Arn}/*", !Ref AWS::NoValue])",
       "Conditions: {All: !Equals [a, a]}\n",
       kDelivered},
      {"If that does not hold",
       R"(!If [All, !Sub "${Logs.Arn}/*", !Sub "${Logs.Arn}/none"])",
       "Conditions: {All: !Not [!Equals [a, a]]}\n",
       kRefused},
      {"And, Or, Not and Condition",
       R"(!If [D, !Sub "${Logs.Arn}/*", !Sub "${Logs.Arn}/none"])",
       "Conditions:\n  A: !Equals [a, a]\n  B: !Equals [a, b]\n"
       "  C: !Or [!Condition A, !Condition B]\n"
       "  D: !And [!Condition C, !Not [!Condition B]]\n",
       kDelivered},
      {"FindInMap",
       R"(!Sub ["${Logs.Arn}/${P}", {P: !FindInMap [M, !Ref AWS::Partition, P]}])",
       "Mappings: {M: {aws: {P: '*'}, aws-cn: {P: none}}}\n",
       kDelivered},
      {"a Split at a sign that no name holds",
       R"(!Split [",", !Sub "${Logs.Arn}/none,${Logs.Arn}/*"])",
       "",
       kDelivered},
      {"FindInMap with a default",
       R"(!FindInMap [M, x, y, {DefaultValue: !Sub "${Logs.Arn}/*"}])",
       "Mappings: {M: {aws: {P: '*'}}}\n",
       kDelivered},
      {"Select of Split",
       R"(!Sub ["${Logs.Arn}/${P}", {P: !Select [1, !Split ["|", "none|*|x"]]}])",
       "",
       kDelivered},
      {"Split of an ARN whose name AWS makes",
       R"(!Sub ["arn:aws:s3:::${P}/*", {P: !Select [5, !Split [":", !GetAtt Logs.Arn]]}])",
       "",
       kDelivered},
      {"a parameter's default",
       R"(!Sub "${Logs.Arn}/AWSLogs/${Account}/*")",
       "Parameters: {Account: {Type: String, Default: '111122223333'}}\n",
       kDelivered},
      {"a list parameter",
       R"(!Sub ["${Logs.Arn}/${P}", {P: !Select [1, !Ref List]}])",
       "Parameters: {List: {Type: CommaDelimitedList, Default: 'a, *'}}\n",
       kDelivered},
      {"a policy variable outside of Sub stays one",
       R"("arn:aws:s3:::${aws:SourceAccount}/*")",
       "",
       kRefused},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemplateTrial trial =
          try_templates({{"t.yaml", trail_template(row.resource, "", row.sections)}});
      BOOST_TEST(trial.outcome == row.outcome);
      BOOST_TEST_MESSAGE(trial.remarks + trial.reasons);
    }
  }
}

TEST_TABLE(what_nobody_said_is_unknown_and_named) {
  struct Row {
    const char* name;
    const char* resource;
    const char* sections;
    const char* properties;
    const char* outcome;
    const char* remark;
  };

  const std::vector<Row> rows = {
      {"a parameter that decides",
       R"(!Sub "${Logs.Arn}/AWSLogs/${Account}/*")",
       "Parameters:\n  Account:\n    Type: String\n",
       "",
       "Trail undetermined",
       "t.yaml:2:3: note: parameter Account has no value, give it with --param Account=VALUE"},
      {"the same on both sides",
       R"(!Sub "${Logs.Arn}/${Prefix}/AWSLogs/*")",
       "Parameters:\n  Prefix:\n    Type: String\n",
       "      S3KeyPrefix: !Ref Prefix\n",
       "Trail delivered",
       "--param Prefix=VALUE"},
      {"an import",
       R"(!Sub ["${Logs.Arn}/${P}", {P: !ImportValue where}])",
       "",
       "",
       "Trail undetermined",
       "--import-value where=VALUE"},
      {"a parameter of Systems Manager, whose default is a name",
       R"(!Sub "${Logs.Arn}/${Where}")",
       "Parameters:\n  Where:\n    Type: AWS::SSM::Parameter::Value<String>\n    Default: /where\n",
       "",
       "Trail undetermined",
       "--ssm /where=VALUE"},
      {"an attribute that only AWS knows",
       R"(!Sub "${Logs.Arn}/${Custom.Prefix}")",
       "",
       "  Custom:\n    Type: Custom::Thing\n",
       "Trail undetermined",
       "--att Custom.Prefix=VALUE"},
      {"a name that the template does not have",
       R"(!Sub "${Logs.Arn}/${Nothing}")",
       "",
       "",
       "Trail undetermined",
       "\"Nothing\" is no parameter or resource of the template"},
      {"a function that is not carried out",
       R"(!Transform {Name: Macro})",
       "",
       "",
       "Trail undetermined",
       "Fn::Transform is not carried out"},
      {"a condition that decides",
       R"(!If [All, !Sub "${Logs.Arn}/*", !Sub "${Logs.Arn}/none"])",
       "Parameters: {P: {Type: String}}\nConditions: {All: !Equals [!Ref P, 'true']}\n",
       "",
       "Trail undetermined",
       ""},
      {"a condition that does not matter",
       R"(!If [All, !Sub "${Logs.Arn}/*", !Sub "${Logs.Arn}/AWSLogs/*"])",
       "Parameters: {P: {Type: String}}\nConditions: {All: !Equals [!Ref P, 'true']}\n",
       "",
       "Trail delivered",
       ""},
      {"comparisons that exclude each other",
       R"(!If [Both, !Sub "${Logs.Arn}/none", !Sub "${Logs.Arn}/*"])",
       "Parameters: {P: {Type: String}}\n"
       "Conditions: {Both: !And [!Equals [!Ref P, a], !Equals [!Ref P, b]]}\n",
       "",
       "Trail delivered",
       ""},
      {"all values that a parameter may have",
       R"(!If [A, !Sub "${Logs.Arn}/*", !If [B, !Sub "${Logs.Arn}/*", !Sub "${Logs.Arn}/none"]])",
       "Parameters: {P: {Type: String, AllowedValues: [a, b]}}\n"
       "Conditions: {A: !Equals [!Ref P, a], B: !Equals [!Ref P, b]}\n",
       "",
       "Trail delivered",
       ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const TemplateTrial trial =
          try_templates({{"t.yaml", trail_template(row.resource, row.properties, row.sections)}});
      BOOST_TEST(trial.outcome == row.outcome);
      BOOST_TEST(says(trial.remarks, row.remark));
      BOOST_TEST_MESSAGE(trial.remarks + trial.reasons);
    }
  }
}

TEST_TABLE(a_value_changes_no_verdict_that_was_decided_without_it) {
  const std::string sections =
      "Parameters: {P: {Type: String}}\n"
      "Conditions: {C: !Equals [!Ref P, logs], D: !Not [!Equals [!Ref P, '']]}\n";
  const std::vector<std::pair<const char*, std::string>> rows = {
      {"a prefix on both sides",
       trail_template(
           "!Sub \"${Logs.Arn}/${P}/AWSLogs/*\"", "      S3KeyPrefix: !Ref P\n", sections)},
      {"a prefix in the policy", trail_template("!Sub \"${Logs.Arn}/${P}/*\"", "", sections)},
      {"a prefix of the trail",
       trail_template("!Sub \"${Logs.Arn}/AWSLogs/*\"", "      S3KeyPrefix: !Ref P\n", sections)},
      {"everything, whatever the prefix",
       trail_template("!Sub \"${Logs.Arn}/*\"", "      S3KeyPrefix: !Ref P\n", sections)},
      {"another ending, whatever the prefix",
       trail_template("!Sub \"${Logs.Arn}/${P}/none\"", "      S3KeyPrefix: !Ref P\n", sections)},
      {"a condition that matters",
       trail_template("!If [C, !Sub \"${Logs.Arn}/*\", none]", "", sections)},
      {"a condition that does not",
       trail_template("!If [C, !Sub \"${Logs.Arn}/*\", !Sub \"${Logs.Arn}/A*\"]", "", sections)},
      {"a prefix if there is one",
       trail_template(
           "!If [D, !Sub \"${Logs.Arn}/${P}/AWSLogs/*\", !Sub \"${Logs.Arn}/AWSLogs/*\"]",
           "      S3KeyPrefix: !If [D, !Ref P, !Ref AWS::NoValue]\n",
           sections)},
      {"a trail on demand",
       trail_template("!Sub \"${Logs.Arn}/*\"", "    Condition: D\n", sections)},
  };
  for (const auto& [name, text] : rows) {
    if (table.row(name)) {
      const TemplateTrial without = try_templates({{"t.yaml", text}});
      for (const char* value : {"logs", "audit", "AWSLogs", "a/b", "none"}) {
        imports::Options options;
        options.parameters.emplace_back("P", value);
        const TemplateTrial with = try_templates({{"t.yaml", text}}, options);
        BOOST_TEST((without.outcome == "Trail undetermined" || with.outcome == without.outcome),
                   value << ": " << without.outcome << ", then " << with.outcome);
        BOOST_TEST(with.outcome != "Trail undetermined");
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
