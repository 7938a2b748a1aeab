#include "tests/property/harm.h"

#include <algorithm>
#include <optional>
#include <regex>
#include <set>
#include <stdexcept>
#include <utility>

#include "engine/delivery/deliver.h"
#include "engine/edit/change.h"
#include "engine/input/scenario_reader.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "engine/policy/parse.h"
#include "engine/world/visit_policies.h"
#include "tests/property/harm_others.h"
#include "tests/property/harm_world.h"

namespace remora::property {

namespace {

using delivery::Call;
using delivery::Outcome;
using remedy::Edit;
using remedy::Remedy;
using world::World;

// ---- the world that a fix makes ----

SourcePtr source(std::string text) {
  return std::make_shared<const SourceText>("fixed", std::move(text));
}

/// The policy with all changes of a remedy to it, read from the changed text.
CompiledPolicyPtr changed_policy(const Edit& first, const std::vector<const Edit*>& edits) {
  std::vector<edit::Change> changes;
  for (const Edit* edit : edits) {
    changes.insert(changes.end(), edit->changes.begin(), edit->changes.end());
  }
  std::string text;
  if (first.base == nullptr) {
    text = changes.front().value;
    changes.erase(changes.begin());
  } else {
    const PolicyDocument& policy = *first.base->document();
    text = json::Writer(json::Writer::Style::Compact)
               .value(policy.value.value_or(policy.json->root()))
               .take();
  }
  const auto before = json::read_json(source(std::move(text)));
  const auto after = before ? edit::apply(*before, changes) : Result<SourcePtr>(fail({}));
  auto parsed = after ? parse_policy(*after, first.policy) : Result<PolicyPtr>(fail({}));
  return parsed ? compile(*std::move(parsed)) : nullptr;
}

World fixed_world(const World& before, const Remedy& remedy) {
  World after = before;
  std::vector<const Edit*> done;
  for (const Edit& edit : remedy.edits) {
    std::vector<const Edit*> same;
    for (const Edit& other : remedy.edits) {
      if (other.base == edit.base && other.slot == edit.slot) {
        same.push_back(&other);
      }
    }
    if (same.front() != &edit) {
      continue;
    }
    const CompiledPolicyPtr now = changed_policy(edit, same);
    if (now == nullptr) {
      throw std::runtime_error("the fix writes what cannot be read: " + remedy.summary);
    }
    if (edit.base == nullptr) {
      remedy::set_policy(after, edit.slot, now);
    } else {
      remedy::replace_policy(after, edit.base.get(), now);
    }
  }
  return after;
}

// ---- the properties ----

class Judge {
 public:
  Judge(const fixture::Scenario& scenario, const fixture::Mend& mend, HarmCounts& counts)
      : scenario_(scenario), mend_(mend), counts_(counts), before_(scenario.world) {}

  std::vector<std::string> judge() {
    ++counts_.worlds;
    const fixture::ScenarioRepair repair = fixture::repair(scenario_, scenario_.assumptions, mend_);
    if (repair.plan.remedies.empty() || scenario_.sequence) {
      return {};
    }
    ++counts_.fixed;
    const std::string policies = policies_of(scenario_.world);
    const auto accounts = accounts_of(scenario_.world, policies);
    add_config_roles(before_, accounts);
    made_up_ = made_up(scenario_, accounts, policies);
    for (std::size_t i = 0; i < repair.deliveries.size(); ++i) {
      if (repair.plan.deliveries[i].prospect == remedy::Prospect::Mended) {
        const Call& call = scenario_.deliveries[repair.deliveries[i]].call;
        mended_.push_back(&call);
      }
    }
    for (const fixture::ScenarioDelivery& one : scenario_.deliveries) {
      listed_before_.push_back(outcome(before_, one.call));
      // One that is expected to be refused and delivers all the same is no guard.
      if (mend_.guards || !fixture::is_guard(one.expect) ||
          listed_before_.back() == Outcome::Delivered) {
        delivering_.emplace(
            is_config(one.call) ? "config.amazonaws.com" : "cloudtrail.amazonaws.com",
            one.call.account);
      }
    }
    others_ = requests_of_others(before_, accounts, delivering_);
    others_before_.resize(others_.size());
    for (const MadeUp& one : made_up_) {
      made_up_before_.push_back(outcome(before_, one.call));
    }
    auto every_right = parse_policy(
        source(R"({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})"),
        PolicyType::Identity);
    every_right_ = {compile(*std::move(every_right))};
    for (const Remedy& remedy : repair.plan.remedies) {
      ++counts_.fixes;
      const World after = fixed_world(before_, remedy);
      remedy_ = &remedy;
      judge_listed(after);
      judge_made_up(after);
      judge_requests(after);
      judge_denials(after);
    }
    return std::move(found_);
  }

