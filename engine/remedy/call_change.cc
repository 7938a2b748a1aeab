#include "engine/remedy/call_change.h"

#include <algorithm>
#include <utility>

#include "engine/aws/partition.h"
#include "engine/base/ascii.h"
#include "engine/base/words.h"
#include "engine/condition/operator.h"
#include "engine/delivery/call.h"
#include "engine/evaluate/trace.h"
#include "engine/policy/parse.h"

namespace remora::remedy {

namespace {

using delivery::Call;
using delivery::known_text;
using delivery::Outcome;
using Setting = world::Fact<std::optional<std::string>>;

/// What a call says about the prefix or the key, and what AWS calls it.
struct Named {
  Setting* setting = nullptr;
  std::string_view member;
};

bool has_changes(const delivery::cloudtrail::Call& call) {
  return call.operation == delivery::cloudtrail::Operation::UpdateTrail;
}

Named prefix_of(delivery::config::Call& call) {
  return {call.channel ? &call.channel->s3_key_prefix : nullptr, "s3KeyPrefix"};
}

Named prefix_of(delivery::cloudtrail::Call& call) {
  return {has_changes(call) ? &call.changes.s3_key_prefix : &call.trail.s3_key_prefix,
          "S3KeyPrefix"};
}

Named key_of(delivery::config::Call& call) {
  return {call.channel ? &call.channel->s3_kms_key_arn : nullptr, "s3KmsKeyArn"};
}

Named key_of(delivery::cloudtrail::Call& call) {
  return {has_changes(call) ? &call.changes.kms_key_id : &call.trail.kms_key_id, "KmsKeyId"};
}

const Statement* statement_of(const Decision& decision) {
  return decision.verdict != Verdict::ExplicitlyDenied || decision.policy == nullptr ||
                 decision.statement < 0
             ? nullptr
             : &decision.policy->document()
                    ->statements[static_cast<std::size_t>(decision.statement)];
}

bool asks_about(const Statement& statement, std::string_view key) {
  return std::any_of(
      statement.conditions.begin(), statement.conditions.end(), [key](const ConditionEntry& entry) {
        return to_ascii_lower(entry.key.text).starts_with(key);
      });
}

constexpr std::string_view kEncryption = "s3:x-amz-server-side-encryption";

/// An Allow that all but matches, and wants nothing more than encryption with a key of KMS.
const Statement* demand_of(const delivery::ProbeResult& denied) {
  const CompiledPolicy* policy = denied.policies.resource;
  if (policy == nullptr || policy->is_unread() ||
      denied.decision.verdict != Verdict::ImplicitlyDenied) {
    return nullptr;
  }
  const auto asks_for_key = [](const ElementTrace& element) {
    if (element.match == Match::Yes) {
      return true;
    }
    const auto op = ConditionOperator::parse(element.operator_name);
    // `Null` with "false" wants the header, whatever it says; a negated operator keeps it out.
    const bool wants =
        op && (op->operand == OperandType::Null ? element.wanted == "false"
                                                : !op->negated && element.wanted != "AES256");
    return element.element == Element::Condition && wants &&
           to_ascii_lower(element.key).starts_with(kEncryption);
  };
  const StatementInput input(denied.request, false);
  Arena arena;
  for (const StatementTrace& one : Tracer(input, arena).trace(*policy).statements) {
    if (one.statement->effect == Effect::Allow && one.match == Match::No &&
        std::all_of(one.elements.begin(), one.elements.end(), asks_for_key)) {
      return one.statement;
    }
  }
  return nullptr;
}

/// Keys that the delivery may be meant to use, the likeliest first: the bucket's own, one that the
/// guard names, the customer managed keys of the bucket's Region.
std::vector<std::string> likely_keys(const world::World& world,
                                     const world::Bucket* bucket,
                                     const Statement& guard) {
  std::vector<std::string> keys;
  const auto add = [&](std::string_view key) {
    if (key.starts_with("arn:") && key.find('*') == std::string_view::npos &&
        std::find(keys.begin(), keys.end(), key) == keys.end()) {
      keys.emplace_back(key);
    }
  };
  if (bucket != nullptr && bucket->encryption.kms_key.known() != nullptr) {
    add(*bucket->encryption.kms_key.known());
  }
  for (const ConditionEntry& entry : guard.conditions) {
    if (equal_ignoring_case(entry.key.text, "s3:x-amz-server-side-encryption-aws-kms-key-id")) {
      for (const PolicyText& value : entry.values) {
        add(value.text);
      }
    }
  }
  for (const world::Key& key : world.keys) {
    if (key.aws_managed == false && (bucket == nullptr || bucket->region == key.region)) {
      add(key.arn);
    }
  }
  return keys;
}

/// A key that lets every service in, to try what nobody has made yet.
world::Key open_key(const std::string& region, const std::string& account) {
  world::Key key;
  key.region = region;
  key.account = account;
  key.arn = "arn:" + std::string(partition_of_region(region)) + ":kms:" + region + ":" + account +
            ":key/00000000-0000-0000-0000-000000000000";
  auto parsed = parse_policy(std::make_shared<const SourceText>("a key policy", std::string(R"({
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}})")),
                             PolicyType::Key);
  key.policy = parsed ? compile(*std::move(parsed)) : nullptr;
  return key;
}

}  // namespace

