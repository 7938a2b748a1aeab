#include "engine/remedy/strangers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/aws/arn.h"
#include "engine/base/symbol.h"
#include "engine/delivery/call.h"
#include "engine/delivery/documented_statement.h"
#include "engine/remedy/known_names.h"

namespace remora::remedy {

namespace {

using delivery::value_of;

constexpr std::string_view kTrailContext = "kms:EncryptionContext:aws:cloudtrail:arn";

/// The condition keys that tell who asks, and for whom.
constexpr auto kIdentityKeys = std::to_array<std::string_view>({"aws:PrincipalAccount",
                                                                "aws:PrincipalArn",
                                                                "aws:PrincipalIsAWSService",
                                                                "aws:PrincipalOrgID",
                                                                "aws:PrincipalOrgPaths",
                                                                "aws:PrincipalServiceName",
                                                                "aws:PrincipalServiceNamesList",
                                                                "aws:PrincipalType",
                                                                "aws:SourceAccount",
                                                                "aws:SourceArn",
                                                                "aws:SourceOrgID",
                                                                "aws:SourceOrgPaths",
                                                                "aws:TokenIssueTime",
                                                                "aws:userid",
                                                                "kms:CallerAccount"});

/// Actions that a statement for a delivery has no business with, by service.
std::vector<std::string_view> other_actions(std::string_view action) {
  if (action.starts_with("s3:")) {
    return {"s3:PutObject",
            "s3:PutObjectAcl",
            "s3:GetObject",
            "s3:DeleteObject",
            "s3:GetBucketAcl",
            "s3:ListBucket",
            "s3:PutBucketPolicy"};
  }
  if (action.starts_with("kms:")) {
    return {"kms:GenerateDataKey",
            "kms:Decrypt",
            "kms:Encrypt",
            "kms:CreateGrant",
            "kms:PutKeyPolicy",
            "kms:ScheduleKeyDeletion"};
  }
  if (action.starts_with("sns:")) {
    return {"sns:Publish", "sns:Subscribe", "sns:SetTopicAttributes"};
  }
  if (action.starts_with("logs:")) {
    return {"logs:CreateLogStream", "logs:PutLogEvents", "logs:DeleteLogStream"};
  }
  return {"sts:AssumeRole", "sts:TagSession"};
}

std::string replaced(std::string text, std::string_view old, std::string_view now) {
  const std::size_t at = old.empty() ? std::string::npos : text.find(old);
  return at == std::string::npos ? text : text.replace(at, old.size(), now);
}

/// The ARNs of trails that stand in a text whole, without wildcards.
std::vector<std::string> trails_in(std::string_view text) {
  constexpr std::size_t kMost = 8;
  std::vector<std::string> found;
  for (std::size_t at = text.find(":cloudtrail:");
       at != std::string_view::npos && found.size() < kMost;
       at = text.find(":cloudtrail:", at + 1)) {
    const std::size_t begin = text.rfind('"', at) + 1;
    const std::string arn(text.substr(begin, text.find('"', at) - begin));
    if (arn.find_first_of("*?$") == std::string::npos && arn.find(":trail/") != std::string::npos &&
        std::find(found.begin(), found.end(), arn) == found.end()) {
      found.push_back(arn);
    }
  }
  return found;
}

/// An account that appears nowhere in the world.
std::string unknown_account(const std::vector<std::string>& known) {
  for (char digit = '9'; digit > '0'; --digit) {
    std::string account(12, digit);
    if (std::find(known.begin(), known.end(), account) == known.end()) {
      return account;
    }
  }
  return "999999999998";
}

/// The denied request, asked by others.
class Asking {
 public:
  Asking(const world::World& world, const Request& denied) : world_(world), denied_(denied) {}

  [[nodiscard]] Request by_service_for(const std::string& own, const std::string& account) const {
    Request request = asked_by(denied_.principal.text());
    set_source(request, account, replaced(value_of(denied_, "aws:SourceArn"), own, account));
    request.resource = replaced(denied_.resource, "/" + own + "/", "/" + account + "/");
    constexpr std::string_view kObject = "kms:EncryptionContext:aws:s3:arn";
    if (const std::string object = value_of(denied_, kObject); !object.empty()) {
      request.context.set(kObject, replaced(object, "/" + own + "/", "/" + account + "/"));
    }
    return request;
  }

  [[nodiscard]] Request asked_by(std::string_view principal) const {
    Request request = denied_;
    request.principal = Principal::parse(principal).value_or(Principal());
    request.environment = {};
    for (const std::string_view key : kIdentityKeys) {
      request.context.erase(key);
    }
    return request;
  }

  void set_source(Request& request, const std::string& account, const std::string& arn) const {
    RequestContext& context = request.context;
    context.set("aws:SourceAccount", account);
    context.set("aws:SourceArn", arn);
    if (const std::string type = value_of(denied_, "aws:PrincipalType"); !type.empty()) {
      context.set("aws:PrincipalType", type);
    }
    if (context.find(kTrailContext) != nullptr) {
      context.set(kTrailContext, arn);
    }
    if (const world::MemberAccount* member = world_.member(account)) {
      context.set("aws:SourceOrgID",
                  world_.organization->id.shown(make_unknown("organization id")));
      context.set_multivalued("aws:SourceOrgPaths",
                              {member->path.shown(make_unknown("path of " + account))});
    }
  }

