#pragma once

#include <span>
#include <string>

#include "engine/base/result.h"
#include "engine/json/document.h"

namespace remora::suite {

/// A value of a YAML document that is to be another one.
struct YamlChange {
  std::string pointer;  // where, a JSON Pointer
  std::string value;    // JSON
};

/// The text with these values in the place of the old ones, written in block style where the old
/// one was; everything else, comments too, stays as it was. The result is read again, and must hold
/// what was wanted.
/// Errors: a pointer that leads nowhere; a place where this cannot be written, such as an alias.
Result<SourcePtr> replace_in_yaml(const json::DocumentPtr& document,
                                  std::span<const YamlChange> changes);

}  // namespace remora::suite
