#include "engine/command/request_names.h"

#include <utility>

#include "engine/aws/action.h"
#include "engine/aws/arn.h"
#include "engine/aws/partition.h"
#include "engine/aws/tables.h"
#include "engine/base/words.h"
#include "engine/request/names.h"

namespace remora::command {

namespace {

class Doubts {
 public:
  Diagnostics take() { return std::move(found_); }

  void names(const UnknownNames& names) {
    for (const UnknownName& name : names) {
      const std::string meant = meant_by(name);
      if (!meant.empty() || cannot_be(name)) {
        found_.push_back(doubt_about(name, meant));
      }
    }
  }

  /// What has not the shape of an ARN, or of what stands in one.
  void arn(std::string_view text) {
    if (!text.starts_with("arn:")) {
      doubt(text, "ARN", "write it as in arn:aws:s3:::BUCKET/KEY");
      return;
    }
    const auto arn = Arn::parse(text);
    if (!arn) {
      doubt(text, "ARN", "it has six fields, as in arn:aws:s3:::BUCKET/KEY");
      return;
    }
    if (!arn->region.empty() && !looks_like_region(arn->region)) {
      doubt(arn->region, "Region name", "write it as in us-east-1");
    }
    if (!arn->account.empty() && arn->account != "aws" && !is_account_id(arn->account)) {
      doubt(arn->account, "account id", "it has twelve digits");
    }
  }

 private:
  /// Of what the tables hold all of, a name that they do not hold is wrong though none is near.
  static bool cannot_be(const UnknownName& name) {
    const auto action = Action::parse(name.text);
    return name.kind == NameKind::ConditionKey || name.kind == NameKind::Partition ||
           (name.kind == NameKind::Action && action && is_known_service(action->service));
  }

  void doubt(std::string_view text, const std::string& what, std::string hint) {
    found_.push_back(
        {Severity::Warning, "name", {}, in_quotes(text) + " is no " + what, std::move(hint)});
  }

  Diagnostics found_;
};

}  // namespace

Diagnostics doubts_about(const TypedNames& names) {
  Doubts doubts;
  doubts.names(unknown_in_principal(names.principal));
  if (names.principal.starts_with("arn:")) {
    doubts.arn(names.principal);
  }
  doubts.names(unknown_in_action(names.action));
  doubts.names(unknown_in_resource(names.resource, names.action));
  if (names.resource != "*") {
    doubts.arn(names.resource);
  }
  for (const std::string_view key : names.context_keys) {
    doubts.names(unknown_in_key(key));
  }
  return doubts.take();
}

}  // namespace remora::command
