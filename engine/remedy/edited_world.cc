#include "engine/remedy/edited_world.h"

#include <algorithm>
#include <utility>

namespace remora::remedy {

std::size_t EditedWorld::edit_count() const {
  std::size_t count = 0;
  for (const PolicyDraft& draft : drafts_) {
    count += draft.edits().size();
  }
  return count;
}

/// Compiles a draft and puts it where its policy stands.
bool EditedWorld::put(std::size_t draft) {
  CompiledPolicyPtr policy = drafts_[draft].compile();
  if (policy == nullptr) {
    return false;
  }
  if (current_[draft] == nullptr) {
    set_policy(world_, drafts_[draft].slot(), policy);
  } else {
    replace_policy(world_, current_[draft].get(), policy);
  }
  current_[draft] = std::move(policy);
  return true;
}

std::optional<EditedWorld> EditedWorld::with(const Candidate& candidate) const {
  EditedWorld next = *this;
  const auto known = candidate.policy == nullptr
                         ? next.current_.end()
                         : std::find(next.current_.begin(), next.current_.end(), candidate.policy);
  auto index = static_cast<std::size_t>(known - next.current_.begin());
  if (known == next.current_.end()) {
    index = next.drafts_.size();
    next.drafts_.emplace_back(candidate.slot, candidate.policy);
    next.current_.push_back(candidate.policy);
  }
  PolicyDraft& draft = next.drafts_[index];
  if (candidate.edit.adds) {
    draft.add(candidate.edit);
  } else if (!draft.correct(candidate.edit)) {
    return std::nullopt;
  }
  return next.put(index) ? std::optional(std::move(next)) : std::nullopt;
}

std::optional<EditedWorld> EditedWorld::without(std::size_t draft, std::size_t edit) const {
  EditedWorld made = *this;
  made.drafts_[draft].leave_out(edit);
  if (!made.drafts_[draft].edits().empty()) {
    return made.put(draft) ? std::optional(std::move(made)) : std::nullopt;
  }
  const CompiledPolicyPtr base = drafts_[draft].base();
  if (base == nullptr) {
    remove_policy(made.world_, drafts_[draft].slot(), current_[draft]);
  } else {
    replace_policy(made.world_, current_[draft].get(), base);
  }
  made.drafts_.erase(made.drafts_.begin() + static_cast<std::ptrdiff_t>(draft));
  made.current_.erase(made.current_.begin() + static_cast<std::ptrdiff_t>(draft));
  return made;
}

const CompiledPolicy* EditedWorld::original_of(const CompiledPolicy* policy) const {
  for (std::size_t i = 0; i < current_.size(); ++i) {
    if (current_[i].get() == policy) {
      return drafts_[i].base().get();
    }
  }
  return policy;
}

void EditedWorld::note_delivery(std::size_t delivery) {
  for (PolicyDraft& draft : drafts_) {
    draft.note_delivery(delivery);
  }
}

std::vector<std::string> EditedWorld::texts() const {
  std::vector<std::string> texts;
  for (const PolicyDraft& draft : drafts_) {
    texts.push_back(draft.slot().owner + '\n' + draft.text());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace remora::remedy
