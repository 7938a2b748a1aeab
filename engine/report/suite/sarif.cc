#include <array>

#include "engine/json/writer.h"
#include "engine/report/suite/reporter.h"

namespace remora::report {

namespace {

using json::Writer;
using suite::CaseResult;
using suite::FileRange;
using suite::State;

struct ReportingRule {
  std::string_view id;
  std::string_view text;
};

constexpr auto kRules = std::to_array<ReportingRule>(
    {{"unexpected-outcome", "What AWS would answer is not what the fixture expects."},
     {"undetermined", "Whether AWS would deliver depends on a fact that is not known."},
     {"unreadable-input", "A fixture, or a policy that it names, cannot be read."},
     {"surviving-mutant", "No fixture would notice this change of the policy."},
     {"never-decided", "No fixture rests on this part of the policy."}});

/// A path as a relative URI reference: everything that is not unreserved is escaped, byte by byte.
/// Source: RFC 3986, section 2.3; SARIF 2.1.0, section 3.4.3.
std::string as_uri(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

void write_message(Writer& out, std::string_view key, std::string_view text) {
  out.key(key).begin_object().member("text", text).end_object();
}

void write_location(Writer& out, const FileRange& place, std::string_view message) {
  out.begin_object().key("physicalLocation").begin_object();
  out.key("artifactLocation").begin_object().member("uri", as_uri(place.file)).end_object();
  out.key("region").begin_object();
  out.member("startLine", std::int64_t{place.begin.line});
  out.member("startColumn", std::int64_t{place.begin.column});
  if (place.end.line > 0) {
    out.member("endLine", std::int64_t{place.end.line});
    out.member("endColumn", std::int64_t{place.end.column});
  }
  out.end_object().end_object();
  if (!message.empty()) {
    write_message(out, "message", message);
  }
  out.end_object();
}

/// SARIF 2.1.0 for code scanning: what is not as expected, at the statement at fault. Tool and
/// rules come first, so that results can be written as they come.
class SarifReporter : public SuiteReporter {
 public:
  std::string begin() override {
    Writer out(Writer::Style::Compact);
    out.begin_object().key("driver").begin_object();
    out.member("name", "remora").member("version", REMORA_VERSION).key("rules").begin_array();
    for (const ReportingRule& rule : kRules) {
      out.begin_object().member("id", rule.id);
      write_message(out, "shortDescription", rule.text);
      out.end_object();
    }
    out.end_array().end_object().end_object();
    return "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
           "\"runs\":[{\"tool\":" +
           out.take() + ",\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[";
  }

  std::string add(const CaseResult& result) override {
    if (!is_failure(result.state)) {
      return {};
    }
    const std::size_t rule = result.state == State::Failed         ? 0
                             : result.state == State::Undetermined ? 1
                                                                   : 2;
    std::string message = result.name() + ": " + headline_of(result);
    for (const std::string& line : reasons_of(result)) {
      message += "\n" + line;
    }
    FileRange place = place_to_look_at(result);
    if (!place.known()) {
      place.file = result.file;
    }
    Writer out(Writer::Style::Compact);
    begin_result(out, rule, "error", message, place);
    // The same finding has the same fingerprint while the fixture keeps its name.
    out.key("partialFingerprints").begin_object().member("remoraCase/v1", result.name());
    out.end_object();
    if (result.place.known() && &place_to_look_at(result) != &result.place) {
      out.key("relatedLocations").begin_array();
      write_location(out, result.place, "the fixture");
      out.end_array();
    }
    out.end_object();
    return separated(out.take());
  }

  std::string finish(const SuiteEnd& end) override {
    std::string text;
    if (end.mutants != nullptr) {
      for (const suite::MutantResult& mutant : *end.mutants) {
        if (mutant.is_missed()) {
          text += finding(3, "no fixture would notice if " + mutant.change, mutant.place);
        }
      }
    }
    if (end.coverage != nullptr) {
      for (const suite::PolicyCoverage* policy : end.coverage->policies()) {
        for (const suite::Point& point : policy->points) {
          if (point.hits == 0) {
            text += finding(
                4,
                "no fixture rests on the " + std::string(to_string(point.kind)) + " " + point.text,
                point.place);
          }
        }
      }
    }
    return text + "]}]}\n";
  }

 private:
  static void begin_result(Writer& out,
                           std::size_t rule,
                           std::string_view level,
                           std::string_view message,
                           const FileRange& place) {
    out.begin_object().member("ruleId", kRules[rule].id);
    out.member("ruleIndex", static_cast<std::int64_t>(rule)).member("level", level);
    write_message(out, "message", message);
    out.key("locations").begin_array();
    write_location(out, place, {});
    out.end_array();
  }

  std::string finding(std::size_t rule, const std::string& message, const FileRange& place) {
    Writer out(Writer::Style::Compact);
    begin_result(out, rule, "note", message, place);
    out.end_object();
    return separated(out.take());
  }

  std::string separated(const std::string& result) {
    std::string text = (first_ ? "\n" : ",\n") + result;
    first_ = false;
    return text;
  }

  bool first_ = true;
};

}  // namespace

std::unique_ptr<SuiteReporter> make_sarif_reporter() {
  return std::make_unique<SarifReporter>();
}

}  // namespace remora::report
