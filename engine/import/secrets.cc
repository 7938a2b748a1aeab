#include "engine/import/secrets.h"

#include <algorithm>
#include <set>

#include "engine/import/cloudformation_parameters.h"
#include "engine/import/conceal.h"
#include "engine/import/kind.h"
#include "engine/import/printed_template.h"
#include "engine/import/terraform_secrets.h"

namespace remora::imports {

std::vector<std::string> secrets_in(const File& file) {
  const FileKind kind = kind_of(file.root());
  if (kind == FileKind::Template) {
    const auto printed = template_in(file);
    std::vector<std::string> found = cloudformation::secrets_of(
        cloudformation::Template(printed ? printed->value_or(file) : file), {});
    std::erase_if(found, [](const std::string& text) { return !gives_something_away(text); });
    return found;
  }
  if (kind != FileKind::TerraformPlan && kind != FileKind::TerraformState) {
    return {};
  }
  DiagnosticSink nowhere(file.source);
  const std::set<std::string> found = terraform::secrets_of(terraform::Plan(file, nowhere));
  return {found.begin(), found.end()};
}

}  // namespace remora::imports
