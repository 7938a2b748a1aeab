#include "cli/gathered_world.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "cli/memory_files.h"
#include "cli/scenario_options.h"
#include "engine/input/load.h"
#include "engine/json/writer.h"

namespace remora::cli {

namespace {

/// Remembers every text that is read, by the whole path.
class GatheringReader : public FileReader {
 public:
  explicit GatheringReader(FileReader& files) : files_(files) {}

  Result<SourcePtr> read(const std::string& path) override {
    auto source = files_.read(path);
    if (source) {
      texts_[whole(path)] = *source;
    }
    return source;
  }

  std::optional<std::vector<std::string>> list(const std::string& path) override {
    return files_.list(path);
  }

  [[nodiscard]] std::optional<Error> refusal(const std::string& from,
                                             std::string_view name) const override {
    return files_.refusal(from, name);
  }

  [[nodiscard]] bool same(const std::string& a, const std::string& b) const override {
    return files_.same(a, b);
  }

  [[nodiscard]] const std::map<std::string, SourcePtr>& texts() const { return texts_; }

  /// A path that says from the root on where something is; standard input is beside everything.
  static std::string whole(const std::string& path) {
    std::error_code ignored;
    const std::filesystem::path name = path == "-" || path == "<stdin>" ? "stdin" : path;
    return std::filesystem::absolute(name, ignored).lexically_normal().string();
  }

 private:
  FileReader& files_;
  std::map<std::string, SourcePtr> texts_;
};

/// How much of all names is the folder that they share, with its slash.
std::size_t common_folder(const std::map<std::string, SourcePtr>& texts) {
  // The first and the last differ the soonest.
  const std::string& first = texts.begin()->first;
  const std::string& last = texts.rbegin()->first;
  const auto differ = std::mismatch(first.begin(), first.end(), last.begin(), last.end()).first;
  const std::string common(first.begin(), differ);
  return common.rfind('/') + 1;
}

/// What an input is among the files: itself, the scenario of a folder, or all that was read there.
std::vector<std::string> named_by(const std::string& input, GatheringReader& files) {
  const std::string path = GatheringReader::whole(input);
  if (files.texts().contains(path)) {
    return {path};
  }
  if (const auto scenario = input::find_scenario(input, files)) {
    return {GatheringReader::whole(*scenario)};
  }
  std::vector<std::string> found;
  for (const auto& [name, source] : files.texts()) {
    if (name.starts_with(path.ends_with('/') ? path : path + "/")) {
      found.push_back(name);
    }
  }
  return found;
}

void write(json::Writer& out, const std::string& name, const std::vector<std::string>& texts) {
  out.key(name).begin_array();
  for (const std::string& text : texts) {
    out.string(text);
  }
  out.end_array();
}

}  // namespace

GatheredWorld gather_world(const std::vector<std::string>& inputs,
                           const command::CheckOptions& options,
                           FileReader& files) {
  GatheringReader reader(files);
  GatheredWorld world;
  world.output = command::check(inputs, options, reader);
  world.output.text.clear();
  if (!world.output.usage.empty() || world.output.no_result || reader.texts().empty()) {
    return world;
  }
  const std::size_t skipped = common_folder(reader.texts());
  const auto shared_name = [&](const std::string& path) {
    return GatheringReader::whole(path).substr(skipped);
  };
  std::vector<std::string> named;
  for (const std::string& input : inputs) {
    for (const std::string& name : named_by(input, reader)) {
      named.push_back(name.substr(skipped));
    }
  }
  command::CheckOptions shared = options;
  shared.scenarios.error =
      options.scenarios.error.empty() ? "" : shared_name(options.scenarios.error);
  for (std::string& file : shared.scenarios.parameter_files) {
    file = shared_name(file);
  }
  MemoryFiles carried;
  json::Writer out(json::Writer::Style::Compact);
  out.begin_object().key("version").number(1).key("files").begin_object();
  for (const auto& [name, source] : reader.texts()) {
    out.member(name.substr(skipped), source->text());
    carried.add(name.substr(skipped), std::string(source->text()));
  }
  out.end_object();
  write(out, "inputs", named);
  out.key("options").begin_object();
  for (const TextsOption& option : kTextsOptions) {
    if (const auto& texts = shared.scenarios.*option.member; !texts.empty()) {
      write(out, std::string(option.name), texts);
    }
  }
  for (const TextOption& option : kTextOptions) {
    if (const std::string& text = shared.scenarios.*option.member; !text.empty()) {
      out.member(option.name, text);
    }
  }
  if (shared.scenarios.assume_references) {
    out.member("assume-references", true);
  }
  if (!shared.as.empty()) {
    out.member("as", shared.as);
  }
  out.end_object().end_object();
  // A file that names another from the root on finds it on the disk alone.
  if (const command::Output again = command::check(named, shared, carried);
      again.status != world.output.status) {
    world.output.bad_input(again.diagnostics);
    world.output.bad_input(
        Error::at({},
                  "a page cannot carry these inputs: it would give another answer",
                  "name files by paths relative to the file that names them")
            .diagnostics);
    return world;
  }
  world.json = out.take();
  return world;
}

}  // namespace remora::cli
