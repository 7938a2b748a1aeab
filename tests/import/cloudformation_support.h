#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/fixture/scenario.h"
#include "engine/import/import.h"

namespace remora::test {

/// What came of templates, as `remora check` reads them.
struct TemplateTrial {
  std::string outcome;   // `Trail delivered, Channel refused`; `bad input`
  std::string remarks;   // as standard error shows them
  std::string findings;  // one a line
  std::shared_ptr<const fixture::Scenario> scenario;
  std::string reasons;  // of what is refused or undetermined, one a line
};

using TextFiles = std::vector<std::pair<std::string, std::string>>;

/// Tries files together; all of them are inputs unless `inputs` names some.
TemplateTrial try_templates(const TextFiles& files,
                            imports::Options options = {},
                            std::vector<std::string> inputs = {});

/// Two resources in YAML: a bucket Logs with those properties, and its policy, which lets a service
/// look at it and write to that Resource.
std::string bucket_and_policy(const std::string& service,
                              const std::string& properties = "{}",
                              const std::string& resource = "!Sub \"${Logs.Arn}/*\"");

/// A template in YAML with a bucket, its policy with that Resource of the object statement, and a
/// trail with those further properties, indented by six.
std::string trail_template(const std::string& resource,
                           const std::string& properties = {},
                           const std::string& sections = {});

}  // namespace remora::test
