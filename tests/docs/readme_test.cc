#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/cli/run_program.h"
#include "tests/support/paths.h"
#include "tests/support/table.h"

namespace {

namespace fs = std::filesystem;

/// A `console` block of a page: a line that begins with `$ ` is a command, what follows is its
/// output. `...` on a line of its own stands for any lines.
struct Example {
  std::string page;
  std::string section;  // the heading of the second level above it
  std::string command;
  std::string output;
};

std::vector<Example> read_examples(const fs::path& page) {
  std::vector<Example> found;
  std::istringstream text(read_text(page));
  bool inside = false;
  std::string section;
  for (std::string line; std::getline(text, line);) {
    if (line.rfind("```", 0) == 0) {
      inside = line == "```console";
    } else if (!inside && line.rfind("## ", 0) == 0) {
      section = line.substr(3);
    } else if (inside && line.rfind("$ ", 0) == 0) {
      found.push_back({page.filename().string(), section, line.substr(2), ""});
    } else if (inside && !found.empty()) {
      found.back().output += line + "\n";
    }
  }
  return found;
}

/// Pages that are followed step by step: their commands run one after the other in a folder of
/// their own, outside of the sources, which `cd FOLDER` changes. A walk begins anew with each
/// section, a README once.
struct Followed {
  const char* page;
  bool by_section;
};

constexpr Followed kFollowed[] = {{"README.md", false},
                                  {"README.ja.md", false},
                                  {"docs/control-tower.md", false},
                                  {"docs/ja/control-tower.md", false},
                                  {"docs/walks.md", true}};

fs::path path_of(const Followed& followed) {
  return fs::path(remora::test::source_dir()) / followed.page;
}

bool is_followed(const fs::path& page) {
  return std::any_of(std::begin(kFollowed), std::end(kFollowed), [&](const Followed& one) {
    return path_of(one) == page;
  });
}

std::vector<fs::path> pages() {
  const fs::path source(remora::test::source_dir());
  std::vector<fs::path> found = {source / "README.md", source / "README.ja.md"};
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(remora::test::source_dir()) / "docs")) {
    if (entry.path().extension() == ".md") {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// True if `shown` is `actual`, where a line `...` stands for any lines.
bool agrees(const std::string& shown, const std::string& actual) {
  std::size_t at = 0;
  std::size_t begin = 0;
  const std::string gap = "...\n";
  while (true) {
    const std::size_t next =
        shown.compare(begin, gap.size(), gap) == 0 ? begin : shown.find("\n" + gap, begin);
    const bool last = next == std::string::npos;
    const std::size_t end = last ? shown.size() : (next == begin ? begin : next + 1);
    const std::string part = shown.substr(begin, end - begin);
    const std::size_t found =
        begin == 0 ? (actual.rfind(part, 0) == 0 ? 0 : std::string::npos) : actual.find(part, at);
    if (found == std::string::npos) {
      return false;
    }
    at = found + part.size();
    if (last) {
      return at == actual.size();
    }
    begin = end + gap.size();
    if (begin >= shown.size()) {
      return true;
    }
  }
}

void check_example(const Example& example, const ProgramRun& run) {
  const std::string actual = run.out + run.err;
  BOOST_TEST(run.status < 3, example.command << ": " << actual);
  BOOST_TEST(agrees(example.output, actual),
             example.command << ": the page shows other output than:\n"
                             << actual);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(docs)
BOOST_AUTO_TEST_SUITE(examples)

TEST_TABLE(every_command_in_the_pages_prints_what_the_page_shows) {
  for (const fs::path& page : pages()) {
    if (is_followed(page)) {
      continue;
    }
    for (const Example& example : read_examples(page)) {
      if (example.command.rfind("./dev", 0) == 0) {
        continue;  // it would build the project inside its own test
      }
      if (table.row(example.page, ": ", example.command)) {
        check_example(example, run_shell(example.command));
      }
    }
  }
}

TEST_TABLE(a_page_of_steps_works_from_its_first_to_its_last_outside_of_the_sources) {
  for (const Followed& followed : kFollowed) {
    const std::vector<Example> steps = read_examples(path_of(followed));
    for (std::size_t i = 0; i < steps.size();) {
      const std::string& section = steps[i].section;
      std::size_t end = i;
      while (end < steps.size() && (!followed.by_section || steps[end].section == section)) {
        ++end;
      }
      if (table.row(followed.page, followed.by_section ? ": " + section : std::string())) {
        const TemporaryFolder outside;
        fs::path folder = outside.path();
        for (; i < end; ++i) {
          if (steps[i].command.rfind("cd ", 0) == 0) {
            folder /= steps[i].command.substr(3);
            BOOST_REQUIRE_MESSAGE(fs::is_directory(folder), steps[i].command);
          } else {
            check_example(steps[i], run_shell("cd '" + folder.string() + "'; " + steps[i].command));
          }
        }
      }
      i = end;
    }
  }
}

BOOST_AUTO_TEST_CASE(the_pages_of_steps_have_steps) {
  for (const Followed& followed : kFollowed) {
    BOOST_TEST(!read_examples(path_of(followed)).empty(), followed.page);
  }
}

BOOST_AUTO_TEST_CASE(every_dev_command_in_the_pages_exists) {
  const std::string help = run_shell("./dev help").out;
  const std::regex command(R"(\./dev ([a-z]+))");
  for (const fs::path& page : pages()) {
    const std::string text = read_text(page);
    for (std::sregex_iterator it(text.begin(), text.end(), command), end; it != end; ++it) {
      const std::string name = (*it)[1];
      BOOST_TEST((name == "help" || help.find("\n  " + name + " ") != std::string::npos),
                 page.filename().string() << " speaks of ./dev " << name);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_link_to_a_file_leads_somewhere) {
  const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
  for (const fs::path& page : pages()) {
    const std::string text = read_text(page);
    for (std::sregex_iterator it(text.begin(), text.end(), link), end; it != end; ++it) {
      const std::string target = (*it)[1];
      BOOST_TEST(fs::exists(page.parent_path() / target),
                 page.filename().string() << " links to " << target);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
