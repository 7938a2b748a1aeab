#include "tests/property/harm.h"

#include <algorithm>
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
#include "engine/world/decide.h"
#include "engine/world/visit_policies.h"
#include "tests/property/harm_world.h"

namespace remora::property {

namespace {

using delivery::Call;
using delivery::Outcome;
using remedy::Edit;
using remedy::Remedy;
using world::World;

constexpr const char* kOutside = "987654321098";

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

// ---- who and what the world and its policies name ----

std::string policies_of(const World& world) {
  std::string all;
  world::visit_policies(world, [&](const world::PolicyPlace&, const CompiledPolicyPtr& policy) {
    if (policy != nullptr && !policy->is_unread()) {
      const PolicyDocument& document = *policy->document();
      all += document.source()->slice(document.span);
    }
  });
  return all;
}

std::set<std::string> found_in(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), regex); at != std::sregex_iterator();
       ++at) {
    found.insert(at->str());
  }
  return found;
}

std::set<std::string> accounts_of(const World& world, const std::string& policies) {
  std::set<std::string> accounts = found_in(policies, "[0-9]{12}");
  for (const world::Bucket& bucket : world.buckets) {
    if (const std::string* account = bucket.account.known()) {
      accounts.insert(*account);
    }
  }
  if (world.organization) {
    for (const auto& [account, member] : world.organization->accounts) {
      accounts.insert(account);
    }
  }
  constexpr std::size_t kMost = 8;
  while (accounts.size() > kMost) {
    accounts.erase(std::prev(accounts.end()));
  }
  accounts.insert(kOutside);
  return accounts;
}

/// A delivery that nobody listed.
struct MadeUp {
  Call call;
  bool listed = false;  // it is one of the scenario's, but for its channel's or trail's details
};

CompiledPolicyPtr trust_in(const char* service) {
  auto parsed = parse_policy(
      source(
          R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": ")" +
          std::string(service) + R"("}, "Action": "sts:AssumeRole"}]})"),
      PolicyType::Trust);
  return compile(*std::move(parsed));
}

std::string config_role(const std::string& account) {
  return "arn:aws:iam::" + account +
         ":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
}

/// Every account has Config's service-linked role, as it would once somebody turns Config on.
void add_config_roles(World& world, const std::set<std::string>& accounts) {
  for (const std::string& account : accounts) {
    if (world.role(config_role(account)) == nullptr) {
      world::Role role;
      role.arn = config_role(account);
      role.account = account;
      role.name = "AWSServiceRoleForConfig";
      role.service_linked = true;
      role.trust = trust_in("config.amazonaws.com");
      world.roles.push_back(std::move(role));
    }
  }
}

bool is_config(const Call& call) {
  return std::holds_alternative<delivery::config::Call>(call.of);
}

std::string trail_name(const Call& call) {
  const auto* trail = std::get_if<delivery::cloudtrail::Call>(&call.of);
  return trail == nullptr ? std::string() : trail->trail.name.shown("");
}

/// Who delivers: two calls of one party differ in their channel's or trail's settings alone.
bool same_party(const Call& a, const Call& b) {
  return is_config(a) == is_config(b) && a.account == b.account && trail_name(a) == trail_name(b);
}

/// For each listed delivery the same by others: Config for every account, every trail that a
/// policy names, and one of each account that none does.
std::vector<MadeUp> made_up(const fixture::Scenario& scenario,
                            const std::set<std::string>& accounts,
                            const std::string& policies) {
  std::vector<MadeUp> all;
  const auto add = [&](Call call) {
    const bool listed = std::any_of(scenario.deliveries.begin(),
                                    scenario.deliveries.end(),
                                    [&](const auto& one) { return same_party(one.call, call); });
    all.push_back({std::move(call), listed});
  };
  constexpr std::size_t kMostCalls = 3;
  for (std::size_t i = 0; i < std::min(scenario.deliveries.size(), kMostCalls); ++i) {
    const Call& listed = scenario.deliveries[i].call;
    if (listed.unknown_account != nullptr) {
      continue;
    }
    if (const auto* config = std::get_if<delivery::config::Call>(&listed.of)) {
      if (config->operation != delivery::config::Operation::PutDeliveryChannel ||
          !config->recorder) {
        continue;
      }
      for (const std::string& account : accounts) {
        Call call = listed;
        call.account = account;
        std::get<delivery::config::Call>(call.of).recorder->role_arn = config_role(account);
        add(std::move(call));
      }
      continue;
    }
    const auto& trail = std::get<delivery::cloudtrail::Call>(listed.of);
    if (trail.operation != delivery::cloudtrail::Operation::CreateTrail) {
      continue;
    }
    const auto add_trail =
        [&](const std::string& account, const std::string& region, const std::string& name) {
          Call call = listed;
          call.account = account;
          call.region = region;
          auto& changed = std::get<delivery::cloudtrail::Call>(call.of).trail;
          changed.name = name;
          if (!scenario.world.is_management_account(account)) {
            changed.is_organization_trail = false;
          }
          add(std::move(call));
        };
    for (const std::string& account : accounts) {
      add_trail(account, listed.region, "made-up-trail");
    }
    const std::regex arn("arn:aws:cloudtrail:([a-z0-9-]+):([0-9]{12}):trail/([A-Za-z0-9._-]+)\"");
    std::set<std::string> known;
    for (std::sregex_iterator at(policies.begin(), policies.end(), arn);
         at != std::sregex_iterator();
         ++at) {
      if (known.insert(at->str()).second) {
        add_trail(at->str(2), at->str(1), at->str(3));
      }
    }
  }
  return all;
}

