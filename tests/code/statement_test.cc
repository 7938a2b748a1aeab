#include "engine/code/statement.h"

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "engine/code/cdk.h"
#include "engine/code/terraform.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "tests/support/build.h"
#include "tests/support/table.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(codes)

namespace {

using code::Language;

const std::string kKeyStatement = R"({
  "Sid": "AWSConfigKMSPolicy",
  "Effect": "Allow",
  "Principal": {"Service": "config.amazonaws.com"},
  "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
  "Resource": "*",
  "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}
})";

/// Everything that a statement can hold: lists, principals of all types, set operators, negations.
const std::string kEverything = R"({
  "Effect": "Deny",
  "NotPrincipal": {"AWS": ["arn:aws:iam::111122223333:root", "111122223333", "*"],
                   "Federated": "cognito-identity.amazonaws.com",
                   "CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},
  "NotAction": "s3:GetObject",
  "NotResource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/${aws:username}/*"],
  "Condition": {"ForAnyValue:StringNotLike": {"aws:TagKeys": ["a", "b*"]},
                "Bool": {"aws:SecureTransport": false},
                "NumericLessThan": {"s3:max-keys": 10},
                "Null": {"aws:SourceArn": "true"}}
})";

std::string compact(const std::string& json) {
  return json::Writer(json::Writer::Style::Compact)
      .value(value_of(json::read_json(source(json)))->root())
      .take();
}

/// A statement that holds nothing but that text, in the elements that take any.
std::string with_text(const std::string& text) {
  const std::string quoted = json::quoted(text);
  return R"({"Sid":)" + quoted + R"(,"Effect":"Allow","Action":"s3:PutObject","Resource":)" +
         quoted + R"(,"Condition":{"StringEquals":{)" + quoted + ":" + quoted + "}}}";
}

/// Texts that mean something else somewhere.
struct Hostile {
  const char* name;
  std::string text;
};

const std::vector<Hostile> kHostile = {
    {"quotes", R"(a"b'c`d)"},
    {"a backslash", R"(a\b\n\u0041)"},
    {"line breaks", "a\nb\r\nc"},
    {"a tab and a bell", "a\tb\x07"},
    {"a template's hole", "${aws:username} %{if} $${x} %%{y}"},
    {"beyond ASCII", "ログ 🪣 é"},
    {"line breaks of Unicode", "a\xE2\x80\xA8z\xC2\x85y"},
    {"a byte order mark", "\xEF\xBB\xBFx"},
    {"a comment", "a # b // c /* d"},
    {"a reference of YAML", "*alias &anchor !tag"},
    {"a key of YAML", "a: b"},
    {"a word of YAML", "null"},
    {"a number", "012345678901"},
    {"nothing", ""},
    {"blanks around", " a "},
};

/// What TypeScript reads in a literal between single quotes.
std::string read_typescript(std::string_view literal) {
  BOOST_REQUIRE((literal.size() >= 2 && literal.front() == '\'' && literal.back() == '\''));
  std::string json = "\"";
  literal = literal.substr(1, literal.size() - 2);
  for (std::size_t i = 0; i < literal.size(); ++i) {
    BOOST_REQUIRE((literal[i] != '\'' && literal[i] != '\n'));
    if (literal[i] == '\\') {
      ++i;
      json += literal[i] == '\'' ? std::string("'") : "\\" + std::string(1, literal[i]);
    } else {
      json += literal[i] == '"' ? std::string("\\\"") : std::string(1, literal[i]);
    }
  }
  return std::string(
      value_of(json::read_json(source("[" + json + "\"]")))->root().elements()[0].text());
}

/// What HCL reads in a quoted template, by its specification: escapes first, then `$${` and `%%{`
/// stand for `${` and `%{`; a hole is none that we may write.
std::string read_hcl(std::string_view literal) {
  BOOST_REQUIRE((literal.size() >= 2 && literal.front() == '"' && literal.back() == '"'));
  literal = literal.substr(1, literal.size() - 2);
  std::string json = "[\"";
  for (std::size_t i = 0; i < literal.size(); ++i) {
    const char c = literal[i];
    BOOST_REQUIRE((c != '"' && c != '\n'));
    if (c == '\\') {
      BOOST_REQUIRE(std::string_view("nrt\"\\u").find(literal[i + 1]) != std::string_view::npos);
      json += literal.substr(i, 2);
      ++i;
    } else if ((c == '$' || c == '%') && literal.substr(i + 1, 2) == std::string{c, '{'}) {
      json += std::string{c, '{'};
      i += 2;
    } else {
      BOOST_REQUIRE(!((c == '$' || c == '%') && literal.substr(i + 1, 1) == "{"));
      json += c;
    }
  }
  return std::string(value_of(json::read_json(source(json + "\"]")))->root().elements()[0].text());
}

}  // namespace

