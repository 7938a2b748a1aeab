#include "engine/import/aws_cli_roles.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "engine/base/words.h"
#include "engine/world/managed_policies.h"

namespace remora::imports {

namespace {

using json::Value;

/// What the commands say of one role, by its name.
struct RoleParts {
  std::optional<Value> role;  // get-role, or an element of RoleDetailList
  std::vector<Value> inline_policies;
  std::vector<Value> attached;  // with PolicyArn
  bool inline_listed = false;
  bool attached_listed = false;
};

class RoleReader {
 public:
  explicit RoleReader(Snapshot& snapshot) : snapshot_(snapshot) {}

  void collect(const File& file) {
    const Value root = file.root();
    if (const auto role = root.find("Role"); role && role->find("Arn")) {
      roles_[member_text(*role, "RoleName")].role = *role;
    } else if (root.find("RoleName") && root.find("PolicyDocument")) {
      roles_[member_text(root, "RoleName")].inline_policies.push_back(*root.find("PolicyDocument"));
    } else if (const auto names = root.find("PolicyNames")) {
      if (const auto role_name = id_behind(file, "iam.list-role-policies."); !role_name.empty()) {
        RoleParts& parts = roles_[std::string(role_name)];
        parts.inline_listed = true;
        inline_names_[std::string(role_name)] = names->elements().size();
      }
    } else if (const auto attached = root.find("AttachedPolicies")) {
      const auto role_name = id_behind(file, "iam.list-attached-role-policies.");
      RoleParts& parts = roles_[std::string(role_name)];
      parts.attached = attached->elements();
      parts.attached_listed = true;
    } else if (const auto version = root.find("PolicyVersion")) {
      if (const auto document = version->find("Document")) {
        documents_.emplace(std::string(id_behind(file, "iam.get-policy-version.")), *document);
      }
    } else if (const auto details = root.find("RoleDetailList")) {
      collect_details(root, *details);
    }
  }

  void finish() {
    for (const auto& [name, parts] : roles_) {
      if (parts.role) {
        add(name, parts);
      }
    }
  }

 private:
  /// get-account-authorization-details: everything in one answer.
  void collect_details(const Value& root, const Value& details) {
    for (const Value& role : details.elements()) {
      RoleParts& parts = roles_[member_text(role, "RoleName")];
      parts.role = role;
      parts.inline_listed = parts.attached_listed = true;
      if (const auto policies = role.find("RolePolicyList")) {
        for (const Value& policy : policies->elements()) {
          if (const auto document = policy.find("PolicyDocument")) {
            parts.inline_policies.push_back(*document);
          }
        }
        inline_names_[member_text(role, "RoleName")] = policies->elements().size();
      }
      if (const auto attached = role.find("AttachedManagedPolicies")) {
        parts.attached = attached->elements();
      }
    }
    const auto policies = root.find("Policies");
    for (const Value& policy : policies ? policies->elements() : std::vector<Value>()) {
      const auto versions = policy.find("PolicyVersionList");
      for (const Value& version : versions ? versions->elements() : std::vector<Value>()) {
        if (member_text(version, "IsDefaultVersion") == "true" && version.find("Document")) {
          documents_.emplace(member_text(policy, "PolicyName"), *version.find("Document"));
        }
      }
    }
  }

  void add(const std::string& name, const RoleParts& parts) {
    const Value& detail = *parts.role;
    const std::string arn = member_text(detail, "Arn");
    const Place place = detail.place();
    Part& role = snapshot_.role(arn, place);
    if (const auto trust = detail.find("AssumeRolePolicyDocument")) {
      snapshot_.say(role, "trustPolicy", Part::copy(*trust));
    }
    const bool all_inline =
        parts.inline_listed && inline_names_[name] == parts.inline_policies.size();
    if (!all_inline || !parts.attached_listed) {
      snapshot_.say(role,
                    "policies",
                    Part::unknown(std::string("not all of them are among the inputs: ") +
                                      (all_inline ? "list-attached-role-policies"
                                                  : "list-role-policies, get-role-policy") +
                                      " is missing",
                                  place));
    } else {
      Part policies = Part::list(place);
      for (const Value& policy : parts.inline_policies) {
        policies.append(Part::copy(policy));
      }
      for (const Value& policy : parts.attached) {
        policies.append(managed(policy));
      }
      snapshot_.say(role, "policies", std::move(policies));
    }
    if (const auto tags = detail.find("Tags")) {
      snapshot_.say(role, "tags", Part::copy(*tags));
    }
    // A role without one has no such member.
    snapshot_.say(role, "permissionsBoundary", {json::Kind::Null, {}, place});
    if (const auto boundary = detail.find("PermissionsBoundary")) {
      const auto boundary_arn = boundary->find("PermissionsBoundaryArn");
      role.set("permissionsBoundary", managed_of(boundary_arn.value_or(*boundary)));
    }
  }

  Part managed(const Value& attached) {
    return managed_of(attached.find("PolicyArn").value_or(attached));
  }

  /// A managed policy with its document, the one that remora knows, or unknown by name.
  Part managed_of(const Value& arn) {
    const std::string_view text = arn.text();
    const auto document = documents_.find(text.substr(text.rfind('/') + 1));
    if (document != documents_.end()) {
      return Part::object(arn.place())
          .set("arn", Part::copy(arn))
          .set("document", Part::copy(document->second));
    }
    return world::find_managed_policy(text)
               ? Part::copy(arn)
               : Part::unknown("the document of " + std::string(text) + " is not among the inputs",
                               arn.place());
  }

  Snapshot& snapshot_;
  std::map<std::string, RoleParts> roles_;
  std::map<std::string, std::size_t> inline_names_;
  std::map<std::string, Value, std::less<>> documents_;  // of managed policies, by name
};

}  // namespace

void read_roles(const std::vector<File>& files, Snapshot& snapshot) {
  RoleReader reader(snapshot);
  for (const File& file : files) {
    if (file.json != nullptr) {
      reader.collect(file);
    }
  }
  reader.finish();
}

}  // namespace remora::imports
