#include <sstream>
#include <string>
#include <unordered_set>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/base/symbol.h"
#include "engine/fixture/run.h"
#include "engine/report/check_text.h"
#include "engine/report/edit_text.h"
#include "engine/report/explain_text.h"
#include "tests/support/english.h"
#include "tests/support/scenario_files.h"
#include "tests/support/table.h"

namespace remora::test {

namespace {

/// What is not remora's own in what is said of a scenario: AWS's texts, code and names.
class OfOthers {
 public:
  explicit OfOthers(const fixture::ScenarioReport& report) {
    add(report.title);
    add(report.input());
    for (const fixture::DeliveryReport& one : report.deliveries) {
      add(one.outcome.error ? one.outcome.error->message : std::string());
      for (const delivery::StatusField& field : one.outcome.status) {
        add(field.value);
      }
      add(one.advice);
      for (const remedy::Remedy& remedy : one.remedies) {
        add(remedy.edits);
      }
    }
  }

  /// A line without them, and without the line of a policy that it may hold.
  [[nodiscard]] std::string taken_off(std::string line) const {
    for (const std::string& one : texts_) {
      if (const std::size_t at = line.find(one); at != std::string::npos) {
        line.erase(at, one.size());
      }
    }
    return line.substr(0, line.find("│ "));
  }

 private:
  void add(const std::string& text) {
    // What is shorter has no run of words.
    constexpr std::size_t kShortest = 4;
    if (text.size() >= kShortest) {
      texts_.push_back(readable(text));
    }
  }

  void add(const std::vector<remedy::Edit>& edits) {
    for (const remedy::Edit& edit : edits) {
      for (const std::string& statement :
           remora::report::code_of(edit, remora::report::language_of(edit, {}))) {
        std::istringstream lines(statement);
        for (std::string line; std::getline(lines, line);) {
          add(line);
        }
      }
    }
  }

  void add(const std::optional<remedy::Advice>& advice) {
    if (advice) {
      add(advice->halfway);
      for (const std::string& command : advice->commands) {
        add(command);
      }
    }
  }

  std::vector<std::string> texts_;
};

/// Looks at each line that none before it was like.
class Reader {
 public:
  void read(const std::string& text, const OfOthers& others) {
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
      if (seen_.insert(line).second) {
        const std::string english = english_in(others.taken_off(line));
        BOOST_TEST(english.empty(), "\"" << english << "\" in: " << line);
      }
    }
  }

 private:
  std::unordered_set<std::string> seen_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(report)
BOOST_AUTO_TEST_SUITE(language)

/// Every line that `check` and `explain` print of the fixtures; at length, of the first of a
/// matrix.
TEST_TABLE(every_line_on_the_fixtures_is_japanese) {
  using remora::report::TextOptions;
  TextOptions options;
  options.width = 100000;
  options.language = remora::report::Language::Japanese;
  TextOptions all = options;
  all.verbose = all.teach = true;
  Reader reader;
  for (const std::string& path : scenario_fixtures()) {
    if (!table.row(folder_of(path))) {
      continue;
    }
    const auto scenarios = read_scenario_files(path);
    for (const auto& scenario : scenarios) {
      const fixture::ScenarioReport run = fixture::run(path, scenario, scenario->assumptions);
      const OfOthers others(run);
      reader.read(remora::report::check_text(run, options), others);
      reader.read(remora::report::explain_text(run, {}, options), others);
      if (scenario == scenarios.front()) {
        reader.read(remora::report::check_text(run, all), others);
        reader.read(remora::report::explain_text(run, {}, all), others);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
