#include <algorithm>
#include <vector>

#include "engine/admission/principal_form.h"
#include "engine/admission/resource_match.h"
#include "engine/aws/arn.h"
#include "engine/base/symbol.h"
#include "engine/lint/rules.h"

namespace remora::lint {

namespace {

/// True for policies in which IAM fills an ARN of fewer fields up with wildcards.
constexpr bool pads_arns(PolicyType type) {
  return type == PolicyType::Identity || type == PolicyType::Boundary;
}

std::string_view partition_of(std::string_view arn) {
  constexpr std::size_t kPrefix = 4;  // arn:
  return arn.substr(kPrefix, arn.find(':', kPrefix) - kPrefix);
}

bool is_literal(std::string_view text) {
  return text.find_first_of("*?$") == std::string_view::npos && !has_symbol(text);
}

void check_form(const RuleContext& context, const PolicyText& value) {
  if (admission::matches_every_resource(value.text)) {
    if (context.policy->type == PolicyType::Bucket) {
      context.report(Code::ResourceStarInBucketPolicy,
                     value.span,
                     "a bucket policy cannot have the resource \"*\"",
                     "write the bucket's ARN, and the same with /* for its objects");
    }
    return;
  }
  const auto arn = Arn::parse(value.text);
  if (!arn && has_symbol(value.text)) {
    return;  // see admission::open_texts
  }
  if (arn) {
    if (!is_literal(arn->service) && !has_symbol(arn->service)) {
      context.report(Code::ResourceServiceWildcard,
                     value.span,
                     "the service of an ARN takes no wildcards",
                     "write one ARN for each service");
    }
    return;
  }
  if (value.text.starts_with("arn:") && pads_arns(context.policy->type)) {
    context.report(Code::IncompleteArn,
                   value.span,
                   in_quotes(value.text) +
                       " has fewer than six fields, IAM adds \":*\" for each "
                       "that is missing",
                   "write the whole ARN");
    return;
  }
  context.report(Code::ResourceNotAnArn,
                 value.span,
                 in_quotes(value.text) + " is no ARN",
                 value.text.starts_with("arn:") ? "an ARN has six fields, separated by colons"
                                                : "write \"*\" or an ARN");
}

/// Every text of the policy that is an ARN: resources, principals, values of conditions.
std::vector<PolicyText> arns_of(const PolicyDocument& policy) {
  std::vector<PolicyText> arns;
  const auto add = [&](const PolicyText& value) {
    if (Arn::parse(value.text)) {
      arns.push_back(value);
    }
  };
  for (const Statement& statement : policy.statements) {
    for (const PrincipalEntry& entry : statement.principal.entries) {
      add(entry.value);
    }
    std::for_each(statement.resource.values.begin(), statement.resource.values.end(), add);
    for (const ConditionEntry& entry : statement.conditions) {
      std::for_each(entry.values.begin(), entry.values.end(), add);
    }
  }
  return arns;
}

void check_partitions(const RuleContext& context) {
  std::string_view first;
  for (const PolicyText& arn : arns_of(*context.policy)) {
    const std::string_view partition = partition_of(arn.text);
    if (!is_literal(partition)) {
      continue;
    }
    if (!admission::is_known_partition(partition)) {
      context.report(Code::UnknownPartition,
                     arn.span,
                     "AWS has no partition " + in_quotes(partition),
                     "most ARNs begin with arn:aws:");
    } else if (first.empty()) {
      first = partition;
    } else if (partition != first) {
      context.report(Code::WrongPartition,
                     arn.span,
                     "this ARN is of partition " + std::string(partition) +
                         ", the policy begins in " + std::string(first),
                     "nothing reaches from one partition into another");
    }
  }
}

std::string_view bucket_of(const Arn& arn) {
  return arn.service == "s3" ? arn.resource.substr(0, arn.resource.find_first_of("/*?$"))
                             : std::string_view();
}

void check_buckets(const RuleContext& context) {
  if (context.policy->type != PolicyType::Bucket) {
    return;
  }
  std::string_view bucket = context.options->bucket;
  for (const StatementView& view : context.statements) {
    for (const PolicyText& value : view.statement->resource.values) {
      const auto arn = Arn::parse(value.text);
      if (!arn) {
        continue;
      }
      const std::string_view name = bucket_of(*arn);
      if (bucket.empty()) {
        bucket = name;
      } else if (name != bucket) {
        context.report(Code::ResourceOfAnotherBucket,
                       value.span,
                       in_quotes(value.text) + " is not of the bucket " + in_quotes(bucket),
                       "a bucket policy is about its own bucket only");
      }
    }
  }
}

}  // namespace

void check_resources(const RuleContext& context) {
  for (const StatementView& view : context.statements) {
    const PatternElement& resource = view.statement->resource;
    if (resource.negated && view.allows() && !only_limits(context.policy->type)) {
      context.report(Code::NotResourceWithAllow,
                     resource.span,
                     "Allow with \"NotResource\" grants on everything that is not listed",
                     "list what is meant in \"Resource\", or deny on the listed ones");
    }
    for (const PolicyText& value : resource.values) {
      check_form(context, value);
    }
  }
  check_partitions(context);
  check_buckets(context);
}

}  // namespace remora::lint
