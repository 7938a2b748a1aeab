#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "engine/aws/arn.h"
#include "engine/input/family.h"
#include "engine/input/scenario_reader.h"
#include "engine/json/read.h"
#include "engine/remedy/file_change.h"
#include "engine/remedy/remedy.h"
#include "engine/world/decide.h"
#include "tests/support/build.h"
#include "tests/support/known.h"
#include "tests/support/print.h"
#include "tests/support/scenario_files.h"
#include "tests/support/table.h"

// Every scenario in fixtures/ is repaired, and each repair is judged by what it writes: the changed
// texts are read again, as a user would, and everything is tried in the world they give.

namespace remora::test {

namespace {

using delivery::DeliveryOutcome;
using delivery::Outcome;
using delivery::ProbeResult;
using remora::remedy::Edit;
using remora::remedy::EditKind;
using remora::remedy::FileChange;
using remora::remedy::Prospect;
using remora::remedy::Remedy;
using remora::remedy::RepairPlan;

/// The disk, with some files replaced.
class ChangedFiles : public FileReader {
 public:
  explicit ChangedFiles(const std::vector<FileChange>& changes) {
    for (const FileChange& change : changes) {
      if (change.after != nullptr) {
        texts_[change.name] = change.after;
      }
    }
  }

  Result<SourcePtr> read(const std::string& path) override {
    const auto changed = texts_.find(path);
    return changed != texts_.end() ? Result<SourcePtr>(changed->second) : disk_.read(path);
  }

