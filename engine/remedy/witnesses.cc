#include "engine/remedy/witnesses.h"

#include <algorithm>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/ascii.h"
#include "engine/remedy/known_names.h"
#include "engine/world/visit_policies.h"

namespace remora::remedy {

namespace {

constexpr std::size_t kMostAccounts = 6;
constexpr std::size_t kMostOfOne = 8;  // actions and resources of one statement

/// A text that the pattern covers.
std::string example_of(std::string_view pattern) {
  std::string text(pattern);
  std::replace(text.begin(), text.end(), '*', 'x');
  std::replace(text.begin(), text.end(), '?', 'x');
  return text;
}

/// Actions that the pattern covers, such as deliveries and their neighbours need.
std::vector<std::string> actions_of(std::string_view pattern) {
  if (pattern.find_first_of("*?") == std::string_view::npos) {
    return {std::string(pattern)};
  }
  if (pattern.starts_with("kms:")) {
    return {"kms:GenerateDataKey", "kms:Decrypt"};
  }
  if (pattern.starts_with("sns:")) {
    return {"sns:Publish"};
  }
  return {"s3:PutObject", "s3:GetObject", "s3:GetBucketAcl", "s3:ListBucket"};
}

/// For whom a service asks.
struct Source {
  std::string account;
  std::string arn;  // empty: one of its own kind
};

class Witnesses {
 public:
  Witnesses(const world::World& world, const Services& without, const std::string& account)
      : world_(world), without_(without), accounts_(accounts_of(world)) {
    accounts_.resize(std::min(accounts_.size(), kMostAccounts));
    // An exception for an account outside of the organization is one for all its services.
    if (std::find(accounts_.begin(), accounts_.end(), account) == accounts_.end()) {
      accounts_.push_back(account);
    }
    accounts_.emplace_back("999999999999");
  }

  void add(const Statement& statement, std::string_view owner) {
    owner_ = owner;
    if (statement.effect != Effect::Allow || statement.principal.negated ||
        statement.action.negated || statement.resource.negated) {
      return;
    }
    for (const PrincipalEntry& entry : statement.principal.entries) {
      if (entry.type == PrincipalType::Service && !without_.contains(entry.value.text)) {
        add_for_service(statement, std::string(entry.value.text));
      } else if (entry.type == PrincipalType::Any) {
        for (const char* service :
             {"backup.amazonaws.com", "cloudtrail.amazonaws.com", "config.amazonaws.com"}) {
          if (!without_.contains(service)) {
            add_for_service(statement, service);
          }
        }
      }
    }
  }

  std::vector<Stranger> take() { return std::move(found_); }

 private:
  void add_for_service(const Statement& statement, const std::string& service) {
    std::size_t count = 0;
    for (const PolicyText& pattern : statement.action.values) {
      for (std::string& action : actions_of(pattern.text)) {
        for (const PolicyText& resource : statement.resource.values) {
          if (++count > kMostOfOne) {
            return;
          }
          Request request;
          request.principal = Principal::parse(service).value_or(Principal());
          request.action = action;
          // `*` of a key's or topic's policy is that itself.
          request.resource = resource.text == "*" && owner_.starts_with("arn:")
                                 ? std::string(owner_)
                                 : example_of(resource.text);
          add_for_accounts(statement, request);
        }
      }
    }
  }

  void add_for_accounts(const Statement& statement, const Request& request) {
    std::vector<Source> sources;
    for (const ConditionEntry& entry : statement.conditions) {
      if (!to_ascii_lower(entry.key.text).starts_with("aws:source")) {
        continue;
      }
      for (const PolicyText& value : entry.values) {
        const auto arn = Arn::parse(value.text);
        Source source{std::string(arn ? arn->account : value.text),
                      arn ? example_of(value.text) : std::string()};
        if (is_account_id(source.account)) {
          sources.push_back(std::move(source));
        }
      }
    }
    if (sources.empty()) {
      for (const std::string& account : accounts_) {
        sources.push_back({account, {}});
      }
    }
    for (const Source& source : sources) {
      Request one = request;
      set_source(one, source);
      meet(statement, one);
      std::string who = std::string(request.principal.text()) + " for " + source.account;
      found_.push_back({std::move(who), std::move(one), true, false, source.account});
    }
  }

  void set_source(Request& request, const Source& source) const {
    const std::string& account = source.account;
    RequestContext& context = request.context;
    const std::string_view service = request.principal.text();
    context.set("aws:SourceAccount", account);
    context.set("aws:SourceArn",
                !source.arn.empty()
                    ? source.arn
                    : "arn:aws:" + std::string(service.substr(0, service.find('.'))) +
                          ":us-east-1:" + account + ":x/x");
    // Reading carries none. Source: Service Authorization Reference, "Amazon S3".
    if (request.action.starts_with("s3:PutObject")) {
      context.set("s3:x-amz-acl", "bucket-owner-full-control");
    }
    const world::MemberAccount* member = world_.member(account);
    if (member != nullptr && member->path.known() != nullptr &&
        world_.organization->id.known() != nullptr) {
      context.set("aws:SourceOrgID", *world_.organization->id.known());
      context.set_multivalued("aws:SourceOrgPaths", {*member->path.known()});
    }
  }

  /// Gives the request what the statement's conditions ask for, but for what a service says about
  /// itself.
  static void meet(const Statement& statement, Request& request) {
    for (const ConditionEntry& entry : statement.conditions) {
      const auto op = ConditionOperator::parse(entry.operator_name.text);
      const std::string key = to_ascii_lower(entry.key.text);
      if (!op || op->negated || entry.values.empty() || key.starts_with("aws:principal") ||
          key.starts_with("aws:source") || entry.operator_name.text == "Null") {
        continue;
      }
      request.context.set(entry.key.text, example_of(entry.values.front().text));
    }
  }

  const world::World& world_;
  const Services& without_;
  std::vector<std::string> accounts_;
  std::string_view owner_;  // of the policy: a bucket's name, or an ARN
  std::vector<Stranger> found_;
};

}  // namespace

std::vector<Stranger> witnesses(const world::World& world,
                                const Services& without,
                                const std::string& account) {
  Witnesses gathering(world, without, account);
  world::visit_policies(
      world, [&](const world::PolicyPlace& place, const CompiledPolicyPtr& policy) {
        const bool of_resource = place.type == PolicyType::Bucket ||
                                 place.type == PolicyType::Key || place.type == PolicyType::Topic;
        if (of_resource && policy != nullptr && !policy->is_unread()) {
          for (const Statement& statement : policy->document()->statements) {
            gathering.add(statement, place.owner);
          }
        }
      });
  return gathering.take();
}

}  // namespace remora::remedy
