#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "engine/base/file_reader.h"
#include "engine/import/cloudformation_session.h"

namespace remora::imports::cloudformation {

/// Adds the stacks that resources of the stacks make: AWS::CloudFormation::Stack whose template is
/// a file beside this one (also as the CDK writes it), AWS::CloudFormation::StackSet once for each
/// account and Region that it lists. Gives the names of the files that were read so; a template
/// that is elsewhere is none of the inputs. Errors, into the snapshot's sink: a template that is no
/// template.
std::set<std::string> add_nested_stacks(Session& session, FileReader& files);

/// The value of an output of the stack that a resource makes; nothing if it is not among the
/// inputs.
std::optional<std::string> nested_output(const Resource& resource,
                                         std::string_view attribute,
                                         const Stack& stack,
                                         const Session& session);

}  // namespace remora::imports::cloudformation
