#include "engine/report/diagnostic_text.h"
#include "engine/report/html_page.h"
#include "engine/report/markup.h"
#include "engine/report/suite/reporter.h"

namespace remora::report {

namespace {

using suite::CaseResult;
using suite::Point;
using suite::PointKind;
using suite::State;

std::string card(const CaseResult& result) {
  const bool open = result.state == State::Undetermined;
  std::string lines;
  for (const std::string& line : reasons_of(result)) {
    lines += line + "\n";
  }
  for (const Diagnostic& remark : result.remarks) {
    lines += diagnostic_text(remark, Style(false)) + "\n";
  }
  return std::string("<section class=\"card ") + (open ? "open" : "bad") + "\"><h2 class=\"" +
         (open ? "open" : "bad") + "\">" + (open ? "? " : "✗ ") + escape_path(result.name()) + " " +
         tagged("span", "pill", to_string(result.state)) + "</h2>" + tagged("pre", "text", lines) +
         "</section>\n";
}

std::string row(const Point& point) {
  const bool condition = point.kind == PointKind::ConditionValue;
  const bool half = condition && point.misses == 0;
  const char* tone = point.hits == 0 ? "bad" : half ? "open" : "good";
  const char* indent = point.kind == PointKind::Statement ? "" : " part";
  return std::string("<tr class=\"") + tone + indent + "\"><td>" +
         std::to_string(point.place.begin.line) + "</td><td>" +
         (point.hits == 0 ? "never" : std::to_string(point.hits)) + "</td><td>" +
         std::string(to_string(point.kind)) + " " + tagged("code", "", point.text) + "</td><td>" +
         (condition ? std::to_string(point.misses) : "") + "</td></tr>\n";
}

std::string coverage_html(const suite::Coverage& coverage) {
  const suite::Share share = coverage.share();
  const suite::Share both = coverage.tried_both_ways();
  std::string text = "<section class=\"card\"><h2>Coverage of the policies " +
                     tagged("span", "pill dim", percent(share)) + "</h2><p>" +
                     std::to_string(share.covered) + " of " + std::to_string(share.all) +
                     " parts decided in at least one case; " + std::to_string(both.covered) +
                     " of " + std::to_string(both.all) +
                     " conditions were seen to hold and to keep a request away.</p>\n";
  for (const auto& [file, points] : points_by_file(coverage)) {
    text += "<h3>" + escape_path(file) +
            "</h3>\n<div class=\"scroll\"><table class=\"coverage\"><tr><th>line</th>"
            "<th>decided</th><th>part</th><th>kept away</th></tr>\n";
    for (const Point* point : points) {
      text += row(*point);
    }
    text += "</table></div>\n";
  }
  return text + "</section>\n";
}

/// The failures, then every part of every policy with the number of requests that rested on it.
/// Colours are never the only sign.
class HtmlReporter : public SuiteReporter {
 public:
  std::string add(const CaseResult& result) override {
    if (is_failure(result.state)) {
      failures_ += card(result);
    }
    return {};
  }

  std::string finish(const SuiteEnd& end) override {
    const std::string summary = summary_line(end.summary);
    return page_head("remora: " + summary) + "<header><h1>" + (end.summary.failed() ? "✗ " : "✓ ") +
           escape_markup(summary) + "</h1></header><main id=\"main\">" + failures_ +
           (end.coverage == nullptr ? std::string() : coverage_html(*end.coverage)) + "</main>" +
           page_foot();
  }

 private:
  std::string failures_;
};

}  // namespace

std::unique_ptr<SuiteReporter> make_html_reporter() {
  return std::make_unique<HtmlReporter>();
}

}  // namespace remora::report
