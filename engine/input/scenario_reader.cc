#include "engine/input/scenario_reader.h"

#include <array>
#include <set>
#include <utility>

#include "engine/import/conceal.h"
#include "engine/input/accepted_mutant_reader.h"
#include "engine/input/delivery_reader.h"
#include "engine/input/from.h"
#include "engine/input/marker_reader.h"
#include "engine/input/policy_loader.h"
#include "engine/input/request_reader.h"
#include "engine/input/verdict_reader.h"
#include "engine/input/world_reader.h"
#include "engine/policy/parse.h"

namespace remora::input {

namespace {

/// The trust policy of a service-linked role.
std::string trust_of(std::string_view service) {
  return R"({
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "Service": ")" +
         std::string(service) + R"(" },
    "Action": "sts:AssumeRole"
  }]
})";
}

class ScenarioReader {
 public:
  ScenarioReader(const json::DocumentPtr& json, FileReader& files, PolicyCache* cache)
      : sink_(json->source()), policies_(json, files, sink_, cache) {
    scenario_.json = json;
  }

  Result<fixture::Scenario> read() {
    MemberReader reader(scenario_.json->root(), "a scenario", sink_);
    const auto version = reader.any("remora");
    if (reader.is_object() && !version) {
      sink_.error(reader.value().place(), "missing-member", "a scenario needs \"remora\": 1");
    } else if (version && version->text() != "1") {
      sink_.error(version->place(), "format", "this version reads scenarios of format 1 only");
    }
    scenario_.title = reader.text("title").value_or("");
    scenario_.provenance = reader.text("source").value_or("");
    scenario_.marker = read_marker(reader);
    const bool records_fault = read_records(reader, false);
    reader.ignore("$schema");  // for editors
    if (const auto assumptions = reader.object("assumptions")) {
      read_assumptions(*assumptions);
    }
    read_world(reader, policies_, scenario_.world);
    scenario_.sequence = reader.boolean("sequence").value_or(false);
    for (const json::Value& value : reader.array("deliveries")) {
      const std::string path = "deliveries[" + std::to_string(scenario_.deliveries.size()) + "]";
      scenario_.deliveries.push_back(read_delivery(value, path, records_fault, sink_));
      add_service_linked_role(scenario_.deliveries.back().call);
      check_id(scenario_.deliveries.back().call.id, value);
    }
    for (const json::Value& value : reader.array("requests")) {
      read_request(value);
    }
    for (const json::Value& value : reader.array("acceptedMutants")) {
      scenario_.accepted_mutants.push_back(read_accepted_mutant(value, sink_));
    }
    read_remarks(reader);
    reader.finish();
    if (sink_.has_errors()) {
      return fail({sink_.take()});
    }
    scenario_.warnings = std::move(assumed_);
    const Diagnostics remarks = sink_.take();
    scenario_.warnings.insert(scenario_.warnings.end(), remarks.begin(), remarks.end());
    return std::move(scenario_);
  }

 private:
  void read_assumptions(const json::Value& value) {
    for (const json::Member& member : value.members()) {
      const auto problem =
          scenario_.assumptions.set(member.key.text(), scalar_text(member.value).value_or(""));
      if (problem) {
        sink_.error(member.key.place(), "assumption", *problem);
      }
    }
  }

  /// What `remora extract` writes down of the inputs besides the world.
  void read_remarks(MemberReader& reader) {
    for (const json::Value& one : reader.array("assumed")) {
      assumed_.push_back({Severity::Note,
                          "assumed",
                          {},
                          "assumed: " + std::string(scalar_text(one).value_or("")),
                          {}});
    }
    for (const json::Value& one : reader.array("findings")) {
      MemberReader fields(one, "a finding", sink_);
      fixture::Finding& finding = scenario_.findings.emplace_back();
      finding.code = fields.required_text("code");
      finding.delivery = fields.text("delivery").value_or("");
      finding.message = fields.required_sentence("message");
      finding.hint = fields.text("hint").value_or("");
      finding.place = one.place();
      fields.ignore("place");
      fields.finish();
    }
  }

  void check_id(const std::string& id, const json::Value& value) {
    if (!id.empty() && !ids_.insert(id).second) {
      sink_.error(value.place(), "duplicate-id", "the id \"" + id + "\" stands twice");
    }
  }

  /// AWS makes the service-linked role by itself, so nobody lists it.
  void add_service_linked_role(const delivery::Call& call) {
    const auto made = service_linked_role(call);
    if (!made || scenario_.world.role(made->arn) != nullptr) {
      return;
    }
    world::Role role;
    role.arn = made->arn;
    role.account = call.account;
    role.name = made->name;
    role.service_linked = true;
    role.policies.push_back(policies_.load_managed(made->managed_policy, PolicyType::Identity));
    role.trust =
        policies_.load_text(role.name, trust_of(service_of(call).principal), PolicyType::Trust);
    scenario_.world.roles.push_back(std::move(role));
  }

  void read_request(const json::Value& value) {
    MemberReader reader(value, "an element of \"requests\"", sink_);
    fixture::ScenarioRequest request;
    request.id = reader.required_text("id");
    check_id(request.id, value);
    request.place = value.place();
    request.expect = read_verdict(reader, "expect");
    request.marker = read_marker(reader);
    if (const auto inner = reader.object("request")) {
      MemberReader fields(*inner, "a request", sink_);
      sink_.append(name_doubts_.about(input::read_request(fields, request.request)));
      fields.finish();
    } else if (!reader.value().find("request")) {
      sink_.error(value.place(), "missing-member", "an element of \"requests\" needs \"request\"");
    }
    reader.finish();
    scenario_.requests.push_back(std::move(request));
  }

  DiagnosticSink sink_;
  PolicyLoader policies_;
  fixture::Scenario scenario_;
  std::set<std::string, std::less<>> ids_;
  Diagnostics assumed_;
  NameDoubts name_doubts_;
};

}  // namespace

Result<fixture::Scenario> read_scenario(const json::DocumentPtr& json,
                                        FileReader& files,
                                        PolicyCache* cache) {
  if (!takes_from_inputs(json->root())) {
    return ScenarioReader(json, files, cache).read();
  }
  auto from = resolve_from(json, files);
  if (!from) {
    return fail(from.error());
  }
  auto scenario = ScenarioReader(from->json, files, cache).read();
  if (!scenario) {
    imports::Concealer(std::move(from->secrets)).conceal(scenario.error().diagnostics);
  } else {
    scenario->findings = std::move(from->findings);
    scenario->derivations = std::move(from->derivations);
    scenario->secrets = std::move(from->secrets);
    scenario->warnings.insert(scenario->warnings.begin(), from->notes.begin(), from->notes.end());
  }
  return scenario;
}

}  // namespace remora::input
