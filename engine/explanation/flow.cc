#include "engine/explanation/flow.h"

#include <algorithm>
#include <array>

#include "engine/authorize/layers.h"

namespace remora::explanation {

namespace {

constexpr auto kBoxes = std::to_array<FlowBoxInfo>({
#define REMORA_BOX(id, name, words, rule, lesson) {name, words, Rule::rule, lesson},
#include "engine/explanation/flow_boxes.inc"
#undef REMORA_BOX
});

FlowBox box_of(Layer layer) {
  switch (layer) {
    case Layer::Rcp:
      return FlowBox::Rcp;
    case Layer::Scp:
      return FlowBox::Scp;
    case Layer::VpcEndpoint:
      return FlowBox::VpcEndpoint;
    case Layer::Identity:
    case Layer::RootUser:
    case Layer::NoPermission:
      return FlowBox::Identity;
    case Layer::Boundary:
      return FlowBox::Boundary;
    case Layer::Session:
      return FlowBox::Session;
    case Layer::Resource:
    case Layer::S3PublicAccessBlock:
    case Layer::KmsGrant:
    case Layer::Service:
      break;
  }
  return FlowBox::Resource;
}

class Flow {
 public:
  Flow(const Request& request, const PolicySet& policies, const Explanation& explanation)
      : request_(request),
        policies_(policies),
        explanation_(explanation),
        decision_(explanation.decision),
        service_(request.principal.kind() == PrincipalKind::Service) {}

  std::vector<FlowStep> run() {
    explicit_deny();
    for (const Layer layer : kLayers) {
      add(box_of(layer));
    }
    return std::move(steps_);
  }

 private:
  void push(FlowBox box, Passage passage, std::string why) {
    settled_ = settled_ || passage == Passage::Stopped || passage == Passage::Open;
    steps_.push_back({box, passage, std::move(why)});
  }

  [[nodiscard]] const LayerTrace* layer(FlowBox box) const {
    const auto found = std::find_if(
        explanation_.layers.begin(), explanation_.layers.end(), [box](const LayerTrace& one) {
          return box_of(one.layer) == box;
        });
    return found == explanation_.layers.end() ? nullptr : &*found;
  }

  /// `the key policy`, `the service control policies`: what stands in the box.
  [[nodiscard]] std::string subject(FlowBox box) const {
    if (box == FlowBox::Resource) {
      return "the " + std::string(describe(policies_.resource_type));
    }
    return (box == FlowBox::Rcp ? "a " : "the ") + std::string(info(box).words);
  }

  [[nodiscard]] bool deny_is_open() const {
    const auto open = [](const PolicyTrace& policy) {
      return policy.policy->is_unread() ||
             std::any_of(
                 policy.statements.begin(), policy.statements.end(), [](const StatementTrace& one) {
                   return one.statement->effect == Effect::Deny && one.match == Match::Unknown;
                 });
    };
    return std::any_of(
        explanation_.layers.begin(), explanation_.layers.end(), [&](const LayerTrace& layer) {
          return std::any_of(layer.policies.begin(), layer.policies.end(), open);
        });
  }

  void explicit_deny() {
    if (decision_.verdict == Verdict::ExplicitlyDenied) {
      push(FlowBox::ExplicitDeny, Passage::Stopped, explicit_reason());
      return;
    }
    if (decision_.verdict == Verdict::Undetermined && deny_is_open()) {
      push(FlowBox::ExplicitDeny,
           Passage::Open,
           "whether a Deny applies depends on something that is not known" +
               std::string(decision_.denied_either_way
                               ? "; without it the request is denied all the same"
                               : ""));
      return;
    }
    push(FlowBox::ExplicitDeny,
         Passage::Passed,
         "no Deny of any policy in force applies, so the policies are asked for an Allow");
  }

  [[nodiscard]] std::string explicit_reason() const {
    if (decision_.layer == Layer::S3PublicAccessBlock) {
      return "RestrictPublicBuckets shuts out everyone outside the bucket's account while the "
             "bucket policy is public";
    }
    const LayerTrace* of = layer(box_of(decision_.layer));
    std::string text =
        "a Deny of the " + std::string(of == nullptr ? "policy" : describe(of->type)) + " applies";
    if (decision_.policy != nullptr && decision_.statement >= 0 && !decision_.policy->is_unread()) {
      const auto index = static_cast<std::size_t>(decision_.statement);
      text += ", statement " + name_of(decision_.policy->document()->statements[index]);
    }
    return text + "; no Allow can outweigh it";
  }

