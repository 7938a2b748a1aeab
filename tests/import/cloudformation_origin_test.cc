#include <map>

#include <boost/test/unit_test.hpp>

#include "engine/command/check.h"
#include "engine/command/conceal.h"
#include "engine/command/lint.h"
#include "engine/report/markup.h"
#include "tests/import/cloudformation_support.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

bool shows(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// What a face shows of a command: the result, and the remarks.
std::string shown(command::Output output) {
  command::conceal(output, output.secrets);
  return output.text + output.message + text_of(output.diagnostics);
}

const std::string kParameter = "Parameters:\n  P: {Type: String, Default: none}\n";
const std::string kMapping = "Mappings:\n  M: {a: {b: none}}\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(importing_templates)

TEST_TABLE(an_element_at_fault_says_where_it_comes_from) {
  struct Row {
    const char* name;
    TextFiles files;
    command::ScenarioOptions options;
    const char* origin;
  };

  const auto with = [](auto member, const char* value) {
    command::ScenarioOptions options;
    (options.*member).emplace_back(value);
    return options;
  };
  using Options = command::ScenarioOptions;
  const std::string sub = "!Sub \"${Logs.Arn}/${P}/*\"";
  const std::vector<Row> rows = {
      {"a default",
       {{"t.yaml", trail_template(sub, "", kParameter)}},
       {},
       "Resource comes from !Sub at t.yaml:20:21, P defaults at 2:30"},
      {"a value of the command line",
       {{"t.yaml", trail_template(sub, "", kParameter)}},
       with(&Options::parameters, "P=other"),
       "Resource comes from !Sub at t.yaml:20:21, P is given"},
      {"a file of parameters",
       {{"t.yaml", trail_template(sub, "", kParameter)}, {"p.json", R"({"P": "other"})"}},
       with(&Options::parameter_files, "p.json"),
       "Resource comes from !Sub at t.yaml:20:21, P is given at p.json:1:7"},
      {"functions in functions, in their long form",
       {{"t.yaml",
         trail_template(R"({"Fn::Join": ["/", [!GetAtt Logs.Arn, {"Fn::FindInMap": [M, a, b]}]]})",
                        "",
                        kMapping)}},
       {},
       "Resource comes from Fn::Join at t.yaml:20:21, mapping M at 2:14"},
      {"an export of another template",
       {{"t.yaml", trail_template("!Sub [\"${Logs.Arn}/${E}\", {E: !ImportValue e}]")},
        {"u.yaml",
         "Resources: {}\nOutputs:\n  E: {Value: none, Export: {Name: e}}\n"
         "AWSTemplateFormatVersion: 2010-09-09\n"}},
       {},
       "Resource comes from !Sub at t.yaml:18:21, export e at u.yaml:3:14"},
      {"an export of the command line",
       {{"t.yaml", trail_template("!Sub [\"${Logs.Arn}/${E}\", {E: !ImportValue e}]")}},
       with(&Options::import_values, "e=none"),
       "Resource comes from !Sub at t.yaml:18:21, export e is given"},
      {"nothing but a function",
       {{"t.yaml", trail_template("!GetAtt Logs.Arn")}},
       {},
       "Resource comes from !GetAtt at t.yaml:18:21"},
      {"what is written out", {{"t.yaml", trail_template("arn:aws:s3:::none/*")}}, {}, ""},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files(std::map<std::string, std::string>(row.files.begin(), row.files.end()));
      command::CheckOptions options;
      options.scenarios = row.options;
      std::vector<std::string> inputs;
      for (const auto& [name, text] : row.files) {
        if (name.ends_with(".yaml")) {
          inputs.push_back(name);
        }
      }
      options.text.width = 200;
      const std::string text = command::check(inputs, options, files).text;
      const bool none = *row.origin == '\0';
      BOOST_TEST((none || shows(text, "  " + std::string(row.origin) + "\n")), text);
      BOOST_TEST((!none || !shows(text, "comes from !")), text);
      options.format = "json";
      const std::string json = command::check(inputs, options, files).text;
      BOOST_TEST(shows(json, "\"comesFrom\"") == !none, json);
      BOOST_TEST((none || shows(json, "\"" + std::string(row.origin) + "\"")), json);
      options.format = "html";
      const std::string html = command::check(inputs, options, files).text;
      BOOST_TEST(shows(html, report::escape_markup(row.origin)), html);
      options.format = "markdown";
      const std::string markdown = command::check(inputs, options, files).text;
      BOOST_TEST(shows(markdown, report::escape_markdown(row.origin)), markdown);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_parameter_of_a_nested_stack_leads_to_its_parent) {
  const std::string parent =
      "Parameters:\n  Q: {Type: String, Default: none}\nResources:\n  Inner:\n"
      "    Type: AWS::CloudFormation::Stack\n"
      "    Properties: {TemplateURL: ./t.yaml, Parameters: {P: !Ref Q}}\n";
  const std::string child =
      trail_template("!Sub \"${Logs.Arn}/${P}/*\"", "", "Parameters:\n  P: {Type: String}\n");
  MemoryFiles files(std::map<std::string, std::string>{{"p.yaml", parent}, {"t.yaml", child}});
  command::CheckOptions options;
  options.text.width = 200;
  const std::string text = command::check({"p.yaml"}, options, files).text;
  BOOST_TEST(
      shows(text,
            "Resource comes from !Sub at t.yaml:20:21, P is passed at p.yaml:6:57, Q defaults "
            "at 2:30"),
      text);
}

TEST_TABLE(what_no_echo_hides_decides_and_is_shown_nowhere) {
  struct Row {
    const char* name;
    std::string text;
    const char* parameter;  // NAME=VALUE
    const char* outcome;
  };

  const std::string prefix = "      S3KeyPrefix: !Ref P\n";
  const auto declared = [](const std::string& more) {
    return "Parameters:\n  P: {Type: String, NoEcho: true" + more + "}\n";
  };
  const std::vector<Row> rows = {
      {"a default that fits",
       trail_template("!Sub \"${Logs.Arn}/${P}/*\"", prefix, declared(", Default: hush-hush")),
       "",
       "delivered"},
      {"a default that does not fit",
       trail_template("!Sub \"${Logs.Arn}/none/*\"", prefix, declared(", Default: hush-hush")),
       "",
       "refused"},
      {"a value that was given",
       trail_template("!Sub \"${Logs.Arn}/none/*\"", prefix, declared("")),
       "P=hush-hush",
       "refused"},
      {"a value that the template does not allow",
       trail_template("!Sub \"${Logs.Arn}/none/*\"", prefix, declared(", MinLength: 30")),
       "P=hush-hush",
       "error"},
      {"an import that fails for another reason",
       trail_template("!Sub \"${Logs.Arn}/${None}\"",
                      prefix + "  Bad:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: "
                               "!FindInMap [hush-hush, a, b]}\n"
                               "  BadPolicy:\n    Type: AWS::S3::BucketPolicy\n"
                               "    Properties: {Bucket: !Ref Bad, PolicyDocument: {}}\n",
                      declared(", Default: hush-hush")),
       "",
       "error"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      MemoryFiles files(std::map<std::string, std::string>{{"t.yaml", row.text}});
      command::CheckOptions options;
      if (*row.parameter != '\0') {
        options.scenarios.parameters = {row.parameter};
      }
      const std::string text = shown(command::check({"t.yaml"}, options, files));
      BOOST_TEST(shows(text, row.outcome), text);
      BOOST_TEST(!shows(text, "hush-hush"), text);
      const std::string lint = shown(command::lint({"t.yaml"}, {}, files));
      BOOST_TEST(!shows(lint, "hush-hush"), lint);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
