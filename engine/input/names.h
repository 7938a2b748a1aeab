#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/diagnostic.h"
#include "engine/input/member_reader.h"

/// The names of a scenario whose spelling AWS fixes. Where one cannot be right that is an error:
/// with it AWS would refuse the call, or nothing in the world would be found by it, and the verdict
/// be about something else.
namespace remora::input {

/// A member that must be there and be an account id: twelve digits, or a text that is not known.
std::string read_account(MemberReader& reader, std::string_view name, DiagnosticSink& sink);

/// Reports what stands for the id of an account and cannot be one. Empty: nobody says it.
void check_account(std::string_view id, const Place& place, DiagnosticSink& sink);

/// What is wrong with the name of a Region, as a hint; nothing if it can be one.
std::optional<std::string> region_hint(std::string_view region);

/// A member that must be there and be spelled as a Region is. New Regions come every year, so only
/// what is no word of a Region's name is wrong: `us-est-1`.
std::string read_region(MemberReader& reader, std::string_view name, DiagnosticSink& sink);

/// How the ARN of a kind of resource is spelled.
/// Source: Service Authorization Reference, resource types of KMS, SNS, IAM and CloudWatch Logs.
struct ArnForm {
  std::string_view what;      // `a KMS key`
  std::string_view service;   // `kms`
  bool region = true;         // it says a Region
  std::string_view resource;  // what its resource begins with: `key/`
  std::string_view example;
};

inline constexpr ArnForm kKeyArn = {
    "a KMS key", "kms", true, "key/", "arn:aws:kms:us-east-1:111122223333:key/ID"};
inline constexpr ArnForm kTopicArn = {
    "an SNS topic", "sns", true, "", "arn:aws:sns:us-east-1:111122223333:TOPIC"};
inline constexpr ArnForm kLogGroupArn = {"a log group",
                                         "logs",
                                         true,
                                         "log-group:",
                                         "arn:aws:logs:us-east-1:111122223333:log-group:NAME:*"};
inline constexpr ArnForm kRoleArn = {
    "a role", "iam", false, "role/", "arn:aws:iam::111122223333:role/ROLE"};

/// The member `arn`, which must be there and have that form; what is not known in it is let
/// through.
std::string read_arn(MemberReader& reader, const ArnForm& form, DiagnosticSink& sink);

}  // namespace remora::input
