#pragma once

#include <string>
#include <string_view>

namespace remora::imports {

/// Where a stack is made.
struct StackPlace {
  std::string account;
  std::string region;
};

/// A JSON value in the words of a template: where a text holds the stack's account or Region, and
/// the template writes out neither, it becomes an `Fn::Sub` with the pseudo parameters
/// `AWS::AccountId` and `AWS::Region`, and with `AWS::Partition` where the template has it. A
/// template is for any account; what is written into it must be, too.
/// Source: AWS CloudFormation Template Reference, "Pseudo parameters", "Fn::Sub".
std::string in_words_of_template(std::string_view text,
                                 const StackPlace& stack,
                                 const std::string& json);

}  // namespace remora::imports
