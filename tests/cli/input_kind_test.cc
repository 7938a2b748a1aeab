#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/table.h"

namespace {

/// A folder in which everything of the story lies side by side.
struct Story {
  Story() { BOOST_REQUIRE(run_remora({"demo", "--write", folder}).status == 0); }

  [[nodiscard]] ProgramRun run(const std::string& words) const {
    return run_shell("cd '" + folder + "'; " + words);
  }

  TemporaryFolder outside;
  std::string folder = (outside.path() / "story").string();
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(input_kind)

TEST_TABLE(of_a_folder_only_the_files_of_the_kind_are_read) {
  struct Row {
    std::string kind;
    std::string id;  // of the delivery that they describe
  };

  for (const Row& row : {Row{"scenario", "member-config"},
                         Row{"template", "Channel"},
                         Row{"cloudformation", "Channel"},
                         Row{"plan", "aws_config_delivery_channel.this"},
                         Row{"terraform", "aws_config_delivery_channel.this"}}) {
    if (table.row(row.kind)) {
      const ProgramRun run = Story().run("remora check -q --input " + row.kind + " .");
      BOOST_TEST(run.status == 1);
      BOOST_TEST(contains(run.out, "✗ " + row.id + "  refused"), run.out);
      BOOST_TEST((row.kind == "scenario") == contains(run.out, "baseline-trail"), run.out);
    }
  }
}

TEST_TABLE(a_file_that_is_named_is_read_as_the_kind) {
  const std::string state = "cp \"$OLDPWD/fixtures/inputs/terraform/trail.tfstate\" all.json; ";
  // What makes it known as a state is taken away.
  const std::string bare = state + "grep -vE '\"(lineage|serial)\"' all.json >some.json; ";

  struct Row {
    std::string name;
    std::string words;
    int status;
    std::string expected;
  };

  for (const Row& row : {
           Row{"a state without its marks is none by itself",
               bare + "remora check -q some.json",
               2,
               "error: "},
           Row{"and is read if it is said to be one",
               bare + "remora check -q --input state some.json >1; remora check -q all.json >2; "
                      "sed -i s/some.json/all.json/ 1; cat 1; cmp 1 2",
               -1,
               "trail"},
           Row{"a template is no scenario",
               "remora check --input scenario template.yaml",
               2,
               "this is a CloudFormation template, where a scenario is needed"},
           Row{"a text is no template",
               "echo '{' | remora check --input template -",
               2,
               "<stdin>:1:2: error: the \"{\" of line 1 is never closed"},
           Row{"fix", "remora fix -q --input template template.yaml", 0, "delivered with the fix"},
           Row{"a slip", "remora check --input tempalte .", 2, "did you mean \"template\"?"},
           Row{"a kind that is none",
               "remora check --input word .",
               2,
               "but one of scenario, policy"},
       }) {
    if (table.row(row.name)) {
      const ProgramRun run = Story().run(row.words);
      BOOST_TEST((row.status < 0 ? run.status < 2 : run.status == row.status), run.err);
      BOOST_TEST(contains(run.out + run.err, row.expected), run.out << run.err);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
