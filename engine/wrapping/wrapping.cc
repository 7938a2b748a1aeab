#include "engine/wrapping/wrapping.h"

#include <algorithm>
#include <array>

#include "engine/aws/partition.h"
#include "engine/delivery/call.h"
#include "engine/json/writer.h"
#include "engine/wrapping/template.h"

namespace remora::wrapping {

namespace {

using delivery::Origin;

constexpr auto kForms = std::to_array<FormInfo>({
#define REMORA_FORM(id, name, what) {name, what},
#include "engine/wrapping/forms.inc"
#undef REMORA_FORM
});

constexpr auto kTable = std::to_array<WrappingInfo>({
#define REMORA_WRAPPING(form, service, operation, text, origin, source) \
  {Form::form, service, operation, text, Origin::origin, source},
#include "engine/wrapping/wrappings.inc"
#undef REMORA_WRAPPING
});

bool fits(std::string_view wanted, std::string_view value) {
  return wanted.empty() || wanted == value;
}

const WrappingInfo* find_exact_row(Form form,
                                   std::string_view service,
                                   std::string_view operation) {
  const auto* const row = std::find_if(kTable.begin(), kTable.end(), [&](const WrappingInfo& one) {
    return one.form == form && fits(one.service, service) && fits(one.operation, operation);
  });
  return row == kTable.end() ? nullptr : row;
}

const WrappingInfo* find_row(Form form, std::string_view service, std::string_view operation) {
  const WrappingInfo* row = find_exact_row(form, service, operation);
  // Where a service never changed its handler, the older form is the present one.
  return row == nullptr && form == Form::CloudFormationLegacy
             ? find_exact_row(Form::CloudFormation, service, operation)
             : row;
}

constexpr std::string_view kUuid = "00000000-0000-0000-0000-000000000000";

/// The inside of a JSON string.
std::string json_escaped(std::string_view text) {
  const std::string with_quotes = json::quoted(text);
  return with_quotes.substr(1, with_quotes.size() - 2);
}

/// The values of the holes of one refusal.
class Values {
 public:
  explicit Values(const Refusal& refusal) : refusal_(refusal) {
    if (const auto* known = delivery::find_service(refusal.service)) {
      service_ = *known;
    }
  }

  [[nodiscard]] std::string of(std::string_view hole) const {
    if (hole == "message") {
      return std::string(refusal_.message);
    }
    if (hole == "json_message") {
      return json_escaped(refusal_.message);
    }
    if (hole == "code" || hole == "error_code") {
      return std::string(refusal_.code);
    }
    if (hole == "operation") {
      return std::string(refusal_.operation);
    }
    if (hole == "service") {
      return std::string(refusal_.service);
    }
    if (hole == "status") {
      return std::to_string(refusal_.http_status);
    }
    if (hole == "region") {
      return std::string(refusal_.region);
    }
    if (hole == "name") {
      return std::string(refusal_.name);
    }
    if (hole == "api_error") {
      // AWS Config's API model lists no ValidationException for PutDeliveryChannel, so the SDK
      // for Go knows it as a generic API error.
      return refusal_.code == "ValidationException" ? "api error " : "";
    }
    return hole == "gap" ? "" : made_up(hole);
  }

 private:
  [[nodiscard]] const delivery::OperationInfo& operation() const {
    const auto* found = service_.find_operation(refusal_.operation);
    return found == nullptr ? service_.operations.front() : *found;
  }

  /// What the refusal does not know. The names are Control Tower's, the ids are zeros.
  [[nodiscard]] std::string made_up(std::string_view hole) const {
    const std::string stack_set_name(service_.stack_set);
    if (hole == "logical_id") {
      return std::string(operation().logical_id);
    }
    if (hole == "type") {
      return std::string(operation().resource_type);
    }
    if (hole == "stack_set") {
      return stack_set_name + ":" + std::string(kUuid);
    }
    if (hole == "stack_id") {
      return "arn:" + std::string(partition_of_region(refusal_.region)) +
             ":cloudformation:" + std::string(refusal_.region) + ":" +
             std::string(refusal_.account) + ":stack/StackSet-" + stack_set_name + "-" +
             std::string(kUuid) + "/" + std::string(kUuid);
    }
    return std::string(kUuid);  // request_id, token
  }

  const Refusal& refusal_;
  delivery::ServiceInfo service_ = *delivery::services().front();
};

}  // namespace

std::span<const FormInfo> known_forms() {
  return kForms;
}

const FormInfo& info(Form form) {
  return kForms[static_cast<std::size_t>(form)];
}

std::optional<Form> find_form(std::string_view name) {
  for (std::size_t i = 0; i < kForms.size(); ++i) {
    if (kForms[i].name == name) {
      return static_cast<Form>(i);
    }
  }
  return std::nullopt;
}

std::span<const WrappingInfo> wrapping_table() {
  return kTable;
}

std::string whole_template(const WrappingInfo& row, std::string_view service) {
  static constexpr std::string_view kInside = "{cloudformation}";
  std::string whole(row.text);
  if (const std::size_t at = whole.find(kInside); at != std::string::npos) {
    if (const WrappingInfo* inner = find_row(Form::CloudFormation, service, row.operation)) {
      whole.replace(at, kInside.size(), inner->text);
    }
  }
  return whole;
}

Refusal refusal_of(const delivery::Call& call, const delivery::ServiceError& error) {
  Refusal refusal;
  refusal.service = service_of(call).name;
  refusal.operation = operation_of(call).name;
  refusal.code = error.code;
  refusal.message = error.message;
  refusal.http_status = error.http_status;
  refusal.account = call.account;
  refusal.region = call.region;
  refusal.name = named_by(call).resource;
  return refusal;
}

std::string write(const WrappingInfo& row, const Refusal& refusal) {
  const std::string text = whole_template(row, refusal.service);
  const Values values(refusal);
  std::string wrapped;
  for (const Part& part : split_template(text)) {
    wrapped += part.is_hole ? values.of(part.text) : std::string(part.text);
  }
  return wrapped;
}

std::optional<std::string> wrap(Form form, const Refusal& refusal) {
  const WrappingInfo* row = find_row(form, refusal.service, refusal.operation);
  return row == nullptr ? std::nullopt : std::optional(write(*row, refusal));
}

}  // namespace remora::wrapping
