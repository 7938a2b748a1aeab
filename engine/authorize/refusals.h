#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/aws/action.h"
#include "engine/request/request.h"

namespace remora {

/// Whom a service refuses.
enum class Refused : std::uint8_t {
  RootUser,                  // of any account
  Session,                   // whoever has temporary credentials
  FederatedUser,             // a session of GetFederationToken
  OtherAccount,              // users, roles and root users of another account than the resource's
  OtherAccountOnManagedKey,  // the same, where the key is an AWS managed one
  NotOfTheAccount,           // everyone but those of the resource's account
};

/// When: always, or only those whom policies let in (the others get the usual denial).
enum class RefusedWhen : std::uint8_t { Always, Permitted };

/// A row of refusals.inc: what a service does not do, whatever policies say.
struct ServiceRefusal {
  std::string_view id;
  std::string_view service;
  std::string_view actions;
  Refused whom = Refused::RootUser;
  RefusedWhen when = RefusedWhen::Always;
  int http_status = 403;
  std::string_view code;
  std::string_view text;  // empty: as for any denial
  std::string_view source;
};

std::span<const ServiceRefusal> service_refusals();

/// The refusal that meets the request, null if there is none. Allocates nothing.
const ServiceRefusal* find_refusal(const Request& request, const Action& action);

/// What is refused, for people: `KMS never allows this action to another account`.
std::string sentence(const ServiceRefusal& refusal, std::string_view action);

}  // namespace remora
