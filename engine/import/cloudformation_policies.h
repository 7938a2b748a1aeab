#pragma once

#include <string>

#include "engine/import/cloudformation_resolver.h"

namespace remora::imports::cloudformation {

/// A policy document as the scenario has it. Every scalar is the text that was written:
/// CloudFormation hands `Version: 2012-10-17` and `aws:SecureTransport: false` to AWS as texts. One
/// of which a whole statement, condition or more is not known is unknown; so is one that is
/// missing. Source: AWS CloudFormation User Guide, "Template format".
Part policy_of(Resolved document, const Session& session, const Place& place);

/// The default policy of a key: its account may do everything with it, and no service may.
/// Source: AWS KMS Developer Guide, "Default key policy".
Part default_key_policy(const Stack& stack, const Place& place);

/// A value that a call has, of which not even a part is known, as the scenario has it; any other as
/// it is.
Part fact(Part value, const Session& session);

/// A boolean, as CloudFormation takes it from a text; unknown if it is not known. Errors: another
/// text.
Part boolean(const Part& value, Resolver& resolver, const Session& session);

}  // namespace remora::imports::cloudformation
