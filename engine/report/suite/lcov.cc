#include <algorithm>
#include <map>

#include "engine/report/markup.h"
#include "engine/report/suite/reporter.h"
#include "engine/report/terminal.h"

namespace remora::report {

namespace {

/// A record of LCOV is a line; nothing of an input may begin another.
std::string in_one_line(std::string_view text) {
  std::string line = for_terminal(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

using suite::Point;
using suite::PointKind;
using suite::PolicyCoverage;

/// The points of one file: several policies may stand in it, or one count as several types.
std::map<std::string, std::vector<const Point*>> by_file(const suite::Coverage& coverage) {
  std::map<std::string, std::vector<const Point*>> files;
  for (const PolicyCoverage* policy : coverage.policies()) {
    for (const Point& point : policy->points) {
      files[policy->file].push_back(&point);
    }
  }
  return files;
}

/// LCOV's tracefile: a statement is a function, a line counts what of its parts was hit least, a
/// condition value is a branch with two ways: it held, it kept a request away.
/// Source: geninfo(1), "TRACEFILE FORMAT".
class LcovReporter : public SuiteReporter {
 public:
  std::string add(const suite::CaseResult& /*result*/) override { return {}; }

  std::string finish(const SuiteEnd& end) override {
    std::string text;
    if (end.coverage != nullptr) {
      for (const auto& [file, points] : by_file(*end.coverage)) {
        text += record(file, points);
      }
    }
    return text;
  }

 private:
  static std::string record(const std::string& file, const std::vector<const Point*>& points) {
    std::string text =
        "TN:remora\nSF:" + in_one_line(file) + "\n" + functions(points) + branches(points);
    std::map<std::uint32_t, std::size_t> lines;
    for (const Point* point : points) {
      const auto [line, added] = lines.try_emplace(point->place.begin.line, point->hits);
      line->second = std::min(line->second, point->hits);
    }
    std::size_t hit = 0;
    for (const auto& [line, hits] : lines) {
      text += "DA:" + std::to_string(line) + "," + std::to_string(hits) + "\n";
      hit += hits > 0 ? 1 : 0;
    }
    return text + "LF:" + std::to_string(lines.size()) + "\nLH:" + std::to_string(hit) +
           "\nend_of_record\n";
  }

  static std::string functions(const std::vector<const Point*>& points) {
    std::string names;
    std::string hits;
    std::size_t all = 0;
    std::size_t hit = 0;
    for (const Point* point : points) {
      if (point->kind != PointKind::Statement) {
        continue;
      }
      // A name may stand once in a file.
      std::string name = point->text + "@" + std::to_string(point->place.begin.line);
      // A record is a line, its fields end with commas.
      name = in_one_line(name);
      std::replace(name.begin(), name.end(), ',', ';');
      names += "FN:" + std::to_string(point->place.begin.line) + "," + name + "\n";
      hits += "FNDA:" + std::to_string(point->hits) + "," + name + "\n";
      ++all;
      hit += point->hits > 0 ? 1 : 0;
    }
    return names + hits + "FNF:" + std::to_string(all) + "\nFNH:" + std::to_string(hit) + "\n";
  }

  static std::string branches(const std::vector<const Point*>& points) {
    std::string text;
    std::size_t all = 0;
    std::size_t hit = 0;
    std::size_t block = 0;
    for (const Point* point : points) {
      if (point->kind != PointKind::ConditionValue) {
        continue;
      }
      std::size_t way = 0;
      for (const std::size_t taken : {point->hits, point->misses}) {
        text += "BRDA:" + std::to_string(point->place.begin.line) + "," + std::to_string(block) +
                "," + std::to_string(way++) + "," + std::to_string(taken) + "\n";
        ++all;
        hit += taken > 0 ? 1 : 0;
      }
      ++block;
    }
    return text + "BRF:" + std::to_string(all) + "\nBRH:" + std::to_string(hit) + "\n";
  }
};

constexpr std::string_view kPageHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>remora: coverage of the policies</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
:root { color-scheme: light dark; --line: #8884; --yes: #2da44e; --no: #cf222e; --half: #bf8700; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
td.n { text-align: right; white-space: nowrap; } .part td:nth-child(3) { padding-left: 2rem; }
.yes td:first-child { border-left: 4px solid var(--yes); } .no td:first-child { border-left: 4px solid var(--no); }
.half td:first-child { border-left: 4px solid var(--half); } h2 { font-size: 1.1rem; overflow-wrap: anywhere; }
</style></head><body><h1>Coverage of the policies</h1>
)";

/// A page that stands alone: every part of every policy, with the number of requests that rested
/// on it. Colours are never the only sign.
class HtmlReporter : public SuiteReporter {
 public:
  std::string add(const suite::CaseResult& /*result*/) override { return {}; }

  std::string finish(const SuiteEnd& end) override {
    std::string text(kPageHead);
    if (end.coverage == nullptr) {
      return text + "<p>No coverage was asked for.</p></body></html>\n";
    }
    const suite::Share share = end.coverage->share();
    const suite::Share both = end.coverage->tried_both_ways();
    text += "<p><strong>" + percent(share) + "</strong>: " + std::to_string(share.covered) +
            " of " + std::to_string(share.all) + " parts decided in at least one case; " +
            std::to_string(both.covered) + " of " + std::to_string(both.all) +
            " conditions were seen to hold and to keep a request away.</p>\n";
    for (const auto& [file, points] : by_file(*end.coverage)) {
      text += "<h2>" + escape_markup(file) +
              "</h2>\n<table><tr><th>line</th><th>decided</th>"
              "<th>part</th><th>kept away</th></tr>\n";
      for (const Point* point : points) {
        text += row(*point);
      }
      text += "</table>\n";
    }
    return text + "</body></html>\n";
  }

 private:
  static std::string row(const Point& point) {
    const bool condition = point.kind == PointKind::ConditionValue;
    const char* colour = point.hits == 0 ? "no" : condition && point.misses == 0 ? "half" : "yes";
    const bool statement = point.kind == PointKind::Statement;
    return std::string("<tr class=\"") + colour + (statement ? "" : " part") +
           "\"><td class=\"n\">" + std::to_string(point.place.begin.line) +
           "</td><td class=\"n\">" + (point.hits == 0 ? "never" : std::to_string(point.hits)) +
           "</td><td>" + std::string(to_string(point.kind)) + " " + escape_markup(point.text) +
           "</td><td class=\"n\">" + (condition ? std::to_string(point.misses) : "") +
           "</td></tr>\n";
  }
};

}  // namespace

std::unique_ptr<SuiteReporter> make_lcov_reporter() {
  return std::make_unique<LcovReporter>();
}

std::unique_ptr<SuiteReporter> make_html_reporter() {
  return std::make_unique<HtmlReporter>();
}

}  // namespace remora::report
