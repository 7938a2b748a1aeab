#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "cli/commands.h"
#include "cli/help/complete.h"
#include "cli/help/help_text.h"
#include "cli/help/man_page.h"
#include "cli/help/paragraphs.h"
#include "cli/help/topics.h"
#include "tests/cli/run_program.h"
#include "tests/support/table.h"

using namespace remora::cli;

BOOST_AUTO_TEST_SUITE(cli)
BOOST_AUTO_TEST_SUITE(help)

namespace {

std::vector<const Command*> all_commands() {
  std::vector<const Command*> all;
  for (const CommandGroup& group : command_groups()) {
    for (const Command& command : group.commands) {
      all.push_back(&command);
    }
  }
  return all;
}

/// The commands of an epilogue's examples, each on one line.
std::vector<std::string> examples(const CommandLine& line) {
  std::vector<std::string> found;
  bool behind = false;
  bool goes_on = false;
  for (const Paragraph& paragraph : paragraphs_of(line.epilogue())) {
    std::istringstream lines(behind ? paragraph.text : "");
    for (std::string text; std::getline(lines, text);) {
      text.erase(0, text.find_first_not_of(' '));
      if (goes_on) {
        found.back().append(text);
      } else {
        found.push_back(text);
      }
      goes_on = text.ends_with('\\');
      if (goes_on) {
        found.back().pop_back();
      }
    }
    behind = paragraph.text == "Examples:";
  }
  return found;
}

/// The longest line that is wrapped: what is as it is (usage, examples, an option with its value)
/// may be longer.
std::size_t widest(const std::string& text, const std::string& as_it_is = {}) {
  std::size_t most = 0;
  bool code = false;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    code = line == "Usage" || line == "Examples" || (code && line.starts_with(' '));
    const std::string shown = line.substr(0, line.find_last_not_of(' ') + 1);
    const bool one_word = shown.find(' ', shown.find_first_not_of(' ')) == std::string::npos;
    const bool option = shown.find("--") < 7;
    const bool kept = !shown.empty() && as_it_is.find(shown + "\n") != std::string::npos;
    most = code || one_word || option || kept ? most : std::max(most, shown.size());
  }
  return most;
}

}  // namespace

TEST_TABLE(help_fits_the_terminal) {
  for (const Command* command : all_commands()) {
    for (const std::size_t width : {40U, 60U, 80U, 120U}) {
      if (table.row(command->name, " at ", width)) {
        remora::report::TextOptions style;
        style.width = width;
        const std::string text = help_text(command->line(), style);
        BOOST_TEST(widest(text, command->line().epilogue()) <= width, text);
        BOOST_TEST(widest(overview(style)) <= width, overview(style));
      }
    }
  }
}

TEST_TABLE(help_tells_each_option_once_with_its_value) {
  for (const Command* command : all_commands()) {
    if (!table.row(command->name)) {
      continue;
    }
    const CommandLine line = command->line();
    const std::string text = help_text(line, {});
    for (const auto* options : {&line.own(), &line.shared()}) {
      for (const Option& option : *options) {
        const std::string value = option.value_word();
        BOOST_TEST(value.empty() == (option.takes == Takes::Nothing), option.name);
        const std::string shown = "--" + option.long_name() + (value.empty() ? "" : " " + value);
        BOOST_TEST(contains(text, shown), shown);
      }
    }
    BOOST_TEST(text == run_shell("COLUMNS=100 remora help " + std::string(command->name)).out);
    BOOST_TEST(!examples(line).empty());
  }
}

TEST_TABLE(a_format_for_an_option_is_told_apart_from_a_slip) {
  for (const Command* command : all_commands()) {
    const CommandLine line = command->line();
    for (const std::string& format : line.formats()) {
      if (line.find(format) == nullptr && table.row(command->name, " --", format)) {
        const ProgramRun run = run_remora({std::string(command->name), "--" + format});
        BOOST_TEST(contains(run.err, "`-f " + format + "` prints that"), run.err);
      }
    }
  }
}

