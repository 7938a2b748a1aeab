#include "engine/remedy/file_change.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "engine/base/embedding.h"
#include "engine/edit/embedded.h"
#include "engine/edit/json_pointer.h"
#include "engine/json/read.h"
#include "engine/remedy/carried_change.h"

namespace remora::remedy {

namespace {

/// A policy that stands in a file as a string, and what changes in it.
struct EmbeddedPolicy {
  PolicyPtr policy;
  std::vector<edit::Change> changes;
};

/// The file of one FileChange, while its edits are gathered.
struct File {
  SourcePtr source;
  json::DocumentPtr document;  // null if only embedded policies change
  std::vector<edit::Change> changes;
  std::vector<EmbeddedPolicy> embedded;
  std::vector<std::size_t> edits;
  std::optional<Error> problem;  // why it cannot be edited, if that is known already
};

/// Where the scenario format has the policy of a slot.
std::string pointer_of(const PolicySlot& slot) {
  const std::string index = std::to_string(slot.holder);
  switch (slot.type) {
    case PolicyType::Bucket:
      return "/buckets/" + index + "/policy";
    case PolicyType::Key:
      return "/keys/" + index + "/policy";
    case PolicyType::Topic:
      return "/topics/" + index + "/policy";
    case PolicyType::Trust:
      return "/roles/" + index + "/trustPolicy";
    case PolicyType::Identity:
      return "/roles/" + index + "/policies";
    default:
      return {};
  }
}

/// A policy that does not exist yet, put inline into the scenario.
class NewPolicies {
 public:
  explicit NewPolicies(const json::DocumentPtr& input) : input_(input) {}

  void add(const Edit& edit, std::vector<edit::Change>& changes) {
    const std::string place = pointer_of(edit.slot);
    for (edit::Change change : edit.changes) {
      if (!change.pointer.empty()) {
        changes.push_back(edit::moved_below(below(edit, place), std::move(change)));
      } else if (edit.slot.type == PolicyType::Identity) {
        add_to_role(place, std::move(change.value), changes);
      } else {
        // A member that is null holds the place already.
        const bool there = edit::find_value(input_->root(), place).has_value();
        changes.push_back({there ? edit::Operation::Replace : edit::Operation::Add,
                           place,
                           std::move(change.value)});
      }
    }
  }

 private:
  [[nodiscard]] std::size_t policies_of(const std::string& place) const {
    const auto policies = edit::find_value(input_->root(), place);
    return policies ? policies->elements().size() : 0;
  }

  [[nodiscard]] std::string below(const Edit& edit, const std::string& place) const {
    return edit.slot.type == PolicyType::Identity ? place + "/" + std::to_string(policies_of(place))
                                                  : place;
  }

  void add_to_role(const std::string& place,
                   std::string policy,
                   std::vector<edit::Change>& changes) const {
    const auto policies = edit::find_value(input_->root(), place);
    if (policies && policies->is_array()) {
      changes.push_back({edit::Operation::Add, place + "/-", std::move(policy)});
    } else {
      changes.push_back(
          {policies ? edit::Operation::Replace : edit::Operation::Add, place, "[" + policy + "]"});
    }
  }

  const json::DocumentPtr& input_;
};

/// What is done to the file for the policies in it; the changes come to stand in `changes`.
Result<std::vector<edit::Splice>> embedded_edits(const File& file,
                                                 std::vector<edit::Change>& changes) {
  std::vector<edit::Splice> splices;
  for (const EmbeddedPolicy& one : file.embedded) {
    auto edited = edit::splices_of(one.policy->json, one.changes)
                      .and_then([&](std::vector<edit::Splice> inner) {
                        return edit::in_file(one.policy->source(), std::move(inner));
                      });
    if (!edited) {
      return fail(edited.error());
    }
    splices.insert(splices.end(), edited->splices.begin(), edited->splices.end());
    changes.push_back(std::move(edited->change));
  }
  return splices;
}

Result<SourcePtr> edited(const File& file, FileChange& change) {
  auto splices = embedded_edits(file, change.changes);
  if (!splices) {
    return fail(splices.error());
  }
  change.changes.insert(change.changes.end(), file.changes.begin(), file.changes.end());
  if (splices->empty()) {
    return edit::apply(file.document, file.changes);
  }
  SourcePtr after =
      std::make_shared<const SourceText>(file.source->name(),
                                         edit::spliced(file.source->text(), *std::move(splices)),
                                         Position(),
                                         file.source->intake_of_ours());
  if (file.changes.empty()) {
    return after;
  }
  // Both: what can be said against the changes, is said of the file as it is.
  if (auto alone = edit::splices_of(file.document, file.changes); !alone) {
    return fail(alone.error());
  }
  return json::read(after).and_then(
      [&](const json::DocumentPtr& now) { return edit::apply(now, file.changes); });
}

FileChange finish(const File& file) {
  FileChange change;
  change.before = file.source;
  change.name = change.before->name();
  change.edits = file.edits;
  auto after = file.problem ? Result<SourcePtr>(fail(*file.problem)) : edited(file, change);
  if (after) {
    change.after = *std::move(after);
  } else {
    change.problem = after.error().diagnostics.front().message;
  }
  return change;
}

/// Gathers the edits by file.
class Gatherer {
 public:
  Gatherer(const json::DocumentPtr& input, WorldFrom from, const Rewording& reword)
      : input_(input), from_(from), reword_(reword), new_policies_(input) {}

