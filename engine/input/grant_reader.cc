#include "engine/input/grant_reader.h"

namespace remora::input {

namespace {

EncryptionContext read_encryption_context(const json::Value& value, DiagnosticSink& sink) {
  EncryptionContext pairs;
  for (const json::Member& member : value.members()) {
    if (const auto text = scalar_text(member.value)) {
      pairs.emplace_back(member.key.text(), *text);
    } else {
      sink.error(member.value.place(), "type", "a value of an encryption context must be a string");
    }
  }
  return pairs;
}

GrantConstraints read_constraints(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "the constraints of a grant", sink);
  GrantConstraints constraints;
  if (const auto equals = reader.object("EncryptionContextEquals")) {
    constraints.context_equals = read_encryption_context(*equals, sink);
  }
  if (const auto subset = reader.object("EncryptionContextSubset")) {
    constraints.context_subset = read_encryption_context(*subset, sink);
  }
  constraints.source_arn = reader.text("SourceArn").value_or("");
  reader.finish();
  return constraints;
}

}  // namespace

Grant read_grant(const json::Value& value, const GrantNames& names, DiagnosticSink& sink) {
  MemberReader reader(value, "a grant", sink);
  Grant grant;
  grant.grantee = reader.required_text(names.grantee);
  for (const json::Value& operation : reader.array(names.operations)) {
    grant.operations.emplace_back(operation.text());
  }
  if (const auto constraints = reader.object(names.constraints)) {
    grant.constraints = read_constraints(*constraints, sink);
  }
  for (const std::string_view name : names.retirers) {
    if (const auto retirer = reader.text(name)) {
      grant.retirers.emplace_back(*retirer);
    }
  }
  for (const std::string_view name : names.ignored) {
    if (!name.empty()) {
      reader.ignore(name);
    }
  }
  reader.finish();
  return grant;
}

}  // namespace remora::input
