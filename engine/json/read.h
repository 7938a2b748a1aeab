#pragma once

#include "engine/base/result.h"
#include "engine/json/document.h"

namespace remora::json {

struct ReadLimits {
  std::size_t depth = 128;                // levels of arrays and objects
  std::size_t bytes = 256U << 20U;        // of the whole text
  std::size_t repeated = 1U << 20U;       // nodes of YAML that aliases repeat
  std::size_t yaml_brackets = 1U << 19U;  // opening ones, wherever they stand
};

/// Reads JSON text: RFC 8259, UTF-8, one value. Every node gets its place in the source.
/// Errors: malformed text, invalid UTF-8, nesting or size beyond the limits, and a key that
/// stands twice in one object (IAM refuses those: "Grammar of the IAM JSON policy language").
/// What is malformed is said in words for the person who wrote it, at the place of the slip; a
/// note behind the error names another place that explains it (a bracket that is never closed).
/// Never throws, whatever the text.
Result<DocumentPtr> read_json(const SourcePtr& source, const ReadLimits& limits = {});

/// Reads one YAML 1.2 document; the same limits, the same errors. Scalars without quotes become
/// null, booleans or numbers as in the JSON schema of YAML, everything else is text. A second
/// document behind the first is an error.
Result<DocumentPtr> read_yaml(const SourcePtr& source, const ReadLimits& limits = {});

/// JSON if the first character that is no blank opens an object or array, or a comment of
/// JavaScript, else YAML.
Result<DocumentPtr> read(const SourcePtr& source, const ReadLimits& limits = {});

/// Reads a JSON value that stands in no file.
Result<DocumentPtr> read_value(std::string_view json);

}  // namespace remora::json
