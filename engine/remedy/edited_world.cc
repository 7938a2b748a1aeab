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
  next.touched_ = index;
  PolicyDraft& draft = next.drafts_[index];
  if (candidate.edit.adds) {
    draft.add(candidate.edit);
  } else if (!draft.correct(candidate.edit)) {
    return std::nullopt;
  }
  return next.put(index) ? std::optional(std::move(next)) : std::nullopt;
}

void EditedWorld::note_remarks(const EditedWorld& before, const PolicyEdit& edit) {
  if (edit_count() > before.edit_count()) {
    drafts_[touched_].note_remarks(edit);
  }
}

const Statement& EditedWorld::edited_statement(const PolicyEdit& edit) const {
  const auto& statements = current_[touched_]->document()->statements;
  return edit.adds ? statements.back() : statements[edit.statement];
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

std::vector<std::string> EditedWorld::audience() const {
  std::vector<std::string> all;
  for (const PolicyDraft& draft : drafts_) {
    for (const PolicyEdit& edit : draft.edits()) {
      all.insert(all.end(), edit.audience.begin(), edit.audience.end());
    }
  }
  return all;
}

std::vector<EditedWorld::EditAt> EditedWorld::edits_behind(const CompiledPolicy* policy,
                                                           std::size_t statement) const {
  std::vector<EditAt> found;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    if (current_[i].get() != policy) {
      continue;
    }
    std::size_t added = drafts_[i].statement_count();
    for (std::size_t j = 0; j < drafts_[i].edits().size(); ++j) {
      const PolicyEdit& edit = drafts_[i].edits()[j];
      const bool adds = edit.adds || !edit.also.empty();
      if ((adds && statement == added) || (!edit.adds && edit.statement == statement)) {
        found.push_back({i, j});
      }
      added += adds ? 1 : 0;
    }
  }
  return found;
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
