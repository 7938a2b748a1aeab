#include "engine/report/edit_text.h"

namespace remora::report {

using remedy::Edit;
using remedy::EditKind;

std::vector<std::string> statements_of(const Edit& edit) {
  return edit.also.empty() ? std::vector<std::string>{edit.statement}
                           : std::vector<std::string>{edit.statement, edit.also};
}

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
      return "Change the statement at " + place_of(edit) + ": " + edit.what +
             (edit.also.empty() ? ". It then reads:" : ". It and the one that is added then read:");
    case EditKind::NewPolicy:
      return "Give " + edit.owner + " " + describe_with_article(edit.policy) +
             " with this statement:";
    case EditKind::AddStatement:
      break;
  }
  return "Add this statement to " + place_of(edit) + ":";
}

std::string documented_in(const Edit& edit) {
  return edit.documented.empty() ? std::string() : "as documented in " + edit.documented;
}

std::string sentence_of(const remedy::Advice& advice) {
  return (advice.behind_policy ? "A change of the policy is not enough; behind what it refuses, "
          : advice.of_call     ? "The policies are right, change the call: "
                               : "No change of a policy mends this: ") +
         advice.what + (advice.verified ? " (verified by running it so)." : ".");
}

}  // namespace remora::report