 private:
  void complain(const std::string& what) {
    constexpr std::size_t kMost = 5;
    if (found_.size() < kMost) {
      found_.push_back(what + " [" + remedy_->summary + "]");
    }
  }

  [[nodiscard]] Outcome outcome(const World& world, const Call& call) const {
    return delivery::deliver(world, call, scenario_.assumptions).outcome;
  }

  static std::string name(const Call& call) {
    return (is_config(call) ? "config" : "trail " + trail_name(call)) + " of " + call.account;
  }

  void judge_listed(const World& after) {
    for (std::size_t i = 0; i < scenario_.deliveries.size(); ++i) {
      const fixture::ScenarioDelivery& one = scenario_.deliveries[i];
      const Outcome was = listed_before_[i];
      const Outcome is = outcome(after, one.call);
      const bool mended = std::find(mended_.begin(), mended_.end(), &one.call) != mended_.end();
      if (was == Outcome::Delivered && is != Outcome::Delivered) {
        complain("the listed " + one.call.id + " is cut off");
      } else if (mended && is != Outcome::Delivered) {
        complain(one.call.id + " is said to be mended and is not");
      } else if (!mended && !mend_.guards && fixture::is_guard(one.expect) &&
                 was == Outcome::Refused && is != Outcome::Refused) {
        complain(one.call.id + " is expected to be refused and is opened");
      }
    }
    for (const fixture::ScenarioRequest& one : scenario_.requests) {
      const Asked asked{one.id, one.request, false};
      if ((one.expect == Verdict::ImplicitlyDenied || one.expect == Verdict::ExplicitlyDenied) &&
          verdict_of(before_, asked, {}) != Verdict::Allowed &&
          verdict_of(after, asked, {}) == Verdict::Allowed) {
        complain("the request " + one.id + " is expected to be denied and is opened");
      }
    }
  }

  void judge_made_up(const World& after) {
    for (std::size_t i = 0; i < made_up_.size(); ++i) {
      const MadeUp& one = made_up_[i];
      ++counts_.deliveries;
      const Outcome was = made_up_before_[i];
      const Outcome is = outcome(after, one.call);
      if (was == Outcome::Delivered && is != Outcome::Delivered) {
        complain("the made up " + name(one.call) + " is cut off");
      } else if (was == Outcome::Refused && is == Outcome::Delivered && !one.listed &&
                 !is_spoken_of(after, one.call.account) && !is_meant(one.call) &&
                 !is_of_a_mended_account(one.call)) {
        complain("the stranger " + name(one.call) + " is let in");
      }
    }
  }

  /// Whether a statement that was there means the account: the exceptions of a Deny, or an Allow
  /// that names it, if no Deny kept it out. What a slip of the pen kept out is no stranger.
  [[nodiscard]] bool is_meant(const Call& call) const {
    const delivery::DeliveryOutcome was = delivery::deliver(before_, call, scenario_.assumptions);
    const bool struck =
        was.cause && was.probes[*was.cause].decision.verdict == Verdict::ExplicitlyDenied;
    bool found = false;
    world::visit_policies(
        scenario_.world, [&](const world::PolicyPlace&, const CompiledPolicyPtr& policy) {
          if (policy == nullptr || policy->is_unread()) {
            return;
          }
          const PolicyDocument& document = *policy->document();
          for (const Statement& statement : document.statements) {
            found = found || (statement.effect == Effect::Allow && !struck &&
                              document.source()->slice(statement.span).find(call.account) !=
                                  std::string_view::npos);
            for (const ConditionEntry& entry : statement.conditions) {
              found = found || (statement.effect == Effect::Deny &&
                                entry.operator_name.text.find("Not") != std::string_view::npos &&
                                document.source()->slice(entry.span).find(call.account) !=
                                    std::string_view::npos);
            }
          }
        });
    return found;
  }

