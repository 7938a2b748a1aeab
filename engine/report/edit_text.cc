#include "engine/report/edit_text.h"

namespace remora::report {

using remedy::Edit;
using remedy::EditKind;

std::string place_of(const Edit& edit) {
  if (!edit.source) {
    return "the new " + std::string(describe(edit.policy)) + " of " + edit.owner;
  }
  const PolicyDocument& policy = *edit.base->document();
  if (edit.statement_index && *edit.statement_index < policy.statements.size()) {
    return to_string(Place{edit.source, policy.statements[*edit.statement_index].span});
  }
  return edit.source->name();
}

std::string headline(const Edit& edit) {
  switch (edit.kind) {
    case EditKind::CorrectStatement:
      return "Change the statement at " + place_of(edit) + ": " + edit.what + ". It then reads:";
    case EditKind::NewPolicy:
      return "Give " + edit.owner + " " + describe_with_article(edit.policy) +
             " with this statement:";
    case EditKind::AddStatement:
      break;
  }
  return "Add this statement to " + place_of(edit) + ":";
}

std::string_view policy_name(const Edit& edit) {
  switch (edit.policy) {
    case PolicyType::Identity:
      return layer_name(Layer::Identity, edit.policy);
    case PolicyType::Boundary:
      return layer_name(Layer::Boundary, edit.policy);
    case PolicyType::Scp:
      return layer_name(Layer::Scp, edit.policy);
    case PolicyType::Rcp:
      return layer_name(Layer::Rcp, edit.policy);
    default:
      return layer_name(Layer::Resource, edit.policy);
  }
}

}  // namespace remora::report
