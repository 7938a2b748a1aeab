#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/place.h"
#include "engine/code/statement.h"
#include "engine/edit/change.h"
#include "engine/remedy/policy_draft.h"
#include "engine/remedy/policy_slot.h"

namespace remora::remedy {

enum class EditKind : std::uint8_t {
  AddStatement,
  CorrectStatement,
  NewPolicy,  // the resource or role has no policy that could be edited
};

/// A change of one policy.
struct Edit {
  EditKind kind = EditKind::AddStatement;
  PolicyType policy = PolicyType::Key;
  SourcePtr source;        // the text that is changed; null: there is no such policy yet
  std::string owner;       // the bucket, key ARN, topic ARN or role ARN that the policy belongs to
  std::string statement;   // the statement to add, or as corrected, JSON
  std::string patch;       // the same as a JSON Patch (RFC 6902) on the policy document
  std::string documented;  // the page that it follows; may be empty for a correction
  std::string what;        // what is done, in words
  std::string why;         // why that helps
  std::string remark;      // what to know before applying it; may be empty
  std::string also;        // a statement to add with a correction, JSON; may be empty
  std::optional<std::size_t> statement_index;  // of the statement that is corrected
  PolicySlot slot;
  Place place;                        // of the policy; of a new one, that of its owner
  code::Home home = {};               // for whoever knows the files that the world was read from
  CompiledPolicyPtr base;             // the policy as it was; null with NewPolicy
  std::vector<edit::Change> changes;  // of the policy document, after those of the edits before
};

/// Appends the edits of a draft of that world, as they are shown and written.
void add_edits_of(const world::World& world, const PolicyDraft& draft, std::vector<Edit>& edits);

/// All edits in one line: `add a statement to the bucket policy of B; in statement "Sid" of ...`.
std::string summarise(const std::vector<Edit>& edits);

/// Whether the edit keeps a Deny away.
bool is_exception(const Edit& edit);

}  // namespace remora::remedy
