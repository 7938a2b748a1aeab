#include "engine/remedy/edit.h"

#include <utility>

#include "engine/base/symbol.h"
#include "engine/edit/json_pointer.h"
#include "engine/json/writer.h"

namespace remora::remedy {

namespace {

EditKind kind_of(const PolicyDraft& draft, std::size_t index) {
  if (draft.base() == nullptr && index == 0) {
    return EditKind::NewPolicy;
  }
  return draft.edits()[index].adds ? EditKind::AddStatement : EditKind::CorrectStatement;
}

std::string indented(const json::Value& value) {
  return json::Writer(json::Writer::Style::Indented).value(value).take();
}

/// The statement as it stands in the changed policy.
std::string corrected_statement(const json::DocumentPtr& policy, std::size_t index) {
  const auto statements = policy->root().find("Statement");
  if (!statements) {
    return {};
  }
  const auto elements = statements->elements();
  return indented(index < elements.size() ? elements[index] : *statements);
}

/// A new policy comes into being with its first statement; the others are added to it.
std::vector<edit::Change> changes_of_new_policy(const PolicyDraft& draft, std::size_t edit) {
  if (edit > 0) {
    return {{edit::Operation::Add, "/Statement/-", draft.edits()[edit].json}};
  }
  return {{edit::Operation::Add, "", draft.opening()}};
}

/// `statement "Sid" of the bucket policy of B`.
std::string name_of_statement(const Edit& edit) {
  const auto& statements = edit.base->document()->statements;
  const std::size_t index = *edit.statement_index;
  return "statement " + (index < statements.size() ? name_of(statements[index])
                                                   : "number " + std::to_string(index + 1));
}

/// Where the thing is listed that has no policy yet.
Place place_of_holder(const world::World& world, const PolicySlot& slot) {
  switch (slot.type) {
    case PolicyType::Bucket:
      return world.buckets[slot.holder].place;
    case PolicyType::Key:
      return world.keys[slot.holder].place;
    case PolicyType::Topic:
      return world.topics[slot.holder].place;
    case PolicyType::Trust:
    case PolicyType::Identity:
      return world.roles[slot.holder].place;
    default:
      return {};
  }
}

}  // namespace

void add_edits_of(const world::World& world, const PolicyDraft& draft, std::vector<Edit>& edits) {
  const auto build = draft.build();
  for (std::size_t i = 0; build && i < draft.edits().size(); ++i) {
    const PolicyEdit& from = draft.edits()[i];
    Edit edit;
    edit.kind = kind_of(draft, i);
    edit.policy = draft.slot().type;
    edit.owner = draft.slot().owner;
    edit.slot = draft.slot();
    edit.base = draft.base();
    edit.documented = from.documented;
    edit.what = readable(from.what);
    edit.why = readable(from.why);
    edit.remark = readable(from.remark);
    edit.also = from.also;
    if (draft.base() == nullptr) {
      edit.changes = changes_of_new_policy(draft, i);
      edit.place = place_of_holder(world, draft.slot());
    } else {
      edit.source = draft.base()->document()->source();
      edit.place = {edit.source, draft.base()->document()->span};
      edit.changes = build->changes[i];
    }
    edit.statement = from.adds ? from.json : corrected_statement(build->document, from.statement);
    if (!from.adds) {
      edit.statement_index = from.statement;
    }
    edit.patch = edit::as_json_patch(edit.changes);
    edits.push_back(std::move(edit));
  }
}

std::string summarise(const std::vector<Edit>& edits) {
  std::string summary;
  for (const Edit& edit : edits) {
    const std::string policy = "the " + std::string(describe(edit.policy)) + " of " + edit.owner;
    summary += summary.empty() ? "" : "; ";
    switch (edit.kind) {
      case EditKind::AddStatement:
        summary += "add a statement to " + policy;
        break;
      case EditKind::NewPolicy:
        summary += "give " + edit.owner + " " + describe_with_article(edit.policy);
        break;
      case EditKind::CorrectStatement:
        summary += "in " + name_of_statement(edit) + " of " + policy + ", " + edit.what;
        break;
    }
  }
  return readable(summary);
}

bool is_exception(const Edit& edit) {
  return edit.statement_index && edit.base != nullptr &&
         *edit.statement_index < edit.base->document()->statements.size() &&
         edit.base->document()->statements[*edit.statement_index].effect == Effect::Deny;
}

}  // namespace remora::remedy