  /// Another trail of an account with a trail that is mended is a stranger unless the fix speaks
  /// of the account, as AWS documents statements, too: with an edit that names it and not one
  /// trail of it.
  [[nodiscard]] bool is_of_a_mended_account(const Call& call) const {
    const bool same = std::any_of(mended_.begin(), mended_.end(), [&](const Call* one) {
      return is_config(*one) == is_config(call) && one->account == call.account;
    });
    const std::regex one_trail("arn:aws:cloudtrail:[a-z0-9-]+:" + call.account +
                               ":trail/[A-Za-z0-9._-]+\"");
    return same &&
           (remedy_->summary.find("replace \"") != std::string::npos ||
            std::any_of(remedy_->edits.begin(),
                        remedy_->edits.end(),
                        [&](const Edit& edit) {
                          return edit.statement.find(call.account) != std::string::npos &&
                                 !std::regex_search(edit.statement, one_trail);
                        }) ||
            std::none_of(remedy_->edits.begin(), remedy_->edits.end(), [&](const Edit& edit) {
              return std::regex_search(edit.statement, one_trail);
            }));
  }

  void judge_requests(const World& after) {
    for (std::size_t i = 0; i < others_.size(); ++i) {
      const Asked& asked = others_[i];
      ++counts_.requests;
      if (verdict_of(after, asked, every_right_) == Verdict::Allowed &&
          (asked.account.empty()
               ? before(i) != Verdict::Allowed
               : before(i) == Verdict::ExplicitlyDenied && !is_spoken_of(after, asked.account))) {
        complain(asked.who + " may now do " + asked.request.action + " on " +
                 asked.request.resource);
      }
    }
  }

  /// A Deny with an exception more still denies somebody, if it denied anybody but the delivery.
  void judge_denials(const World& after) {
    const bool exception = std::any_of(remedy_->edits.begin(),
                                       remedy_->edits.end(),
                                       [](const Edit& edit) { return remedy::is_exception(edit); });
    const auto struck = [&](const auto& verdict) {
      for (std::size_t i = 0; i < others_.size(); ++i) {
        if (verdict(i) == Verdict::ExplicitlyDenied) {
          return true;
        }
      }
      return false;
    };
    if (exception && struck([&](std::size_t i) { return before(i); }) &&
        !struck([&](std::size_t i) { return verdict_of(after, others_[i], every_right_); })) {
      complain("nobody is denied explicitly any more");
    }
  }

  /// What another got before; asked only if it matters, and once for all fixes.
  Verdict before(std::size_t other) {
    std::optional<Verdict>& known = others_before_[other];
    if (!known) {
      known = verdict_of(before_, others_[other], every_right_);
    }
    return *known;
  }

  const fixture::Scenario& scenario_;
  const fixture::Mend& mend_;
  HarmCounts& counts_;
  World before_;
  std::vector<Outcome> listed_before_;
  std::vector<MadeUp> made_up_;
  std::vector<Outcome> made_up_before_;
  std::vector<const Call*> mended_;
  Delivering delivering_;
  std::vector<Asked> others_;
  std::vector<std::optional<Verdict>> others_before_;
  PolicyGroup every_right_;
  const Remedy* remedy_ = nullptr;  // that is judged
  std::vector<std::string> found_;
};

class NoFiles : public FileReader {
 public:
  Result<SourcePtr> read(const std::string& path) override {
    return fail(Error{{Diagnostic{Severity::Error, "file", {}, path + " is not there", ""}}});
  }
};

}  // namespace

void HarmCounts::add(const HarmCounts& other) {
  worlds += other.worlds;
  fixed += other.fixed;
  fixes += other.fixes;
  deliveries += other.deliveries;
  requests += other.requests;
}

std::vector<std::string> harm_of_fixes(const fixture::Scenario& scenario,
                                       const fixture::Mend& mend,
                                       HarmCounts& counts) {
  return Judge(scenario, mend, counts).judge();
}

std::string harm_in_random_world(std::uint64_t seed,
                                 std::uint64_t index,
                                 HarmCounts& counts,
                                 bool with_outsiders) {
  Random random = Random::for_case(seed, index);
  const std::string text = with_outsiders ? random_perimeter(random) : random_world(random);
  NoFiles files;
  const auto json = json::read(source(text));
  const auto scenario =
      json ? input::read_scenario(*json, files) : Result<fixture::Scenario>(fail(json.error()));
  if (!scenario) {
    return "world " + std::to_string(index) +
           " cannot be read: " + to_string(scenario.error().diagnostics.front()) + "\n" + text;
  }
  std::string all;
  for (const std::string& one : harm_of_fixes(*scenario, {}, counts)) {
    all += one + "\n";
  }
  return all.empty() ? all : "world " + std::to_string(index) + ":\n" + all + text;
}

}  // namespace remora::property
