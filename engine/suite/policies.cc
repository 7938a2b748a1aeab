#include "engine/suite/policies.h"

#include "engine/base/embedding.h"

namespace remora::suite {

namespace {

/// The number of texts in a policy that something could rest on.
std::size_t size_of(const PolicyDocument& document) {
  std::size_t size = document.statements.size();
  for (const Statement& statement : document.statements) {
    size += statement.principal.entries.size() + statement.action.values.size() +
            statement.resource.values.size();
    for (const ConditionEntry& entry : statement.conditions) {
      size += entry.values.size();
    }
  }
  return size;
}

}  // namespace

bool is_users_own(const CompiledPolicy* policy) {
  if (policy == nullptr || policy->is_unread()) {
    return false;
  }
  // What remora brings itself goes by an ARN or by the name of a service-linked role.
  const std::string& name = policy->document()->source()->name();
  return !name.starts_with("arn:") && !name.starts_with("AWSServiceRoleFor");
}

PolicyId id_of(const CompiledPolicy& policy) {
  const PolicyDocument& document = *policy.document();
  const Place place = outermost({document.source(), document.span});
  return {place.file(), place.span.begin, policy.type(), size_of(document)};
}

}  // namespace remora::suite
