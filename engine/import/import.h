#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/file_reader.h"
#include "engine/base/result.h"
#include "engine/base/unknown.h"
#include "engine/import/calls.h"
#include "engine/import/file.h"
#include "engine/import/snapshot.h"

/// From the files that people have to a scenario.
namespace remora::imports {

/// Documents by the paths that they were read from.
using Documents = std::map<std::string, json::DocumentPtr>;

/// What is imported: files and folders, and what the command line says about them.
struct Sources {
  std::vector<std::string> paths;
  std::vector<CallText> calls;
  SourcePtr error_text;  // of the delivery that failed, or null; tried unless the files hold one
  Options options;
  Documents documents = {};  // those that were read already
};

struct Imported {
  json::DocumentPtr scenario;
  /// What the inputs come to where a condition of a template comes out otherwise that nobody can
  /// decide here.
  std::vector<json::DocumentPtr> otherwise = {};
  std::vector<Unknown> undecided = {};  // what those conditions depend on
  bool too_many_conditions = false;     // not all ways were tried
  std::vector<Assumed> assumed;
  fixture::Findings findings;
  fixture::Derivations derivations = {};
  std::vector<std::string> secrets = {};  // texts that are shown to nobody
  Diagnostics warnings;
};

/// True for a document that this reads, of whatever kind.
bool is_importable(const json::Value& root);

/// Reads the files and what stands in the folders, together: one world.
/// Errors: a file that cannot be read or is none of the kinds that are read, with what it is;
/// things that contradict each other; policies without a delivery to try, with the command that
/// gives one. They show none of the texts that are secret.
Result<Imported> import_sources(const Sources& sources, FileReader& files);

}  // namespace remora::imports