// In the folder that `remora demo --write` makes, each as it is printed.
TEST_TABLE(every_example_runs) {
  for (const Command* command : all_commands()) {
    for (const std::string& example : examples(command->line())) {
      const bool waits = command->name == "serve" || example.find("git ") != std::string::npos;
      const bool others = example.starts_with("terraform ") || example.starts_with("sh ");
      // The page is not built where tests run, and a home is not written to.
      const bool elsewhere = command->name == "page" || example.find("~/") != std::string::npos;
      if (waits || others || elsewhere || !table.row(example.substr(7))) {
        continue;
      }
      const TemporaryFolder folder;
      const std::string demo = (folder.path() / "demo").string();
      const ProgramRun written = run_remora({"demo", "--write", "--into", demo});
      BOOST_REQUIRE_MESSAGE(written.status == 0, written.err);
      std::string text = example;
      text.erase(std::min(text.find("    says"), text.size()));
      const ProgramRun run = run_shell("cd '" + demo + "' && bash -c '" + [&] {
        std::string quoted;
        for (const char c : text) {
          quoted += c == '\'' ? "'\\''" : std::string(1, c);
        }
        return quoted;
      }() + "'");
      BOOST_TEST((run.status == 0 || run.status == 1), run.status << " " << run.err);
      BOOST_TEST(!contains(run.err, ": error:"), run.err);
    }
  }
}

TEST_TABLE(a_manual_page_has_no_mistakes) {
  need("groff --version");
  for (const Command* command : all_commands()) {
    if (table.row(command->name)) {
      const std::string name(command->name);
      const ProgramRun run =
          run_shell("remora help -f man " + name + " | groff -man -Tutf8 -ww 2>&1 >" + "/dev/null");
      BOOST_TEST(run.out == "");
      const std::string text =
          run_shell("remora help -f man " + name + " | groff -man -Tascii -P-cbou 2>/dev/null").out;
      BOOST_TEST(contains(text, "remora-" + name), text);
      BOOST_TEST(contains(text, "--format"), text);
    }
  }
}

TEST_TABLE(a_topic_is_found) {
  struct Row {
    const char* name;
    const char* holds;
  };

  for (const Row& row : {Row{"exit-status", "Undetermined"},
                         {"formats", "markdown"},
                         {"switches", "config_check_order"},
                         {"forms", "control-tower"},
                         {"limits", "--limit"},
                         {"semantics", "How IAM decides"},
                         {"semantics/evaluation", "# "},
                         {"docs/delivery.md", "PutDeliveryChannel"}}) {
    if (table.row(row.name)) {
      const ProgramRun run = run_remora({"help", row.name});
      BOOST_TEST(run.status == 0);
      BOOST_TEST(contains(run.out, row.holds), run.out);
    }
  }
}

// What `explain` sends its reader to is in the program, wherever that is installed.
TEST_TABLE(a_page_to_read_on_is_a_topic) {
  struct Row {
    const char* rule;
    const char* page;
  };

  const std::vector<Row> rows = {
#define REMORA_RULE(id, page, title, url) {#id, page},
#include "engine/explanation/rules.inc"
#undef REMORA_RULE
  };
  for (const Row& row : rows) {
    if (table.row(row.rule)) {
      const auto text = remora::cli::topic_text(row.page, {});
      BOOST_REQUIRE(text.has_value());
      BOOST_TEST(text->starts_with("# "));
    }
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_topic_has_a_near_one) {
  const ProgramRun run = run_remora({"help", "exit-statsu"});
  BOOST_TEST(run.status == 2);
  BOOST_TEST(contains(run.err, "did you mean \"exit-status\"?"), run.err);
}

BOOST_AUTO_TEST_CASE(every_topic_that_is_listed_is_there) {
  for (const Topic& topic : topics()) {
    BOOST_TEST(topic_text(topic.name, {}).has_value(), topic.name);
    BOOST_TEST((find_command(topic.name) == nullptr), topic.name << " is a command");
  }
}

BOOST_AUTO_TEST_CASE(topics_are_listed_beside_their_titles) {
  const ProgramRun run = run_remora({"help", "--topics"});
  for (const char* part : {"\nsemantics/boundaries-and-sessions  Permissions boundaries",
                           "\ndocs/fix.md                        "}) {
    BOOST_TEST(contains(run.out, part), run.out);
  }
}

TEST_TABLE(what_may_follow_is_offered) {
  using Words = std::vector<std::string>;

  struct Row {
    Words words;
    Words wanted;
    bool files = false;
  };

  const std::string seed = "fixtures/control-tower-kms/default-key-policy";
  const std::vector<Row> rows = {
      {{"dia"}, {"diagnose"}, false},
      {{"check", "-f", "m"}, {"markdown"}, false},
      {{"check", "--format=m"}, {"--format=markdown"}, false},
      {{"check", "--for"}, {"--format"}, false},
      {{"check", "--color", ""}, {"auto", "always", "never"}, false},
      {{"check", ""}, {}, true},
      {{"check", "--error", ""}, {}, true},
      {{"check", "--error=er"}, {}, true},
      {{"fix", "--as-code", "t"}, {"terraform"}, false},
      {{"lint", "--type", "t"}, {"topic", "trust"}, false},
      {{"explain", seed, "-r", ""}, {"member-config", "baseline-trail"}, false},
      {{"fix", "--delivery", ""}, {}, false},
      {{"explain", "-", "-r", ""}, {}, false},
      {{"explain", "no/such", "-r", ""}, {}, false},
      {{"check", "--assume", "config_check_order=a"}, {"config_check_order=acl_first"}, false},
      {{"completion", "z"}, {"zsh"}, false},
      {{"help", "exit"}, {"exit-status"}, false},
      {{"no-command", ""}, {}, false},
  };
  for (const Row& row : rows) {
    std::string name;
    for (const std::string& word : row.words) {
      name += word + " ";
    }
    if (!table.row(name)) {
      continue;
    }
    std::vector<std::string> arguments{"complete", "--"};
    arguments.insert(arguments.end(), row.words.begin(), row.words.end());
    const ProgramRun run = run_remora(arguments);
    BOOST_TEST(run.status == 0);
    BOOST_TEST(run.err == "");
    Words found;
    bool files = false;
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);) {
      if (line == ":files") {
        files = true;
      } else {
        found.push_back(line.substr(0, line.find('\t')));
      }
    }
    BOOST_TEST(found == row.wanted, boost::test_tools::per_element());
    BOOST_TEST(files == row.files);
  }
}

