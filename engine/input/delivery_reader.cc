#include "engine/input/delivery_reader.h"

#include <array>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/input/configuration_reader.h"
#include "engine/input/marker_reader.h"

namespace remora::input {

namespace {

using delivery::Operation;
using delivery::Outcome;
using delivery::Service;

constexpr auto kServices = std::to_array<std::string_view>({"config", "cloudtrail"});
constexpr auto kConfigOperations = std::to_array<std::string_view>({"PutDeliveryChannel",
                                                                    "DeliverConfigSnapshot",
                                                                    "PutConfigurationRecorder",
                                                                    "StartConfigurationRecorder",
                                                                    "Deliver"});
constexpr auto kTrailOperations =
    std::to_array<std::string_view>({"CreateTrail", "UpdateTrail", "StartLogging", "Deliver"});
constexpr auto kOutcomes =
    std::to_array<std::string_view>({"delivered", "refused", "undetermined"});
constexpr auto kEvidence = std::to_array<std::string_view>({"observed", "documented", "assumed"});
constexpr auto kElements = std::to_array<std::string_view>(
    {"Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"});
constexpr auto kPolicies = std::to_array<std::string_view>(
    {"bucket", "key", "topic", "identity", "boundary", "session", "scp", "rcp", "vpce", "trust"});

Operation operation_of(std::string_view name) {
  for (const Operation operation : {Operation::PutDeliveryChannel,
                                    Operation::DeliverConfigSnapshot,
                                    Operation::PutConfigurationRecorder,
                                    Operation::StartConfigurationRecorder,
                                    Operation::CreateTrail,
                                    Operation::UpdateTrail,
                                    Operation::StartLogging}) {
    if (to_string(operation) == name) {
      return operation;
    }
  }
  return Operation::Deliver;
}

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

fixture::Expectation read_expectation(const json::Value& value,
                                      std::optional<fixture::Marker>& marker,
                                      DiagnosticSink& sink) {
  MemberReader reader(value, "an expectation", sink);
  fixture::Expectation expect;
  if (reader.value().find("outcome")) {
    expect.outcome = outcome_of(reader.choice("outcome", kOutcomes, kOutcomes[2]));
  }
  expect.error = owned(reader.text("error"));
  expect.message = owned(reader.text("message"));
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
  if (const auto status = reader.object("status")) {
    for (const json::Member& member : status->members()) {
      const auto text = scalar_text(member.value);
      if (!text) {
        sink.error(member.value.place(), "type", "a status field is a text");
      }
      expect.status.emplace_back(std::string(member.key.text()), std::string(text.value_or("")));
    }
  }
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

void read_config(MemberReader& reader, delivery::DeliveryCall& call, DiagnosticSink& sink) {
  const json::Value& value = reader.value();
  if (const auto recorder = reader.object("configurationRecorder")) {
    call.recorder = read_recorder(*recorder, sink);
  } else if (!value.find("configurationRecorder")) {
    sink.error(value.place(),
               "missing-member",
               "a config delivery needs \"configurationRecorder\"",
               "null if the account has none");
  }
  if (const auto channel = reader.object("deliveryChannel")) {
    call.channel = read_channel(*channel, sink);
  } else if (value.find("deliveryChannel")) {
    call.has_channel = false;
    if (call.operation == Operation::PutDeliveryChannel) {
      sink.error(reader.place_of("deliveryChannel"),
                 "missing-member",
                 "PutDeliveryChannel needs the channel to put");
    }
  } else if (!value.find("deliveryChannel") &&
             call.operation != Operation::PutConfigurationRecorder) {
    sink.error(value.place(), "missing-member", "a config delivery needs \"deliveryChannel\"");
  }
}

/// CreateTrail describes the whole trail; the other operations name one that the world lists, or
/// describe it on the spot.
void read_trail_call(const json::Value& value, delivery::DeliveryCall& call, DiagnosticSink& sink) {
  if (call.operation == Operation::CreateTrail || value.find("S3BucketName").has_value()) {
    if (call.operation != Operation::UpdateTrail) {
      call.trail = read_trail(value, sink);
      return;
    }
  }
  call.changes = read_trail_changes(value, sink);
  call.trail.name = scalar_text(value.find("Name").value_or(value)).value_or("");
}

}  // namespace

fixture::ScenarioDelivery read_delivery(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "a delivery", sink);
  fixture::ScenarioDelivery found;
  found.place = value.place();
  delivery::DeliveryCall& call = found.call;
  call.id = reader.required_text("id");
  if (reader.is_object() && !value.find("service")) {
    sink.error(value.place(), "missing-member", "a delivery needs \"service\"");
  }
  const bool config = reader.choice("service", kServices, kServices[0]) == "config";
  call.service = config ? Service::Config : Service::CloudTrail;
  call.operation =
      operation_of(config ? reader.choice("operation", kConfigOperations, kConfigOperations[0])
                          : reader.choice("operation", kTrailOperations, kTrailOperations[0]));
  call.account = reader.required_text("accountId");
  if (!call.account.empty() && !is_account_id(call.account)) {
    sink.error(reader.place_of("accountId"),
               "account",
               "\"" + call.account + "\" is no account id",
               "it has twelve digits");
  }
  call.region = reader.required_text("region");
  if (!call.region.empty() && !looks_like_region(call.region)) {
    sink.error(reader.place_of("region"),
               "region",
               "\"" + call.region + "\" is no Region name",
               "write it as in us-east-1");
  }
  if (config) {
    read_config(reader, call, sink);
  } else if (const auto trail = reader.object("trail")) {
    read_trail_call(*trail, call, sink);
  } else if (!value.find("trail")) {
    sink.error(value.place(), "missing-member", "a cloudtrail delivery needs \"trail\"");
  }
  found.marker = read_marker(reader);
  if (const auto expect = reader.object("expect")) {
    found.expect = read_expectation(*expect, found.marker, sink);
  }
  reader.finish();
  return found;
}

}  // namespace remora::input