 protected:
  const world::World& world_;
  const Request& denied_;
};

class Gathering : private Asking {
 public:
  Gathering(const world::World& world, const Request& denied, std::string_view policy)
      : Asking(world, denied),
        accounts_(accounts_of(world)),
        service_(denied.principal.kind() == PrincipalKind::Service) {
    account_ =
        service_ ? value_of(denied, "aws:SourceAccount") : std::string(denied.principal.account());
    unknown_ = unknown_account(accounts_);
    trails_ = trails_in(policy);
    for (std::string& named : account_ids_in(policy)) {
      if (std::find(accounts_.begin(), accounts_.end(), named) == accounts_.end()) {
        accounts_.push_back(std::move(named));
      }
    }
    constexpr std::size_t kMostAccounts = 8;
    std::erase(accounts_, account_);
    accounts_.resize(std::min(accounts_.size(), kMostAccounts));
    accounts_.push_back(unknown_);
  }

  std::vector<Stranger> gather() {
    if (service_) {
      for (const std::string& account : accounts_) {
        add_service(denied_.principal.text(), account);
      }
      add_other_trails();
      for (const delivery::ServiceInfo* other : delivery::services()) {
        add_other_service(other->principal, other->other_source);
      }
      for (const std::string_view other : {"delivery.logs.amazonaws.com", "s3.amazonaws.com"}) {
        add_other_service(other, "*");
      }
    }
    add_people();
    add_other_requests();
    return std::move(strangers_);
  }

 private:
  void add(std::string who, Request request, bool iam = false, std::string account = {}) {
    strangers_.push_back({std::move(who), std::move(request), true, iam, std::move(account)});
  }

  /// The account that nobody has stands for all of them.
  [[nodiscard]] std::string in_words(const std::string& account) const {
    return (account == unknown_ ? "any other account, such as " : "account ") + account;
  }

  void add_service(std::string_view service, const std::string& account) {
    Request request = asked_by(service);
    set_source(request, account, replaced(value_of(denied_, "aws:SourceArn"), account_, account));
    add(std::string(service) + " for " + in_words(account), std::move(request), false, account);
  }

  /// Another service for the same account, with a source of its own kind.
  void add_other_service(std::string_view service, std::string_view source_resource) {
    if (service == denied_.principal.text()) {
      return;
    }
    const std::string own = value_of(denied_, "aws:SourceArn");
    const auto arn = Arn::parse(own);
    const std::string_view name = service.substr(0, service.find('.'));
    std::string source = "arn:" + std::string(arn ? arn->partition : "aws") + ":";
    source.append(name == "delivery" ? "logs" : name).append(":");
    source.append(arn ? arn->region : "").append(":" + account_ + ":");
    source += source_resource;
    Request request = asked_by(service);
    set_source(request, account_, source);
    add(std::string(service) + " for account " + account_, std::move(request));
  }

  /// One that nobody knows, and those that the policy names.
  void add_other_trails() {
    const std::string own = value_of(denied_, "aws:SourceArn");
    const std::size_t name = own.find(":trail/");
    if (name == std::string::npos) {
      return;
    }
    trails_.push_back(own.substr(0, name) + ":trail/remora-another-trail");
    for (const std::string& trail : trails_) {
      const auto arn = Arn::parse(trail);
      if (trail == own || !arn || !is_account_id(arn->account)) {
        continue;
      }
      const std::string account(arn->account);
      Request request = asked_by(denied_.principal.text());
      set_source(request, account, trail);
      add(trail.ends_with("/remora-another-trail") ? "another trail of account " + account : trail,
          std::move(request),
          false,
          account);
    }
  }

  void add_people() {
    add("anonymous", asked_by("anonymous"));
    for (const std::string& account : accounts_) {
      add("a user of " + in_words(account), asked_by("arn:aws:iam::" + account + ":user/u"), true);
      add("a role of " + in_words(account),
          asked_by("arn:aws:sts::" + account + ":assumed-role/remora-another-role/s"),
          true);
    }
    add("a user of account " + account_, asked_by("arn:aws:iam::" + account_ + ":user/u"), true);
    if (!service_) {
      add("another role of account " + account_,
          asked_by("arn:aws:sts::" + account_ + ":assumed-role/remora-another-role/s"),
          true);
    }
  }

  void add_other_requests() {
    const std::string who(denied_.principal.text());
    const auto arn = Arn::parse(denied_.resource);
    const bool object = arn && arn->service == "s3" && arn->resource.find('/') != std::string::npos;
    const std::string bucket =
        object ? denied_.resource.substr(0, denied_.resource.find('/')) : denied_.resource;
    for (const std::string_view action : other_actions(denied_.action)) {
      if (action == denied_.action) {
        continue;
      }
      const std::string doing = who + " doing " + std::string(action);
      add_own(doing + " there", action, denied_.resource);
      if (object) {
        add_own(doing + " on the bucket", action, bucket);
      }
    }
    if (object) {
      for (const std::string& key :
           {std::string("/remora-elsewhere/file"), "/AWSLogs/" + unknown_ + "/remora/file"}) {
        add_own(std::string(who).append(" writing ").append(key),
                denied_.action,
                std::string(bucket).append(key));
      }
    }
  }

  void add_own(std::string who, std::string_view action, const std::string& resource) {
    Request request = denied_;
    request.action = action;
    request.resource = resource;
    strangers_.push_back({std::move(who), std::move(request), false, false, {}});
  }

  std::vector<std::string> accounts_;
  std::vector<std::string> trails_;
  bool service_;
  std::string account_;
  std::string unknown_;
  std::vector<Stranger> strangers_;
};

}  // namespace

std::vector<Stranger> strangers_around(const world::World& world,
                                       const Request& denied,
                                       std::string_view policy) {
  return Gathering(world, denied, policy).gather();
}

Request for_account(const world::World& world,
                    const Request& request,
                    const std::string& own,
                    const std::string& account) {
  return Asking(world, request).by_service_for(own, account);
}

}  // namespace remora::remedy