  void add(FlowBox box) {
    if (settled_) {
      push(box, Passage::NotAsked, "the answer stood before");
      return;
    }
    const std::string absent = why_not_in_force(box);
    const bool decides = box == box_of(decision_.layer);
    if (!absent.empty() && !decides) {
      push(box, Passage::NotInForce, absent);
      return;
    }
    switch (decision_.verdict) {
      case Verdict::Allowed:
        on_the_way_to_allow(box, decides);
        return;
      case Verdict::Undetermined:
        if (decides) {
          push(box, Passage::Open, "whether it allows depends on something that is not known");
          return;
        }
        break;
      case Verdict::ImplicitlyDenied:
      case Verdict::ExplicitlyDenied:
        if (decides) {
          push(box, Passage::Stopped, implicit_reason(box));
          return;
        }
        break;
    }
    pass(box);
  }

  void on_the_way_to_allow(FlowBox box, bool decides) {
    if (decides) {
      granted_ = true;
      push(box, Passage::Granted, grant_reason(box));
      return;
    }
    if (granted_ && box == FlowBox::Identity && same_account(request_)) {
      push(box,
           Passage::NotAsked,
           "within one account " + subject(FlowBox::Resource) + " suffices by itself");
      return;
    }
    if (granted_ && box != FlowBox::Identity && !limits(box)) {
      push(box, Passage::NotAsked, "it does not limit what names the requester, or everyone");
      return;
    }
    pass(box);
  }

  /// True if the layer's own answer is Allow: it was asked and did not object.
  [[nodiscard]] bool limits(FlowBox box) const {
    const LayerTrace* of = layer(box);
    return of != nullptr && of->verdict == Verdict::Allowed;
  }

  void pass(FlowBox box) {
    const LayerTrace* of = layer(box);
    const bool allows = of != nullptr && of->verdict == Verdict::Allowed;
    if (allows) {
      const bool last_word = box == FlowBox::Identity || box == FlowBox::Boundary ||
                             box == FlowBox::Session || granted_;
      const std::string statement = allowing_statement(*of);
      push(box,
           Passage::Passed,
           (statement.empty() ? subject(box) + " lets it pass"
                              : "statement " + statement + " lets it pass") +
               (last_word ? "" : next_reason(box)));
      return;
    }
    if (box == FlowBox::Rcp) {
      push(box, Passage::Passed, "RCPFullAWSAccess lets pass what no statement denies");
      return;
    }
    if (box == FlowBox::Resource) {
      push(box, Passage::Silent, silent_reason());
      return;
    }
    push(box, Passage::Silent, subject(box) + " do not allow it, and need not");
  }

  [[nodiscard]] std::string next_reason(FlowBox box) const {
    if (box != FlowBox::Resource) {
      return ", and grants nothing: the next is asked";
    }
    if (policies_.resource_type == PolicyType::Key && same_account(request_)) {
      return ", as far as the account's own policies do: the next is asked";
    }
    return same_account(request_) ? ""
                                  : "; across accounts the requester's own policies must allow it "
                                    "too: the next is asked";
  }

  [[nodiscard]] std::string silent_reason() const {
    const std::string finding = policies_.resource == nullptr
                                    ? "there is no " + subject(FlowBox::Resource).substr(4)
                                    : subject(FlowBox::Resource) + " does not allow it";
    return finding + "; within one account an identity-based policy may: the next is asked";
  }

  [[nodiscard]] std::string grant_reason(FlowBox box) const {
    switch (decision_.layer) {
      case Layer::RootUser:
        return "the root user may do everything in its account";
      case Layer::NoPermission:
        return "the action needs no permission";
      case Layer::KmsGrant:
        return "a grant of the key lets the requester use it";
      default:
        break;
    }
    std::string text = subject(box);
    if (decision_.policy != nullptr && decision_.statement >= 0 && !decision_.policy->is_unread()) {
      const auto index = static_cast<std::size_t>(decision_.statement);
      text = "statement " + name_of(decision_.policy->document()->statements[index]);
    }
    text += box == FlowBox::Identity ? " allow" : " allows";
    if (text.starts_with("statement")) {
      text = text.substr(0, text.rfind(' ')) + " allows";
    }
    text += " it";
    if (box == FlowBox::Resource && !service_ && request_.principal.is_iam() &&
        !same_account(request_)) {
      text += next_reason(box);
    }
    return text;
  }

