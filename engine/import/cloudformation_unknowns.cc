#include "engine/import/cloudformation_unknowns.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/symbol.h"
#include "engine/import/cloudformation_policies.h"

namespace remora::imports::cloudformation {

namespace {

class UnknownFinder {
 public:
  explicit UnknownFinder(Session& session) : session_(session) {}

  void run() {
    for (Part& delivery : session_.snapshot.deliveries().children) {
      replace_unknown(delivery);
    }
    explain_unknowns();
  }

 private:
  /// What a call names and nobody knows at all is a fact of the call, unless it is something here.
  void replace_unknown(Part& delivery) {
    for (const char* call : {"trail", "deliveryChannel"}) {
      Part* const part = delivery.find(call);
      for (Part& member : part != nullptr ? part->children : none_.children) {
        if (member.kind == json::Kind::String && has_unknown(member.text) &&
            !is_listed(member.text)) {
          const std::string name = member.name;
          member = fact(std::move(member), session_);
          member.name = name;
        }
      }
    }
  }

  /// Whether a thing of that name is here, or a policy or name that is made of it.
  bool is_listed(const std::string& text) {
    for (Part* list :
         {&session_.snapshot.buckets(), &session_.snapshot.keys(), &session_.snapshot.topics()}) {
      for (const Part& one : list->children) {
        if (holds(one, text)) {
          return true;
        }
      }
    }
    return false;
  }

  static bool holds(const Part& part, const std::string& text) {  // NOLINT(misc-no-recursion)
    return part.text.find(text) != std::string::npos ||
           std::any_of(part.children.begin(), part.children.end(), [&](const Part& child) {
             return holds(child, text);
           });
  }

  /// A note for each thing that is missing in what was made.
  void explain_unknowns() {
    std::set<const Unknown*> seen;
    for (Part* list : {&session_.snapshot.deliveries(),
                       &session_.snapshot.buckets(),
                       &session_.snapshot.keys(),
                       &session_.snapshot.topics(),
                       &session_.snapshot.roles()}) {
      collect_unknowns(*list, seen);
    }
    Diagnostics notes;
    for (const auto& [text, why] : session_.unknowns) {
      if (seen.find(&why) != seen.end()) {
        notes.push_back({Severity::Note,
                         "not-known",
                         why.place,
                         why.reason,
                         why.supply.empty() ? "" : "give it with " + why.supply});
      }
    }
    session_.snapshot.sink().append(notes);
  }

  void collect_unknowns(const Part& part, std::set<const Unknown*>& seen) {  // NOLINT(*-recursion)
    std::string_view text = part.text;
    for (std::size_t at = text.find(kUnknownBegin); at != std::string_view::npos;
         at = text.find(kUnknownBegin)) {
      text.remove_prefix(at);
      if (const Unknown* const why = session_.unknown_in(text)) {
        seen.insert(why);
      }
      text.remove_prefix(1);
    }
    for (const Part& child : part.children) {
      collect_unknowns(child, seen);
    }
  }

  Session& session_;
  Part none_ = {};
};

}  // namespace

void say_what_is_unknown(Session& session) {
  UnknownFinder(session).run();
}

}  // namespace remora::imports::cloudformation
