#include "engine/input/delivery_reader.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/base/symbol.h"
#include "engine/input/configuration_reader.h"
#include "engine/input/fact_reader.h"
#include "engine/input/marker_reader.h"
#include "engine/input/names.h"
#include "engine/input/printed.h"

namespace remora::input {

namespace {

using delivery::Outcome;

constexpr auto kOutcomes =
    std::to_array<std::string_view>({"delivered", "refused", "undetermined"});
constexpr auto kRecords = std::to_array<std::string_view>({"guard", "fault"});
constexpr auto kEvidence = std::to_array<std::string_view>({"observed", "documented", "assumed"});
constexpr auto kElements = std::to_array<std::string_view>(
    {"Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"});
constexpr auto kPolicies = std::to_array<std::string_view>(
    {"bucket", "key", "topic", "identity", "boundary", "session", "scp", "rcp", "vpce", "trust"});

Outcome outcome_of(std::string_view name) {
  if (name == "delivered") {
    return Outcome::Delivered;
  }
  return name == "refused" ? Outcome::Refused : Outcome::Undetermined;
}

std::optional<delivery::Origin> evidence_of(std::string_view name) {
  for (const delivery::Origin origin :
       {delivery::Origin::Observed, delivery::Origin::Documented, delivery::Origin::Assumed}) {
    if (to_string(origin) == name) {
      return origin;
    }
  }
  return std::nullopt;
}

fixture::ExpectedCause read_expected_cause(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "\"cause\"", sink);
  fixture::ExpectedCause cause;
  cause.kind = owned(reader.text("kind"));
  cause.statement = reader.count("statement");
  cause.sid = owned(reader.text("sid"));
  const std::string_view element = reader.choice("element", kElements, "");
  if (!element.empty()) {
    cause.element = std::string(element);
  }
  cause.summary = owned(reader.text("summary"));
  reader.finish();
  return cause;
}

/// Fields of a status, each a text.
void read_status(MemberReader& reader, std::vector<std::pair<std::string, std::string>>& fields) {
  if (const auto status = reader.object("status")) {
    for (const json::Member& member : status->members()) {
      const auto text = scalar_text(member.value);
      if (!text) {
        reader.sink().error(member.value.place(), "type", "a status field is a text");
      }
      fields.emplace_back(std::string(member.key.text()), std::string(text.value_or("")));
    }
  }
}

fixture::Expectation read_expectation(const json::Value& value,
                                      bool records_fault,
                                      std::optional<fixture::Marker>& marker,
                                      DiagnosticSink& sink) {
  MemberReader reader(value, "an expectation", sink);
  fixture::Expectation expect;
  if (reader.value().find("outcome")) {
    expect.outcome = outcome_of(reader.choice("outcome", kOutcomes, kOutcomes[2]));
  }
  expect.error = owned(reader.text("error"));
  expect.message = owned(reader.text("message"));
  expect.records_fault = read_records(reader, records_fault);
  expect.fix = owned(reader.text("fix"));
  expect.evidence = evidence_of(reader.choice("evidence", kEvidence, ""));
  if (const auto denied = reader.object("deniedBy")) {
    MemberReader inner(*denied, "\"deniedBy\"", sink);
    expect.denied_action = owned(inner.text("action"));
    expect.denied_principal = owned(inner.text("principal"));
    const std::string_view policy = inner.choice("policy", kPolicies, "");
    if (!policy.empty()) {
      expect.denied_policy = std::string(policy);
    }
    inner.finish();
  }
  read_status(reader, expect.status);
  if (const auto cause = reader.object("cause")) {
    expect.cause = read_expected_cause(*cause, sink);
  }
  expect.requests = reader.count("requests");
  if (auto inner = read_marker(reader)) {
    marker = std::move(inner);
  }
  if (reader.non_null("objectsWritten")) {
    expect.objects_written.emplace();
    for (const json::Value& key : reader.array("objectsWritten")) {
      expect.objects_written->emplace_back(key.text());
    }
  }
  reader.finish();
  return expect;
}

fixture::Reported read_reported(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "\"reported\"", sink);
  fixture::Reported said;
  said.place = value.place();
  said.by = reader.required_sentence("by");
  said.error = owned(reader.text("error"));
  said.message = owned(reader.text("message"));
  read_status(reader, said.status);
  if (!said.error && said.status.empty()) {
    sink.error(value.place(), "missing-member", "\"reported\" needs \"error\" or \"status\"");
  }
  reader.finish();
  return said;
}

// What a call of each service says, by the type of the call.