bool is_encryption_guard(const Decision& decision) {
  const Statement* statement = statement_of(decision);
  return statement != nullptr &&
         (asks_about(*statement, kEncryption) || asks_about(*statement, "aws:securetransport") ||
          asks_about(*statement, "s3:tlsversion"));
}

bool asks_for_encryption(const delivery::ProbeResult& denied) {
  return demand_of(denied) != nullptr;
}

std::optional<Advice> without_slash(const world::World& world,
                                    const Call& call,
                                    const delivery::Assumptions& assumptions) {
  Call changed = call;
  const Named prefix = std::visit([](auto& of) { return prefix_of(of); }, changed.of);
  const auto known = prefix.setting == nullptr ? std::nullopt : known_text(*prefix.setting);
  if (!known || known->size() < 2 || !known->ends_with('/')) {
    return std::nullopt;
  }
  const std::string old(*known);
  const std::string now = old.substr(0, old.find_last_not_of('/') + 1);
  *prefix.setting = std::optional(now);
  if (now.empty() || delivery::deliver(world, changed, assumptions).outcome != Outcome::Delivered) {
    return std::nullopt;
  }
  return Advice{"prefix-slash",
                "drop the slash at the end of " + std::string(prefix.member) + ", " +
                    in_quotes(now) + " for " + in_quotes(old) +
                    ": the service puts one of its own behind it, and the policies name " + now +
                    "/AWSLogs/, not " + old + "/AWSLogs/",
                {},
                false,
                true,
                true};
}

std::optional<Advice> with_key(const world::World& world,
                               const Call& call,
                               const delivery::Assumptions& assumptions,
                               const delivery::DeliveryOutcome& outcome) {
  if (!outcome.cause) {
    return std::nullopt;
  }
  const delivery::ProbeResult& denied = outcome.probes[*outcome.cause];
  const Statement* found =
      is_encryption_guard(denied.decision) ? statement_of(denied.decision) : demand_of(denied);
  if (found == nullptr) {
    return std::nullopt;
  }
  const Statement& guard = *found;
  Call changed = call;
  const Named key = std::visit([](auto& of) { return key_of(of); }, changed.of);
  const std::string name = "statement " + name_of(guard);
  if (key.setting == nullptr || !asks_about(guard, kEncryption)) {
    return Advice{"guard",
                  name +
                      " guards encryption or transport, and no exception is made from it: "
                      "services send every request over TLS, so look at what it asks for",
                  {},
                  false,
                  false};
  }
  const world::Bucket* bucket = world.bucket(named_by(call).bucket);
  const std::string member(key.member);
  const auto keys = likely_keys(world, bucket, guard);
  for (const std::string& one : keys) {
    *key.setting = std::optional(one);
    if (delivery::deliver(world, changed, assumptions).outcome == Outcome::Delivered) {
      return Advice{
          "give-key",
          "give the delivery the KMS key that " + name + " asks for: " + member + " " + one,
          {},
          false,
          true,
          true};
    }
  }
  const std::string wish = "give the delivery the KMS key that " + name + " asks for: " + member;
  if (!keys.empty()) {
    return Advice{"give-key",
                  wish + " " + keys.front() + "; then run fix again, for what stands in its way",
                  {},
                  false,
                  true,
                  false};
  }
  const std::string region = bucket == nullptr ? call.region : bucket->region.shown(call.region);
  world::World with_one = world;
  world::Key made =
      open_key(region, bucket == nullptr ? call.account : bucket->account.shown(call.account));
  *key.setting = std::optional(made.arn);
  with_one.keys.push_back(std::move(made));
  return Advice{"give-key",
                wish + ", a customer managed key in " + region + " whose policy lets " +
                    std::string(service_of(call).principal) + " in",
                {},
                false,
                true,
                delivery::deliver(with_one, changed, assumptions).outcome == Outcome::Delivered};
}

}  // namespace remora::remedy
