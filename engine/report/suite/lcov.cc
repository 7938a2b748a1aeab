#include <algorithm>

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

/// LCOV's tracefile: a statement is a function, a line counts what of its parts was hit least, a
/// condition value is a branch with two ways: it held, it kept a request away.
/// Source: geninfo(1), "TRACEFILE FORMAT".
class LcovReporter : public SuiteReporter {
 public:
  std::string add(const suite::CaseResult& /*result*/) override { return {}; }

  std::string finish(const SuiteEnd& end) override {
    std::string text;
    if (end.coverage != nullptr) {
      for (const auto& [file, points] : points_by_file(*end.coverage)) {
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

}  // namespace

std::unique_ptr<SuiteReporter> make_lcov_reporter() {
  return std::make_unique<LcovReporter>();
}

}  // namespace remora::report