 private:
  std::map<std::string, SourcePtr> texts_;
  cli::DiskReader disk_;
};

fixture::Scenario read_scenario(const std::string& path, const std::vector<FileChange>& changes) {
  ChangedFiles files(changes);
  const auto json = value_of(json::read(value_of(files.read(path))));
  const auto family = value_of(remora::input::Family::read(json, files));
  return value_of(remora::input::read_scenario(value_of(family.member(0)).json, files));
}

std::vector<const delivery::Call*> calls_of(const fixture::Scenario& scenario) {
  std::vector<const delivery::Call*> calls;
  for (const auto& delivery : scenario.deliveries) {
    calls.push_back(&delivery.call);
  }
  return calls;
}

std::vector<DeliveryOutcome> run(const fixture::Scenario& scenario) {
  std::vector<DeliveryOutcome> outcomes;
  for (const auto* call : calls_of(scenario)) {
    outcomes.push_back(delivery::deliver(scenario.world, *call, scenario.assumptions));
  }
  return outcomes;
}

/// True if what was delivered before, and what is said to be mended, is delivered.
bool holds(const RepairPlan& plan, const std::vector<DeliveryOutcome>& outcomes) {
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Prospect prospect = plan.deliveries[i].prospect;
    if ((prospect == Prospect::Mended || prospect == Prospect::NothingToDo) &&
        outcomes[i].outcome != Outcome::Delivered) {
      return false;
    }
  }
  return true;
}

/// The request of a delivery, asked by somebody else. Written without a look at the engine's own
/// list of strangers.
struct Outsider {
  std::string who;
  std::string principal;
  std::string account;  // aws:SourceAccount
  std::string source;   // aws:SourceArn
};

Verdict verdict_of(const world::World& world, const Request& asked, const Outsider& outsider) {
  Request request = asked;
  request.principal = principal(outsider.principal);
  request.environment = {};
  for (const char* key : {"aws:PrincipalAccount",
                          "aws:PrincipalArn",
                          "aws:PrincipalIsAWSService",
                          "aws:PrincipalOrgID",
                          "aws:PrincipalOrgPaths",
                          "aws:PrincipalServiceName",
                          "aws:PrincipalServiceNamesList",
                          "aws:SourceAccount",
                          "aws:SourceArn",
                          "aws:SourceOrgID",
                          "aws:SourceOrgPaths",
                          "kms:CallerAccount"}) {
    request.context.erase(key);
  }
  if (!outsider.account.empty()) {
    request.context.set("aws:SourceAccount", outsider.account);
    request.context.set("aws:SourceArn", outsider.source);
    const char* trail = "kms:EncryptionContext:aws:cloudtrail:arn";
    if (request.context.find(trail) != nullptr) {
      request.context.set(trail, outsider.source);
    }
    if (const auto* member = world.member(outsider.account)) {
      request.context.set("aws:SourceOrgID", known(world.organization->id));
      request.context.set_multivalued("aws:SourceOrgPaths", {*member->path.known()});
    }
  }
  return world::decide(world, request).decision.verdict;
}

std::vector<Outsider> outsiders(const world::World& world, const ProbeResult& probe) {
  const std::string own =
      probe.request.context.find("aws:SourceAccount") != nullptr
          ? std::string(probe.request.context.find("aws:SourceAccount")->value(0))
          : std::string(probe.request.principal.account());
  const std::string region = "us-east-1";
  std::vector<std::string> others = {"987654321098"};
  if (world.organization) {
    for (const auto& [account, member] : world.organization->accounts) {
      others.push_back(account);
    }
  }
  std::vector<Outsider> all = {
      {"anonymous", "anonymous", "", ""},
      {"a user elsewhere", "arn:aws:iam::987654321098:user/u", "", ""},
      {"a role elsewhere", "arn:aws:sts::987654321098:assumed-role/r/s", "", ""},
      {"another trail",
       "cloudtrail.amazonaws.com",
       own,
       "arn:aws:cloudtrail:" + region + ":" + own + ":trail/some-other-trail"},
      {"VPC flow logs", "delivery.logs.amazonaws.com", own, "arn:aws:logs:us-east-1:" + own + ":*"},
      {"EC2", "ec2.amazonaws.com", own, "arn:aws:ec2:us-east-1:" + own + ":instance/i-1"}};
  for (const std::string& account : others) {
    if (account != own) {
      all.push_back({"Config of " + account,
                     "config.amazonaws.com",
                     account,
                     "arn:aws:config:" + region + ":" + account + ":*"});
      all.push_back({"CloudTrail of " + account,
                     "cloudtrail.amazonaws.com",
                     account,
                     "arn:aws:cloudtrail:" + region + ":" + account + ":trail/t"});
    }
  }
  return all;
}

bool is_denied(Verdict verdict) {
  return verdict == Verdict::ImplicitlyDenied || verdict == Verdict::ExplicitlyDenied;
}

/// Whether a statement of the fix is for the organization, and the outsider is in it.
bool is_meant_for(const world::World& world, const Remedy& remedy, const Outsider& outsider) {
  return world.member(outsider.account) != nullptr &&
         std::any_of(remedy.edits.begin(), remedy.edits.end(), [](const Edit& edit) {
           return (edit.statement + edit.also).find("aws:SourceOrg") != std::string::npos;
         });
}

/// Nobody else gets what was denied, but for members of an organization that the statement names,
/// and for whom AWS's documented statement lets in, of the same service, and the fix says so.
void check_outsiders(const world::World& before,
                     const world::World& after,
                     const DeliveryOutcome& outcome,
                     const Remedy& remedy) {
  const auto told_of = [&](const std::string& principal) {
    return std::any_of(remedy.edits.begin(), remedy.edits.end(), [&](const Edit& edit) {
      return edit.statement.find('"' + principal + '"') != std::string::npos &&
             edit.remark.find("also lets in") != std::string::npos;
    });
  };
  for (const ProbeResult& probe : outcome.probes) {
    for (const Outsider& outsider : outsiders(before, probe)) {
      if (outsider.principal == probe.request.principal.text() &&
          probe.request.context.find("aws:SourceArn") != nullptr &&
          probe.request.context.find("aws:SourceArn")->value(0) == outsider.source) {
        continue;
      }
      const bool let_in = is_denied(verdict_of(before, probe.request, outsider)) &&
                          !is_denied(verdict_of(after, probe.request, outsider));
      BOOST_TEST((!let_in || is_meant_for(before, remedy, outsider) || told_of(outsider.principal)),
                 outsider.who << " may now do " << probe.request.action << " on "
                              << probe.request.resource);
    }
  }
}

void check_remedy(const std::string& path,
                  const fixture::Scenario& scenario,
                  const RepairPlan& plan,
                  const Remedy& remedy) {
  BOOST_TEST(remedy.verified);
  BOOST_REQUIRE(!remedy.edits.empty());
  const auto changes = remora::remedy::file_changes(remedy.edits, scenario.json);
  for (const FileChange& change : changes) {
    BOOST_REQUIRE_MESSAGE(change.after != nullptr, change.name << ": " << change.problem);
  }
  const fixture::Scenario repaired = read_scenario(path, changes);
  const std::vector<DeliveryOutcome> outcomes = run(repaired);
  BOOST_TEST(holds(plan, outcomes), "the changed files do not mend it");
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (plan.deliveries[i].prospect == Prospect::Mended) {
      check_outsiders(scenario.world, repaired.world, outcomes[i], remedy);
    }
  }
  for (std::size_t left_out = 0; left_out < remedy.edits.size(); ++left_out) {
    std::vector<Edit> fewer = remedy.edits;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
    const auto part = remora::remedy::file_changes(fewer, scenario.json);
    const bool whole = std::all_of(
        part.begin(), part.end(), [](const FileChange& one) { return one.after != nullptr; });
    BOOST_TEST((!whole || !holds(plan, run(read_scenario(path, part)))),
               "edit " << left_out + 1 << " can be left out: " << remedy.edits[left_out].what);
  }
}

