#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/place.h"
#include "engine/delivery/cloudtrail/call.h"
#include "engine/delivery/config/call.h"

namespace remora::delivery {

/// A call of one of the services. A further service is one more alternative: what it must bring
/// (its `service.h`) the compiler then asks for.
using ServiceCall = std::variant<config::Call, cloudtrail::Call>;

/// One delivery to try: who calls which operation of which service with what.
struct Call : Home {
  std::string id;
  Place place;  // where it was written
  /// Why nobody knows the account, which is then an unknown text; else null.
  world::UnknownPtr unknown_account;
  /// Why nobody knows in which of several ways the world and the call are made, which do not come
  /// to the same; else null. What is here is one of them.
  world::UnknownPtr undecided;
  ServiceCall of;
};

/// All services, in the order of `ServiceCall`.
std::span<const ServiceInfo* const> services();

/// The service of that name, or null.
const ServiceInfo* find_service(std::string_view name);

/// A call of that service's first operation, by its index in `services()`.
ServiceCall first_call_of(std::size_t service);

/// The same call with another operation, by its index in the service's table.
void set_operation(ServiceCall& call, std::size_t operation);

const ServiceInfo& service_of(const Call& call);
const OperationInfo& operation_of(const Call& call);

/// A role that AWS makes by itself and that the call names, if it does.
std::optional<ServiceLinkedRole> service_linked_role(const Call& call);

/// What the call names by itself: UpdateTrail a bucket only if it is to be another one.
Named named_by(const Call& call);

}  // namespace remora::delivery