BOOST_AUTO_TEST_CASE(the_demo_tells_the_story_and_its_fix_delivers) {
  const ProgramRun run = run_remora({"demo"});
  BOOST_TEST(run.status == 0);
  for (const char* part : {"Insufficient delivery policy to s3 bucket",
                           "refused with this error",
                           "+      \"Sid\": \"Allow Config to use KMS for encryption\"",
                           "✓ member-config  delivered",
                           "✓ baseline-trail  delivered"}) {
    BOOST_TEST(contains(run.out, part), part);
  }
  BOOST_TEST(!contains(run.out, "\\x0A"));
}

TEST_TABLE(every_command_takes_the_options_that_all_share) {
  for (const Command* command : all_commands()) {
    if (table.row(command->name)) {
      const CommandLine line = command->line();
      for (const char* option :
           {"format", "output", "color", "quiet", "verbose", "assume", "help", "version"}) {
        BOOST_TEST((line.find(option) != nullptr), option);
      }
      const ProgramRun run = run_remora({std::string(command->name), "--assume", "no=switch"});
      BOOST_TEST(run.status == 2);
      BOOST_TEST(contains(run.err, "there is no assumption \"no\""), run.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_folder_of_the_demo_may_stand_behind_write) {
  const TemporaryFolder folder;
  const std::string into = (folder.path() / "demo").string();
  BOOST_TEST(run_remora({"demo", into}).status == 2);
  BOOST_TEST(run_remora({"demo", "--write", into, into}).status == 2);
  BOOST_TEST(!std::filesystem::exists(into));
  BOOST_TEST(run_remora({"demo", "--write", into}).status == 0);
  BOOST_TEST(run_remora({"check", "-q", into + "/scenario.json"}).status == 1);
}

BOOST_AUTO_TEST_CASE(the_files_of_the_demo_are_written_once) {
  const TemporaryFolder folder;
  const std::string into = (folder.path() / "demo").string();
  BOOST_TEST(run_remora({"demo", "--write", "--into", into}).status == 0);
  const std::string before = read_text(folder.path() / "demo" / "key-policy.json");
  const std::string scenario = into + "/scenario.json";
  BOOST_TEST(run_remora({"check", scenario}).status == 1);
  BOOST_TEST(run_remora({"fix", "--write", scenario}).status == 0);
  BOOST_TEST(run_remora({"check", scenario}).status == 0);
  BOOST_TEST(read_text(folder.path() / "demo" / "key-policy.json") != before);
  const ProgramRun again = run_remora({"demo", "--write", into});
  BOOST_TEST(again.status == 2);
  BOOST_TEST(contains(again.err, "is there already, so nothing is written"), again.err);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