/// Whether a change of a policy could mend it, as far as the outcome tells: a request was denied by
/// policies, and nothing else stood in its way.
bool may_be_mended(const DeliveryOutcome& outcome) {
  return outcome.cause && outcome.probes[*outcome.cause].obstacle.empty();
}

void repair(const std::string& path) {
  const fixture::Scenario scenario = read_scenario(path, {});
  const RepairPlan plan =
      remora::remedy::plan_repair(scenario.world, calls_of(scenario), scenario.assumptions);
  const std::vector<DeliveryOutcome> outcomes = run(scenario);
  BOOST_REQUIRE(plan.deliveries.size() == outcomes.size());
  bool any_mended = false;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto& prospect = plan.deliveries[i];
    BOOST_TEST_CONTEXT(scenario.deliveries[i].call.id) {
      any_mended = any_mended || prospect.prospect == Prospect::Mended;
      switch (outcomes[i].outcome) {
        case Outcome::Delivered:
          BOOST_TEST((prospect.prospect == Prospect::NothingToDo));
          break;
        case Outcome::Undetermined:
          BOOST_TEST((prospect.prospect == Prospect::Undetermined));
          BOOST_TEST(!prospect.reason.empty());
          break;
        case Outcome::Refused:
          if (prospect.prospect == Prospect::NotByPolicy) {
            BOOST_TEST((prospect.advice && !prospect.advice->what.empty()));
            const auto& code = prospect.advice->code;
            const bool other_way = code == "foreign-key" || code == "public-access-block" ||
                                   code == "give-key" || code == "guard" || code == "not-stored" ||
                                   code == "prefix-slash" || code == "no-narrow-change" ||
                                   prospect.advice->behind_policy;
            BOOST_TEST((other_way || !may_be_mended(outcomes[i])), prospect.advice->what);
          } else {
            BOOST_TEST((prospect.prospect == Prospect::Mended));
            BOOST_TEST(may_be_mended(outcomes[i]));
          }
          break;
      }
    }
  }
  BOOST_TEST(any_mended == !plan.remedies.empty());
  for (std::size_t i = 0; i < plan.remedies.size(); ++i) {
    BOOST_TEST_CONTEXT("way " << i + 1 << ": " << plan.remedies[i].summary) {
      check_remedy(path, scenario, plan, plan.remedies[i]);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(remedy)
BOOST_AUTO_TEST_SUITE(fixture_repair)

TEST_TABLE(every_fixture_is_repaired_or_advised_upon) {
  for (const std::string& path : scenario_fixtures()) {
    if (path.ends_with(".json") && table.row(folder_of(path))) {
      repair(path);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
