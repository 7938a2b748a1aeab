#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/edit/change.h"
#include "engine/remedy/policy_slot.h"

namespace remora::remedy {

/// A new value for a part of a statement, or its removal. Parts that are not there yet are made,
/// with what they stand in; what is empty after a removal goes as well.
struct ElementChange {
  std::string pointer;               // below the statement: `/Action`, `/Condition/Bool/KEY`
  std::optional<std::string> value;  // JSON; nothing: it goes
};

/// One edit of a policy: a statement more, or parts of one statement corrected.
struct PolicyEdit {
  bool adds = false;
  std::size_t statement = 0;            // corrected: its index in the policy as it was
  std::string json;                     // added: the statement
  std::vector<ElementChange> elements;  // corrected
  std::string also;                     // with a correction: a statement more that goes with it
  std::string what;                     // what is done, for people: `add the action kms:Decrypt`
  std::string why;                      // why that helps
  std::string documented;               // the page it follows
  std::string remark;                   // what a reader should know before applying it
  std::vector<std::string> audience;    // whom it is meant for, see audience.h
  std::optional<std::size_t> delivery;  // the first one that it was made for, by index
};

/// A policy with edits on top. The edits stay apart, so that each can be left out.
class PolicyDraft {
 public:
  /// `base` may be null: a new policy is made.
  PolicyDraft(PolicySlot slot, CompiledPolicyPtr base);

  [[nodiscard]] const PolicySlot& slot() const { return slot_; }

  [[nodiscard]] const CompiledPolicyPtr& base() const { return base_; }

  [[nodiscard]] const std::vector<PolicyEdit>& edits() const { return edits_; }

  /// How many statements stand before those that edits add: of the base, or what a new policy must
  /// not be without. A key policy that does not let the account administer the key is not stored.
  /// Source: AWS KMS Developer Guide, "Default key policy".
  [[nodiscard]] std::size_t statement_count() const { return statements_.size(); }

  /// The new policy with its first edit alone, JSON.
  [[nodiscard]] std::string opening() const;

  void add(PolicyEdit edit);
  /// Corrects a statement, counted in the policy as it is with the edits so far; `edit.statement`
  /// is that count. A statement that an edit added is changed in that edit. False if a part leads
  /// nowhere.
  bool correct(PolicyEdit edit);
  void leave_out(std::size_t edit);
  /// Gives the last edit what that one says about itself: page, remark, audience.
  void note_remarks(const PolicyEdit& edit);
  /// Says for which delivery the edits were made that do not know it yet.
  void note_delivery(std::size_t delivery);

  /// A draft's edits, made one after the other on the policy's document.
  struct Build {
    std::vector<std::vector<edit::Change>> changes;  // of each edit
    json::DocumentPtr document;                      // the policy alone, changed
  };

  /// Makes the edits. Nothing if one of them leads nowhere.
  [[nodiscard]] std::optional<Build> build() const;
  /// The changed policy; null if it cannot be read. It is put together from its statements, which
  /// is cheaper than to edit the text: a search compiles hundreds of drafts.
  [[nodiscard]] CompiledPolicyPtr compile() const;
  /// Its statements as JSON, one a line.
  [[nodiscard]] std::string text() const;

 private:
  bool correct_added(std::size_t index, const std::vector<ElementChange>& elements);

  PolicySlot slot_;
  CompiledPolicyPtr base_;
  json::DocumentPtr document_;  // the base policy in a document of its own; null without base
  std::vector<std::string> statements_;  // before those that edits add
  std::vector<PolicyEdit> edits_;
};

}  // namespace remora::remedy
