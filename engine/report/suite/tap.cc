#include <algorithm>

#include "engine/json/writer.h"
#include "engine/report/suite/reporter.h"

namespace remora::report {

namespace {

using suite::CaseResult;
using suite::State;

/// A description stands in front of `#`, which begins a directive.
std::string described(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '#' || c == '\\' ? std::string("\\") + c
                                 : std::string(1, c == '\n' || c == '\r' ? ' ' : c);
  }
  return out;
}

/// What would end the line of a YAML block, or may not stand in one, as a blank.
std::string without_controls(std::string text) {
  std::replace_if(
      text.begin(),
      text.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == '\x7F'; },
      ' ');
  return text;
}

/// Test Anything Protocol, version 13: the plan comes last, so that cases can be printed as they
/// come. Source: testanything.org, "TAP version 13 specification".
class TapReporter : public SuiteReporter {
 public:
  std::string begin() override { return "TAP version 13\n"; }

  std::string add(const CaseResult& result) override {
    const bool ok = !is_failure(result.state) && result.state != State::Todo;
    std::string text =
        (ok ? "ok " : "not ok ") + std::to_string(++count_) + " - " + described(result.name());
    if (result.state == State::Skipped) {
      text += " # SKIP " + described(result.reason);
    } else if (result.state == State::Todo || result.state == State::TodoPassed) {
      text += " # TODO " + described(result.reason);
    }
    text += "\n";
    if (!is_failure(result.state)) {
      return text;
    }
    text += "  ---\n  message: " + json::quoted(headline_of(result)) + "\n  severity: fail\n";
    if (const suite::FileRange& place = place_to_look_at(result); place.known()) {
      text += "  at: " + json::quoted(to_string(place)) + "\n";
    }
    // A block, because Perl's TAP::Parser reads little more of YAML.
    text += "  details: |\n";
    for (const std::string& line : reasons_of(result)) {
      text += "    " + without_controls(line) + "\n";
    }
    return text + "  ...\n";
  }

  std::string finish(const SuiteEnd& /*end*/) override {
    return "1.." + std::to_string(count_) + (count_ == 0 ? " # SKIP no case was found" : "") + "\n";
  }

 private:
  std::size_t count_ = 0;
};

}  // namespace

std::unique_ptr<SuiteReporter> make_tap_reporter() {
  return std::make_unique<TapReporter>();
}

}  // namespace remora::report
