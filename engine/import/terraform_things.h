#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/import/snapshot.h"
#include "engine/import/terraform_policies.h"
#include "engine/import/terraform_texts.h"

namespace remora::imports::terraform {

/// A delivery of a plan, for those who ask what it waits for.
struct Delivery {
  const Resource* resource;
  std::string id;
  std::string bucket;  // as things are found by it; empty if it has none, or nobody knows it
  std::string key;
  std::string topic;
};

/// One plan while it is read into the snapshot.
struct Reading {
  const Plan& plan;
  const Texts& texts;
  Policies& policies;
  Snapshot& snapshot;
  std::vector<Delivery> deliveries = {};
};

/// Whether a member of a scenario says that nobody knows it.
bool is_unknown(const Part& part);

/// Says a property that a plan gives; one of which it knows nothing says nothing against others.
void tell(Reading& reading, Part& thing, std::string_view property, Part value);

/// Says what holds where a plan gives nothing, unless another input says it.
void otherwise(Part& thing, std::string_view property, Part value);

/// The resources of a type that set something of the thing of that name, by an attribute.
/// `unlinked` becomes true if there is one of which the plan does not say whose it is.
std::vector<const Resource*> setters(const Reading& reading,
                                     std::string_view type,
                                     std::string_view attribute,
                                     std::string_view name,
                                     bool* unlinked = nullptr);

/// A delivery for each trail and channel of a plan, by its address.
void add_deliveries(Reading& reading);

/// What the deliveries of the snapshot name, as far as the plan has it: buckets, then keys and
/// topics, roles.
void add_buckets(Reading& reading);
void add_keys(Reading& reading);
void add_topics(Reading& reading);
void add_roles(Reading& reading);

/// The organization with the policies that a plan attaches. False if a plan says nothing of one.
bool add_organization(Reading& reading);

/// The findings about deliveries that do not wait for what they need, or wait the wrong way round.
/// Sources: Terraform, "The depends_on Meta-Argument"; Terraform Registry, hashicorp/aws,
/// "aws_config_delivery_channel", "aws_config_configuration_recorder_status".
void find_order(Reading& reading);

}  // namespace remora::imports::terraform
