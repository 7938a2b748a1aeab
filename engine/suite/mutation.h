#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/suite/mutant.h"
#include "engine/suite/policies.h"
#include "engine/suite/run.h"

namespace remora::suite {

/// What became of one mutant.
struct MutantResult {
  MutantKind kind = MutantKind::RemoveStatement;
  FileRange place;
  std::string change;
  std::string noticed_by;  // the first case that no longer holds; empty: it survived
  std::string accepted;    // why no case need notice it, as a fixture says; empty: none says so

  [[nodiscard]] bool survived() const { return noticed_by.empty(); }

  /// That a case should have noticed.
  [[nodiscard]] bool is_missed() const { return survived() && accepted.empty(); }

  [[nodiscard]] bool is_accepted() const { return survived() && !accepted.empty(); }
};

/// Changes the users' policies one by one, each in every way of `MutantKind`, and asks whether a
/// case whose expectation holds notices. Only the changed policy is compiled anew, and only the
/// scenarios that use it are run.
class Mutation {
 public:
  /// Takes the cases of a scenario that hold; skipped ones, todos and failing ones say nothing.
  void add(const ScenarioCase& scenario, const RunOptions& options);

  /// Makes the mutants of all policies; call it once, behind the last `add`.
  void prepare();

  [[nodiscard]] std::size_t size() const { return mutants_.size(); }

  /// Tries one mutant. Safe to call from several threads.
  [[nodiscard]] MutantResult run(std::size_t mutant) const;

  /// A warning for each mutant that a fixture accepts, and of which none survived, given what
  /// became of all.
  [[nodiscard]] Diagnostics idle_acceptances(const std::vector<MutantResult>& results) const;

 private:
  struct Subject {
    ScenarioCase scenario;
    std::vector<std::size_t> deliveries;  // that hold
    std::vector<std::size_t> requests;
  };

  struct Task {
    const PolicyId* policy = nullptr;
    Mutant mutant;
    std::vector<const fixture::AcceptedMutant*> accepted;  // by these
  };

  [[nodiscard]] std::string first_that_fails(const Subject& subject,
                                             const world::World& world) const;

  std::vector<Subject> subjects_;
  std::map<PolicyId, CompiledPolicyPtr> policies_;
  std::map<PolicyId, std::vector<std::size_t>> users_;  // indices into subjects_
  std::map<PolicyId, std::vector<const fixture::AcceptedMutant*>> accepted_;
  std::vector<Task> mutants_;
};

}  // namespace remora::suite