void read_call(MemberReader& reader,
               const std::string& path,
               delivery::config::Call& call,
               DiagnosticSink& sink) {
  using delivery::config::Operation;
  const json::Value& value = reader.value();
  if (const auto recorder = reader.object("configurationRecorder")) {
    call.recorder = read_recorder(printed(*recorder, {"ConfigurationRecorders", "0"}),
                                  path + ".configurationRecorder",
                                  "the recorder",
                                  sink);
  } else if (!value.find("configurationRecorder")) {
    sink.error(value.place(),
               "missing-member",
               "a config delivery needs \"configurationRecorder\"",
               "null if the account has none");
  }
  if (const auto channel = reader.object("deliveryChannel")) {
    call.channel = read_channel(printed(*channel, {"DeliveryChannels", "0"}),
                                path + ".deliveryChannel",
                                "the channel",
                                sink);
  } else if (value.find("deliveryChannel")) {
    if (call.operation == Operation::PutDeliveryChannel) {
      sink.error(reader.place_of("deliveryChannel"),
                 "missing-member",
                 "PutDeliveryChannel needs the channel to put");
    }
  } else if (call.operation != Operation::PutConfigurationRecorder) {
    sink.error(value.place(), "missing-member", "a config delivery needs \"deliveryChannel\"");
  }
}

/// CreateTrail describes the whole trail; the other operations name one that the world lists, or
/// describe it on the spot.
void read_call(MemberReader& reader,
               const std::string& path,
               delivery::cloudtrail::Call& call,
               DiagnosticSink& sink) {
  using delivery::cloudtrail::Operation;
  auto trail = reader.object("trail");
  trail = trail ? std::optional(printed(*trail, {"Trail", "trailList", "0"})) : trail;
  if (!trail) {
    if (!reader.value().find("trail")) {
      sink.error(reader.value().place(), "missing-member", "a cloudtrail delivery needs \"trail\"");
    }
    return;
  }
  if (call.operation == Operation::CreateTrail ||
      (call.operation != Operation::UpdateTrail && trail->find("S3BucketName"))) {
    call.trail = read_trail(*trail, path + ".trail", sink);
    return;
  }
  call.changes = read_trail_changes(*trail, path + ".trail", sink);
  call.trail.name = std::string(scalar_text(trail->find("Name").value_or(*trail)).value_or(""));
}

/// The index of the one that is chosen by name in a member; the first is the default.
std::size_t read_choice(MemberReader& reader,
                        std::string_view member,
                        const std::vector<std::string_view>& names) {
  const auto chosen = std::find(names.begin(), names.end(), reader.choice(member, names, names[0]));
  return static_cast<std::size_t>(chosen - names.begin());
}

/// A call of the service and operation that are named.
delivery::ServiceCall read_operation(MemberReader& reader) {
  std::vector<std::string_view> names;
  for (const delivery::ServiceInfo* service : delivery::services()) {
    names.push_back(service->name);
  }
  const std::size_t service = read_choice(reader, "service", names);
  names.clear();
  for (const delivery::OperationInfo& operation : delivery::services()[service]->operations) {
    names.push_back(operation.name);
  }
  delivery::ServiceCall call = delivery::first_call_of(service);
  delivery::set_operation(call, read_choice(reader, "operation", names));
  return call;
}

}  // namespace

bool read_records(MemberReader& reader, bool otherwise) {
  return reader.choice("records", kRecords, kRecords[otherwise ? 1 : 0]) == kRecords[1];
}

fixture::ScenarioDelivery read_delivery(const json::Value& value,
                                        const std::string& path,
                                        bool records_fault,
                                        DiagnosticSink& sink) {
  MemberReader reader(value, "a delivery", sink);
  fixture::ScenarioDelivery found;
  delivery::Call& call = found.call;
  call.place = value.place();
  call.id = reader.required_text("id");
  if (reader.is_object() && !value.find("service")) {
    sink.error(value.place(), "missing-member", "a delivery needs \"service\"");
  }
  call.of = read_operation(reader);
  FactReader facts(reader, path);
  call.unknown_account = facts.unknown("accountId", "the account that calls");
  call.undecided = facts.unknown("undecided", "how a condition of the template comes out");
  call.account = call.unknown_account ? make_unknown(call.unknown_account->what)
                                      : read_account(reader, "accountId", sink);
  call.region = read_region(reader, "region", sink);
  std::visit([&](auto& of) { read_call(reader, path, of, sink); }, call.of);
  found.marker = read_marker(reader);
  if (const auto reported = reader.object("reported")) {
    found.reported = read_reported(*reported, sink);
  }
  if (const auto expect = reader.object("expect")) {
    found.expect = read_expectation(*expect, records_fault, found.marker, sink);
  }
  reader.finish();
  return found;
}

}  // namespace remora::input
