#include "engine/suite/run.h"

#include <utility>

#include "engine/fixture/sequence.h"
#include "engine/json/writer.h"
#include "engine/suite/coverage.h"
#include "engine/suite/expectation.h"
#include "engine/suite/fault.h"

namespace remora::suite {

namespace {

using fixture::DeliveryReport;
using fixture::Marker;
using fixture::RequestReport;

/// What a person wants who writes down a delivery and nothing else.
fixture::Expectation delivered() {
  fixture::Expectation expect;
  expect.outcome = delivery::Outcome::Delivered;
  return expect;
}

/// What the marker makes of a case that came out as `state`.
void apply_marker(const std::optional<Marker>& marker, CaseResult& result) {
  if (!marker || marker->kind != Marker::Kind::Todo) {
    return;
  }
  result.reason = marker->reason;
  result.state = result.state == State::Passed ? State::TodoPassed : State::Todo;
}

bool is_skipped(const std::optional<Marker>& marker, CaseResult& result) {
  if (!marker || marker->kind != Marker::Kind::Skip) {
    return false;
  }
  result.state = State::Skipped;
  result.reason = marker->reason;
  return true;
}

void skip_without_expectation(CaseResult& result) {
  result.state = State::Skipped;
  result.reason = "nothing is expected";
}

fixture::Difference difference(Verdict expected, Verdict got) {
  return {"decision",
          "\"" + std::string(to_string(expected)) + "\"",
          "\"" + std::string(to_string(got)) + "\""};
}

std::optional<Fault> fault_of_decision(const Decision& decision,
                                       const Request& request,
                                       const PolicySet& policies) {
  return decision.verdict == Verdict::Allowed
             ? fault_of_grant(decision, request, policies)
             : fault_of(explain(request, policies), request, policies);
}

class ScenarioRun {
 public:
  ScenarioRun(const ScenarioCase& of,
              const RunOptions& options,
              Coverage* coverage,
              const JsonWriter* writer)
      : of_(of), options_(options), coverage_(coverage), writer_(writer) {
    depth_.explanations = writer != nullptr;
    depth_.remedies = false;
    depth_.surroundings = writer != nullptr;
  }

  std::vector<CaseResult> run() {
    const auto worlds =
        options_.list ? std::vector<std::shared_ptr<const world::World>>()
                      : fixture::worlds_of(*of_.scenario, of_.scenario->world, of_.assumptions);
    for (std::size_t i = 0; i < of_.scenario->deliveries.size(); ++i) {
      const fixture::ScenarioDelivery& delivery = of_.scenario->deliveries[i];
      CaseResult result = begin(CaseKind::Delivery, delivery.call.id, delivery.place);
      result.pointer = "/deliveries/" + std::to_string(i) + "/expect";
      if (selected(result)) {
        run_delivery(options_.list ? of_.scenario->world : *worlds[i], delivery, result);
        results_.push_back(std::move(result));
      }
    }
    for (std::size_t i = 0; i < of_.scenario->requests.size(); ++i) {
      const fixture::ScenarioRequest& request = of_.scenario->requests[i];
      CaseResult result = begin(CaseKind::Request, request.id, request.place);
      result.pointer = "/requests/" + std::to_string(i) + "/expect";
      if (selected(result)) {
        run_request(request, result);
        results_.push_back(std::move(result));
      }
    }
    return std::move(results_);
  }

 private:
  [[nodiscard]] CaseResult begin(CaseKind kind, const std::string& id, const Place& place) const {
    CaseResult result;
    result.kind = kind;
    result.file = of_.file;
    result.id = of_.label.empty() ? id : id + " [" + of_.label + "]";
    result.place = file_range(place);
    return result;
  }

  [[nodiscard]] bool selected(const CaseResult& result) const {
    return !options_.selects || options_.selects(result.name());
  }

