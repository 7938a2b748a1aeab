#pragma once

#include <optional>
#include <vector>

#include "engine/remedy/candidate.h"
#include "engine/world/world.h"

namespace remora::remedy {

/// A world with edits of its policies on top. Policies without edits are shared with the original.
class EditedWorld {
 public:
  /// The original must live longer.
  explicit EditedWorld(const world::World& original) : original_(&original), world_(original) {}

  /// The world without any edit, whichever deliveries they are for.
  [[nodiscard]] const world::World& original() const { return *original_; }

  [[nodiscard]] const world::World& world() const { return world_; }

  [[nodiscard]] const std::vector<PolicyDraft>& drafts() const { return drafts_; }

  [[nodiscard]] std::size_t edit_count() const;

  /// Makes one more edit. Nothing if it leads nowhere, or to a policy that cannot be read.
  [[nodiscard]] std::optional<EditedWorld> with(const Candidate& candidate) const;

  /// Notes on the edit that `with` made last what was found out about it since. Nothing where it
  /// completes an edit that was there before: that has its own remarks.
  void note_remarks(const EditedWorld& before, const PolicyEdit& edit);

  /// The world with all edits but one.
  [[nodiscard]] std::optional<EditedWorld> without(std::size_t draft, std::size_t edit) const;

  /// The policy that stood in the original world where this one stands now, itself if it has no
  /// edits; null if there was none.
  [[nodiscard]] const CompiledPolicy* original_of(const CompiledPolicy* policy) const;

  /// The edits of the policy that `with` edited last.
  [[nodiscard]] const PolicyDraft& edited_draft() const { return drafts_[touched_]; }

  /// The policy that the edit which `with` made last has changed, as it stands now.
  [[nodiscard]] const CompiledPolicy& edited_policy() const { return *current_[touched_]; }

  /// The statement that the edit which `with` made last has changed or added.
  [[nodiscard]] const Statement& edited_statement(const PolicyEdit& edit) const;

  /// Whom the edits are meant for, see audience.h.
  [[nodiscard]] std::vector<std::string> audience() const;

  /// An edit by its draft and its place in it.
  struct EditAt {
    std::size_t draft = 0;
    std::size_t edit = 0;
  };

  /// The edits that made a statement of an edited policy what it is.
  [[nodiscard]] std::vector<EditAt> edits_behind(const CompiledPolicy* policy,
                                                 std::size_t statement) const;

  /// Says that the edits that no delivery was noted for were made for that one.
  void note_delivery(std::size_t delivery);

  /// The edited policies as JSON text, to tell whether two ways come to the same.
  [[nodiscard]] std::vector<std::string> texts() const;

 private:
  bool put(std::size_t draft);

  const world::World* original_;
  world::World world_;
  std::vector<PolicyDraft> drafts_;
  std::vector<CompiledPolicyPtr> current_;  // of each draft, as it stands in world_
  std::size_t touched_ = 0;                 // the draft that was edited last
};

}  // namespace remora::remedy
