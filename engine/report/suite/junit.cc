#include "engine/report/markup.h"
#include "engine/report/suite/reporter.h"

namespace remora::report {

namespace {

using suite::CaseResult;
using suite::State;

/// JUnit's XML as the Jenkins xUnit plugin's schema (junit-10.xsd) and GitLab have it: a test suite
/// for each file, a test case for each case. A suite carries the number of its failures in front,
/// so its cases are held back until it is complete.
class JunitReporter : public SuiteReporter {
 public:
  std::string begin() override {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"remora\">\n";
  }

  std::string add(const CaseResult& result) override {
    std::string text = result.file == file_ ? "" : end_suite();
    file_ = result.file;
    ++tests_;
    const std::string name = result.id.empty() ? result.file : result.id;
    cases_ += "    <testcase name=\"" + escape_xml(name) + "\" classname=\"" +
              escape_xml(result.file) + "\"";
    switch (result.state) {
      case State::Passed:
        cases_ += "/>\n";
        return text;
      case State::Skipped:
      case State::Todo:
      case State::TodoPassed:
        ++skipped_;
        cases_ += ">\n      <skipped message=\"" + escape_xml(headline_of(result)) + "\"/>\n";
        break;
      case State::Error:
        ++errors_;
        cases_ += ">\n" + problem("error", result);
        break;
      case State::Failed:
      case State::Undetermined:
        ++failures_;
        cases_ += ">\n" + problem("failure", result);
        break;
    }
    cases_ += "    </testcase>\n";
    return text;
  }

  std::string finish(const SuiteEnd& /*end*/) override { return end_suite() + "</testsuites>\n"; }

 private:
  static std::string problem(const std::string& element, const CaseResult& result) {
    std::string text = "      <" + element + " type=\"" + std::string(to_string(result.state)) +
                       "\" message=\"" + escape_xml(headline_of(result)) + "\">";
    for (const std::string& line : reasons_of(result)) {
      text += escape_xml(line) + "\n";
    }
    return text + "</" + element + ">\n";
  }

  std::string end_suite() {
    if (tests_ == 0) {
      return {};
    }
    std::string text = "  <testsuite name=\"" + escape_xml(file_) + "\" tests=\"" +
                       std::to_string(tests_) + "\" failures=\"" + std::to_string(failures_) +
                       "\" errors=\"" + std::to_string(errors_) + "\" skipped=\"" +
                       std::to_string(skipped_) + "\">\n" + cases_ + "  </testsuite>\n";
    cases_.clear();
    tests_ = failures_ = errors_ = skipped_ = 0;
    return text;
  }

  std::string file_;
  std::string cases_;
  std::size_t tests_ = 0;
  std::size_t failures_ = 0;
  std::size_t errors_ = 0;
  std::size_t skipped_ = 0;
};

}  // namespace

std::unique_ptr<SuiteReporter> make_junit_reporter() {
  return std::make_unique<JunitReporter>();
}

}  // namespace remora::report
