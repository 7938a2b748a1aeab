#include <cstdlib>

#include "engine/aws/arn.h"
#include "engine/condition/arn_match.h"
#include "engine/evaluate/principal_match.h"
#include "engine/request/principal.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

void fuzz_one(std::string_view text) {
  if (const auto arn = Arn::parse(text)) {
    std::string joined = "arn";
    for (const std::string_view part :
         {arn->partition, arn->service, arn->region, arn->account, arn->resource}) {
      joined.append(":").append(part);
    }
    if (joined != text) {
      std::abort();
    }
  }
  Principal::parse(text);
  compile_principal({PrincipalType::Aws, {text, {}}});
  const RequestContext context;
  const std::size_t half = text.size() / 2;
  const Pattern pattern(text.substr(0, half), {});
  if (const auto parts = split_arn(text.substr(half))) {
    static_cast<void>(ArnPattern(text.substr(0, half), {}).matches(*parts, context));
  }
  static_cast<void>(pattern.matches(text.substr(half), context));
}
