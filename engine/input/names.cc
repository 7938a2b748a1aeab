#include "engine/input/names.h"

#include <optional>

#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/aws/region.h"
#include "engine/base/symbol.h"
#include "engine/base/words.h"

namespace remora::input {

std::optional<std::string> region_hint(std::string_view region) {
  if (has_symbol(region)) {
    return std::nullopt;
  }
  if (!looks_like_region(region)) {
    return "write it as in us-east-1";
  }
  const std::string meant = misspelt_region(region);
  return meant.empty() ? std::nullopt : std::optional("did you mean " + in_quotes(meant) + "?");
}

std::string read_account(MemberReader& reader, std::string_view name, DiagnosticSink& sink) {
  std::string id = reader.required_text(name);
  check_account(id, reader.place_of(name), sink);
  return id;
}

void check_account(std::string_view id, const Place& place, DiagnosticSink& sink) {
  if (!id.empty() && !is_account_id(id) && !has_unknown(id)) {
    sink.error(place, "account", in_quotes(id) + " is no account id", "it has twelve digits");
  }
}

std::string read_region(MemberReader& reader, std::string_view name, DiagnosticSink& sink) {
  std::string region = reader.required_text(name);
  if (const auto hint = region_hint(region); !region.empty() && hint) {
    sink.error(reader.place_of(name), "region", in_quotes(region) + " is no Region name", *hint);
  }
  return region;
}

std::string read_arn(MemberReader& reader, const ArnForm& form, DiagnosticSink& sink) {
  std::string text = reader.required_text("arn");
  if (text.empty() || has_symbol(text)) {
    return text;
  }
  const auto wrong = [&](std::string message, std::string hint) {
    sink.error(reader.place_of("arn"), "arn", std::move(message), std::move(hint));
  };
  const auto arn = Arn::parse(text);
  const std::string example = "write it as in " + std::string(form.example);
  if (!arn || arn->service != form.service) {
    wrong(in_quotes(text) + " is not the ARN of " + std::string(form.what), example);
  } else if (!is_account_id(arn->account)) {
    wrong(in_quotes(arn->account) + " is no account id", "it has twelve digits");
  } else if (const auto hint = form.region ? region_hint(arn->region) : std::nullopt) {
    wrong(in_quotes(arn->region) + " is no Region name", *hint);
  } else if (form.service == "kms" && arn->resource.starts_with("alias/")) {
    wrong("this is an alias, and no key",
          "give the ARN of the key, and the alias under \"aliases\"");
  } else if (!arn->resource.starts_with(form.resource) ||
             arn->resource.size() == form.resource.size()) {
    wrong(in_quotes(arn->resource) + " is not " + std::string(form.what), example);
  }
  return text;
}

}  // namespace remora::input
