#pragma once

#include "engine/base/result.h"
#include "engine/json/document.h"

namespace remora::json {

/// Reads JSON text: RFC 8259, UTF-8, one value. Every node gets its place in the source.
/// Errors: malformed text, invalid UTF-8, nesting or size beyond the text's limits, a key that
/// stands twice in one object (IAM refuses those: "Grammar of the IAM JSON policy language"), and
/// the marks of symbols (base/symbol.h) in a text that is not ours.
/// What is malformed is said in words for the person who wrote it, at the place of the slip; a
/// note behind the error names another place that explains it (a bracket that is never closed).
/// Never throws, whatever the text.
Result<DocumentPtr> read_json(const SourcePtr& source);

/// Reads one YAML 1.2 document; the same limits, the same errors. Scalars without quotes become
/// null, booleans or numbers as in the JSON schema of YAML, everything else is text. A second
/// document behind the first is an error.
Result<DocumentPtr> read_yaml(const SourcePtr& source);

/// JSON if the first character that is no blank opens an object or array, or a comment of
/// JavaScript, else YAML.
Result<DocumentPtr> read(const SourcePtr& source);

/// Reads a JSON value that stands in no file.
Result<DocumentPtr> read_value(std::string_view json, Intake intake = {});

}  // namespace remora::json