/// Whether a statement of the world speaks of the organization, or of a unit that the account is
/// in: then its members are no strangers.
bool is_spoken_of(const World& world, const std::string& account) {
  const world::MemberAccount* member = world.member(account);
  const std::string* path = member == nullptr ? nullptr : member->path.known();
  if (path == nullptr) {
    return false;
  }
  bool found = false;
  world::visit_policies(world, [&](const world::PolicyPlace&, const CompiledPolicyPtr& policy) {
    if (policy == nullptr || policy->is_unread()) {
      return;
    }
    for (const Statement& statement : policy->document()->statements) {
      for (const ConditionEntry& entry : statement.conditions) {
        std::string key(entry.key.text);
        std::transform(key.begin(), key.end(), key.begin(), [](char c) {
          return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        });
        for (const PolicyText& value : entry.values) {
          const std::string text(value.text.substr(0, value.text.find('*')));
          found = found || (key == "aws:sourceorgid" && path->starts_with(text + "/")) ||
                  (key == "aws:sourceorgpaths" && path->starts_with(text));
        }
      }
    }
  });
  return found;
}

// ---- requests of others ----

struct Asked {
  std::string who;
  Request request;
  bool iam = false;
};

void add_requests(const World& world,
                  const std::string& who,
                  const std::string& source_account,
                  std::vector<Asked>& all) {
  const auto add = [&](const char* action, const std::string& resource) {
    Asked asked;
    asked.who = who + (source_account.empty() ? "" : " for " + source_account);
    asked.request.principal = Principal::parse(who).value_or(Principal());
    asked.request.action = action;
    asked.request.resource = resource;
    asked.iam = who.starts_with("arn:");
    RequestContext& context = asked.request.context;
    if (!source_account.empty()) {
      const std::string name = who.substr(0, who.find('.'));
      context.set("aws:SourceAccount", source_account);
      context.set("aws:SourceArn", "arn:aws:" + name + ":us-east-1:" + source_account + ":thing/x");
      if (const auto* member = world.member(source_account)) {
        if (member->path.known() != nullptr && world.organization->id.known() != nullptr) {
          context.set("aws:SourceOrgID", *world.organization->id.known());
          context.set_multivalued("aws:SourceOrgPaths", {*member->path.known()});
        }
      }
    }
    if (std::string_view(action) == "s3:PutObject") {
      context.set("s3:x-amz-acl", "bucket-owner-full-control");
    }
    all.push_back(std::move(asked));
  };
  for (const world::Bucket& bucket : world.buckets) {
    const std::string arn = "arn:aws:s3:::" + bucket.name;
    for (const char* action :
         {"s3:GetBucketAcl", "s3:ListBucket", "s3:PutBucketPolicy", "s3:DeleteBucket"}) {
      add(action, arn);
    }
    for (const char* key : {"/AWSLogs/111111111111/Config/x", "/p/AWSLogs/111111111111/x", "/x"}) {
      for (const char* action : {"s3:PutObject", "s3:GetObject", "s3:DeleteObject"}) {
        add(action, arn + key);
      }
    }
  }
  for (const world::Key& key : world.keys) {
    for (const char* action :
         {"kms:Decrypt", "kms:GenerateDataKey", "kms:PutKeyPolicy", "kms:CreateGrant"}) {
      add(action, key.arn);
    }
  }
}

