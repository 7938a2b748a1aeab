#include "engine/import/contents.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/base/symbol.h"
#include "engine/import/printed_template.h"
#include "engine/import/stand_in.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"

namespace remora::imports {

namespace {

using json::Value;

/// Which type the policy of a resource, or under a name, is.
struct TypeRow {
  std::string_view where;
  PolicyType type;
};

// Source: the resource types of the AWS CloudFormation Template Reference and of the Terraform
// Registry (hashicorp/aws); of others the policies are resource-based.
constexpr auto kTypes = std::to_array<TypeRow>({
    {"AWS::S3::BucketPolicy", PolicyType::Bucket},
    {"AWS::KMS::Key", PolicyType::Key},
    {"AWS::KMS::ReplicaKey", PolicyType::Key},
    {"AWS::SNS::TopicPolicy", PolicyType::Topic},
    {"AWS::SNS::TopicInlinePolicy", PolicyType::Topic},
    {"AWS::EC2::VPCEndpoint", PolicyType::VpcEndpoint},
    {"aws_s3_bucket_policy", PolicyType::Bucket},
    {"aws_s3_bucket", PolicyType::Bucket},
    {"aws_kms_key", PolicyType::Key},
    {"aws_kms_key_policy", PolicyType::Key},
    {"aws_kms_external_key", PolicyType::Key},
    {"aws_kms_replica_key", PolicyType::Key},
    {"aws_sns_topic", PolicyType::Topic},
    {"aws_sns_topic_policy", PolicyType::Topic},
    {"aws_vpc_endpoint", PolicyType::VpcEndpoint},
    {"aws_vpc_endpoint_policy", PolicyType::VpcEndpoint},
});

// The members that hold a policy of one type wherever they stand.
constexpr auto kMembers = std::to_array<TypeRow>({
    {"AssumeRolePolicyDocument", PolicyType::Trust},
    {"assumeRolePolicyDocument", PolicyType::Trust},
    {"assume_role_policy", PolicyType::Trust},
    {"trustPolicy", PolicyType::Trust},
    {"permissionsBoundary", PolicyType::Boundary},
    {"bucketPolicy", PolicyType::Bucket},
    {"KeyPolicy", PolicyType::Key},
    {"serviceControlPolicies", PolicyType::Scp},
    {"resourceControlPolicies", PolicyType::Rcp},
});

std::optional<PolicyType> find_type(const auto& rows, std::string_view where) {
  const auto found = std::find_if(
      rows.begin(), rows.end(), [&](const TypeRow& row) { return row.where == where; });
  return found == rows.end() ? std::nullopt : std::optional(found->type);
}

/// What resources are of which nothing is said: those of IAM have identity policies, the policies
/// of others are of their own kind.
PolicyType type_of_resource(std::string_view type) {
  if (const auto known = find_type(kTypes, type)) {
    return *known;
  }
  const bool of_iam = type.starts_with("AWS::IAM::") || type.starts_with("aws_iam_") ||
                      type.starts_with("AWS::SSO::") || type.starts_with("aws_ssoadmin_");
  return of_iam ? PolicyType::Identity : PolicyType::Resource;
}

/// Control policies say which they are in a member beside them.
std::optional<PolicyType> type_of_control(const Value& around) {
  for (const char* name : {"Type", "type"}) {
    const std::string type = member_text(around, name);
    if (type == "SERVICE_CONTROL_POLICY" || type == "RESOURCE_CONTROL_POLICY") {
      return type.starts_with('S') ? PolicyType::Scp : PolicyType::Rcp;
    }
  }
  return std::nullopt;
}

/// Takes out of statements what a function gives as a whole, so that what is left has the form that
/// it will have, whatever it is.
void settle_statement(Part& statement) {
  if (Part* const effect = statement.find("Effect"); effect && has_unknown(effect->text)) {
    effect->text = "Allow";
  }
  for (const char* name : {"Principal", "NotPrincipal"}) {
    Part* const principal = statement.find(name);
    if (principal && has_unknown(principal->text)) {
      Part object = Part::object(principal->place);
      object.set("AWS", Part::string(principal->text, principal->place));
      statement.set(name, std::move(object));
    }
  }
  if (Part* const condition = statement.find("Condition")) {
    std::erase_if(condition->children,
                  [](const Part& test) { return test.kind == json::Kind::String; });
  }
  std::erase_if(statement.children, [](const Part& part) {
    return part.name == "Condition" && part.kind == json::Kind::String;
  });
}

void settle(Part& statements) {
  if (statements.kind == json::Kind::Object) {
    settle_statement(statements);
    return;
  }
  std::erase_if(statements.children,
                [](const Part& statement) { return statement.kind != json::Kind::Object; });
  for (Part& statement : statements.children) {
    settle_statement(statement);
  }
}

class Collector {
 public:
  explicit Collector(const File& file) : file_(file) { found_.kind = kind_of(file.root()); }

  Contents run() {
    const Value root = file_.root();
    switch (found_.kind) {
      case FileKind::Template:
        for_each_resource(root);
        break;
      case FileKind::TerraformPlan:
        read_plan(root);
        break;
      case FileKind::Policy:
        add(root, std::nullopt);
        break;
      default:
        collect(root, {}, std::nullopt);
    }
    return std::move(found_);
  }

