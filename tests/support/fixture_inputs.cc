#include "tests/support/fixture_inputs.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "tests/support/paths.h"

namespace remora::test {

namespace fs = std::filesystem;

namespace {

bool is_of_templates(const std::string& name) {
  return name.starts_with("cdk/") || name.starts_with("templates/") || name == "story/logs.yaml";
}

std::vector<FixtureInput> find_inputs() {
  const std::string fixtures = source_dir() + "/fixtures/";
  const std::string kms = fixtures + "control-tower-kms/";
  const std::vector<std::string> policies = {kms + "default-key-policy/key-policy.json",
                                             kms + "policies/bucket-policy.json"};
  std::vector<FixtureInput> found;
  const auto add = [&](const std::string& name, const std::string& path) -> FixtureInput& {
    return found.emplace_back(FixtureInput{name, {fixtures + "inputs/" + path}, {}});
  };
  const auto with = [](FixtureInput& input, const std::vector<std::string>& more) {
    input.paths.insert(input.paths.end(), more.begin(), more.end());
  };
  for (const char* folder : {"cdk", "events", "landing-zone", "templates", "terraform"}) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(fixtures + "inputs/" + folder)) {
      if (entry.path().extension() != ".md") {
        names.push_back(entry.path().filename().string());
      }
    }
    std::sort(names.begin(), names.end());
    for (const std::string& file : names) {
      const std::string name = std::string(folder) + "/" + file;
      add(name, name);
      if (folder == std::string("events")) {
        with(add(name + " with policies", name), policies);
      } else if (file == "manifest.json") {
        with(add(name + " with a key policy", name), {policies[0]});
      }
    }
  }
  add("story/logs.yaml", "story/logs.yaml");
  with(add("story/error.txt with policies", "story/error.txt"), policies);
  add("dump-fixed", "dump-fixed");
  add("dump-broken", "dump-broken").options.channels = {
      "bucket=aws-controltower-logs-210987654321-ap-northeast-1,kms=arn:aws:kms:ap-northeast-1:"
      "210987654321:key/11111111-2222-3333-4444-555555555555"};
  return found;
}

}  // namespace

const std::vector<FixtureInput>& fixture_inputs() {
  static const std::vector<FixtureInput> found = find_inputs();
  return found;
}

std::vector<FixtureInput> fixture_templates() {
  std::vector<FixtureInput> found;
  std::copy_if(fixture_inputs().begin(),
               fixture_inputs().end(),
               std::back_inserter(found),
               [](const FixtureInput& one) { return is_of_templates(one.name); });
  return found;
}

}  // namespace remora::test