std::vector<Asked> requests_of_others(const World& world,
                                      const std::set<std::string>& accounts,
                                      const std::set<std::string>& delivering) {
  std::vector<Asked> all;
  add_requests(world, "anonymous", "", all);
  for (const std::string& account : accounts) {
    add_requests(world, "arn:aws:iam::" + account + ":user/made-up", "", all);
    add_requests(world, "arn:aws:sts::" + account + ":assumed-role/made-up/s", "", all);
    for (const char* service : {"backup.amazonaws.com",
                                "ec2.amazonaws.com",
                                "config.amazonaws.com",
                                "cloudtrail.amazonaws.com"}) {
      if (!delivering.contains(service)) {
        add_requests(world, service, account, all);
      }
    }
  }
  return all;
}

Verdict verdict_of(const World& world, const Asked& asked, const PolicyGroup& every_right) {
  Request request = asked.request;
  return world::decide(world,
                       request,
                       [&](Request&, PolicySet& policies) {
                         if (asked.iam) {
                           policies.identity = every_right;
                         }
                       })
      .decision.verdict;
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
      if (mend_.guards || !fixture::is_guard(one.expect)) {
        delivering_.insert(is_config(one.call) ? "config.amazonaws.com"
                                               : "cloudtrail.amazonaws.com");
      }
    }
    others_ = requests_of_others(before_, accounts, delivering_);
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
    for (const fixture::ScenarioDelivery& one : scenario_.deliveries) {
      const Outcome was = outcome(before_, one.call);
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
    for (const MadeUp& one : made_up_) {
      ++counts_.deliveries;
      const Outcome was = outcome(before_, one.call);
      const Outcome is = outcome(after, one.call);
      if (was == Outcome::Delivered && is != Outcome::Delivered) {
        complain("the made up " + name(one.call) + " is cut off");
      } else if (was == Outcome::Refused && is == Outcome::Delivered && !one.listed &&
                 !is_spoken_of(after, one.call.account) && !is_named_by_allow(one.call) &&
                 !is_of_a_mended_account(one.call)) {
        complain("the stranger " + name(one.call) + " is let in");
      }
    }
  }

  /// Whether an Allow statement that was there names the account: what a Deny kept out, or a slip
  /// of the pen, is no stranger.
  [[nodiscard]] bool is_named_by_allow(const Call& call) const {
    bool found = false;
    world::visit_policies(
        scenario_.world, [&](const world::PolicyPlace&, const CompiledPolicyPtr& policy) {
          if (policy == nullptr || policy->is_unread()) {
            return;
          }
          const PolicyDocument& document = *policy->document();
          for (const Statement& statement : document.statements) {
            found = found || (statement.effect == Effect::Allow &&
                              document.source()->slice(statement.span).find(call.account) !=
                                  std::string_view::npos);
          }
        });
    return found;
  }

  /// Another trail of an account with a trail that is mended is a stranger only if the fix tells
  /// trails apart: AWS documents statements for accounts, too.
  [[nodiscard]] bool is_of_a_mended_account(const Call& call) const {
    const bool same = std::any_of(mended_.begin(), mended_.end(), [&](const Call* one) {
      return is_config(*one) == is_config(call) && one->account == call.account;
    });
    return same &&
           (remedy_->summary.find("replace \"") != std::string::npos ||
            std::none_of(remedy_->edits.begin(), remedy_->edits.end(), [](const Edit& edit) {
              return edit.statement.find("aws:SourceArn") != std::string::npos;
            }));
  }

  void judge_requests(const World& after) {
    for (const Asked& asked : others_) {
      ++counts_.requests;
      if (verdict_of(after, asked, every_right_) == Verdict::Allowed &&
          verdict_of(before_, asked, every_right_) != Verdict::Allowed) {
        complain(asked.who + " may now do " + asked.request.action + " on " +
                 asked.request.resource);
      }
    }
  }

  const fixture::Scenario& scenario_;
  const fixture::Mend& mend_;
  HarmCounts& counts_;
  World before_;
  std::vector<MadeUp> made_up_;
  std::vector<const Call*> mended_;
  std::set<std::string> delivering_;
  std::vector<Asked> others_;
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

std::string harm_in_random_world(std::uint64_t seed, std::uint64_t index, HarmCounts& counts) {
  Random random = Random::for_case(seed, index);
  const std::string text = random_world(random);
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
