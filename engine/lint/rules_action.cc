#include <algorithm>

#include "engine/admission/resource_match.h"
#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/base/symbol.h"
#include "engine/base/wildcard.h"
#include "engine/lint/rules.h"

namespace remora::lint {

namespace {

/// The service whose actions a policy of that type decides; empty: any.
constexpr std::string_view owner_service(PolicyType type) {
  switch (type) {
    case PolicyType::Bucket:
      return "s3";
    case PolicyType::Key:
      return "kms";
    case PolicyType::Topic:
      return "sns";
    case PolicyType::Trust:
      return "sts";
    case PolicyType::Identity:
    case PolicyType::Boundary:
    case PolicyType::Session:
    case PolicyType::Scp:
    case PolicyType::Rcp:
    case PolicyType::VpcEndpoint:
    case PolicyType::Resource:
      break;
  }
  return {};
}

std::string hint_for(std::string_view action) {
  const std::string nearest = nearest_action(action);
  return nearest.empty() ? std::string() : "did you mean " + in_quotes(nearest) + "?";
}

/// Old default policies of topics name an action that the reference no longer lists.
bool is_retired(std::string_view action) {
  return glob_ignoring_case(action, "sns:Receive");
}

/// Reports an action that cannot be meant; true if nothing more can be said about it.
bool check_name(const RuleContext& context, const PolicyText& value) {
  if (has_symbol(value.text)) {
    return true;  // see admission::open_texts
  }
  const auto action = Action::parse(value.text);
  if (!action) {
    return value.text != "*";  // the parser has reported it
  }
  const std::string_view owner = owner_service(context.policy->type);
  if (!owner.empty() && !glob_ignoring_case(action->service, owner)) {
    const bool is_slip = !is_known_service(action->service) && !hint_for(value.text).empty();
    context.report(Code::ForeignServiceAction,
                   value.span,
                   in_quotes(value.text) + " is no action of " + std::string(owner) +
                       ", the only service that asks " +
                       describe_with_article(context.policy->type),
                   is_slip ? hint_for(value.text) : "move it to the policy of its own resource");
    return true;
  }
  if (!is_known_service(action->service) || is_retired(value.text) ||
      !expand_action(value.text).empty()) {
    return false;
  }
  context.report(Code::UnknownAction,
                 value.span,
                 in_quotes(value.text) + " matches no action of " + std::string(action->service),
                 hint_for(value.text));
  return true;
}

bool has_type(const ActionRow& row, std::string_view type) {
  const auto types = words(row.resource_types);
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool any_resource_matches(const Statement& statement, std::string_view arn_template) {
  return std::any_of(
      statement.resource.values.begin(),
      statement.resource.values.end(),
      [&](const PolicyText& value) { return admission::can_match(value.text, arn_template); });
}

/// `arn:aws:s3:::bucket`, written for the statement's first resource.
std::string bucket_arn_of(const Statement& statement) {
  const std::string_view text = statement.resource.values.front().text;
  return std::string(text.substr(0, text.find('/')));
}

void report_mismatch(const RuleContext& context,
                     const Statement& statement,
                     const PolicyText& value,
                     const std::vector<const ActionRow*>& rows) {
  const auto all = [&](std::string_view wanted, std::string_view other) {
    return std::all_of(rows.begin(), rows.end(), [&](const ActionRow* row) {
      return row->service == "s3" && has_type(*row, wanted) && !has_type(*row, other);
    });
  };
  if (all("bucket", "object") && any_resource_matches(statement, arn_template("s3", "object"))) {
    context.report(Code::BucketActionOnObject,
                   value.span,
                   in_quotes(value.text) + " acts on buckets, but the resources are objects",
                   "add " + in_quotes(bucket_arn_of(statement)));
    return;
  }
  if (all("object", "bucket") && any_resource_matches(statement, arn_template("s3", "bucket"))) {
    context.report(Code::ObjectActionOnBucket,
                   value.span,
                   in_quotes(value.text) + " acts on objects, but the resource is a bucket",
                   "add " + in_quotes(bucket_arn_of(statement) + "/*"));
    return;
  }
  const auto types = words(rows.front()->resource_types);
  context.report(Code::ActionResourceMismatch,
                 value.span,
                 "no resource of the statement is one that " + in_quotes(value.text) + " acts on",
                 types.empty()
                     ? "it takes only \"*\""
                     : "it acts on " + std::string(arn_template(rows.front()->service, types[0])));
}

/// Whether a resource is the one that AWS authorizes an action on that names none of its own. For
/// a list by path IAM adds the path:
/// arn:aws:iam::A:role/aws-service-role/opensearchservice.amazonaws.com/ (AWS's text of
/// iam:ListRoles, posted).
bool is_account_resource(const ActionRow& row, const Statement& statement) {
  const std::string arn(account_resource({row.service, row.name}));
  return !arn.empty() &&
         (any_resource_matches(statement, arn) ||
          (arn.ends_with('/') && any_resource_matches(statement, arn + "${Path}/")));
}

/// `arn:aws:logs:*:*:*`: whatever ARN AWS asks for, if it is one. S3's is a name of buckets.
bool covers_service(const ActionRow& row, const Statement& statement) {
  return row.service != "s3" && std::any_of(statement.resource.values.begin(),
                                            statement.resource.values.end(),
                                            [&](const PolicyText& value) {
                                              const auto arn = Arn::parse(value.text);
                                              return arn && arn->service == row.service &&
                                                     arn->resource == "*";
                                            });
}

/// True if nothing can be said about the resources: what is no ARN has a finding of its own.
bool is_open(const PatternElement& resource) {
  return resource.negated || resource.values.empty() ||
         std::any_of(resource.values.begin(), resource.values.end(), [](const PolicyText& value) {
           return !value.text.starts_with("arn:");
         });
}

void check_resources_of_action(const RuleContext& context,
                               const Statement& statement,
                               const PolicyText& value,
                               admission::ResourceReach& reach) {
  const auto action = Action::parse(value.text);
  if (!action || !is_known_service(action->service)) {
    return;  // "*" also covers services that are not in the tables
  }
  const auto rows = expand_action(value.text);
  const bool applies = std::any_of(rows.begin(), rows.end(), [&](const ActionRow* row) {
    return reach.covers(*row) || is_account_resource(*row, statement) ||
           covers_service(*row, statement);
  });
  if (!rows.empty() && !applies) {
    report_mismatch(context, statement, value, rows);
  }
}

}  // namespace

void check_actions(const RuleContext& context) {
  for (const StatementView& view : context.statements) {
    const Statement& statement = *view.statement;
    if (statement.action.negated && view.allows() && !only_limits(context.policy->type)) {
      context.report(Code::NotActionWithAllow,
                     statement.action.span,
                     "Allow with \"NotAction\" grants every action that is not listed",
                     "list what is meant in \"Action\", or deny the listed ones");
    }
    admission::ResourceReach reach(statement.resource);
    const bool judge_resources = !statement.action.negated && !is_open(statement.resource);
    for (const PolicyText& value : statement.action.values) {
      if (!check_name(context, value) && judge_resources) {
        check_resources_of_action(context, statement, value, reach);
      }
    }
  }
}

}  // namespace remora::lint