  [[nodiscard]] std::string implicit_reason(FlowBox box) const {
    if (decision_.refusal != nullptr) {
      return sentence(*decision_.refusal, "this action");
    }
    const LayerTrace* of = layer(box);
    if (box == FlowBox::Session && of != nullptr && of->policies.empty()) {
      return "no session policy was passed, and a federated user has no permissions without one";
    }
    if (of == nullptr || of->policies.empty()) {
      return "there is no " +
             (box == FlowBox::Resource ? subject(box).substr(4)
                                       : std::string("policy that allows it")) +
             ", and what nothing allows is denied";
    }
    return "no statement allows it, and what nothing allows is denied";
  }

  /// Why the box does not take part; empty if it does.
  [[nodiscard]] std::string why_not_in_force(FlowBox box) const {
    if (layer(box) != nullptr) {
      return {};
    }
    if (decision_.layer == Layer::NoPermission) {
      return "the action needs no permission";
    }
    switch (box) {
      case FlowBox::Rcp:
        return policies_.rcps ? "resource control policies do not bind this request"
                              : "there are no resource control policies here";
      case FlowBox::Scp:
        return why_no_scps();
      case FlowBox::VpcEndpoint:
        return "the request does not come through a VPC endpoint with a policy";
      case FlowBox::Resource:
        return "no policy of a resource takes part in this action";
      case FlowBox::Identity:
        return who() + " has no identity-based policies";
      case FlowBox::Boundary:
        return request_.principal.is_iam() ? "there is no permissions boundary"
                                           : who() + " has no permissions boundary";
      case FlowBox::Session:
        return request_.principal.is_iam() ? "the session has no policy of its own"
                                           : who() + " has no session";
      case FlowBox::ExplicitDeny:
        break;
    }
    return {};
  }

  [[nodiscard]] std::string why_no_scps() const {
    if (!request_.principal.is_iam()) {
      return "service control policies bind users and roles of member accounts, not " + who();
    }
    if (!policies_.scps) {
      return "there are no service control policies here";
    }
    return is_service_linked(request_) == Match::Yes
               ? "service control policies do not bind service-linked roles"
               : "service control policies do not bind the management account";
  }

  [[nodiscard]] std::string who() const {
    switch (request_.principal.kind()) {
      case PrincipalKind::Service:
        return "an AWS service";
      case PrincipalKind::Anonymous:
        return "an unsigned request";
      case PrincipalKind::Federated:
        return "an identity that has not assumed a role yet";
      default:
        break;
    }
    return "the requester";
  }

  /// The name of a statement of the layer that allows, empty if none is named.
  static std::string allowing_statement(const LayerTrace& layer) {
    for (const PolicyTrace& policy : layer.policies) {
      for (const StatementTrace& one : policy.statements) {
        if (one.statement->effect == Effect::Allow && one.match == Match::Yes) {
          return name_of(*one.statement);
        }
      }
    }
    return {};
  }

  const Request& request_;
  const PolicySet& policies_;
  const Explanation& explanation_;
  const Decision& decision_;
  bool service_;
  bool settled_ = false;
  bool granted_ = false;
  std::vector<FlowStep> steps_;
};

}  // namespace

const FlowBoxInfo& info(FlowBox box) {
  return kBoxes[static_cast<std::size_t>(box)];
}

std::string_view to_string(Passage passage) {
  switch (passage) {
    case Passage::Passed:
      return "passed";
    case Passage::Silent:
      return "says nothing";
    case Passage::Granted:
      return "granted";
    case Passage::Stopped:
      return "stopped here";
    case Passage::Open:
      return "open";
    case Passage::NotInForce:
      return "not in force";
    case Passage::NotAsked:
      break;
  }
  return "not asked";
}

std::vector<FlowStep> decision_flow(const Request& request,
                                    const PolicySet& policies,
                                    const Explanation& explanation) {
  return Flow(request, policies, explanation).run();
}

}  // namespace remora::explanation
