#include "engine/delivery/call.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/delivery/services.h"

namespace remora::delivery {

namespace {

template <class... Calls>
constexpr auto infos_of(const std::variant<Calls...>* /*type*/) {
  // Each table names all operations, the last of which is `Deliver`.
  static_assert(((Calls::service.operations.size() ==
                  static_cast<std::size_t>(decltype(Calls::operation)::Deliver) + 1) &&
                 ...));
  return std::array<const ServiceInfo*, sizeof...(Calls)>{&Calls::service...};
}

template <class... Calls>
ServiceCall make_first(std::size_t service, const std::variant<Calls...>* /*type*/) {
  const std::array<ServiceCall, sizeof...(Calls)> calls{Calls{}...};
  return calls[service];
}

constexpr const ServiceCall* kType = nullptr;
constexpr auto kServices = infos_of(kType);

}  // namespace

const OperationInfo* ServiceInfo::find_operation(std::string_view operation) const {
  const auto found = std::find_if(
      operations.begin(), operations.end(), [&](const auto& one) { return one.name == operation; });
  return found == operations.end() ? nullptr : &*found;
}

std::span<const ServiceInfo* const> services() {
  return kServices;
}

const ServiceInfo* find_service(std::string_view name) {
  const auto* const found = std::find_if(kServices.begin(),
                                         kServices.end(),
                                         [&](const ServiceInfo* one) { return one->name == name; });
  return found == kServices.end() ? nullptr : *found;
}

ServiceCall first_call_of(std::size_t service) {
  return make_first(service, kType);
}

void set_operation(ServiceCall& call, std::size_t operation) {
  std::visit([&](auto& of) { of.operation = static_cast<decltype(of.operation)>(operation); },
             call);
}

const ServiceInfo& service_of(const Call& call) {
  return *kServices[call.of.index()];
}

const OperationInfo& operation_of(const Call& call) {
  const auto index =
      std::visit([](const auto& of) { return static_cast<std::size_t>(of.operation); }, call.of);
  return service_of(call).operations[index];
}

std::optional<ServiceLinkedRole> service_linked_role(const Call& call) {
  return std::visit([](const auto& of) { return service_linked_role(of); }, call.of);
}

Named named_by(const Call& call) {
  return std::visit([](const auto& of) { return named_by(of); }, call.of);
}

}  // namespace remora::delivery
