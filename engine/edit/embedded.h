#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/edit/change.h"
#include "engine/edit/splice.h"

namespace remora::edit {

/// What is done to a file to change a text that stands in it as a string.
struct FileEdit {
  std::vector<Splice> splices;
  Change change;  // the same as an operation on the file's document: the new string, whole
};

/// Carries changes of an embedded text outwards to its file. What is new is written as the text is:
/// with the escapes that it uses, the indentation of its block. Every other byte stays, and the
/// file was read again to prove that only the text changes, and becomes what is wanted.
/// Errors: the text is not written there as it reads; its form cannot hold what is new (a line
/// break between single quotes); it stands at several places through an alias of YAML.
Result<FileEdit> in_file(const SourcePtr& embedded, std::vector<Splice> splices);

}  // namespace remora::edit
