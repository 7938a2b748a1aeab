#pragma once

#include <string>
#include <string_view>

#include "engine/import/part.h"
#include "engine/import/terraform_homes.h"
#include "engine/import/terraform_references.h"

namespace remora::imports::terraform {

/// A name, an ARN or another text as far as a plan says it.
struct Text {
  enum class Kind : std::uint8_t { Absent, Given, Unknown };

  Kind kind = Kind::Absent;
  std::string text;  // Given: may hold symbols; Unknown: why nobody knows it
  Place place = {};

  [[nodiscard]] bool is_given() const { return kind == Kind::Given; }

  /// As a member of a scenario: null if absent.
  [[nodiscard]] Part part() const;
};

/// The things that others name. Source: the resources of the AWS provider of those names.
enum class Thing : std::uint8_t { None, Bucket, Key, Topic, Role, Policy, LogGroup };

/// Where something stands, for what its expressions refer to.
Standpoint standpoint_of(const Resource& resource);

/// Reads texts of resources. One that is known only after the plan is applied is found through what
/// the configuration refers to: names and ARNs follow from each other, and what AWS chooses (the id
/// of a key, a generated name) is a symbol, so that all who name one thing say the same.
class Texts {
 public:
  Texts(const Plan& plan, const Homes& homes) : plan_(plan), homes_(homes) {}

  [[nodiscard]] const Plan& plan() const { return plan_; }

  [[nodiscard]] Home home(const Resource& resource) const { return homes_.of(resource); }

  [[nodiscard]] Text text(const Resource& resource, std::string_view attribute) const;
  /// The same of a property inside of a block, which names a `thing`.
  [[nodiscard]] Text text(const Resource& resource, const Property& property, Thing thing) const;

  /// What a thing is found by: the name of a bucket, the ARN of the others.
  [[nodiscard]] std::string identity(const Resource& thing) const;

 private:
  [[nodiscard]] Text at(const Resource& resource, std::string_view attribute, int depth) const;
  [[nodiscard]] Text linked(const Resource& resource,
                            const Property& property,
                            Thing thing,
                            int depth) const;
  [[nodiscard]] Text key_of_alias(const Resource& alias, int depth) const;
  [[nodiscard]] std::string own(const Resource& thing, std::string_view attribute) const;

  const Plan& plan_;
  const Homes& homes_;
};

}  // namespace remora::imports::terraform
