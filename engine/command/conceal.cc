#include "engine/command/conceal.h"

#include "engine/import/conceal.h"

namespace remora::command {

void conceal(Output& output, const std::vector<std::string>& secrets) {
  const imports::Concealer concealer(secrets);
  concealer.conceal(output.text);
  concealer.conceal(output.message);
  concealer.conceal(output.diagnostics);
}

void conceal(suite::CaseResult& result, const std::vector<std::string>& secrets) {
  const imports::Concealer concealer(secrets);
  for (std::string* text : {&result.reason, &result.message, &result.expectation, &result.json}) {
    concealer.conceal(*text);
  }
  for (fixture::Difference& one : result.differences) {
    concealer.conceal(one.expected);
    concealer.conceal(one.got);
  }
  if (result.fault) {
    for (std::string* text : {&result.fault->summary,
                              &result.fault->statement,
                              &result.fault->reason,
                              &result.fault->wanted,
                              &result.fault->got}) {
      concealer.conceal(*text);
    }
  }
  concealer.conceal(result.remarks);
}

}  // namespace remora::command
