#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/symbol.h"
#include "engine/base/words.h"
#include "engine/fixture/run.h"
#include "engine/input/imported.h"
#include "engine/json/writer.h"
#include "tests/support/build.h"
#include "tests/support/memory_files.h"
#include "tests/support/paths.h"

/// Plans of a few lines, and what comes of them.
namespace remora::test::terraform {

using Texts = std::vector<std::string>;

inline std::string kind_in(std::string_view address) {
  const std::size_t module = address.rfind("module.");
  std::string_view rest = address;
  if (module != std::string_view::npos) {
    rest = rest.substr(rest.find('.', module + 7) + 1);
  }
  rest.remove_prefix(rest.starts_with("data.") ? 5 : 0);
  return std::string(rest.substr(0, rest.find('.')));
}

/// An element of `resource_changes`.
inline std::string change(const std::string& address,
                          const std::string& after,
                          const std::string& unknown = "{}",
                          const std::string& actions = R"("create")") {
  const bool data = address.find("data.") != std::string::npos;
  const bool gone = actions == R"("delete")";
  const bool there = actions != R"("create")" && actions != R"("read")";
  return R"({"address": )" + json::quoted(address) + R"(, "mode": ")" +
         (data ? "data" : "managed") + R"(", "type": ")" + kind_in(address) +
         R"(", "change": {"actions": [)" + actions + R"(], "before": )" + (there ? after : "null") +
         R"(, "after": )" + (gone ? "null" : after) + R"(, "after_unknown": )" + unknown + "}}";
}

/// A resource of the configuration.
inline std::string configured(const std::string& address,
                              const std::string& expressions,
                              const std::string& more = {}) {
  return R"({"address": )" + json::quoted(address) + R"(, "provider_config_key": "aws")" +
         R"(, "expressions": {)" + expressions + "}" + more + "}";
}

inline std::string reference(const std::string& attribute, const Texts& references) {
  std::string list;
  for (const std::string& one : references) {
    list += (list.empty() ? "" : ", ") + json::quoted(one);
  }
  return in_quotes(attribute) + R"(: {"references": [)" + list + "]}";
}

inline const std::string kIdentity =
    R"({"address": "data.aws_caller_identity.x", "mode": "data", "type": "aws_caller_identity", "values": {"account_id": "111122223333"}})";

/// A plan of one account and Region. `calls`: the members of `module_calls`.
inline std::string plan(const Texts& changes,
                        const Texts& resources,
                        const std::string& calls = {}) {
  return R"({"format_version": "1.2", "resource_changes": [)" + joined(changes, ", ") +
         R"(], "prior_state": {"values": {"root_module": {"resources": [)" + kIdentity +
         R"(]}}}, "configuration": {"provider_config": {"aws": {"expressions": {"region": )"
         R"({"constant_value": "eu-west-1"}}}}, "root_module": {"resources": [)" +
         joined(resources, ", ") + R"(], "module_calls": {)" + calls + "}}}}";
}

/// A bucket policy that lets CloudTrail write into the bucket.
inline std::string trail_policy(const std::string& bucket) {
  return R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::)" +
         bucket +
         R"("},{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::)" +
         bucket + R"(/AWSLogs/111122223333/*"}]})";
}

struct Outcome {
  std::string outcomes;
  std::string remarks;
  std::string findings;
  std::shared_ptr<const fixture::Scenario> scenario;
};

inline Outcome outcome_of(std::map<std::string, std::string> texts, imports::Sources sources = {}) {
  if (sources.paths.empty()) {
    for (const auto& [name, text] : texts) {
      sources.paths.push_back(name);
    }
  }
  MemoryFiles files(std::move(texts));
  auto loaded = input::load_imported(sources, {}, files);
  if (!loaded) {
    return {"bad input", text_of(loaded.error().diagnostics), "", nullptr};
  }
  Outcome found{"", text_of(loaded->scenario->warnings), "", loaded->scenario};
  for (const fixture::Finding& one : loaded->scenario->findings) {
    found.findings += one.message + ", " + one.hint + "\n";
  }
  const auto report =
      fixture::run("plan", loaded->scenario, loaded->scenario->assumptions, fixture::RunOptions{});
  for (const fixture::DeliveryReport& one : report.deliveries) {
    found.outcomes += (found.outcomes.empty() ? "" : ", ") + one.call->id + " " +
                      std::string(to_string(one.outcome.outcome));
  }
  return found;
}

inline Outcome outcome_of(const std::string& plan, imports::Options options = {}) {
  imports::Sources sources;
  sources.paths = {"plan.json"};
  sources.options = std::move(options);
  return outcome_of({{"plan.json", plan}}, std::move(sources));
}

/// A file of `fixtures/inputs/terraform`.
inline std::string fixture_text(const std::string& name) {
  std::ifstream file(source_dir() + "/fixtures/inputs/terraform/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace remora::test::terraform