// Written by hand after the pages of each language.
TEST_TABLE(a_statement_reads_as_people_write_it) {
  struct Row {
    const char* name;
    Language language;
    std::string statement;
    code::Use use;
    std::string written;
  };

  const std::vector<Row> rows = {
      {"CloudFormation",
       Language::CloudFormation,
       kKeyStatement,
       {},
       "- Sid: AWSConfigKMSPolicy\n"
       "  Effect: Allow\n"
       "  Principal:\n"
       "    Service: config.amazonaws.com\n"
       "  Action:\n"
       "    - kms:Decrypt\n"
       "    - kms:GenerateDataKey\n"
       "  Resource: \"*\"\n"
       "  Condition:\n"
       "    StringEquals:\n"
       "      aws:SourceAccount: \"111122223333\""},
      {"CDK, added to a key",
       Language::Cdk,
       kKeyStatement,
       {},
       "key.addToResourcePolicy(new iam.PolicyStatement({\n"
       "  sid: 'AWSConfigKMSPolicy',\n"
       "  effect: iam.Effect.ALLOW,\n"
       "  principals: [new iam.ServicePrincipal('config.amazonaws.com')],\n"
       "  actions: ['kms:Decrypt', 'kms:GenerateDataKey'],\n"
       "  resources: ['*'],\n"
       "  conditions: {\n"
       "    StringEquals: {\n"
       "      'aws:SourceAccount': '111122223333',\n"
       "    },\n"
       "  },\n"
       "}));"},
      {"CDK, of everything",
       Language::Cdk,
       kEverything,
       {.policy = PolicyType::Bucket, .added = false},
       "new iam.PolicyStatement({\n"
       "  effect: iam.Effect.DENY,\n"
       "  notPrincipals: [\n"
       "    new iam.ArnPrincipal('arn:aws:iam::111122223333:root'),\n"
       "    new iam.AccountPrincipal('111122223333'),\n"
       "    new iam.AnyPrincipal(),\n"
       "    new iam.FederatedPrincipal('cognito-identity.amazonaws.com'),\n"
       "    new "
       "iam.CanonicalUserPrincipal('"
       "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'),\n"
       "  ],\n"
       "  notActions: ['s3:GetObject'],\n"
       "  notResources: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/${aws:username}/*'],\n"
       "  conditions: {\n"
       "    'ForAnyValue:StringNotLike': {\n"
       "      'aws:TagKeys': ['a', 'b*'],\n"
       "    },\n"
       "    Bool: {\n"
       "      'aws:SecureTransport': false,\n"
       "    },\n"
       "    NumericLessThan: {\n"
       "      's3:max-keys': '10',\n"
       "    },\n"
       "    Null: {\n"
       "      'aws:SourceArn': 'true',\n"
       "    },\n"
       "  },\n"
       "})"},
      {"CDK, anybody",
       Language::Cdk,
       R"({"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "t"})",
       {.policy = PolicyType::Topic},
       "topic.addToResourcePolicy(new iam.PolicyStatement({\n"
       "  effect: iam.Effect.ALLOW,\n"
       "  principals: [new iam.StarPrincipal()],\n"
       "  actions: ['sns:Publish'],\n"
       "  resources: ['t'],\n"
       "}));"},
      {"Terraform's policy document",
       Language::Terraform,
       kKeyStatement,
       {.in_policy_document = true},
       "statement {\n"
       "  sid    = \"AWSConfigKMSPolicy\"\n"
       "  effect = \"Allow\"\n"
       "\n"
       "  principals {\n"
       "    type        = \"Service\"\n"
       "    identifiers = [\"config.amazonaws.com\"]\n"
       "  }\n"
       "\n"
       "  actions   = [\"kms:Decrypt\", \"kms:GenerateDataKey\"]\n"
       "  resources = [\"*\"]\n"
       "\n"
       "  condition {\n"
       "    test     = \"StringEquals\"\n"
       "    variable = \"aws:SourceAccount\"\n"
       "    values   = [\"111122223333\"]\n"
       "  }\n"
       "}"},
      {"Terraform's policy document, of everything",
       Language::Terraform,
       kEverything,
       {.in_policy_document = true},
       "statement {\n"
       "  effect = \"Deny\"\n"
       "\n"
       "  not_principals {\n"
       "    type        = \"AWS\"\n"
       "    identifiers = [\"arn:aws:iam::111122223333:root\", \"111122223333\", \"*\"]\n"
       "  }\n"
       "\n"
       "  not_principals {\n"
       "    type        = \"Federated\"\n"
       "    identifiers = [\"cognito-identity.amazonaws.com\"]\n"
       "  }\n"
       "\n"
       "  not_principals {\n"
       "    type        = \"CanonicalUser\"\n"
       "    identifiers = "
       "[\"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be\"]\n"
       "  }\n"
       "\n"
       "  not_actions   = [\"s3:GetObject\"]\n"
       "  not_resources = [\"arn:aws:s3:::logs\", \"arn:aws:s3:::logs/&{aws:username}/*\"]\n"
       "\n"
       "  condition {\n"
       "    test     = \"ForAnyValue:StringNotLike\"\n"
       "    variable = \"aws:TagKeys\"\n"
       "    values   = [\"a\", \"b*\"]\n"
       "  }\n"
       "\n"
       "  condition {\n"
       "    test     = \"Bool\"\n"
       "    variable = \"aws:SecureTransport\"\n"
       "    values   = [\"false\"]\n"
       "  }\n"
       "\n"
       "  condition {\n"
       "    test     = \"NumericLessThan\"\n"
       "    variable = \"s3:max-keys\"\n"
       "    values   = [\"10\"]\n"
       "  }\n"
       "\n"
       "  condition {\n"
       "    test     = \"Null\"\n"
       "    variable = \"aws:SourceArn\"\n"
       "    values   = [\"true\"]\n"
       "  }\n"
       "}"},
      {"Terraform, both forms",
       Language::Terraform,
       R"({"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "t"})",
       {},
       "# in a data \"aws_iam_policy_document\"\n"
       "statement {\n"
       "  effect = \"Allow\"\n"
       "\n"
       "  principals {\n"
       "    type        = \"*\"\n"
       "    identifiers = [\"*\"]\n"
       "  }\n"
       "\n"
       "  actions   = [\"sns:Publish\"]\n"
       "  resources = [\"t\"]\n"
       "}\n"
       "\n"
       "# or in the Statement list of a jsonencode\n"
       "{\n"
       "  Effect    = \"Allow\"\n"
       "  Principal = \"*\"\n"
       "  Action    = \"sns:Publish\"\n"
       "  Resource  = \"t\"\n"
       "}"},
      {"JSON stays as it is", Language::Json, kKeyStatement, {}, kKeyStatement},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      BOOST_TEST(code::statement_in(row.language, row.statement, row.use) == row.written);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_object_for_jsonencode_is_laid_out_as_terraform_does) {
  const auto document = value_of(json::read_json(source(kKeyStatement)));
  BOOST_TEST(code::terraform_object(document->root()) ==
             "{\n"
             "  Sid    = \"AWSConfigKMSPolicy\"\n"
             "  Effect = \"Allow\"\n"
             "  Principal = {\n"
             "    Service = \"config.amazonaws.com\"\n"
             "  }\n"
             "  Action   = [\"kms:Decrypt\", \"kms:GenerateDataKey\"]\n"
             "  Resource = \"*\"\n"
             "  Condition = {\n"
             "    StringEquals = {\n"
             "      \"aws:SourceAccount\" = \"111122223333\"\n"
             "    }\n"
             "  }\n"
             "}");
}

