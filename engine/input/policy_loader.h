#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/authorize/policy_set.h"
#include "engine/base/file_reader.h"
#include "engine/evaluate/compiled_policy.h"
#include "engine/input/member_reader.h"
#include "engine/input/policy_cache.h"

namespace remora::input {

/// Reads the policies of an input in all their forms: an inline document, the text of one (escaped
/// or percent-encoded, as AWS prints it), the path of a file beside the input, the ARN of a managed
/// policy, `{"arn": "...", "document": POLICY}` for one with an ARN of its own, or `{"unknown":
/// "why"}` for one that nobody has looked at; a document also inside of what a command of the AWS
/// CLI prints. A file that is named twice is read once; with a cache, once for all who share it.
class PolicyLoader {
 public:
  PolicyLoader(json::DocumentPtr input,
               FileReader& files,
               DiagnosticSink& sink,
               PolicyCache* cache = nullptr)
      : input_(std::move(input)), files_(&files), sink_(&sink), cache_(cache) {}

  /// The policy at that member; null if it is absent or null.
  CompiledPolicyPtr load(MemberReader& reader, std::string_view name, PolicyType type);
  /// A policy value that is not null.
  CompiledPolicyPtr load(const json::Value& value, PolicyType type);
  PolicyGroup load_all(const std::vector<json::Value>& values, PolicyType type);
  /// A policy that AWS manages; null if remora does not know the ARN.
  CompiledPolicyPtr load_managed(std::string_view arn, PolicyType type);
  /// A policy of our own making, under that name.
  CompiledPolicyPtr load_text(std::string_view name, std::string_view text, PolicyType type);

 private:
  CompiledPolicyPtr load_file(const json::Value& value, PolicyType type);
  CompiledPolicyPtr load_inline(const json::Value& value, PolicyType type);
  void keep(const std::string& path, PolicyType type, PolicyCache::Entry entry);

  json::DocumentPtr input_;
  FileReader* files_;
  DiagnosticSink* sink_;
  PolicyCache* cache_;
  std::map<std::pair<std::string, PolicyType>, CompiledPolicyPtr> by_path_;
};

}  // namespace remora::input
