#pragma once

#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/import/cloudformation_choices.h"
#include "engine/import/file.h"
#include "engine/import/options.h"
#include "engine/import/snapshot.h"

/// Templates of AWS CloudFormation, of SAM and of the CDK.
namespace remora::imports::cloudformation {

/// A template, and what is known of the stack that it makes.
struct TemplateFile {
  File file;
  std::string account = {};  // empty: nobody said
  std::string region = {};
  std::string stack = {};  // its name
};

/// Puts what the templates make into the snapshot: their trails and channels as deliveries, and
/// what these touch. Each template is one stack; what one exports another imports. What nobody said
/// is unknown, and named in a note; the account and the Region are assumed. Errors, into the
/// snapshot's sink: a template that CloudFormation would refuse, as far as the deliveries depend on
/// it; a value that a parameter does not allow.
void read_templates(const std::vector<TemplateFile>& templates,
                    const Options& options,
                    FileReader& files,
                    Choices& choices,
                    Snapshot& snapshot);

/// To be called when every input has said its policies: what the templates make and nobody gave one
/// has none.
void settle_absent_policies(Snapshot& snapshot);

}  // namespace remora::imports::cloudformation
