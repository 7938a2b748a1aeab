#pragma once

#include <map>
#include <string>

#include "engine/base/place.h"
#include "engine/code/statement.h"
#include "engine/import/kind.h"
#include "engine/json/document.h"

namespace remora::imports {

/// Knows where policies stand in the files of their authors. Reads each file once.
class Homes {
 public:
  /// A file that was read already is not read again.
  void know(const json::DocumentPtr& document);

  /// The language of the file in which a policy stands, and its resource there: of a template's the
  /// logical id (in CDK's with the path of the construct), of a plan's and a state's the address.
  code::Home of(const Place& policy);

  /// Whether the file is a template.
  bool is_template(const SourcePtr& file) { return read(file).kind == FileKind::Template; }

  /// Why a change of the file would be none of what its author has, in words: it is a record, or
  /// made anew from its source. Empty if the file is the source itself.
  std::string why_not_source(const Place& policy);

 private:
  struct Known {
    SourcePtr source;        // keeps it
    json::DocumentPtr json;  // null if it is of none of the kinds that have resources
    FileKind kind = FileKind::None;
  };

  const Known& read(const SourcePtr& source);
  const Known& add(const SourcePtr& source, const json::DocumentPtr& json);

  std::map<const SourceText*, Known> known_;
};

}  // namespace remora::imports
