#pragma once

#include <optional>
#include <string_view>

#include "engine/json/slip.h"

namespace remora::json {

/// A text that is neither JSON nor YAML, recognised by how it begins: another encoding than UTF-8,
/// HTML, XML, an error of the AWS CLI, a packed file, a Markdown fence, Terraform, JavaScript.
std::optional<Slip> foreign_text(std::string_view text);

}  // namespace remora::json
