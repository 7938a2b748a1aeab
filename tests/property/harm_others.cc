#include "tests/property/harm_others.h"

#include <algorithm>
#include <memory>
#include <regex>
#include <utility>

#include "engine/policy/parse.h"
#include "engine/world/decide.h"
#include "engine/world/visit_policies.h"

namespace remora::property {

namespace {

using delivery::Call;
using world::World;

constexpr const char* kOutside = "987654321098";

std::set<std::string> account_ids(const std::string& text) {
  static const std::regex regex("[0-9]{12}");
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), regex); at != std::sregex_iterator();
       ++at) {
    found.insert(at->str());
  }
  return found;
}

CompiledPolicyPtr trust_in(const char* service) {
  auto parsed = parse_policy(
      std::make_shared<const SourceText>(
          "trust",
          R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": ")" +
              std::string(service) + R"("}, "Action": "sts:AssumeRole"}]})"),
      PolicyType::Trust);
  return compile(*std::move(parsed));
}

std::string config_role(const std::string& account) {
  return "arn:aws:iam::" + account +
         ":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
}

/// Who delivers: two calls of one party differ in their channel's or trail's settings alone.
bool same_party(const Call& a, const Call& b) {
  return is_config(a) == is_config(b) && a.account == b.account && trail_name(a) == trail_name(b);
}

struct Source {
  std::string account = {};
  std::string arn = {};
};

void add_requests(const World& world,
                  const std::string& who,
                  const Source& source,
                  bool delivers_for_others,
                  std::vector<Asked>& all) {
  const std::string& source_account = source.account;
  const auto add = [&](const char* action, const std::string& resource) {
    Asked asked;
    asked.who = who + (source_account.empty() ? "" : " for " + source_account);
    asked.request.principal = Principal::parse(who).value_or(Principal());
    asked.request.action = action;
    asked.request.resource = resource;
    asked.iam = who.starts_with("arn:");
    asked.account = delivers_for_others ? source_account : "";
    RequestContext& context = asked.request.context;
    if (!source_account.empty()) {
      context.set("aws:SourceAccount", source_account);
      context.set("aws:SourceArn", source.arn);
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
    for (const std::string& key : {std::string("/AWSLogs/111111111111/Config/x"),
                                   std::string("/p/AWSLogs/111111111111/x"),
                                   "/AWSLogs/" + source_account + "/Config/x",
                                   std::string("/x")}) {
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

}  // namespace

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

std::set<std::string> accounts_of(const World& world, const std::string& policies) {
  std::set<std::string> accounts = account_ids(policies);
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
    static const std::regex arn(
        "arn:aws:cloudtrail:([a-z0-9-]+):([0-9]{12}):trail/([A-Za-z0-9._-]+)\"");
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

std::vector<Asked> requests_of_others(const World& world,
                                      const std::set<std::string>& accounts,
                                      const Delivering& delivering) {
  std::vector<Asked> all;
  add_requests(world, "anonymous", {}, false, all);
  const std::string policies = policies_of(world);
  for (const std::string& account : accounts) {
    add_requests(world, "arn:aws:iam::" + account + ":user/made-up", {}, false, all);
    add_requests(world, "arn:aws:sts::" + account + ":assumed-role/made-up/s", {}, false, all);
    for (const std::string name : {"backup", "ec2", "config", "cloudtrail"}) {
      const std::string service = name + ".amazonaws.com";
      const bool delivers = std::any_of(delivering.begin(), delivering.end(), [&](const auto& one) {
        return one.first == service;
      });
      if (delivering.contains({service, account})) {
        continue;
      }
      add_requests(world,
                   service,
                   {account, "arn:aws:" + name + ":us-east-1:" + account + ":thing/x"},
                   delivers,
                   all);
      const std::regex named("arn:aws:" + name + ":[a-z0-9-]+:" + account +
                             ":[A-Za-z0-9/._-]+(?=\")");
      std::set<std::string> arns;
      for (std::sregex_iterator at(policies.begin(), policies.end(), named);
           at != std::sregex_iterator();
           ++at) {
        if (arns.insert(at->str()).second) {
          add_requests(world, service, {account, at->str()}, delivers, all);
        }
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

}  // namespace remora::property
