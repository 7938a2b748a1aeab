#include "engine/world/policy_reference.h"

#include "engine/base/ascii.h"

namespace remora::world {

bool names_policy(std::string_view reference, std::string_view kind, const CompiledPolicy& policy) {
  if (reference == kind || policy.is_unread()) {
    return reference == kind;
  }
  const std::string_view name = policy.document()->source()->name();
  return name.ends_with(reference) &&
         (name.size() == reference.size() || name[name.size() - reference.size() - 1] == '/');
}

bool names_statement(std::string_view sid, const Statement& statement) {
  return (statement.sid && statement.sid->text == sid) || as_count(sid) == statement.index;
}

}  // namespace remora::world
