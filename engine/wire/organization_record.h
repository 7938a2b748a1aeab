#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// What calls tell and ask of an organization, and no delivery does: it stands beside the one of
/// the world.
namespace remora::wire {

struct MemberRecord {
  std::string name;
  std::string email;
  std::int64_t joined = 0;
  bool created = false;  // else it was invited, or is the management account
};

/// A request for an account; it is done when it is answered.
struct AccountRequest {
  std::string name;
  std::string account;  // empty: refused
  std::string failure;
  std::int64_t time = 0;
};

/// A policy that was created or changed by a call, attached or not.
struct ControlPolicyRecord {
  std::string name;
  std::string description;
  std::string type;  // SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY
  std::string text;
};

struct OrganizationRecord {
  std::map<std::string, std::string> units;  // their names, by id
  std::map<std::string, MemberRecord> members;
  std::map<std::string, AccountRequest> requests;
  std::map<std::string, ControlPolicyRecord> policies;
  std::map<std::string, std::int64_t> access;  // trusted services; CloudTrail is in the world
  // Of an account and a service; those of CloudTrail are in the world.
  std::map<std::pair<std::string, std::string>, std::int64_t> administrators;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> tags;  // by id
};

}  // namespace remora::wire
