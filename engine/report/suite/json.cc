#include "engine/json/writer.h"
#include "engine/report/suite/reporter.h"

namespace remora::report {

namespace {

using json::as_number;
using json::Writer;
using suite::CaseKind;
using suite::CaseResult;
using suite::Point;
using suite::State;

void write_place(Writer& out, const suite::FileRange& place) {
  out.member("file", place.file).member("line", std::int64_t{place.begin.line});
  out.member("column", std::int64_t{place.begin.column});
}

void write_share(Writer& out, std::string_view name, const suite::Share& share) {
  constexpr double kHundredths = 100;
  out.key(name).begin_object().member("covered", as_number(share.covered));
  out.member("all", as_number(share.all)).key("percent");
  const auto hundredths = static_cast<std::int64_t>(share.percent() * kHundredths);
  const std::string fraction = std::to_string(hundredths % 100);
  out.raw(std::to_string(hundredths / 100) + "." + (fraction.size() < 2 ? "0" : "") + fraction);
  out.end_object();
}

void write_coverage(Writer& out, const suite::Coverage& coverage) {
  out.key("coverage").begin_object();
  write_share(out, "total", coverage.share());
  for (const suite::PointKind kind : {suite::PointKind::Statement,
                                      suite::PointKind::Principal,
                                      suite::PointKind::Action,
                                      suite::PointKind::Resource,
                                      suite::PointKind::ConditionValue}) {
    write_share(out, to_string(kind), coverage.share(kind));
  }
  write_share(out, "conditionsTriedBothWays", coverage.tried_both_ways());
  out.key("policies").begin_array();
  for (const suite::PolicyCoverage* policy : coverage.policies()) {
    out.begin_object().member("file", policy->file).member("type", describe(policy->type));
    out.key("points").begin_array();
    for (const Point& point : policy->points) {
      out.begin_object().member("kind", to_string(point.kind));
      out.member("statement", as_number(point.statement)).member("text", point.text);
      out.member("line", std::int64_t{point.place.begin.line});
      out.member("column", std::int64_t{point.place.begin.column});
      out.member("hits", as_number(point.hits));
      if (point.kind == suite::PointKind::ConditionValue) {
        out.member("misses", as_number(point.misses));
      }
      out.end_object();
    }
    out.end_array().end_object();
  }
  out.end_array().end_object();
}

void write_mutation(Writer& out, const std::vector<suite::MutantResult>& mutants) {
  out.key("mutation").begin_object();
  write_share(out, "score", mutation_score(mutants));
  out.key("mutants").begin_array();
  for (const suite::MutantResult& mutant : mutants) {
    out.begin_object().member("kind", to_string(mutant.kind));
    write_place(out, mutant.place);
    out.member("change", mutant.change).member("survived", mutant.survived()).key("noticedBy");
    mutant.survived() ? out.null() : out.string(mutant.noticed_by);
    if (mutant.is_accepted()) {
      out.member("accepted", mutant.accepted);
    }
    out.end_object();
  }
  out.end_array().member("accepted", as_number(accepted_mutants(mutants))).end_object();
}

void write_case(Writer& out, const CaseResult& result) {
  out.begin_object().member("input", result.file).member("id", result.id);
  out.member("state", to_string(result.state));
  if (!result.reason.empty()) {
    out.member("reason", result.reason);
  }
  if (!result.outcome.empty()) {
    out.member(result.kind == CaseKind::Vector ? "decision" : "outcome", result.outcome);
  }
  if (!result.differences.empty()) {
    out.key("disagreements").begin_array();
    for (const fixture::Difference& difference : result.differences) {
      out.string(to_string(difference));
    }
    out.end_array();
  }
  if (!result.remarks.empty()) {
    out.key("messages").begin_array();
    for (const Diagnostic& remark : result.remarks) {
      out.string(to_string(remark));
    }
    out.end_array();
  }
  out.end_object();
}

/// The result of `check -f json` (docs/schema/result.schema.json) with the state of every case. A
/// delivery is written as it comes; what comes behind the deliveries in the format is held back,
/// of vectors only those that do not agree.
class JsonReporter : public SuiteReporter {
 public:
  std::string begin() override {
    Writer out(Writer::Style::Compact);
    out.begin_object().member("name", "remora").member("version", REMORA_VERSION).end_object();
    return "{\n\"schemaVersion\": 1,\n\"tool\": " + out.take() + ",\n\"deliveries\": [";
  }

  std::string add(const CaseResult& result) override {
    std::string text;
    if (result.kind == CaseKind::Delivery) {
      count(result);
    }
    if (result.kind != CaseKind::Vector || is_failure(result.state)) {
      Writer out(Writer::Style::Compact);
      write_case(out, result);
      append(cases_, out.take());
    }
    if (result.json.empty()) {
      return {};
    }
    if (result.kind == CaseKind::Request) {
      append(requests_, result.json);
      return {};
    }
    append(text, result.json);
    if (!first_) {
      text.insert(0, ",");
    }
    first_ = false;
    return text;
  }

  std::string finish(const SuiteEnd& end) override {
    Writer out(Writer::Style::Compact);
    out.begin_object();
    if (end.coverage != nullptr) {
      write_coverage(out, *end.coverage);
    }
    if (end.mutants != nullptr) {
      write_mutation(out, *end.mutants);
    }
    out.key("summary").begin_object();
    out.member("deliveries", as_number(delivered_ + refused_ + undetermined_));
    out.member("delivered", as_number(delivered_)).member("refused", as_number(refused_));
    out.member("undetermined", as_number(undetermined_));
    out.member("disagreements", as_number(end.summary.count(State::Failed)));
    out.member("files", as_number(end.summary.files));
    out.member("cases", as_number(end.summary.total()));
    for (const State state : {State::Passed,
                              State::Failed,
                              State::Skipped,
                              State::Todo,
                              State::TodoPassed,
                              State::Error}) {
      out.member(state == State::TodoPassed ? "todoPassed" : to_string(state),
                 as_number(end.summary.count(state)));
    }
    out.end_object().end_object();
    return "\n],\n\"requests\": [" + requests_ + "\n],\n\"cases\": [" + cases_ + "\n],\n" +
           out.take().substr(1) + "\n";
  }

 private:
  static void append(std::string& list, const std::string& element) {
    list += (list.empty() ? "\n" : ",\n") + element;
  }

  void count(const CaseResult& result) {
    if (result.outcome == "delivered") {
      ++delivered_;
    } else if (result.outcome == "refused") {
      ++refused_;
    } else if (result.outcome == "undetermined") {
      ++undetermined_;
    }
  }

  bool first_ = true;
  std::string requests_;
  std::string cases_;
  std::size_t delivered_ = 0;
  std::size_t refused_ = 0;
  std::size_t undetermined_ = 0;
};

}  // namespace

std::unique_ptr<SuiteReporter> make_json_reporter() {
  return std::make_unique<JsonReporter>();
}

}  // namespace remora::report
