#include "engine/delivery/cloudtrail/former_account.h"

#include <algorithm>
#include <array>

namespace remora::delivery::cloudtrail {

namespace {

struct Row {
  std::string_view region;
  std::string_view account;
};

constexpr auto kAccounts = std::to_array<Row>({
    {"ap-northeast-1", "216624486486"}, {"ap-northeast-2", "492519147666"},
    {"ap-northeast-3", "765225791966"}, {"ap-south-1", "977081816279"},
    {"ap-southeast-1", "903692715234"}, {"ap-southeast-2", "284668455005"},
    {"ca-central-1", "819402241893"},   {"cn-northwest-1", "681348832753"},
    {"eu-central-1", "035351147821"},   {"eu-north-1", "829690693026"},
    {"eu-west-1", "859597730677"},      {"eu-west-2", "282025262664"},
    {"eu-west-3", "262312530599"},      {"sa-east-1", "814480443879"},
    {"us-east-1", "086441151436"},      {"us-east-2", "475085895292"},
    {"us-gov-east-1", "608710470296"},  {"us-gov-west-1", "608710470296"},
    {"us-west-1", "388731089494"},      {"us-west-2", "113285607260"},
});

}  // namespace

std::string_view former_account(std::string_view region) {
  const auto* const found = std::find_if(
      kAccounts.begin(), kAccounts.end(), [&](const Row& row) { return row.region == region; });
  return found == kAccounts.end() ? std::string_view() : found->account;
}

bool lets_in_account(const CompiledPolicy& policy, std::string_view account) {
  return std::any_of(policy.statements().begin(),
                     policy.statements().end(),
                     [&](const CompiledStatement& statement) {
                       return statement.effect == Effect::Allow &&
                              std::any_of(statement.principals.begin(),
                                          statement.principals.end(),
                                          [&](const CompiledPrincipal& principal) {
                                            return principal.kind ==
                                                       CompiledPrincipal::Kind::Account &&
                                                   principal.account == account;
                                          });
                     });
}

}  // namespace remora::delivery::cloudtrail
