#include <string>

#include "engine/delivery/config/service.h"

namespace remora::delivery::config {

namespace {

constexpr std::string_view kControlTowerKeys =
    "AWS Control Tower User Guide, \"Optionally configure AWS KMS keys\"";
constexpr std::string_view kControlTowerBucket =
    "AWS Control Tower User Guide, \"Amazon S3 bucket policy for logging\"";
constexpr std::string_view kRolePage =
    "AWS Config Developer Guide, \"Permissions for the IAM Role Assigned to AWS Config\"";

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
                   ? for_account("AWSConfigSNSPolicy",
                                 "AWS Config Developer Guide, \"Permissions for the Amazon SNS "
                                 "Topic\"")
                   : std::nullopt;
      case PolicyType::Trust:
        draft_.statement.resource.clear();
        return action == "sts:AssumeRole" ? for_account("AWSConfigAssumeRole", kRolePage)
                                          : std::nullopt;
      default:
        return std::nullopt;
    }
  }

  Documented for_account(std::string_view sid, std::string_view source) {
    draft_.test_source("aws:SourceAccount", home_.account);
    return draft_.document(sid, source);
  }

  Documented for_key() {
    if (!value_of(denied_, "kms:EncryptionContext:aws:sns:topicArn").empty()) {
      return draft_.for_topic_key();
    }
    draft_.statement.actions = {"kms:Decrypt", "kms:GenerateDataKey"};
    // Control Tower delivers for every enrolled account, so its statement names none.
    return control_tower_
               ? draft_.document("Allow Config to use KMS for encryption", kControlTowerKeys)
               : for_account("AWSConfigKMSPolicy",
                             "AWS Config Developer Guide, \"Permissions for the KMS Key for the "
                             "AWS Config Delivery Channel\"");
  }

  /// The folder of the account: for the service that of Config in it.
  [[nodiscard]] std::string objects() const {
    const std::string_view key = draft_.object_key();
    return std::string(key.substr(0, key.rfind("/Config/"))) +
           (draft_.by_service() ? "/Config/*" : "/*");
  }

  void name_bucket() { draft_.name_bucket(draft_.writes() ? objects() : std::string()); }

  Documented for_bucket() {
    const std::string organization = value_of(denied_, "aws:SourceOrgID");
    if (control_tower_ && !organization.empty()) {
      draft_.name_bucket(draft_.writes() ? world_.organization->id.shown("o-*") + "/AWSLogs/*/*"
                                         : std::string());
      draft_.test("StringEquals", "aws:SourceOrgID", organization);
      return draft_.document(
          draft_.writes() ? "AWSBucketDeliveryForConfig" : "AWSBucketPermissionsCheck",
          kControlTowerBucket);
    }
    name_bucket();
    if (draft_.writes()) {
      draft_.test("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control");
    }
    return for_account(draft_.writes()                      ? "AWSConfigBucketDelivery"
                       : draft_.action() == "s3:ListBucket" ? "AWSConfigBucketExistenceCheck"
                                                            : "AWSConfigBucketPermissionsCheck",
                       "AWS Config Developer Guide, \"Permissions for the Amazon S3 Bucket for the "
                       "AWS Config Delivery Channel\"");
  }

  /// What the recorder's role needs: in its own policy, and across accounts also in the
  /// resource's.
  Documented for_role(PolicyType policy) {
    if (policy == PolicyType::Trust || policy == PolicyType::Rcp) {
      return std::nullopt;
    }
    if (draft_.action().starts_with("kms:")) {
      draft_.statement.actions = {"kms:Decrypt", "kms:GenerateDataKey"};
      return draft_.document("AWSConfigRoleKey", kRolePage);
    }
    if (!draft_.action().starts_with("s3:")) {
      return std::nullopt;
    }
    name_bucket();
    if (!draft_.writes()) {
      return draft_.document("AWSConfigRoleBucketAcl", kRolePage);
    }
    draft_.statement.actions = {"s3:PutObject", "s3:PutObjectAcl"};
    draft_.test("StringLike", "s3:x-amz-acl", "bucket-owner-full-control");
    return draft_.document("AWSConfigRoleDelivery", kRolePage);
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

}  // namespace remora::delivery::config
