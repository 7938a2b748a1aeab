#include "engine/remedy/statement_templates.h"

#include <utility>

#include "engine/json/writer.h"

namespace remora::remedy {

namespace {

void write_condition(json::Writer& writer, const std::vector<ConditionTest>& tests) {
  writer.key("Condition").begin_object();
  std::string_view open;
  for (const ConditionTest& test : tests) {
    if (test.op != open) {
      if (!open.empty()) {
        writer.end_object();
      }
      writer.key(test.op).begin_object();
      open = test.op;
    }
    writer.member(test.key, test.value);
  }
  writer.end_object().end_object();
}

}  // namespace

std::string unique_sid(const CompiledPolicy* policy, const std::string& wanted) {
  std::string sid = wanted;
  const auto is_taken = [&](const Statement& one) { return one.sid && one.sid->text == sid; };
  for (int number = 2; policy != nullptr; ++number) {
    const auto& statements = policy->document()->statements;
    if (std::none_of(statements.begin(), statements.end(), is_taken)) {
      break;
    }
    sid = wanted + std::to_string(number);
  }
  return sid;
}

std::string to_json(const StatementTemplate& statement) {
  json::Writer writer(json::Writer::Style::Indented);
  writer.begin_object().member("Sid", statement.sid).member("Effect", "Allow");
  if (!statement.principal_type.empty()) {
    writer.key("Principal").begin_object();
    writer.member(statement.principal_type, statement.principal).end_object();
  }
  writer.key("Action");
  if (statement.actions.size() == 1) {
    writer.string(statement.actions.front());
  } else {
    writer.begin_array();
    for (const std::string& action : statement.actions) {
      writer.string(action);
    }
    writer.end_array();
  }
  if (!statement.resource.empty()) {
    writer.member("Resource", statement.resource);
  }
  if (!statement.tests.empty()) {
    write_condition(writer, statement.tests);
  }
  return writer.end_object().take();
}

std::optional<StatementTemplate> documented_statement(const world::World& world,
                                                      const delivery::Call& call,
                                                      const delivery::ProbeResult& denied,
                                                      PolicyType policy) {
  StatementTemplate made;
  if (has_principal(policy)) {
    const Request& request = denied.request;
    const bool service = request.principal.kind() == PrincipalKind::Service;
    made.principal_type = service ? "Service" : "AWS";
    made.principal =
        service ? std::string(request.principal.text()) : value_of(request, "aws:PrincipalArn");
    if (made.principal.empty()) {
      return std::nullopt;
    }
  }
  auto documented = delivery::documented_statement(world, call, denied.request, policy);
  if (!documented) {
    return std::nullopt;
  }
  static_cast<delivery::DocumentedStatement&>(made) = *std::move(documented);
  made.json = to_json(made);
  return made;
}

}  // namespace remora::remedy
