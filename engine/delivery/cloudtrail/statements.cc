#include <string>

#include "engine/aws/partition.h"
#include "engine/delivery/cloudtrail/service.h"

namespace remora::delivery::cloudtrail {

namespace {

constexpr std::string_view kLogsRole =
    "AWS CloudTrail User Guide, \"Role policy document for CloudTrail to use CloudWatch Logs for "
    "monitoring\"";

using Documented = std::optional<DocumentedStatement>;

class Statements {
 public:
  Statements(const world::World& world, const Home& home, const Call& call, const Request& denied)
      : world_(world), home_(home), denied_(denied), draft_(denied) {
    control_tower_ = is_control_tower(world, named_by(call).prefix);
  }

  Documented make(PolicyType policy) {
    return draft_.by_service() ? for_service(policy) : for_role(policy);
  }

 private:
  Documented for_service(PolicyType policy) {
    const std::string_view action = draft_.action();
    switch (policy) {
      case PolicyType::Key:
        return action.starts_with("kms:") ? for_key() : std::nullopt;
      case PolicyType::Bucket:
        return action.starts_with("s3:") ? for_bucket() : std::nullopt;
      case PolicyType::Topic:
        return action == "sns:Publish"
                   ? for_trail("AWSCloudTrailSNSPolicy20131101",
                               "AWS CloudTrail User Guide, \"Amazon SNS topic policy for "
                               "CloudTrail\"")
                   : std::nullopt;
      case PolicyType::Trust:
        draft_.statement.resource.clear();
        return action == "sts:AssumeRole" ? draft_.document("AWSCloudTrailAssumeRole", kLogsRole)
                                          : std::nullopt;
      default:
        return std::nullopt;
    }
  }

  Documented for_trail(std::string_view sid, std::string_view source) {
    draft_.test_source_arn();
    return draft_.document(sid, source);
  }

  Documented for_key() {
    if (!value_of(denied_, "kms:EncryptionContext:aws:sns:topicArn").empty()) {
      return draft_.for_topic_key();
    }
    draft_.statement.actions = {"kms:GenerateDataKey*", "kms:Decrypt"};
    draft_.test_source_arn();
    draft_.test("StringLike",
                "kms:EncryptionContext:aws:cloudtrail:arn",
                "arn:" + std::string(partition_of_region(home_.region)) +
                    ":cloudtrail:*:" + value_of(denied_, "aws:SourceAccount") + ":trail/*");
    return control_tower_
               ? draft_.document(
                     "Allow CloudTrail to use KMS for encryption",
                     "AWS Control Tower User Guide, \"Optionally configure AWS KMS keys\"")
               : draft_.document("Allow CloudTrail to encrypt logs",
                                 "AWS CloudTrail User Guide, \"Configure AWS KMS key policies for "
                                 "CloudTrail\"");
  }

  /// The bucket, or the folder in it that the documented statements name: that of the account, or
  /// for the copies of members' events that of the organization, which is then true.
  bool name_bucket() {
    if (!draft_.writes()) {
      draft_.name_bucket();
      return false;
    }
    const std::string_view key = draft_.object_key();
    std::string_view folder = key.substr(0, key.rfind("/CloudTrail"));
    bool of_organization = false;
    if (world_.organization) {
      const std::string organization = "AWSLogs/" + world_.organization->id.shown("o-*") + "/";
      const std::size_t at = folder.find(organization);
      if (at != std::string_view::npos) {
        folder = folder.substr(0, at + organization.size() - 1);
        of_organization = true;
      }
    }
    draft_.name_bucket(std::string(folder) + "/*");
    return of_organization;
  }

  Documented for_bucket() {
    const bool of_organization = name_bucket();
    const std::string organization = value_of(denied_, "aws:SourceOrgID");
    if (control_tower_ && !organization.empty()) {
      draft_.test("StringEquals", "aws:SourceOrgID", organization);
      return draft_.document(
          draft_.writes() ? "AWSBucketDeliveryForOrganizationCloudTrail"
                          : "AWSBucketPermissionsCheck",
          "AWS Control Tower User Guide, \"Amazon S3 bucket policy for logging\"");
    }
    if (draft_.writes()) {
      draft_.test("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control");
    }
    return for_trail(!draft_.writes()  ? "AWSCloudTrailAclCheck20150319"
                     : of_organization ? "AWSCloudTrailOrganizationWrite20150319"
                                       : "AWSCloudTrailWrite20150319",
                     "AWS CloudTrail User Guide, \"Amazon S3 bucket policy for CloudTrail\"");
  }

  /// The account's streams in all Regions, as the documented statement names them, or those of all
  /// members of the organization: ORGANIZATION_ACCOUNT_CloudTrail_REGION.
  void name_streams() {
    std::string& stream = draft_.statement.resource;
    const std::string members =
        world_.organization ? ":log-stream:" + world_.organization->id.shown("o-*") + "_" : "";
    const std::size_t at = members.empty() ? stream.npos : stream.find(members);
    stream = stream.substr(0, at == stream.npos ? at : at + members.size()) + "*";
  }

  /// What the role for CloudWatch Logs needs.
  Documented for_role(PolicyType policy) {
    if (policy == PolicyType::Trust || policy == PolicyType::Rcp ||
        !draft_.action().starts_with("logs:")) {
      return std::nullopt;
    }
    name_streams();
    return draft_.document(draft_.action() == "logs:PutLogEvents"
                               ? "AWSCloudTrailPutLogEvents20141101"
                               : "AWSCloudTrailCreateLogStream20141101",
                           kLogsRole);
  }

  const world::World& world_;
  const Home& home_;
  const Request& denied_;
  StatementDraft draft_;
  bool control_tower_ = false;
};

}  // namespace

std::optional<DocumentedStatement> documented_statement(const world::World& world,
                                                        const Home& home,
                                                        const Call& call,
                                                        const Request& denied,
                                                        PolicyType policy) {
  return Statements(world, home, call, denied).make(policy);
}

}  // namespace remora::delivery::cloudtrail
