#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/delivery/messages.h"

namespace remora::delivery {
struct Call;
}

namespace remora::wrapping {

/// Where a person meets AWS's refusal: each tool words it in its own way.
enum class Form : std::uint8_t {
#define REMORA_FORM(id, name, what) id,
#include "engine/wrapping/forms.inc"
#undef REMORA_FORM
};

struct FormInfo {
  std::string_view name;  // as in `check --as` and in the result of `diagnose`
  std::string_view what;  // in a few words
};

/// All forms, in the order of `Form`.
std::span<const FormInfo> known_forms();
const FormInfo& info(Form form);
/// Nothing if there is no form of that name.
std::optional<Form> find_form(std::string_view name);

/// A row of the table of wrappings.
struct WrappingInfo {
  Form form = Form::Api;
  std::string_view service;    // empty: any
  std::string_view operation;  // empty: any
  std::string_view text;       // template, see engine/wrapping/template.h
  delivery::Origin origin = delivery::Origin::Assumed;
  std::string_view source;
};

std::span<const WrappingInfo> wrapping_table();

/// The template of a row with the forms that it holds inside put in their place. A row for any
/// service needs to be told which.
std::string whole_template(const WrappingInfo& row, std::string_view service);

/// A refusal to be put into words.
struct Refusal {
  std::string_view service;
  std::string_view operation;
  std::string_view code;
  std::string_view message;
  int http_status = 400;
  std::string_view account;  // that makes the call
  std::string_view region;
  std::string_view name;  // of the delivery channel or the trail
};

/// What AWS answered to a call, ready for `wrap`. Views into both.
Refusal refusal_of(const delivery::Call& call, const delivery::ServiceError& error);

/// The refusal in the words of one row, which must be of its service (or of any).
std::string write(const WrappingInfo& row, const Refusal& refusal);

/// The refusal as that tool prints it. Ids that only AWS could know are all zeros, so that the same
/// input gives the same text. Nothing if no such form of the operation is known (there is no
/// Terraform resource for it, for instance).
std::optional<std::string> wrap(Form form, const Refusal& refusal);

}  // namespace remora::wrapping
