#include "engine/import/cloudformation_roles.h"

#include <algorithm>
#include <utility>

#include "engine/import/cloudformation_policies.h"
#include "engine/import/cloudformation_references.h"
#include "engine/world/managed_policies.h"

namespace remora::imports::cloudformation {

namespace {

class RoleReader {
 public:
  RoleReader(const Resource& role, Resolver& resolver, Session& session)
      : role_(role),
        resolver_(resolver),
        session_(session),
        name_(resolver.name_of(role)),
        policies_(Part::list(role.key.place())) {}

  void read() {
    const Place place = role_.key.place();
    Part& role = session_.snapshot.role(arn_of_role(role_, resolver_), place);
    session_.snapshot.say(
        role,
        "trustPolicy",
        policy_of(resolver_.property(role_, "AssumeRolePolicyDocument"), session_, place));
    add_own();
    add_attached();
    session_.snapshot.say(role, "policies", std::move(policies_));
    const Resolved boundary = resolver_.property(role_, "PermissionsBoundary");
    session_.snapshot.say(role,
                          "permissionsBoundary",
                          boundary ? managed(*boundary) : Part{json::Kind::Null, {}, place});
  }

 private:
  void add_own() {
    if (const Resolved own = resolver_.property(role_, "Policies")) {
      for (const Part& policy : own->children) {
        const Part* const document = policy.find("PolicyDocument");
        policies_.append(policy_of(
            document != nullptr ? Resolved(*document) : std::nullopt, session_, policy.place));
      }
    }
    if (const Resolved own = resolver_.property(role_, "Policies");
        own && own->children.empty() && !own->text.empty()) {
      policies_.append(fact(*own, session_));
    }
    if (const Resolved arns = resolver_.property(role_, "ManagedPolicyArns")) {
      for (const Part& arn : arns->children) {
        policies_.append(managed(arn));
      }
      if (arns->children.empty() && !arns->text.empty()) {
        policies_.append(fact(*arns, session_));  // a list that nobody knows
      }
    }
  }

  void add_attached() {
    for (const auto& [id, resource] : resolver_.body().resources()) {
      const bool managed_policy = resource.type == "AWS::IAM::ManagedPolicy";
      if ((managed_policy || resource.type == "AWS::IAM::Policy") &&
          names_role(resource, "Roles")) {
        policies_.append(managed_policy ? with_document(resource) : document_of(resource));
      } else if (resource.type == "AWS::IAM::RolePolicy" && names_role(resource, "RoleName")) {
        policies_.append(document_of(resource));
      }
    }
  }

  bool names_role(const Resource& policy, std::string_view property) {
    if (!resolver_.exists(policy)) {
      return false;
    }
    const Resolved names = resolver_.property(policy, property);
    return names &&
           (names->text == name_ ||
            std::any_of(names->children.begin(), names->children.end(), [&](const Part& one) {
              return one.text == name_;
            }));
  }

  Part document_of(const Resource& policy) {
    return policy_of(resolver_.property(policy, "PolicyDocument"), session_, policy.key.place());
  }

  Part with_document(const Resource& policy) {
    Part document = document_of(policy);
    if (document.find("unknown") != nullptr) {
      return document;
    }
    const Resolved arn = resolver_.reference(policy.id, policy.key.place());
    return Part::object(policy.key.place()).set("arn", *arn).set("document", std::move(document));
  }

  /// By its ARN: one of the stack, one that remora knows, or unknown by name.
  Part managed(const Part& arn) {
    for (const auto& [id, resource] : resolver_.body().resources()) {
      if (resource.type == "AWS::IAM::ManagedPolicy") {
        const Resolved its = resolver_.reference(id, arn.place);
        if (its && its->text == arn.text) {
          return with_document(resource);
        }
      }
    }
    Part shown = fact(arn, session_);
    if (shown.find("unknown") != nullptr || world::find_managed_policy(arn.text)) {
      return shown;
    }
    return Part::unknown("the document of " + arn.text + " is not among the inputs", arn.place);
  }

  const Resource& role_;
  Resolver& resolver_;
  Session& session_;
  std::string name_;
  Part policies_;
};

}  // namespace

void add_role(const Resource& resource, Resolver& resolver, Session& session) {
  RoleReader(resource, resolver, session).read();
}

}  // namespace remora::imports::cloudformation