  void add(const Edit& edit, std::size_t index) {
    if (edit.base == nullptr) {
      add_new(edit, index);
      return;
    }
    const PolicyPtr& policy = edit.base->document();
    if (policy->source()->embedding() != nullptr) {
      const Place place = outermost({policy->source(), policy->span});
      add_embedded(file_of(place.source, nullptr, index), policy, edit);
    } else if (from_ == WorldFrom::Files && policy->source() != policy->json->source()) {
      add_carried(*policy, edit, index);
    } else {
      const std::string pointer = policy->value ? edit::pointer_to(*policy->value) : std::string();
      File& file = file_of(policy->source(), policy->json, index);
      for (edit::Change change : edit.changes) {
        reword(policy->source(), change);
        file.changes.push_back(edit::moved_below(pointer, std::move(change)));
      }
    }
  }

  std::vector<FileChange> take() {
    std::vector<FileChange> changes;
    changes.reserve(files_.size() + unwritten_.size());
    for (const File& file : files_) {
      changes.push_back(finish(file));
    }
    std::move(unwritten_.begin(), unwritten_.end(), std::back_inserter(changes));
    return changes;
  }

 private:
  File& file_of(const SourcePtr& source, const json::DocumentPtr& document, std::size_t edit) {
    const auto known = std::find_if(files_.begin(), files_.end(), [&](const File& file) {
      return file.source->name() == source->name();
    });
    File& file =
        known != files_.end() ? *known : files_.emplace_back(File{source, {}, {}, {}, {}, {}});
    file.document = document == nullptr ? file.document : document;
    file.edits.push_back(edit);
    return file;
  }

  void add_new(const Edit& edit, std::size_t index) {
    if (from_ == WorldFrom::Scenario) {
      new_policies_.add(edit, file_of(input_->source(), input_, index).changes);
      return;
    }
    FileChange change;
    change.name = edit.place.known() ? outermost(edit.place).file() : std::string("the inputs");
    change.problem = "no file holds this policy yet";
    change.edits = {index};
    unwritten_.push_back(std::move(change));
  }

  static void add_embedded(File& file, const PolicyPtr& policy, const Edit& edit) {
    const auto known = std::find_if(file.embedded.begin(),
                                    file.embedded.end(),
                                    [&](const auto& one) { return one.policy == policy; });
    auto& changes = known != file.embedded.end()
                        ? known->changes
                        : file.embedded.emplace_back(EmbeddedPolicy{policy, {}}).changes;
    changes.insert(changes.end(), edit.changes.begin(), edit.changes.end());
  }

  void add_carried(const PolicyDocument& policy, const Edit& edit, std::size_t index) {
    const auto document = json::read(policy.source());
    File& file = file_of(policy.source(), document ? *document : nullptr, index);
    auto changes = document ? carried_changes(policy, edit.changes, *document)
                            : Result<std::vector<edit::Change>>(fail(document.error()));
    if (changes) {
      for (edit::Change& change : *changes) {
        reword(policy.source(), change);
      }
      file.changes.insert(file.changes.end(), changes->begin(), changes->end());
    } else if (!file.problem) {
      file.problem = changes.error();
    }
  }

  void reword(const SourcePtr& file, edit::Change& change) const {
    if (reword_ && !change.value.empty()) {
      change.value = reword_(file, change.value);
    }
  }

  const json::DocumentPtr& input_;
  WorldFrom from_;
  const Rewording& reword_;
  NewPolicies new_policies_;
  std::vector<File> files_;
  std::vector<FileChange> unwritten_;
};

}  // namespace

std::vector<FileChange> file_changes(const std::vector<Edit>& edits,
                                     const json::DocumentPtr& input,
                                     WorldFrom from,
                                     const Rewording& reword) {
  Gatherer gatherer(input, from, reword);
  for (std::size_t i = 0; i < edits.size(); ++i) {
    gatherer.add(edits[i], i);
  }
  return gatherer.take();
}

}  // namespace remora::remedy
