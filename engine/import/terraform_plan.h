#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/import/file.h"
#include "engine/import/terraform_address.h"
#include "engine/import/terraform_property.h"

namespace remora::imports::terraform {

/// One resource as it will be, or as a state has it.
struct Resource {
  std::string name;  // its address, as Terraform prints it
  Address address;
  std::string_view type;
  bool data = false;
  bool deleted = false;  // the plan takes it away; the values are those before
  bool exists = false;   // there is one already
  bool changes = false;  // the plan makes or changes it
  std::string provider;  // `aws.logs`
  Place place;
  std::optional<json::Value> values;
  std::optional<json::Value> unknown;        // `after_unknown`
  std::optional<json::Value> sensitive;      // `after_sensitive`
  std::optional<json::Value> configuration;  // null if the file has none

  [[nodiscard]] Property property(std::string_view name) const;
};

/// A plan or a state: the resources that a delivery may touch, and the configuration.
class Plan {
 public:
  /// Reads it. Errors, into the sink: a version of the format that is not known.
  Plan(const File& file, DiagnosticSink& sink);

  [[nodiscard]] const File& file() const { return *file_; }

  /// Those of a type that will be there; with `data`, those that are only read.
  [[nodiscard]] std::vector<const Resource*> all(std::string_view type, bool data = false) const;

  [[nodiscard]] const std::vector<Resource>& resources() const { return resources_; }

  /// Those of a name in whatever module and of whatever key: `aws_s3_bucket.logs`.
  [[nodiscard]] std::vector<const Resource*> named(std::string_view name) const;

  /// Those that go.
  [[nodiscard]] const std::vector<Resource>& deleted() const { return deleted_; }

  /// The addresses of those whose change the plan puts off to a later one.
  [[nodiscard]] const std::vector<std::string>& deferred() const { return deferred_; }

  /// The configuration of a module, by its path; of what is called there, with the expressions.
  [[nodiscard]] std::optional<json::Value> module(std::string_view path) const;
  [[nodiscard]] std::optional<json::Value> call(std::string_view module_path) const;
  [[nodiscard]] std::optional<json::Value> configured(std::string_view address) const;
  /// The addresses of all that a module's configuration has, with those of the modules in it.
  [[nodiscard]] std::vector<std::string> configured_in(std::string_view module_path) const;
  [[nodiscard]] std::optional<json::Value> provider(std::string_view key) const;

  [[nodiscard]] bool has_configuration() const { return modules_.contains(""); }

  /// What an expression is for certain: a constant, or a variable that is one.
  [[nodiscard]] std::optional<json::Value> constant(const json::Value& expression,
                                                    std::vector<AddressStep> modules) const;

 private:
  using Values = std::map<std::string, json::Value, std::less<>>;

  void read_plan(const json::Value& root);
  void read_values(const json::Value& module, bool is_state);
  void read_raw_state(const json::Value& root);
  void read_configuration(const json::Value& module, const std::string& path);
  void read_change(const json::Value& change);
  void add(Resource resource);

  const File* file_;
  std::vector<Resource> resources_;
  std::vector<Resource> deleted_;
  std::vector<std::string> deferred_;
  std::set<std::string, std::less<>> seen_;
  std::multimap<std::string, std::size_t, std::less<>> named_;
  Values modules_;
  Values calls_;
  Values configured_;
  Values providers_;
};

}  // namespace remora::imports::terraform