TEST_TABLE(the_yaml_means_the_statement) {
  std::vector<std::pair<std::string, std::string>> rows = {{"a key's", kKeyStatement},
                                                           {"everything", kEverything}};
  for (const Hostile& hostile : kHostile) {
    rows.emplace_back(hostile.name, with_text(hostile.text));
  }
  for (const auto& [name, statement] : rows) {
    if (table.row(name)) {
      const std::string yaml = code::statement_in(Language::CloudFormation, statement, {});
      const auto read = value_of(json::read_yaml(source("Statement:\n" + yaml + "\n")));
      const auto statements = read->root().find("Statement")->elements();
      BOOST_REQUIRE(statements.size() == 1U);
      BOOST_TEST(json::Writer(json::Writer::Style::Compact).value(statements[0]).take() ==
                     compact(statement),
                 yaml);
    }
  }
}

TEST_TABLE(a_text_stays_one_text_in_every_language) {
  for (const Hostile& hostile : kHostile) {
    if (table.row(hostile.name)) {
      BOOST_TEST(read_typescript(code::typescript_string(hostile.text)) == hostile.text);
      BOOST_TEST(read_hcl(code::hcl_string(hostile.text)) == hostile.text);
    }
  }
}

// Terraform Registry, aws_iam_policy_document, "Context Variable Interpolation".
TEST_TABLE(variables_of_iam_are_none_of_terraforms) {
  struct Row {
    const char* name;
    std::string text;
    const char* block;   // null: it cannot be said there
    const char* object;  // in jsonencode
  };

  const std::vector<Row> rows = {
      {"a variable", "x/${aws:username}", R"("x/&{aws:username}")", R"("x/$${aws:username}")"},
      {"two dollars", "$${a}", R"("$&{a}")", R"("\u0024$${a}")"},
      {"a directive", "%{a}", R"("%%{a}")", R"("%%{a}")"},
      {"a dollar", "$a$", R"("$a$")", R"("$a$")"},
      {"what would be read as a variable", "&{a}", nullptr, R"("&{a}")"},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const auto document = value_of(json::read_json(
          source(R"({"Effect": "Allow", "Resource": )" + json::quoted(row.text) + "}")));
      const auto block = code::terraform_block(document->root());
      BOOST_REQUIRE(block.has_value() == (row.block != nullptr));
      if (block) {
        BOOST_TEST(block->find("resources = [" + std::string(row.block) + "]") != std::string::npos,
                   *block);
      }
      BOOST_TEST(code::hcl_string(row.text) == row.object);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_only_aws_knows_is_shown_and_named_once) {
  const std::string bucket = "arn:aws:s3:::" + make_symbol("bucket Logs");
  const std::string statement = R"({"Sid": "\\u001e", "Effect": "Allow", "Resource": [)" +
                                json::quoted(bucket) + ", " + json::quoted(bucket + "/*") + "]}";
  BOOST_TEST(code::symbols_in(statement) == std::vector<std::string>{"<bucket Logs>"});
  for (const code::LanguageInfo& language : code::kLanguages) {
    const std::string written = code::statement_in(language.language, statement, {});
    BOOST_TEST(written.find("arn:aws:s3:::<bucket Logs>/*") != std::string::npos, written);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