 private:
  void for_each_resource(const Value& root) {
    stand_ins_.emplace(root);
    const auto resources = root.find("Resources");
    for (const json::Member& resource :
         resources ? resources->members() : std::vector<json::Member>()) {
      const auto properties = resource.value.find("Properties");
      if (properties) {
        resource_ = resource.key.text();
        const PolicyType type = type_of_resource(member_text(resource.value, "Type"));
        collect(*properties, {}, type_of_control(*properties).value_or(type));
      }
    }
    stand_ins_.reset();
    resource_.clear();
  }

  /// What the plan makes or keeps; a plan without changes has its planned values alone.
  void read_plan(const Value& root) {
    const auto changes = root.find("resource_changes");
    if (!changes) {
      if (const auto planned = root.find("planned_values")) {
        collect(*planned, {}, std::nullopt);
      }
      return;
    }
    for (const Value& change : changes->elements()) {
      const auto details = change.find("change");
      const auto after = details ? details->find("after") : std::nullopt;
      if (!after || member_text(change, "mode") == "data") {
        continue;  // a data source's policy is found where it is used
      }
      resource_ = member_text(change, "address");
      const PolicyType type = type_of_resource(member_text(change, "type"));
      collect(*after, {}, type_of_control(*after).value_or(type));
      // Of others the provider makes a policy of its own.
      const bool has_policy = member_text(change, "type").ends_with("_policy");
      if (const auto unknown = details->find("after_unknown")) {
        found_.unknown += has_policy && member_text(*unknown, "policy") == "true" ? 1U : 0U;
        found_.unknown += member_text(*unknown, "assume_role_policy") == "true" ? 1U : 0U;
      }
    }
  }

  /// A resource of a state, by what it says of itself.
  void note_resource(const Value& value, std::optional<PolicyType>& type) {
    const std::string address = member_text(value, "address");
    const bool stored = has(value, "instances") && has(value, "type");
    if (address.empty() && !stored) {
      return;
    }
    resource_ = stored ? member_text(value, "type") + "." + member_text(value, "name") : address;
    data_ = member_text(value, "mode") == "data";
    type = type_of_resource(member_text(value, "type"));
  }

  // As deep as the reader.
  // NOLINTNEXTLINE(misc-no-recursion)
  void collect(const Value& value, std::string_view name, std::optional<PolicyType> type) {
    if (const auto known = find_type(kMembers, name)) {
      type = known;
    }
    if (found_.kind == FileKind::TerraformState || found_.kind == FileKind::TerraformPlan) {
      note_resource(value, type);
    } else if (const auto control = type_of_control(value)) {
      type = control;
    }
    if (stand_ins_ && add_made(value, name, type)) {
      return;
    }
    if (holds_policy(value)) {
      add(value, type);
      return;
    }
    if (found_.kind == FileKind::None && has(value, "Resources") &&
        kind_of(value) == FileKind::Template) {
      for_each_resource(value);  // as snapshots of CDK's tests hold them
      return;
    }
    for (const Value& element : value.elements()) {
      collect(element, name, type);
    }
    for (const json::Member& member : value.members()) {
      collect(member.value, member.key.text(), type);
    }
  }

  /// Whether the value is a policy, or a text that is one.
  static bool holds_policy(const Value& value) {
    if (value.is_object()) {
      return has(value, "Statement");
    }
    const SourcePtr text = json::embedded_document(value);
    const auto read = text ? json::read(text) : Result<json::DocumentPtr>(fail({}));
    return read && has((*read)->root(), "Statement");
  }

  /// A policy that a function gives, under a name that holds one.
  bool add_made(const Value& value, std::string_view name, std::optional<PolicyType> type) {
    const bool named = name.ends_with("PolicyDocument") || name == "KeyPolicy";
    if (!named || !template_function(value)) {
      return false;
    }
    const auto part = stand_ins_->of(value);
    if (part && part->kind == json::Kind::Object && part->find("Statement") != nullptr) {
      add_built(*part, type);
    } else {
      ++found_.unknown;
    }
    return true;
  }

  void add(const Value& policy, std::optional<PolicyType> type) {
    if (data_) {
      return;
    }
    if (stand_ins_ && policy.is_object()) {
      if (const auto part = stand_ins_->of(policy)) {
        add_built(*part, type);
      }
      return;
    }
    found_.policies.push_back({file_.json, policy, type, resource_});
  }

  void add_built(Part part, std::optional<PolicyType> type) {
    Part* const statements = part.find("Statement");
    if (statements == nullptr || statements->kind == json::Kind::String) {
      ++found_.unknown;
      return;
    }
    settle(*statements);
    const json::DocumentPtr document = build(part, file_.source);
    found_.policies.push_back({document, document->root(), type, resource_, /*open=*/true});
  }

  const File& file_;
  Contents found_;
  std::optional<StandIns> stand_ins_;  // in a template
  std::string resource_;
  bool data_ = false;  // what is looked at is a data source of a state
};

}  // namespace

std::string describe(FileKind kind) {
  switch (kind) {
    case FileKind::Policy:
      return "a policy";
    case FileKind::AwsCliOutput:
      return "output of the AWS CLI";
    case FileKind::Template:
      return "a CloudFormation template";
    case FileKind::CloudAssembly:
      return "the manifest of a CDK app";
    case FileKind::TerraformPlan:
      return "a Terraform plan";
    case FileKind::TerraformState:
      return "a Terraform state";
    case FileKind::Event:
      return "an event of CloudTrail";
    case FileKind::LandingZone:
      return "the manifest of a Control Tower landing zone";
    case FileKind::None:
      break;
  }
  return "a file";
}

Contents contents_of(const File& file) {
  const auto printed = template_in(file);
  return Collector(printed ? printed->value_or(file) : file).run();
}

}  // namespace remora::imports
