#include <set>
#include <utility>

#include "engine/import/terraform_things.h"
#include "engine/world/managed_policies.h"

namespace remora::imports::terraform {

namespace {

/// The ARNs of the roles that the deliveries use.
std::set<std::string> wanted_roles(Snapshot& snapshot) {
  std::set<std::string> roles;
  for (const Part& delivery : snapshot.deliveries().children) {
    for (const auto& [call, member] : {std::pair("configurationRecorder", "roleARN"),
                                       std::pair("trail", "CloudWatchLogsRoleArn")}) {
      const Part* const said = delivery.find(call);
      const Part* const role = said != nullptr ? said->find(member) : nullptr;
      if (role != nullptr && role->kind == json::Kind::String) {
        roles.insert(role->text);
      }
    }
  }
  return roles;
}

class RoleTeller {
 public:
  RoleTeller(Reading& reading, const Resource& resource, const std::string& arn)
      : reading_(reading),
        resource_(resource),
        arn_(arn),
        name_(reading.texts.text(resource, "name").text),
        policies_(Part::list(resource.place)) {}

  void tell_all() {
    Part& role = reading_.snapshot.role(arn_, resource_.place);
    tell(reading_, role, "trustPolicy", reading_.policies.policy(resource_, "assume_role_policy"));
    add_inline();
    add_attached();
    tell(reading_, role, "policies", std::move(policies_));
    const Text boundary = reading_.texts.text(resource_, "permissions_boundary");
    tell(reading_,
         role,
         "permissionsBoundary",
         boundary.is_given() ? managed(boundary.text, boundary.place) : boundary.part());
  }

 private:
  [[nodiscard]] bool is_this(const Text& named) const {
    return named.is_given() && (named.text == arn_ || named.text == name_);
  }

  void append(Part policy) {
    if (policy.kind != json::Kind::Null) {
      policies_.append(std::move(policy));
    }
  }

  void add_inline() {
    const Property blocks = resource_.property("inline_policy");
    const bool written = blocks.expression() || blocks.value();
    for (std::size_t i = 0; written && i < blocks.size(); ++i) {
      append(reading_.policies.policy(resource_, blocks.element(i).member("policy")));
    }
    for (const Resource* one : reading_.plan.all("aws_iam_role_policy")) {
      if (is_this(reading_.texts.text(*one, "role"))) {
        append(reading_.policies.policy(*one, "policy"));
      }
    }
  }

  void add_attached() {
    const Property listed = resource_.property("managed_policy_arns");
    for (std::size_t i = 0; listed.value() && i < listed.size(); ++i) {
      if (const auto arn = listed.element(i).text()) {
        attach(*arn, resource_.place);
      }
    }
    for (const Resource* one : reading_.plan.all("aws_iam_role_policy_attachment")) {
      if (is_this(reading_.texts.text(*one, "role"))) {
        attach(*one);
      }
    }
    for (const Resource* one : reading_.plan.all("aws_iam_policy_attachment")) {
      const Property roles = one->property("roles");
      for (std::size_t i = 0; i < roles.size(); ++i) {
        if (is_this(reading_.texts.text(*one, roles.element(i), Thing::Role))) {
          attach(*one);
        }
      }
    }
  }

  void attach(const Resource& attachment) {
    const Text arn = reading_.texts.text(attachment, "policy_arn");
    if (arn.is_given()) {
      attach(arn.text, arn.place);
    } else {
      append(Part::unknown(
          "which policy " + attachment.name + " attaches is known only after the plan is applied",
          attachment.place));
    }
  }

  void attach(const std::string& arn, const Place& place) {
    if (attached_.insert(arn).second) {
      append(managed(arn, place));
    }
  }

  /// A managed policy: one of the plan, one that AWS has and remora knows, or unknown by name.
  Part managed(const std::string& arn, const Place& place) {
    for (const Resource* one : reading_.plan.all("aws_iam_policy")) {
      if (reading_.texts.identity(*one) == arn) {
        Part document = reading_.policies.policy(*one, "policy");
        return is_unknown(document) ? document
                                    : Part::object(one->place)
                                          .set("arn", Part::string(arn, one->place))
                                          .set("document", std::move(document));
      }
    }
    return world::find_managed_policy(arn)
               ? Part::string(arn, place)
               : Part::unknown("the document of " + arn + " is not among the inputs", place);
  }

  Reading& reading_;
  const Resource& resource_;
  const std::string& arn_;
  std::string name_;
  Part policies_;
  std::set<std::string> attached_;
};

}  // namespace

void add_roles(Reading& reading) {
  const std::set<std::string> wanted = wanted_roles(reading.snapshot);
  for (const Resource* one : reading.plan.all("aws_iam_role")) {
    const std::string arn = reading.texts.identity(*one);
    if (wanted.contains(arn)) {
      RoleTeller(reading, *one, arn).tell_all();
    }
  }
}

}  // namespace remora::imports::terraform
