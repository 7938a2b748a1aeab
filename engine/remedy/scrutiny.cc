#include "engine/remedy/scrutiny.h"

#include <algorithm>
#include <string>

#include "engine/delivery/call.h"
#include "engine/delivery/documented_statement.h"
#include "engine/remedy/audience.h"
#include "engine/remedy/bite.h"

namespace remora::remedy {

namespace {

void add_remark(Candidate& candidate, const std::string& remark) {
  std::string& all = candidate.edit.remark;
  all += (all.empty() || remark.empty() ? "" : "; ") + remark;
}

std::string remark_on(const Candidate& candidate,
                      const std::vector<Stranger>& strangers,
                      const std::vector<std::size_t>& opened) {
  constexpr std::size_t kMostNamed = 3;
  std::string names;
  std::size_t count = 0;
  for (const std::size_t index : opened) {
    if (strangers[index].outsider && ++count <= kMostNamed) {
      names += (names.empty() ? "" : ", ") + strangers[index].who;
    }
  }
  if (count == 0) {
    return {};
  }
  return (candidate.documented ? "AWS's documented statement also lets in "
                               : "the statement then also lets in ") +
         names + (count > kMostNamed ? " and others" : "") +
         "; where that is not wanted, add a condition on aws:SourceAccount, aws:SourceOrgID or "
         "aws:SourceArn";
}

Lenience lenience_of(const Candidate& candidate) {
  return candidate.lenient ? Lenience::Denied : Lenience::None;
}

}  // namespace

const Crowd& Scrutiny::strangers_around_policy(const CompiledPolicyPtr& policy) {
  const auto known = strangers_.find(policy.get());
  if (known != strangers_.end()) {
    return known->second;
  }
  std::string_view text;
  if (policy != nullptr) {
    const PolicyDocument& document = *policy->document();
    text = document.source()->slice(document.span);
  }
  auto strangers = strangers_around(before_.world(), problem_.denied.request, text);
  return strangers_.try_emplace(policy.get(), gate_, std::move(strangers), before_.world())
      .first->second;
}

/// Whether the service delivers for the account that it asks for.
bool Scrutiny::delivers(const Request& asked) const {
  const std::string account = delivery::value_of(asked, "aws:SourceAccount");
  return std::any_of(delivering_.begin(), delivering_.end(), [&](const delivery::Call* call) {
    return delivery::service_of(*call).principal == asked.principal.text() &&
           (account.empty() || call->account == account);
  });
}

/// Whether somebody of whom an Allow statement speaks gets in by an edit that is for others. What a
/// statement says for another account of a service that delivers, be it on another resource, counts
/// where a Deny kept it out: an exception is for the delivery's own source.
bool Scrutiny::lets_in_a_witness(const EditedWorld& after, const Candidate& candidate, bool guard) {
  const Crowd crowd(gate_,
                    witnesses(after.world(), guard ? Services() : services_, problem_.call.account),
                    before_.world());
  const auto found = crowd.let_in(after.world(), Lenience::Denied, [&](const Stranger& stranger) {
    return !services_.contains(stranger.request.principal.text()) ||
           (!delivers(stranger.request) &&
            !is_in(before_.world(), stranger.account, candidate.edit.audience));
  });
  other_service_ = std::any_of(found.begin(), found.end(), [&](std::size_t index) {
    return !services_.contains(crowd.strangers()[index].request.principal.text());
  });
  return !found.empty();
}

bool Scrutiny::is_narrow(const EditedWorld& after, Candidate& candidate) {
  const Crowd& crowd = strangers_around_policy(candidate.policy);
  const bool guard = problem_.denied.decision.verdict == Verdict::ExplicitlyDenied;
  if (guard && candidate.instead && !other_service_) {
    candidate.edit.remark.clear();  // it is not for their sake that it comes instead
  }
  other_service_ = false;
  if (!candidate.edit.adds && crowd.loses_any(after.world())) {
    return false;
  }
  if (!guard) {
    candidate.edit.audience = audience_of(after.edited_statement(candidate.edit));
  }
  if (!candidate.edit.adds && lets_in_a_witness(after, candidate, guard)) {
    return false;
  }
  const auto& strangers = crowd.strangers();
  if (guard && !still_bites(after, candidate.edit, problem_.denied.request, strangers)) {
    return false;
  }
  auto opened = crowd.let_in(after.world(), lenience_of(candidate), [&](const Stranger& stranger) {
    if (!stranger.outsider) {
      // What the requester itself gets besides is what the statements say that it should.
      return !guard && !candidate.own;
    }
    // Other services that deliver for the same account are none of those who should stay out.
    return !stranger.account.empty() || stranger.iam || !delivers(stranger.request);
  });
  std::erase_if(opened, [&](std::size_t index) {
    const std::string account = delivery::value_of(strangers[index].request, "aws:SourceAccount");
    return is_in(before_.world(), account, candidate.edit.audience);
  });
  if (!guard && (candidate.documented || candidate.meant)) {
    add_remark(candidate, remark_on(candidate, strangers, opened));
    return candidate.documented ||
           std::none_of(opened.begin(), opened.end(), [&](std::size_t index) {
             return strangers[index].outsider && strangers[index].account.empty();
           });
  }
  other_service_ = std::any_of(opened.begin(), opened.end(), [&](std::size_t index) {
    const Principal& who = strangers[index].request.principal;
    return who.kind() == PrincipalKind::Service && !services_.contains(who.text());
  });
  return opened.empty() || (!guard && opens_as_documented(candidate, crowd, opened));
}

/// A correction may open no more than the documented statement in the same policy would.
bool Scrutiny::opens_as_documented(Candidate& candidate,
                                   const Crowd& strangers,
                                   const std::vector<std::size_t>& opened) {
  for (const Candidate& documented : statements_to_add(problem_)) {
    const auto world = documented.slot == candidate.slot && documented.policy == candidate.policy
                           ? before_.with(documented)
                           : std::nullopt;
    if (!world) {
      continue;
    }
    const auto allowed = strangers.let_in(world->world(), lenience_of(candidate));
    if (std::includes(allowed.begin(), allowed.end(), opened.begin(), opened.end())) {
      const std::string remark = remark_on(documented, strangers.strangers(), opened);
      add_remark(candidate, remark);
      if (!candidate.edit.remark.empty()) {
        candidate.edit.documented = documented.edit.documented;
      }
      return true;
    }
  }
  return false;
}

}  // namespace remora::remedy
