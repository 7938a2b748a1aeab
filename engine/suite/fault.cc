#include "engine/suite/fault.h"

namespace remora::suite {

Fault fault_of(const explanation::Cause& cause) {
  Fault fault;
  fault.summary = cause.summary;
  fault.policy = cause.policy;
  if (cause.statement == nullptr) {
    return fault;
  }
  fault.statement = name_of(*cause.statement);
  fault.kind =
      cause.statement->effect == Effect::Deny ? FaultKind::Denies : FaultKind::ComesNearest;
  fault.statement_place = file_range({cause.source, cause.statement->span});
  if (const ElementTrace* element = cause.element()) {
    fault.element = to_string(element->element);
    if (!element->key.empty()) {
      fault.element += " " + std::string(element->operator_name) + " " + std::string(element->key);
    }
    fault.element_place = file_range({cause.source, element->span});
    fault.reason = describe(element->reason);
    fault.wanted = element->wanted;
    fault.got = element->got;
  }
  return fault;
}

Fault fault_of(const Explanation& explanation, const Request& request, const PolicySet& policies) {
  // A request by itself is a delivery of one probe.
  delivery::DeliveryOutcome outcome;
  delivery::ProbeResult probe;
  probe.request = request;
  probe.policies = policies;
  probe.decision = explanation.decision;
  outcome.probes.push_back(std::move(probe));
  outcome.cause = 0;
  return fault_of(explanation::find_cause(outcome, explanation));
}

std::optional<Fault> fault_of_grant(const Decision& decision,
                                    const Request& request,
                                    const PolicySet& policies) {
  if (decision.verdict != Verdict::Allowed || decision.policy == nullptr ||
      decision.policy->is_unread() || decision.statement < 0) {
    return std::nullopt;
  }
  const PolicyDocument& document = *decision.policy->document();
  const Statement& statement = document.statements[static_cast<std::size_t>(decision.statement)];
  Fault fault;
  fault.kind = FaultKind::Allows;
  fault.policy = layer_name(decision.layer, policies.resource_type);
  fault.statement = name_of(statement);
  fault.statement_place = file_range({document.source(), statement.span});
  fault.summary = "the " + std::string(describe(decision.policy->type())) + " lets " +
                  std::string(request.principal.text()) + " do " + request.action + " on " +
                  request.resource + ", in statement " + fault.statement;
  return fault;
}

}  // namespace remora::suite
