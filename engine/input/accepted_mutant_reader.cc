#include "engine/input/accepted_mutant_reader.h"

#include <algorithm>

#include "engine/base/near_miss.h"

namespace remora::input {

fixture::AcceptedMutant read_accepted_mutant(const json::Value& value, DiagnosticSink& sink) {
  MemberReader reader(value, "an accepted mutant", sink);
  fixture::AcceptedMutant accepted;
  accepted.place = value.place();
  const std::string statement = reader.required_text("statement");
  const std::size_t hash = std::min(statement.find('#'), statement.size());
  accepted.policy = statement.substr(0, hash);
  accepted.statement = statement.substr(std::min(hash + 1, statement.size()));
  if (const auto change = reader.text("change")) {
    const auto names = fixture::mutant_kind_names();
    const auto found = std::find(names.begin(), names.end(), *change);
    if (found == names.end()) {
      sink.error(reader.place_of("change"),
                 "change",
                 "there is no change \"" + std::string(*change) + "\"",
                 did_you_mean(*change, names));
    } else {
      accepted.kind = static_cast<fixture::MutantKind>(found - names.begin());
    }
  }
  accepted.value = reader.text("value").value_or("");
  accepted.why = reader.required_sentence("why");
  reader.finish();
  return accepted;
}

}  // namespace remora::input
