#include "engine/import/cloud_assembly.h"

#include <utility>

#include "engine/json/read.h"

namespace remora::imports::cloudformation {

namespace {

constexpr std::size_t kDeepestAssembly = 8;

/// `aws://ACCOUNT/REGION`; what is not fixed there is `unknown-account`, `unknown-region`.
void read_environment(std::string_view text, TemplateFile& found) {
  constexpr std::string_view kBegin = "aws://";
  if (!text.starts_with(kBegin)) {
    return;
  }
  text.remove_prefix(kBegin.size());
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    return;
  }
  const std::string_view account = text.substr(0, slash);
  const std::string_view region = text.substr(slash + 1);
  found.account = account.starts_with("unknown-") ? "" : account;
  found.region = region.starts_with("unknown-") ? "" : region;
}

/// The file that a manifest names.
std::optional<File> read_file(const File& manifest,
                              const std::string& name,
                              FileReader& files,
                              DiagnosticSink& sink) {
  const std::string path = path_beside(manifest.source->name(), name);
  const auto source = read_named(files, manifest.source->name(), name, path);
  if (!source) {
    sink.append(source.error().diagnostics);
    return std::nullopt;
  }
  auto json = json::read(*source);
  if (!json) {
    sink.append(json.error().diagnostics);
    return std::nullopt;
  }
  return File{*source, *std::move(json)};
}

// The depth ends assemblies that name themselves.
void collect_templates(const File& manifest,  // NOLINT(misc-no-recursion)
                       FileReader& files,
                       std::size_t depth,
                       DiagnosticSink& sink,
                       std::vector<TemplateFile>& found) {
  const auto artifacts = manifest.root().find("artifacts");
  for (const json::Member& artifact :
       artifacts ? artifacts->members() : std::vector<json::Member>()) {
    const std::string type = member_text(artifact.value, "type");
    const auto properties = artifact.value.find("properties");
    if (!properties) {
      continue;
    }
    if (type == "cdk:cloud-assembly" && depth < kDeepestAssembly) {
      const std::string inner = member_text(*properties, "directoryName") + "/manifest.json";
      if (const auto file = read_file(manifest, inner, files, sink)) {
        collect_templates(*file, files, depth + 1, sink, found);
      }
    } else if (type == "aws:cloudformation:stack") {
      auto file = read_file(manifest, member_text(*properties, "templateFile"), files, sink);
      if (!file) {
        continue;
      }
      TemplateFile one{*std::move(file)};
      const std::string name = member_text(*properties, "stackName");
      one.stack = name.empty() ? std::string(artifact.key.text()) : name;
      read_environment(member_text(artifact.value, "environment"), one);
      found.push_back(std::move(one));
    }
  }
}

}  // namespace

std::vector<TemplateFile> read_assembly(const File& manifest,
                                        FileReader& files,
                                        DiagnosticSink& sink) {
  std::vector<TemplateFile> found;
  collect_templates(manifest, files, 0, sink, found);
  return found;
}

}  // namespace remora::imports::cloudformation