  void run_delivery(const world::World& world,
                    const fixture::ScenarioDelivery& delivery,
                    CaseResult& result) {
    const auto& marker = delivery.marker ? delivery.marker : of_.scenario->marker;
    if (options_.list || is_skipped(marker, result)) {
      return;
    }
    fixture::DeliveryFix fix;
    if (delivery.expect && delivery.expect->fix) {
      if (!repairs_) {
        repairs_.emplace(*of_.scenario, of_.assumptions);
      }
      fix = repairs_->of(static_cast<std::size_t>(&delivery - of_.scenario->deliveries.data()));
    }
    const DeliveryReport report =
        fixture::run_delivery(world, delivery, of_.assumptions, depth_, fix);
    if (coverage_ != nullptr) {
      for (const delivery::ProbeResult& probe : report.outcome.probes) {
        coverage_->note(probe.request, probe.policies);
      }
    }
    const delivery::DeliveryOutcome& outcome = report.outcome;
    result.outcome = to_string(outcome.outcome);
    if (outcome.error) {
      result.error = outcome.error->code;
      result.message = outcome.error->message;
    }
    result.differences =
        fixture::differences(delivery.expect ? *delivery.expect : delivered(), report);
    if (!result.differences.empty()) {
      const bool open = !delivery.expect && outcome.outcome == delivery::Outcome::Undetermined;
      result.state = open ? State::Undetermined : State::Failed;
      if (report.cause) {
        result.fault = fault_of(*report.cause);
      } else if (!outcome.reason.empty()) {
        result.fault = Fault();
        result.fault->summary = outcome.reason;
      } else {
        result.fault = unwanted_grant(delivery, outcome);
      }
      if (options_.expectations) {
        result.expectation = expectation_that_holds(delivery.expect, report);
      }
    }
    if (writer_ != nullptr) {
      result.json = writer_->delivery(report);
    }
    apply_marker(marker, result);
  }

  /// What allowed the request that was expected to be denied.
  static std::optional<Fault> unwanted_grant(const fixture::ScenarioDelivery& delivery,
                                             const delivery::DeliveryOutcome& outcome) {
    const fixture::Expectation expect = delivery.expect.value_or(fixture::Expectation());
    for (const delivery::ProbeResult& probe : outcome.probes) {
      if (expect.denied_action == probe.request.action &&
          (!expect.denied_principal ||
           *expect.denied_principal == probe.request.principal.text())) {
        return fault_of_grant(probe.decision, probe.request, probe.policies);
      }
    }
    return std::nullopt;
  }

  void run_request(const fixture::ScenarioRequest& request, CaseResult& result) {
    const auto& marker = request.marker ? request.marker : of_.scenario->marker;
    if (options_.list || is_skipped(marker, result)) {
      return;
    }
    const RequestReport report =
        fixture::run_request(of_.scenario->world, request, of_.assumptions, depth_);
    if (coverage_ != nullptr) {
      coverage_->note(report.request, report.policies);
    }
    const Verdict verdict = report.explanation.decision.verdict;
    result.outcome = to_string(verdict);
    if (!request.expect) {
      skip_without_expectation(result);
    } else if (*request.expect != verdict) {
      result.state = State::Failed;
      result.differences.push_back(difference(*request.expect, verdict));
      result.fault =
          fault_of_decision(report.explanation.decision, report.request, report.policies);
      if (options_.expectations) {
        result.expectation = json::quoted(to_string(verdict));
      }
    }
    if (writer_ != nullptr) {
      result.json = writer_->request(report);
    }
    apply_marker(marker, result);
  }

  const ScenarioCase& of_;
  const RunOptions& options_;
  Coverage* coverage_;
  const JsonWriter* writer_;
  answer::Depth depth_;
  std::optional<fixture::ScenarioRepairs> repairs_;  // looked for once, if a fix is expected
  std::vector<CaseResult> results_;
};

}  // namespace

std::vector<CaseResult> run_scenario(const ScenarioCase& of,
                                     const RunOptions& options,
                                     Coverage* coverage,
                                     const JsonWriter* writer) {
  return ScenarioRun(of, options, coverage, writer).run();
}

CaseResult run_vector(const std::string& file,
                      const fixture::Vector& vector,
                      const RunOptions& options) {
  CaseResult result;
  result.kind = CaseKind::Vector;
  result.file = file;
  result.id = vector.id;
  result.rule = vector.rule;
  result.place = file_range(vector.place);
  result.unknown_names = vector.unknown_names;
  if (options.list || is_skipped(vector.marker, result)) {
    return result;
  }
  const PolicySet policies = vector.policies();
  const Decision decision = authorize(vector.request, policies);
  result.outcome = to_string(decision.verdict);
  if (!vector.expect) {
    skip_without_expectation(result);
  } else if (*vector.expect != decision.verdict) {
    result.state = State::Failed;
    result.differences.push_back(difference(*vector.expect, decision.verdict));
    result.fault = fault_of_decision(decision, vector.request, policies);
  }
  apply_marker(vector.marker, result);
  return result;
}

CaseResult unreadable(const std::string& file, std::string id, const Diagnostics& diagnostics) {
  CaseResult result;
  result.kind = CaseKind::File;
  result.file = file;
  result.id = std::move(id);
  result.state = State::Error;
  for (const Diagnostic& diagnostic : diagnostics) {
    result.remarks.push_back(diagnostic);
    if (!result.place.known() && diagnostic.severity == Severity::Error) {
      result.place = file_range(diagnostic.place);
    }
  }
  return result;
}

}  // namespace remora::suite
